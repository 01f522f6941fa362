"""Reading a document into the log: given, proposed, looked at, kept."""

from __future__ import annotations

from ascertain.ui.reading.intake.dialog import IntakeDialog, read_document
from ascertain.ui.reading.intake.drops import DocumentDrops
from ascertain.ui.reading.intake.work import Given

__all__ = ["DocumentDrops", "Given", "IntakeDialog", "read_document"]
