"""Asks a real browser whether a text of a page can be seen: geometry, opacity, colours, clipping, what lies over it.

The page is loaded without scripts and without a network. Under each of a few circumstances, and under those that the
page asks about, every letter must leave a trace: a picture of the page with the text differs from one without it at the
place of the letter. Needs the extra `browser` and a Chromium.
"""

from __future__ import annotations

import base64
import math
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from toolkit.diagnostic import ToolkitError
from toolkit.safety.copies import Visible
from toolkit.safety.css.media import DARK, EVERYDAY, NARROW, Circumstances
from toolkit.safety.page.blocks import Block

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""Names of the browser on the PATH, the first one found is used."""
_ADDRESS = "https://page.invalid/"
_USUALLY = (EVERYDAY, NARROW, DARK, replace(EVERYDAY, printed=True))
"""How every page is looked at, whatever it asks about."""
_USUAL_HEIGHTS = frozenset(here.height for here in _USUALLY)
"""Pixels; a window of one of these is made higher for a long statement, which no page has asked about."""
_FEATURES = {
    "prefers-color-scheme: dark": ("color_scheme", "dark"),
    "prefers-reduced-motion": ("reduced_motion", "reduce"),
    "prefers-reduced-motion: reduce": ("reduced_motion", "reduce"),
    "prefers-contrast": ("contrast", "more"),
    "prefers-contrast: more": ("contrast", "more"),
    "forced-colors": ("forced_colors", "active"),
    "forced-colors: active": ("forced_colors", "active"),
}
"""Features of readers that the browser can be told to have, as options of Playwright's `emulate_media`."""
_USUAL: dict[str, Any] = {"media": "screen", "color_scheme": "light", "reduced_motion": "no-preference",
                         "contrast": "no-preference", "forced_colors": "none"}  # fmt: skip
_LARGEST = 10_000
"""Pixels of the widest and highest window that is looked at."""
_TALLEST, _AROUND = 8_000, 200
"""Pixels of a statement that is looked at as a whole in a window of its own height, and of what is seen around it."""


class Browser:
    """A running browser with one page for the document and one that compares pictures of it."""

    def __init__(self, page: Page, comparer: Page, error: type[Exception]) -> None:
        """Take pages of two contexts, `page` without scripts, and what Playwright raises."""
        self._error = error
        self._page = page
        self._comparer = comparer
        self._html = ""
        self._script = files("toolkit.safety").joinpath("browser.js").read_text("utf-8")
        page.route("**/*", self._answer)
        comparer.set_content("<!doctype html>")

    def load(self, html: str) -> Visible:
        """Load a page and return what tells of its blocks whether they are seen, until the next page is loaded."""
        self._html = html
        self._page.emulate_media(**_USUAL)
        try:
            self._page.goto(_ADDRESS, wait_until="load", timeout=20_000)
        except self._error:
            return lambda _, __: None
        return self._visible

    def _answer(self, route: Route) -> None:
        if route.request.url == _ADDRESS:
            route.fulfill(body=self._html.encode("utf-8"), content_type="text/html; charset=utf-8")
        else:
            route.abort()

    def _visible(self, blocks: Sequence[Block], asked: Sequence[Circumstances]) -> bool | None:
        wanted = [{"index": one.element.index, "tag": one.element.tag, "text": one.text} for one in blocks]
        try:
            answers = [self._seen_so(wanted, here) for here in dict.fromkeys((*_USUALLY, *asked))]
        except self._error:
            return None
        return False if False in answers else None if None in answers else True

    def _seen_so(self, wanted: Sequence[dict[str, object]], here: Circumstances) -> bool | None:
        """Whether all is seen under circumstances; None where the browser cannot have them."""
        if not here.features <= _FEATURES.keys() or not all(
            1 <= side <= _LARGEST for side in (here.width, here.height)
        ):
            return None
        # Sizes lie on the near side of a bound: a fraction of a pixel on the far side is a pixel.
        width, height = (
            math.ceil(size) if size > usual else math.floor(size)
            for size, usual in ((here.width, EVERYDAY.width), (here.height, EVERYDAY.height))
        )
        media: dict[str, Any] = dict(_FEATURES[name] for name in here.features)
        media["media"] = "print" if here.printed else "screen"
        return self._seen(wanted, (width, height), media, grows=here.height in _USUAL_HEIGHTS)

    def _seen(
        self, wanted: Sequence[dict[str, object]], size: tuple[int, int], media: dict[str, Any], *, grows: bool
    ) -> bool | None:
        """Whether all is seen in a window of this size, which is made higher for a long statement where it `grows`."""
        page = self._page
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(**{**_USUAL, **media})
        letters: list[list[float]] | int | None = self._call(page, "letters", wanted)
        if grows and isinstance(letters, int) and letters <= _TALLEST:
            page.set_viewport_size({"width": size[0], "height": letters + _AROUND})
            letters = self._call(page, "letters", wanted)
        if letters is None or isinstance(letters, int) or not letters:
            return False if letters == [] else None
        shown = self._picture()
        still = self._call(page, "erase", wanted)
        erased = self._picture()
        self._call(page, "restore", wanted)
        if not still:
            return None
        traces: list[bool] = self._call(self._comparer, "traces", [shown, erased, letters])
        return all(traces)

    def _picture(self) -> str:
        return base64.b64encode(self._page.screenshot(animations="disabled")).decode("ascii")

    def _call(self, page: Page, function: str, argument: object) -> Any:
        return page.evaluate(f"(argument) => {{ {self._script}; return {function}(argument); }}", argument)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start a browser and end it afterwards.

    Raises `ToolkitError` (code `usage`) where Playwright or a browser is missing, or the browser does not start.
    """
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise ToolkitError(
            "a browser is asked for, but the Python package 'playwright' is not installed",
            hint="install it with: pip install 'content-l10n-toolkit[browser]'",
        ) from error
    program = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    if program is None:
        raise ToolkitError(
            f"a browser is asked for, but there is none of {', '.join(PROGRAMS)} on the PATH",
            hint="install Chromium, for example with: apt-get install chromium",
        )
    arguments = ["--host-resolver-rules=MAP * ~NOTFOUND"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium's sandbox refuses to run as root
    with sync_playwright() as playwright:
        try:
            running = playwright.chromium.launch(executable_path=program, args=arguments)
        except Error as error:
            raise ToolkitError(f"{program!r} does not start: {error.message.splitlines()[0]}") from error
        try:
            still = running.new_context(java_script_enabled=False, offline=False, service_workers="block")
            yield Browser(still.new_page(), running.new_context(offline=True).new_page(), Error)
        finally:
            running.close()
