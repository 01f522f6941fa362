"""What follows from what is typed: how narrowly "where" is known, the zone of the place, a title."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance

from ascertain.ui.form.entering.title_offer import TitleOffer
from ascertain.ui.form.fields_pane import FieldsPane
from ascertain.ui.form.incident.presenter import IncidentPresenter
from ascertain.ui.form.names.log_facts import LogFacts
from ascertain.ui.form.where_proposal import WhereProposal
from ascertain.ui.form.zone_proposal import ZoneProposal


class Offers:
    """Each gives way to what the analyst chooses. `passage_read`: other values are proposed from a passage."""

    def __init__(
        self, presenter: IncidentPresenter, fields: FieldsPane, facts: LogFacts, passage_read: SignalInstance
    ) -> None:
        self._where = WhereProposal(presenter, fields, facts)
        self._zone = ZoneProposal(presenter, fields, facts)
        self._title = TitleOffer(presenter, fields)
        passage_read.connect(self._title.look)

    def start(self) -> None:
        """Another incident is begun."""
        self._where.start()
        self._zone.start()
        self._title.look()
