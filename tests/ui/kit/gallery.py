"""Shows every small widget at once, for looking at. Run it: ``python tests/ui/kit/gallery.py [--dark] [--rtl] …``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ascertain.ui.kit import (
    Card,
    Chip,
    ChipRow,
    CountBadge,
    ElidedLabel,
    EmptyState,
    FactList,
    FilterChip,
    GradeBadge,
    KeyHint,
    LabeledField,
    NoticeBar,
    SearchBox,
    SectionHeading,
    StatusPill,
    UnderlineTabs,
    button,
    line,
    paint_status_pill,
    text_label,
)
from ascertain.ui.theme import IconName, Tone, Wardrobe, current_theme, icon

STATUSES = [
    ("partly_confirmed", "Partly confirmed"),
    ("claimed", "Claimed"),
    ("confirmed", "Confirmed"),
    ("unconfirmed", "Unconfirmed"),
    ("disputed", "Disputed"),
    ("refuted", "Refuted"),
    ("unverifiable", "Unverifiable"),
]


class PillDelegate(QStyledItemDelegate):
    """Paints the status column as the table of incidents does."""

    def paint(self, painter, option, index):  # type: ignore[no-untyped-def]
        """Draw the row's ground, then the pill."""
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        word, plain.text = plain.text, ""
        plain.widget.style().drawControl(plain.widget.style().ControlElement.CE_ItemViewItem, plain, painter)
        code = STATUSES[index.row() % len(STATUSES)][0]
        rect = option.rect.adjusted(6, 0, -6, 0)
        paint_status_pill(painter, rect, word, code, current_theme(), direction=option.direction)


def _table() -> QTableView:
    model = QStandardItemModel(14, 5)
    model.setHorizontalHeaderLabels(["Ref", "When", "Where", "Status", "Killed"])
    for row in range(14):
        _, word = STATUSES[row % len(STATUSES)]
        for column, text in enumerate([f"2023-{row:04}", "17 Oct ±day", "قاعدة التنف · Al-Tanf", word, "0–2"]):
            model.setItem(row, column, QStandardItem(text))
    view = QTableView()
    model.setParent(view)
    view.setModel(model)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(current_theme().row_height)
    view.setShowGrid(False)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.setItemDelegateForColumn(3, PillDelegate(view))
    view.horizontalHeader().setStretchLastSection(True)
    view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    view.setSortingEnabled(True)
    view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    view.setColumnWidth(2, 180)
    view.setColumnWidth(3, 150)
    view.selectRow(2)
    return view


def _sidebar() -> QWidget:
    tree = QTreeWidget()
    tree.setProperty("sidebar", True)
    tree.setHeaderHidden(True)
    tree.setIndentation(14)
    for text in ("All incidents", "Unconfirmed", "Follow-up due"):
        tree.addTopLevelItem(QTreeWidgetItem([text]))
    views = QTreeWidgetItem(["Saved views"])
    views.addChild(QTreeWidgetItem(["US bases, Iraq & Syria"]))
    tree.addTopLevelItem(views)
    views.setExpanded(True)
    tree.topLevelItem(0).setSelected(True)  # type: ignore[union-attr]
    listing = QListWidget()
    for text in ("One", "Two", "Three"):
        listing.addItem(text)
    listing.item(1).setCheckState(Qt.CheckState.Checked)
    listing.item(2).setCheckState(Qt.CheckState.Unchecked)
    listing.setMaximumHeight(100)
    box = QWidget()
    column = QVBoxLayout(box)
    column.addWidget(tree)
    column.addWidget(listing)
    row = QHBoxLayout()
    row.addWidget(CountBadge(7))
    row.addWidget(GradeBadge("B2"))
    row.addWidget(KeyHint("Ctrl+N"))
    row.addStretch()
    column.addLayout(row)
    return box


def _day() -> QDateEdit:
    day = QDateEdit(QDate(2023, 10, 17))
    day.setCalendarPopup(True)
    return day


