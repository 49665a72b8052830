import pytest

from toolkit.safety.persons import is_same_person, principal


@pytest.mark.parametrize(
    ("reviewer", "name"),
    [
        ("Test Reviewer (test data)", "Test Reviewer (test data)"),
        ("  Test  Reviewer ", "Test Reviewer"),
        ("Test Reviewer <test@example.org>", "test@example.org"),
        ("<test@example.org>", "test@example.org"),
        ("Te\u0301st", "Tést"),
        ("Test <a> Reviewer", "Test <a> Reviewer"),
    ],
)
def test_the_principal_is_the_address_or_the_name(reviewer, name):
    assert principal(reviewer) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Test Reviewer", "Test Reviewer"),
        ("Test Reviewer", "TEST  reviewer"),
        ("Test Reviewer", "Test\u00a0Reviewer."),
        ("Tést", "Te\u0301st"),
        ("Straße", "STRASSE"),
        ("Ｔｅｓｔ", "test"),
        ("Te\u200bst", "Test"),
        ("Test Reviewer <a@example.org>", "Test Reviewer"),
        ("Test Reviewer <a@example.org>", "Test Reviewer <b@example.org>"),
        ("Test Reviewer <a@example.org>", "Other Name <A@example.org>"),
        ("<a@example.org>", "Test Reviewer <a@example.org>"),
    ],
)
def test_one_person_in_two_spellings_is_one(one, other):
    assert is_same_person(one, other)
    assert is_same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Test Reviewer", "Second Tester"),
        ("Test Reviewer <a@example.org>", "Second Tester <b@example.org>"),
        ("Test Reviewer 1", "Test Reviewer 2"),
        ("テスト", "試験"),
    ],
)
def test_two_persons_are_two(one, other):
    assert not is_same_person(one, other)
    assert not is_same_person(other, one)
