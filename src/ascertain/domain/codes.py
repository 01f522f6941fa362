"""The codes that rules in the program depend on. Labels and order are data: `resources/vocabularies/`."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How far an incident is established, in the analyst's judgment."""

    UNCONFIRMED = "unconfirmed"
    CLAIMED = "claimed"
    PARTLY_CONFIRMED = "partly_confirmed"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    REFUTED = "refuted"
    UNVERIFIABLE = "unverifiable"


OPEN_STATUSES = (Status.UNCONFIRMED, Status.CLAIMED, Status.PARTLY_CONFIRMED, Status.DISPUTED)
"""The statuses that wait for review."""


class Stance(StrEnum):
    """What a statement does with regard to the incident."""

    REPORTS = "reports"
    CONFIRMS = "confirms"
    CONFIRMS_IN_PART = "confirms_in_part"
    DENIES = "denies"
    CLAIMS_RESPONSIBILITY = "claims_responsibility"
    ATTRIBUTES = "attributes"
    DECLINES_TO_ATTRIBUTE = "declines_to_attribute"
    THREATENS = "threatens"
    GIVES_CONTEXT = "gives_context"
    NO_COMMENT = "no_comment"


class AssertionState(StrEnum):
    """What a statement says of one field: silence is information, distinct from a blank."""

    VALUE = "value"
    EXPLICIT_ZERO = "explicit_zero"
    NOT_STATED = "not_stated"
    DECLINED = "declined"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """The part an actor has in an incident. A claim and an attribution are never the same thing."""

    CLAIMED_BY = "claimed_by"
    ATTRIBUTED_TO = "attributed_to"
    TARGET = "target"
    HOST = "host"
    INTERCEPTOR = "interceptor"


class LinkType(StrEnum):
    """How one incident stands to another."""

    SAME_AS = "same_as"
    POSSIBLY_SAME = "possibly_same"
    PART_OF = "part_of"
    OVERLAPS = "overlaps"
    FOLLOWS = "follows"
    ANSWERS = "answers"
    DISTINCT_FROM = "distinct_from"


class TimePrecision(StrEnum):
    """How narrowly the time is known, finest first."""

    MINUTE = "minute"
    HOUR = "hour"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class WherePrecision(StrEnum):
    """How narrowly the place is known: UCDP GED `where_prec` 1-7 (UCDP GED Codebook 23.1)."""

    EXACT = "exact"
    NEAR = "near"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    VAGUE = "vague"
    COUNTRY = "country"
    SEA_OR_AIR = "sea_or_air"


class AnchorKind(StrEnum):
    """What a relative time is told from."""

    PUBLICATION = "publication"
    STATEMENT = "statement"
    INCIDENT = "incident"
    DATE = "date"


class Affiliation(StrEnum):
    """How a source stands to the actor named beside it."""

    SPEAKS_FOR = "speaks_for"
    CLOSE_TO = "close_to"
    INDEPENDENT = "independent"
