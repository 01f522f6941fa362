"""The long proofs: each module is one harness, run whole by `python3 run.py prove` and in small by `test_short.py`."""

from __future__ import annotations
