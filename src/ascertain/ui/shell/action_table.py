# ruff: noqa: E501 - a table is read by its columns
"""Every action of the program, once: menus, tool bar, shortcuts and the page of shortcuts derive from this table."""

from __future__ import annotations

from ascertain.ui.shell.actions import ActionSpec, Menu, Need, Part
from ascertain.ui.shell.noop import QT_TRANSLATE_NOOP
from ascertain.ui.theme import IconName

A, I = ActionSpec, IconName  # noqa: E741 - a table reads better with short names
_FILE, _EDIT, _VIEW, _INCIDENT, _REVIEW, _LIBRARY, _TOOLS, _HELP = Menu

ACTIONS: tuple[ActionSpec, ...] = (
    A("new_log", QT_TRANSLATE_NOOP("Actions", "&New log…"), QT_TRANSLATE_NOOP("Actions", "Make an empty log in a file of its own."), _FILE, I.FILE_NEW, "Ctrl+Shift+N"),
    A("open_log", QT_TRANSLATE_NOOP("Actions", "&Open log…"), QT_TRANSLATE_NOOP("Actions", "Open a log from a file."), _FILE, I.FOLDER_OPEN, "Ctrl+O"),
    A("open_example", QT_TRANSLATE_NOOP("Actions", "Open the e&xample log"), QT_TRANSLATE_NOOP("Actions", "Open a small log that shows how things are done."), _FILE, I.FILE_OPEN),
    A("open_packed", QT_TRANSLATE_NOOP("Actions", "Open pac&ked copy…"), QT_TRANSLATE_NOOP("Actions", "Unpack a log with its attachments from one file, and open it."), _FILE, I.BACKUP),
    A("save_as", QT_TRANSLATE_NOOP("Actions", "Save &as…"), QT_TRANSLATE_NOOP("Actions", "Save the log with its attachments under another name, and go on there."), _FILE, I.SAVE, gap=True),
    A("save_packed", QT_TRANSLATE_NOOP("Actions", "Save a &packed copy…"), QT_TRANSLATE_NOOP("Actions", "Write the log with its attachments into one file, to be kept or handed on."), _FILE, I.SAVE),
    A("import_log", QT_TRANSLATE_NOOP("Actions", "&Import from another log…"), QT_TRANSLATE_NOOP("Actions", "Take in what another log has and this one lacks."), _FILE, I.FILE_OPEN, need=Need.WRITING, gap=True),
    A("export", QT_TRANSLATE_NOOP("Actions", "&Export…"), QT_TRANSLATE_NOOP("Actions", "Write incidents to a spreadsheet: all, those shown, or those chosen."), _FILE, I.EXPORT, "Ctrl+E"),
    A("close_window", QT_TRANSLATE_NOOP("Actions", "&Close window"), QT_TRANSLATE_NOOP("Actions", "Close the log and its window. Everything is saved already."), _FILE, I.CLOSE, "Ctrl+W", gap=True),
    A("undo", QT_TRANSLATE_NOOP("Actions", "&Undo"), QT_TRANSLATE_NOOP("Actions", "Turn back the last change to the log, also after a restart."), _EDIT, I.UNDO, "Ctrl+Z", Need.UNDO),
    A("redo", QT_TRANSLATE_NOOP("Actions", "&Redo"), QT_TRANSLATE_NOOP("Actions", "Do again what was undone last."), _EDIT, I.REDO, "Ctrl+Shift+Z", Need.REDO),
    A("copy", QT_TRANSLATE_NOOP("Actions", "&Copy rows"), QT_TRANSLATE_NOOP("Actions", "Copy the chosen rows, ready to paste into a spreadsheet."), _EDIT, I.COPY, "Ctrl+C", Need.CHOSEN, in_table=True, gap=True),
    A("select_all", QT_TRANSLATE_NOOP("Actions", "Choose &all"), QT_TRANSLATE_NOOP("Actions", "Choose every incident that matches the search."), _EDIT, I.CHECK, "Ctrl+A", Need.ROWS, in_table=True),
    A("find", QT_TRANSLATE_NOOP("Actions", "&Find…"), QT_TRANSLATE_NOOP("Actions", "Go to the search box."), _EDIT, I.SEARCH, "Ctrl+F", gap=True),
    A("add_filter", QT_TRANSLATE_NOOP("Actions", "Add f&ilter…"), QT_TRANSLATE_NOOP("Actions", "Narrow the table by status, country, date and more."), _EDIT, I.FILTER, "Ctrl+Shift+F"),
    A("clear_filters", QT_TRANSLATE_NOOP("Actions", "Clear search and fil&ters"), QT_TRANSLATE_NOOP("Actions", "Show all incidents again."), _EDIT, I.CANCEL, "Ctrl+Shift+X", Need.FILTERED),
    A("show_all", QT_TRANSLATE_NOOP("Actions", "&All incidents"), QT_TRANSLATE_NOOP("Actions", "Show every incident that is not in the trash."), _VIEW, I.INCIDENTS, "Ctrl+1"),
    A("save_view", QT_TRANSLATE_NOOP("Actions", "&Save view…"), QT_TRANSLATE_NOOP("Actions", "Keep the search, sort and columns under a name."), _VIEW, I.BOOKMARK, "Ctrl+Shift+S", Need.WRITING),
    A("columns", QT_TRANSLATE_NOOP("Actions", "&Columns…"), QT_TRANSLATE_NOOP("Actions", "Choose the columns of the table and their order."), _VIEW, I.COLUMNS, "Ctrl+Shift+C"),
    A("sort_by", QT_TRANSLATE_NOOP("Actions", "S&ort…"), QT_TRANSLATE_NOOP("Actions", "Sort the table by one field or several."), _VIEW, I.SORT, "Ctrl+Shift+O"),
    A("sidebar", QT_TRANSLATE_NOOP("Actions", "Side&bar"), QT_TRANSLATE_NOOP("Actions", "Show or hide the list of views at the side."), _VIEW, I.SIDEBAR, "F9", checks=True, gap=True),
    A("detail", QT_TRANSLATE_NOOP("Actions", "De&tail pane"), QT_TRANSLATE_NOOP("Actions", "Show or hide what is known of the current incident."), _VIEW, I.INFO, "F8", checks=True),
    A("histogram", QT_TRANSLATE_NOOP("Actions", "&Histogram"), QT_TRANSLATE_NOOP("Actions", "Show or hide incidents over time under the table."), _VIEW, I.CHART, "F7", checks=True),
    A("totals", QT_TRANSLATE_NOOP("Actions", "Tota&ls"), QT_TRANSLATE_NOOP("Actions", "Show or hide the line that adds up what the table shows, with nothing counted twice."), _VIEW, I.TABLE, "Shift+F7", checks=True),
    A("theme_light", QT_TRANSLATE_NOOP("Actions", "&Light"), QT_TRANSLATE_NOOP("Actions", "Dark text on a light ground."), _VIEW, I.LIGHT, part=Part.THEME, gap=True),
    A("theme_dark", QT_TRANSLATE_NOOP("Actions", "&Dark"), QT_TRANSLATE_NOOP("Actions", "Light text on a dark ground."), _VIEW, I.DARK, part=Part.THEME),
    A("theme_system", QT_TRANSLATE_NOOP("Actions", "&Follow the system"), QT_TRANSLATE_NOOP("Actions", "Light or dark as the system is set."), _VIEW, I.PARTLY, part=Part.THEME),
    A("density_comfortable", QT_TRANSLATE_NOOP("Actions", "&Comfortable"), QT_TRANSLATE_NOOP("Actions", "Rows with some air."), _VIEW, I.EXPAND, part=Part.DENSITY),
    A("density_compact", QT_TRANSLATE_NOOP("Actions", "C&ompact"), QT_TRANSLATE_NOOP("Actions", "More rows on the screen."), _VIEW, I.COLLAPSE, part=Part.DENSITY),
    A("direction_language", QT_TRANSLATE_NOOP("Actions", "&Follow the language"), QT_TRANSLATE_NOOP("Actions", "Lay the window out as the language of the system is written."), _VIEW, I.LANGUAGE, part=Part.DIRECTION),
    A("direction_ltr", QT_TRANSLATE_NOOP("Actions", "&Left to right"), QT_TRANSLATE_NOOP("Actions", "Lay the window out from left to right."), _VIEW, I.FORWARD, part=Part.DIRECTION),
    A("direction_rtl", QT_TRANSLATE_NOOP("Actions", "&Right to left"), QT_TRANSLATE_NOOP("Actions", "Lay the window out from right to left."), _VIEW, I.BACK, part=Part.DIRECTION),
    A("text_larger", QT_TRANSLATE_NOOP("Actions", "Lar&ger text"), QT_TRANSLATE_NOOP("Actions", "Make all text and rows larger."), _VIEW, I.TEXT_LARGER, "Ctrl++", gap=True),
    A("text_smaller", QT_TRANSLATE_NOOP("Actions", "S&maller text"), QT_TRANSLATE_NOOP("Actions", "Make all text and rows smaller."), _VIEW, I.DASH, "Ctrl+-"),
    A("text_normal", QT_TRANSLATE_NOOP("Actions", "&Normal text"), QT_TRANSLATE_NOOP("Actions", "Back to the text size of the system."), _VIEW, I.REFRESH, "Ctrl+0"),
    A("new_incident", QT_TRANSLATE_NOOP("Actions", "&New incident"), QT_TRANSLATE_NOOP("Actions", "Log an incident."), _INCIDENT, I.ADD, "Ctrl+N", Need.WRITING),
    A("repeat_incident", QT_TRANSLATE_NOOP("Actions", "An&other like the last"), QT_TRANSLATE_NOOP("Actions", "Begin a new incident with what the one that was logged last holds, but for claims and blame."), _INCIDENT, I.COPY, "Ctrl+Shift+I", Need.WRITING),
    A("read_document", QT_TRANSLATE_NOOP("Actions", "Read a &document"), QT_TRANSLATE_NOOP("Actions", "Read a document, and log incidents from its passages."), _INCIDENT, I.QUOTE, "Ctrl+D"),
    A("unfinished", QT_TRANSLATE_NOOP("Actions", "&Unfinished forms…"), QT_TRANSLATE_NOOP("Actions", "Go on with what was typed and not saved."), _INCIDENT, I.DRAFT, "Ctrl+Shift+U", Need.WRITING),
    A("edit_incident", QT_TRANSLATE_NOOP("Actions", "&Edit"), QT_TRANSLATE_NOOP("Actions", "Open the form with the current incident. Enter does the same."), _INCIDENT, I.EDIT, "E", Need.ONE_WRITING, in_table=True),
    A("set_status", QT_TRANSLATE_NOOP("Actions", "Set &status…"), QT_TRANSLATE_NOOP("Actions", "Set the status of the chosen incidents, with a reason."), _INCIDENT, I.FLAG, "S", Need.CHOSEN_WRITING, in_table=True, gap=True),
    A("tag", QT_TRANSLATE_NOOP("Actions", "&Tags…"), QT_TRANSLATE_NOOP("Actions", "Add tags to the chosen incidents, or take tags from them."), _INCIDENT, I.TAG, "T", Need.CHOSEN_WRITING, in_table=True),
    A("link", QT_TRANSLATE_NOOP("Actions", "&Link to another…"), QT_TRANSLATE_NOOP("Actions", "Say how the current incident stands to another one."), _INCIDENT, I.LINK, "L", Need.ONE_WRITING, in_table=True),
    A("trash", QT_TRANSLATE_NOOP("Actions", "&Move to trash"), QT_TRANSLATE_NOOP("Actions", "Move the chosen incidents to the trash. They can be brought back."), _INCIDENT, I.DELETE, "Del", Need.CHOSEN_WRITING, in_table=True, gap=True),
    A("restore", QT_TRANSLATE_NOOP("Actions", "&Restore from trash"), QT_TRANSLATE_NOOP("Actions", "Bring the chosen incidents back from the trash."), _INCIDENT, I.RESTORE, "Ctrl+Shift+R", Need.TRASHED_WRITING, in_table=True),
    A("purge", QT_TRANSLATE_NOOP("Actions", "&Purge…"), QT_TRANSLATE_NOOP("Actions", "Take the chosen incidents out of the log and its history for good, to protect a source."), _INCIDENT, I.BLOCK, "Shift+Del", Need.CHOSEN_WRITING, in_table=True),
    A("review", QT_TRANSLATE_NOOP("Actions", "&Review claims"), QT_TRANSLATE_NOOP("Actions", "Go through all that is unconfirmed, claimed, disputed or due."), _REVIEW, I.REVIEW, "Ctrl+R"),
    A("show_due", QT_TRANSLATE_NOOP("Actions", "Show what is &due"), QT_TRANSLATE_NOOP("Actions", "Show the incidents whose day to look again has come."), _REVIEW, I.FOLLOW_UP, "Ctrl+Shift+D"),
    A("second_look", QT_TRANSLATE_NOOP("Actions", "&Second look"), QT_TRANSLATE_NOOP("Actions", "Look again at what was settled: first at what changed since, then at a sample."), _REVIEW, I.HISTORY, "Ctrl+Shift+L"),
    A("tally", QT_TRANSLATE_NOOP("Actions", "&Tally of today"), QT_TRANSLATE_NOOP("Actions", "Say how many incidents you reviewed today, by verdict."), _REVIEW, I.CHART, "Ctrl+Shift+T"),
    A("remind", QT_TRANSLATE_NOOP("Actions", "Re&mind…"), QT_TRANSLATE_NOOP("Actions", "Set the day to look at the chosen incidents again. At the review desk F does the same."), _REVIEW, I.CALENDAR, "F", Need.CHOSEN_WRITING, in_table=True),
    A("review_order_waiting", QT_TRANSLATE_NOOP("Actions", "&Waiting longest"), QT_TRANSLATE_NOOP("Actions", "Put first what was logged first."), _REVIEW, I.WAITING, part=Part.REVIEW_ORDER, gap=True),
    A("review_order_due", QT_TRANSLATE_NOOP("Actions", "Most &overdue"), QT_TRANSLATE_NOOP("Actions", "Put first what was to be looked at again first."), _REVIEW, I.CALENDAR, part=Part.REVIEW_ORDER),
    A("review_order_weight", QT_TRANSLATE_NOOP("Actions", "Wei&ghtiest"), QT_TRANSLATE_NOOP("Actions", "Put first what has casualties, independent origins or new evidence; a tool tip in the queue says why."), _REVIEW, I.FLAG, part=Part.REVIEW_ORDER),
    A("review_order_changed", QT_TRANSLATE_NOOP("Actions", "&Changed since"), QT_TRANSLATE_NOOP("Actions", "Put first what changed since its last review."), _REVIEW, I.REFRESH, part=Part.REVIEW_ORDER),
    A("review_order_newest", QT_TRANSLATE_NOOP("Actions", "&Newest"), QT_TRANSLATE_NOOP("Actions", "Put first what was logged last."), _REVIEW, I.SORT_DOWN, part=Part.REVIEW_ORDER),
    A("documents", QT_TRANSLATE_NOOP("Actions", "&Documents"), QT_TRANSLATE_NOOP("Actions", "The items that incidents were logged from."), _LIBRARY, I.DOCUMENT, "Ctrl+2"),
    A("sources", QT_TRANSLATE_NOOP("Actions", "&Sources"), QT_TRANSLATE_NOOP("Actions", "Who speaks, and how reliable they are."), _LIBRARY, I.SOURCE, "Ctrl+3"),
    A("actors", QT_TRANSLATE_NOOP("Actions", "&Actors"), QT_TRANSLATE_NOOP("Actions", "Armed forces, groups and persons."), _LIBRARY, I.ACTORS, "Ctrl+4"),
    A("places", QT_TRANSLATE_NOOP("Actions", "&Places"), QT_TRANSLATE_NOOP("Actions", "Where incidents happen."), _LIBRARY, I.PLACE, "Ctrl+5"),
    A("backups", QT_TRANSLATE_NOOP("Actions", "&Backups…"), QT_TRANSLATE_NOOP("Actions", "Make a backup, look into one, or put the log back as it was."), _TOOLS, I.BACKUP, "Ctrl+B"),
    A("check_log", QT_TRANSLATE_NOOP("Actions", "Chec&k log…"), QT_TRANSLATE_NOOP("Actions", "Read the whole log and say whether it is sound."), _TOOLS, I.CHECK),
    A("code_lists", QT_TRANSLATE_NOOP("Actions", "&Code lists…"), QT_TRANSLATE_NOOP("Actions", "Rename, move, retire and add the codes that fields are filled with."), _TOOLS, I.COLUMNS, "Ctrl+Shift+K"),
    A("finish_purge", QT_TRANSLATE_NOOP("Actions", "Finish p&urging…"), QT_TRANSLATE_NOOP("Actions", "Write the log anew, so that nothing of what was purged or deleted is left in its file."), _TOOLS, I.REFRESH, need=Need.WRITING),
    A("help", QT_TRANSLATE_NOOP("Actions", "&Help"), QT_TRANSLATE_NOOP("Actions", "How the program is used. Works without a network."), _HELP, I.HELP, "F1"),
    A("shortcuts", QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"), QT_TRANSLATE_NOOP("Actions", "Every action with its key."), _HELP, I.KEYBOARD, "Ctrl+/"),
    A("about", QT_TRANSLATE_NOOP("Actions", "&About Ascertain"), QT_TRANSLATE_NOOP("Actions", "Version, parts and licenses."), _HELP, I.APP, gap=True),
)  # fmt: skip

BY_KEY = {spec.key: spec for spec in ACTIONS}
