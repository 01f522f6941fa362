"""How a release is built, step by step. Started by `packaging/release.py`, which makes its environment."""

from __future__ import annotations
