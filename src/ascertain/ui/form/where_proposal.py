"""How narrowly "where" is known, proposed from the place that was chosen; the analyst may say otherwise."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ascertain.domain.gazetteer import proposed_precision
from ascertain.domain.records import NamedRef
from ascertain.ui.form.fields_pane import FieldsPane
from ascertain.ui.form.incident.presenter import IncidentPresenter
from ascertain.ui.form.names.log_facts import LogFacts
from ascertain.ui.form.names.place_box import PlaceBox

_PLACE, _PRECISION = "place", "where_precision"


class WhereProposal(QObject):
    """Fills the box of the precision as long as nothing else stands there than what was proposed before."""

    def __init__(self, presenter: IncidentPresenter, fields: FieldsPane, facts: LogFacts) -> None:
        super().__init__(fields)
        self.setObjectName("where_proposal")
        self._presenter, self._fields, self._facts = presenter, fields, facts
        self._proposed: str | None = None
        fields.edited.connect(self._look)
        facts.changed.connect(self._learn)

    def start(self) -> None:
        """Forget what was proposed for another incident."""
        self._tell(None)

    def _look(self, key: str) -> None:
        if key == _PLACE:
            self._propose()
        elif key == _PRECISION:
            self._tell(None)

    def _learn(self) -> None:
        """The log has told what kind of place it is."""
        if self._presenter.is_changed(_PLACE):
            self._propose()

    def _propose(self) -> None:
        stands = self._presenter.get(_PRECISION)
        if self._fields.offered.of(_PRECISION):
            # What the passage proposes is more than what kind of place it is.
            return
        if (stands is not None and stands != self._proposed) or self._is_waiting():
            return
        precision = self._of_place()
        if precision != stands:
            self._presenter.put(_PRECISION, precision)
            self._fields.show_value(_PRECISION)
            self._fields.touched.emit()
        self._tell(precision)

    def _is_waiting(self) -> bool:
        """Whether the log has still to tell what kind of place it is."""
        ref, box = self._presenter.get(_PLACE), self._fields.box(_PLACE)
        if not isinstance(ref, NamedRef) or ref.id is None or (isinstance(box, PlaceBox) and box.precision is not None):
            return False
        return ref.id not in self._facts.places({ref.id})

    def _of_place(self) -> str | None:
        ref = self._presenter.get(_PLACE)
        box = self._fields.box(_PLACE)
        if not isinstance(ref, NamedRef):
            return None
        if isinstance(box, PlaceBox) and box.precision is not None:
            return box.precision
        if ref.place is not None:
            return proposed_precision(ref.place)
        known = self._facts.places({ref.id}) if ref.id is not None else {}
        place = known.get(ref.id) if ref.id is not None else None
        return proposed_precision(place) if place is not None else None

    def _tell(self, precision: str | None) -> None:
        self._proposed = precision
        self._fields.remark(_PRECISION, self.tr("proposed") if precision is not None else "")
