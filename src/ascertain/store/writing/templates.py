"""Writing templates of the form."""

from __future__ import annotations

from sqlalchemy import select

from ascertain.domain.folding import fold
from ascertain.domain.messages import say
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.templates import Template
from ascertain.domain.texts import Findings
from ascertain.store.door import Operation
from ascertain.store.schema import table
from ascertain.store.writing.positions import last_position, put_at

_LONGEST = 120


def keep_template(op: Operation, template: Template) -> int:
    """Write a template, new where it has no id; returns its id. Raises `Refused` for a name that is empty, too long or
    taken, or an id that is gone."""
    name = template.name.strip()
    found = Findings()
    found.line("name", name, needed=say("Give the template a name."), limit=_LONGEST)
    if found.problems:
        raise Refused(*found.problems)
    own = table("template").c
    key = fold(name)
    taken = (row.id for row in op.core.execute(select(own.id, own.name)) if fold(row.name) == key)
    if any(number != template.id for number in taken):
        text = say("There is already a template named {name}. Choose another name.", name=name)
        raise Refused(Problem("name", "taken", text))
    values = {"name": name, "content": template.content}
    if template.id is None:
        return op.insert("template", {"uid": op.ids.new(), **values, "position": last_position(op, "template")})
    if op.row("template", template.id) is None:
        raise _gone()
    op.update("template", template.id, values)
    return template.id


def move_template(op: Operation, template_id: int, to: int) -> str:
    """Bring a template to another place, counted from 0; returns its name. Raises `Refused` where it is gone."""
    row = op.row("template", template_id)
    if row is None:
        raise _gone()
    put_at(op, "template", template_id, to)
    return str(row["name"])


def remove_template(op: Operation, template_id: int) -> str:
    """Take a template away; returns its name. Raises `Refused` where it is gone."""
    row = op.row("template", template_id)
    if row is None:
        raise _gone()
    op.delete("template", template_id)
    return str(row["name"])


def _gone() -> Refused:
    return Refused(Problem("", "gone", say("The template is no longer in the log.")))
