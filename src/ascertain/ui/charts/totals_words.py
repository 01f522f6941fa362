"""Totals in words: a least and a greatest value wherever incidents may be the same in part."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ascertain.domain.totals import COUNTED, Bounds, Total, Totals
from ascertain.ui.wording import code, field_label, number_text
from ascertain.ui.wording.figures import NOT_STATED_SIGN


def bounds_text(bounds: Bounds) -> str:
    """`5`, `3–5`, or `3+` where there is no greatest."""
    if bounds.high is None:
        return code(f"{number_text(bounds.low)}+")
    if bounds.exact:
        return code(number_text(bounds.low))
    return code(f"{number_text(bounds.low)}–{number_text(bounds.high)}")


def incidents_text(bounds: Bounds) -> str:
    """`12 incidents`, `11–12 incidents`."""
    if bounds == Bounds(1, 1):
        return QCoreApplication.translate("Totals", "1 incident")
    return QCoreApplication.translate("Totals", "{count} incidents").format(count=bounds_text(bounds))


def parts(found: Totals) -> list[tuple[str, str]]:
    """Label and value of each kind of count; `–` where no incident states it."""
    return [(field_label(key), _value(getattr(found, key))) for key in COUNTED]


def spoken(found: Totals) -> str:
    """All of it in sentences."""
    lines = [_spoken_bounds(QCoreApplication.translate("Totals", "Incidents"), found.incidents)]
    for key in COUNTED:
        total: Total = getattr(found, key)
        label = field_label(key)
        if not total.stated:
            lines.append(QCoreApplication.translate("Totals", "{label}: not stated.").format(label=label))
            continue
        told = QCoreApplication.translate("Totals", "Stated by {stated} of {records}.")
        told = told.format(stated=code(number_text(total.stated)), records=code(number_text(found.records)))
        lines.append(f"{_spoken_bounds(label, total.bounds)} {told}")
    shared = shared_text(found)
    return "\n".join([*lines, *([shared] if shared else [])])


def shared_text(found: Totals) -> str:
    """How many pairs may be the same; nothing where there are none."""
    count = len(found.shared)
    if not count:
        return ""
    if count == 1:
        return QCoreApplication.translate("Totals", "1 pair may be the same in whole or in part, and is counted once.")
    text = QCoreApplication.translate("Totals", "{count} pairs may be the same in whole or in part: counted once each.")
    return text.format(count=code(number_text(count)))


def short_shared_text(found: Totals) -> str:
    """The same in as few words as will do."""
    count = len(found.shared)
    if count < 2:
        return QCoreApplication.translate("Totals", "1 possible pair") if count else ""
    return QCoreApplication.translate("Totals", "{count} possible pairs").format(count=code(number_text(count)))


def _value(total: Total) -> str:
    return bounds_text(total.bounds) if total.stated else NOT_STATED_SIGN


def _spoken_bounds(label: str, bounds: Bounds) -> str:
    if bounds.exact:
        return QCoreApplication.translate("Totals", "{label}: {count}.").format(label=label, count=bounds_text(bounds))
    low = code(number_text(bounds.low))
    if bounds.high is None:
        return QCoreApplication.translate("Totals", "{label}: at least {low}.").format(label=label, low=low)
    text = QCoreApplication.translate("Totals", "{label}: at least {low}, at most {high}.")
    return text.format(label=label, low=low, high=code(number_text(bounds.high)))
