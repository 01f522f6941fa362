"""The marks in the pages of the help: each names something of the program, and is shown as that is called now.

<action>new_incident</action>    an action with its key; <press> the key alone, <menu> where it stands
<field>killed</field>            a field, leading to its entry in the codebook; <list>status</list> a code list
<word>status:claimed</word>      a code, as the log calls it
<ask>killed</ask>                a key of the search language; <example>a search</example> one that can be tried
<command>export</command>        a word of the command line; <option>export --preset</option> an option of it
<key>Ctrl+Enter</key>            a key; <ui>Merge…</ui> what stands on a button or in a menu
<see>form#when</see>             another page; <see to="form#when">in words of one's own</see>
<picture name="form">…</picture> a picture, and what it shows
<words>dark mode</words>         other words for what a section tells: they are found, and not shown
<rows><r>left<d>right</r></rows> a table of two columns
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape, unescape
from urllib.parse import quote

from PySide6.QtGui import QKeySequence

from ascertain.domain.own_fields import Fields
from ascertain.domain.search import find_key
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.shell.action_set import plain, shown
from ascertain.ui.shell.action_table import BY_KEY
from ascertain.ui.wording import code_label, field_label, vocabulary_label

TRY = "try"
"""The scheme of a link to a search that is tried."""
_MARK = re.compile(
    r"<(action|press|menu|field|list|word|ask|example|command|option|key|ui|see|picture|words)"
    r'(?: (?:to|name)="([^"]*)")?>(.*?)</\1>',
    re.DOTALL,
)
_HEADING = re.compile(r'<h([23]) id="([\w-]+)">')
_ROWS = (
    ("<rows>", "<table width='100%'>"), ("</rows>", "</table>"), ("<r>", "<tr><td width='34%'>"),
    ("<d>", "</td><td>"), ("</d>", ""), ("</r>", "</td></tr>"),
)  # fmt: skip


class Markup:
    """Turns the marks of a page into what is shown, for a log with these fields and code lists."""

    def __init__(
        self, fields: Fields, vocabularies: Vocabularies, titles: Mapping[str, str], tries: bool = True
    ) -> None:
        self._fields, self._vocabularies, self._titles, self._tries = fields, vocabularies, titles, tries
        self._ways: dict[str, Callable[[str, str], str]] = {
            "action": self._action, "press": self._press, "menu": self._menu, "field": self._field,
            "list": self._list, "word": self._word, "ask": self._ask, "example": self._example,
            "command": self._command, "option": self._option, "key": self._key, "ui": self._ui, "see": self._see,
            "picture": self._picture, "words": self._words,
        }  # fmt: skip

    def html(self, source: str) -> str:
        """The page as markup that a text view shows."""
        for mark, stands_for in _ROWS:
            source = source.replace(mark, stands_for)
        source = _HEADING.sub(r'<h\1><a name="\2"></a>', source)
        return _MARK.sub(lambda found: self._ways[found[1]](found[3], found[2] or ""), source)

    def _action(self, key: str, _to: str) -> str:
        name = f"<b>{escape(label_of(key))}</b>"
        keys = self._press(key, "") if key in BY_KEY and BY_KEY[key].shortcut else ""
        return f"{name} {keys}" if keys else name

    def _press(self, key: str, _to: str) -> str:
        spec = BY_KEY.get(key)
        return self._key(spec.shortcut, "") if spec is not None and spec.shortcut else self._menu(key, "")

    def _menu(self, key: str, _to: str) -> str:
        spec = BY_KEY.get(key)
        way = [label_of(key)]
        if spec is not None:
            way = [plain(spec.menu.value), *([plain(spec.part.value)] if spec.part else []), *way]
        return f"<b>{escape(' › '.join(way))}</b>"

    def _field(self, key: str, _to: str) -> str:
        return _link(f"codebook#field-{key}", field_label(key, self._fields))

    def _list(self, name: str, _to: str) -> str:
        known = any(each.name == name for each in self._vocabularies)
        return _link(f"codebook#list-{name}", vocabulary_label(name, self._vocabularies) if known else name)

    def _word(self, named: str, _to: str) -> str:
        name, _, key = named.partition(":")
        known = any(each.name == name for each in self._vocabularies)
        return f"<b>{escape(code_label(name, key, self._vocabularies) if known else key)}</b>"

    def _ask(self, name: str, _to: str) -> str:
        key = find_key(name, self._fields)
        return f"<code>{escape(key.name if key is not None else name)}:</code>"

    def _example(self, search: str, _to: str) -> str:
        if not self._tries:
            return f"<code>{search}</code>"
        return f'<a href="{TRY}:{quote(unescape(search))}"><code>{search}</code></a>'

    def _command(self, word: str, _to: str) -> str:
        return f"<code>ascertain {escape(word)}</code>"

    def _option(self, named: str, _to: str) -> str:
        return f"<code>{escape(named.partition(' ')[2])}</code>"

    def _key(self, keys: str, _to: str) -> str:
        return f"<span class='key'>&nbsp;{escape(native(keys))}&nbsp;</span>"

    def _ui(self, text: str, _to: str) -> str:
        return f"<b>{text}</b>"

    def _see(self, text: str, to: str) -> str:
        place = to or text
        return _link(place, unescape(text) if to else self._titles.get(place.partition("#")[0], place))

    def _picture(self, told: str, name: str) -> str:
        return f"<p><img src='{escape(name)}'></p><p class='quiet'>{told}</p>"

    def _words(self, _found: str, _to: str) -> str:
        return ""


def marks(source: str) -> Iterator[tuple[str, str]]:
    """Every mark of a page with what it names."""
    for found in _MARK.finditer(source):
        named = found[2] if found[1] in ("see", "picture") and found[2] else unescape(found[3])
        yield found[1], named


def hidden_words(source: str) -> str:
    """The words of a section that are found and not shown."""
    return " ".join(found[3] for found in _MARK.finditer(source) if found[1] == "words")


def label_of(action: str) -> str:
    """What an action is called; an unknown one is shown by its key."""
    spec = BY_KEY.get(action)
    return action if spec is None else plain(spec.text)


def told_of(action: str) -> str:
    """What an action does, in a sentence."""
    return shown(BY_KEY[action].help)


def native(keys: str) -> str:
    """Keys as the system writes them; what is no key, such as an arrow, as it stands."""
    written = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return written or keys


def _link(place: str, text: str) -> str:
    return f'<a href="{escape(place)}">{escape(text)}</a>'
