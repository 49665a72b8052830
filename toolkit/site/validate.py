"""Looks at a built page as a machine does: whether its structure holds, whoever wrote its page template."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from urllib.parse import SplitResult, unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.limits import Limits
from toolkit.model import Page, PageState
from toolkit.site.metadata import source_hash
from toolkit.text.locales import bcp47, direction, from_bcp47, is_locale

Rule = Callable[[LexborHTMLParser, Page, Collection[str]], Iterator[tuple[str, str]]]
"""Yields (code, what is wrong) for a page, given all files of the site."""

_LIMITS = Limits()
_BANNERS = {PageState.DRAFT: ".banner-draft", PageState.KEPT: ".banner-kept", PageState.REPLACED: ".banner-replaced"}
_ACTIVE = "iframe, frame, object, embed, applet, base, portal, fencedframe, meta[http-equiv='refresh' i]"
_RESOURCES = {"src", "srcset", "poster", "data", "background", "ping", "manifest", "imagesrcset", "xlink:href"}
_LOADING = re.compile(r"url\(|@import|image-set\(|expression\(", re.IGNORECASE)


def validate_page(page: Page, files: Collection[str], limits: Limits = _LIMITS) -> list[Diagnostic]:
    """Return what is wrong with the structure of a built page.

    Args:
        page: The page.
        files: Paths of all files of the site, in which its relative links must end.
        limits: `page_size`, in bytes.
    """
    size = len(page.html.encode())
    if size > limits.page_size:
        return [_finding(page, "page-too-large", f"it has {size} bytes, more than {limits.page_size}")]
    tree = LexborHTMLParser(page.html)
    rows = [row for rule in RULES for row in rule(tree, page, files)]
    return [_finding(page, code, message) for code, message in dict.fromkeys(rows)]


def _language(tree: LexborHTMLParser, page: Page, _: Collection[str]) -> Iterator[tuple[str, str]]:
    lang, direct = bcp47(page.locale), direction(page.locale)
    root = tree.css_first("html")
    for name, wanted in (("lang", lang), ("dir", direct)):
        if root is None or root.attributes.get(name) != wanted:
            yield "page-language", f"<html> does not have {name}={wanted!r}"
    for node in tree.css("body [lang]"):
        locale = from_bcp47(node.attributes.get("lang") or "")
        if not is_locale(locale):
            yield "page-language", f"lang {node.attributes.get('lang')!r} is no language tag"
        elif direction(locale) != direct and node.attributes.get("dir") != direction(locale):
            yield "page-language", f"a text in {locale!r} needs dir={direction(locale)!r} here"


def _landmarks(tree: LexborHTMLParser, *_: object) -> Iterator[tuple[str, str]]:
    for name in ("h1", "main", "title"):
        found = tree.css("head title" if name == "title" else name)
        if len(found) != 1:
            yield "page-structure", f"it has {len(found)} elements <{name}>, not one"
        elif not found[0].text().strip():
            yield "page-structure", f"its <{name}> is empty"


def _ids(tree: LexborHTMLParser, *_: object) -> Iterator[tuple[str, str]]:
    counts = Counter(node.attributes.get("id") for node in tree.css("[id]"))
    for name, count in counts.items():
        if count > 1:
            yield "page-duplicate-id", f"the id {name!r} is there {count} times"
    for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
        for node in tree.css(f"[{attribute}]"):
            for name in (node.attributes.get(attribute) or "").split():
                if name not in counts:
                    yield "page-broken-anchor", f"{attribute} names the id {name!r}, which is not there"


def _links(tree: LexborHTMLParser, page: Page, files: Collection[str]) -> Iterator[tuple[str, str]]:
    anchors = {node.attributes.get("id") for node in tree.css("[id]")}
    for node in tree.css("a[href], area[href]"):
        url = node.attributes.get("href") or ""
        parts = _split(url)
        if parts.scheme in {"http", "https", "mailto", "tel"}:
            continue
        if parts.scheme or parts.netloc:
            yield "page-active-content", f"the link {url!r} has the scheme {parts.scheme!r}"
            continue
        target = target_of(url, page.path)
        if target not in files and target != page.path:
            yield "page-broken-link", f"the link {url!r} leads to {target!r}, which is not in the site"
        elif target == page.path and parts.fragment and unquote(parts.fragment) not in anchors:
            yield "page-broken-anchor", f"the link {url!r} leads to an id that is not there"


def _requests(tree: LexborHTMLParser, page: Page, files: Collection[str]) -> Iterator[tuple[str, str]]:
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            if name in _RESOURCES and value:
                yield from _resource(node.tag or "", name, value, page, files)
    for node in tree.css("link[href]"):
        rel = set((node.attributes.get("rel") or "").lower().split())
        url = node.attributes.get("href") or ""
        if not rel <= {"canonical", "alternate"} and not url.startswith("data:"):
            yield "page-request", f"<link rel={' '.join(sorted(rel))!r}> loads {url!r}"
    for node in tree.css("style"):
        if found := _LOADING.search(node.text()):
            yield "page-request", f"its style holds {found[0]!r}"


def _resource(tag: str, name: str, value: str, page: Page, files: Collection[str]) -> Iterator[tuple[str, str]]:
    parts = _split(value)
    if tag != "img" or name != "src" or parts.scheme or parts.netloc:
        yield "page-request", f"<{tag} {name}> loads {value!r}"
    elif (target := target_of(value, page.path)) not in files:
        yield "page-broken-link", f"the image {value!r} is {target!r}, which is not in the site"


def _activity(tree: LexborHTMLParser, *_: object) -> Iterator[tuple[str, str]]:
    for node in tree.css(_ACTIVE):
        yield "page-active-content", f"it holds <{node.tag}>"
    for node in tree.css("script"):
        if node.attributes.get("type") != "application/ld+json" or "src" in node.attributes:
            yield "page-active-content", "it holds a script"
            continue
        try:
            json.loads(node.text())
        except ValueError as error:
            yield "page-structure", f"its JSON-LD cannot be read: {error}"
    for node in tree.css("*"):
        for name in node.attributes:
            if name.startswith("on"):
                yield "page-active-content", f"<{node.tag}> has the attribute {name!r}"
            elif name == "style":
                yield "page-active-content", f"<{node.tag}> has a style of its own, which its policy forbids"


def _policy(tree: LexborHTMLParser, *_: object) -> Iterator[tuple[str, str]]:
    found = tree.css("head meta[http-equiv='Content-Security-Policy' i]")
    if len(found) != 1:
        yield "page-policy", f"it has {len(found)} content security policies, not one"
        return
    parts = [rule.split() for rule in (found[0].attributes.get("content") or "").split(";")]
    rules = {part[0]: part[1:] for part in parts if part}
    for name in ("default-src", "base-uri"):
        if rules.get(name) != ["'none'"]:
            yield "page-policy", f"its content security policy does not say {name} 'none'"
    hashes = {source_hash(node.text()) for node in tree.css("style")}
    if set(rules.get("style-src", ())) != hashes:
        yield "page-policy", "its content security policy does not name its own style, and nothing else"
    if any(not source.startswith("'sha256-") for source in rules.get("script-src", ())):
        yield "page-policy", "its content security policy lets scripts run"


def _standing(tree: LexborHTMLParser, page: Page, _: Collection[str]) -> Iterator[tuple[str, str]]:
    robots = tree.css_first("head meta[name='robots']")
    hidden = robots is not None and "noindex" in (robots.attributes.get("content") or "")
    if page.state in {PageState.DRAFT, PageState.REPLACED}:
        if not hidden:
            yield "page-standing", f"it is {page.state}, but does not say 'noindex'"
        if tree.css("link[hreflang]"):
            yield "page-standing", f"it is {page.state}, but names its other languages to search engines"
    if page.state is PageState.REPLACED and has_text(tree):
        yield "page-standing", "it is replaced, but has a text or a safety statement of its article"
    banner = _BANNERS.get(page.state) if page.article else None
    if banner and not any(node.text().strip() for node in tree.css(banner)):
        yield "page-standing", f"it is {page.state}, but its banner does not say so"


def has_text(tree: LexborHTMLParser) -> bool:
    """Whether a page has anything of an article, as no notice may: nothing of that is proven on it."""
    return tree.css_first("article, [data-statement]") is not None


RULES: tuple[Rule, ...] = (_language, _landmarks, _ids, _links, _requests, _activity, _policy, _standing)
"""All rules, in the order of their findings."""


def target_of(url: str, path: str) -> str:
    """Return the file of the site that a relative address on the page `path` leads to."""
    where = unquote(_split(url).path)
    if not where:
        return path
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), where))
    return posixpath.normpath(posixpath.join(target, "index.html")) if where.endswith(("/", "..")) else target


def _split(url: str) -> SplitResult:
    """Return the parts of an address; one that cannot be read has an unknown scheme."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("unreadable", "", url, "", "")


def _finding(page: Page, code: str, message: str) -> Diagnostic:
    return Diagnostic(
        code,
        Severity.ERROR,
        f"the page {page.path!r}: {message}",
        hint="compare its page template and its article with the toolkit's own",
        path=page.path,
        locale=page.locale,
        domain=page.article or None,
    )
