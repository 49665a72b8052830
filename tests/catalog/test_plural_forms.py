"""Plural forms: the header's expression read strictly, and CLDR's forms of a locale."""

import gettext

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog.plurals import (
    PluralForms,
    categories,
    cldr_categories,
    cldr_plural_forms,
    exact_numbers,
    parse_plural_forms,
)

NUMBERS = [*range(1001), 10_000, 100_000, 1_000_000, 1_000_001, 2_000_000, 3_000_000]

CUSTOMARY = {
    "en": "nplurals=2; plural=(n != 1);",
    "de": "nplurals=2; plural=(n != 1);",
    "hi": "nplurals=2; plural=(n > 1);",
    "ja": "nplurals=1; plural=0;",
    "ko": "nplurals=1; plural=0;",
    "vi": "nplurals=1; plural=0;",
    "zh_Hans": "nplurals=1; plural=0;",
    "tr": "nplurals=2; plural=(n != 1);",
    "es": "nplurals=3; plural=(n == 1 ? 0 : n != 0 && n%1000000 == 0 ? 1 : 2);",
    "it": "nplurals=3; plural=(n == 1 ? 0 : n != 0 && n%1000000 == 0 ? 1 : 2);",
    "fr": "nplurals=3; plural=(n <= 1 ? 0 : n != 0 && n%1000000 == 0 ? 1 : 2);",
    "pt_BR": "nplurals=3; plural=(n <= 1 ? 0 : n != 0 && n%1000000 == 0 ? 1 : 2);",
    "cs": "nplurals=3; plural=(n == 1 ? 0 : n >= 2 && n <= 4 ? 1 : 2);",
    "pl": "nplurals=3; plural=(n == 1 ? 0 : n%10 >= 2 && n%10 <= 4 && (n%100 < 12 || n%100 > 14) ? 1 : 2);",
    "ru": "nplurals=3; plural=(n%10 == 1 && n%100 != 11 ? 0 : "
    "n%10 >= 2 && n%10 <= 4 && (n%100 < 12 || n%100 > 14) ? 1 : 2);",
    "ar": "nplurals=6; plural=(n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : "
    "n%100 >= 3 && n%100 <= 10 ? 3 : n%100 >= 11 ? 4 : 5);",
}


@pytest.mark.parametrize("locale", CUSTOMARY)
def test_the_header_of_a_locale_is_written_as_gettext_users_know_it(locale):
    assert cldr_plural_forms(locale).header == CUSTOMARY[locale]


def test_the_header_of_every_locale_says_what_cldr_says():
    rules = {}
    for name in locale_identifiers():
        rules.setdefault(str(Locale.parse(name).plural_form), name)
    for locale in rules.values():
        names, forms, rule = cldr_categories(locale), cldr_plural_forms(locale), Locale.parse(locale).plural_form
        assert [rule(n) for n in NUMBERS] == [names[forms.index(n)] for n in NUMBERS]
        assert forms == parse_plural_forms(forms.header)


def test_pseudo_locales_have_the_forms_of_their_language():
    assert cldr_plural_forms("en_XA") == cldr_plural_forms("en")
    assert cldr_plural_forms("ar_XB") == cldr_plural_forms("ar")


OPERATORS = {
    "==": lambda a, b: int(a == b),
    "!=": lambda a, b: int(a != b),
    "<": lambda a, b: int(a < b),
    ">=": lambda a, b: int(a >= b),
    "&&": lambda a, b: int(a != 0 and b != 0),
    "||": lambda a, b: int(a != 0 or b != 0),
    "+": lambda a, b: a + b,
    "*": lambda a, b: a * b,
}


def leaf(number):
    return ("n", lambda n: n) if number is None else (str(number), lambda _: number)


def negation(inner):
    return f"!({inner[0]})", lambda n: int(inner[1](n) == 0)


def operation(parts):
    left, symbol, right = parts
    return f"({left[0]} {symbol} {right[0]})", lambda n: OPERATORS[symbol](left[1](n), right[1](n))


def choice(parts):
    test, then, other = parts
    return f"({test[0]} ? {then[0]} : {other[0]})", lambda n: then[1](n) if test[1](n) else other[1](n)


EXPRESSIONS = st.recursive(
    st.sampled_from([None, None, 0, 1, 2, 10]).map(leaf),
    lambda inner: (
        st.tuples(inner, st.sampled_from(sorted(OPERATORS)), inner).map(operation)
        | inner.map(negation)
        | st.tuples(inner, inner, inner).map(choice)
    ),
    max_leaves=8,
)


@given(EXPRESSIONS)
def test_an_expression_means_what_c_means(expression):
    text, function = expression
    forms = parse_plural_forms(f"nplurals=2; plural={text} != 3;")
    if isinstance(forms, str):
        assert "beyond 32 bits" in forms
        assert max(text.count(symbol) for symbol in "+*")
        return
    assert [int(function(n) != 3) for n in range(50)] == [forms.index(n) for n in range(50)]


PRECEDENCE = {
    "n == 1 || n == 2 && n == 3": "(n == 1) || ((n == 2) && (n == 3))",
    "n % 10 == 1 && n % 100 != 11": "((n % 10) == 1) && ((n % 100) != 11)",
    "n == 1 ? 0 : n == 2 ? 1 : 0": "n == 1 ? 0 : (n == 2 ? 1 : 0)",
    "n < 3 == 1": "(n < 3) == 1",
    "1 + n * 2 > 9": "(1 + (n * 2)) > 9",
    "!n == 1": "(!n) == 1",
    "n / 10 % 2": "(n / 10) % 2",
    "1000 + n - n - 999 == 1": "((1000 + n) - n - 999) == 1",
    "n > 1 ? 0 : 1 || 1": "n > 1 ? 0 : (1 || 1)",
}


