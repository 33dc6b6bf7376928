"""Take the README's picture: the first screen of the worked example's report, in headless Chromium.

``python docs/screenshots.py`` writes docs/images/report.png. It needs Chromium, its driver and selenium.
"""
# ruff: noqa: INP001

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

ROOT = Path(__file__).parents[1]
WIDTH, HEIGHT = 1280, 900


def main() -> None:
    """Write the report of the shipped example to a temporary folder and photograph it, light."""
    target = ROOT / "docs" / "images" / "report.png"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        command = [sys.executable, "-m", "factcheck", "report", "--db", "claims.db", "-o", str(page)]
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 our own program
        photograph(page, target, profile=Path(folder) / "profile")
    sys.stdout.write(f"{target.relative_to(ROOT)}  {target.stat().st_size:,} bytes\n")


def photograph(page: Path, target: Path, *, profile: Path) -> None:
    """Open ``page`` in a window of WIDTH by HEIGHT pixels and write what it shows to ``target``."""
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"):
        options.add_argument(argument)
    for argument in ("--disable-background-networking", "--disable-component-update", "--disable-sync"):
        options.add_argument(argument)
    options.add_argument(f"--user-data-dir={profile}")
    # Naming both programs keeps selenium from asking the network for them.
    browser, driver_program = shutil.which("chromium"), shutil.which("chromedriver")
    if browser is None or driver_program is None:
        sys.exit("chromium and chromedriver are needed: apt-get install chromium chromium-driver")
    options.binary_location = browser
    driver = webdriver.Chrome(options=options, service=Service(driver_program))
    try:
        # The window has a frame even without a screen; the size of the picture is set through the tools instead.
        metrics = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        light = [{"name": "prefers-color-scheme", "value": "light"}]
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": light})
        driver.get(page.as_uri())
        target.parent.mkdir(parents=True, exist_ok=True)
        if not driver.save_screenshot(str(target)):
            msg = f"cannot write {target}"
            raise OSError(msg)
    finally:
        driver.quit()


if __name__ == "__main__":
    main()
