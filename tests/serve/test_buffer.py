"""The editor's text: after any change it is what the editor has, and every place is found and found back."""

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from toolkit.serve.lsp.buffer import Buffer

TEXT = st.text(st.sampled_from("ab\n\r\u2028\x0c𝄞é"), max_size=20)
ENCODINGS = st.sampled_from(list(types.PositionEncodingKind))
SIZES = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


def slow_position(text, offset, encoding):
    """Line and column of an offset, counted character by character."""
    line, start = 0, 0
    for index in range(offset):
        if text[index] == "\n" or (text[index] == "\r" and text[index + 1 : index + 2] != "\n"):
            line, start = line + 1, index + 1
    name, size = SIZES[str(encoding.value)]
    return line, len(text[start:offset].encode(name)) // size


@given(TEXT, TEXT, ENCODINGS, st.data())
def test_a_change_is_made_where_the_editor_made_it(text, new, encoding, data):
    ends = [index for index in range(len(text) + 1) if text[index - 1 : index + 1] != "\r\n"]
    start = data.draw(st.sampled_from(ends))
    end = data.draw(st.sampled_from([index for index in ends if index >= start]))
    places = [types.Position(*slow_position(text, offset, encoding)) for offset in (start, end)]
    change = types.TextDocumentContentChangePartial(range=types.Range(*places), text=new)
    assert Buffer(text, encoding).changed(change).text == text[:start] + new + text[end:]


@given(TEXT, ENCODINGS)
def test_the_reader_and_the_editor_mean_the_same_place(text, encoding):
    buffer = Buffer(text, encoding)
    for offset in range(len(text) + 1):
        position = buffer.position(offset)
        assert (position.line, position.character) == slow_position(text, offset, encoding)
        if text[offset - 1 : offset + 1] != "\r\n":
            assert buffer.offset(position) == offset
            place = buffer.place(position)
            assert (place.line, place.column) == (text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
            assert buffer.at(place) == position


def test_what_is_beyond_the_text_is_at_its_end():
    buffer = Buffer("ab\ncd")
    assert buffer.offset(types.Position(0, 99)) == 2
    assert buffer.offset(types.Position(7, 0)) == 5
    assert buffer.line_range(99).start == types.Position(1, 0)
