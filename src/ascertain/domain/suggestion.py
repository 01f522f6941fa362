"""What status the evidence suggests, why, and what would change it. The analyst decides; this only suggests and
explains.

The rules, first match wins. "Origins" are independent ones: a relay never adds one. "Well graded" is a source of
reliability A or B (Admiralty code, NATO AJP-2.1); "attacked side" is whoever speaks for a target or host of the
incident.

| # | evidence | suggested |
|---|---|---|
| 1 | nobody says whether it happened; a threat or statement is itself the event, and its author made it | confirmed |
| 2 | nobody says whether it happened | unconfirmed |
| 3 | a well graded origin denies it on credible grounds (1-2), and nobody of that weight bears it out | refuted |
| 4 | origins contradict each other on whether it happened | disputed |
| 5 | an official of the attacked side says it happened, or two well graded origins do | confirmed |
| 6 | an official statement, or a well graded origin, bears out a part | partly confirmed |
| 7 | the perpetrator claims it | claimed |
| 8 | anything else | unconfirmed |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ascertain.domain.codes import Affiliation, Role, Stance, Status
from ascertain.domain.messages import Message, say
from ascertain.domain.origins import BEARING, SPOKEN_EVENTS, OriginKey, origin_keys
from ascertain.domain.records import Incident, IncidentContent, Source, Statement

WELL_GRADED = frozenset({"A", "B"})
"""Reliability "completely reliable" and "usually reliable"."""

_CREDIBLE = frozenset({1, 2})
_SUPPORTS = frozenset(
    {Stance.REPORTS, Stance.CONFIRMS, Stance.CONFIRMS_IN_PART, Stance.ATTRIBUTES, Stance.DECLINES_TO_ATTRIBUTE}
)


class Side(StrEnum):
    """Where a source stands towards the incident."""

    ATTACKED = "attacked"
    PERPETRATOR = "perpetrator"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Testimony:
    """What the suggestion needs of one statement. `reliability` grades its source; `weight`, `is_official` and `side`
    are those of the origin that it goes back to."""

    stance: Stance
    source_name: str
    origin_key: OriginKey
    origin_name: str
    reliability: str | None = None
    weight: str | None = None
    credibility: int | None = None
    is_official: bool = False
    side: Side = Side.OTHER


@dataclass(frozen=True, slots=True)
class Evidence:
    """All statements of one incident, in their order. `kind` is the incident's code; `today` the day on which it is
    weighed."""

    statements: tuple[Testimony, ...]
    today: date
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A status with its reasons, and what would change it, as whole sentences."""

    status: Status
    reasons: tuple[Message, ...]
    would_change: tuple[Message, ...]


def evidence_of(incident: Incident, sources: Mapping[int, Source], today: date) -> Evidence:
    """The evidence of an incident of the log. `sources` holds the sources and origins of its statements by id."""
    return evidence_in(incident.content, sources, today)


def evidence_in(content: IncidentContent, sources: Mapping[int, Source], today: date) -> Evidence:
    """The evidence in an incident's content, saved or not. A source that is not in `sources` counts as ungraded."""
    keys = origin_keys(content.statements)
    told = tuple(
        _testimony(statement, key, content, sources) for statement, key in zip(content.statements, keys, strict=True)
    )
    return Evidence(told, today, content.kind)


def suggest_status(evidence: Evidence) -> Suggestion:
    """The suggested status by the table above. The order of the statements decides nothing."""
    weighed = _Weighed(evidence.statements)
    if not weighed.bearing:
        return _of_nothing_told(evidence)
    if weighed.credible_denials and not weighed.solid:
        return _refuted(weighed)
    if weighed.denials and weighed.affirming:
        return _disputed(weighed)
    if weighed.attacked_officials or len(weighed.well_graded) >= 2:
        return _confirmed(weighed)
    if weighed.partial:
        return _partly(weighed)
    if weighed.claims:
        return _claimed(weighed)
    return _unconfirmed(weighed)


