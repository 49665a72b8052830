import datetime as dt
import shutil
import subprocess
from dataclasses import replace

import pytest

from toolkit.diagnostic import ToolkitError
from toolkit.model import Statement, StatementSeverity, Wording
from toolkit.safety.approval_state import ApprovalStatus, judge
from toolkit.safety.approvals import approve, format_approval, parse_approval, record_of, withdraw
from toolkit.safety.signatures import NAMESPACE, sign, trusted_records, verify, with_signature

DAY = dt.date(2026, 2, 23)
REVIEWER = "Test Reviewer (test data)"
SECOND = "Second Tester <second@example.org>"
STATEMENT = Statement("never-stop", StatementSeverity.CRITICAL, "Never stop.", ("a",))
WORDING = Wording("never-stop", "Nunca pare.")
RECORD = f"sha256:{'0' * 64}"

pytestmark = pytest.mark.needs("ssh-keygen")


@pytest.fixture(scope="session")
def keys(tmp_path_factory):
    """Two keys without a passphrase."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not installed")
    folder = tmp_path_factory.mktemp("keys")
    for name in ("first", "second"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(folder / name)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return folder


@pytest.fixture
def signers(keys, tmp_path):
    """The file that says whose key is whose, with other lines where a test gives them."""

    def write(*lines):
        file = tmp_path / "allowed_signers"
        public = {name: (keys / f"{name}.pub").read_text("utf-8").strip() for name in ("first", "second")}
        rows = lines or ('"Test Reviewer (test data)" {first}', "second@example.org {second}")
        file.write_text("".join(f"{row.format(**public)}\n" for row in rows), "utf-8")
        return file

    return write


def approved(**changes):
    terms = {"reviewer": REVIEWER, "role": "test role", "date": DAY, "second": SECOND, "second_role": "test role"}
    approval, found = approve(STATEMENT, "es", WORDING, **(terms | changes))
    assert found == []
    return approval


def holds(record, signature, file, reviewer=REVIEWER, day=DAY):
    return verify(record, signature, signers=file, reviewer=reviewer, day=day)


def test_a_signature_of_the_reviewer_holds(keys, signers):
    assert holds(RECORD, sign(RECORD, keys / "first"), signers())


def test_a_reviewer_with_an_address_stands_under_it(keys, signers):
    assert holds(RECORD, sign(RECORD, keys / "second"), signers(), SECOND)


def test_a_signature_of_another_record_does_not_hold(keys, signers):
    assert not holds(RECORD, sign(RECORD.replace("0", "1"), keys / "first"), signers())


def test_a_key_speaks_for_its_own_person_only(keys, signers):
    signature = sign(RECORD, keys / "second")
    assert not holds(RECORD, signature, signers())
    assert not holds(RECORD, signature, signers(), "Somebody <first@example.org>")


def test_a_key_that_is_not_in_the_file_does_not_count(keys, signers):
    assert not holds(RECORD, sign(RECORD, keys / "first"), signers("second@example.org {second}"))


def test_a_signature_made_for_something_else_does_not_hold(keys, signers):
    command = ["ssh-keygen", "-q", "-Y", "sign", "-n", "git", "-f", str(keys / "first")]
    done = subprocess.run(command, input=RECORD, capture_output=True, text=True, check=True)
    assert not holds(RECORD, done.stdout, signers())
    assert NAMESPACE == "content-l10n-toolkit"


@pytest.mark.parametrize(("day", "expected"), [(DAY, True), (dt.date(2026, 6, 1), False), (dt.date(2025, 6, 1), False)])
def test_a_key_holds_in_its_own_time_by_the_day_of_the_approval(keys, signers, day, expected):
    line = '"Test Reviewer (test data)" valid-after="20260101",valid-before="20260501" {first}'
    assert holds(RECORD, sign(RECORD, keys / "first"), signers(line), day=day) is expected


@pytest.mark.parametrize("change", [str.lower, lambda text: text[:80] + text[90:], lambda _: "", lambda _: "\0" * 99])
def test_a_damaged_signature_does_not_hold(keys, signers, change):
    assert not holds(RECORD, change(sign(RECORD, keys / "first")), signers())


@pytest.mark.parametrize("reviewer", ["", "\0", "*", "-O print-pubkey", "Test Reviewer (test data)\0"])
def test_no_name_slips_through(keys, signers, reviewer):
    assert not holds(RECORD, sign(RECORD, keys / "first"), signers(), reviewer)


def test_a_missing_file_of_signers_ends_the_run(keys, tmp_path):
    with pytest.raises(ToolkitError, match="cannot read the allowed signers"):
        holds(RECORD, sign(RECORD, keys / "first"), tmp_path / "absent")


def test_a_missing_file_of_signers_ends_the_run_where_nothing_is_signed_too(tmp_path):
    with pytest.raises(ToolkitError, match="cannot read the allowed signers") as caught:
        trusted_records([], tmp_path / "absent")
    assert (caught.value.code, caught.value.exit_code) == ("io", 2)


def test_a_missing_program_ends_the_run(keys, signers, monkeypatch):
    signature, file = sign(RECORD, keys / "first"), signers()
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ToolkitError, match="ssh-keygen is not installed"):
        holds(RECORD, signature, file)


def test_a_key_that_cannot_sign_is_told(keys, tmp_path):
    with pytest.raises(ToolkitError, match="ssh-keygen could not sign"):
        sign(RECORD, tmp_path / "absent")


def test_a_signed_approval_survives_its_file(keys, signers):
    approval = approved()
    signed = with_signature(approval, sign(approval.record, keys / "first"))
    text = format_approval(signed)
    assert "-----BEGIN SSH SIGNATURE-----" in text.splitlines()
    parsed, found = parse_approval(text.replace("\n", "\r\n"), "es/never-stop.toml")
    assert (parsed, found) == (signed, [])
    assert trusted_records([parsed], signers()) == {approval.record}


def status(approval, file, second_reviewer=()):
    trusted = trusted_records([approval], file, second_reviewer)
    return judge(STATEMENT, "es", WORDING, approval, today=DAY, second_reviewer=second_reviewer, trusted=trusted).status


def test_with_allowed_signers_an_unsigned_approval_does_not_count(keys, signers):
    approval = approved()
    assert status(approval, signers()) is ApprovalStatus.INCOMPLETE
    assert status(with_signature(approval, sign(approval.record, keys / "first")), signers()) is ApprovalStatus.APPROVED


def test_a_signature_does_not_move_to_another_approval(keys, signers):
    approval = approved()
    forged = replace(approval, role="other")
    forged = replace(forged, record=record_of(forged), signature=sign(approval.record, keys / "first"))
    assert status(forged, signers()) is ApprovalStatus.INCOMPLETE


def test_an_approval_in_the_name_of_another_does_not_count(keys, signers):
    approval = approved(reviewer="Third Tester (test data)")
    assert (
        status(with_signature(approval, sign(approval.record, keys / "first")), signers()) is ApprovalStatus.INCOMPLETE
    )


def test_where_two_persons_are_asked_for_both_sign(keys, signers):
    approval = approved()
    one = with_signature(approval, sign(approval.record, keys / "first"))
    both = with_signature(one, sign(approval.record, keys / "second"))
    severities = [StatementSeverity.CRITICAL]
    assert status(one, signers(), severities) is ApprovalStatus.INCOMPLETE
    assert status(both, signers(), severities) is ApprovalStatus.APPROVED
    assert parse_approval(format_approval(both), "es/never-stop.toml") == (both, [])


def test_one_key_is_not_two_persons(keys, signers):
    approval = approved()
    signed = with_signature(approval, sign(approval.record, keys / "first"))
    file = signers('"Test Reviewer (test data)" {first}', "second@example.org {first}")
    assert status(signed, file, [StatementSeverity.CRITICAL]) is ApprovalStatus.INCOMPLETE


def test_a_withdrawal_needs_no_signature(signers):
    withdrawn, _ = withdraw(approved(), "It misleads.")
    assert status(withdrawn, signers()) is ApprovalStatus.WITHDRAWN
