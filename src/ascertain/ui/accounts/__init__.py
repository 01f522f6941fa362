"""The accounts of an incident side by side: a grid that is read, adopted from and edited by keyboard.

`AccountsTable` shows a sheet and asks; `AccountsHand` carries out what it asks on a log.
"""

from __future__ import annotations

from ascertain.ui.accounts.hand import AccountsHand
from ascertain.ui.accounts.table import AccountsTable

__all__ = ["AccountsHand", "AccountsTable"]
