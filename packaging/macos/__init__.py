"""What makes the frozen folder an application of macOS."""

from __future__ import annotations
