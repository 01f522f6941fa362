"""The review desk: what is not settled, one incident after another."""

from __future__ import annotations

from ascertain.ui.review.desk import ReviewDesk

__all__ = ["ReviewDesk"]
