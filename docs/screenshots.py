"""Take the pictures of README and docs: pages of the worked example's report, in headless Chromium.

``python docs/screenshots.py`` writes docs/images/report*.png. It needs Chromium, its driver and selenium.
"""
# ruff: noqa: INP001

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"


class Picture(NamedTuple):
    """A picture to take: its name, the page, the window in CSS pixels, and whether the reader prefers dark."""

    name: str
    page: str
    width: int
    height: int
    dark: bool = False


PICTURES = (
    Picture("report.png", "report.html", 1280, 900),
    Picture("report-article.png", "site/articles/1/index.html#text", 1280, 900),
    Picture("report-claim.png", "site/claims/40/index.html", 1280, 1150),
    Picture("report-index.png", "site/claims/index.html#status=refuted,mixed&priority=high", 1280, 900),
    Picture("report-phone.png", "site/claims/40/index.html", 320, 800, dark=True),
    Picture("report-arabic.png", "arabic/articles/1/index.html", 1280, 900),
)
REPORTS = (("-o", "report.html"), ("-o", "site/"), ("-o", "arabic/", "--language", "ar"))


def main() -> None:
    """Write the reports of the shipped example to a temporary folder and photograph them."""
    with tempfile.TemporaryDirectory() as folder:
        for options in REPORTS:
            command = [sys.executable, "-m", "factcheck", "report", "--db", str(ROOT / "claims.db"), *options]
            subprocess.run(command, cwd=folder, check=True)  # noqa: S603 our own program
        with browser(Path(folder) / "profile") as driver:
            for picture in PICTURES:
                photograph(driver, picture, Path(folder))


@contextmanager
def browser(profile: Path) -> Iterator[webdriver.Chrome]:
    """A headless Chromium with a profile of its own."""
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"):
        options.add_argument(argument)
    for argument in ("--disable-background-networking", "--disable-component-update", "--disable-sync"):
        options.add_argument(argument)
    options.add_argument(f"--user-data-dir={profile}")
    # Naming both programs keeps selenium from asking the network for them.
    program, driver_program = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or driver_program is None:
        sys.exit("chromium and chromedriver are needed: apt-get install chromium chromium-driver")
    options.binary_location = program
    driver = webdriver.Chrome(options=options, service=Service(driver_program))
    try:
        yield driver
    finally:
        driver.quit()


def photograph(driver: webdriver.Chrome, picture: Picture, folder: Path) -> None:
    """Open the picture's page in its window and write what it shows to docs/images."""
    # The window has a frame even without a screen; the size of the picture is set through the tools instead.
    metrics = {"width": picture.width, "height": picture.height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    scheme = [{"name": "prefers-color-scheme", "value": "dark" if picture.dark else "light"}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})
    driver.get("about:blank")
    page, _, fragment = picture.page.partition("#")
    driver.get((folder / page).as_uri() + (f"#{fragment}" if fragment else ""))
    target = IMAGES / picture.name
    target.parent.mkdir(parents=True, exist_ok=True)
    if not driver.save_screenshot(str(target)):
        msg = f"cannot write {target}"
        raise OSError(msg)
    sys.stdout.write(f"{target.relative_to(ROOT)}  {target.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
