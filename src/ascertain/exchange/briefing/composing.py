"""Puts a briefing together from incidents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from ascertain.domain.codes import OPEN_STATUSES, Role, Status
from ascertain.domain.conduct import Conduct, heeding
from ascertain.domain.fields import BY_KEY, HARM_FIELDS, ROLE_FIELDS
from ascertain.domain.messages import Message, say
from ascertain.domain.records import Figure, Incident
from ascertain.domain.review import SETTLED_STATUSES
from ascertain.domain.totals import COUNTED, Total
from ascertain.exchange.briefing.direction import isolated
from ascertain.exchange.briefing.sources import Footnotes
from ascertain.exchange.briefing.structure import Account, Briefing, Entry, Fact, Group
from ascertain.exchange.briefing.words import bounds_words, day_words, figure_words, time_words
from ascertain.exchange.coded_table import days_of, killed, with_role
from ascertain.exchange.entries_of import place_of
from ascertain.exchange.outgoing import Outgoing

MOST = 5_000
"""Nobody reads a briefing of more incidents, and all of them are in memory."""

ORDER = (*OPEN_STATUSES, *SETTLED_STATUSES)
"""The statuses in the order of the review: what is open first."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_CONFIRMED = say("Not confirmed.")
_OTHERWISE = (Status.CONFIRMED, Status.REFUTED)


def compose(outgoing: Outgoing, conduct: Conduct) -> Briefing:
    """Read the incidents and put them in order: by status, then by time. Raises Cancelled."""
    incidents = sorted(outgoing.walk(conduct), key=_place_in_time)
    notes = Footnotes(outgoing)
    groups = tuple(
        _group(status, [_entry(each, outgoing, notes) for each in heeding(found, conduct.heed)], outgoing)
        for status in ORDER
        if (found := [incident for incident in incidents if incident.content.status is status])
    )
    conduct.heed()
    totals, totals_note = _totals(outgoing)
    return Briefing(
        isolated(outgoing.title) or str(say("Briefing")),
        tuple(str(line) for line in _lead(incidents, outgoing.at, conduct)),
        str(_caution(incidents)) if incidents else "",
        str(say("Totals")),
        totals,
        totals_note,
        groups,
        str(say("Sources")),
        tuple(heeding(notes.notes(), conduct.heed)),
    )


def _place_in_time(incident: Incident) -> tuple[bool, int, str]:
    begun = incident.content.when.t_from
    return begun is None, begun or 0, incident.ref


def _lead(incidents: Sequence[Incident], at: int, conduct: Conduct) -> Iterator[Message]:
    spans = [days_of(incident.content.when) for incident in heeding(incidents, conduct.heed)]
    first = min((day for day, _ in spans if day is not None), default=None)
    last = max((day for _, day in spans if day is not None), default=None)
    count = len(incidents)
    if first is not None and first == last:
        text = "{count} incidents, of {day}"
        yield say(text, singular="1 incident, of {day}", count=count, day=day_words(first))
    elif first is not None and last is not None:
        yield say(
            "{count} incidents, from {first} to {last}",
            singular="1 incident, from {first} to {last}",
            count=count,
            first=day_words(first),
            last=day_words(last),
        )
    else:
        yield say("{count} incidents", singular="1 incident", count=count)
    written: date = (_EPOCH + timedelta(seconds=at)).date()
    yield say("Written on {day} (UTC)", day=day_words(written))


def _caution(incidents: Sequence[Incident]) -> Message:
    confirmed = sum(incident.content.status is Status.CONFIRMED for incident in incidents)
    if confirmed == len(incidents):
        return say("All of them are confirmed.")
    return say(
        "{confirmed} of {all} are confirmed. All others are what sources say, and not established.",
        confirmed=confirmed,
        all=len(incidents),
    )


