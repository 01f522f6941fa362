"""The one way out of the program: an address, opened in the browser after asking, with its host shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ascertain.domain.addresses import Address, NoAddress, read_address
from ascertain.domain.messages import say

OpenOutside = Callable[[QUrl], bool]


def open_outside(url: QUrl) -> bool:
    """Hand an address to the system's browser; False where there is none."""
    return QDesktopServices.openUrl(url)


def url_of(address: Address) -> QUrl | None:
    """The address as Qt hands it on, or None where Qt reads another place in it than we do."""
    url = QUrl(address.url, QUrl.ParsingMode.StrictMode)
    host = url.host(QUrl.ComponentFormattingOption.FullyEncoded).lower()
    same = url.isValid() and url.scheme() == address.scheme and host == address.host.strip("[]")
    return url if same else None


def ask_to_leave(text: str, parent: QWidget, failed: Callable[[BaseException], None], opens: OpenOutside) -> None:
    """Ask whether to open an address, and open it. What cannot be opened is told by `failed`: NoAddress."""
    from ascertain.ui.dialogs.leave import LeaveDialog

    try:
        address = read_address(text)
        url = url_of(address)
        if url is None:
            raise NoAddress(say("This address can be read in two ways, so it is not opened."))
    except NoAddress as reason:
        failed(reason)
        return
    asked = url

    def leave() -> None:
        if not opens(asked):
            failed(NoAddress(say("The system has no browser that could be opened. Copy the address instead.")))

    dialog = LeaveDialog(address, parent)
    dialog.accepted.connect(leave)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
