"""Backups on the screen: what the status line says of them, the list, and putting a log back."""

from __future__ import annotations