class _Weighed:
    """The testimonies that say whether it happened, sorted by origin: each set holds one testimony per origin, by its
    key."""

    def __init__(self, told: Iterable[Testimony]) -> None:
        self.bearing = [each for each in sorted(told, key=_place) if each.stance in BEARING]
        self.origins = _by_origin(self.bearing)
        self.claims = _by_origin(each for each in self.bearing if _is_claim(each))
        self.denials = _by_origin(each for each in self.bearing if each.stance is Stance.DENIES)
        support = [each for each in self.bearing if each.stance in _SUPPORTS and not _is_claim(each)]
        whole = [each for each in support if each.stance is not Stance.CONFIRMS_IN_PART]
        self.attacked_officials = _by_origin(each for each in whole if each.is_official and each.side is Side.ATTACKED)
        self.well_graded = _by_origin(each for each in whole if each.weight in WELL_GRADED)
        self.partial = _by_origin(
            each
            for each in support
            if each.stance is Stance.CONFIRMS_IN_PART and (each.is_official or each.weight in WELL_GRADED)
        )
        self.affirming = {
            key: each for key, each in {**_by_origin(support), **self.claims}.items() if set(self.denials) - {key}
        }
        """Whoever says it happened, where another origin denies it."""
        self.credible_denials = _by_origin(
            each for each in self.denials.values() if each.weight in WELL_GRADED and each.credibility in _CREDIBLE
        )

    @property
    def solid(self) -> bool:
        """Whether anybody of weight bears it out, whole or in part."""
        return bool(self.attacked_officials or self.well_graded or self.partial)


def _testimony(
    statement: Statement, key: OriginKey, content: IncidentContent, sources: Mapping[int, Source]
) -> Testimony:
    source = sources.get(statement.source.id or 0)
    ref = statement.origin or statement.source
    origin = sources.get(ref.id or 0)
    return Testimony(
        stance=statement.stance,
        source_name=statement.source.name,
        origin_key=key,
        origin_name=ref.name,
        reliability=source.reliability if source else None,
        weight=origin.reliability if origin else None,
        credibility=statement.credibility,
        is_official=bool(origin and origin.is_official),
        side=_side(statement, origin, content),
    )


def _side(statement: Statement, origin: Source | None, content: IncidentContent) -> Side:
    if statement.stance is Stance.CLAIMS_RESPONSIBILITY:
        return Side.PERPETRATOR
    if origin is None or origin.actor is None or origin.affiliation is not Affiliation.SPEAKS_FOR:
        return Side.OTHER
    roles = {
        placed.role
        for placed in content.actors
        if (placed.actor.id is not None and placed.actor.id == origin.actor.id)
        or placed.actor.name.casefold() == origin.actor.name.casefold()
    }
    if roles & {Role.TARGET, Role.HOST}:
        return Side.ATTACKED
    return Side.PERPETRATOR if roles & {Role.CLAIMED_BY, Role.ATTRIBUTED_TO} else Side.OTHER


def _is_claim(told: Testimony) -> bool:
    return told.stance is Stance.CLAIMS_RESPONSIBILITY or (
        told.side is Side.PERPETRATOR and told.stance is not Stance.DENIES
    )


def _place(told: Testimony) -> tuple[str, ...]:
    return told.origin_key, told.stance, told.source_name, told.weight or "Z", str(told.credibility or 9)


def _by_origin(told: Iterable[Testimony]) -> dict[OriginKey, Testimony]:
    found: dict[OriginKey, Testimony] = {}
    for each in told:
        found.setdefault(each.origin_key, each)
    return found


def _of_nothing_told(evidence: Evidence) -> Suggestion:
    told = sorted(evidence.statements, key=_place)
    threats = [each for each in told if each.stance is Stance.THREATENS]
    if threats or (evidence.kind in SPOKEN_EVENTS and told):
        name = (threats or told)[0].origin_name
        return Suggestion(
            Status.CONFIRMED,
            (say("The statement is itself the event, and {name} made it.", name=name),),
            (say("It would be disputed if {name} denied having said so.", name=name),),
        )
    return Suggestion(
        Status.UNCONFIRMED,
        (say("No statement says whether it happened."),),
        (say("Any report of the event would be a first origin."),),
    )


