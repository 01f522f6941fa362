"""A table on a shelf of incidents."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ascertain.ui.table.model import IncidentTableModel
from ascertain.ui.table.view import IncidentTable
from tests.ui.table.builders import Shelf, vocabularies


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def table(qtbot: QtBot, shelf: Shelf) -> IncidentTable:
    """A table that is shown and has the keyboard, without incidents yet."""
    model = IncidentTableModel(shelf.fetch, vocabularies())
    table = IncidentTable(model)
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(1000, 400)
    table.show()
    qtbot.waitExposed(table)
    table.setFocus()
    return table
