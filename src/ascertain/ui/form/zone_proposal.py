"""The time zone, proposed from the place that was chosen; the analyst may say otherwise."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from ascertain.domain.records import NamedRef, Place
from ascertain.ui.form.fields_pane import FieldsPane
from ascertain.ui.form.incident.presenter import WHEN, IncidentPresenter
from ascertain.ui.form.names.log_facts import LogFacts

_PLACE = "place"


class ZoneProposal(QObject):
    """Sets the zone of a new incident as long as nobody chose another than the one that it began with."""

    def __init__(self, presenter: IncidentPresenter, fields: FieldsPane, facts: LogFacts) -> None:
        super().__init__(fields)
        self.setObjectName("zone_proposal")
        self._presenter, self._fields, self._facts = presenter, fields, facts
        self._left: set[str] = set()
        fields.edited.connect(self._look)
        facts.changed.connect(self._learn)

    def start(self) -> None:
        """Another incident is begun: its zone may follow the place."""
        self._left = {self._presenter.get(WHEN).zone}

    def _look(self, key: str) -> None:
        if key == _PLACE:
            self._propose()

    def _learn(self) -> None:
        """The log has told where the place is."""
        if self._presenter.is_changed(_PLACE):
            self._propose()

    def _propose(self) -> None:
        when = self._presenter.get(WHEN)
        if self._presenter.incident is not None or when.by_hand or when.zone not in self._left:
            return
        place = self._place()
        if place is None:
            return
        from ascertain.app.zone_of_place import zone_of

        zone = zone_of(place)
        if zone is None or zone == when.zone:
            return
        self._left.add(zone)
        self._presenter.put(WHEN, replace(when, zone=zone))
        self._fields.show_value(WHEN)
        self._fields.touched.emit()

    def _place(self) -> Place | None:
        ref = self._presenter.get(_PLACE)
        if not isinstance(ref, NamedRef):
            return None
        if ref.place is not None or ref.id is None:
            return ref.place
        return self._facts.places({ref.id}).get(ref.id)
