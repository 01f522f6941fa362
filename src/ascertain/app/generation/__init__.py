"""Large, realistic, repeatable logs: to try the program on, and to measure it."""

from __future__ import annotations

from ascertain.app.generation.generating import generate

__all__ = ["generate"]
