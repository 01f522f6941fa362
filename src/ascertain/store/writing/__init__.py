"""Writers of whole records: each brings the rows of one record to what a frozen value says, through the write door."""

from __future__ import annotations
