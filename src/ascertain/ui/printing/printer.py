"""Printing by way of the system's own dialog. The only module that loads Qt's printing, when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from ascertain.ui.printing.paper import Paper
from ascertain.ui.printing.running import PROGRAM, DeviceSink, Sink


def ask_printer(screen: QWidget, on: Paper, title: str, then: Callable[[Sink, Paper], None]) -> QPrintDialog:
    """Ask for a printer; `then` gets it, with the paper that was chosen there."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(on.layout)
    printer.setDocName(title)
    printer.setCreator(PROGRAM)
    dialog = QPrintDialog(printer, screen)
    dialog.setObjectName("system_print_dialog")
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintSelection, False)
    dialog.accepted.connect(lambda: then(*sink_of(printer)))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)
    return dialog


def sink_of(printer: QPrinter) -> tuple[DeviceSink, Paper]:
    """A printer as a place for pages, and its paper with our own margins."""
    layout = QPageLayout(printer.pageLayout())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    layout.setMargins(QMarginsF())
    printer.setFullPage(True)
    paper = Paper(layout)
    return DeviceSink(printer, paper), paper