def _form() -> QWidget:
    page = QWidget()
    page.setProperty("area", "panel")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(page)
    column.addWidget(text_label("New incident", "title"))
    title = QLineEdit("Drone attack on Al-Harir air base")
    column.addWidget(LabeledField("&What happened", title, "draft kept", name="title_field"))
    row = QHBoxLayout()
    combo = QComboBox()
    combo.addItems(["Air/drone strike", "Rocket fire"])
    editable = QComboBox()
    editable.setEditable(True)
    editable.addItems(["Kurdistan"])
    spin = QSpinBox()
    for label, editor in (
        ("&Type", combo),
        ("W&here", editable),
        ("&Killed", spin),
        ("&Day", _day()),
    ):
        row.addWidget(LabeledField(label, editor))
    column.addLayout(row)
    wrong = LabeledField("Whe&n, as reported", QLineEdit("yesterdayy"), "read as 17 Oct 2023")
    wrong.set_problem("This is not a time the program knows. Try “yesterday”, “17 Oct 2023” or “2023-10”.")
    column.addWidget(wrong)
    off = QLineEdit("Not to be changed")
    off.setEnabled(False)
    locked = QComboBox()
    locked.addItem("Disabled choice")
    locked.setEnabled(False)
    row = QHBoxLayout()
    row.addWidget(off)
    row.addWidget(locked)
    ticked = QCheckBox("Is an a&ggregate")
    ticked.setChecked(True)
    row.addWidget(ticked)
    half = QCheckBox("Partly")
    half.setTristate(True)
    half.setCheckState(Qt.CheckState.PartiallyChecked)
    row.addWidget(half)
    row.addWidget(QCheckBox("Draft"))
    radio = QRadioButton("Radio")
    radio.setChecked(True)
    row.addWidget(radio)
    column.addLayout(row)
    why = QPlainTextEdit("No statement found in command releases of 18–22 Oct; ask again in a week")
    why.setMaximumHeight(60)
    column.addWidget(LabeledField("Wh&y (kept in the history)", why))
    row = QHBoxLayout()
    row.addStretch()
    disabled = button("Disabled", keys="F5")
    disabled.setEnabled(False)
    row.addWidget(disabled)
    row.addWidget(button("Delete", "danger", icon=IconName.DELETE))
    row.addWidget(button("Quiet", "quiet"))
    row.addWidget(button("Open", "link"))
    row.addWidget(button("Cancel", keys="Esc"))
    row.addWidget(button("Save", "primary", "Ctrl+S", IconName.SAVE))
    column.addLayout(row)
    progress = QProgressBar()
    progress.setValue(40)
    progress.setTextVisible(False)
    column.addWidget(progress)
    column.addStretch()
    return page


def _detail() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(text_label("2023-0107", "muted"))
    column.addWidget(text_label("Drone attack on Al-Harir air base", "title", wraps=True))
    row = QHBoxLayout()
    row.addWidget(StatusPill("partly_confirmed", "Partly confirmed"))
    row.addWidget(ElidedLabel("set 19 Oct by you, “crash acknowledged, target not”, and more text", look="small"), 1)
    column.addLayout(row)
    tabs = UnderlineTabs("tabs")
    summary = QWidget()
    inner = QVBoxLayout(summary)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.addWidget(SectionHeading("FACTS"))
    facts = FactList()
    facts.set_facts(
        [
            ("When", "17 Oct 2023 (local day) · reported as “yesterday”"),
            ("Where", "Al-Harir air base, Erbil, Iraq · exact"),
            ("Name", "قاعدة حرير الجوية · בסיס"),
            ("Casualties", "0 killed · 0 injured <b>not bold</b>"),
        ]
    )
    inner.addWidget(facts)
    inner.addWidget(SectionHeading("EVIDENCE · 3 REPORTS, 2 INDEPENDENT ORIGINS"))
    for title, grade in (("Claims responsibility", "E3"), ("Confirms in part", "B2")):
        card = Card()
        row = QHBoxLayout()
        row.addWidget(text_label(title, "strong"), 1)
        row.addWidget(GradeBadge(grade))
        card.body.addLayout(row)
        card.body.addWidget(text_label("Channel, 17 Oct: says it aimed a drone at the base", "small", wraps=True))
        inner.addWidget(card)
    warned = Card()
    warned.set_tone("warning")
    warned.body.addWidget(text_label("May already be logged: 2023-0105", "warning", wraps=True))
    inner.addWidget(warned)
    pills = QWidget()
    from ascertain.ui.kit import FlowLayout

    flow = FlowLayout(pills)
    for code, word in STATUSES:
        flow.addWidget(StatusPill(code, word))
    inner.addWidget(pills)
    inner.addStretch()
    tabs.addTab(summary, "Summary")
    tabs.addTab(EmptyState(IconName.QUOTE, "No statement yet", "Add what a source says."), "Evidence 3")
    tabs.addTab(QWidget(), "History 6")
    column.addWidget(tabs)
    empty = EmptyState(IconName.INBOX, "Nothing here yet", "Log the first incident, or open the example log.")
    empty.add_button(button("&New incident", "primary", "Ctrl+N", IconName.ADD))
    empty.add_button(button("Open the &example log"))
    column.addWidget(empty)
    return page


