"""In which language a text is written: by its script, then by letters and words that only one language has.

Offline and small. It tells apart the languages that reports are read in, and says when it is not sure.
Codes are BCP 47 (ISO 639-1 where there is one; `ckb` is Central Kurdish).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

_LOOKED_AT = 20_000
"""Characters from the beginning that are looked at."""
_FEW = 25
"""With fewer letters than this nothing is certain."""

_WORDS = {
    "ar": "في من على إلى أن التي الذي هذا هذه عن مع كان قال ما لم وقد وقال بعد خلال بين ذلك لا أو ولم كما",
    "fa": "در به از که این را با است برای آن شد می های کرد خود تا بر یک نیز گفت شده بود هم اما",
    "ur": "کے میں کی ہے نے اور سے کا کو پر ہیں کہ یہ تھا بھی ایک نہیں گیا کیا ہوئے",
    "ps": "په د او چې ته له کې دي دا یې شوي سره وو کړي هم پر نه دی",
    "ckb": "لە بۆ و کە ئەو بە لەگەڵ ئەم دەکات هەر هەروەها کرد بوو",
    "he": "של את על לא הוא כי עם זה גם אל היא אבל אמר בין כל יותר",
    "yi": "און די איז פון אין דער אז מיט האט צו",
    "en": "the of and to in a is that for on was with as by at from it were said has an be not which",
    "fr": "le la les des et en du une dans que est pour par sur au qui avec pas ont été aux selon",
    "de": "der die und das den von zu mit ist des im für auf nicht ein eine dem als auch wurde bei hat nach",
    "es": "el la los las de y en que del se por un una con para su al fue según como lo más",
    "it": "il di che e la un una per in del della con è nel alla sono le gli dei non si ha",
    "pt": "o a os as de e em que do da no na um uma para com não por foi dos ao mais",
    "nl": "de het een en van in is dat op te voor met zijn niet aan door werd bij ook",
    "tr": "ve bir bu da de için ile olarak olan çok daha sonra göre ancak değil kadar",
    "sv": "och i att det som en på är av för med till den har inte om ett var",
    "pl": "w i na z się nie do że jest o po jak oraz przez dla od został",
    "ku": "û li di ji bi ku de ev ew jî bo an ser hat dike kir",
    "az": "və bir bu ilə üçün olan da də edib sonra daha olub",
    "ru": "и в на не что с по как из за его это для от был было также года",
    "uk": "і в на не що з та до за це для від був було також як року є",
    "bg": "и в на не че с за от се да е са по като това беше",
    "sr": "и у на не да се је за са од који што су као",
}
_WORD_SETS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_FAMILIES = {
    "ARABIC": ("ar", "fa", "ur", "ps", "ckb"),
    "HEBREW": ("he", "yi"),
    "LATIN": ("en", "fr", "de", "es", "it", "pt", "nl", "tr", "sv", "pl", "ku", "az"),
    "CYRILLIC": ("ru", "uk", "bg", "sr"),
}
_ALONE = {
    "GREEK": "el", "ARMENIAN": "hy", "GEORGIAN": "ka", "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh",
    "DEVANAGARI": "hi", "BENGALI": "bn", "THAI": "th", "ETHIOPIC": "am", "TAMIL": "ta", "SYRIAC": "syr",
}  # fmt: skip
_LETTERS = {
    "ar": "ةىكيأإؤئ", "fa": "پچژگکی", "ur": "ٹڈڑںےہھ", "ps": "ټډړښږڼځڅېۍ", "ckb": "ەۆێڵڕڤ", "he": "", "yi": "װױ",
    "fr": "êèàçœùëï", "de": "ßäöü", "es": "ñ¿¡áíóú", "it": "ìòàù", "pt": "ãõçâ", "tr": "ğışİçö", "sv": "å",
    "pl": "łżęąńś", "ku": "êîûşç", "az": "əğıöü", "ru": "ыэъё", "uk": "іїєґ", "bg": "ъ", "sr": "ђјљњћџ",
}  # fmt: skip
_MOST_BY_LETTERS = 0.15
"""No language of the other scripts is written mostly with letters of its own; a text in a wrong encoding is."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class TextLanguage:
    """The language of a text, as a BCP 47 code; empty where nothing points to one. `weight`: how much points to it, the
    share of its words and letters that are the language's own."""

    code: str
    certain: bool = False
    weight: float = 0.0


def language_of(text: str) -> TextLanguage:
    """What a text is written in."""
    start = unicodedata.normalize("NFC", text[:_LOOKED_AT])
    letters = Counter(letter for letter in start if letter.isalpha())
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        scripts[_script(letter)] += count
    if not scripts:
        return TextLanguage("")
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > scripts["CJK"] // 10 > 0:
        scripts["HIRAGANA"] += scripts["CJK"]
    script, most = scripts.most_common(1)[0]
    whole = letters.total()
    if script in _ALONE:
        return TextLanguage(_ALONE[script], most * 2 > whole >= _FEW, most / whole / 10)
    if script not in _FAMILIES:
        return TextLanguage("")
    best, weight, clear = _of_family(script, Counter(_WORD.findall(start.lower())), letters)
    return TextLanguage(best, bool(best) and clear and most * 2 > whole >= _FEW, weight)


def _of_family(script: str, words: Counter[str], letters: Counter[str]) -> tuple[str, float, bool]:
    """The likeliest language of a script, what points to it, and whether it stands out."""
    count, signs = max(1, words.total()), max(1, letters.total())
    scores = {}
    for language in _FAMILIES[script]:
        known = sum(words[word] for word in _WORD_SETS[language]) / count
        own = sum(letters[letter] for letter in _LETTERS.get(language, "")) / signs
        scores[language] = known + (own if script == "ARABIC" else min(own, _MOST_BY_LETTERS))
    if script == "HEBREW":
        scores["he"] += 0.01
    (best, score), (_, second) = sorted(scores.items(), key=lambda pair: -pair[1])[:2]
    return (best if score > 0 else ""), score, score >= 0.05 and score > second * 1.2


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
