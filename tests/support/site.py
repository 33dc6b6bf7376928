"""A small site on this machine, whose pages a test sets and changes."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Site:
    """``pages`` by path: media type and body, or a status, or where a path leads. ``asked`` are the paths asked for."""

    address: str
    pages: dict[str, tuple[str, bytes] | int | str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def say(self, path: str, words: str, title: str = "The gauge") -> str:
        """Put up a page with these words. Returns its address."""
        html = f"<!doctype html><title>{title}</title><article><h1>{title}</h1><p>{words}</p></article>"
        self.pages[path] = ("text/html; charset=utf-8", html.encode())
        return self.address + path


@contextmanager
def serve_site() -> Iterator[Site]:
    """Serve a site until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.agents.add(self.headers["User-Agent"])
            answer = site.pages.get(self.path.partition("?")[0], 404)
            if isinstance(answer, int):
                self.send_response(answer)
                self.end_headers()
            elif isinstance(answer, str):
                self.send_response(301)
                self.send_header("Location", answer)
                self.end_headers()
            else:
                self.send_response(200)
                self.send_header("Content-Type", answer[0])
                self.send_header("Set-Cookie", "visitor=17")
                self.send_header("X-Served-By", "gauge-3")
                self.end_headers()
                self.wfile.write(answer[1])

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site = Site(f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield site
        server.shutdown()
