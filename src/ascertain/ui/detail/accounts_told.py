"""What each source says, ready to be shown: cards of statements, their origins, their grades."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ascertain.domain.codes import Stance
from ascertain.domain.origins import chains, origin_keys
from ascertain.domain.records import Attachment, Passage, Statement
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.accounts.words import grade_of
from ascertain.ui.detail.opened import Opened
from ascertain.ui.theme import IconName
from ascertain.ui.wording import code, code_label, date_text, isolated, number_text, right_to_left

if TYPE_CHECKING:
    from ascertain.domain.suggestion import Testimony

STANCE_ICONS = {
    Stance.REPORTS: IconName.CHANNEL,
    Stance.CONFIRMS: IconName.CHECK,
    Stance.CONFIRMS_IN_PART: IconName.PARTLY,
    Stance.DENIES: IconName.CANCEL,
    Stance.CLAIMS_RESPONSIBILITY: IconName.FLAG,
    Stance.ATTRIBUTES: IconName.PERSON,
    Stance.DECLINES_TO_ATTRIBUTE: IconName.BLOCK,
    Stance.THREATENS: IconName.WARNING,
    Stance.GIVES_CONTEXT: IconName.INFO,
    Stance.NO_COMMENT: IconName.DASH,
}


@dataclass(frozen=True, slots=True)
class StatementShown:
    """One statement in words. Empty texts are not shown."""

    icon: IconName
    stance: str
    grade: str
    grade_spoken: str
    source: str
    origin: str
    said: str
    document: str
    document_id: int | None
    quote: str
    around: str
    note: str
    statement_id: int | None = None
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class OriginShown:
    """Statements that go back to one origin, under one heading."""

    heading: str
    statements: tuple[StatementShown, ...]


def statement_shown(
    statement: Statement,
    testimony: Testimony | None,
    vocabularies: Vocabularies,
    attachments: Sequence[Attachment] = (),
) -> StatementShown:
    """Put one statement into words; `testimony` holds the grade of its source."""
    grade, spoken = grade_of(testimony.reliability if testimony else None, statement.credibility, vocabularies)
    document = statement.document
    origin = statement.origin
    relayed = origin is not None and origin != statement.source
    return StatementShown(
        icon=STANCE_ICONS[statement.stance],
        stance=code_label("stance", statement.stance, vocabularies),
        grade=code(grade),
        grade_spoken=spoken,
        source=isolated(statement.source.name),
        origin=_relays(origin.name) if origin is not None and relayed else "",
        said=date_text(statement.said_on) if statement.said_on else "",
        document=isolated(document.name) if document else "",
        document_id=document.id if document else None,
        quote=statement.quote,
        around=_around(statement.passage),
        note=statement.note,
        statement_id=statement.id,
        files=tuple(each for each in attachments if statement.id is not None and each.statement_id == statement.id),
    )


def _around(passage: Passage) -> str:
    """What stands to either side of a quote, in whole words: the ends of what is kept are cut anywhere."""
    before, after = (side.split() for side in (passage.before, passage.after))
    first = " ".join(before[1:] if len(before) > 1 else before)
    last = " ".join(after[:-1] if len(after) > 1 else after)
    if not first and not last:
        return ""
    return " ".join(part for part in (first and f"… {first}", "[…]", last and f"{last} …") if part)


def all_shown(opened: Opened, vocabularies: Vocabularies) -> list[StatementShown]:
    """All statements of an incident, in its order."""
    statements = opened.incident.content.statements
    shown = [
        statement_shown(statement, testimony, vocabularies, opened.attachments)
        for statement, testimony in zip(statements, testimonies(opened), strict=True)
    ]
    return [
        replace(each, origin=chain_text(chain)) if len(chain) > 2 else each
        for each, chain in zip(shown, chains(statements), strict=True)
    ]


def by_origin(opened: Opened, vocabularies: Vocabularies) -> list[OriginShown]:
    """The statements under the origin that each goes back to, in the order in which origins first speak."""
    found: dict[str, list[StatementShown]] = {}
    statements = opened.incident.content.statements
    names: dict[str, str] = {}
    shown = all_shown(opened, vocabularies)
    for statement, key, card in zip(statements, origin_keys(statements), shown, strict=True):
        names.setdefault(key, (statement.origin or statement.source).name)
        found.setdefault(key, []).append(card)
    return [OriginShown(_origin_heading(names[key], len(group)), tuple(group)) for key, group in found.items()]


def testimonies(opened: Opened) -> Sequence[Testimony | None]:
    """One testimony for each statement; None where the evidence does not have it."""
    known: Sequence[Testimony | None] = opened.evidence.statements
    missing = len(opened.incident.content.statements) - len(known)
    return known if missing == 0 else [*known, *([None] * missing)][: len(opened.incident.content.statements)]


def evidence_heading(statements: int, origins: int) -> str:
    """`Evidence · 3 statements, 2 independent origins`."""
    if not statements:
        return QCoreApplication.translate("Evidence", "Evidence")
    if statements == 1:
        told = QCoreApplication.translate("Evidence", "1 statement")
    else:
        told = QCoreApplication.translate("Evidence", "{count} statements").format(count=number_text(statements))
    if origins == 1:
        independent = QCoreApplication.translate("Evidence", "1 independent origin")
    else:
        text = QCoreApplication.translate("Evidence", "{count} independent origins")
        independent = text.format(count=number_text(origins))
    text = QCoreApplication.translate("Evidence", "Evidence · {statements}, {origins}")
    return text.format(statements=told, origins=independent)


def chain_text(chain: Sequence[str]) -> str:
    """Who has it from whom: `Paper ← Agency ← Radio`. The arrow points to who passed it on, whichever way the window
    runs."""
    arrow = " → " if right_to_left() else " ← "
    return arrow.join(isolated(name) for name in chain)


def _relays(name: str) -> str:
    return QCoreApplication.translate("Evidence", "goes back to {origin}").format(origin=isolated(name))


def _origin_heading(name: str, count: int) -> str:
    if count == 1:
        return isolated(name)
    text = QCoreApplication.translate("Evidence", "{origin} · {count} statements, counted once")
    return text.format(origin=isolated(name), count=number_text(count))
