"""What goes wrong with a file of rows, and what was noticed in it, in words."""

from __future__ import annotations

from ascertain.domain.file_names import shown_name
from ascertain.domain.messages import Message, say
from ascertain.exchange.incoming.order import MOST_COLUMNS, Failure, Remark

_FAILED = {
    Failure.UNREADABLE: say(
        "{name} cannot be read: it is damaged, or not what its name says. Open it in a spreadsheet program and save it "
        "anew, as XLSX or CSV."
    ),
    Failure.NO_TABLE: say(
        "{name} holds no rows that can be read. Spreadsheets (XLSX, XLSM, XLS, ODS), CSV, JSON Lines and GeoJSON can."
    ),
    Failure.OTHER_BOOK: say("{name} is a workbook of a kind that is not read. Open it, and save it as XLSX or CSV."),
    Failure.PAGE: say(
        "{name} is a web page or XML, whatever its name says. Open it in a spreadsheet program and save it as XLSX or "
        "CSV."
    ),
    Failure.LOCKED: say(
        "{name} is locked with a password. Open it in its own program, and save a copy without a password."
    ),
    Failure.CUT: say("{name} is cut off or damaged: its end is missing. Get it again from where it came."),
    Failure.BOMB: say(
        "{name} was not read: a small file that claims to become a very large one may be made to do harm. If you trust "
        "it, open it in a spreadsheet program and save it anew."
    ),
    Failure.ENTITIES: say(
        "{name} was not read: it defines words of its own (an XML document type), as no spreadsheet program does. If "
        "you trust it, open it in a spreadsheet program and save it anew."
    ),
    Failure.TOO_LARGE: say(
        "{name} is too large to be read safely, or made to look so. Save the part that you need as a file of its own, "
        "or save it as CSV."
    ),
    Failure.TOO_WIDE: say(
        "Row {row} of {name} has more than {columns} cells. Delete what does not belong to the table."
    ),
    Failure.TOO_LONG: say(
        "A cell in row {row} of {name} is longer than anything that a log holds, or a quotation mark before it is "
        "never closed. Mend it in the file."
    ),
    Failure.TOO_MANY: say("{name} has more cells than are read at once. Save it as several files."),
    Failure.FAR: say(
        "{name} has a cell so far away from the others ({what}) that the table does not fit into memory. Delete the "
        "rows and columns beyond the table, or save the sheet as CSV."
    ),
    Failure.OPEN_QUOTE: say(
        "{name} is cut off, or a quotation mark in row {row} or before is never closed. Get it again, or mend it in "
        "the file."
    ),
    Failure.NO_RECORD: say("Line {row} of {name} is no record of a log ({what}). Mend it, or take it out."),
    Failure.NO_FEATURES: say("{name} is JSON, but neither JSON Lines of a log nor a GeoJSON collection of features."),
    Failure.NO_SHEET: say("{name} has no sheet “{what}”. Choose another."),
    Failure.ENCODING: say("Text cannot be read in that encoding. Choose another."),
}
_REMARKED = {
    Remark.UNDECODED: (
        "{count} characters are none in this encoding; they stand as �. Choose another encoding if words look wrong.",
        "One character is none in this encoding; it stands as �. Choose another encoding if words look wrong.",
    ),
    Remark.HIDDEN_ROWS: (
        "{count} rows are hidden or filtered out in the file; they are read too.",
        "One row is hidden or filtered out in the file; it is read too.",
    ),
    Remark.HIDDEN_SHEETS: (
        "{count} sheets are hidden in the file; they are read too.",
        "One sheet is hidden in the file; it is read too.",
    ),
    Remark.MERGED: (
        "{count} times cells are merged: what stands there counts for the first of them, the others are empty.",
        "Cells are merged: what stands there counts for the first of them, the others are empty.",
    ),
    Remark.UNCOMPUTED: (
        "{count} formulas have no result in the file, so their cells are empty. Open it in a spreadsheet program and "
        "save it, so that they are computed.",
        "One formula has no result in the file, so its cell is empty. Open it in a spreadsheet program and save it, so "
        "that it is computed.",
    ),
    Remark.ERRORS: (
        "{count} cells hold an error (such as #REF!) instead of a value.",
        "One cell holds an error (such as #REF!) instead of a value.",
    ),
    Remark.OLD_KIND: (
        "This is an XLS, which does not tell cells with an error (such as #REF!) from empty ones, nor hidden rows. "
        "Save it as XLSX to have them told.",
    )
    * 2,
    Remark.CENTRES: (
        "{count} shapes are no points; the middle of each was taken.",
        "One shape is no point; its middle was taken.",
    ),
}


def failed(why: Failure, name: str, row: int = 0, what: str = "") -> Message:
    """The sentence for a file that could not be read."""
    return say(_FAILED[why].text, name=name, row=f"{row:,}", what=shown_name(what), columns=f"{MOST_COLUMNS:,}")


def remarked(remark: Remark, count: int) -> Message:
    """The sentence for something that was noticed."""
    text, singular = _REMARKED[remark]
    return say(text, singular=singular, count=count)
