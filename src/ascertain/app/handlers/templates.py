"""Keeping templates of the form."""

from __future__ import annotations

from ascertain.app.commands import EnteringCommand, KeepTemplate, MoveTemplate, RemoveTemplate
from ascertain.app.handlers.desk import Desk, Done
from ascertain.domain.messages import say
from ascertain.store.writing.templates import keep_template, move_template, remove_template


def handle_templates(command: EnteringCommand, desk: Desk) -> Done:
    """Add, change, move or remove a template."""
    match command:
        case KeepTemplate(template):
            with desk.door.operation("keep_template", say("Keep template {name}", name=template.name.strip())) as op:
                made = keep_template(op, template)
            return Done(op, (made,) if template.id is None else ())
        case MoveTemplate(template_id, to):
            with desk.door.operation("move_template", say("Move template")) as op:
                op.label = say("Move template {name}", name=move_template(op, template_id, to))
            return Done(op)
        case RemoveTemplate(template_id):
            with desk.door.operation("remove_template", say("Remove template")) as op:
                op.label = say("Remove template {name}", name=remove_template(op, template_id))
            return Done(op)
