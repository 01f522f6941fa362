"""The grades of a source over time, as lines to read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ascertain.domain.grades import SourceGrade
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.library.entry_facts import Fact
from ascertain.ui.wording import code_label, date_text, isolated


def earlier_grades(grades: Sequence[SourceGrade], vocabularies: Vocabularies) -> list[Fact]:
    """The grades before the current one, newest first; nothing where there was none."""
    lines = [_line(each, vocabularies) for each in grades[1:]]
    return [(QCoreApplication.translate("Library", "Earlier grades"), "\n".join(lines))] if lines else []


def _line(grade: SourceGrade, vocabularies: Vocabularies) -> str:
    label = code_label("reliability", grade.reliability, vocabularies)
    label = label or QCoreApplication.translate("Library", "not graded")
    if grade.graded_on is not None:
        dated = QCoreApplication.translate("Library", "{grade}, since {day}")
        label = dated.format(grade=isolated(label), day=date_text(grade.graded_on))
    return f"{label}: {isolated(grade.basis)}" if grade.basis else label
