"""The parts of a workbook beside its rows (ECMA-376, SpreadsheetML and Open Packaging)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from xml.sax.saxutils import quoteattr

from ascertain.exchange.sheet_files import MOST_ROWS, letters_of
from ascertain.exchange.sheets import CellKind, Column, Listed, SheetPlan
from ascertain.exchange.xlsx_rows import HEADING, escaped, text_tail

_LONGEST_LIST = 255
"""Characters of a list of choices that stands with its cells (Excel specifications and limits)."""
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PADDING = 0.7109375
"""What a width in characters lacks to the width of the column, which has a margin."""


def sheet_start(plan: SheetPlan, *, right_to_left: bool, shown: bool) -> str:
    """All that comes before the second row: the view with its frozen heading, the columns, the headings."""
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{column.width + _PADDING}"{_HIDDEN if column.hidden else ""} '
        'customWidth="1"/>'
        for at, column in enumerate(plan.columns, start=1)
    )
    headings = "".join(
        f'<c r="{letters_of(at)}1{text_tail(column.heading, HEADING)}' for at, column in enumerate(plan.columns)
    )
    direction = ' rightToLeft="1"' if right_to_left else ""
    chosen = ' tabSelected="1"' if shown else ""
    return (
        f'{_DECLARED}<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}/relationships"><sheetViews>'
        f'<sheetView{direction}{chosen} workbookViewId="0">'
        '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>'
        '<selection pane="topRight"/><selection pane="bottomLeft"/><selection pane="bottomRight"/>'
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f'<cols>{columns}</cols><sheetData><row r="1">{headings}</row>'
    )


_HIDDEN = ' hidden="1"'


def sheet_end(
    plan: SheetPlan, rows: int, links: Sequence[tuple[str, str]], listed: Callable[[Column], Listed | None]
) -> str:
    """All that comes after the last row: the filter over all columns (so that hidden ones are sorted with the others),
    the choices, and where links lead. `links` are addresses of cells and where they lead."""
    choices = [(at, column) for at, column in enumerate(plan.columns) if column.kind is CellKind.CHOICE]
    rules = [rule for at, column in choices for rule in _rules(letters_of(at), column, listed(column))]
    held = f'<dataValidations count="{len(rules)}">{"".join(rules)}</dataValidations>' if rules else ""
    leading = "".join(f'<hyperlink ref="{cell}" {_leads(at, to)}/>' for at, (cell, to) in enumerate(links, start=1))
    return (
        f'</sheetData><autoFilter ref="{filtered(plan, rows)}"/>{held}'
        f"{f'<hyperlinks>{leading}</hyperlinks>' if leading else ''}"
        '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>'
    )


def filtered(plan: SheetPlan, rows: int) -> str:
    """The cells over which the filter lies, of so many rows."""
    return f"A1:{letters_of(len(plan.columns) - 1)}{rows}"


def _rules(letters: str, column: Column, listed: Listed | None) -> Iterator[str]:
    """What people choose from; anything else can be typed after a warning."""
    source = _named(listed) if listed else _spelt(column.choices)
    if source:
        yield (
            '<dataValidation type="list" errorStyle="warning" allowBlank="1" showInputMessage="1" '
            f'showErrorMessage="1" sqref="{letters}2:{letters}{MOST_ROWS}">'
            f"<formula1>{escaped(source)}</formula1></dataValidation>"
        )


def _named(listed: Listed) -> str:
    letters = letters_of(listed.column)
    return f"{quoted(listed.sheet)}!${letters}${listed.first}:${letters}${listed.last}"


def _spelt(choices: Sequence[str]) -> str:
    """The choices themselves, if they are short and none has a comma."""
    joined = ",".join(choices)
    plain = not any("," in each or "\n" in each or '"' in each or each != each.strip() for each in choices)
    return f'"{joined}"' if joined and plain and len(joined) <= _LONGEST_LIST else ""


def quoted(name: str) -> str:
    """The name of a sheet as formulas have it."""
    return "'" + name.replace("'", "''") + "'"


def _leads(at: int, to: str) -> str:
    _, mark, within = to.partition("#")
    return f'r:id="rId{at}"' + (f" location={quoteattr(within)}" if mark and within else "")


def links_part(links: Sequence[tuple[str, str]]) -> bytes:
    """Where the links of a sheet lead; never a formula."""
    lines = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/relationships/hyperlink" '
        f'Target={quoteattr(to.partition("#")[0])} TargetMode="External"/>'
        for at, (_, to) in enumerate(links, start=1)
    )
    return _relationships(lines)


def fixed_parts(names: Sequence[str], filters: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The parts that say what the others are. `names` are the sheets', `filters` the cells that each one filters."""
    yield "[Content_Types].xml", _content_types(len(names))
    yield "_rels/.rels", _relationships(_relation(1, "officeDocument", "xl/workbook.xml"))
    yield "xl/workbook.xml", _workbook(names, filters)
    sheets = [_relation(at, "worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(names) + 1)]
    yield "xl/_rels/workbook.xml.rels", _relationships("".join([*sheets, _relation(0, "styles", "styles.xml")]))
    yield "xl/styles.xml", _STYLES.encode()


def _relation(at: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{at}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'


def _relationships(lines: str) -> bytes:
    return f'{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'.encode()


def _content_types(sheets: int) -> bytes:
    parts = [("xl/workbook.xml", "sheet.main"), ("xl/styles.xml", "styles")]
    parts += [(f"xl/worksheets/sheet{at}.xml", "worksheet") for at in range(1, sheets + 1)]
    lines = "".join(f'<Override PartName="/{name}" ContentType="{_TYPES}.{kind}+xml"/>' for name, kind in parts)
    return (
        f'{_DECLARED}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    ).encode()


def _workbook(names: Sequence[str], filters: Sequence[str]) -> bytes:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(names, start=1)
    )
    defined = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{at}" hidden="1">'
        f"{escaped(quoted(name))}!{_absolute(cells)}</definedName>"
        for at, (name, cells) in enumerate(zip(names, filters, strict=True))
    )
    return (
        f'{_DECLARED}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}/relationships">'
        f'<bookViews><workbookView xWindow="240" yWindow="15" windowWidth="24000" windowHeight="12000"/></bookViews>'
        f"<sheets>{sheets}</sheets><definedNames>{defined}</definedNames></workbook>"
    ).encode()


def _absolute(cells: str) -> str:
    first, last = cells.split(":")
    return ":".join(f"${one.rstrip('0123456789')}${one.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}" for one in (first, last))


_LEFT = ' applyAlignment="1"><alignment horizontal="left"/></xf>'
_STYLES = (
    f'{_DECLARED}<styleSheet xmlns="{_MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/>'
    '<numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
    '<fonts count="3"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '<border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1"/>'
    f'<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"{_LEFT}'
    f'<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"{_LEFT}'
    f'<xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"{_LEFT}'
    '<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""Formats by number: see `xlsx_rows.PLAIN` and the following."""
