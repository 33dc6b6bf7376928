"""A web archive of captures, opened in ReplayWeb.page as a reader would: the pages show, and their server is not asked."""

import functools
import os
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from factcheck.exchange.wacz import write_wacz
from factcheck.exchange.warc import Kept, write_records

PLAYER = os.environ.get("FACTCHECK_REPLAY", "")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not PLAYER, reason="no player: set FACTCHECK_REPLAY to its folder (npm pack replaywebpage)"),
]
#: All text of a page, through frames and shadow roots.
ALL_TEXT = """
function walk(node) {
  if (node.nodeType === 3) return node.nodeValue + ' ';
  if (node.tagName === 'STYLE' || node.tagName === 'SCRIPT') return '';
  let text = node.shadowRoot ? walk(node.shadowRoot) : '';
  if (node.tagName === 'IFRAME' && node.contentDocument) text += walk(node.contentDocument);
  for (const child of node.childNodes) text += walk(child);
  return text;
}
return walk(document).replace(/\\s+/g, ' ');
"""
ANSWER = ("HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", "Content-Encoding: gzip")
URLS = ("https://www.news.example/Story?b=2&a=1", "http://city.example:8080/report")


def kept(number, url):
    body = f"<!doctype html><title>Page</title><p>The river rose by {number} % — Grüße.</p>".encode()
    at = datetime(2026, 5, number, tzinfo=UTC)
    return Kept(f"0189-{number}", url, url, at, body, "text/html", ANSWER, f"Page {number}", "text")


@contextmanager
def served(folder):
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_every_capture_shows_in_the_player(browser, tmp_path):
    (tmp_path / "replay").mkdir()
    (tmp_path / "ui.js").write_bytes((Path(PLAYER) / "ui.js").read_bytes())
    (tmp_path / "replay" / "sw.js").write_bytes((Path(PLAYER) / "sw.js").read_bytes())
    records = list(write_records([kept(number, url) for number, url in enumerate(URLS, 1)], name="pages.warc.gz"))
    (tmp_path / "pages.wacz").write_bytes(b"".join(write_wacz(records, title="Captures")))
    with served(tmp_path) as address:
        for number, url in enumerate(URLS, 1):
            player = f'<replay-web-page style="display:block;height:600px" source="pages.wacz" url="{url}">'
            (tmp_path / f"{number}.html").write_text(f'<!doctype html><script src="ui.js"></script>{player}')
            browser.driver.get(f"{address}/{number}.html")
            until = time.monotonic() + 60
            wanted = f"The river rose by {number} % — Grüße."
            while wanted not in (text := browser.run(ALL_TEXT)) and time.monotonic() < until:
                time.sleep(0.3)
            assert wanted in text, text[-500:]
