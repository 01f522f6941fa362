"""The rules that hold for the help: what its pages name is there, and what is there stands on a page.

Each takes the pages by name, as they are written with their marks, and returns a sentence for every place that breaks
it.
"""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from ascertain import resources
from ascertain.app.codebook import shipped_vocabularies
from ascertain.console.arguments import COMMANDS, command_parser, window_parser
from ascertain.domain.fields import BY_KEY as FIELDS
from ascertain.domain.own_fields import NO_OWN
from ascertain.domain.search import find_key, parse, search_keys
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.help.made_pages import codebook, menus, search_key_rows
from ascertain.ui.help.markup import label_of, marks
from ascertain.ui.help.pages import Pages
from ascertain.ui.shell.action_table import ACTIONS
from ascertain.ui.shell.action_table import BY_KEY as BY_ACTION
from tests.rules.source_tree import modules

Written = Mapping[str, str]
Rule = Callable[[Written], Iterator[str]]

_MARKED = ("action", "press", "menu")
_KEPT_TAGS = {"a", "b", "br", "code", "h1", "h2", "h3", "i", "p", "pre", "span", "made", "rows", "r", "d"}
_MADE = {"codebook", "menus", "search_keys", "grammar"}
_TAG = re.compile(r"</?([a-z0-9]+)")


def written() -> dict[str, str]:
    """The pages as they ship."""
    pages = Pages(NO_OWN, vocabularies())
    return {name: pages.source(name) for part in pages.parts for name in part.pages}


@cache
def vocabularies() -> Vocabularies:
    """The code lists that ship."""
    return shipped_vocabularies()


def named(pages: Written, *kinds: str) -> Iterator[tuple[str, str]]:
    """Every page with what it names in marks of these kinds."""
    for page, source in pages.items():
        for kind, name in marks(source):
            if kind in kinds:
                yield page, name


def unknown_actions(pages: Written) -> Iterator[str]:
    """An action that a page names is in the table of actions."""
    for page, key in named(pages, *_MARKED):
        if key not in BY_ACTION:
            yield f"{page}: there is no action {key}"


def untold_actions(pages: Written) -> Iterator[str]:
    """Every action is named on a page that somebody wrote, and stands in the list of all of them."""
    told = {key for _, key in named(pages, *_MARKED)}
    listed = menus()
    for spec in ACTIONS:
        if spec.key not in told:
            yield f"no page tells of the action {spec.key} ({label_of(spec.key)})"
        if label_of(spec.key).replace("&", "&amp;") not in listed:
            yield f"the list of actions lacks {spec.key}"


def unknown_fields(pages: Written) -> Iterator[str]:
    """A field, a code list and a code that a page names are there."""
    for page, key in named(pages, "field"):
        if key not in FIELDS:
            yield f"{page}: there is no field {key}"
    lists = {each.name: each for each in vocabularies()}
    for page, name in named(pages, "list"):
        if name not in lists:
            yield f"{page}: there is no code list {name}"
    for page, word in named(pages, "word"):
        name, _, key = word.partition(":")
        if name not in lists or lists[name].find(key) is None:
            yield f"{page}: there is no code {word}"


def untold_fields(pages: Written) -> Iterator[str]:
    """Every field and every code list stands in the codebook, and every field says what it holds."""
    made = codebook(NO_OWN, vocabularies()) if "<made>codebook</made>" in "".join(pages.values()) else ""
    for key in FIELDS:
        if f'<a name="field-{key}">' not in made:
            yield f"the codebook lacks the field {key}"
    for each in vocabularies():
        if f'<a name="list-{each.name}">' not in made:
            yield f"the codebook lacks the list {each.name}"


def unknown_searches(pages: Written) -> Iterator[str]:
    """A key of the search language that a page names is one, and what a page lets one try is understood."""
    for page, name in named(pages, "ask"):
        if find_key(name) is None:
            yield f"{page}: {name} is no key of the search language"
    for page, example in named(pages, "example"):
        if parse(example).problems:
            yield f"{page}: the search {example} is not understood"


def untold_searches(pages: Written) -> Iterator[str]:
    """Every key of the search language stands in the list of them."""
    made = search_key_rows(NO_OWN, vocabularies()) if "<made>search_keys</made>" in "".join(pages.values()) else ""
    for key in search_keys():
        if f"<code>{key.name}:</code>" not in made:
            yield f"the page on searching lacks the key {key.name}"


@cache
def options() -> Mapping[str, frozenset[str]]:
    """The options of each word of the command line; those of the window under `window`."""
    subs = next(each for each in command_parser()._actions if isinstance(each, argparse._SubParsersAction))
    parsers = {"window": window_parser(), **subs.choices}
    return {
        word: frozenset(
            name for action in each._actions for name in action.option_strings if name not in ("-h", "--help")
        )
        for word, each in parsers.items()
    }


def unknown_commands(pages: Written) -> Iterator[str]:
    """A word of the command line that a page names is one, and so is each option."""
    for page, word in named(pages, "command"):
        if word not in COMMANDS:
            yield f"{page}: ascertain {word} is no command"
    for page, option in named(pages, "option"):
        word, _, name = option.partition(" ")
        if name not in options().get(word, ()):
            yield f"{page}: ascertain {word} has no option {name}"


def untold_commands(pages: Written) -> Iterator[str]:
    """Every word of the command line is told of, and each of its options."""
    words = {word for _, word in named(pages, "command")}
    told = {option for _, option in named(pages, "option")}
    yield from (f"no page tells of ascertain {word}" for word in COMMANDS if word not in words)
    for word, its in options().items():
        yield from (f"no page tells of ascertain {word} {name}" for name in sorted(its) if f"{word} {name}" not in told)


