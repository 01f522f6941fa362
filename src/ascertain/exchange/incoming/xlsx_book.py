"""A workbook of XLSX or XLSM (ECMA-376): which sheets it has, and what their cells hold.

Sheets are walked through as they are unpacked, so that a large one needs no more memory than a small one.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from ascertain.exchange.incoming.book_texts import SharedTexts
from ascertain.exchange.incoming.cell_numbers import Kind, kind_of_format
from ascertain.exchange.incoming.order import Failure, Form, Order, Remark, Unreadable
from ascertain.exchange.incoming.outlet import Outlet
from ascertain.exchange.incoming.packed_parts import Parts
from ascertain.exchange.incoming.xlsx_sheet import Sheet

_TRUE = ("1", "true")


@dataclass(slots=True)
class _Book:
    """What the parts beside the sheets say."""

    sheets: list[tuple[str, str, bool]]
    """Name, part, and whether it is hidden."""
    kinds: list[Kind]
    since_1904: bool
    texts: SharedTexts


def form_of_book(parts: Parts) -> Form:
    """Whether it may have macros; they are never run. Raises Unreadable where it is another kind of workbook."""
    main = _main_part(parts)
    if not main.endswith(".xml"):
        raise Unreadable(Failure.OTHER_BOOK)
    kinds: list[str] = []
    parts.walk("[Content_Types].xml", lambda _name, given: kinds.append(given.get("ContentType", "")))
    if not any("spreadsheetml" in kind or "ms-excel" in kind for kind in kinds):
        raise Unreadable(Failure.NO_TABLE)
    return Form.XLSM if any("macroEnabled" in kind for kind in kinds) else Form.XLSX


def read_book(parts: Parts, order: Order, outlet: Outlet) -> None:
    """Send the rows of all sheets, or of the one that is asked for."""
    form = form_of_book(parts)
    book = _book(parts, order)
    wanted = [each for each in book.sheets if not order.opening.sheet or each[0] == order.opening.sheet]
    if not wanted and order.opening.sheet:
        raise Unreadable(Failure.NO_SHEET, what=order.opening.sheet)
    outlet.found(form)
    total = sum(parts.size(part) for _name, part, _hidden in wanted)
    done = 0
    for name, part, hidden in wanted:
        sheet = Sheet(outlet, outlet.sheet(name), order, book.kinds, book.texts, since_1904=book.since_1904)
        done = sheet.read(parts, part, done, total)
        outlet.remark(Remark.HIDDEN_SHEETS, int(hidden and sheet.rows > 0))
    outlet.end()


def _book(parts: Parts, order: Order) -> _Book:
    main = _main_part(parts)
    listed: list[tuple[str, str, bool]] = []
    since_1904 = False

    def take(name: str, given: dict[str, str]) -> None:
        nonlocal since_1904
        local = name.rpartition(":")[2]
        if local == "sheet":
            link = next((given[key] for key in given if key.rpartition(":")[2] == "id"), "")
            listed.append((given.get("name", ""), link, given.get("state", "visible") != "visible"))
        elif local == "workbookPr":
            since_1904 = given.get("date1904", "") in _TRUE

    parts.walk(main, take)
    linked = _links(parts, main)
    sheets = [(name, linked[link][0], hidden) for name, link, hidden in listed
              if link in linked and linked[link][1].endswith("/worksheet")]  # fmt: skip
    texts = SharedTexts(order.letters)
    kinds: list[Kind] = []
    for target, kind in linked.values():
        if kind.endswith("/sharedStrings") and target in parts:
            texts.read(parts, target)
        elif kind.endswith("/styles") and target in parts:
            kinds = _kinds(parts, target)
    return _Book(sheets, kinds, since_1904, texts)


def _main_part(parts: Parts) -> str:
    for target, kind in _links(parts, "").values():
        if kind.endswith("/officeDocument"):
            return target
    raise Unreadable(Failure.OTHER_BOOK)


def _links(parts: Parts, of: str) -> dict[str, tuple[str, str]]:
    """What a part refers to: for each link the part that it leads to, and of which kind."""
    folder, name = posixpath.split(of)
    found: dict[str, tuple[str, str]] = {}

    def take(tag: str, given: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "Relationship" and given.get("TargetMode", "Internal") == "Internal":
            target = posixpath.normpath(posixpath.join("/", folder, given.get("Target", ""))).lstrip("/")
            found[given.get("Id", "")] = target, given.get("Type", "")

    links = posixpath.join(folder, "_rels", f"{name}.rels")
    if links in parts:
        parts.walk(links, take)
    return found


def _kinds(parts: Parts, name: str) -> list[Kind]:
    """For each style of a cell what it shows of a number."""
    codes: dict[str, str] = {}
    styles: list[str] = []
    within = False

    def start(tag: str, given: dict[str, str]) -> None:
        nonlocal within
        match tag.rpartition(":")[2]:
            case "numFmt" if not within:
                codes.setdefault(given.get("numFmtId", ""), given.get("formatCode", ""))
            case "cellXfs":
                within = True
            case "xf" if within:
                styles.append(given.get("numFmtId", "0"))

    def end(tag: str) -> None:
        nonlocal within
        within = within and tag.rpartition(":")[2] != "cellXfs"

    parts.walk(name, start, end)
    return [kind_of_format(int(style) if style.isdecimal() else 0, codes.get(style)) for style in styles]
