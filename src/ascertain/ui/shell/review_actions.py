"""What the menu Review does: the desk in an order, the second look, the tally, and a day to look again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ascertain.domain.drafts import UnfinishedForm
    from ascertain.domain.review import ReviewOrder
    from ascertain.ui.shell.remembered import Remembered
    from ascertain.ui.shell.window import MainWindow


class KeptHabits:
    """The choices of a reviewer, in the settings."""

    def __init__(self, remembered: Remembered) -> None:
        self._remembered = remembered

    @property
    def order(self) -> ReviewOrder:
        """The order of the queue."""
        from ascertain.domain.review import ReviewOrder

        return ReviewOrder(self._remembered.value.review_order)

    @property
    def sample(self) -> int:
        """How many settled incidents are drawn."""
        return self._remembered.value.review_sample

    def keep(self, order: ReviewOrder, sample: int) -> None:
        """Find these again."""
        self._remembered.change(review_order=order.value, review_sample=sample)


def review_in_order(window: MainWindow, order: str) -> None:
    """Open the desk with its queue in an order."""
    from ascertain.domain.review import ReviewOrder

    if _at_the_desk(window):
        window.center.review_desk().choose_order(ReviewOrder(order))


def second_look(window: MainWindow) -> None:
    """Look again at what was settled; from there, back to the queue."""
    reviewing = window.center.reviewing
    if reviewing:
        window.center.review_desk().turn()
    elif _at_the_desk(window, second=True):
        window.sidebar.go_to("")


def tell_tally(window: MainWindow) -> None:
    """Say what was reviewed today."""
    if _at_the_desk(window):
        window.center.review_desk().show_tally()


def remind(window: MainWindow) -> None:
    """Ask when to look again at what is chosen in the table."""
    from ascertain.ui.dialogs.remind import RemindDialog

    ids = window.table.selection().ids
    if not ids:
        return
    dialog = RemindDialog(ids, window.session.clock.today(), window)
    dialog.accepted.connect(lambda: window.commands.run(dialog.command))
    dialog.finished.connect(dialog.deleteLater)
    dialog.finished.connect(lambda _: window.table.setFocus())
    dialog.open()


def resume_verdict(window: MainWindow, found: UnfinishedForm) -> None:
    """Go on with a verdict that was picked or typed and not saved: at the desk, or in the dialog for the status."""
    from ascertain.ui.dialogs.status_draft import read_status

    asked = read_status(found.draft.content)
    if asked is not None:
        window.commands.resume_status(found.draft, asked)
    elif found.draft.record_id is not None and _at_the_desk(window):
        window.center.review(None, found.draft.record_id)


def _at_the_desk(window: MainWindow, *, second: bool = False) -> bool:
    """Bring the desk to the front, unless a form is to stay open."""
    if window.center.reviewing:
        return True
    if not window.side.ask_to_close():
        return False
    from ascertain.ui.review.work import Desk

    window.side.close_form()
    window.center.review(Desk.SECOND_LOOK if second else None)
    window.sidebar.go_to("")
    return True
