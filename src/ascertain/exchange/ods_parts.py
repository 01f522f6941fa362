"""The parts of an OpenDocument spreadsheet beside its rows (OpenDocument 1.3, parts 2 and 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from ascertain.exchange.ods_rows import DAY, HEADING, MINUTE, SECOND, paragraphs
from ascertain.exchange.sheet_files import letters_of
from ascertain.exchange.sheets import Column, Listed, SheetPlan

TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = (
    f'xmlns:office="{_OASIS}:office:1.0" xmlns:table="{_OASIS}:table:1.0" xmlns:text="{_OASIS}:text:1.0" '
    f'xmlns:style="{_OASIS}:style:1.0" xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0" '
    f'xmlns:number="{_OASIS}:datastyle:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3"'
)
_MILLIMETRES = 2.1
"""About the width of one character."""
_DATE = (
    '<number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/>'
    '<number:text>-</number:text><number:day number:style="long"/>'
)
_TIME = (
    '<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>'
    '<number:minutes number:style="long"/>'
)
_SECONDS = '<number:text>:</number:text><number:seconds number:style="long"/>'
_FORMATS = {DAY: _DATE, MINUTE: _DATE + _TIME, SECOND: _DATE + _TIME + _SECONDS}


def content_start(plans: Sequence[SheetPlan], rules: Iterable[str], *, right_to_left: bool) -> str:
    """All before the first sheet: the formats, the widths of columns, what people choose from."""
    widths = sorted({column.width for plan in plans for column in plan.columns})
    columns = "".join(
        f'<style:style style:name="w{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * _MILLIMETRES:.1f}mm"/></style:style>'
        for width in widths
    )
    formats = "".join(
        f'<number:date-style style:name="{name}-format">{form}</number:date-style>'
        f'<style:style style:name="{name}" style:family="table-cell" style:data-style-name="{name}-format">'
        '<style:paragraph-properties fo:text-align="start"/></style:style>'
        for name, form in _FORMATS.items()
    )
    mode = "rl-tb" if right_to_left else "lr-tb"
    held = "".join(rules)
    return (
        f"{_DECLARED}<office:document-content {_SPACES}><office:automatic-styles>{columns}{formats}"
        f'<style:style style:name="{HEADING}" style:family="table-cell">'
        '<style:table-cell-properties fo:border-bottom="0.75pt solid #000000"/>'
        '<style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" '
        'style:font-weight-complex="bold"/></style:style>'
        '<style:style style:name="sheet" style:family="table">'
        f'<style:table-properties table:display="true" style:writing-mode="{mode}"/></style:style>'
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f"{f'<table:content-validations>{held}</table:content-validations>' if held else ''}"
    )


def content_end(ranges: Iterable[tuple[str, SheetPlan, int]]) -> str:
    """All after the last sheet: the filters. Of each sheet its name, its plan, and how many rows it has."""
    filters = "".join(
        f'<table:database-range table:name="__Anonymous_Sheet_DB__{at}" '
        f"table:target-range-address={quoteattr(_range(name, plan, rows))} "
        'table:display-filter-buttons="true"/>'
        for at, (name, plan, rows) in enumerate(ranges)
    )
    return (
        f"<table:database-ranges>{filters}</table:database-ranges></office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def _range(name: str, plan: SheetPlan, rows: int) -> str:
    return f"{quoted(name)}.A1:{quoted(name)}.{letters_of(len(plan.columns) - 1)}{rows}"


def sheet_start(plan: SheetPlan, name: str) -> str:
    """The columns of a sheet and its headings."""
    columns = "".join(
        f'<table:table-column table:style-name="w{column.width}"{_HIDDEN if column.hidden else ""}/>'
        for column in plan.columns
    )
    headings = "".join(
        f'<table:table-cell table:style-name="{HEADING}" office:value-type="string">{paragraphs(column.heading)}'
        "</table:table-cell>"
        for column in plan.columns
    )
    return (
        f'<table:table table:name={quoteattr(name)} table:style-name="sheet">{columns}'
        f"<table:table-row>{headings}</table:table-row>"
    )


_HIDDEN = ' table:visibility="collapse"'
SHEET_END = "</table:table>"


def rule(name: str, column: Column, listed: Listed | None, base: str) -> str:
    """What people choose from in the cells of a column; anything else can be typed after a warning. `base` is the
    address of one of its cells."""
    if listed:
        letters = letters_of(listed.column)
        choices = f"[${quoted(listed.sheet)}.${letters}${listed.first}:.${letters}${listed.last}]"
    else:
        choices = ";".join('"' + choice.replace('"', '""') + '"' for choice in column.choices)
    return (
        f"<table:content-validation table:name={quoteattr(name)} "
        f"table:condition={quoteattr(f'of:cell-content-is-in-list({choices})')} "
        'table:allow-empty-cell="true" table:display-list="unsorted" '
        f'table:base-cell-address={quoteattr(base)}><table:error-message table:message-type="warning" '
        'table:display="true"/></table:content-validation>'
    )


def quoted(name: str) -> str:
    """The name of a sheet as addresses have it."""
    return name if name.isascii() and name.isalnum() else "'" + name.replace("'", "''") + "'"


def fixed_parts(names: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The parts that say what the others are, and how the sheets are seen: each with a frozen heading."""
    yield (
        "styles.xml",
        f"{_DECLARED}<office:document-styles {_SPACES}><office:styles/></office:document-styles>".encode(),
    )
    yield "settings.xml", _settings(names).encode()
    files = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in ("content.xml", "styles.xml", "settings.xml")
    )
    yield (
        "META-INF/manifest.xml",
        f'{_DECLARED}<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{TYPE}"/>{files}'
        "</manifest:manifest>".encode(),
    )


_FROZEN = (
    ("HorizontalSplitMode", "short", 2),
    ("VerticalSplitMode", "short", 2),
    ("HorizontalSplitPosition", "int", 1),
    ("VerticalSplitPosition", "int", 1),
    ("ActiveSplitRange", "short", 3),
    ("PositionLeft", "int", 0),
    ("PositionRight", "int", 1),
    ("PositionTop", "int", 0),
    ("PositionBottom", "int", 1),
)


def _settings(names: Sequence[str]) -> str:
    frozen = "".join(
        f'<config:config-item config:name="{key}" config:type="{kind}">{value}</config:config-item>'
        for key, kind, value in _FROZEN
    )
    tables = "".join(
        f"<config:config-item-map-entry config:name={quoteattr(name)}>{frozen}</config:config-item-map-entry>"
        for name in names
    )
    return (
        f'{_DECLARED}<office:document-settings xmlns:office="{_OASIS}:office:1.0" '
        f'xmlns:config="{_OASIS}:config:1.0" xmlns:ooo="http://openoffice.org/2004/office" office:version="1.3">'
        '<office:settings><config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f'<config:config-item-map-named config:name="Tables">{tables}</config:config-item-map-named>'
        f'<config:config-item config:name="ActiveTable" config:type="string">{escape(names[0])}</config:config-item>'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>"
        "</office:document-settings>"
    )
