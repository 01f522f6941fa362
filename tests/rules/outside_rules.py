"""What comes from outside is shown as plain text, and one place alone leads out of the program."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.rules.source_tree import Module, imports

# The page windows, whose text is the program's own.
RENDERERS = {"ui.dialogs.reading"}
# Labels are made by `text_label`, which sets them to plain text.
LABEL_MAKERS = {"ui.kit.text", "ui.kit.cards"}
# The one module that hands an address to the system, after asking.
LEAVERS = {"ui.leaving"}
# What one module alone may do: start the process that reads files, and fetch an address that was asked for.
ALLOWED_OUT = {"app.children": ("subprocess",), "app.fetching": ("http", "urllib.request", "socket")}
# Two ends within the process, which reach nothing.
_WITHIN = {("socket", "socketpair")}

_RENDERING = {
    "QTextEdit", "QTextBrowser", "QTextDocument", "QTextDocumentFragment", "QMessageBox", "QErrorMessage",
    "QProgressDialog", "QInputDialog", "QWhatsThis", "QStaticText", "QGraphicsTextItem", "QSplashScreen",
}  # fmt: skip
_MARKUP = {"setHtml", "insertHtml", "appendHtml", "setMarkdown", "insertMarkdown", "setOpenExternalLinks"}
_GUESSING = {"setToolTip", "setTabToolTip", "setWhatsThis"}
_LEADING_OUT = {
    "QDesktopServices", "QNetworkAccessManager", "QTcpSocket", "QUdpSocket", "QLocalSocket", "QSslSocket", "QProcess",
    "QDBusInterface",
}  # fmt: skip
_MODULES_OUT = (
    "socket",
    "subprocess",
    "webbrowser",
    "ftplib",
    "smtplib",
    "http",
    "urllib.request",
    "PySide6.QtNetwork",
)
_CALLS_OUT = ("os.startfile", "os.system", "os.popen", "os.spawn", "os.exec", "os.posix_spawn", "QUrl.fromUserInput")


def rendered_markup(of: Module) -> Iterator[str]:
    """No widget guesses or renders markup: labels are plain, tool tips go through `plain_tip`."""
    if of.room != "ui" or of.name in RENDERERS:
        return
    for node in ast.walk(of.tree):
        if isinstance(node, ast.ImportFrom | ast.Import):
            for alias in node.names:
                if alias.name in _RENDERING:
                    yield of.at(node, f"imports {alias.name}, which renders markup")
        elif isinstance(node, ast.ClassDef) and of.name not in LABEL_MAKERS:
            if any(ast.unparse(each).endswith("QLabel") for each in node.bases):
                yield of.at(node, "makes a kind of QLabel, which guesses markup: see kit.text")
        elif isinstance(node, ast.Call):
            yield from _guessing_call(of, node)


def _guessing_call(of: Module, node: ast.Call) -> Iterator[str]:
    called = ast.unparse(node.func)
    method = called.rpartition(".")[2]
    if method == "QLabel" and of.name not in LABEL_MAKERS:
        yield of.at(node, "makes a QLabel, which guesses markup: use kit.text_label")
    elif method in _MARKUP:
        yield of.at(node, f"{method}() renders markup")
    elif method in _GUESSING and node.args and not _is_plain(node.args[-1]):
        yield of.at(node, f"{method}() guesses markup: pass the text through plain_tip()")
    elif called.endswith("QToolTip.showText") and len(node.args) > 1 and not _is_plain(node.args[1]):
        yield of.at(node, "showText() guesses markup: pass the text through plain_tip()")
    elif method == "setTextFormat" and node.args and not ast.unparse(node.args[0]).endswith("PlainText"):
        yield of.at(node, "setTextFormat() lets markup render")


def _is_plain(text: ast.expr) -> bool:
    """An empty text, what `plain_tip` gives, or another widget's tool tip, which went through it."""
    if isinstance(text, ast.Constant):
        return text.value == ""
    if isinstance(text, ast.IfExp):
        return _is_plain(text.body) and _is_plain(text.orelse)
    return isinstance(text, ast.Call) and ast.unparse(text.func).endswith(("plain_tip", ".toolTip"))


def ways_out(of: Module) -> Iterator[str]:
    """Nothing starts a program or reaches a network, but the one place that asks before it opens an address."""
    if of.name in LEAVERS:
        return
    for at, name in imports(of):
        allowed = ALLOWED_OUT.get(of.name, ())
        if isinstance(at, ast.ImportFrom) and {(name, alias.name) for alias in at.names} <= _WITHIN:
            continue
        if any((name + ".").startswith(f"{out}.") for out in _MODULES_OUT if out not in allowed):
            yield of.at(at, f"imports {name}, a way out of the program")
    for node in ast.walk(of.tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name in _LEADING_OUT:
                    yield of.at(node, f"imports {alias.name}, a way out of the program")
        elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith(_CALLS_OUT):
            yield of.at(node, f"calls {ast.unparse(node.func)}(), a way out of the program")
