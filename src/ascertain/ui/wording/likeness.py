"""How far two incidents may be one, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ascertain.domain.duplicates import Comparison, Likelihood
from ascertain.ui.wording.direction import code
from ascertain.ui.wording.figures import number_text
from ascertain.ui.wording.sentences import tr_message

_FOR, _AGAINST = 3, 2
_SLIGHT = 0.4
"""Bits below which a reason is left out where there is room for few."""


def likeness_text(comparison: Comparison) -> str:
    """The score and what it means: `Likely the same (93 %)`."""
    text = (
        QCoreApplication.translate("Duplicates", "Likely the same ({percent} %)")
        if comparison.likelihood is Likelihood.LIKELY
        else QCoreApplication.translate("Duplicates", "Possibly the same ({percent} %)")
        if comparison.likelihood is Likelihood.POSSIBLE
        else QCoreApplication.translate("Duplicates", "Rather not the same ({percent} %)")
    )
    return text.format(percent=code(number_text(comparison.percent)))


def reasons_for(comparison: Comparison) -> list[str]:
    """What speaks for it, the weightiest first."""
    return [tr_message(each.text) for each in comparison.reasons if each.bits > 0]


def reasons_against(comparison: Comparison) -> list[str]:
    """What speaks against it, the weightiest first."""
    return [tr_message(each.text) for each in comparison.reasons if each.bits < 0]


def reasons_text(comparison: Comparison) -> str:
    """The weightiest reasons on one line: what speaks for it, then what speaks against it."""
    told = [each for each in comparison.reasons if abs(each.bits) >= _SLIGHT]
    text = " ".join([tr_message(each.text) for each in told if each.bits > 0][:_FOR])
    against = " ".join([tr_message(each.text) for each in told if each.bits < 0][:_AGAINST])
    if not against:
        return text
    return QCoreApplication.translate("Duplicates", "{for} Against it: {against}").format(
        **{"for": text, "against": against}
    )
