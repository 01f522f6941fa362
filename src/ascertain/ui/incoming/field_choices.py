"""What was decided of the fields that an import makes. Imports no widgets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ascertain.domain.incoming.cells import as_text
from ascertain.domain.incoming.code_words import NEW
from ascertain.domain.incoming.new_fields import (
    field_of,
    fields_with,
    new_fields,
    proposed_field,
    widened,
    with_field,
    without_field,
    wrong_fields,
)
from ascertain.domain.incoming.unknown_words import UnknownWord
from ascertain.domain.own_fields import Fields, OwnField, OwnType
from ascertain.domain.problems import Problem
from ascertain.domain.vocabulary import Vocabularies

if TYPE_CHECKING:
    from ascertain.domain.incoming.mapping import Mapping
    from ascertain.ui.incoming.state import ImportState


class FieldChoices:
    """The new fields of one import window; they stand in the mapping of its state."""

    def __init__(self, state: ImportState) -> None:
        self._state = state

    @property
    def fields(self) -> Fields:
        """The fields of the log, and those that are made with the import."""
        mapping = self._state.mapping
        return self._state.fields if mapping is None else fields_with(mapping, self._state.fields)

    @property
    def lists(self) -> Vocabularies:
        """The code lists of the log, with those of the fields that are made and the codes that the file knows."""
        state = self._state
        if state.mapping is None:
            return state.vocabularies
        return widened(state.mapping, state.fields, state.vocabularies).vocabularies

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the fields that are to be made."""
        mapping = self._state.mapping
        return () if mapping is None else wrong_fields(mapping, self._state.fields)

    def made_of(self, sheet: str, at: int) -> OwnField | None:
        """The new field that is made of a column."""
        mapping = self._state.mapping
        return None if mapping is None else field_of(mapping, sheet, at)

    def make(self, sheet: str, at: int, label: str | None = None, type_: OwnType | None = None) -> None:
        """Make a new field of a column; without a name and a type those that its heading and its cells propose."""
        state = self._state
        found, first, mapping = state.sheet(sheet), state.first(sheet), state.mapping
        if found is None or first is None or mapping is None:
            return
        if label is None or type_ is None:
            others = fields_with(without_field(mapping, sheet, at), state.fields)
            heading = next((use.heading for use in found.columns if use.at == at), "")
            cells = [cells[at] for _, cells in first.below if at < len(cells)]
            own = proposed_field(heading, cells, others)
        else:
            own = OwnField(label, type_)
        state.adopt(with_field(mapping, sheet, at, own, state.fields))

    def give_up(self, sheet: str, at: int) -> None:
        """Make none of a column, where one was to be made."""
        mapping = self._state.mapping
        if mapping is not None and field_of(mapping, sheet, at) is not None:
            self._state.mapping = without_field(mapping, sheet, at)

    def answer(self, words: tuple[UnknownWord, ...]) -> None:
        """Let the words of a choice that is made of their column become its codes, where nothing else was said."""
        mapping = self._state.mapping
        if mapping is not None:
            made = {each.vocabulary for each in new_fields(mapping, self._state.fields) if each.vocabulary}
            said = mapping.codes
            new = [each for each in words if each.vocabulary in made and each.word not in said.get(each.target, {})]
            if new:
                self._state.answer([(each.target, each.word, True, f"{NEW}{each.word}") for each in new])

    @property
    def mapping_shown(self) -> Mapping | None:
        """The mapping by which the first rows are shown: the words of a new choice are its codes already, though not
        all rows were looked through for them."""
        state, mapping = self._state, self._state.mapping
        made = {} if mapping is None else {each.key: each for each in new_fields(mapping, state.fields)}
        codes = {} if mapping is None else dict(mapping.codes)
        for sheet in mapping.sheets if mapping is not None and made else ():
            first = state.first(sheet.sheet)
            for use in sheet.columns if first is not None else ():
                if use.target in made and made[use.target].vocabulary and first is not None:
                    words = {as_text(cells[use.at]).strip() for _, cells in first.below if use.at < len(cells)} - {""}
                    codes[use.target] = {word: f"{NEW}{word}" for word in words} | dict(codes.get(use.target, {}))
        return mapping if mapping is None or not made else replace(mapping, codes=codes)
