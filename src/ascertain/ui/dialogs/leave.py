"""Asking before an address is opened: where it leads, and what to know of it."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ascertain.domain.addresses import Address
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import FactList, button, text_label
from ascertain.ui.theme import IconName
from ascertain.ui.wording import code, tr_message


class LeaveDialog(Sheet):
    """Shows the host large, in letters that cannot deceive, and the address whole. Cancel has the keyboard first."""

    help_page = "files#addresses"

    def __init__(self, address: Address, parent: QWidget | None = None) -> None:
        super().__init__("leave_dialog", parent)
        self._address = address
        self.set_title(self.tr("Open this address in the browser?"))
        self.set_sentence(
            self.tr("It leads out of the program. Whoever runs the place learns that somebody looks, and from where.")
        )
        host = text_label(code(address.host), "heading", wraps=True, selectable=True, parent=self)
        host.setObjectName("leave_host")
        host.setAccessibleName(self.tr("Host: {host}").replace("{host}", address.host))
        self.body.addWidget(host)
        facts = FactList(self)
        facts.setObjectName("leave_facts")
        reads = code(address.host_in_letters) if address.host != address.host_in_letters else ""
        told = [
            (self.tr("Reads as"), reads),
            (self.tr("User name"), code(address.user)),
            (self.tr("Whole address"), code(address.url)),
        ]
        facts.set_facts([fact for fact in told if fact[1]])
        self.body.addWidget(facts)
        for at, caution in enumerate(address.cautions):
            label = text_label(tr_message(caution), "warning", wraps=True, parent=self)
            label.setObjectName(f"leave_caution_{at}")
            self.body.addWidget(label)
        copy = button(self.tr("Cop&y address"), "quiet", icon=IconName.COPY, name="leave_copy", parent=self)
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(address.url))
        self.buttons.insertWidget(0, copy)
        self.accept_button.setText(self.tr("&Open in browser"))
        self.accept_button.setDefault(False)
        self.cancel_button.setFocus()
