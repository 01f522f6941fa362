"""The small library that the passages of the proof speak of, and the words of each language."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache

from ascertain import resources
from ascertain.domain.proposals import (
    CueBook,
    KnownName,
    NameIndex,
    NameKind,
    ProposalContext,
    index_names,
    read_book,
)
from ascertain.domain.time_finding import find_times

LANGUAGES = ("en", "ar", "fa", "he")
PUBLISHED = date(2023, 10, 18)
"""A Wednesday."""

_SOURCE, _ACTOR, _PLACE = NameKind.SOURCE, NameKind.ACTOR, NameKind.PLACE
NAMES = (
    KnownName(
        _SOURCE,
        "US Central Command",
        ("CENTCOM", "القيادة المركزية الأمريكية", "فرماندهی مرکزی آمریکا"),
        "command",
        "United States forces",
    ),
    KnownName(_SOURCE, "Al-Mayadeen", ("الميادين",), "broadcaster"),
    KnownName(_SOURCE, "Reuters", ("رويترز", "رویترز", "רויטרס"), "agency"),
    KnownName(_SOURCE, "Counter-terrorism Service", ("جهاز مكافحة الإرهاب",), "security_service"),
    KnownName(_ACTOR, "Iraqi army", ("الجيش العراقي", "ارتش عراق", "צבא עיראק"), "state_force"),
    KnownName(_ACTOR, "Hezbollah Brigades", ("كتائب حزب الله", "کتائب حزب‌الله", "גדודי חזבאללה"), "armed_group"),
    KnownName(
        _ACTOR,
        "Islamic Resistance in Iraq",
        ("المقاومة الإسلامية في العراق", "مقاومت اسلامی عراق", "ההתנגדות האסלאמית בעיראק"),
        "armed_group",
    ),
    KnownName(
        _ACTOR,
        "United States forces",
        (
            "US forces", "US troops", "US soldiers", "American troops",
            "القوات الأمريكية", "نیروهای آمریکایی", "הכוחות האמריקאים",
        ),
        "state_force",
    ),
    KnownName(_ACTOR, "International coalition forces", ("coalition forces", "coalition troops"), "coalition"),
    KnownName(_PLACE, "Al-Harir air base", ("Al-Harir", "قاعدة حرير", "پایگاه حریر", "אל-חריר"), "base"),
    KnownName(_PLACE, "Al-Tanf base", ("Al-Tanf", "قاعدة التنف", "پایگاه التنف"), "base"),
    KnownName(_PLACE, "Ain al-Asad air base", ("Ain al-Asad", "عين الأسد", "عین‌الاسد"), "base"),
    KnownName(_PLACE, "Conoco base", ("Conoco",), "base"),
    KnownName(_PLACE, "Erbil airport", ("مطار أربيل", "فرودگاه اربیل", "שדה התעופה של ארביל"), "airport"),
    KnownName(_PLACE, "Erbil", ("أربيل", "اربیل", "ארביל"), "town"),
    KnownName(_PLACE, "Baghdad", ("بغداد", "בגדאד"), "town"),
    KnownName(_PLACE, "Deir ez-Zor province", ("دير الزور",), "province"),
    KnownName(_PLACE, "Iraq", ("العراق", "عراق", "עיראק"), "country"),
    KnownName(_PLACE, "Syria", ("سوريا", "سوریه", "סוריה"), "country"),
)  # fmt: skip


@cache
def books() -> dict[str, CueBook]:
    """The words of each language as they come with the program."""
    return {key: read_book(tomllib.loads(resources.text("cues", f"{key}.toml"))) for key in LANGUAGES}


@cache
def index() -> NameIndex:
    """The names of the library."""
    return index_names(NAMES)


def context(publisher: str = "") -> ProposalContext:
    """What is known beside a passage of 18 October 2023."""
    return ProposalContext(books(), index(), PUBLISHED, "Asia/Baghdad", publisher=publisher, find_times=find_times)
