"""A statement stands out of its place: behind the lead, or outside of the article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from toolkit.audit.breach import Breach, Ground, breacher
from toolkit.audit.breaches._marked import marked
from toolkit.audit.mutation import Skip
from toolkit.model import Region


@breacher
def move_statement(ground: Ground) -> Iterator[Breach | Skip]:
    """Yield the article and the page with the statement elsewhere."""
    html, article = ground.page.html, ground.article
    place = marked(html, ground.statement.id)
    if place is None:
        yield Skip("the page does not mark the statement once")
        return
    box, rest = html[place[0] : place[2]], html[: place[0]] + html[place[2] :]
    yield Breach("it stands outside of the article", html=rest.replace("</body>", f"<footer>{box}</footer></body>", 1))
    if ground.statement.region is Region.LEAD:
        moved = tuple(
            replace(item, region=Region.BODY) if item.statement == ground.statement.id else item
            for item in article.placements
        )
        late = replace(article, placements=moved)
        articles = tuple(late if item is article else item for item in ground.project.articles)
        yield Breach("the article places it behind the lead", replace(ground.project, articles=articles))
        yield Breach("it stands at the end of the article", html=rest.replace("</article>", f"{box}</article>", 1))
