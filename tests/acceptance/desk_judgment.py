"""What an analyst decides of what a passage proposes, from what the example item says."""

from __future__ import annotations

import re

from ascertain.domain.folding import fold
from ascertain.domain.proposals.proposal import ORIGIN, SAID_ON, SOURCE, STANCE, Proposal
from ascertain.ui.form.statements.card import StatementCard
from tests.acceptance.example_item import INCIDENTS, Table


def own_word(title: str) -> str:
    """The shortest word of a title that no other has."""
    others = " ".join(fold(each["title"]) for each in INCIDENTS if each["title"] != title)
    words: list[str] = re.findall(r"\w+", fold(title))
    return min((word for word in words if len(word) > 3 and word not in others), key=len)


def is_right(proposal: Proposal, statement: Table) -> bool:
    """Whether what is proposed of a statement is what the item says of it."""
    expected = {SOURCE: statement["source"], STANCE: statement["stance"], ORIGIN: None}
    if proposal.field in expected:
        return bool(proposal.value == expected[proposal.field])
    if proposal.field == SAID_ON:
        return proposal.value == str(statement.get("said_on"))
    told = next((each for each in statement.get("assertions", ()) if each["field"] == proposal.field), None)
    return told is not None and (told.get("state", "value"), told.get("value", "")) == (
        proposal.state.value,
        proposal.value,
    )


def is_complete(card: StatementCard, statement: Table) -> bool:
    """Whether nothing of the statement is left to type."""
    typed = card.value()
    if typed is None or statement.get("assertions"):
        return False
    return bool(typed.statement.source.name == statement["source"])
