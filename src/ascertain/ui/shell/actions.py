"""What an action is, and when it can be used."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from ascertain.ui.shell.noop import QT_TRANSLATE_NOOP
from ascertain.ui.theme import IconName


class Need(Enum):
    """What must be so for an action to make sense."""

    NOTHING = auto()
    WRITING = auto()
    CURRENT = auto()
    CHOSEN = auto()
    CHOSEN_WRITING = auto()
    TRASHED_WRITING = auto()
    UNDO = auto()
    REDO = auto()
    FILTERED = auto()
    ROWS = auto()
    ONE_WRITING = auto()
    VIEW_WRITING = auto()
    SEVERAL_WRITING = auto()
    VIEW_CHANGED = auto()
    VIEW_CHANGED_WRITING = auto()


class Menu(Enum):
    """The menus, in order; the values are shown."""

    FILE = QT_TRANSLATE_NOOP("Actions", "&File")
    EDIT = QT_TRANSLATE_NOOP("Actions", "&Edit")
    VIEW = QT_TRANSLATE_NOOP("Actions", "&View")
    INCIDENT = QT_TRANSLATE_NOOP("Actions", "&Incident")
    REVIEW = QT_TRANSLATE_NOOP("Actions", "&Review")
    LIBRARY = QT_TRANSLATE_NOOP("Actions", "&Library")
    TOOLS = QT_TRANSLATE_NOOP("Actions", "&Tools")
    HELP = QT_TRANSLATE_NOOP("Actions", "&Help")


class Part(Enum):
    """Submenus, with what they are called."""

    THEME = QT_TRANSLATE_NOOP("Actions", "&Colors")
    ROWS = QT_TRANSLATE_NOOP("Actions", "Ro&ws of this view")
    DENSITY = QT_TRANSLATE_NOOP("Actions", "&Density")
    DIRECTION = QT_TRANSLATE_NOOP("Actions", "&Layout")
    REVIEW_ORDER = QT_TRANSLATE_NOOP("Actions", "&Order of the queue")


@dataclass(frozen=True, slots=True)
class Situation:
    """What the window holds now, as far as actions ask. `rows` in the table, of them `chosen`; `view`: a saved view
    was gone to; `view_changed`: what is shown differs from it."""

    read_only: bool = False
    rows: int = 0
    chosen: int = 0
    current: bool = False
    current_trashed: bool = False
    browsing: bool = True
    filtered: bool = False
    undo: bool = False
    redo: bool = False
    view: bool = False
    view_changed: bool = False


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action.

    `checks`: it is on or off; `part`: the submenu of choices, of which one is on. `in_table`: its key works while the
    table has the keyboard, so that letters and Delete stay free elsewhere. `gap`: a line stands before it in the menu.
    """

    key: str
    text: str
    help: str
    menu: Menu
    icon: IconName
    shortcut: str = ""
    need: Need = Need.NOTHING
    part: Part | None = None
    checks: bool = False
    in_table: bool = False
    gap: bool = False

    @property
    def choice(self) -> bool:
        """Whether it is one of several, of which one is on."""
        return self.part is not None


def available(need: Need, now: Situation) -> bool:
    """Whether an action with this need can be used now."""
    one = now.browsing and now.current
    return {
        Need.NOTHING: True,
        Need.WRITING: not now.read_only,
        Need.CURRENT: one,
        Need.CHOSEN: now.browsing and now.chosen > 0,
        Need.CHOSEN_WRITING: now.browsing and now.chosen > 0 and not now.read_only,
        Need.TRASHED_WRITING: now.browsing and now.chosen > 0 and now.current_trashed and not now.read_only,
        Need.ONE_WRITING: one and not now.read_only,
        Need.SEVERAL_WRITING: now.browsing and now.chosen > 1 and not now.read_only,
        Need.UNDO: now.undo and not now.read_only,
        Need.REDO: now.redo and not now.read_only,
        Need.FILTERED: now.browsing and now.filtered,
        Need.VIEW_WRITING: now.browsing and now.view and not now.read_only,
        Need.VIEW_CHANGED: now.browsing and now.view_changed,
        Need.VIEW_CHANGED_WRITING: now.browsing and now.view_changed and not now.read_only,
        Need.ROWS: now.browsing and now.rows > 0,
    }[need]