def dead_links(pages: Written) -> Iterator[str]:
    """A link leads to a page and a section that are there."""
    places = sections(pages)
    for page, place in named(pages, "see"):
        to, _, anchor = place.partition("#")
        if anchor not in places.get(to or page, ()) and (anchor or to not in pages):
            yield f"{page}: leads to {place}, which is not there"


def sections(pages: Written) -> dict[str, set[str]]:
    """The sections of each page, those that are made for it too."""
    made = {"codebook": codebook(NO_OWN, vocabularies()), "menus": menus()}
    found = {}
    for page, source in pages.items():
        found[page] = set(re.findall(r'<h[23] id="([\w-]+)">', source))
        for name, text in made.items():
            if f"<made>{name}</made>" in source:
                found[page] |= set(re.findall(r'<a name="([\w-]+)">', text))
    return found


def unreached_pages(pages: Written) -> Iterator[str]:
    """Each page is led to from another one."""
    reached = {
        place.partition("#")[0] for page, place in named(pages, "see") if place.partition("#")[0] not in ("", page)
    }
    yield from (f"no page leads to {page}" for page in pages if page not in reached)


def missing_pictures(pages: Written) -> Iterator[str]:
    """A picture that a page shows is there for both looks, and none lies there that no page shows."""
    shown = {name for _, name in named(pages, "picture")}
    files = {f"{name}-{look}.png" for name in shown for look in ("light", "dark")}
    there = set(resources.names("help/pictures", ".png"))
    yield from (f"the picture {name} is missing" for name in sorted(files - there))
    yield from (f"no page shows the picture {name}" for name in sorted(there - files))


def words_that_no_screen_has(pages: Written) -> Iterator[str]:
    """What a page says stands on a button or in a menu is a text of the program."""
    known = shown_texts()
    for page, text in named(pages, "ui"):
        if _bare(text) not in known:
            yield f"{page}: nothing in the program is called “{text}”"


@cache
def shown_texts() -> frozenset[str]:
    """Every text in the source of the screens, without mnemonics and dots."""
    return frozenset(
        _bare(node.value)
        for each in modules()
        if each.room in ("ui", "domain", "exchange", "app")
        for node in ast.walk(each.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 80
    )


def _bare(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "").replace("  ", " ").rstrip("….").strip()


def unknown_marks(pages: Written) -> Iterator[str]:
    """Nothing stands on a page but marks of the help and plain markup, and each has its end."""
    for page, source in pages.items():
        left = source
        for _ in range(3):
            left = re.sub(
                r"<(action|press|menu|field|list|word|ask|example|command|option|key|ui|see|picture|words)"
                r'(?: (?:to|name)="[^"]*")?>(.*?)</\1>',
                r"\2",
                left,
                flags=re.DOTALL,
            )
        yield from (f"{page}: <{tag}> is no mark" for tag in _TAG.findall(left) if tag not in _KEPT_TAGS)
        yield from (
            f"{page}: nothing makes {name}" for name in re.findall("<made>(.*?)</made>", source) if name not in _MADE
        )
        if len(re.findall("<h1>", source)) != 1:
            yield f"{page}: a page has one title"


def untold_places(pages: Written) -> Iterator[str]:
    """What a screen or dialog names as its page is there, and every dialog names one."""
    there = sections(pages)
    for each in modules():
        if each.room != "ui":
            continue
        for node in ast.walk(each.tree):
            if isinstance(node, ast.ClassDef):
                place = named_page(node)
                name = f"ascertain.{each.name}.{node.name}"
                if is_dialog(node) and not place and node.name not in _FRAMES:
                    yield f"{name} is a dialog that names no page of the help"
                if node.name in screens() and is_widget(node) and not place:
                    yield f"{name} is a screen that names no page of the help"
                page, _, anchor = (place or "").partition("#")
                if place and (page not in pages or (anchor and anchor not in there[page])):
                    yield f"{name} names {place}, which is not there"


_FRAMES = {"Sheet", "WorkSheet", "CarryingSheet"}
"""Of which dialogs are made; each of those names its own page."""


@cache
def screens() -> frozenset[str]:
    """What is made to be put into the middle or the side of the window."""
    makers = [each.tree for each in modules() if each.name in ("ui.shell.center", "ui.shell.side_pane")]
    calls = (node for tree in makers for node in ast.walk(tree) if isinstance(node, ast.Call))
    return frozenset(ast.unparse(node.func) for node in calls) | {"BrowsePage", "Sidebar", "FirstStart"}


def is_widget(node: ast.ClassDef) -> bool:
    """Whether a class is a widget of its own."""
    return any(ast.unparse(base) in ("QWidget", "QFrame", "QStackedWidget", "QTreeView") for base in node.bases)


def named_page(node: ast.ClassDef) -> str | None:
    """The page that a class names for itself."""
    for each in node.body:
        if isinstance(each, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "help_page" for t in each.targets):
            return str(each.value.value) if isinstance(each.value, ast.Constant) else None
    return None


def is_dialog(node: ast.ClassDef) -> bool:
    """Whether a class is a dialog, by what it is made of."""
    bases = [ast.unparse(base).partition("[")[0] for base in node.bases]
    return any(base == "QDialog" or base.endswith("Sheet") for base in bases)


RULES: tuple[Rule, ...] = (
    unknown_actions, untold_actions, unknown_fields, untold_fields, unknown_searches, untold_searches,
    unknown_commands, untold_commands, dead_links, unreached_pages, missing_pictures, words_that_no_screen_has,
    unknown_marks, untold_places,
)  # fmt: skip
