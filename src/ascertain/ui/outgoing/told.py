"""What is said once an export has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ascertain.domain.file_names import shown_name
from ascertain.domain.sizes import size_text
from ascertain.ui.wording import code, isolated, number_text

if TYPE_CHECKING:
    from ascertain.app.exporting import ExportResult

_translate = QCoreApplication.translate


def written_text(result: ExportResult) -> tuple[str, str]:
    """How many were written where and how large the file is; and what is not whole, if anything."""
    text = (
        _translate("ExportDialog", "1 incident written to {file}, {size}, in {folder}.")
        if result.incidents == 1
        else _translate("ExportDialog", "{count} incidents written to {file}, {size}, in {folder}.")
    )
    places = {
        "{count}": code(number_text(result.incidents)),
        "{file}": isolated(result.out.name),
        "{size}": code(size_text(result.size)),
        "{folder}": isolated(str(result.out.parent)),
    }
    for place, filled in places.items():
        text = text.replace(place, filled)
    return text, " ".join(filter(None, (_cut_text(result), _left_out_text(result))))


def _cut_text(result: ExportResult) -> str:
    if not result.shortened:
        return ""
    first = result.shortened[0]
    text = _translate(
        "ExportDialog",
        "{count} texts were longer than the format can hold and were cut, the first in {record}, {heading}.",
    )
    text = text.replace("{count}", code(number_text(len(result.shortened))))
    return text.replace("{record}", code(first.record)).replace("{heading}", isolated(first.heading))


def _left_out_text(result: ExportResult) -> str:
    if not result.left_out:
        return ""
    text = _translate(
        "ExportDialog",
        "{count} attached files were missing or altered beside the log and do not go along, the first is {file}.",
    )
    first = isolated(shown_name(result.left_out[0]))
    return text.replace("{count}", code(number_text(len(result.left_out)))).replace("{file}", first)


def stopped_text() -> str:
    """It was stopped."""
    return _translate("ExportDialog", "Stopped. Nothing was written, and a file of this name is as it was.")
