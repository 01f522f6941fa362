"""How much each agreement or difference of two records weighs: the table of the rule, as data.

`m` is how often two records of one event stand so to each other, `u` how often two records of different events do, that
lie close enough in time and place to be compared at all. The weight is log2(m/u) in bits (Fellegi and Sunter, "A
Theory for Record Linkage", JASA 64 (1969) 1183; on levels of partial agreement Winkler, "String Comparator Metrics and
Enhanced Decision Rules in the Fellegi-Sunter Model", 1990). The probabilities are judgments about how accounts of one
attack differ, rounded, and not fitted to any log: so they hold for a log that nobody has labelled.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from ascertain.domain.messages import Message, say


@dataclass(frozen=True, slots=True)
class Level:
    """How two records stand to each other in one respect."""

    m: float
    u: float
    says: Message
    bits: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "bits", math.log2(self.m / self.u))


PRIOR = 0.05
"""The odds that a record has another one of the same event beside it, shared out among all that lie as close."""

HOURS, A_DAY_OR_TWO = 6 * 3_600, 2 * 86_400
"""Seconds: up to how long a time is narrow, and up to how long it names a day."""

NEXT_TO_KM, NEAR_KM = 5.0, 25.0
"""Up to how far apart two points may be one place under two names, and one area."""

SAME_HOURS = Level(0.35, 0.04, say("The times are the same to within a few hours."))
SAME_DAY = Level(0.85, 0.4, say("The times overlap, to the day."))
VAGUE_OVERLAP = Level(0.6, 0.5, say("The times overlap, but one of them is vague."))
HOURS_APART = Level(0.08, 0.15, say("The times lie some hours apart."))
NEXT_DAY = Level(0.06, 0.4, say("The times lie a day apart."))
DAYS_APART = Level(0.004, 0.5, say("The times lie days apart."))

SAME_PLACE = Level(0.7, 0.06, say("The same place."))
SAME_AREA = Level(0.6, 0.2, say("The same area; neither names the spot."))
NEXT_TO = Level(0.4, 0.05, say("The places lie {km} km apart."))
NEAR = Level(0.2, 0.08, say("The places lie {km} km apart."))
NESTED = Level(0.25, 0.18, say("One place lies in the area that the other names."))
SAME_PROVINCE = Level(0.05, 0.15, say("Two places of one province."))
SAME_COUNTRY = Level(0.03, 0.6, say("Two places of one country, far from each other."))
OTHER_COUNTRY = Level(0.004, 0.9, say("Two countries."))

SAME_KIND = Level(0.8, 0.25, say("The same type."))
SAME_KIND_GROUP = Level(0.12, 0.1, say("Types of one group."))
OTHER_KIND = Level(0.08, 0.55, say("Different types."))

SAME_MEANS = Level(0.7, 0.15, say("The same means."))
MEANS_MAY_AGREE = Level(0.2, 0.09, say("The means may be the same: one account names it no closer."))
LIKE_MEANS = Level(0.06, 0.08, say("Different means of one family."))
OTHER_MEANS = Level(0.05, 0.55, say("Different means."))

SAME_OUTCOME = Level(0.7, 0.45, say("The same outcome."))
OTHER_OUTCOME = Level(0.2, 0.4, say("Different outcomes."))

SAME_LARGE_COUNT = Level(0.6, 0.1, say("The same number of munitions: {count}."))
SAME_COUNT = Level(0.6, 0.35, say("The same number of munitions: {count}."))
COUNTS_OVERLAP = Level(0.25, 0.2, say("The numbers of munitions can be the same."))
OTHER_COUNT = Level(0.15, 0.5, say("The numbers of munitions cannot be the same."))
COUNT_MAY_HOLD = Level(0.3, 0.4, say("One stands for several events and may hold the other."))

SAME_HARM = Level(0.5, 0.1, say("The same number of {what}: {count}."))
NO_HARM = Level(0.6, 0.5, say("Nobody {what}, both say."))
HARM_OVERLAPS = Level(0.3, 0.2, say("The numbers of {what} can be the same."))
OTHER_HARM = Level(0.2, 0.6, say("The numbers of {what} cannot be the same."))

SHARED_TARGET = Level(0.75, 0.25, say("The same target."))
OTHER_TARGET = Level(0.15, 0.6, say("Different targets."))
SHARED_CLAIM = Level(0.6, 0.15, say("The same claims it."))
OTHER_CLAIM = Level(0.25, 0.7, say("Different ones claim it."))
SHARED_BLAME = Level(0.6, 0.3, say("The same is blamed."))
OTHER_BLAME = Level(0.35, 0.5, say("Different ones are blamed."))

MOST_WORDS = Level(0.45, 0.07, say("Nearly the same words in the title."))
SOME_WORDS = Level(0.35, 0.2, say("Several words of the title in common."))
NO_WORDS = Level(0.15, 0.4, say("No word of the title in common."))

SAME_PASSAGE = Level(0.3, 0.03, say("Two statements quote the same passage."))
SAME_STATEMENT = Level(0.2, 0.15, say("One statement bears on both."))
"""Weighs little: whoever let it bear on both knew of both."""
SAME_ORIGIN = Level(0.3, 0.14, say("Goes back to the same source."))
SAME_DOCUMENT = Level(0.25, 0.4, say("One document tells of both, in different passages."))
"""Weighs against: whoever logged both from one item took them for two."""

CROWDED = say(
    "{count} others were logged about that time at that place.",
    singular="One other was logged about that time at that place.",
)
