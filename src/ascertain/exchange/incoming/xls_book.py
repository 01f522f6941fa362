"""A workbook of the old kind (XLS), read by calamine."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from ascertain.exchange.incoming.order import Failure, Form, Order, Remark, Unreadable
from ascertain.exchange.incoming.outlet import Outlet, Rows

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_BLOCK = 1 << 20
_TELL_EVERY = 500


def read_xls(source: BinaryIO, order: Order, outlet: Outlet) -> None:
    """Send the rows of all sheets, or of the one that is asked for."""
    import python_calamine as calamine

    _look_into(source)
    source.seek(0)
    try:
        with calamine.CalamineWorkbook.from_filelike(source) as book:
            _send(book, order, outlet)
    except calamine.PasswordError as error:
        raise Unreadable(Failure.LOCKED) from error
    except calamine.CalamineError as error:
        raise Unreadable(Failure.UNREADABLE) from error


def _look_into(source: BinaryIO) -> None:
    """What the container holds: a workbook, one under a password, or something else."""
    source.seek(0)
    before = b""
    found = False
    while block := source.read(_BLOCK):
        looked_at = before + block
        if _ENCRYPTED in looked_at:
            raise Unreadable(Failure.LOCKED)
        found = found or any(name in looked_at for name in _STREAMS)
        before = block[-len(_ENCRYPTED) :]
    if not found:
        raise Unreadable(Failure.NO_TABLE)


def _send(book: CalamineWorkbook, order: Order, outlet: Outlet) -> None:
    import python_calamine as calamine

    wanted = [
        sheet
        for sheet in book.sheets_metadata
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet and order.opening.sheet in (None, "", sheet.name)
    ]
    if not wanted and order.opening.sheet:
        raise Unreadable(Failure.NO_SHEET, what=order.opening.sheet)
    outlet.found(Form.XLS)
    outlet.remark(Remark.OLD_KIND, 1)
    for each in wanted:
        sheet = book.get_sheet_by_name(each.name)
        rows, total = Rows(outlet, outlet.sheet(each.name)), sheet.total_height
        # Rows begin with the first one of the sheet, whether something stands in it or not.
        for number, row in enumerate(sheet.iter_rows(), start=1):
            rows.add(number, row)
            if number % _TELL_EVERY == 0:
                outlet.tell(number, total)
        rows.flush()
        outlet.remark(Remark.MERGED, len(sheet.merged_cell_ranges or ()))
        outlet.remark(Remark.HIDDEN_SHEETS, int(total > 0 and each.visible != calamine.SheetVisibleEnum.Visible))
    outlet.end()
