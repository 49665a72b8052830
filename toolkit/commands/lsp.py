"""`l10n lsp`: the language server for editors."""

from __future__ import annotations

from toolkit.commands._verb import Options, verb
from toolkit.diagnostic import ToolkitError


def lsp(options: Options) -> int:
    """Serve an editor over standard input and output (Language Server Protocol).

    The editor starts it and ends it. It knows the project of each .po file that is open, and serves files outside any
    project too. The README says how to set up VS Code, Neovim, Emacs and Helix.
    """
    try:
        from toolkit.serve.lsp.server import make_server
    except ModuleNotFoundError as error:
        raise ToolkitError(
            f"the language server needs {error.name!r}, which is not installed",
            hint="install it with: pip install 'content-l10n-toolkit[lsp]'",
        ) from error
    make_server(options.date).start_io()
    return 0


command = verb("lsp", lsp)
