"""Writes what a web server or host needs to know of the site.

The pages carry a Content-Security-Policy in a meta tag; these files add what only a header can say: no other site may
frame a page, its type is never guessed, no address is passed on. And readers get a corrected page at once: a browser
may store a page, but not show it without asking (`no-cache`, RFC 9111).
"""

from __future__ import annotations

from collections.abc import Mapping

HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

NGINX_MARK = b"# Written by l10n publish"
"""How the snippet begins; a file that begins otherwise is somebody else's."""


def host_files(host: str | None) -> Mapping[str, bytes]:
    """Return the files that `host` wants inside the site, by path.

    GitHub Pages knows no headers; `.nojekyll` keeps it from leaving out what begins with `_`. Netlify and Cloudflare
    Pages read `_headers` (the same format: a path, then indented headers). nginx wants nothing inside: see
    `nginx_snippet`.
    """
    if host == "github":
        return {".nojekyll": b""}
    if host in {"netlify", "cloudflare"}:
        rows = [f"  {name}: {value}" for name, value in HEADERS.items()]
        return {"_headers": ("\n".join(["/*", *rows]) + "\n").encode()}
    return {}


def nginx_snippet(folder: str) -> bytes:
    """Return the directives for nginx's `server` block, to stand beside `folder`: what is inside is served to readers.

    `add_header` is inherited only where a block has none of its own, and `always` adds it to error pages too (nginx
    manual, ngx_http_headers_module).
    """
    quoted = [f"""add_header {name} "{value}" always;""" for name, value in HEADERS.items()]
    head = [
        NGINX_MARK.decode() + " and rewritten by it: do not edit.",
        f"# Include it in the server block whose root is the folder {folder!r} beside it. 'root' may name the symbolic",
        "# link: nginx follows it at each request, so a new publication is served at once (without open_file_cache).",
        "charset utf-8;",
    ]
    return ("\n".join([*head, *quoted]) + "\n").encode()
