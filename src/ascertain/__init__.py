"""Log incidents by hand from what others report, and keep what is claimed apart from what is confirmed."""

from __future__ import annotations

__version__ = "0.1.0"
