"""Asks what is to be printed and how, shows the first pages, and prints them or writes a PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent, QPageSize
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ascertain.ui.bridge import Bridge
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import LabeledField, SectionHeading, button, pad_spin_box, text_label
from ascertain.ui.printing.composing import Composer
from ascertain.ui.printing.paper import Page, Paper, paper
from ascertain.ui.printing.preview import Preview
from ascertain.ui.printing.running import Ids, PdfSink, PrintRun, Sink, Unprintable
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import code, fault_text, isolated, number_text

if TYPE_CHECKING:
    from ascertain.app.queries import Queries
    from ascertain.ui.printing.reports import Report

ASKED_FROM = 2_000
"""More incidents than this are printed only where that is said."""

_SHOWN_ROWS, _SHOWN_WHOLE, _SHOWN_PAGES = 60, 4, 8
"""What the preview is made from: rows, or whole incidents; and how many pages it has at most."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of what to print. `ids` is asked on the lane; `report` is made anew for each print, with or without
    the history; `whole`: it prints whole incidents, which may have a history."""

    name: str
    text: str
    count: int
    ids: Ids
    report: Callable[[bool], Report]
    whole: bool = False


class PrintDialog(Sheet):
    """Enter prints, by way of the system's own dialog; the other button writes a PDF."""

    help_page = "printing"

    def __init__(
        self, bridge: Bridge, choices: Sequence[Choice], at: int, proposed: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__("print_dialog", parent)
        self.set_title(self.tr("Print"))
        self._bridge = bridge
        self._asker = bridge.asker(self)
        self._choices, self._proposed = tuple(choices), proposed
        self._run: PrintRun | None = None
        self._written: Path | None = None
        self._build()
        px, room = current_theme().px, parent.width() - current_theme().px(40) if parent is not None else 10_000
        self.setMinimumWidth(min(px(860), max(px(420), room)))
        self._group.button(at).setChecked(True)
        self._watch_options()
        self._fit()

    # ---- what is asked

    @property
    def choice(self) -> Choice:
        """What is to be printed."""
        return self._choices[max(0, self._group.checkedId())]

    @property
    def paper(self) -> Paper:
        """On what."""
        size: QPageSize.PageSizeId = self._size.currentData()
        return paper(size, landscape=self._across.isChecked())

    def submit(self) -> None:
        """Print, after the system has asked for the printer."""
        if self._run is None:
            from ascertain.ui.printing.printer import ask_printer

            ask_printer(self, self.paper, self.choice.report(False).letterhead.title, self.print_to)

    def print_to(self, sink: Sink, on: Paper) -> None:
        """Print to a device that was chosen."""
        self._written = None
        self._begin(sink, on)

    def ask_file(self) -> None:
        """Ask for a file, and write it."""
        kinds = self.tr("PDF (*.pdf)")
        name, _kind = QFileDialog.getSaveFileName(self, self.tr("Save as PDF"), str(self._proposed), kinds)
        if name:
            path = Path(name)
            self.write_pdf(path if path.suffix else path.with_suffix(".pdf"))

    def write_pdf(self, out: Path) -> None:
        """Write a PDF to this file."""
        self._written = out
        try:
            sink = PdfSink(out, self.paper, self.choice.report(False).letterhead.title)
        except Unprintable as fault:
            self._tell(fault)
            return
        self._proposed = out
        self._begin(sink, self.paper)

    def reject(self) -> None:
        """Stop a print that is under way, else close."""
        if self._run is None:
            super().reject()
            return
        self._stop()
        self._said.setText(self.tr("Stopped. No file was written; a printer may have begun."))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing stops too."""
        if self._run is not None:
            self._stop()
        super().closeEvent(event)

    # ---- layout

    def _build(self) -> None:
        px = current_theme().px
        options = QVBoxLayout()
        options.setSpacing(px(6))
        options.addWidget(SectionHeading(self.tr("What"), self))
        self._group = QButtonGroup(self)
        for at, choice in enumerate(self._choices):
            radio = QRadioButton(choice.text, self)
            radio.setObjectName(f"print_{choice.name}")
            self._group.addButton(radio, at)
            options.addWidget(radio)
        self._history = QCheckBox(self.tr("With the &history of each"), self)
        self._history.setObjectName("print_history")
        options.addWidget(self._history)
        self._most = QSpinBox(self)
        self._most.setGroupSeparatorShown(True)
        pad_spin_box(self._most)
        self._most_field = LabeledField(self.tr("How &many"), self._most, name="print_most")
        options.addWidget(self._most_field)
        options.addSpacing(px(8))
        options.addWidget(SectionHeading(self.tr("Paper"), self))
        self._size = QComboBox(self)
        for size, name in ((QPageSize.PageSizeId.A4, "A4"), (QPageSize.PageSizeId.Letter, self.tr("Letter"))):
            self._size.addItem(name, size)
        options.addWidget(LabeledField(self.tr("Si&ze"), self._size, name="print_size"))
        self._upright = QRadioButton(self.tr("&Upright"), self)
        self._upright.setObjectName("print_upright")
        self._across = QRadioButton(self.tr("&Across"), self)
        self._across.setObjectName("print_across")
        self._ways = QButtonGroup(self)
        ways = QHBoxLayout()
        ways.setSpacing(px(12))
        for way in (self._upright, self._across):
            self._ways.addButton(way)
            ways.addWidget(way)
        ways.addStretch(1)
        options.addLayout(ways)
        options.addStretch(1)
        self._preview = Preview(self)
        self.give_height(self._preview, 300, 480)
        both = QHBoxLayout()
        both.setSpacing(px(18))
        both.addLayout(options)
        both.addWidget(self._preview, 1)
        self.body.addLayout(both, 1)
        self._build_foot()

    def _build_foot(self) -> None:
        self._bar = QProgressBar(self)
        self._bar.setObjectName("print_progress")
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setTextVisible(False)
        self._bar.hide()
        self._said = text_label("", "small", wraps=True, parent=self)
        self._said.setObjectName("print_said")
        self.body.addWidget(self._bar)
        self.body.addWidget(self._said)
        self._pdf = button(self.tr("Save as PD&F…"), name="print_pdf", parent=self)
        self._pdf.setAutoDefault(False)
        self._pdf.clicked.connect(lambda *_: self.ask_file())
        self.buttons.insertWidget(self.buttons.count() - 1, self._pdf)
        self.accept_button.setText(self.tr("&Print…"))
        self.accept_button.set_icon(IconName.PRINT)

    def _watch_options(self) -> None:
        self._across.setChecked(not self.choice.whole)
        self._upright.setChecked(self.choice.whole)
        self._group.idToggled.connect(lambda _, on: self._change_choice() if on else None)
        self._history.toggled.connect(lambda _: self._show_preview())
        self._size.currentIndexChanged.connect(lambda _: self._show_preview())
        self._across.toggled.connect(lambda _: self._show_preview())

    def _change_choice(self) -> None:
        self._across.setChecked(not self.choice.whole)
        self._upright.setChecked(self.choice.whole)
        self._fit()

    def _fit(self) -> None:
        """Ask for what this choice leaves open, and show its first pages."""
        choice = self.choice
        self._history.setVisible(choice.whole)
        self._most_field.setVisible(choice.count > ASKED_FROM)
        self._most.setRange(1, max(1, choice.count))
        self._most.setValue(min(choice.count, ASKED_FROM))
        text = self.tr("Of {count} incidents, the first so many are printed.")
        self._most_field.set_hint(text.format(count=code(number_text(choice.count))))
        self._show_preview()

    # ---- the first pages

    def _show_preview(self) -> None:
        choice, on = self.choice, self.paper
        report = choice.report(self._history.isChecked())
        most = _SHOWN_WHOLE if choice.whole else _SHOWN_ROWS

        def first(queries: Queries) -> list[object]:
            return report.fetch(queries, choice.ids(queries, most))

        def show(items: list[object]) -> None:
            count = max(choice.count, len(items)) if items else 0
            pages: list[Page] = []
            composer = Composer(on, report.letterhead.running, report.letterhead.day, pages.append)
            report.begin(composer, items[: report.step], min(count, self._most_of(choice)), count)
            for item in items:
                if len(pages) >= _SHOWN_PAGES:
                    break
                report.add(composer, [item])
            more = count > most or len(pages) >= _SHOWN_PAGES
            if not more or not pages:
                composer.finish()
            self._preview.show_pages(pages, on.size, more=more)

        self._asker.ask(first, show, self._tell)

    def _most_of(self, choice: Choice) -> int:
        return self._most.value() if choice.count > ASKED_FROM else max(choice.count, 1)

    # ---- the work

    def _begin(self, sink: Sink, on: Paper) -> None:
        choice = self.choice
        run = self._run = PrintRun(self._bridge, choice.report(self._history.isChecked()), on, sink, self)
        run.progressed.connect(self._show_progress)
        run.finished.connect(self._finish)
        run.failed.connect(self._fail)
        self._set_busy(True)
        run.start(choice.ids, self._most_of(choice), choice.count)

    def _set_busy(self, busy: bool) -> None:
        self._bar.setVisible(busy)
        self._bar.setRange(0, 0)
        for widget in (
            *self._group.buttons(),
            *self._ways.buttons(),
            self._history,
            self._most_field,
            self._size,
            self._pdf,
            self.accept_button,
        ):
            widget.setEnabled(not busy)
        self.problem.set_text("")
        self._said.setText(self.tr("Laying out…") if busy else "")

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        text = self.tr("{done} of {total} incidents")
        self._said.setText(text.format(done=code(number_text(done)), total=code(number_text(total))))

    def _stop(self) -> None:
        if self._run is not None:
            self._run.stop()
        self._end()

    def _end(self) -> None:
        if self._run is not None:
            self._run.deleteLater()
        self._run = None
        self._set_busy(False)

    def _finish(self, pages: int) -> None:
        self._end()
        counted = self.tr("1 page") if pages == 1 else self.tr("{count} pages").format(count=code(number_text(pages)))
        if self._written is None:
            self._said.setText(self.tr("Sent to the printer: {pages}.").format(pages=counted))
        else:
            text = self.tr("Written to {file}: {pages}.")
            self._said.setText(text.format(file=isolated(self._written.name), pages=counted))
        self.cancel_button.setText(self.tr("Close"))
        self.cancel_button.setFocus()

    def _fail(self, fault: object) -> None:
        self._end()
        if isinstance(fault, BaseException):
            self._tell(fault)

    def _tell(self, fault: BaseException) -> None:
        if not isinstance(fault, Unprintable):
            self.problem.set_text(fault_text(fault))
        elif self._written is not None:
            text = self.tr("{file} could not be written: {reason}. Nothing of it was left behind.")
            reason = fault.reason or self.tr("the disk may be full")
            self.problem.set_text(text.format(file=isolated(self._written.name), reason=isolated(reason.rstrip("."))))
        else:
            self.problem.set_text(self.tr("The printer did not take the pages. Choose another one, or save as PDF."))
