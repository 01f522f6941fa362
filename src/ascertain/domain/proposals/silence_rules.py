"""What is not said, and how: declined, not stated, said to be unknown, said to be none."""

from __future__ import annotations

from collections.abc import Iterator

from ascertain.domain.codes import AssertionState
from ascertain.domain.messages import Message, say
from ascertain.domain.proposals.proposal import Certainty, Proposal
from ascertain.domain.proposals.scene import Mode, Scene

_HARM = {"harm": ("killed_unknown", "injured_unknown"), "killed": ("killed_unknown",), "injured": ("injured_unknown",)}
_TYPED = {AssertionState.EXPLICIT_ZERO: "0", AssertionState.UNKNOWN: "?"}


def what_is_not_said(scene: Scene) -> Iterator[Proposal]:
    """The fields of which the passage says that it does not say them.

    The value of such a cue is a state and a field (`declined.attributed_to`); `rest` stands for whatever else there
    would be to tell.
    """
    for cue in scene.of("silence"):
        if scene.mode(cue) is Mode.CONTEXT:
            continue
        state_key, _, field = cue.value.partition(".")
        state = AssertionState(state_key)
        start, end = scene.span(cue.first, cue.last)
        why = _why(state, scene.quote(cue.first, cue.last))
        certainty = Certainty.WEAK if field == "rest" else Certainty.STRONG
        for key in _HARM.get(field, ("outcome",) if field == "rest" else (field,)):
            value = _TYPED.get(state, "") if key.startswith(("killed", "injured")) else ""
            yield Proposal(key, value, why, start, end, state, certainty)


def _why(state: AssertionState, words: str) -> Message:
    if state is AssertionState.DECLINED:
        return say("“{words}”: the speaker does not tell it.", words=words)
    if state is AssertionState.UNKNOWN:
        return say("“{words}”: said to be unknown.", words=words)
    if state is AssertionState.EXPLICIT_ZERO:
        return say("“{words}”: said to be none.", words=words)
    return say("“{words}”: it is not told.", words=words)
