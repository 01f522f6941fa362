"""Small widgets that all screens are built from. They know nothing of incidents, only how things look and behave."""

from __future__ import annotations

from ascertain.ui.kit.badges import (
    CountBadge,
    GradeBadge,
    count_badge_size,
    grade_badge_size,
    paint_count_badge,
    paint_grade_badge,
)
from ascertain.ui.kit.buttons import KeyButton, KeyHint, PrimaryButton, button, key_hint_size, key_room, paint_key_hint
from ascertain.ui.kit.cards import Card, FactList, SectionHeading, line
from ascertain.ui.kit.chips import Chip, ChipRow, FilterChip
from ascertain.ui.kit.fields import InlineProblem, LabeledField, dress_calendar, pad_spin_box
from ascertain.ui.kit.flow import FlowLayout
from ascertain.ui.kit.notice import EmptyState, NoticeBar
from ascertain.ui.kit.search import SearchBox
from ascertain.ui.kit.shapes import SHAPES, status_shape_path
from ascertain.ui.kit.status import StatusPill, paint_status_pill, status_pill_size
from ascertain.ui.kit.tabs import UnderlineTabs
from ascertain.ui.kit.text import ElidedLabel, isolate, plain_tip, text_direction, text_label
from ascertain.ui.kit.two_lines import draw_two_lines, line_fonts, paint_entry_ground

__all__ = [
    "SHAPES",
    "Card",
    "Chip",
    "ChipRow",
    "CountBadge",
    "ElidedLabel",
    "EmptyState",
    "FactList",
    "FilterChip",
    "FlowLayout",
    "GradeBadge",
    "InlineProblem",
    "KeyButton",
    "KeyHint",
    "LabeledField",
    "NoticeBar",
    "PrimaryButton",
    "SearchBox",
    "SectionHeading",
    "StatusPill",
    "UnderlineTabs",
    "button",
    "count_badge_size",
    "draw_two_lines",
    "dress_calendar",
    "grade_badge_size",
    "isolate",
    "key_hint_size",
    "key_room",
    "line",
    "line_fonts",
    "pad_spin_box",
    "paint_count_badge",
    "paint_entry_ground",
    "paint_grade_badge",
    "paint_key_hint",
    "paint_status_pill",
    "plain_tip",
    "status_pill_size",
    "status_shape_path",
    "text_direction",
    "text_label",
]
