"""The feed of a language: Atom, from dates of the articles and nothing else."""

import datetime as dt
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from toolkit.site.feed import FeedEntry, feed, feed_path

OLD, NEW = dt.date(2025, 1, 2), dt.date(2026, 2, 23)
SITE = {"locale": "pt_BR", "site_name": "Tea & <Site>", "base_url": "https://a.example/x", "home": "pt_BR/index.html"}
ATOM = "{http://www.w3.org/2005/Atom}"


def entry(name, published=OLD, updated=None):
    return FeedEntry(f"Chá <{name}>", "O que faz & quando.", f"pt_BR/{name}.html", published, updated or published)


def test_a_feed_is_written_like_this():
    text = feed([entry("a"), entry("b", OLD, NEW)], **SITE).decode()
    assert (
        text
        == """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="pt-BR">
 <id>https://a.example/x/pt_BR/feed.xml</id>
 <title>Tea &amp; &lt;Site&gt;</title>
 <updated>2026-02-23T00:00:00Z</updated>
 <author><name>Tea &amp; &lt;Site&gt;</name></author>
 <link rel="self" type="application/atom+xml" href="https://a.example/x/pt_BR/feed.xml"/>
 <link rel="alternate" type="text/html" href="https://a.example/x/pt_BR/index.html"/>
 <entry>
  <id>https://a.example/x/pt_BR/b.html</id>
  <title>Chá &lt;b&gt;</title>
  <updated>2026-02-23T00:00:00Z</updated>
  <published>2025-01-02T00:00:00Z</published>
  <link rel="alternate" type="text/html" href="https://a.example/x/pt_BR/b.html"/>
  <summary>O que faz &amp; quando.</summary>
 </entry>
 <entry>
  <id>https://a.example/x/pt_BR/a.html</id>
  <title>Chá &lt;a&gt;</title>
  <updated>2025-01-02T00:00:00Z</updated>
  <published>2025-01-02T00:00:00Z</published>
  <link rel="alternate" type="text/html" href="https://a.example/x/pt_BR/a.html"/>
  <summary>O que faz &amp; quando.</summary>
 </entry>
</feed>
"""
    )


def test_the_order_of_pages_changes_no_byte():
    rows = [entry("a"), entry("b"), entry("c", OLD, NEW)]
    assert feed(rows, **SITE) == feed(rows[::-1], **SITE)


@given(st.text(), st.text())
def test_whatever_a_title_says_the_feed_can_be_read(title, site_name):
    data = feed([FeedEntry(title, title, "es/a.html", OLD, NEW)], **{**SITE, "site_name": site_name})
    root = ET.fromstring(data)
    assert [node.tag.removeprefix(ATOM) for node in root.iter(f"{ATOM}entry")] == ["entry"]
    assert len(root.findall(f"{ATOM}entry/{ATOM}title")) == 1


def test_it_stands_beside_the_pages():
    assert feed_path("pt_BR") == "pt_BR/feed.xml"
