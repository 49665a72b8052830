"""A page as it will be published, in any language, whatever its state."""

from __future__ import annotations

from toolkit.article.markdown import Article
from toolkit.gates import reviews
from toolkit.model import PageState
from toolkit.serve.about import Desk
from toolkit.serve.preview.marks import marked
from toolkit.site.assemble import Standing, Version, assemble_body, assemble_page, page_path
from toolkit.site.proving import site_of
from toolkit.text.locales import PSEUDO


def page_html(desk: Desk, article: Article, locale: str) -> str:
    """Return the page of an article in one locale as a draft, with marks (`toolkit.serve.preview.marks`).

    "" where a page template of the publisher cannot be filled in.
    """
    project = desk.project
    site = site_of(project)
    states = () if locale in PSEUDO else reviews(project, locale)
    review = next((state for state in states if state.domain == article.domain), None)
    read_on = review.review.date if review is not None and review.counts and review.review is not None else None
    body, _ = assemble_body(site, article, locale, reviewed=read_on)
    approvals = desk.approvals(locale)
    approved = all(item.id in approvals and not approvals[item.id].withholds for item in project.statements_of(article))
    versions = [
        Version(name, page_path(name, article.domain), PageState.DRAFT)
        for name in project.config.all_locales
        if name not in PSEUDO or locale in PSEUDO
    ]
    standing = Standing(PageState.DRAFT, approved, read_on)
    page, _ = assemble_page(site, article, body, locale, standing=standing, versions=versions)
    return marked(page.html, project, article, locale)