@pytest.mark.parametrize("text", PRECEDENCE)
def test_operators_bind_as_in_c(text):
    found = parse_plural_forms(f"nplurals=2; plural={text};")
    explicit = parse_plural_forms(f"nplurals=2; plural={PRECEDENCE[text]};")
    assert [explicit.index(n) for n in NUMBERS] == [found.index(n) for n in NUMBERS]


@pytest.mark.parametrize(
    "text", ["n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2", "n>1", "(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2"]
)
def test_real_headers_mean_what_python_makes_of_them(text):
    theirs = gettext.c2py(text)
    assert [int(theirs(n)) for n in NUMBERS] == [
        parse_plural_forms(f"nplurals=3; plural={text}").index(n) for n in NUMBERS
    ]


WRONG = {
    "": "is not of the form",
    "nplurals=2": "is not of the form",
    "nplurals=2; plural=;": "is not of the form",
    "nplurals = 2; plural=n != 1;": "is not of the form",
    "plural=n != 1; nplurals=2;": "is not of the form",
    "nplurals=2; plural=n != 1; and more": "is not of the form",
    "nplurals=INTEGER; plural=EXPRESSION;": "is not of the form",
    "nplurals=-1; plural=0;": "is not of the form",
    "nplurals=" + "9" * 5000 + "; plural=0;": "is not of the form",
    "nplurals=0; plural=0;": "nplurals=0 is not between 1 and 10",
    "nplurals=999999999; plural=n != 1;": "nplurals=999999999 is not between 1 and 10",
    "nplurals=2; plural=n/0;": "divides by zero for n=0",
    "nplurals=2; plural=1/n;": "divides by zero for n=0",
    "nplurals=2; plural=n%(n-n);": "divides by zero for n=0",
    "nplurals=2; plural=1/(n-1000 ? 1 : 0);": "goes below zero for n=0",
    "nplurals=2; plural=n == 1000 ? 1/0 : 0;": "divides by zero for n=1000",
    "nplurals=2; plural=n;": "gives form 2 for n=2",
    "nplurals=2; plural=n%3;": "gives form 2 for n=2",
    "nplurals=2; plural=n > 100000 ? 2 : 1;": "gives form 2 for n=100001",
    "nplurals=2; plural=n-2;": "goes below zero for n=0",
    "nplurals=2; plural=999999999*999999999*0;": "beyond 32 bits",
    "nplurals=2; plural=n and 1;": "'and 1', which is not allowed",
    "nplurals=2; plural=n | 1;": "'| 1', which is not allowed",
    "nplurals=2; plural=n = 1;": "'= 1', which is not allowed",
    "nplurals=2; plural=0x1;": "'0x1', which is not allowed",
    "nplurals=2; plural=n1;": "'n1', which is not allowed",
    "nplurals=2; plural=__import__('os');": "which is not allowed",
    "nplurals=2; plural=-n;": "has '-' where a value should stand",
    "nplurals=2; plural=(n;": "'its end' where ')' should stand",
    "nplurals=2; plural=n ? 1;": "'its end' where ':' should stand",
    "nplurals=2; plural=n 1;": "has '1' where it should end",
    "nplurals=2; plural=" + "(" * 400 + "n" + ")" * 400 + ";": "nested more than 40 deep",
    "nplurals=2; plural=" + "!" * 900 + "n;": "nested more than 40 deep",
    "nplurals=2; plural=" + "n?0:" * 200 + "n;": "nested more than 40 deep",
    "nplurals=2; plural=" + "n+" * 400 + "n;": "gives form 401 for n=1",
}


@pytest.mark.parametrize("value", WRONG, ids=lambda value: value[:50])
def test_a_wrong_or_hostile_value_is_refused_with_the_reason(value):
    assert WRONG[value] in parse_plural_forms(value)


def test_long_chains_need_no_deep_stack():
    forms = parse_plural_forms("nplurals=2; plural=" + "0+" * 490 + "(n != 1);")
    assert [forms.index(n) for n in (0, 1, 2)] == [1, 0, 1]
    assert isinstance(parse_plural_forms("nplurals=2; plural=" + "n||" * 320 + "n;"), PluralForms)


AGREEING = {
    ("es", "nplurals=2; plural=(n != 1);"): ("one", "other"),
    ("es", "nplurals=3; plural=n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;"): ("one", None, "other"),
    ("fr", "nplurals=2; plural=(n > 1);"): ("one", "other"),
    ("ru", "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"): (
        "one",
        "few",
        "many",
        None,
    ),
    ("de", "nplurals=2; plural=n == 1;"): ("other", "one"),
    ("fr", "nplurals=2; plural=(n != 1);"): None,
    ("ja", "nplurals=2; plural=(n != 1);"): None,
    ("ar", "nplurals=2; plural=(n != 1);"): None,
    ("en", "nplurals=1; plural=0;"): None,
    ("pl", "nplurals=2; plural=(n != 1);"): None,
}


@pytest.mark.parametrize(("locale", "value"), AGREEING, ids=str)
def test_a_header_agrees_with_cldr_where_the_numbers_to_1000_fall_apart_alike(locale, value):
    assert categories(parse_plural_forms(value), locale) == AGREEING[locale, value]


def test_forms_that_stand_for_one_number_only():
    assert exact_numbers(cldr_plural_forms("ar")) == {0: 0, 1: 1, 2: 2}
    assert exact_numbers(cldr_plural_forms("en")) == {0: 1}
    assert exact_numbers(cldr_plural_forms("pl")) == {0: 1}
    assert exact_numbers(cldr_plural_forms("ru")) == {}
    assert exact_numbers(cldr_plural_forms("fr")) == {}
    assert exact_numbers(cldr_plural_forms("ja")) == {}
