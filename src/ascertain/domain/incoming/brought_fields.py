"""Own fields and codes that a file of another log of ours has and this log lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ascertain.domain.incoming.new_fields import lacking_codes, proposed_type, wrong_field
from ascertain.domain.incoming.own_sheets.codebook import NAME, Codebook, read_codebook
from ascertain.domain.incoming.own_sheets.headings import OF, kind_of_sheet, written_headings
from ascertain.domain.incoming.rows import FoundCell, RecordKind
from ascertain.domain.incoming.target import BASE, REST, UID
from ascertain.domain.incoming.targets import targets_of
from ascertain.domain.own_fields import LABEL_LIMIT, Fields, OwnField
from ascertain.domain.vocabulary import Code, Vocabularies

if TYPE_CHECKING:
    from ascertain.domain.incoming.proposing import Sample


def brought_fields(samples: Sequence[Sample], fields: Fields) -> tuple[OwnField, ...]:
    """The fields that columns of our own sheets are of and that the log lacks: as the codebook of the file tells them,
    else of the type that their cells are. What would clash with a field of this log is not among them."""
    book = codebook_of(samples)
    told = {each.key: each for each in book.fields}
    made: list[OwnField] = []
    for sample in samples:
        if kind_of_sheet(sample.name) in (RecordKind.INCIDENT, None):
            for key, label, at in _lacking(sample, fields):
                own = told.get(key)
                if own is None and not book.told:
                    cells = [row[at] if at < len(row) else None for row in sample.rows]
                    own = OwnField(label[:LABEL_LIMIT].strip(), proposed_type(cells, choices=False), key=key)
                there = Fields((*fields.made, *made))
                if own is not None and there.find(key) is None and not wrong_field(own, there):
                    made.append(own)
    return tuple(made)


def brought_codes(
    samples: Sequence[Sample], new: Sequence[OwnField], vocabularies: Vocabularies
) -> Mapping[str, Sequence[Code]]:
    """The codes of the file's codebook that the log lacks, by the name of their list; of `new` fields all."""
    there = {each.name: each for each in vocabularies}
    whole = {each.vocabulary for each in new}
    found: dict[str, Sequence[Code]] = {}
    for name, codes in codebook_of(samples).lists.items():
        if name in there and not there[name].closed:
            found[name] = tuple(lacking_codes(there[name], codes))
        elif name in whole:
            found[name] = codes
    return {name: codes for name, codes in found.items() if codes}


def codebook_of(samples: Sequence[Sample]) -> Codebook:
    """What the codebook among some sheets tells."""
    sheet = next((each for each in samples if each.name == NAME), None)
    return Codebook() if sheet is None else read_codebook(sheet.headings, sheet.rows)


def _lacking(sample: Sample, fields: Fields) -> Iterator[tuple[str, str, int]]:
    """The key, the heading and the place of each column of a log's incidents that is of no field here."""
    known = {target.key for target in targets_of(RecordKind.INCIDENT, fields)}
    words = [_word(cell) for cell in sample.headings]
    if UID not in words:
        return
    written = written_headings(sample.headings)
    if written is None:
        # JSON Lines: the keys are the headings.
        if BASE not in words:
            return
        written = {word: word for word in words if word not in (UID, BASE, REST, OF)}
    if kind_of_sheet(sample.name) is None and "title" not in written:
        return
    places = {word: at for at, word in reversed(list(enumerate(words)))}
    for key, heading in written.items():
        at = places.get(" ".join(heading.split()))
        if key not in known and at is not None:
            yield key, heading if heading != key else key.replace("_", " ").capitalize(), at


def _word(cell: FoundCell) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""
