"""Fields and texts of many incidents, drawn by chance."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

from ascertain.app import commands as c
from ascertain.domain.codes import Role, Status
from ascertain.domain.field_edits import FieldEdit, Way
from ascertain.domain.records import Figure, NamedRef
from ascertain.domain.text_replacing import TextSearch, replaceable
from tests.prove.any_records import NAMES, any_tags

if TYPE_CHECKING:
    from tests.prove.any_deeds import Ground


def any_edit(draw: random.Random) -> FieldEdit:
    """One change of one field."""
    name = NamedRef(draw.choice(NAMES))
    listed = draw.choice((Way.ADD, Way.REMOVE, Way.SET, Way.CLEAR))
    return draw.choice(
        (
            FieldEdit("means", Way.SET, draw.choice(("rocket", "ied"))),
            FieldEdit("outcome", Way.CLEAR),
            FieldEdit("status", Way.SET, draw.choice(list(Status)).value),
            FieldEdit("is_aggregate", Way.SET, draw.random() < 0.5),
            FieldEdit("zone", Way.SET, draw.choice(("UTC", "Asia/Baghdad"))),
            FieldEdit("follow_up_on", Way.SET, date(2024, 1, draw.randint(1, 28))),
            FieldEdit("place", Way.SET, name),
            FieldEdit("place", Way.CLEAR),
            FieldEdit("munitions", Way.SET, Figure.exactly(draw.randrange(4))),
            FieldEdit("killed_civilian", Way.SET, str(draw.randrange(4)), "high"),
            FieldEdit("tags", listed, any_tags(draw)),
            FieldEdit(draw.choice(list(Role)).value, listed, (name,)),
            FieldEdit("statements", Way.ADD, (name,)),
            FieldEdit("notes", draw.choice((Way.APPEND, Way.PREPEND, Way.SET)), "Seen again."),
            FieldEdit("title", Way.APPEND, "(reported)"),
        )
    )


def edit_fields(ground: Ground, draw: random.Random) -> c.Command | None:
    """A few fields of a few incidents; refused where one would not be valid."""
    edits = {edit.field: edit for edit in (any_edit(draw) for _ in range(draw.randint(1, 3)))}
    return c.EditFields(ground.some(draw, 8), tuple(edits.values()), "because", despite=draw.random() < 0.8)


def replace_text(ground: Ground, draw: random.Random) -> c.Command | None:
    """A few letters by others, in all texts."""
    search = TextSearch(draw.choice(("a", "e", "o")), draw.choice(("", "x", "aa")), exact=draw.random() < 0.5)
    return c.ReplaceText(ground.some(draw, 8), search, replaceable(ground.fields))


MANY_DEEDS = (edit_fields, replace_text)
