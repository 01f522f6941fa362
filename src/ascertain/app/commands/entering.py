"""Commands about what helps entering: templates of the form."""

from __future__ import annotations

from dataclasses import dataclass

from ascertain.domain.templates import Template


@dataclass(frozen=True, slots=True)
class KeepTemplate:
    """Add (`template.id` None) or replace a template of the form. Refused for a name that is empty or taken."""

    template: Template


@dataclass(frozen=True, slots=True)
class MoveTemplate:
    """Bring a template to another place among them, counted from 0."""

    template_id: int
    to: int


@dataclass(frozen=True, slots=True)
class RemoveTemplate:
    """Remove a template."""

    template_id: int


EnteringCommand = KeepTemplate | MoveTemplate | RemoveTemplate
