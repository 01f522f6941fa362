"""The boxes of a reported time: phrase, what it is told from, zone, how it is read, and the interval by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ascertain.app.queries import Queries
from ascertain.domain.codes import AnchorKind
from ascertain.domain.records import Incident
from ascertain.domain.reported_time import find_zone, zone_names
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.editors.interval import IntervalByHand
from ascertain.ui.form.editors.lines import DayLine, TextLine
from ascertain.ui.form.editors.reading_choices import ReadingChoices
from ascertain.ui.form.editors.reading_words import reading_words
from ascertain.ui.form.field_grid import FieldGrid
from ascertain.ui.form.incident.when import ANCHOR_ON, FIELD, FROM, TO, ZONE, TypedTime, reading_of, taken_over
from ascertain.ui.form.names.code_boxes import CodeCombo, CodeSearch
from ascertain.ui.form.names.followed_codes import code_choices, following
from ascertain.ui.form.typed import show_day
from ascertain.ui.kit import LabeledField, button, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import tr_message

_PHRASE, _ZONE, _RELATIVE, _REF, _DAY, _BY_HAND = "phrase", "zone", "relative", "ref", "day", "by_hand"


def time_labels() -> dict[str, str]:
    """The labels of the boxes that are always shown, by part; the form gives them their mnemonics."""
    tr = QCoreApplication.translate
    return {
        _PHRASE: tr("ReportedTimeBox", "When, as reported"),
        _ZONE: tr("ReportedTimeBox", "Time zone"),
        _RELATIVE: tr("ReportedTimeBox", "Relative to"),
        _DAY: tr("ReportedTimeBox", "Its day"),
        _BY_HAND: tr("ReportedTimeBox", "Set by hand"),
    }


class ReportedTimeBox(QWidget):
    """Holds a `TypedTime`. How the phrase is read is told at once, under the boxes.

    `offer` says on which day the document or the statement at hand was published or made; the day follows it until
    another is typed.
    """

    help_page = "when"

    edited = Signal()
    touched = Signal()
    """Something was typed that is not part of the time yet: the ref of an incident."""

    def __init__(self, context: FormContext, labels: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("when")
        self._context, self._labels = context, labels
        self._typed = TypedTime()
        self._offers: dict[str, tuple[str, int | None, str]] = {}
        self._followed = ""
        self._asker = context.bridge.asker(self)
        self._hand: IntervalByHand | None = None
        self._build()
        self.setFocusProxy(self._phrase)

    def value(self) -> TypedTime:
        """What is typed."""
        return self._typed

    def set_value(self, typed: object) -> None:
        """Show a `TypedTime`."""
        if not isinstance(typed, TypedTime):
            return
        self._typed = typed
        self._followed = typed.anchor_on if typed.anchor_id is not None else ""
        self._phrase.set_value(typed.phrase)
        self._relative.set_value(typed.anchor_kind)
        self._day.set_value(typed.anchor_on)
        self._zone.set_value(typed.zone)
        self._ref.set_value("")
        self._show_hand()
        self._fit()
        if typed.anchor_kind == AnchorKind.INCIDENT and typed.anchor_id is not None:
            number = typed.anchor_id
            self._asker.ask(lambda queries: queries.incident(number), self._name_incident)

    def unfound(self) -> dict[str, str]:
        """The ref that is typed while no incident is known by it, by the name of its line."""
        text = self._ref.text() if self._typed.anchor_id is None else ""
        return {self._ref.objectName(): text} if text else {}

    def put_unfound(self, lines: Mapping[str, str]) -> None:
        """Show such a ref."""
        if self._typed.anchor_id is None:
            self._ref.set_value(lines.get(self._ref.objectName(), ""))

    def offer(self, kind: AnchorKind, day: date | None, record_id: int | None, name: str) -> None:
        """Say what a day of publication or of a statement is here; None where there is none any more."""
        if day is None:
            self._offers.pop(kind.value, None)
        else:
            self._offers[kind.value] = (show_day(day), record_id, name)
        if self._follow():
            self._tell()

    def set_part_problem(self, path: str, text: str) -> bool:
        """Say what is wrong with one of the boxes; False where `path` belongs to none of them."""
        field = self._parts().get(path)
        if field is None:
            return False
        field.set_problem(text)
        return True

    def clear_problems(self) -> None:
        """Take all problems back."""
        for field in self._parts().values():
            field.set_problem("")

    @property
    def phrase_field(self) -> LabeledField:
        """The box of the phrase, with its label."""
        return self._fields[_PHRASE]

    def part(self, path: str) -> QWidget:
        """The box that a problem stands at."""
        if path in (FROM, TO) and self._hand is None:
            self._toggle_hand()
        return self._parts().get(path, self._fields[_PHRASE]).editor

    # ---- parts

    def _parts(self) -> dict[str, LabeledField]:
        parts = {FIELD: self._fields[_PHRASE], ANCHOR_ON: self._fields[_DAY], ZONE: self._fields[_ZONE]}
        if self._hand is not None:
            parts |= {FROM: self._hand.fields[FROM], TO: self._hand.fields[TO]}
        return parts

    def _build(self) -> None:
        lists, px = self._context, current_theme().px
        self._grid = grid = FieldGrid("when_grid", self)
        self._phrase = TextLine("when_phrase", grid)
        self._phrase.setPlaceholderText(self.tr("yesterday, past 24 hours, 17 Oct 18:40"))
        zones = [(name, name.replace("_", " "), None) for name in zone_names()]
        self._zone = CodeSearch(zones, "when_zone", grid)
        relative = CodeCombo(code_choices("anchor_kind", lists), "when_relative", grid, empty=None)
        self._relative = following(relative, "anchor_kind", lists)
        self._ref = TextLine("when_ref", grid)
        self._ref.setPlaceholderText(self.tr("2023-0107"))
        self._day = DayLine("when_day", self._context.today, grid)
        ref_label = self.tr("Its ref")
        boxes: tuple[tuple[str, QWidget, str, int], ...] = (
            (_PHRASE, self._phrase, self._labels[_PHRASE], 7),
            (_ZONE, self._zone, self._labels[_ZONE], 5),
            (_RELATIVE, self._relative, self._labels[_RELATIVE], 7),
            (_DAY, self._day, self._labels[_DAY], 5),
            (_REF, self._ref, ref_label, 7),
        )
        self._fields = {
            part: LabeledField(label, box, name=f"when_{part}_field", parent=grid) for part, box, label, _ in boxes
        }
        for part, _, _, span in boxes:
            grid.place(self._fields[part], span)
        self._reading = text_label("", "small", wraps=True, parent=self)
        self._reading.setObjectName("when_reading")
        self._switch = button(self._labels[_BY_HAND], "link", name="when_by_hand", parent=self)
        self._switch.clicked.connect(self._toggle_hand)
        told = QHBoxLayout()
        told.setSpacing(px(8))
        told.addWidget(self._reading, 1)
        told.addWidget(self._switch)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(6))
        self._column.addWidget(grid)
        self._column.addLayout(told)
        self._choices = ReadingChoices(self)
        self._choices.chosen.connect(self._choose)
        self._column.addWidget(self._choices)
        for box in (self._phrase, self._zone, self._day):
            box.edited.connect(self._take)
        self._relative.edited.connect(self._take_kind)
        self._ref.editingFinished.connect(self._find_incident)
        self._ref.edited.connect(self.touched)
        self._fit()

    @property
    def reading(self) -> QLabel:
        """Where it is told how the phrase is read."""
        return self._reading

    # ---- what is typed

    def _take(self) -> None:
        zone = self._zone.value()
        if self._day.text() != self._typed.anchor_on:
            self._typed = replace(self._typed, anchor_id=self._kept_id())
        self._typed = replace(
            self._typed,
            phrase=self._phrase.text(),
            zone=zone if zone is not None else "UTC",
            anchor_on=self._day.text(),
        )
        if self._hand is not None and self._typed.by_hand:
            t_from, t_to, precision = self._hand.values()
            self._typed = replace(self._typed, t_from=t_from, t_to=t_to, precision=precision)
        self._tell()

    def _choose(self, phrase: str) -> None:
        """One of the phrases that the typed one may mean takes its place."""
        self._phrase.set_value(phrase)
        self._take()
        self._phrase.setFocus()

    def _kept_id(self) -> int | None:
        """Another day than that of the record: it is no longer told from that record."""
        return self._typed.anchor_id if self._typed.anchor_kind == AnchorKind.INCIDENT else None

    def _take_kind(self) -> None:
        self._typed = replace(self._typed, anchor_kind=self._relative.value() or AnchorKind.DATE.value, anchor_id=None)
        self._follow()
        self._tell()

    def _follow(self) -> bool:
        """Take over the day that is offered, unless another was typed."""
        offered = self._offers.get(self._typed.anchor_kind)
        if offered is None or (self._day.text() and self._day.text() not in (self._followed, offered[0])):
            return False
        day, record_id, _ = offered
        changed = (self._typed.anchor_on, self._typed.anchor_id) != (day, record_id)
        self._followed = day
        self._day.set_value(day)
        self._typed = replace(self._typed, anchor_on=day, anchor_id=record_id)
        if not changed:
            self._fit()
        return changed

    def _find_incident(self) -> None:
        ref = self._ref.text().strip()
        if not ref or self._typed.anchor_kind != AnchorKind.INCIDENT:
            return

        def find(queries: Queries) -> Incident | None:
            return queries.incident_by_ref(ref)

        self._asker.ask(find, self._take_incident)

    def _take_incident(self, found: Incident | None) -> None:
        self._fields[_REF].set_problem("" if found else self.tr("The log has no incident of this ref."))
        if found is None:
            return
        self._name_incident(found)
        day = _day_of(found)
        if day is not None and self._day.text() in ("", self._followed):
            self._followed = show_day(day)
            self._day.set_value(self._followed)
        self._typed = replace(self._typed, anchor_id=found.id, anchor_on=self._day.text())
        self._tell()

    def _name_incident(self, found: Incident | None) -> None:
        if found is not None:
            self._ref.set_value(found.ref)
            self._fields[_REF].set_hint("")
            self._ref.setToolTip("")
            self._fields[_REF].set_hint(found.content.title[:40])

    def _tell(self) -> None:
        self.clear_problems()
        self._fit()
        self.edited.emit()

    # ---- what is shown

    def _fit(self) -> None:
        kind = self._typed.anchor_kind
        self._fields[_REF].setVisible(kind == AnchorKind.INCIDENT)
        reading = reading_of(self._typed, self._context.today())
        by_hand = self._typed.by_hand
        words = reading_words(reading.time, self._context.vocabularies, by_hand=by_hand)
        if reading.note is not None and not (by_hand and words):
            words = tr_message(reading.note)
        elif not words and not self._typed.phrase:
            words = self.tr("Type the time in the words of the report.")
        self._reading.setText(words)
        self._phrase.setAccessibleDescription(words)
        self._choices.offer(() if by_hand else reading.choices)

    def _toggle_hand(self) -> None:
        if self._typed.by_hand:
            self._typed = replace(self._typed, by_hand=False)
        else:
            self._typed = taken_over(self._typed, self._context.today())
        self._show_hand()
        self._tell()
        if self._typed.by_hand and self._hand is not None:
            self._hand.setFocus()

    def _show_hand(self) -> None:
        by_hand = self._typed.by_hand
        if by_hand and self._hand is None:
            self._hand = IntervalByHand(self._context, self)
            self._hand.edited.connect(self._take)
            self._column.addWidget(self._hand)
        if self._hand is not None:
            self._hand.setVisible(by_hand)
            self._hand.show_values(self._typed.t_from, self._typed.t_to, self._typed.precision)
        self._switch.setText(self.tr("Read it from the phrase") if by_hand else self._labels[_BY_HAND])


def _day_of(incident: Incident) -> date | None:
    when = incident.content.when
    if when.t_from is None:
        return None
    return (
        (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=when.t_from))
        .astimezone(find_zone(when.zone) or UTC)
        .date()
    )
