"""Makes docs/pages.png, the picture of the README: the first page in three languages, on a phone.

A command: `make picture`. It needs Chromium and fonts, as `make test ALL=1` installs them.
"""

import base64
import datetime as dt
import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

from toolkit.files import write_bytes
from toolkit.project import load_project
from toolkit.site.build import build

ROOT = Path(__file__).parent.parent.parent
SHOWN = ("es", "ar", "ja")
WIDTH, HEIGHT = 390, 1080
STYLE = "margin:0;padding:10px;display:flex;gap:15px;background:#cfcbdd"


def picture():
    """Return the picture as PNG."""
    site = build(load_project(ROOT), SHOWN, draft=True, date=dt.date(2026, 3, 1))
    pages = {built.page.locale: built.page.html for built in site.pages if built.page.article}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        phone = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        images = []
        for locale in SHOWN:
            phone.set_content(pages[locale])
            images.append(base64.b64encode(phone.screenshot()).decode("ascii"))
        table = browser.new_page(viewport={"width": 3 * WIDTH + 50, "height": HEIGHT + 20})
        table.set_content(
            f'<body style="{STYLE}">' + "".join(f'<img src="data:image/png;base64,{image}">' for image in images)
        )
        done = table.screenshot()
        browser.close()
    return done


if __name__ == "__main__":
    write_bytes(ROOT / "docs/pages.png", picture())
