"""Where in an incident a search found its words, told for what no column of the table shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ascertain.domain.fields import ROLE_FIELDS
from ascertain.ui.wording import field_label, isolated

if TYPE_CHECKING:
    from ascertain.domain.search.matching import Sought
    from ascertain.ui.detail.opened import Opened

SUMMARY, EVIDENCE = 0, 1
"""The pages of the pane."""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """One text that holds what is sought: in words, and on which page of the pane it stands."""

    words: str
    page: int


def found_places(opened: Opened, sought: Sought) -> list[FoundPlace]:
    """The texts beside the title in which something that is sought is found, each once. Nothing where the title has
    all of it."""
    if not sought or _all_in_title(opened, sought):
        return []
    return list(dict.fromkeys((*_in_facts(opened, sought), *_in_evidence(opened, sought))))


def _all_in_title(opened: Opened, sought: Sought) -> bool:
    return not sought.within and sought.all_found_in(opened.incident.content.title)


def _in_facts(opened: Opened, sought: Sought) -> Iterator[FoundPlace]:
    content, place = opened.incident.content, opened.place
    if content.place is not None and sought.found_in(content.place.name, "place"):
        yield FoundPlace(field_label("place"), SUMMARY)
    elif place is not None:
        for name in place.names:
            if sought.found_in(name.name, "place"):
                told = QCoreApplication.translate("Found", "another name of the place, {name}")
                yield FoundPlace(told.replace("{name}", isolated(name.name)), SUMMARY)
                break
        else:
            if any(sought.found_in(part, "place") for part in (place.admin1, place.admin2)):
                yield FoundPlace(QCoreApplication.translate("Found", "the division of the place"), SUMMARY)
    for role in ROLE_FIELDS:
        if any(sought.found_in(each.actor.name, role.value) for each in content.actors if each.role is role):
            yield FoundPlace(field_label(role.value), SUMMARY)
    texts = (
        ("tags", "\n".join(content.tags)), ("notes", content.notes), ("status_reason", content.status_reason),
        ("place_text", content.place_text), ("t_from", content.when.phrase),
    )  # fmt: skip
    yield from (FoundPlace(field_label(key), SUMMARY) for key, text in texts if sought.found_in(text, key))


def _in_evidence(opened: Opened, sought: Sought) -> Iterator[FoundPlace]:
    for statement in opened.incident.content.statements:
        source = isolated(statement.source.name)
        if sought.found_in(statement.quote):
            told = QCoreApplication.translate("Found", "a quote of {source}")
            yield FoundPlace(told.replace("{source}", source), EVIDENCE)
        if sought.found_in(statement.note):
            told = QCoreApplication.translate("Found", "a note on what {source} says")
            yield FoundPlace(told.replace("{source}", source), EVIDENCE)
        if statement.document is not None and sought.found_in(statement.document.name, "document"):
            told = QCoreApplication.translate("Found", "the title of a document, {title}")
            yield FoundPlace(told.replace("{title}", isolated(statement.document.name)), EVIDENCE)
        if sought.found_in(statement.source.name, "source"):
            yield FoundPlace(
                QCoreApplication.translate("Found", "the source {source}").replace("{source}", source), EVIDENCE
            )
