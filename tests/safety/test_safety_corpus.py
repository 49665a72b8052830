"""The seen part of the corpus: what the rules once reached on it, they keep."""

import sys

import pytest

FOUND, ACCEPTED = 0.97, 0.95
"""The goals: the least share of faulty rows that are found, and of correct rows that are accepted."""


@pytest.fixture(scope="module")
def corpus(request):
    sys.path.insert(0, str(request.path.parent))
    try:
        import safety_table
    finally:
        sys.path.pop(0)
    return safety_table


def test_faults_are_found_and_right_phrasings_are_accepted_in_every_language(corpus):
    assert len(corpus.LOCALES) == 15
    missed = []
    for locale in corpus.LOCALES:
        rows = list(corpus.judge("seen", [locale]))
        for kind, least in ((True, FOUND), (False, ACCEPTED)):
            judged = [row for row in rows if bool(row.fault) is kind]
            assert len(judged) >= 60
            wrong = [(row.text, row.fault, row.why) for row in judged if not row.right]
            if len(wrong) > (1 - least) * len(judged):
                missed.append((locale, wrong))
    assert missed == []
