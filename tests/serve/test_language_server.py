"""The language server as an editor meets it: a real client, real standard input and output, a real project."""

import asyncio
import datetime as dt
import subprocess
import sys

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from toolkit.serve.lsp.actions import Abilities, abilities, actions
from toolkit.serve.lsp.analysis import analyst
from toolkit.serve.lsp.buffer import Buffer
from toolkit.serve.lsp.document import Document
from toolkit.serve.projects import opened

ALONE = r"""msgid ""
msgstr ""
"Project-Id-Version: a test\n"
"PO-Revision-Date: 2026-02-23 12:30+0000\n"
"Last-Translator: nobody\n"
"Language-Team: \n"
"Language: es\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=3; plural=(n == 1 ? 0 : n != 0 && n%1000000 == 0 ? 1 : 2);\n"

msgid "𝄞 Take {count} tablets."
msgstr "𝄞 Tome {cuenta} comprimidos."
"""
LAST = 13
"""Line of the translation."""
CATALOG = "locales/es/LC_MESSAGES/baclofen-spasticity.po"
STATEMENTS = "locales/es/LC_MESSAGES/safety-baclofen.po"


def run(root, *words):
    subprocess.run([sys.executable, "-m", "toolkit", "--project", root, "--date", "2026-02-28", *words], check=True)


def codes(found):
    return sorted({item.code for item in found})


def line_of(path, text):
    return next(number for number, row in enumerate(path.read_text("utf-8").split("\n")) if text in row)


def at(uri, line, column=0):
    return {"text_document": types.TextDocumentIdentifier(uri), "position": types.Position(line, column)}


