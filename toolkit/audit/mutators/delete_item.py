"""One of several things that a sentence names is missing: "seizures, fever and confusion" loses "fever"."""

from __future__ import annotations

import re

from toolkit.audit.mutation import Change, Harm, Made, Skip, Subject, mutator

_LISTED = re.compile(r"[\w-]+, (?!with |which )[\w-]+(?: [\w-]+)?,? (?:and|or) ")
_AND = "and|und|oder|y|o|e|ou|et|i|lub|oraz|и|или|ve|veya|và|hoặc|और|या"
_CLAUSE = "ele|ela|eles|elas|er|sie|es|elle|ella|он|она|оно|também|también|auch|aussi|anche|też|также|часто"
"""Words that no thing of a list holds, but a clause does."""
_WORD = rf"(?!(?:{_AND}|{_CLAUSE})\b)[^\s,.:;]+"
_ITEM = re.compile(
    rf"(?:, {_WORD}(?: {_WORD}){{0,4}}(?=,? (?:{_AND}) )|،? و\w+(?: \w+)?(?=،? و)"
    r"|、[^、，。：和或及与\u3041-\u30ff]{1,12}(?=、|和|或|及|与)"
    r"|(?<=\w), [가-힣]+(?: [가-힣]+)?(?:\([^()]*\))?(?=, )|(?<=[가-힣])[와과] [가-힣]+(?=, [가-힣]))"
)
_NAME = r"[^、。：（）]{1,10}(?<![はがをにでもらてばりくとなうしや合])"
_JAPANESE_ITEM = re.compile(
    rf"(?:^|(?<=[、：])){_NAME}(?:（[^（）]*）)?、(?={_NAME}(?:、|が|に|は|$))|や[^、。や]{{1,8}}(?=、[^、。]{{1,12}}[をがも])"
)


@mutator(Harm.MEANING)
def delete_item(subject: Subject) -> Made:
    """Yield the text without one item in the middle of a list that the source has too."""
    if not _LISTED.search(subject.source):
        return
    item = _JAPANESE_ITEM if subject.locale.startswith("ja") else _ITEM
    found = next(item.finditer(subject.text), None)
    if found is None:
        yield Skip("no short item of a list is found in the translation")
        return
    yield Change(subject.text[: found.start()] + subject.text[found.end() :], f"{found[0].strip('，,、 ')!r} is gone")
