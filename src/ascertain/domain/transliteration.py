"""Names of places as they are compared across spellings and scripts: `Deir ez-Zor`, `Dayr az-Zawr`, `دير الزور`.

Two keys, each of a whole name without spaces. The *close* key keeps the vowels of Latin spellings in four classes and
the letters of other scripts as they are; names in one script that differ only in how they are spelt have the same. The
*bare* key holds consonants alone, in classes that the usual romanisations (BGN/PCGN 1956 and 1958, ALA-LC, DIN 31635,
the French and English press) do not keep apart; so a name has the same one in every script, and others may share it.
Articles (al-, el-, ash-, ...) count in neither.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ascertain.domain.folding import tokens

_ARTICLES = frozenset(
    (
        "al", "el", "il", "ul", "l", "as", "es", "us", "ash", "esh", "at", "et", "ut", "ad", "ed", "ud", "adh", "edh",
        "an", "en", "un", "ar", "er", "ur", "az", "ez", "uz", "ath", "eth",
    )
)  # fmt: skip
_JOINED_ARTICLE = re.compile(r"[aeiu](?:l(?=[a-z]{3})|(?=([tdrzsn])\1))")
_HEBREW_ARTICLES = frozenset(("א", "אל", "ה", "אס", "אז", "אר", "אן", "אד", "אש", "את"))
_HEBREW_FINALS = str.maketrans("ךםןףץ", "כמנפצ")

_LATIN = (
    (re.compile("tch|tsh|tzh|sch"), "s"),
    (re.compile("dzh|dj"), "j"),
    (re.compile("kh"), "h"),
    (re.compile("gh"), "g"),
    (re.compile("[sc]h|t[sz]"), "s"),
    (re.compile("th"), "t"),
    (re.compile("dh"), "d"),
    (re.compile("zh"), "z"),
    (re.compile("ph"), "f"),
    (re.compile("c?[kqc]"), "k"),
    (re.compile("x"), "h"),
    (re.compile("ou|oo|[ao][uw](?![aeiouy])|[ou]"), "u"),
    (re.compile("ae|[ae][iy](?![aeiou])|e(?!e)"), "e"),
    (re.compile("(?<=[^aeiou])y(?![aeiou])|ee|i[yj](?![aeiou])|ie|i"), "i"),
    (re.compile("(?<=[aeiou])h$"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_CLASSES = str.maketrans(
    {
        **dict.fromkeys("pfv", "b"), "j": "g", **dict.fromkeys("aeiouwy", None),
        # Arabic and Persian, as `fold` leaves them.
        **dict.fromkeys("بپف", "b"), **dict.fromkeys("تطث", "t"), **dict.fromkeys("دذض", "d"),
        **dict.fromkeys("سشصچ", "s"), **dict.fromkeys("زظژ", "z"), **dict.fromkeys("جگغ", "g"),
        **dict.fromkeys("حخه", "h"), **dict.fromkeys("كق", "k"), "ر": "r", "ل": "l", "م": "m", "ن": "n",
        **dict.fromkeys("اويع", None),
        # Hebrew.
        **dict.fromkeys("בפ", "b"), **dict.fromkeys("טת", "t"), "ד": "d", **dict.fromkeys("סשצ", "s"), "ז": "z",
        "ג": "g", **dict.fromkeys("הח", "h"), **dict.fromkeys("כק", "k"), "ר": "r", "ל": "l", "מ": "m", "נ": "n",
        **dict.fromkeys("אעוי", None),
    }
)  # fmt: skip
_FIRST = {
    **dict.fromkeys("aeiouاعאע", "a"), **dict.fromkeys("wوו", "w"), **dict.fromkeys("yيי", "y"),
}  # fmt: skip
_ARABIC_WITHIN = re.compile("(?<=..)ال(?=...)")


def close_key(name: str) -> str:
    """The name without articles and spaces, its Latin vowels in classes; "" where it has no letters or digits."""
    return _keys(name)[0]


def bare_key(name: str) -> str:
    """The consonants of the name in classes, the same in every script; a vowel at its beginning counts as `a`."""
    return _keys(name)[1]


def without_articles(name: str) -> str:
    """The name folded, without articles: as it is spelt otherwise."""
    words = tokens(name)
    last = len(words) - 1
    return " ".join(
        word.removeprefix("ال") if len(word) > 3 else word
        for at, word in enumerate(words)
        if at == last or not (word in _ARTICLES or word in _HEBREW_ARTICLES)
    )


@lru_cache(maxsize=4096)
def _keys(name: str) -> tuple[str, str]:
    words = tokens(name)
    close: list[str] = []
    bare: list[str] = []
    last, after_article = len(words) - 1, False
    for at, word in enumerate(words):
        if at < last and (word in _ARTICLES or word in _HEBREW_ARTICLES):
            after_article = True
            continue
        if word.isascii() or "a" <= word[0] <= "z":
            plain = _latin(word, joined=bool(close) and not after_article)
            close.append(plain)
        elif "\u0590" <= word[0] <= "\u05ff":
            plain = word.translate(_HEBREW_FINALS)
            close.append(plain)
        else:
            plain = word[2:] if word.startswith("ال") and len(word) > 3 else word
            close.append(plain)
            plain = _ARABIC_WITHIN.sub("", plain) if len(plain) > 6 else plain
        bare.append(_bare(plain, first=not bare))
        after_article = False
    return "".join(close), "".join(bare)


def _latin(word: str, *, joined: bool) -> str:
    if joined and len(word) > 4 and (article := _JOINED_ARTICLE.match(word)):
        word = word[article.end() :]
    for pattern, sound in _LATIN:
        word = pattern.sub(sound, word)
    return word


def _bare(word: str, *, first: bool) -> str:
    vowel = _FIRST.get(word[:1], "") if first else ""
    if len(word) > 2 and word[-1] in "هה":
        word = word[:-1]
    return vowel + word.translate(_CLASSES)
