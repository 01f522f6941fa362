"""How kinds of files, encodings and signs are called in the import window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ascertain.domain.incoming.other_days import ISLAMIC_DAYS, PERSIAN_DAYS
from ascertain.ui.wording import code, number_text

ENCODINGS = (
    "UTF-8", "UTF-16", "windows-1252", "windows-1256", "windows-1255", "windows-1251", "windows-1250", "windows-1254",
    "ISO-8859-1", "ISO-8859-6", "ISO-8859-15", "cp437", "cp850", "Shift_JIS", "GB18030", "Big5", "EUC-KR",
)  # fmt: skip
"""Those that tables are met in; whatever else was found is named too."""
DELIMITERS = (",", ";", "\t", "|")


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportFile", text)


def delimiter_label(sign: str) -> str:
    """What a sign between cells is called."""
    names = {",": _tr("Comma ,"), ";": _tr("Semicolon ;"), "\t": _tr("Tab"), "|": _tr("Bar |")}
    return names.get(sign, sign)


def form_label(form: str) -> str:
    """What a kind of file is called."""
    names = {
        "csv": _tr("Text with cells in lines (CSV)"),
        "xlsx": _tr("Excel workbook (XLSX)"),
        "xlsm": _tr("Excel workbook with macros, which are not run (XLSM)"),
        "xls": _tr("Old Excel workbook (XLS)"),
        "ods": _tr("OpenDocument spreadsheet (ODS)"),
        "jsonl": _tr("Records of a log (JSON Lines)"),
        "geojson": _tr("Points on a map (GeoJSON)"),
    }
    return names.get(form, form.upper())


def rows_label(count: int) -> str:
    """So many rows."""
    return _tr("1 row") if count == 1 else _tr("{count} rows").replace("{count}", code(number_text(count)))


def number_signs() -> list[tuple[object, str]]:
    """What parts decimals: as the numbers tell, a point, a comma."""
    return [(None, _tr("As the numbers tell")), (False, _tr("Point: 1,234.5")), (True, _tr("Comma: 1.234,5"))]


def calendars() -> list[tuple[object, str]]:
    """Which calendar the years of days are of that are none of ours."""
    return [
        ("", as_told("")),
        (PERSIAN_DAYS, _tr("Persian (Solar Hijri)")),
        (ISLAMIC_DAYS, _tr("Islamic (Lunar Hijri)")),
    ]


def as_told(calendar: str) -> str:
    """That the dates tell it, and what they tell."""
    told = {"": _tr("As the dates tell"), PERSIAN_DAYS: _tr("Persian (found)"), ISLAMIC_DAYS: _tr("Islamic (found)")}
    return told[calendar]


def orders_of_days() -> list[tuple[object, str]]:
    """In which order day and month stand."""
    return [(None, _tr("As the dates tell")), (True, _tr("Day first: 3 April")), (False, _tr("Month first: March 4"))]
