"""What is picked and typed for a verdict, as JSON and back. What is not understood is left as in a fresh desk."""

from __future__ import annotations

import json

from ascertain.domain.codes import Status
from ascertain.ui.review.verdicts import Finding


def write_finding(finding: Finding) -> str:
    """A finding as text."""
    whole = {
        "status": finding.status.value if finding.status is not None else None,
        "keep": finding.keep,
        "follow_up": finding.follow_up,
        "when": finding.when,
        "reason": finding.reason,
    }
    # Half a character, which a box can hold while it is typed, and UTF-8 cannot, is written by its number.
    return json.dumps(whole, separators=(",", ":"))


def read_finding(text: str) -> Finding:
    """A finding from its text."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return Finding()
    if not isinstance(whole, dict):
        return Finding()
    status = whole.get("status")
    when, reason = (each if isinstance(each := whole.get(key), str) else "" for key in ("when", "reason"))
    return Finding(
        Status(status) if isinstance(status, str) and status in set(Status) else None,
        whole.get("keep") is True,
        whole.get("follow_up") is True,
        when,
        reason,
    )
