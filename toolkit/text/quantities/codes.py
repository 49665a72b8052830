"""Reads digits that are no amount: B12, CYP3A4, 5-HT, COVID-19, telephone numbers."""

from __future__ import annotations

from toolkit.text.quantities.lexicon import Lexicon
from toolkit.text.quantities.quantity import Kind
from toolkit.text.quantities.scanner import Scan, Token, Type
from toolkit.text.quantities.units import measure
from toolkit.text.quantities.unjoined import Unjoined

_BEHIND_CYRILLIC = "\u0530"
"""Letters before this one, glued to digits, make a code; others are particles (و20) or whole words."""
_SHORTEST = 3
"""Letters of a word of another script that makes a code with a hyphen: ओमेगा-3."""


class Codes:
    """Reads codes in the tokens of one text."""

    def __init__(self, text: str, scan: Scan, lexicon: Lexicon) -> None:
        self.text = text
        self.scan = scan
        self.tokens = scan.tokens
        self.lexicon = lexicon

    def whole(self, place: int, end: int) -> Unjoined:
        """Return the tokens as a code."""
        digits = "".join(token.key for token in self.tokens[place:end])
        sign = "+" if digits.startswith("+") else ""
        digits = sign + "".join(character for character in digits if character.isdigit())
        return Unjoined(Kind.CODE, (), "", place, end, digits=digits)

    def end(self, place: int) -> int:
        """Return the token behind the code that begins here, or 0."""
        tokens, end = self.tokens, place + 1
        first = tokens[place].type
        starts = self._word_starts(place) if first is Type.WORD else first is Type.NUMBER and self._number_starts(place)
        while starts and end < len(tokens):
            dash = tokens[end].key == "-" and self._glued(end)
            own = end + 1 if dash else end
            if own >= len(tokens) or not self._glued(own) or tokens[own].type not in {Type.WORD, Type.NUMBER}:
                break
            if tokens[own].key[0] >= _BEHIND_CYRILLIC or (dash and tokens[own].type is Type.WORD):
                break
            end = own + 1
        return end if starts else 0

    def _glued(self, place: int) -> bool:
        return 0 < place < len(self.tokens) and self.tokens[place - 1].end == self.tokens[place].start

    def _behind_hyphen(self, place: int) -> int:
        """Return the token that touches the one at `place`, over a hyphen if there is one; -1 where none does."""
        following = place + 1
        if self._glued(following) and self.tokens[following].key == "-":
            following += 1
        return following if self._glued(following) else -1

    def _word_starts(self, place: int) -> bool:
        """Whether digits touch the end of the word, with or without a hyphen, and it is no unit or number."""
        tokens, word = self.tokens, self.tokens[place].key
        following = self._behind_hyphen(place)
        if following < 0 or tokens[following].type is not Type.NUMBER:
            return False
        if word[0] >= _BEHIND_CYRILLIC and (following == place + 1 or len(word) < _SHORTEST):
            return False
        unit = self.lexicon.units.at(tokens, place)
        if len(word) == 1 and following == place + 1 and (unit is None or measure(unit.unit) != "often"):
            return True  # the lot E74C3C, where "e" is "and": a word of one letter touches no number
        phrases = (self.lexicon.units, self.lexicon.words, self.lexicon.joiners)
        return all(known.at(tokens, place) is None for known in phrases)

    def _number_starts(self, place: int) -> bool:
        """Whether capitals that are no unit touch the digits: 5-HT, 5HT."""
        following = self._behind_hyphen(place)
        if following < 0 or self.tokens[following].type is not Type.WORD:
            return False
        word = self.tokens[following]
        if len(word.key) < 2 or not word.key.isascii() or self.lexicon.units.at(self.tokens, following) is not None:
            return False
        return self._is_upper(word)

    def _is_upper(self, word: Token) -> bool:
        start, end = self.scan.original(word.start, word.end)
        return self.text[start:end].isupper()
