"""What is done for a log that may not be sound: checking it, and saving what can be read of it."""

from __future__ import annotations
