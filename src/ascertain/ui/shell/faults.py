"""What people are told when something did not work: the remedy, or that the program itself is at fault."""

from __future__ import annotations

from ascertain.domain.messages import Message
from ascertain.domain.problems import Refused
from ascertain.ui.wording import fault_text, tr_message


def told(fault: BaseException) -> str:
    """The sentence for a failure. One that nobody foresaw is written down first, without any text from the log."""
    if isinstance(fault, Refused) or isinstance(getattr(fault, "message", None), Message):
        return fault_text(fault)
    from ascertain.app.faults import fault_message, record_fault
    from ascertain.app.folders import fault_folder

    return tr_message(fault_message(record_fault(type(fault), fault.__traceback__, fault_folder())))
