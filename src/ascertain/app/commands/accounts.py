"""Commands about what statements assert of an incident."""

from __future__ import annotations

from dataclasses import dataclass

from ascertain.domain.codes import AssertionState


@dataclass(frozen=True, slots=True)
class AdoptAssertion:
    """Take what a statement asserts of a field into the finding of an incident, and mark the assertion as adopted.

    Refused with a problem of the code `another_time` where a claim or blame may be about another event
    (`domain.firewall`), unless `despite` says that this was asked and answered.
    """

    incident_id: int
    statement_id: int
    field: str
    despite: bool = False


@dataclass(frozen=True, slots=True)
class UnadoptAssertion:
    """Let the finding no longer cite an assertion. What the finding says stays as it is."""

    incident_id: int
    statement_id: int
    field: str


@dataclass(frozen=True, slots=True)
class SetAssertion:
    """Say what a statement asserts of a field of an incident. `state` None: it does not touch the field."""

    incident_id: int
    statement_id: int
    field: str
    state: AssertionState | None
    value: str = ""


AccountCommand = AdoptAssertion | SetAssertion | UnadoptAssertion
