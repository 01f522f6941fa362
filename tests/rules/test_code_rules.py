"""The source keeps its rules, and each rule notices a planted violation."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.rules import code_rules, outside_rules, qt_rules
from tests.rules.source_tree import ROOT, Module, module, modules, tracked_files

Rule = Callable[[Module], Iterator[str]]

PLANTED: list[tuple[Rule, str, str]] = [
    (code_rules.qt_outside_ui, "app.lanes", "from PySide6.QtCore import QObject"),
    (code_rules.qt_outside_ui, "bootstrap", "def f():\n    import qt_material"),
    (code_rules.sql_outside_store, "ui.table.model", "import sqlite3"),
    (code_rules.sql_outside_store, "exchange.csv", "def f():\n    from sqlmodel import Session"),
    (code_rules.foreign_in_domain, "domain.times", "import dateutil.parser"),
    (code_rules.foreign_in_domain, "domain.times", "from ascertain.resources import text"),
    (code_rules.foreign_in_domain, "resources", "from ascertain.domain import fields"),
    (code_rules.eager_imports_of_the_command_line, "__main__", "from ascertain.ui.shell import window"),
    (
        code_rules.eager_imports_of_the_command_line,
        "__main__",
        "try:\n    import ascertain.bootstrap\nfinally:\n    pass",
    ),
    (code_rules.eager_imports_of_the_command_line, "bootstrap", "class A:\n    import ascertain.ui"),
    (code_rules.writes_outside_the_door, "store.queries", "from sqlalchemy import insert\nq = insert(table)"),
    (code_rules.writes_outside_the_door, "store.queries", "import sqlalchemy as sa\nself._session.add(row)"),
    (code_rules.writes_outside_the_door, "store.queries", "connection.commit()"),
    (code_rules.writes_outside_the_door, "store.queries", "c.execute(' update incident set title = 1')"),
    (code_rules.writes_outside_the_door, "store.queries", "c.execute(f'DELETE FROM {name}')"),
    (code_rules.writes_outside_the_door, "store.queries", "c.execute(sa.text('INSERT INTO tag VALUES (1)'))"),
    (code_rules.writes_outside_the_door, "store.queries", "c.execute('COMMIT')"),
    (code_rules.writes_outside_the_door, "store.queries", "core.execute(info.insert(), row)"),
    (code_rules.writes_outside_the_door, "store.queries", "core.execute(info.update().where(x))"),
    (code_rules.writes_outside_the_door, "store.queries", "import sqlalchemy as sa\nq = sa.delete(table)"),
    (code_rules.writes_outside_the_door, "store.queries", "engine = sqlalchemy.create_engine(url)"),
    (code_rules.writes_outside_the_door, "app.ledger", "import sqlite3\nc = sqlite3.connect(path)"),
    (
        code_rules.side_entrances,
        "store.commands",
        "from ascertain.store import journal\njournal.write(core, [], [], {})",
    ),
    (code_rules.side_entrances, "store.commands", "from ascertain.store.journal import write"),
    (code_rules.side_entrances, "store.commands", "from ascertain.store import indexing"),
    (code_rules.side_entrances, "store.writing.tags", "from ascertain.store.engine import insert_row"),
    (code_rules.side_entrances, "app.ledger", "def f():\n    import ascertain.store.indexing"),
    (code_rules.side_entrances, "store.commands", "from ascertain.store.deriving import refresh"),
    (code_rules.changes_of_the_journal, "store.door", "self.core.execute(sql_update(table('change')).values(x))"),
    (
        code_rules.changes_of_the_journal,
        "store.journal",
        "a, b = table('tag'), table('change')\ncore(delete(b))",
    ),
    (
        code_rules.changes_of_the_journal,
        "store.journal",
        "op = table('operation')\ncore.execute(op.update())",
    ),
    (code_rules.changes_of_the_journal, "store.loading", "c.execute('DELETE FROM operation WHERE id = 1')"),
    (code_rules.changes_of_the_journal, "store.loading", "c.execute(f'update change set after = {x}')"),
    (code_rules.changes_of_the_journal, "store.writing.tags", "op.update('change', 1, {})"),
    (
        code_rules.changes_of_the_journal,
        "store.writing.tags",
        "c.execute('UPDATE operation SET label = ? WHERE id = ?')",
    ),
    (code_rules.changes_of_the_journal, "store.journal", "c.execute('UPDATE operation SET at = ? WHERE id = ?')"),
    (code_rules.forbidden_names, "ui.kit.helpers", ""),
    (code_rules.forbidden_names, "store.utils.text", ""),
    (code_rules.swallowed_errors, "app.lanes", "try:\n    f()\nexcept Exception:\n    pass"),
    (code_rules.swallowed_errors, "app.lanes", "try:\n    f()\nexcept (OSError, BaseException):\n    ..."),
    (code_rules.swallowed_errors, "app.lanes", "try:\n    f()\nexcept:\n    log()"),
    (code_rules.swallowed_errors, "app.lanes", "with contextlib.suppress(Exception):\n    f()"),
    (code_rules.missing_docstrings, "app.lanes", "'''Lanes.'''\nclass Lane:\n    x = 1"),
    (code_rules.missing_docstrings, "app.lanes", "def _private(): ..."),
    (outside_rules.rendered_markup, "ui.detail.card", "label = QLabel(text, self)"),
    (outside_rules.rendered_markup, "ui.detail.card", "class Label(QLabel):\n    pass"),
    (outside_rules.rendered_markup, "ui.detail.card", "from PySide6.QtWidgets import QMessageBox"),
    (outside_rules.rendered_markup, "ui.detail.card", "page.setHtml(text)"),
    (outside_rules.rendered_markup, "ui.detail.card", "button.setToolTip(name)"),
    (outside_rules.rendered_markup, "ui.detail.card", "button.setToolTip(plain_tip(a) if a else name)"),
    (outside_rules.rendered_markup, "ui.detail.card", "QToolTip.showText(where, text, self)"),
    (outside_rules.rendered_markup, "ui.detail.card", "label.setTextFormat(Qt.TextFormat.AutoText)"),
    (outside_rules.ways_out, "ui.library.side", "from PySide6.QtGui import QDesktopServices"),
    (outside_rules.ways_out, "ui.library.side", "url = QUrl.fromUserInput(text)"),
    (outside_rules.ways_out, "ui.library.side", "from socket import create_connection, socketpair"),
    (outside_rules.ways_out, "app.attaching", "import subprocess"),
    (outside_rules.ways_out, "exchange.page", "from urllib.request import urlopen"),
    (outside_rules.ways_out, "app.attaching", "import os\nos.startfile(path)"),
    (qt_rules.unheld_methods, "ui.form", "QTimer.singleShot(0, self._window, self._type)"),
    (code_rules.too_long, "app.lanes", "x = 1\n" * 401),
    (code_rules.too_long, "app.lanes", "def f():\n" + "    x = 1\n" * 61),
    (code_rules.shown_without_translation, "ui.form", "self.label.setText('Status')"),
    (code_rules.shown_without_translation, "ui.form", "box = QLabel('Status', parent)"),
    (code_rules.shown_without_translation, "ui.form", "label.setText(f'{count} incidents')"),
    (code_rules.shown_without_translation, "ui.form", "label.setText(self.tr('One') if one else 'Many')"),
    (code_rules.shown_without_translation, "ui.form", "menu.addAction(icon, 'Save')"),
    (code_rules.shown_without_translation, "ui.form", "box.addItem('First', 'key')"),
    (code_rules.shown_without_translation, "ui.form", "QPushButton(text='Save')"),
]

ALLOWED: list[tuple[Rule, str, str]] = [
    (code_rules.qt_outside_ui, "ui.shell.window", "from PySide6.QtWidgets import QMainWindow"),
    (code_rules.sql_outside_store, "store.tables", "from sqlmodel import SQLModel"),
    (code_rules.foreign_in_domain, "domain.times", "import datetime\nfrom ascertain.domain import codes"),
    (code_rules.eager_imports_of_the_command_line, "__main__", "def f():\n    from ascertain.ui import shell"),
    (code_rules.writes_outside_the_door, "store.connection", "c = sqlite3.connect(path)"),
    (code_rules.writes_outside_the_door, "store.opening", "from sqlalchemy import insert\nq = insert(table)"),
    (code_rules.writes_outside_the_door, "store.migrations.versions.first", "op.execute('CREATE TABLE a (b)')"),
    (code_rules.writes_outside_the_door, "store.queries", "seen.add(1)\nitems.insert(0, 1)\nhashed.update(b'')"),
    (code_rules.writes_outside_the_door, "store.queries", "c.execute('SELECT 1')"),
    (
        code_rules.writes_outside_the_door,
        "store.writing.tags",
        "from sqlalchemy import update\nop.update('tag', 1, {})",
    ),
    (code_rules.side_entrances, "store.undoing", "from ascertain.store import journal\njournal.changes_of(core, 1)"),
    (code_rules.side_entrances, "store.door", "from ascertain.store import journal"),
    (code_rules.changes_of_the_journal, "store.purging", "core.execute(update(table('change')).values(before=None))"),
    (code_rules.changes_of_the_journal, "store.journal", "core.execute(insert(table('change')), rows)"),
    (code_rules.changes_of_the_journal, "store.door", "op.update('incident', 1, {})\nnames.update(change)"),
    (code_rules.swallowed_errors, "app.lanes", "try:\n    f()\nexcept OSError:\n    pass"),
    (code_rules.missing_docstrings, "app.lanes", "'''Lanes.'''\ndef f():\n    '''Say what.'''"),
    (code_rules.too_long, "app.lanes", "def f():\n" + "    x = 1\n" * 59),
    (code_rules.shown_without_translation, "ui.form", "label.setText(self.tr('Status'))\nlabel.setText(' · ')"),
    (code_rules.shown_without_translation, "ui.form", "box.addItem(self.tr('First'), 'key')\na.setObjectName('form')"),
    (code_rules.shown_without_translation, "store.queries", "label.setText('Status')"),
]


@pytest.mark.parametrize("rule", code_rules.RULES, ids=lambda rule: rule.__name__)
def test_the_source_keeps_the_rule(rule: Rule) -> None:
    broken = [sentence for found in modules() for sentence in rule(found)]
    assert not broken, f"{rule.__doc__}\n" + "\n".join(broken)


@pytest.mark.parametrize(("rule", "name", "text"), PLANTED)
def test_a_planted_violation_is_noticed(rule: Rule, name: str, text: str) -> None:
    assert list(rule(module(name, text)))


@pytest.mark.parametrize(("rule", "name", "text"), ALLOWED)
def test_what_is_allowed_is_let_pass(rule: Rule, name: str, text: str) -> None:
    assert not list(rule(module(name, text)))


def test_every_rule_has_a_planted_violation() -> None:
    assert {rule for rule, _, _ in PLANTED} == set(code_rules.RULES)


def test_the_doors_exist() -> None:
    assert {m.name for m in modules()} >= code_rules.WRITERS | code_rules.PARTS_OF_THE_DOOR | code_rules.CONNECTORS


def test_no_file_beside_the_source_grows_too_long() -> None:
    beside = [p for p in tracked_files() if p.suffix == ".py" and "src" not in p.relative_to(ROOT).parts[:1]]
    lengths = {p.relative_to(ROOT): len(p.read_text(encoding="utf-8").splitlines()) for p in beside}
    assert not {p: n for p, n in lengths.items() if n > code_rules.MOST_LINES_OF_A_FILE}


def test_sizes_are_reported(capsys: pytest.CaptureFixture[str]) -> None:
    rooms: dict[str, list[Module]] = {}
    for found in modules():
        rooms.setdefault(found.room or "ascertain", []).append(found)
    rows = [("room", "files", "lines", "longest file", "longest function")]
    for room, members in sorted(rooms.items()):
        longest = max(members, key=lambda m: m.lines)
        functions = [(length, f"{m.name}.{name}") for m in members for name, length in code_rules.function_lengths(m)]
        length, function = max(functions, default=(0, "-"))
        lines = sum(m.lines for m in members)
        rows.append((room, str(len(members)), str(lines), f"{longest.lines} {longest.name}", f"{length} {function}"))
    with capsys.disabled():
        print("\n" + "\n".join(f"{a:<12}{b:>6}{c:>8}  {d:<40}{e}" for a, b, c, d, e in rows))
    assert sum(int(row[1]) for row in rows[1:]) == len(modules())
