"""How values of the log read on the screen: sentences, times, places, counts and codes, in the language of the user."""

from __future__ import annotations

from ascertain.ui.wording.direction import code, isolated, joined, right_to_left
from ascertain.ui.wording.figures import figure_text, figure_words, number_text, origins_text
from ascertain.ui.wording.labels import (
    code_label,
    code_note,
    field_help,
    field_label,
    group_label,
    part_label,
    status_word,
    vocabulary_label,
)
from ascertain.ui.wording.own_fields import own_text, type_label, yes_or_no
from ascertain.ui.wording.places import where_text
from ascertain.ui.wording.remedies import remedy_label
from ascertain.ui.wording.sentences import fault_text, problem_text, tr_message
from ascertain.ui.wording.times import (
    date_text,
    day_and_month,
    due_text,
    instant_text,
    interval_text,
    moment_text,
    waiting_text,
    when_text,
)

__all__ = [
    "code",
    "code_label",
    "code_note",
    "date_text",
    "day_and_month",
    "due_text",
    "fault_text",
    "field_help",
    "field_label",
    "figure_text",
    "figure_words",
    "group_label",
    "instant_text",
    "interval_text",
    "isolated",
    "joined",
    "moment_text",
    "number_text",
    "origins_text",
    "own_text",
    "part_label",
    "problem_text",
    "remedy_label",
    "right_to_left",
    "status_word",
    "tr_message",
    "type_label",
    "vocabulary_label",
    "waiting_text",
    "when_text",
    "where_text",
    "yes_or_no",
]
