"""Everything that can be proposed from a passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ascertain.domain.codes import AssertionState, Role
from ascertain.domain.proposals.cue_book import CueBook
from ascertain.domain.proposals.harm_rules import harm_done
from ascertain.domain.proposals.proposal import Proposal, ProposalContext
from ascertain.domain.proposals.role_rules import who_is_in_it
from ascertain.domain.proposals.scene import read_scene
from ascertain.domain.proposals.script import language_of
from ascertain.domain.proposals.silence_rules import what_is_not_said
from ascertain.domain.proposals.speakers import find_speaker
from ascertain.domain.proposals.speech_rules import who_says_it
from ascertain.domain.proposals.what_rules import what_happened
from ascertain.domain.proposals.where_when_rules import where_and_when

LONGEST = 20_000
"""Characters of a passage that are read: what is longer is a document, not a passage."""

_SEVERAL = frozenset(Role)


def propose(passage: str, context: ProposalContext) -> tuple[Proposal, ...]:
    """What can be read from a passage, each with its reason; nothing is guessed beyond the words. Takes any text.

    A field is proposed once (actors, several times in one role); a value goes before a silence about the same field.
    """
    passage = passage[:LONGEST]
    book = _book(passage, context)
    if book is None or not passage.strip():
        return ()
    scene = read_scene(passage, context, book)
    if not scene.words:
        return ()
    speaker = find_speaker(scene)
    return tuple(
        _each_once(
            (
                *what_happened(scene),
                *where_and_when(scene, speaker),
                *who_is_in_it(scene, speaker),
                *harm_done(scene),
                *what_is_not_said(scene),
                *who_says_it(scene, speaker),
            )
        )
    )


def _book(passage: str, context: ProposalContext) -> CueBook | None:
    books: Mapping[str, CueBook] = context.books
    return books.get(language_of(passage, context.language))


def _each_once(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    given = list(proposals)
    valued = {each.field for each in given if each.state is AssertionState.VALUE}
    seen: set[tuple[str, str]] = set()
    for each in given:
        key = (each.field, each.value if each.field in _SEVERAL and each.value else "")
        if key in seen or (each.state is not AssertionState.VALUE and each.field in valued):
            continue
        seen.add(key)
        yield each
