"""What a web page says of itself: its tags for search engines and networks, its structured data, its heading."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from ascertain.domain.document_text import one_line
from ascertain.exchange.documents.datelines import days_in
from ascertain.exchange.documents.facts import Clue, Doubt, Where

_MOST_NODES, _MOST_SCRIPT = 2_000, 1_000_000
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title")
_SITES = ("og:site_name", "application-name", "citation_journal_title", "dc.publisher", "dcterms.publisher",
          "publisher", "apple-mobile-web-app-title")  # fmt: skip
_DATES = ("article:published_time", "datepublished", "parsely-pub-date", "pubdate", "publishdate", "publish-date",
          "publish_date", "publication_date", "publication-date", "sailthru.date", "dc.date.issued", "dcterms.issued",
          "dc.date", "dcterms.date", "dcterms.created", "citation_publication_date", "og:published_time",
          "date")  # fmt: skip
_SEPARATORS = re.compile(r"\s+[|\-–—·•»:]\s+|\s*[|»]\s*")
_KINDS = {
    "newsarticle": "article", "article": "article", "reportagenewsarticle": "article", "analysisnewsarticle": "article",
    "opinionnewsarticle": "article", "backgroundnewsarticle": "article", "liveblogposting": "article",
    "socialmediaposting": "post", "discussionforumposting": "post", "blogposting": "post", "report": "report",
    "broadcastevent": "broadcast", "newsmediaorganization": "", "podcastepisode": "broadcast",
}  # fmt: skip


@dataclass(slots=True)
class PageHead:
    """The tags of a page by name, its structured data, and what stands over its text."""

    tree: Any
    address: str = ""
    tags: dict[str, str] = field(default_factory=dict)
    data: list[dict[str, Any]] = field(default_factory=list)
    title: str = ""
    heading: str = ""
    times: list[str] = field(default_factory=list)
    language: str = ""
    canonical: str = ""

    def __post_init__(self) -> None:
        for node in _some(self.tree, "meta"):
            name = node.get("property") or node.get("name") or node.get("itemprop") or node.get("http-equiv") or ""
            if name and node.get("content"):
                self.tags.setdefault(name.strip().lower(), node.get("content")[:2_000])
        for node in _some(self.tree, "script"):
            if (node.get("type") or "").lower() == "application/ld+json":
                self.data += _structured(node.text or "")
        titles = list(_some(self.tree, "title"))
        self.title = one_line(titles[0].text_content()) if titles else ""
        headings = [line for node in _some(self.tree, "h1") if (line := one_line(node.text_content()))]
        self.heading = headings[0] if len(headings) == 1 else ""
        self.times = [node.get("datetime") or node.text_content() for node in _some(self.tree, "time")][:20]
        roots = list(_some(self.tree, "html"))
        self.language = (
            (roots[0].get("lang") or roots[0].get("{http://www.w3.org/XML/1998/namespace}lang") or "") if roots else ""
        )
        for node in _some(self.tree, "link"):
            if (node.get("rel") or "").lower() == "canonical" and not self.canonical:
                self.canonical = node.get("href") or ""

    @property
    def date_line(self) -> str:
        """A line of the page that looks as if it told when it was published."""
        for node in _some(self.tree, "*"):
            words = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('itemprop') or ''}".lower()
            if any(sign in words for sign in ("date", "publish", "byline", "dateline", "timestamp")):
                line = one_line(node.text_content(), 200)
                if days_in(line):
                    return line
        return ""


def head_clues(head: PageHead) -> list[Clue]:
    """What the page says outright, best first."""
    publisher = list(_publishers(head))
    site = publisher[0].value if publisher else ""
    return [*_titles(head, site), *publisher, *_days(head), *_languages(head), *_addresses(head), *_kinds(head)]


def _titles(head: PageHead, site: str) -> Iterator[Clue]:
    for name in _TITLES:
        if value := head.tags.get(name):
            yield Clue("title", without_site(one_line(value), site), Where.META, name)
    for each in head.data:
        if isinstance(each.get("headline"), str):
            yield Clue("title", one_line(each["headline"]), Where.META, "headline")
    if head.heading:
        yield Clue("title", head.heading, Where.PAGE, "h1")
    if head.title:
        yield Clue("title", without_site(head.title, site), Where.META, "title")


def without_site(title: str, site: str) -> str:
    """A title without the name of the site that many pages put at its end."""
    parts = _SEPARATORS.split(title)
    if len(parts) > 1 and site and parts[-1].strip().casefold() == site.strip().casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |-–—·•»:\u200f\u200e")
    return title


def _publishers(head: PageHead) -> Iterator[Clue]:
    for each in head.data:
        publisher = each.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip():
            yield Clue("publisher", one_line(name), Where.META, "publisher")
    for name in _SITES:
        if (value := head.tags.get(name)) and "://" not in value:
            yield Clue("publisher", one_line(value), Where.META, name)
    parts = _SEPARATORS.split(head.title)
    if len(parts) > 1 and head.heading and head.title.startswith(head.heading[:40]):
        yield Clue("publisher", one_line(parts[-1]), Where.META, "title", Doubt.GUESSED)


def _days(head: PageHead) -> Iterator[Clue]:
    told = [
        *((each["datePublished"], Where.META, "datePublished") for each in head.data if "datePublished" in each),
        *((head.tags[name], Where.META, name) for name in _DATES if name in head.tags),
    ]
    told += [(value, Where.PAGE, "time") for value in head.times[:1]]
    found = [(read, where, what) for value, where, what in told if (read := _day(value)) is not None]
    disagree = len({day for (day, _doubt), *_rest in found}) > 1
    for (day, doubt), where, what in found:
        yield Clue("published_on", day.isoformat(), where, what, Doubt.DISAGREE if disagree else doubt)


def _day(value: Any) -> tuple[date, Doubt] | None:
    """The local day that a time tells, and why it may be another."""
    text = str(value).strip()[:100]
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        found = days_in(text)
        return (found[0].day, found[0].doubt) if found else None
    if at.year < 1900:
        return None
    offset = at.utcoffset()
    utc = offset is not None and not offset
    whole = at.hour == at.minute == at.second == 0
    # Where nobody said in which zone the clock stood, the day stands as it is written.
    return at.date(), Doubt.UTC if utc and not whole and not 8 <= at.hour < 18 else Doubt.NONE


def _languages(head: PageHead) -> Iterator[Clue]:
    for value, what in (
        (head.language, "lang"),
        (head.tags.get("og:locale", ""), "og:locale"),
        (head.tags.get("content-language", ""), "content-language"),
        *((str(each["inLanguage"]), "inLanguage") for each in head.data if isinstance(each.get("inLanguage"), str)),
    ):
        if value.strip():
            yield Clue("language", _tag(value), Where.META, what)


def _tag(value: str) -> str:
    """A language as BCP 47 writes it: `fa-IR`, without a region where it says no more than the language."""
    parts = value.split(",")[0].strip().replace("_", "-").split("-")
    return parts[0].lower()


def _addresses(head: PageHead) -> Iterator[Clue]:
    for value, where, what in (
        (head.canonical, Where.META, "canonical"),
        (head.tags.get("og:url", ""), Where.META, "og:url"),
        (head.address, Where.PAGE, "address"),
    ):
        if value and urlsplit(value).scheme in ("http", "https"):
            yield Clue("url", value[:2_000], where, what)


def _kinds(head: PageHead) -> Iterator[Clue]:
    for each in head.data:
        types = each.get("@type")
        for name in types if isinstance(types, list) else [types]:
            if isinstance(name, str) and (kind := _KINDS.get(name.lower())):
                yield Clue("kind", kind, Where.META, name[:80])
    if head.tags.get("og:type", "").lower() in ("article", "news.article"):
        yield Clue("kind", "article", Where.META, "og:type")


def _structured(text: str) -> list[dict[str, Any]]:
    """The objects of a piece of JSON-LD that may describe the page; none where it is no JSON."""
    if len(text) > _MOST_SCRIPT:
        return []
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return []
    waiting: list[Any] = [read]
    found: list[dict[str, Any]] = []
    while waiting and len(found) < 50:
        each = waiting.pop(0)
        if isinstance(each, list):
            waiting += each[:50]
        elif isinstance(each, dict):
            found.append(each)
            waiting += each["@graph"][:50] if isinstance(each.get("@graph"), list) else []
    articles = [each for each in found if "headline" in each or "datePublished" in each]
    return articles + [each for each in found if each not in articles]


def _some(tree: Any, tag: str) -> Iterator[Any]:
    """The first elements of a kind, in the order of the page."""
    for at, node in enumerate(tree.iter(tag)):
        if at >= _MOST_NODES:
            return
        if isinstance(node.tag, str):
            yield node
