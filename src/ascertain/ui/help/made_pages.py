"""What is made for the help from the program and the log: the codebook, the menus with their keys, the search keys."""

from __future__ import annotations

from html import escape
from textwrap import dedent

from PySide6.QtCore import QCoreApplication

from ascertain.domain import search
from ascertain.domain.fields import Field, FieldType, Group
from ascertain.domain.own_fields import Fields
from ascertain.domain.search import SearchKey, search_keys
from ascertain.domain.vocabulary import Code, Vocabularies, Vocabulary
from ascertain.ui.help.markup import label_of, native, told_of
from ascertain.ui.shell.action_set import plain
from ascertain.ui.shell.action_table import ACTIONS
from ascertain.ui.shell.actions import Menu
from ascertain.ui.wording import code_label, code_note, field_help, field_label, part_label, vocabulary_label

_FEW = 12
"""Codes of a list that is written out beside a search key."""
_MANY = 150
"""Codes of a list that are told one by one; of a longer list, only their names."""
_MOST = 1_000
"""Codes of a list of which even the names stand in the codebook."""


def menus() -> str:
    """Every action with its key and what it does, menu by menu."""
    parts = []
    for menu in Menu:
        rows = []
        for spec in (each for each in ACTIONS if each.menu is menu):
            keys = f"<span class='key'>&nbsp;{escape(native(spec.shortcut))}&nbsp;</span>" if spec.shortcut else ""
            name = escape(label_of(spec.key))
            within = f"<span class='quiet'>{escape(plain(spec.part.value))} › </span>" if spec.part else ""
            rows.append(
                f"<tr><td width='32%'>{within}{name}</td><td width='20%'>{keys}</td>"
                f"<td class='quiet'>{escape(told_of(spec.key))}</td></tr>"
            )
        heading = f'<h2><a name="menu-{menu.name.lower()}"></a>{escape(plain(menu.value))}</h2>'
        parts.append(f"{heading}<table width='100%'>{''.join(rows)}</table>")
    return "".join(parts)


def grammar_text() -> str:
    """The grammar of the search language, as the domain has it."""
    told = (search.__doc__ or "").split("\n\n")
    return escape(dedent(next((part for part in told if part.lstrip().startswith("search ")), "")))


def search_key_rows(fields: Fields, vocabularies: Vocabularies) -> str:
    """Every key of the search language, those of own fields too."""
    rows = "".join(_key_row(key, vocabularies) for key in search_keys(fields))
    return f"<table width='100%'>{rows}</table>"


def _key_row(key: SearchKey, vocabularies: Vocabularies) -> str:
    others = f" ({', '.join(key.aliases)})" if key.aliases else ""
    values = ", ".join(key.values or _few_codes(key, vocabularies))
    told = f"<b>{escape(key.label)}</b> {escape(key.help)}" + (
        f"<br><span class='quiet'>{escape(values)}</span>" if values else ""
    )
    return (
        f"<tr><td width='30%'><code>{escape(key.name)}:</code>{escape(others)}</td><td>{told}</td>"
        f"<td><code>{escape(key.example)}</code></td></tr>"
    )


def _few_codes(key: SearchKey, vocabularies: Vocabularies) -> tuple[str, ...]:
    listed = next((each for each in vocabularies if each.name == key.vocabulary), None) if key.vocabulary else None
    codes = () if listed is None else tuple(code.key for code in listed if not code.retired)
    return codes if len(codes) <= _FEW else ()