def _refuted(weighed: _Weighed) -> Suggestion:
    denier = next(iter(weighed.credible_denials.values()))
    return Suggestion(
        Status.REFUTED,
        (
            say("{name}, a well graded source, denies it on credible grounds.", name=denier.origin_name),
            say("Nobody of comparable weight bears it out."),
        ),
        (
            say(
                "It would be disputed with an official statement of the attacked side, "
                "or a report by an origin graded A or B."
            ),
        ),
    )


def _disputed(weighed: _Weighed) -> Suggestion:
    affirms = next(iter(weighed.affirming.values()))
    denies = next(iter(weighed.denials.values()))
    return Suggestion(
        Status.DISPUTED,
        (
            say(
                "{one} says that it happened, {other} denies it, and they do not go back to each other.",
                one=affirms.origin_name,
                other=denies.origin_name,
            ),
        ),
        (
            say("It would be refuted with evidence behind the denial and none of weight against it."),
            say("It would be confirmed if the denial were withdrawn and an official of the attacked side confirmed."),
        ),
    )


def _confirmed(weighed: _Weighed) -> Suggestion:
    return Suggestion(
        Status.CONFIRMED,
        tuple(_why_confirmed(weighed)),
        (say("It would be disputed if an independent origin denied that it happened."),),
    )


def _why_confirmed(weighed: _Weighed) -> Iterator[Message]:
    for official in weighed.attacked_officials.values():
        yield say(
            "{name} speaks officially for the attacked side and says that it happened.", name=official.origin_name
        )
    if len(weighed.well_graded) >= 2:
        names = ", ".join(each.origin_name for each in weighed.well_graded.values())
        yield say(
            "{count} independent origins graded A or B say that it happened: {names}.",
            count=len(weighed.well_graded),
            names=names,
        )


def _partly(weighed: _Weighed) -> Suggestion:
    bears = next(iter(weighed.partial.values()))
    reasons = [say("{name} bears out a part of it.", name=bears.origin_name)]
    if weighed.claims:
        reasons.append(say("What {name} claims goes further.", name=next(iter(weighed.claims.values())).origin_name))
    return Suggestion(
        Status.PARTLY_CONFIRMED,
        tuple(reasons),
        (
            say("It would be confirmed if an official of the attacked side confirmed the whole."),
            say("It would be disputed if an independent origin denied that it happened."),
        ),
    )


def _claimed(weighed: _Weighed) -> Suggestion:
    names = ", ".join(each.origin_name for each in weighed.claims.values())
    others = len(set(weighed.origins) - set(weighed.claims))
    reasons = [say("{names} claims it.", names=names)]
    if others:
        reasons.append(say("The other reports are not graded high enough to bear it out."))
    else:
        reasons.append(say("Nobody else says that it happened."))
    return Suggestion(
        Status.CLAIMED,
        tuple(reasons),
        (
            say("It would be partly confirmed with an official statement that bears out a part."),
            say(
                "It would be confirmed with an official statement of the attacked side, "
                "or two independent origins graded A or B."
            ),
        ),
    )


def _unconfirmed(weighed: _Weighed) -> Suggestion:
    if weighed.denials:
        reason = say(
            "{name} denies it, and nobody says that it happened.", name=next(iter(weighed.denials.values())).origin_name
        )
    elif len(weighed.origins) == 1:
        only = next(iter(weighed.origins.values()))
        reason = say("All of it goes back to one origin, {name}.", name=only.origin_name)
    else:
        reason = say("{count} origins report it, but fewer than two are graded A or B.", count=len(weighed.origins))
    missing = (
        say("It would be confirmed with one more independent origin graded A or B.")
        if weighed.well_graded
        else say("It would be confirmed with two independent origins graded A or B.")
    )
    return Suggestion(
        Status.UNCONFIRMED,
        (reason, say("No official of the attacked side has spoken.")),
        (
            say(
                "It would be confirmed with an official statement of the attacked side, "
                "or partly if that bears out a part."
            ),
            missing,
        ),
    )
