"""What must be right before something is kept: incidents, links, saved views and entries of the library."""

from __future__ import annotations

from ascertain.domain.entry_validation import check_entry
from ascertain.domain.incident_validation import check_incident, check_links, check_view

__all__ = ["check_entry", "check_incident", "check_links", "check_view"]
