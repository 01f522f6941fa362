"""The form of one source, actor, place or document."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ascertain.app.commands import KeepEntry
from ascertain.app.notices import LogChanged
from ascertain.domain.drafts import Draft
from ascertain.domain.passages import TakenPassage
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import Document, LibraryEntry
from ascertain.domain.rows import Shelf
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.closing import ask_about_changes
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.entries.entry_boxes import EntryBox, make_box
from ascertain.ui.form.entries.entry_fields import Box, entry_fields, name_key
from ascertain.ui.form.entries.grade_effect import GradeEffectLine
from ascertain.ui.form.entries.place_part import PlacePart
from ascertain.ui.form.entries.presenter import EntryPresenter, field_of
from ascertain.ui.form.field_grid import FieldGrid
from ascertain.ui.form.help_line import HelpLine
from ascertain.ui.form.mnemonics import with_mnemonics
from ascertain.ui.form.names.log_facts import LogFacts
from ascertain.ui.form.names.log_names import LogNames
from ascertain.ui.form.unfinished.entry_draft import draft_of
from ascertain.ui.form.unfinished.keeper import DraftKeeper
from ascertain.ui.form.unfinished.not_kept import not_kept_line, not_kept_text
from ascertain.ui.form.unfinished.typed_json import mark_of, read_entry
from ascertain.ui.kit import InlineProblem, LabeledField, NoticeBar, button, text_label
from ascertain.ui.shell.faults import show_fault
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import tr_message

SAVE_KEYS = ("Ctrl+Return", "Ctrl+Enter")


def _ignore(kept: bool) -> None:
    del kept


class EntryForm(QWidget):
    """Makes or edits an entry of `shelf`. `start_new` or `start_edit` first.

    `saved(id, name)` once the entry is on disk; `closed` when the user leaves it, by Escape or Cancel, after a question
    where something would be lost. Without `context` (in the library) the form asks the log itself.
    """

    help_page = "library"

    saved = Signal(int, str)
    closed = Signal()

    def __init__(
        self, bridge: Bridge, shelf: Shelf, parent: QWidget | None = None, *, context: FormContext | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{shelf.value}_form")
        self.setProperty("area", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bridge, self._shelf = bridge, shelf
        self._context = context or FormContext(bridge, LogNames(bridge, self), LogFacts(bridge, self))
        self._presenter = EntryPresenter(shelf, bridge.session.vocabularies, bridge.session.clock.today)
        self._boxes: dict[str, EntryBox] = {}
        self._fields: dict[str, LabeledField | InlineProblem] = {}
        self._place: PlacePart | None = None
        self._saving = False
        self._taken: TakenPassage | None = None
        self._keeper = DraftKeeper(bridge, lambda: draft_of(self._presenter), self)
        self._effect = GradeEffectLine(bridge, self) if shelf is Shelf.SOURCES else None
        self._build()

    def start_new(self, name: str = "", taken: TakenPassage | None = None) -> None:
        """Begin a new entry under this name; the passage that it is `taken` from is marked when it is saved."""
        self._start(self._presenter.blank())
        self._taken = taken
        key = name_key(self._shelf)
        if name and taken is not None:
            self._presenter.propose(key, name)
            self._boxes[key].set_value(name)
        elif name:
            self._presenter.put(key, name)
            self._boxes[key].set_value(name)
            self._keeper.touch()
        self._heading.setText(_titles(self._shelf)[0])

    def start_edit(self, entry: LibraryEntry) -> None:
        """Begin with an entry of the log."""
        self._start(entry)
        self._heading.setText(_titles(self._shelf)[1])

    def resume(self, draft: Draft, entry: LibraryEntry | None, note: str = "") -> None:
        """Go on with an unfinished form: of `entry` as it stands now, or of a new one. `note` says what is to be known
        before it is saved."""
        values, began = read_entry(draft.content)
        self._open(lambda: self._presenter.resume(values, entry or self._presenter.blank()))
        self._keeper.begin(draft)
        self._heading.setText(_titles(self._shelf)[0 if entry is None else 1])
        if entry is not None and began and began != mark_of(self._presenter.started()):
            note = self.tr("It was changed since you typed this. What you save stands in place of what is there now.")
        if note:
            self._notice.show_notice(note, tone="warning", seconds=0)

    def focus_first(self) -> None:
        """Put the cursor where typing begins: behind the name, or on what follows where there is a name."""
        keys = list(self._boxes)
        named = bool(self._presenter.get(keys[0]))
        self._boxes[keys[1] if named else keys[0]].setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def saving(self) -> bool:
        """Whether what was typed is on its way to the disk."""
        return self._saving

    def is_dirty(self) -> bool:
        """Whether anything was typed that is not saved."""
        return self._presenter.is_dirty()

    def ask_to_close(self) -> bool:
        """Whether the form may go; asks where something would be lost, and saves if that is the answer."""
        if self._saving:
            return False
        if not self.is_dirty():
            self._keeper.drop()
            return True
        return ask_about_changes(self, self._keeper, self.save)

    def close_form(self) -> None:
        """Leave the form, after a question where something would be lost."""
        if self.ask_to_close():
            self.closed.emit()

    def save(self, finished: Callable[[bool], None] = _ignore) -> None:
        """Keep the entry, or show what is wrong at its field. `finished` is called with whether it was kept."""
        if self._saving:
            return
        self._settle()
        entry, problems = self._presenter.read()
        self.show_problems(problems)
        if problems:
            finished(False)
            return
        self._saving = True

        def kept(notice: LogChanged) -> None:
            self._saving = False
            name = (entry.title if isinstance(entry, Document) else entry.name).strip()
            number = notice.made[0] if notice.made else entry.id
            self._presenter.start(entry)
            self._keeper.begin()
            self._notice.dismiss()
            self.saved.emit(number or 0, name)
            finished(True)

        def failed(fault: BaseException) -> None:
            self._saving = False
            self._keeper.go_on()
            self.show_problems(fault.problems if isinstance(fault, Refused) else ())
            if not isinstance(fault, Refused) or any(field_of(each) not in self._boxes for each in fault.problems):
                show_fault(self._notice, fault, self._bridge)
            finished(False)

        self._bridge.run(KeepEntry(entry, self._keeper.pause(), self._taken), kept, failed)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Tell each problem at its field, and go to the first."""
        told: dict[str, str] = {}
        for problem in problems:
            told.setdefault(field_of(problem), tr_message(problem.text))
        for key, field in self._fields.items():
            if isinstance(field, LabeledField):
                field.set_problem(told.get(key, ""))
            else:
                field.set_text(told.get(key, ""))
        first = next((key for key in self._boxes if key in told), None)
        if first is not None:
            self._boxes[first].setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(self._fields[first])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        else:
            super().keyPressEvent(event)

    # ---- parts

    def _start(self, entry: LibraryEntry) -> None:
        self._open(lambda: self._presenter.start(entry))

    def _open(self, start: Callable[[], None]) -> None:
        self._taken = None
        self._keeper.begin()
        start()
        for key, box in self._boxes.items():
            box.set_value(self._presenter.get(key))
        self.show_problems(())
        self._notice.dismiss()
        if self._effect is not None:
            self._effect.forget()
        if self._place is not None:
            self._place.start()

    def _tell(self, key: str, problem: str) -> None:
        field = self._fields[key]
        if isinstance(field, LabeledField):
            field.set_problem(problem)

    def _take(self, key: str) -> None:
        self._presenter.put(key, self._boxes[key].value())
        self._keeper.touch()
        self._look_at_grade(key)
        field = self._fields[key]
        if isinstance(field, LabeledField):
            field.set_problem("")

    def _look_at_grade(self, key: str) -> None:
        number, grade = self._presenter.entry_id, self._boxes[key].value()
        if self._effect is not None and key == "reliability" and number is not None:
            self._effect.look(number, None if grade is None else str(grade))

    def _settle(self) -> None:
        for key, box in self._boxes.items():
            self._presenter.put(key, box.value())

    def _build(self) -> None:
        px = current_theme().px
        name = self.objectName()
        self._heading = text_label("", "heading", parent=self)
        self._heading.setObjectName(f"{name}_heading")
        self._notice = NoticeBar(parent=self)
        self._notice.setObjectName(f"{name}_notice")
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName(f"{name}_scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = self._make_fields()
        self._scroll.setWidget(body)
        # A scroll area lets its widget paint a ground of its own.
        body.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(12), 0, 0)
        column.setSpacing(px(8))
        head = QVBoxLayout()
        head.setContentsMargins(px(16), 0, px(16), 0)
        head.addWidget(self._heading, 0, Qt.AlignmentFlag.AlignLeading)
        head.addWidget(self._notice)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addLayout(self._make_not_kept())
        column.addLayout(self._make_footer())

    def _make_fields(self) -> QWidget:
        px = current_theme().px
        body = QWidget(self._scroll)
        body.setObjectName(f"{self.objectName()}_body")
        grid = FieldGrid(f"{self.objectName()}_grid", body)
        fields = entry_fields(self._shelf)
        labels = with_mnemonics([field.label for field in fields])
        for field, label in zip(fields, labels, strict=True):
            where = f"{self._shelf.value}_{field.key}"
            box = make_box(field, self._context, where, label, grid)
            box.edited.connect(lambda key=field.key: self._take(key))
            self._boxes[field.key] = box
            if field.box is Box.FLAG:
                self._fields[field.key] = InlineProblem(parent=grid)
                grid.place(box, 12)
                continue
            labeled = LabeledField(label, box, field.hint, name=f"{where}_field", parent=grid)
            self._fields[field.key] = labeled
            grid.place(labeled, field.span * 2)
            if field.key == "longitude":
                self._place = PlacePart(self._bridge, self._boxes, self._take, self._tell, body)
                grid.place(self._place.widget)
        column = QVBoxLayout(body)
        column.setContentsMargins(px(16), px(2), px(16), px(12))
        column.addWidget(grid)
        column.addStretch(1)
        return body

    def _make_not_kept(self) -> QVBoxLayout:
        px = current_theme().px
        line = not_kept_line(f"{self.objectName()}_not_kept", self)
        beneath = QVBoxLayout()
        beneath.setContentsMargins(px(16), 0, px(16), 0)
        beneath.addWidget(HelpLine(self._scroll, lambda _: "", f"{self.objectName()}_help", self))
        if self._effect is not None:
            beneath.addWidget(self._effect)
        beneath.addWidget(line)

        def tell(why: str) -> None:
            line.setText(not_kept_text(why))
            line.setVisible(bool(why))

        self._keeper.trouble.connect(tell)
        return beneath

    def _make_footer(self) -> QHBoxLayout:
        px = current_theme().px
        save_keys = QKeySequence(SAVE_KEYS[0]).toString(QKeySequence.SequenceFormat.NativeText)
        name = self.objectName()
        cancel = button(self.tr("Cancel"), keys=self.tr("Esc"), name=f"{name}_cancel", parent=self)
        cancel.clicked.connect(self.close_form)
        save = button(self.tr("Save"), "primary", save_keys, name=f"{name}_save", parent=self)
        save.clicked.connect(lambda: self.save())
        save.setEnabled(not self._bridge.session.read_only)
        for keys in SAVE_KEYS:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda: self.save())
        row = QHBoxLayout()
        row.setContentsMargins(px(16), px(4), px(16), px(12))
        row.setSpacing(px(8))
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(save)
        return row


def _titles(shelf: Shelf) -> tuple[str, str]:
    tr = QCoreApplication.translate
    return {
        Shelf.SOURCES: (tr("EntryForm", "New source"), tr("EntryForm", "Source")),
        Shelf.ACTORS: (tr("EntryForm", "New actor"), tr("EntryForm", "Actor")),
        Shelf.PLACES: (tr("EntryForm", "New place"), tr("EntryForm", "Place")),
        Shelf.DOCUMENTS: (tr("EntryForm", "New document"), tr("EntryForm", "Document")),
    }[shelf]
