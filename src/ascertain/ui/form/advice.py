"""What the form tells of what is typed: which status the evidence suggests, and from which days a time can be told."""

from __future__ import annotations

from ascertain.domain.codes import AnchorKind
from ascertain.ui.form.fields_pane import FieldsPane
from ascertain.ui.form.incident.presenter import IncidentPresenter
from ascertain.ui.form.names.log_facts import LogFacts


class Advice:
    """Looks at what is typed when it is asked to."""

    def __init__(self, presenter: IncidentPresenter, fields: FieldsPane, facts: LogFacts) -> None:
        self._presenter, self._fields, self._facts = presenter, fields, facts

    def learned(self) -> None:
        """The log has answered about names: grades count now, and days can be offered for what is typed."""
        self.suggest()
        if self._presenter.is_dirty():
            self.offer_days()

    def suggest(self) -> None:
        """Show the status that the evidence suggests."""
        content, _ = self._presenter.content()
        told = (ref for each in content.statements for ref in (each.source, each.origin) if ref is not None)
        sources = self._facts.sources({ref.id for ref in told if ref.id is not None})
        self._fields.suggestion.show_suggestion(self._presenter.suggestion(sources))

    def offer_days(self) -> None:
        """The time may be told from the first document that has a day, or the first statement that has one."""
        content, _ = self._presenter.content()
        named = (each.document for each in content.statements if each.document is not None)
        numbers = [ref.id for ref in named if ref.id is not None]
        known = self._facts.documents(set(numbers))
        dated = (known[number] for number in numbers if number in known)
        document = next((each for each in dated if each.published_on is not None), None)
        said = next((each for each in content.statements if each.said_on is not None), None)
        self._fields.when.offer(
            AnchorKind.PUBLICATION,
            document.published_on if document is not None else None,
            document.id if document is not None else None,
            document.title if document is not None else "",
        )
        self._fields.when.offer(
            AnchorKind.STATEMENT,
            said.said_on if said is not None else None,
            said.id if said is not None else None,
            said.source.name if said is not None else "",
        )
