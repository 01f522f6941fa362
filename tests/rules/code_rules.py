"""The rules that hold for the source: each takes a module and returns a sentence for every place that breaks it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.rules.outside_rules import rendered_markup, ways_out
from tests.rules.qt_rules import unheld_methods
from tests.rules.source_tree import Module, imports, is_standard

FORBIDDEN_NAMES = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "base", "misc"}
MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 60

# The modules of the store through which rows are written; the parts of the door, which nobody else may use; and the
# modules that make connections. `search_copy` writes into memory alone, salvage into a
# new file that nobody else knows yet.
WRITERS = {
    "store.door", "store.operation", "store.purging", "store.opening", "store.loading", "store.migrating",
    "store.search_copy", "store.salvaging", "store.salvaged_journal",
}  # fmt: skip
PARTS_OF_THE_DOOR = {
    "store.journal",
    "store.indexing",
    "store.document_index",
    "store.deriving",
    "store.sparing",
    "store.drafts",
    "store.clearing",
    "store.engine",
}
_ACTING = (
    "ascertain.store.journal.write",
    "ascertain.store.indexing",
    "ascertain.store.document_index.index",
    "ascertain.store.document_index.forget",
    "ascertain.store.deriving",
    "ascertain.store.sparing",
    "ascertain.store.drafts",
    "ascertain.store.clearing.clear",
    "ascertain.store.engine.insert",
)
CONNECTORS = {"store.connection", "store.engine"}
_MIGRATIONS = "store.migrations"
_WRITING_SQL = re.compile(
    r"\s*(INSERT|REPLACE|UPDATE|DELETE|DROP|ALTER|CREATE|VACUUM|REINDEX|BEGIN IMMEDIATE|COMMIT)\b", re.IGNORECASE
)
_BUILDERS = {"insert", "update", "delete"}
_JOURNAL = ("change", "operation")
_JOURNAL_SQL = re.compile(r"\b(UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\s+\W?(change|operation)\b", re.IGNORECASE)
_NAME_BEGUN = ("store.journal", "UPDATE operation SET label = ? WHERE id = ?")
"""What a long operation did is known when all of it is written, within its own transaction."""
_SESSION_WRITES = {"add", "add_all", "delete", "merge", "flush", "commit", "bulk_save_objects", "bulk_insert_mappings"}

_QT = {"PySide6", "shiboken6", "qt_material"}
_SQL = {"sqlalchemy", "sqlmodel", "alembic", "sqlite3"}

# Methods and classes of Qt whose text is shown to the user.
_SHOWING = {
    "setText", "setToolTip", "setStatusTip", "setWhatsThis", "setWindowTitle", "setPlaceholderText",
    "setAccessibleName", "setAccessibleDescription", "setTitle", "setTabText", "setTabToolTip", "setLabelText",
    "setInformativeText",
    "setDetailedText", "setHeaderLabels", "setHorizontalHeaderLabels", "setPrefix", "setSuffix", "setSpecialValueText",
    "setButtonText", "setIconText", "setCancelButtonText", "addAction", "addMenu", "addTab", "insertTab", "addRow",
    "addSection", "showMessage", "drawText",
    "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QMenu", "QDockWidget",
    "QCommandLinkButton", "QProgressDialog",
}  # fmt: skip
_SHOWING_FIRST = {"addItem", "insertItem"}
_PROGRAM = "Ascertain"
_WORD = re.compile(r"[^\W\d_]{2,}")


def qt_outside_ui(of: Module) -> Iterator[str]:
    """Qt is imported in `ui` alone."""
    for node, name in imports(of):
        if name.partition(".")[0] in _QT and of.room != "ui":
            yield of.at(node, f"imports {name}")


def sql_outside_store(of: Module) -> Iterator[str]:
    """The database is imported in `store` alone."""
    for node, name in imports(of):
        if name.partition(".")[0] in _SQL and of.room != "store":
            yield of.at(node, f"imports {name}")


def foreign_in_domain(of: Module) -> Iterator[str]:
    """`domain` imports the standard library and itself; `resources` the standard library."""
    for node, name in imports(of):
        own = of.room == "domain" and (name + ".").startswith("ascertain.domain.")
        if of.room in ("domain", "resources") and not own and not is_standard(name):
            yield of.at(node, f"imports {name}")


def eager_imports_of_the_command_line(of: Module) -> Iterator[str]:
    """`__main__` and `bootstrap` import `ui` within the functions that open a window, never when they are loaded."""
    if of.room not in ("__main__", "bootstrap"):
        return
    for node in _statements_at_load(of.tree):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        for name in names:
            if (name + ".").startswith("ascertain.ui.") or name == "ascertain.bootstrap":
                yield of.at(node, f"imports {name} when it is loaded")


def _statements_at_load(tree: ast.Module) -> Iterator[ast.Import | ast.ImportFrom]:
    waiting: list[ast.stmt] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            waiting += node.orelse
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)]


def writes_outside_the_door(of: Module) -> Iterator[str]:
    """Rows are written and connections opened by the door, loading, opening and the migrations, nowhere else."""
    if of.name in WRITERS | PARTS_OF_THE_DOOR or of.name.startswith(_MIGRATIONS):
        return
    builders = _names_from_sqlalchemy(of)
    for node in ast.walk(of.tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            receiver, _, method = called.rpartition(".")
            if called.endswith(("sqlite3.connect", "create_engine")):
                if of.name not in CONNECTORS:
                    yield of.at(node, f"opens a connection: {called}()")
            elif called in builders or (receiver in ("sa", "sqlalchemy", "sqlmodel") and method in _BUILDERS):
                yield of.at(node, f"builds a statement that writes: {called}()")
            elif method in _SESSION_WRITES and re.search(
                r"session|connection|\bconn\b|\bdb\b", receiver, re.IGNORECASE
            ):
                yield of.at(node, f"writes: {called}()")
            elif method in ("execute", "executemany", "executescript", "exec_driver_sql") and node.args:
                if any(isinstance(n, ast.Attribute) and n.attr in _BUILDERS for n in ast.walk(node.args[0])):
                    yield of.at(node, f"writes: {ast.unparse(node.args[0])}")
                literals = [n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant)]
                for sql in (text for text in literals if isinstance(text, str) and _WRITING_SQL.match(text)):
                    yield of.at(node, f"writes: {sql}")


def side_entrances(of: Module) -> Iterator[str]:
    """What the parts of the door do is done through the door; others may read the journal and no more."""
    if of.name in WRITERS | PARTS_OF_THE_DOOR or of.name.startswith(_MIGRATIONS):
        return
    for node in ast.walk(of.tree):
        if isinstance(node, ast.Import):
            asked = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            asked = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Call):
            asked = [f"ascertain.store.{ast.unparse(node.func)}"]
        else:
            continue
        for name in asked:
            if name.startswith(_ACTING):
                yield of.at(node, f"goes round the door: {name}")


def changes_of_the_journal(of: Module) -> Iterator[str]:
    """What stands in the journal is changed by a purge and in the new log of a salvage; else it only grows."""
    if of.name in ("store.purging", "store.salvaged_journal") or of.name.startswith(_MIGRATIONS):
        return
    journal = {name for node in ast.walk(of.tree) if isinstance(node, ast.Assign) for name in _journal_names(node)}
    for node in ast.walk(of.tree):
        if isinstance(node, ast.Constant) and (of.name, node.value) == _NAME_BEGUN:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _JOURNAL_SQL.search(node.value):
            yield of.at(node, f"changes the journal: {node.value.strip()}")
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func).rpartition(".")[2]
            first = node.args[0] if node.args else node.func
            receiver = node.func.value if isinstance(node.func, ast.Attribute) else node.func
            if re.fullmatch(r"(sql_)?(update|delete)|update_all|erase", called) and any(
                _is_journal(each) or ast.unparse(each) in journal or _word(each) in _JOURNAL
                for each in (first, receiver)
            ):
                yield of.at(node, f"changes the journal: {ast.unparse(node)}")


def _journal_names(node: ast.Assign) -> Iterator[str]:
    """Yield the names that are given to the tables of the journal."""
    for target in node.targets:
        pairs = (
            zip(target.elts, node.value.elts, strict=False)
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
            else [(target, node.value)]
        )
        yield from (ast.unparse(name) for name, value in pairs if _is_journal(value))


def _is_journal(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and bool(node.args) and _word(node.args[0]) in _JOURNAL


def _word(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def _names_from_sqlalchemy(of: Module) -> set[str]:
    """Return the local names of `insert`, `update` and `delete`."""
    found = set()
    for node in ast.walk(of.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in ("sqlalchemy", "sqlmodel"):
            found |= {a.asname or a.name for a in node.names if a.name in _BUILDERS}
    return found


def forbidden_names(of: Module) -> Iterator[str]:
    """A module is named by what it is about."""
    for part in of.name.split("."):
        if part in FORBIDDEN_NAMES:
            yield f"ascertain.{of.name}: a module named {part} says nothing"


def swallowed_errors(of: Module) -> Iterator[str]:
    """No handler takes every error and goes on as if nothing had happened."""
    for node in ast.walk(of.tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        silent = all(isinstance(s, ast.Pass | ast.Continue) or _is_ellipsis(s) for s in node.body)
        if node.type is None:
            yield of.at(node, "takes every error, even the end of the program")
        elif silent and re.search(r"\b(Base)?Exception\b", ast.unparse(node.type)):
            yield of.at(node, "swallows every error")
    for node in ast.walk(of.tree):
        if isinstance(node, ast.Call) and re.fullmatch(r"(contextlib\.)?suppress", ast.unparse(node.func)):
            yield from (of.at(arg, "swallows every error") for arg in node.args if _takes_all(arg))


def _takes_all(error: ast.expr) -> bool:
    return ast.unparse(error) in ("Exception", "BaseException")


def _is_ellipsis(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and node.value.value is ...


def missing_docstrings(of: Module) -> Iterator[str]:
    """Every module, public class and public function says what it is."""
    if of.name.startswith(_MIGRATIONS):
        return
    if not ast.get_docstring(of.tree):
        yield f"ascertain.{of.name}: the module says nothing of itself"
    for node in of.tree.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node) and not _is_overload(node):
            yield of.at(node, f"{node.name} has no docstring")


def _is_overload(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(ast.unparse(d).endswith("overload") for d in node.decorator_list)


def too_long(of: Module) -> Iterator[str]:
    """A file and a function past their limit hide a room that is missing. A migration is a list, and frozen."""
    if of.name.startswith(_MIGRATIONS):
        return
    if of.lines > MOST_LINES_OF_A_FILE:
        yield f"ascertain.{of.name}: {of.lines} lines, of at most {MOST_LINES_OF_A_FILE}"
    for name, length in function_lengths(of):
        if length > MOST_LINES_OF_A_FUNCTION:
            yield f"ascertain.{of.name}.{name}: {length} lines, of at most {MOST_LINES_OF_A_FUNCTION}"


def function_lengths(of: Module) -> Iterator[tuple[str, int]]:
    """Yield each function with the number of its lines."""
    for node in ast.walk(of.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def shown_without_translation(of: Module) -> Iterator[str]:
    """Words that `ui` shows pass through `tr()` or `translate()`."""
    if of.room != "ui":
        return
    for node in ast.walk(of.tree):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func).rpartition(".")[2]
        if called in _SHOWING:
            shown = [
                *node.args,
                *(k.value for k in node.keywords if k.arg in ("text", "title", "toolTip", "accessibleName")),
            ]
        elif called in _SHOWING_FIRST:
            shown = node.args[:1]
        else:
            continue
        for words in (w for argument in shown for w in _bare_words(argument)):
            yield of.at(node, f"{called}() shows {words!r} without tr()")


def _bare_words(node: ast.expr) -> Iterator[str]:
    """Yield the literals with words in an expression that is shown as it stands."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if node.value != _PROGRAM and _WORD.search(node.value):
            yield node.value
    elif isinstance(node, ast.JoinedStr | ast.BinOp | ast.List | ast.Tuple | ast.IfExp):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr) and not (isinstance(node, ast.IfExp) and child is node.test):
                yield from _bare_words(child)


RULES = (
    qt_outside_ui,
    sql_outside_store,
    foreign_in_domain,
    eager_imports_of_the_command_line,
    writes_outside_the_door,
    side_entrances,
    changes_of_the_journal,
    forbidden_names,
    swallowed_errors,
    missing_docstrings,
    too_long,
    shown_without_translation,
    rendered_markup,
    ways_out,
    unheld_methods,
)
