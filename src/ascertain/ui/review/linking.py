"""Saying at the review desk that two incidents may be the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ascertain.domain.codes import LinkType
from ascertain.ui.dialogs.link import LinkDialog

if TYPE_CHECKING:
    from ascertain.ui.bridge import Bridge


def link_possibly_same(
    bridge: Bridge,
    incident_id: int,
    parent: QWidget,
    failed: Callable[[BaseException], None],
    closed: Callable[[], None],
) -> None:
    """Ask for the other incident; the kind of link stands at `possibly the same`, and can be another."""
    rows = bridge.session.pages.rows((incident_id,))
    if not rows:
        return
    dialog = LinkDialog(bridge, rows[0], parent, link_type=LinkType.POSSIBLY_SAME)

    def run() -> None:
        if dialog.command is not None:
            bridge.run(dialog.command, failed=failed)

    dialog.accepted.connect(run)
    dialog.finished.connect(dialog.deleteLater)
    dialog.finished.connect(lambda _: closed())
    dialog.open()
