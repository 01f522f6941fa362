"""The example log looked through for incidents that may be one: the drones that may be those of the claims."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ascertain.app.commands import RemoveLink
from ascertain.app.example import log_example
from ascertain.app.queries import Queries
from ascertain.app.session import LogSession, create_session
from ascertain.domain.duplicates import Likelihood, Pair


@pytest.fixture
def example(tmp_path: Path) -> Iterator[LogSession]:
    with closing(create_session(tmp_path / "example.ascertain")) as session:
        log_example(session)
        yield session


def _pairs(session: LogSession) -> list[Pair]:
    def found(queries: Queries) -> list[Pair]:
        return [pair for stretch in queries.duplicates_found(None) for pair in stretch.pairs]

    return session.reader().ask(found).result()


def test_the_three_drones_may_be_those_of_the_two_claims_and_it_is_not_certain(example: LogSession) -> None:
    incidents = example.reader().ask(lambda queries: list(queries.incidents(range(1, 9)))).result()
    by_title = {incident.content.title: incident for incident in incidents}
    three = by_title["Three drones warded off near US and coalition forces"]
    claims = [incident for title, incident in by_title.items() if title.startswith("Claimed drone attack")]
    assert len(claims) == 2
    assert not {frozenset(pair.ids) for pair in _pairs(example)} & {frozenset((three.id, each.id)) for each in claims}
    for link in {link.id for each in (three, *claims) for link in each.links if link.id is not None}:
        example.ledger.run(RemoveLink(link)).result()
    found = {frozenset(pair.ids): pair.comparison for pair in _pairs(example)}
    print()
    for pair, comparison in found.items():
        titles = " / ".join(each.content.title for each in incidents if each.id in pair)
        print(f"{comparison.percent} % {titles}: {'; '.join(str(each.text) for each in comparison.reasons)}")
    for claim in claims:
        assert found[frozenset((three.id, claim.id))].likelihood is Likelihood.POSSIBLE
    assert not [pair for pair, each in found.items() if each.likelihood is Likelihood.LIKELY]
