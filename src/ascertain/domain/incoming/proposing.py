"""What the columns of a table probably mean, by their headings and by what stands in them, with the reason for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ascertain.domain.incoming.brought_fields import brought_codes, brought_fields
from ascertain.domain.incoming.cells import short
from ascertain.domain.incoming.evidence import Evidence, gather
from ascertain.domain.incoming.guessing import guess_columns
from ascertain.domain.incoming.heading_words import heading_key
from ascertain.domain.incoming.looks import Looking
from ascertain.domain.incoming.mapping import ColumnUse, Mapping, SheetMapping
from ascertain.domain.incoming.meanings import meanings_of
from ascertain.domain.incoming.new_fields import fields_with
from ascertain.domain.incoming.own_sheets.codebook import NAME as CODEBOOK
from ascertain.domain.incoming.profiles import OWN, PLAIN, PROFILES, Profile
from ascertain.domain.incoming.profiles.own import own_sheet
from ascertain.domain.incoming.rows import FoundCell, RecordKind
from ascertain.domain.messages import Message, say
from ascertain.domain.own_fields import Fields
from ascertain.domain.vocabulary import Vocabularies


@dataclass(frozen=True, slots=True)
class Sample:
    """A part of a sheet to judge it by: its name, its headings (none where `heading_row` is 0) and some of its rows."""

    name: str
    headings: tuple[FoundCell, ...]
    rows: tuple[tuple[FoundCell, ...], ...] = ()
    heading_row: int = 1


def propose(samples: Sequence[Sample], fields: Fields, vocabularies: Vocabularies) -> Mapping:
    """How a file with such sheets is best read. Every meaning is given to one column at most; a person can overrule all
    of it. Over all rows `settle` says more of what `day_first` and `decimal_comma` are than a sample can."""
    if (own := _own(samples, fields, vocabularies)) is not None:
        return own
    profile, sample = _profile_of(samples)
    if profile is not None and sample is not None:
        return _of_profile(profile, sample, samples, fields)
    return _plain(samples, fields, vocabularies)


def _own(samples: Sequence[Sample], fields: Fields, vocabularies: Vocabularies) -> Mapping | None:
    new = brought_fields(samples, fields)
    keys, fields = {each.key for each in new}, Fields((*fields.made, *new)) if new else fields
    sheets = [own_sheet(each.name, each.headings, each.heading_row, fields, keys) for each in samples]
    found = tuple(sheet for sheet in sheets if sheet is not None)
    why = say("A log has written these sheets; what was edited in them since is told apart.")
    if not found:
        return None
    return Mapping(OWN, found, fields=new, lists=brought_codes(samples, new, vocabularies), why=why)


def _plain(samples: Sequence[Sample], fields: Fields, vocabularies: Vocabularies) -> Mapping:
    filled = [sample for sample in samples if sample.rows or sample.headings]
    if not filled:
        return Mapping(PLAIN, (), why=say("There is nothing in the file."))
    # Of a codebook more rows are read than of other sheets.
    largest = max([each for each in filled if each.name != CODEBOOK] or filled, key=lambda each: len(each.rows))
    sheets = tuple(_plain_sheet(each, fields, vocabularies) for each in _alike(largest, filled))
    why = say("The columns are those of no table that is known; each is judged by its heading and its cells.")
    return _settled(Mapping(PLAIN, sheets, why=why), filled, fields)


def mapping_for(profile: str, samples: Sequence[Sample], fields: Fields, vocabularies: Vocabularies) -> Mapping:
    """The mapping by a profile that a person chose. Columns that it does not know are passed over."""
    chosen = next((each for each in PROFILES if each.name == profile), None)
    if profile == PLAIN or not samples:
        return _plain(samples, fields, vocabularies)
    if chosen is None:
        return propose(samples, fields, vocabularies)
    known = {heading_key(heading) for heading in chosen.columns}
    best = max(samples, key=lambda each: len(known & set(_keys(each))))
    return _of_profile(chosen, best, samples, fields)


def settle(mapping: Mapping, sheet: str, gathered: Sequence[Evidence], fields: Fields) -> Mapping:
    """The mapping after the cells of a sheet were seen: the order of day and month, the decimal comma, and what parts
    several values of a column, wherever the cells tell and nothing is said yet."""
    of = next((each for each in mapping.sheets if each.sheet == sheet), None)
    if of is None or mapping.profile == OWN:
        return mapping
    known = {meaning.key: meaning for meaning in meanings_of(of.kind, fields_with(mapping, fields))}
    days, numbers = Evidence(), Evidence()
    columns = []
    for use in of.columns:
        meaning = known.get(use.target)
        evidence = gathered[use.at] if use.at < len(gathered) else Evidence()
        if meaning is not None and meaning.is_day:
            days += evidence
        if meaning is not None and meaning.is_number:
            numbers += evidence
        several = meaning is not None and meaning.several and not use.separator
        # A semicolon, a bar and a line break part values without being told to.
        columns.append(replace(use, separator=",") if several and evidence.separator == "," else use)
    told = numbers.decimal_comma
    return replace(
        mapping,
        sheets=tuple(replace(each, columns=tuple(columns)) if each is of else each for each in mapping.sheets),
        day_first=days.day_first if mapping.day_first is None else mapping.day_first,
        calendar=mapping.calendar or days.calendar,
        decimal_comma=mapping.decimal_comma if mapping.comma_chosen or told is None else told,
    )


def _profile_of(samples: Sequence[Sample]) -> tuple[Profile | None, Sample | None]:
    """The known table that most of the telling headings speak for, and the sheet that it is."""
    fitting = [
        (len(profile.told_by(keys)) / len(profile.telling), profile, sample)
        for sample in samples
        for keys in (set(_keys(sample)),)
        for profile in PROFILES
        if profile.fits(keys)
    ]
    if not fitting:
        return None, None
    _, profile, sample = max(fitting, key=lambda each: each[0])
    return profile, sample


def _of_profile(profile: Profile, sample: Sample, samples: Sequence[Sample], fields: Fields) -> Mapping:
    sheets = tuple(_profile_sheet(profile, each, fields) for each in _alike(sample, samples))
    told = ", ".join(profile.told_by(set(_keys(sample)))[:4])
    why = say("The columns are those of {table}: {headings}.", table=profile.label, headings=told)
    return _settled(Mapping(profile.name, sheets, profile.codes, why=why), samples, fields)


def _alike(sample: Sample, samples: Sequence[Sample]) -> list[Sample]:
    """A sheet, and those that go on with it: the same columns under the same headings."""
    keys = tuple(_keys(sample))
    return [each for each in samples if each is sample or (any(keys) and tuple(_keys(each)) == keys)]


def _settled(mapping: Mapping, samples: Sequence[Sample], fields: Fields) -> Mapping:
    for sample in samples:
        mapping = settle(mapping, sample.name, gather(sample.rows, _width(sample)), fields)
    return mapping


def _profile_sheet(profile: Profile, sample: Sample, fields: Fields) -> SheetMapping:
    by_heading = {heading_key(heading): (heading, meant) for heading, meant in profile.columns.items()}
    repeated = {meaning.key for meaning in meanings_of(RecordKind.INCIDENT, fields) if meaning.repeats}
    separators = {heading_key(heading): separator for heading, separator in profile.separators.items()}
    columns, given = [], set()
    for at, cell in enumerate(sample.headings):
        key = heading_key(cell)
        heading, meant = by_heading.get(key, ("", ""))
        if meant in given and meant not in repeated:
            meant = ""
        given.add(meant)
        why = _why_column(profile, heading, meant)
        use = ColumnUse(at, short(cell), meant, separators.get(key, "") if meant else "", why, 1.0 if heading else 0.0)
        columns.append(use)
    return SheetMapping(sample.name, tuple(columns), RecordKind.INCIDENT, sample.heading_row)


def _why_column(profile: Profile, heading: str, meant: str) -> Message:
    if meant:
        return say("{table} has this column.", table=profile.label)
    if heading:
        return say("{table} has this column, and the log has no field for it.", table=profile.label)
    return say("{table} has no such column.", table=profile.label)


def _plain_sheet(sample: Sample, fields: Fields, vocabularies: Vocabularies) -> SheetMapping:
    width = _width(sample)
    cells = [[row[at] if at < len(row) else None for row in sample.rows] for at in range(width)]
    headings = [sample.headings[at] if at < len(sample.headings) else None for at in range(width)]
    meanings = meanings_of(RecordKind.INCIDENT, fields)
    lists = [each.vocabulary for each in meanings if each.vocabulary is not None]
    looking = Looking(vocabularies, tuple(dict.fromkeys(lists)))
    guesses = guess_columns([heading_key(each) for each in headings], [looking.at(each) for each in cells], meanings)
    columns = tuple(
        ColumnUse(at, short(heading), guess.target, "", guess.why, guess.score)
        for at, (heading, guess) in enumerate(zip(headings, guesses, strict=True))
    )
    return SheetMapping(sample.name, columns, RecordKind.INCIDENT, sample.heading_row)


def _width(sample: Sample) -> int:
    return max((len(row) for row in (sample.headings, *sample.rows)), default=0)


def _keys(sample: Sample) -> Iterable[str]:
    return (heading_key(cell) for cell in sample.headings)
