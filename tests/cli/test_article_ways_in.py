"""``article add`` of what is no text file: an address, a PDF file, a Word document."""

import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from desks import STORY, refused

PAGES = {
    "/story": (
        "text/html; charset=windows-1252",
        "<html lang=en><head><meta charset=utf-8><meta property=og:title content='The flood of May'>"
        "<meta name=author content='B. Reporter'><meta property=article:published_time content=2026-05-03T10:00:00Z>"
        "<link rel=canonical href=https://daily.example/flood></head><article><h1>The flood of May</h1>"
        "<p>The town\u2019s bridge fell.</p></article></html>".encode("cp1252"),
    ),
    "/plain": ("text/plain", STORY.encode()),
    "/picture": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "/printed": ("application/pdf", (Path(__file__).parents[1] / "data" / "flood.pdf").read_bytes()),
}


class Site(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/story#top")
            self.end_headers()
            return
        kind, body = PAGES.get(self.path, ("text/plain", b""))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    """The address of a small site on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_page_says_who_it_is_and_keeps_the_address_it_came_from(desk, site):
    result = desk.run("article", "add", f"{site}/moved", "--allow-private")
    assert result.exit_code == 0
    assert "gives its address as https://daily.example/flood" in result.stderr
    article = desk.json("article", "show")["data"]
    assert (article["title"], article["author"], article["published"]) == (
        "The flood of May",
        "B. Reporter",
        "2026-05-03",
    )
    assert article["url"] == f"{site}/story"
    assert "The town\u2019s bridge fell." in desk.ok("article", "text")


def test_an_address_given_by_hand_wins(desk, site):
    url = "https://daily.example/flood"
    assert desk.json("article", "add", f"{site}/story", "--allow-private", "--url", url)["data"]["url"] == url


def test_texts_and_pdf_files_are_fetched_too(desk, site):
    assert desk.json("article", "add", f"{site}/plain", "--allow-private")["data"]["paragraphs"] == 3
    assert desk.json("article", "add", f"{site}/printed", "--allow-private")["data"]["title"] == "The flood of May"


def test_what_cannot_be_fetched_changes_nothing(desk, site):
    assert "is not a public address" in refused(desk, 7, "article", "add", f"{site}/story")
    assert "404 Not Found" in refused(desk, 7, "article", "add", f"{site}/nowhere", "--allow-private")
    assert "a PNG picture" in refused(desk, 3, "article", "add", f"{site}/picture", "--allow-private")
    assert "the scheme “file”" in refused(desk, 3, "article", "add", "file:///etc/passwd", "--allow-private")
    assert "who is working" in refused(desk, 2, "article", "add", f"{site}/story", "--allow-private", person=None)


def test_a_pdf_file_is_taken(desk):
    shutil.copy(Path(__file__).parents[1] / "data" / "flood.pdf", desk.folder / "story.pdf")
    article = desk.json("article", "add", "story.pdf")["data"]
    assert (article["title"], article["paragraphs"]) == ("The flood of May", 10)
    desk.ok("claim", "add", "The bridge was built in 1911.", "--quote", "bridge — built in 1911 — did not hold")