def codebook(fields: Fields, vocabularies: Vocabularies) -> str:
    """Every field of this log with what it holds, and every code list with its codes."""
    names = {key.key: key.name for key in search_keys(fields)}
    grouped: dict[str, list[Field]] = {part_label_of(group): [] for group in Group}
    for field in fields:
        grouped.setdefault(part_label(field), []).append(field)
    parts = []
    for at, (heading, its) in enumerate(grouped.items()):
        if its:
            parts.append(f'<h2><a name="part-{at}"></a>{escape(heading)}</h2>')
            parts += (_field_entry(field, fields, vocabularies, names) for field in its)
    lists = QCoreApplication.translate("Help", "Code lists")
    parts.append(f'<h2><a name="lists"></a>{escape(lists)}</h2>')
    parts += (_list_entry(each, vocabularies) for each in sorted(vocabularies, key=lambda each: each.label))
    return "".join(parts)


def part_label_of(group: Group) -> str:
    """The heading of a group of fields."""
    return QCoreApplication.translate("fields", group.value)


def _field_entry(field: Field, fields: Fields, vocabularies: Vocabularies, names: dict[str, str]) -> str:
    facts = [escape(kind_label(field))]
    if field.vocabulary and any(each.name == field.vocabulary for each in vocabularies):
        facts[0] = f'<a href="codebook#list-{field.vocabulary}">{facts[0]}</a>'
    if field.derived:
        facts.append(escape(QCoreApplication.translate("Help", "worked out by the program")))
    if field.retired:
        facts.append(escape(QCoreApplication.translate("Help", "retired: kept, and no longer offered")))
    if field.key in names:
        facts.append(f"<code>{escape(names[field.key])}:</code>")
    label, told = escape(field_label(field.key, fields)), escape(field_help(field.key, fields))
    return (
        f'<h3><a name="field-{escape(field.key)}"></a>{label}</h3>'
        f"<p>{told}<br><span class='quiet'>{' · '.join(facts)}</span></p>"
    )


def kind_label(field: Field) -> str:
    """What kind of value a field holds, in a few words."""
    tr = QCoreApplication.translate
    names = {
        FieldType.TEXT: tr("Help", "text"),
        FieldType.LONG_TEXT: tr("Help", "text of several lines"),
        FieldType.CODE: tr("Help", "one of a list"),
        FieldType.FLAG: tr("Help", "a tick"),
        FieldType.DATE: tr("Help", "a day"),
        FieldType.INSTANT: tr("Help", "day and time"),
        FieldType.INTEGER: tr("Help", "a number"),
        FieldType.FIGURE: tr("Help", "a count: lowest, best, highest; 0, unknown and not stated differ"),
        FieldType.TIME: tr("Help", "a time as reported"),
        FieldType.PLACE: tr("Help", "a place"),
        FieldType.ACTORS: tr("Help", "actors"),
        FieldType.TAGS: tr("Help", "tags"),
        FieldType.STATEMENTS: tr("Help", "statements"),
        FieldType.NUMBER: tr("Help", "a number, with a fraction if wanted"),
        FieldType.YES_NO: tr("Help", "yes, no, or not stated"),
        FieldType.LINK: tr("Help", "an address"),
    }
    return names[field.type]


def _list_entry(listed: Vocabulary, vocabularies: Vocabularies) -> str:
    heading = f'<h3><a name="list-{escape(listed.name)}"></a>{escape(vocabulary_label(listed.name, vocabularies))}</h3>'
    current = [each for each in listed if not each.retired]
    if len(current) > _MANY:
        names = ", ".join(code_label(listed.name, each.key, vocabularies) for each in current[:_MOST])
        return f"{heading}<p>{escape(names)}{' …' if len(current) > _MOST else ''}</p>"
    rows = "".join(_code_row(each, listed, vocabularies) for each in current)
    return f"{heading}<table width='100%'>{rows}</table>"


def _code_row(code: Code, listed: Vocabulary, vocabularies: Vocabularies) -> str:
    label = escape(code_label(listed.name, code.key, vocabularies))
    within = "&nbsp;&nbsp;&nbsp;&nbsp;" if code.parent else ""
    note = escape(code_note(listed.name, code.key, vocabularies))
    return f"<tr><td width='34%'>{within}{label}</td><td class='quiet'>{note}</td></tr>"
