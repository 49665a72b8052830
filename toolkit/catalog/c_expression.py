"""The C expressions of plural forms: parsed into a function of n, never evaluated as code.

The operators, their precedence and their associativity are those of C (gettext manual, "Plural forms"); there is no
unary minus. Numbers are unsigned: what would go below zero or beyond 32 bits is an error here, because C, PHP and
Python disagree about it.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence

Function = Callable[[int], int]

MAX_DEPTH = 40
"""Parentheses, negations and `?:` within each other; CLDR's deepest expression has six."""

_TOKEN = re.compile(r"[ \t]*+(?:([0-9]{1,9}+)(?![0-9A-Za-z_])|(n)(?![0-9A-Za-z_])|([=!<>]=|&&|\|\||[-+*/%<>!?:()]))")
_MAX = 2**32 - 1


class ExpressionError(ValueError):
    """The expression is wrong, or cannot be evaluated for some n; the message says why."""


def parse_expression(text: str) -> Function:
    """Return the expression as a function, which raises `ExpressionError` where C would be undefined.

    Raises `ExpressionError` where `text` is no expression of this kind.
    """
    parser = _Parser(_tokens(text))
    function = parser.condition(0)
    if parser.head:
        raise ExpressionError(f"the expression has {parser.head!r} where it should end")
    return function


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    position = 0
    text = text.rstrip(" \t")
    while position < len(text):
        found = _TOKEN.match(text, position)
        if not found:
            raise ExpressionError(f"the expression has {text[position:].strip()[:20]!r}, which is not allowed")
        tokens.append(found[1] or found[2] or found[3])
        position = found.end()
    return tokens


def _divide(left: int, right: int) -> int:
    if right == 0:
        raise ExpressionError("the expression divides by zero")
    return left // right


def _modulo(left: int, right: int) -> int:
    if right == 0:
        raise ExpressionError("the expression divides by zero")
    return left % right


# From the loosest to the tightest; each level is left-associative.
_LEVELS: tuple[dict[str, Callable[[int, int], int]], ...] = (
    {"||": operator.or_},  # these two decide by their first operands, see `binary`
    {"&&": operator.and_},
    {"==": operator.eq, "!=": operator.ne},
    {"<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge},
    {"+": operator.add, "-": operator.sub},
    {"*": operator.mul, "/": _divide, "%": _modulo},
)


class _Parser:
    """Recursive descent, a method a rule of the grammar."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.heads = tokens
        self.position = 0

    @property
    def head(self) -> str:
        """The next token, "" at the end."""
        return self.heads[self.position] if self.position < len(self.heads) else ""

    def take(self, expected: str) -> None:
        if self.head != expected:
            raise ExpressionError(f"the expression has {self.head or 'its end'!r} where {expected!r} should stand")
        self.position += 1

    def condition(self, depth: int) -> Function:
        """`binary ? condition : condition`, or a binary expression alone."""
        if depth > MAX_DEPTH:
            raise ExpressionError(f"the expression is nested more than {MAX_DEPTH} deep")
        test = self.binary(0, depth)
        if self.head != "?":
            return test
        self.take("?")
        then = self.condition(depth + 1)
        self.take(":")
        other = self.condition(depth + 1)
        return lambda n: then(n) if test(n) else other(n)

    def binary(self, level: int, depth: int) -> Function:
        """A chain of operators of one level."""
        if level == len(_LEVELS):
            return self.unary(depth)
        first = self.binary(level + 1, depth)
        rest: list[tuple[str, Function]] = []
        while (symbol := self.head) in _LEVELS[level]:
            self.take(symbol)
            rest.append((symbol, self.binary(level + 1, depth)))
        if not rest:
            return first
        operands = [first, *(operand for _, operand in rest)]
        if level == 0:
            return lambda n: int(any(operand(n) for operand in operands))
        if level == 1:
            return lambda n: int(all(operand(n) for operand in operands))
        return _fold(first, [(_LEVELS[level][symbol], operand) for symbol, operand in rest])

    def unary(self, depth: int) -> Function:
        """A number, `n`, a negation or an expression in parentheses."""
        head = self.head
        if head == "!":
            if depth > MAX_DEPTH:
                raise ExpressionError(f"the expression is nested more than {MAX_DEPTH} deep")
            self.take("!")
            operand = self.unary(depth + 1)
            return lambda n: int(not operand(n))
        if head == "(":
            self.take("(")
            inner = self.condition(depth + 1)
            self.take(")")
            return inner
        if head == "n":
            self.take("n")
            return lambda n: n
        if head.isdigit():
            self.take(head)
            number = int(head)
            return lambda _: number
        raise ExpressionError(f"the expression has {head or 'its end'!r} where a value should stand")


def _fold(first: Function, rest: Sequence[tuple[Callable[[int, int], int], Function]]) -> Function:
    """Return the function that applies the operators from left to right; a loop, so that a long chain is not deep."""

    def evaluate(n: int) -> int:
        value = first(n)
        for apply, operand in rest:
            value = int(apply(value, operand(n)))
            if not 0 <= value <= _MAX:
                raise ExpressionError(f"the expression goes {'below zero' if value < 0 else 'beyond 32 bits'}")
        return value

    return evaluate
