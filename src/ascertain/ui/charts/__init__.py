"""Pictures of many incidents at once."""

from __future__ import annotations

from ascertain.ui.charts.histogram import Histogram

__all__ = ["Histogram"]
