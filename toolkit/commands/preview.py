"""`l10n preview`: live pages beside their messages."""

from __future__ import annotations

import click

from toolkit.commands._speech import _
from toolkit.commands._verb import Options, verb
from toolkit.diagnostic import ToolkitError

PORT = 8177


def preview(options: Options, *, port: int = PORT, locale: str | None = None, browse: bool = False) -> int:
    """Show each page as it will be published, beside the messages that it is made of.

    Open the address that is printed. A click on a text shows its message; a catalog that is saved in any editor changes
    the page at once; a translation can be written back from the page. Only this machine can connect, and only the
    printed address can write. Ctrl-C ends it.
    """
    try:
        from toolkit.serve.preview.server import serve
    except ModuleNotFoundError as error:
        raise ToolkitError(
            f"the preview needs {error.name!r}, which is not installed",
            hint="install it with: pip install 'content-l10n-toolkit[preview]'",
        ) from error
    from toolkit.serve.projects import opened
    from toolkit.text.locales import PSEUDO

    desk = opened(options.project, options.date)
    known = (*desk.project.config.all_locales, *PSEUDO)
    if locale is not None and locale not in known:
        raise ToolkitError(f"{locale!r} is no locale of this project", hint=f"it has {', '.join(known)}")

    def ready(address: str) -> None:
        address += f"&locale={locale}" if locale else ""
        click.echo(address)
        options.tell(_("Ctrl-C ends the preview"))
        if browse:
            click.launch(address)

    try:
        serve(desk, port, ready)
    except KeyboardInterrupt:
        options.tell(_("the preview has ended"))
    return 0


command = verb(
    "preview",
    preview,
    click.option(
        "--port", type=click.IntRange(0, 65535), default=PORT, metavar="N", help=f"[{PORT}]; 0: any free one."
    ),
    click.option("--locale", metavar="LOCALE", help="The language to show first."),
    click.option("--open", "browse", is_flag=True, help="Open the address in the browser."),
)
