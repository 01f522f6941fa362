"""In which language a passage is written, as far as the cues need to know: English, Arabic, Persian or Hebrew."""

from __future__ import annotations

import re

ENGLISH, ARABIC, PERSIAN, HEBREW = "en", "ar", "fa", "he"

_LATIN = re.compile(r"[A-Za-z]")
_ARABIC_SCRIPT = re.compile("[\u0600-\u06ff]")
_HEBREW_SCRIPT = re.compile("[\u0590-\u05ff]")
_PERSIAN_SIGNS = re.compile("[پچژگکی]|(?<!\\w)(?:از|را|به|در|که|این|است|شد|کرد|های)(?!\\w)")
_ARABIC_SIGNS = re.compile("[ةىيكأإؤئ]|(?<!\\w)(?:في|من|على|إلى|أن|عن|التي|الذي|هذا)(?!\\w)")


def language_of(passage: str, told: str = "") -> str:
    """The language of most letters. `told` (BCP 47) decides between those of one script."""
    counts = {
        ENGLISH: len(_LATIN.findall(passage)),
        ARABIC: len(_ARABIC_SCRIPT.findall(passage)),
        HEBREW: len(_HEBREW_SCRIPT.findall(passage)),
    }
    most = max(counts, key=lambda key: counts[key])
    if most != ARABIC:
        return most
    main = told.partition("-")[0].lower()
    if main in (ARABIC, PERSIAN):
        return main
    return PERSIAN if len(_PERSIAN_SIGNS.findall(passage)) > len(_ARABIC_SIGNS.findall(passage)) else ARABIC
