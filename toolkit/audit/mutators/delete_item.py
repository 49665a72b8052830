"""One of several things that a sentence names is missing: "seizures, fever and confusion" loses "fever"."""

from __future__ import annotations

import re

from toolkit.audit.mutation import Change, Harm, Made, Skip, Subject, mutator

_LISTED = re.compile(r"[\w-]+, (?!with |which )[\w-]+(?: [\w-]+)?,? (?:and|or) ")
_AND = "and|und|oder|y|o|e|ou|et|i|lub|oraz|и|или|ve|veya|và|hoặc|और|या"
_ITEM = re.compile(
    rf"(?:, (?:[^\s,.:;]+)(?: [^\s,.:;]+){{0,4}}(?=,? (?:{_AND}) )|،? و\w+(?: \w+)?(?=،? و)"
    r"|、[^、，。：]{1,12}(?=、|和|或|および|または|。)|(?<=\w), [가-힣]+(?=, ))"
)


@mutator(Harm.MEANING)
def delete_item(subject: Subject) -> Made:
    """Yield the text without one item in the middle of a list that the source has too."""
    if not _LISTED.search(subject.source):
        return
    found = next(_ITEM.finditer(subject.text), None)
    if found is None:
        yield Skip("no short item of a list is found in the translation")
        return
    yield Change(subject.text[: found.start()] + subject.text[found.end() :], f"{found[0].strip('，,、 ')!r} is gone")