class Gallery(QMainWindow):
    """Everything in one window."""

    def __init__(self) -> None:
        super().__init__()
        for title in ("&File", "&Edit", "&View", "&Incident"):
            menu = self.menuBar().addMenu(title)
            action = menu.addAction(icon(IconName.SAVE), "&Save")
            action.setShortcut(QKeySequence("Ctrl+S"))
            checked = menu.addAction("&Checked")
            checked.setCheckable(True)
            checked.setChecked(True)
        bar = QToolBar()
        bar.setMovable(False)
        self.addToolBar(bar)
        bar.addWidget(button("&New incident", "primary", "Ctrl+N", IconName.ADD))
        bar.addWidget(button("&Read a document", keys="Ctrl+D"))
        bar.addWidget(button("Re&view 86", keys="Ctrl+R"))
        self.search = SearchBox("Search incidents, evidence and notes", "Ctrl+F")
        bar.addWidget(self.search)
        for name in (IconName.UNDO, IconName.REDO, IconName.EXPORT, IconName.PARTLY):
            bar.addAction(icon(name, Tone.TEXT), name)
        chips = ChipRow()
        chips.set_chips(
            [FilterChip("Country", "Iraq, Syria"), FilterChip("When", "Oct 2023"), Chip("+ Filter"), Chip("tag", True)]
        )
        self.notice = NoticeBar()
        self.notice.show_notice("Moved 3 incidents to the trash.", "Undo", lambda: None, seconds=0)
        middle = QWidget()
        column = QVBoxLayout(middle)
        for widget in (chips, _table(), line(), _form(), self.notice):
            column.addWidget(widget)
        split = QSplitter()
        for widget in (_sidebar(), middle, _detail()):
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setWidget(widget)
            split.addWidget(area)
        split.setSizes([190, 820, 400])
        self.setCentralWidget(split)
        self.statusBar().addWidget(text_label("1,248 incidents · 1 selected"))
        self.statusBar().addPermanentWidget(text_label("october-2023.ascertain"))


def main() -> int:
    """Show the gallery, or take its picture."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--rtl", action="store_true")
    parser.add_argument("--compact", action="store_true")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--size", default="1440x900")
    parser.add_argument("--focus", type=int, default=0, help="press Tab so many times first")
    parser.add_argument("--shot")
    asked = parser.parse_args()
    app = QApplication(sys.argv[:1])
    if asked.rtl:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    with tempfile.TemporaryDirectory() as cache:
        wardrobe = Wardrobe(app, Path(cache))
        wardrobe.apply("dark" if asked.dark else "light", asked.scale, "compact" if asked.compact else "comfortable")
        window = Gallery()
        window.resize(*(int(n) for n in asked.size.split("x")))
        window.show()
        if not asked.shot:
            return app.exec()
        window.activateWindow()
        for _ in range(asked.focus):
            QTest.keyClick(app.focusWidget() or window, Qt.Key.Key_Tab)
        for _ in range(5):
            app.processEvents()
        window.grab().save(asked.shot)
    return 0


if __name__ == "__main__":
    sys.exit(main())
