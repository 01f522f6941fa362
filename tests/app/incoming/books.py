"""Files of rows, written in every form that is read."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter

from ascertain.domain.incoming.rows import FoundCell

Table = Sequence[Sequence[FoundCell]]
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><office:body><office:spreadsheet>'
)
_TAIL = "</office:spreadsheet></office:body></office:document-content>"


def xlsx(table: Table) -> bytes:
    """Written by XlsxWriter, texts within the cells."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet("Rows")
    formats = {date: book.add_format({"num_format": "yyyy-mm-dd"}),
               datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})}  # fmt: skip
    for at, row in enumerate(table):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(at, column, cell)
            elif isinstance(cell, bool):
                sheet.write_boolean(at, column, cell)
            elif isinstance(cell, int | float):
                sheet.write_number(at, column, cell)
            elif cell is not None:
                sheet.write_datetime(at, column, cell, formats[type(cell)])
    book.close()
    return out.getvalue()


def xlsx_of_openpyxl(table: Table) -> bytes:
    """Written by openpyxl, texts in a part of their own."""
    book = openpyxl.Workbook()
    sheet = book.active
    for at, row in enumerate(table, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(at, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(table: Table) -> bytes:
    """Written here."""
    rows = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in table)
    return ods_of(f'<table:table table:name="Rows">{rows}</table:table>')


def ods_of(tables: str, **more: str) -> bytes:
    """An ODS with this as its tables; `more` are parts beside the content."""
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": _HEAD + tables + _TAIL,
            **{name.replace("_", "/"): text for name, text in more.items()},
        }
    )


def ods_cell(cell: FoundCell) -> str:
    """A cell of ODS."""
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, bool):
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(cell).lower()}"/>'
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell!r}"/>'
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}"/>'
    lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in cell.split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def _spaced(line: str) -> str:
    text = escape(line).replace("\t", "<text:tab/>")
    return text.replace("  ", "<text:s/><text:s/>") if not text.startswith(" ") else f"<text:s/>{text[1:]}"


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same zip with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return packed({name: change(name, archive.read(name)) for name in archive.namelist()})


def comma_separated(table: Table) -> bytes:
    """Written by `csv`."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["" if cell is None else cell for cell in row] for row in table])
    return out.getvalue().encode("utf-8-sig")


def json_lines(table: Table) -> bytes:
    """Incidents whose values have the first row as keys."""
    keys = [str(key) for key in table[0]] if table else []
    lines = [
        {"record": "Incidents", "uid": str(at), "values": dict(zip(keys, map(_in_json, row), strict=False))}
        for at, row in enumerate(table[1:])
    ]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def geojson(table: Table) -> bytes:
    """Points whose properties have the first row as keys."""
    keys = [str(key) for key in table[0]] if table else []
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [44.5, 33.25]},
            "properties": dict(zip(keys, map(_in_json, row), strict=False)),
        }
        for row in table[1:]
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _in_json(cell: FoundCell) -> object:
    return cell.isoformat() if isinstance(cell, date) else cell


FORMS: Mapping[str, Callable[[Table], bytes]] = {
    "rows.csv": comma_separated,
    "rows.xlsx": xlsx,
    "shared.xlsx": xlsx_of_openpyxl,
    "rows.ods": ods,
    "rows.jsonl": json_lines,
    "rows.geojson": geojson,
}
"""What writes a table, by the name of the file."""
BOOKS = ("rows.xlsx", "shared.xlsx", "rows.ods")
"""Those whose cells have types."""


def written(folder: Path, name: str, table: Table) -> Path:
    """The table in a file of this name."""
    path = folder / name
    path.write_bytes(FORMS[name](table))
    return path


def long_ago(days: int) -> datetime:
    """A moment of whole seconds, so many days after the first of March 1900."""
    return datetime(1900, 3, 1) + timedelta(days=days, seconds=days * 7 % 86_400 + 1)
