"""What people are told when something did not work: the remedy, or that the program itself is at fault."""

from __future__ import annotations

from ascertain.domain.messages import Message
from ascertain.domain.problems import LogUnavailable, Refused, Remedy
from ascertain.ui.bridge import Bridge
from ascertain.ui.kit import NoticeBar
from ascertain.ui.wording import fault_text, remedy_label, tr_message


def show_fault(notices: NoticeBar, fault: BaseException, bridge: Bridge) -> None:
    """Tell a failure until it is closed, and offer the best that can be done about it."""
    best = _best_remedy(fault, bridge)
    if best is None:
        notices.show_notice(told(fault), tone="danger", seconds=0)
        return
    notices.show_notice(
        told(fault),
        remedy_label(best).replace("&", ""),
        lambda: bridge.remedy_asked.emit(best),
        tone="danger",
        seconds=0,
    )


def offer_remedy(fault: BaseException, bridge: Bridge) -> None:
    """Have the window tell a failure too, where something can be done about it and its own place shows words alone."""
    if _best_remedy(fault, bridge) is not None:
        bridge.trouble.emit(fault)


def told(fault: BaseException) -> str:
    """The sentence for a failure. One that nobody foresaw is written down first, without any text from the log."""
    if isinstance(fault, Refused) or isinstance(getattr(fault, "message", None), Message):
        return fault_text(fault)
    from ascertain.app.faults import fault_message, record_fault
    from ascertain.app.folders import fault_folder

    return tr_message(fault_message(record_fault(type(fault), fault.__traceback__, fault_folder())))


def _best_remedy(fault: BaseException, bridge: Bridge) -> Remedy | None:
    remedies = fault.remedies if isinstance(fault, LogUnavailable) else ()
    return next((each for each in remedies if each in bridge.remedies), None)
