"""A statement is taken out: of the article, of the contract, or of the finished page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from toolkit.article.markdown import Placement
from toolkit.audit.breach import Breach, Ground, breacher
from toolkit.audit.breaches._marked import marked
from toolkit.audit.mutation import Skip


@breacher
def remove_statement(ground: Ground) -> Iterator[Breach | Skip]:
    """Yield the article without its line, the contract without the statement or its topics, and the page without it."""
    project, article, statement = ground.project, ground.article, ground.statement
    bare = replace(
        article,
        parts=tuple(
            part for part in article.parts if not (isinstance(part, Placement) and part.statement == statement.id)
        ),
        placements=tuple(item for item in article.placements if item.statement != statement.id),
    )
    articles = tuple(bare if item is article else item for item in project.articles)
    yield Breach("the article no longer places it", replace(project, articles=articles))
    rest = tuple(item for item in project.statements if item.id != statement.id)
    yield Breach(
        "the contract no longer has it, and nothing places it", replace(project, articles=articles, statements=rest)
    )
    unasked = replace(statement, topics=("nothing-has-this-topic",))
    yield Breach(
        "no topic asks for it, and nothing places it",
        replace(project, articles=articles, statements=(*rest, unasked)),
    )
    place = marked(ground.page.html, statement.id)
    if place is None:
        yield Skip("the page does not mark the statement once")
        return
    yield Breach("the page no longer has it", html=ground.page.html[: place[0]] + ground.page.html[place[2] :])