def _totals(outgoing: Outgoing) -> tuple[tuple[Fact, ...], str]:
    """Bounds of each count, in which nothing is counted twice; and which may be the same."""
    found, refs = outgoing.counted()
    facts = [Fact(str(say("Incidents")), str(bounds_words(found.incidents)))]
    for key in COUNTED:
        total: Total = getattr(found, key)
        if total.stated:
            text = say(
                "{bounds}, stated by {stated} of {records}",
                bounds=bounds_words(total.bounds),
                stated=total.stated,
                records=found.records,
            )
            facts.append(Fact(BY_KEY[key].label, str(text)))
    if not found.shared:
        return tuple(facts), ""
    pairs = "; ".join(f"{refs.get(one, '')} – {refs.get(other, '')}" for one, other in found.shared)
    note = say("Counted once in the least value, since they are or may be the same: {pairs}.", pairs=pairs)
    return tuple(facts), str(note)


def _group(status: Status, entries: Sequence[Entry], outgoing: Outgoing) -> Group:
    code = outgoing.vocabularies["status"].find(status.value)
    heading = say("{status} ({number})", status=code.label if code else status.value, number=len(entries))
    about = code.note if code else ""
    parts = (about,) if status in _OTHERWISE else (str(_NOT_CONFIRMED), about)
    return Group(str(heading), " ".join(part for part in parts if part), tuple(entries))


def _entry(incident: Incident, outgoing: Outgoing, notes: Footnotes) -> Entry:
    accounts: tuple[Account, ...] = notes.accounts(incident)
    return Entry(incident.ref, isolated(incident.content.title), tuple(_facts(incident, outgoing)), accounts)


def _facts(incident: Incident, outgoing: Outgoing) -> Iterator[Fact]:
    content, label = incident.content, outgoing.vocabularies.label
    if content.draft:
        yield Fact(BY_KEY["draft"].label, str(say("Not finished yet.")))
    yield Fact(BY_KEY["t_from"].label, str(_when(incident)))
    yield Fact(BY_KEY["place"].label, _where(incident, outgoing))
    what = (label("kind", content.kind), label("means", content.means), label("outcome", content.outcome))
    if any(what):
        yield Fact(str(say("What")), "; ".join(part for part in what if part))
    if content.is_aggregate:
        yield Fact(BY_KEY["is_aggregate"].label, str(say("Stands for several events.")))
    yield from _actors(incident)
    yield from _figures(incident)
    if content.status_reason:
        yield Fact(BY_KEY["status_reason"].label, isolated(content.status_reason))
    if not content.statements:
        yield Fact(str(say("Sources")), str(say("No source is named.")))


def _when(incident: Incident) -> Message:
    when = incident.content.when
    if not when.phrase:
        return time_words(when)
    return say("{time}; reported as “{phrase}”", time=time_words(when), phrase=isolated(when.phrase))


def _where(incident: Incident, outgoing: Outgoing) -> str:
    content, place = incident.content, place_of(incident, outgoing.library)
    country = outgoing.vocabularies.label("country", incident.country)
    named = [content.place.name if content.place else "", place.admin1 if place else "", country]
    parts = [", ".join(isolated(part) for part in dict.fromkeys(named) if part)]
    if content.where_precision:
        parts.append(outgoing.vocabularies.label("where_precision", content.where_precision))
    if content.place_text:
        parts.append(str(say("reported as “{phrase}”", phrase=isolated(content.place_text))))
    return "; ".join(part for part in parts if part) or str(say("not known"))


def _actors(incident: Incident) -> Iterator[Fact]:
    """Who claims it and who is blamed stand under their own names, also where they are the same."""
    for role in (Role.CLAIMED_BY, Role.ATTRIBUTED_TO, Role.TARGET, Role.HOST, Role.INTERCEPTOR):
        names = [isolated(ref.name) for ref in with_role(incident, role)]
        if names:
            yield Fact(ROLE_FIELDS[role].label, "; ".join(names))


def _figures(incident: Incident) -> Iterator[Fact]:
    content = incident.content
    stated = [key for key in HARM_FIELDS if key.startswith("killed") and getattr(content, key).stated]
    if len(stated) > 1 and (words := figure_words(killed(incident))) is not None:
        yield Fact(BY_KEY["killed"].label, str(words))
    for key in ("munitions", *HARM_FIELDS):
        figure: Figure = getattr(content, key)
        words = figure_words(figure)
        if words is not None:
            yield Fact(BY_KEY[key].label, str(words))
