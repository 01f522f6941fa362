"""What each command does, as plain functions: from a command to one operation through the write door."""

from __future__ import annotations
