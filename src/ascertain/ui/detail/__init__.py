"""The detail pane: one incident, to be read."""

from __future__ import annotations

from ascertain.ui.detail.pane import DetailPane

__all__ = ["DetailPane"]