def apply(text, edits):
    """The text after an editor's changes; columns are those of a text without astral characters."""
    rows = text.split("\n")

    def offset(place):
        return sum(len(row) + 1 for row in rows[: place.line]) + place.character

    for edit in sorted(edits, key=lambda edit: offset(edit.range.start), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


async def offered(editor, uri, line):
    place = types.Range(types.Position(line, 0), types.Position(line, 0))
    params = types.CodeActionParams(
        types.TextDocumentIdentifier(uri), place, types.CodeActionContext(editor.shown[uri][1])
    )
    return {item.title: item for item in await editor.client.text_document_code_action_async(params)}


def test_a_file_of_no_project_has_its_findings_while_somebody_types(talk, tmp_path):
    path = tmp_path / "es.po"

    async def conversation(editor):
        found = await editor.open(path, ALONE)
        wrong = next(item for item in found if "'{cuenta}'" in item.message)
        # UTF-16: the clef before it counts twice
        assert (wrong.range.start.line, wrong.range.start.character) == (LAST, len('msgstr "') + len("𝄞 Tome ") + 1)
        assert wrong.severity == types.DiagnosticSeverity.Error
        uri = path.as_uri()
        start = wrong.range.start
        end = (start.line, start.character + len("{cuenta}"))
        assert await editor.type(uri, (start.line, start.character), end, "{count}") == ()
        broken = await editor.type(uri, (LAST, 8), (LAST, 9), '"')
        assert [item for item in broken if item.severity == types.DiagnosticSeverity.Error]
        assert not path.exists()

    talk(conversation)


def test_columns_are_those_that_the_client_asked_for(talk, tmp_path):
    async def conversation(editor):
        assert editor.about.capabilities.position_encoding == types.PositionEncodingKind.Utf8
        wrong = next(item for item in await editor.open(tmp_path / "es.po", ALONE) if "'{cuenta}'" in item.message)
        assert wrong.range.start.character == len('msgstr "𝄞 Tome '.encode())

    talk(conversation, encodings=[types.PositionEncodingKind.Utf8])


def test_nothing_that_is_no_catalog_ends_the_server(talk, tmp_path):
    texts = ["", "\x00", 'msgid "', '"', "<<<<<<< HEAD\n", 'msgid "a"\rmsgstr "\u2028b"', 'msgstr[9999] "x"', ALONE]

    async def conversation(editor):
        path = tmp_path / "x.po"
        uri = path.as_uri()
        await editor.open(path, "")
        for text in texts:
            await editor.type(uri, (0, 0), (99, 0), text)
            for ask in ("hover", "completion", "definition"):
                params = getattr(types, f"{ask.title()}Params")(**at(uri, 0))
                assert not await getattr(editor.client, f"text_document_{ask}_async")(params)
            assert await offered(editor, uri, 0) == {}

    talk(conversation)


def test_in_a_project_a_message_knows_its_terms_its_statement_and_its_source(talk, copy):
    path, safety = copy / CATALOG, copy / STATEMENTS

    async def conversation(editor):
        client = editor.client
        await editor.open(path)
        line = line_of(path, 'msgid "**Spasticity** is lasting')
        told = (await client.text_document_hover_async(types.HoverParams(**at(path.as_uri(), line)))).contents.value
        assert "spasticity: espasticidad" in told
        there = await client.text_document_definition_async(types.DefinitionParams(**at(path.as_uri(), line)))
        source = copy / "source/articles/baclofen-spasticity.md"
        assert there.uri == source.as_uri()
        assert "**Spasticity** is lasting" in source.read_text("utf-8").split("\n")[there.range.start.line]
        symbols = await client.text_document_document_symbol_async(
            types.DocumentSymbolParams(types.TextDocumentIdentifier(path.as_uri()))
        )
        section = next(item for item in symbols if item.name == "What is spasticity?")
        assert {item.detail for item in section.children} == {"translated"}
        assert section.range.start.line < line < section.range.end.line

        await editor.open(safety)
        line = line_of(safety, 'msgctxt "baclofen-never-stop-suddenly"')
        told = (await client.text_document_hover_async(types.HoverParams(**at(safety.as_uri(), line)))).contents.value
        assert "Safety statement** `baclofen-never-stop-suddenly`, critical: approval missing" in told

    talk(conversation)


def test_a_lost_negation_is_seen_as_it_is_typed(talk, copy):
    path = copy / CATALOG

    async def conversation(editor):
        before = {item.code for item in await editor.open(path)}
        line = line_of(path, "por qué nunca debe dejarlo de forma brusca")
        row = path.read_text("utf-8").split("\n")[line]
        start = row.index("nunca ")
        found = await editor.type(path.as_uri(), (line, start), (line, start + len("nunca ")), "")
        new = [item for item in found if item.code not in before]
        assert new
        assert {item.range.start.line for item in new} == {line}
        assert not any(
            item.code.startswith("rule-")
            for item in await editor.type(path.as_uri(), (line, start), (line, start), "nunca ")
        )

    talk(conversation)


def test_completion_offers_the_terms_and_the_markup_of_the_source(talk, copy):
    path = copy / CATALOG

    async def conversation(editor):
        await editor.open(path)
        line = line_of(path, 'msgstr "La **espasticidad** es una')
        uri = path.as_uri()
        await editor.type(uri, (line, 8), (line, 8), "espa")
        items = await editor.client.text_document_completion_async(types.CompletionParams(**at(uri, line, 12)))
        term = next(item for item in items if item.detail == "term: spasticity")
        assert term.label == "espasticidad"
        assert (term.text_edit.range.start.character, term.text_edit.range.end.character) == (8, 12)
        assert any(item.label == "****" for item in items)
        outside = await editor.client.text_document_completion_async(types.CompletionParams(**at(uri, line - 1, 12)))
        assert not outside

    talk(conversation)


def test_what_was_translated_before_is_told_offered_and_put_in_as_fuzzy(talk, copy):
    path = copy / CATALOG
    text = path.read_text("utf-8").replace("Permanecen tensos en lugar de relajarse.", "")
    like = 'msgid "They stay tight instead of relaxing often."\nmsgstr "Siguen \\"tensos\\"."\n'
    path.write_text(f"{text}\n{like}", "utf-8")

    async def conversation(editor):
        uri = path.as_uri()
        await editor.open(path)
        line = line_of(path, 'msgid "They stay tight instead of relaxing."')
        told = await editor.client.text_document_hover_async(types.HoverParams(**at(uri, line)))
        assert 'They stay tight instead of relaxing often.\nSiguen "tensos".' in told.contents.value
        assert "% alike" in told.contents.value
        asked = types.CompletionParams(**at(uri, line + 1, len('msgstr "')))
        items = await editor.client.text_document_completion_async(asked)
        (item,) = [item for item in items if (item.detail or "").startswith("memory, ")]
        assert item.text_edit.new_text == 'Siguen \\"tensos\\".'
        found = await offered(editor, uri, line)
        (title,) = [title for title in found if title.startswith("Use from memory, ")]
        after = apply(path.read_text("utf-8"), found[title].edit.changes[uri])
        assert '#, fuzzy\nmsgid "They stay tight instead of relaxing."\nmsgstr "Siguen \\"tensos\\"."\n' in after

    talk(conversation)


def fuzzy(path, line):
    """Make the message at a line fuzzy, with a source that it was made for."""
    rows = path.read_text("utf-8").split("\n")
    rows[line:line] = ["#, fuzzy", '#| msgid "An older text."']
    path.write_text("\n".join(rows), "utf-8")
    return path.read_text("utf-8")


def test_a_message_is_done_at_a_click_but_a_safety_text_only_after_a_question(talk, copy):
    path, safety = copy / CATALOG, copy / STATEMENTS
    line = line_of(path, 'msgid "They stay tight instead of relaxing."')
    text = fuzzy(path, line)
    guarded = line_of(safety, 'msgctxt "baclofen-never-stop-suddenly"')
    fuzzy(safety, guarded)
    done, sure = "Mark as done: no longer fuzzy", "Mark the safety text as done ..."

    async def plain(editor):
        await editor.open(path)
        action = (await offered(editor, path.as_uri(), line + 2))[done]
        assert fuzzy.__name__ not in apply(text, action.edit.changes[path.as_uri()]).split("They stay tight")[0][-200:]
        told = await editor.client.text_document_hover_async(types.HoverParams(**at(path.as_uri(), line + 2)))
        assert "[-text.-]{+tight instead of relaxing.+}" in told.contents.value
        await editor.open(safety)
        assert not {done, sure} & set(await offered(editor, safety.as_uri(), guarded + 2))

    talk(plain)

    buffer = Buffer(safety.read_text("utf-8"))
    document = Document("file:///x.po", 7, buffer, analyst(safety, opened(copy, dt.date(2026, 3, 1))))
    place = types.Range(types.Position(guarded + 2, 0), types.Position(guarded + 2, 0))
    offer = {item.title: item for item in actions(document, place, Abilities(confirms=True, versioned=True))}
    assert done not in offer
    (changed,) = offer[sure].edit.document_changes
    assert [item.needs_confirmation for item in offer[sure].edit.change_annotations.values()] == [True]
    assert {item.annotation_id for item in changed.edits} == set(offer[sure].edit.change_annotations)
    assert changed.text_document.version == 7


def test_what_an_editor_can_do_is_what_it_says():
    edit = types.WorkspaceEditClientCapabilities(
        document_changes=True, change_annotation_support=types.ChangeAnnotationsSupportOptions()
    )
    told = types.ClientCapabilities(workspace=types.WorkspaceClientCapabilities(workspace_edit=edit))
    assert abilities(told) == Abilities(confirms=True, versioned=True)
    assert abilities(types.ClientCapabilities()) == Abilities()


def test_the_approved_wording_is_put_back(talk, copy):
    run(copy, "approve", "es", "baclofen-never-stop-suddenly", "--reviewer", "Test Reviewer", "--role", "test")
    safety = copy / STATEMENTS
    line = line_of(safety, 'msgctxt "baclofen-never-stop-suddenly"')
    wording = safety.read_text("utf-8").split("\n")[line + 2]

    async def conversation(editor):
        await editor.open(safety)
        uri = safety.as_uri()
        found = await editor.type(uri, (line + 2, 8), (line + 2, 9), "")
        assert "approval-stale" in codes(found)
        action = (await offered(editor, uri, line))["Insert the approved wording"]
        (edit,) = action.edit.changes[uri]
        assert f'msgstr "{edit.new_text}"' == wording

    talk(conversation)


def test_a_finding_is_ignored_with_a_reason_unless_it_guards(talk, tmp_path):
    path = tmp_path / "es.po"

    async def conversation(editor):
        await editor.open(path, ALONE)
        actions = await offered(editor, path.as_uri(), LAST)
        copied = actions["Copy from the source: {count}"].edit.changes[path.as_uri()]
        assert "{cuenta} comprimidos. {count}" in copied[0].new_text
        (edit,) = actions["Ignore placeholders here, with a reason"].edit.changes[path.as_uri()]
        assert edit.new_text == "# l10n:ignore placeholders write the reason here\n"
        place = (edit.range.start.line, edit.range.start.character)
        assert await editor.type(path.as_uri(), place, place, edit.new_text) == ()

    talk(conversation)


def test_a_catalog_that_is_saved_is_read_again(talk, copy):
    path = copy / CATALOG

    async def conversation(editor):
        uri = path.as_uri()
        await editor.open(path)
        line = line_of(path, 'msgid "They stay tight instead of relaxing."')
        path.write_text(path.read_text("utf-8").replace("Permanecen tensos en lugar de relajarse.", ""), "utf-8")
        name = types.TextDocumentIdentifier(uri)
        editor.client.text_document_did_save(types.DidSaveTextDocumentParams(name))
        assert "untranslated" in codes(await editor.type(uri, (line + 1, 8), (line + 1, 48), ""))

    talk(conversation)


def test_a_server_ends_while_a_thread_still_reads_the_project(talk, copy):
    path = copy / CATALOG
    reading = copy / "reading"
    program = (
        "import pathlib, time, toolkit.cli, toolkit.serve.lsp.server as server\n"
        f"server.refreshed = lambda *_: (pathlib.Path({str(reading)!r}).touch(), time.sleep(3600))\n"
        "toolkit.cli.main()"
    )

    async def conversation(editor):
        await editor.open(path)
        name = types.TextDocumentIdentifier(path.as_uri())
        editor.client.text_document_did_save(types.DidSaveTextDocumentParams(name))
        async with asyncio.timeout(120):
            while not reading.exists():
                await editor.client.text_document_hover_async(types.HoverParams(**at(path.as_uri(), 0)))

    assert talk(conversation, program=("-c", program)) == 0


def test_an_editor_that_leaves_without_a_word_is_told_by_the_exit_code():
    async def main():
        client = LanguageClient("test-editor", "1")
        await client.start_io(sys.executable, "-m", "toolkit", "lsp")
        await client.initialize_async(types.InitializeParams(capabilities=types.ClientCapabilities()))
        client.exit(None)
        assert await client._server.wait() == 1
        await client.stop()

    asyncio.run(main())


def test_a_glossary_that_changes_is_read_again(talk, copy):
    path, terms = copy / CATALOG, copy / "source/terms.toml"
    watching = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    workspace = types.WorkspaceClientCapabilities(did_change_watched_files=watching)

    async def conversation(editor):
        await editor.open(path)
        assert editor.registered == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES]
        with terms.open("a", encoding="utf-8") as file:
            file.write('\n[[term]]\nterm = "relaxing"\n[term.forms]\nen = ["relaxing"]\nes = ["relajarse"]\n')
        change = types.FileEvent(terms.as_uri(), types.FileChangeType.Changed)
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
        asked = types.HoverParams(**at(path.as_uri(), line_of(path, 'msgid "They stay tight instead of relaxing."')))
        told = None
        async with asyncio.timeout(120):
            while told is None or "relaxing: relajarse" not in told.contents.value:
                told = await editor.client.text_document_hover_async(asked)

    talk(conversation, types.ClientCapabilities(workspace=workspace))


def test_rules_that_cannot_be_read_are_told_because_nothing_is_asked_of_them(talk, copy):
    (copy / "source/safety/rules/es.toml").write_text("[x", "utf-8")

    async def conversation(editor):
        assert await editor.open(copy / CATALOG) is not None
        (told,) = editor.told
        assert "source/safety/rules/es.toml:1: " in told

    talk(conversation)
