"""Finding the time phrases in running text, in every language that `domain.times` knows.

What is found is a phrase as `read_time` takes it; whether it has a reading depends on its anchor. Words that are also
others (may, march, sun, fall, second) count only where what stands beside them says that a time is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ascertain.domain.times.canon import MONTH, SEASON, ordered
from ascertain.domain.times.lexicon import Piece, pieces, small_words
from ascertain.domain.times.reading import read_small
from ascertain.domain.times.reckoning import EdtfDays, Reckoning, Told
from ascertain.domain.times.spans import NotRead

_MOST_PIECES = 18
_LATIN_RISKY = frozenset({"may", "march"})
_LATIN_SHORT = re.compile(r"[a-z]{2,5}")
_SURE_MONTHS = frozenset({"january", "february", "july", "september", "october", "november", "december", "ramadan"})
_SURE_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_BEFORE_A_TIME = frozenset(
    {
        "in", "since", "during", "until", "till", "of", "by", "from", "through", "throughout", "early", "late", "mid",
        "at", "around", "about", "between", "before", "after", "to",
        "في", "شهر", "خلال", "منذ", "حتي", "عام", "سنه", "يوم", "من", "الى", "الي", "قبل", "بعد", "الساعه",
        "در", "ماه", "از", "تا", "سال", "روز", "ساعت", "طي",
        "יום", "ביום", "חודש", "מאז", "עד", "בשנת", "שנת", "בחודש", "בשעה",
    }
)  # fmt: skip
_ABBREVIATIONS = re.compile(r"[gw]\d+|~|am|pm|[hj]|ce")
_CONNECTING = frozenset({"", "and", "to", "–", "a", "/", "oclock", "by", "z", "am", "pm", "h", "j", "ce", "equals"})
_COMMAS = frozenset(",،")
_BARE_END = re.compile(r"w\d|\d{1,2}|[gjh]\d+")
_DAY_NAME = re.compile(r"w\d|today|yesterday|tomorrow|last night|2 days ago")
_NEVER_FIRST = _CONNECTING | {"until to", "ago", "later", "earlier"}
_NO_TIME_ALONE = re.compile("recent|soon|few|couple|days|few days|this days|next|last|this|first|second|third")


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time phrase of a text: where it stands, and its words."""

    start: int
    end: int
    phrase: str


def find_times(text: str) -> tuple[FoundTime, ...]:
    """The time phrases of `text` in their order, each as long as can be read; none overlaps another. Never raises."""
    found: list[FoundTime] = []
    for run in _runs(text):
        at = 0
        while at < len(run):
            length = _longest_from(text, run, at)
            if length:
                start, end = run[at].start, run[at + length - 1].end
                end -= 2 if re.search(r"['’]s$", text[start:end]) else 0
                found.append(FoundTime(start, end, text[start:end]))
            at += length or 1
    return tuple(found)


def _runs(text: str) -> Iterator[list[Piece]]:
    """Stretches of words of time, within a sentence. The piece before each is its first, if it changes nothing."""
    run: list[Piece] = []
    previous: Piece | None = None
    for piece in pieces(text):
        if run and re.search(r"\n\s*\n", text[run[-1].end : piece.start]):
            yield run
            run = []
        abbreviated = previous is not None and piece.raw == "." and _is_abbreviation(previous)
        ends = piece.stops and not abbreviated and not _within_words(text, piece)
        if piece.meaning is None or ends or _is_other_word(text, piece):
            if run:
                yield run
            run = []
        else:
            run.append(piece)
        previous = piece
    if run:
        yield run


def _within_words(text: str, piece: Piece) -> bool:
    """A dot with no space after it ends no sentence."""
    return piece.raw == "." and text[piece.end : piece.end + 1].isalnum()


def _is_abbreviation(piece: Piece) -> bool:
    return len(piece.raw) <= 5 and bool(_ABBREVIATIONS.fullmatch(piece.meaning or ""))


def _is_other_word(text: str, piece: Piece) -> bool:
    """A verb or a noun that is written as a month or a day of the week."""
    if not piece.word or not re.fullmatch(r"[gw]\d+", piece.meaning or ""):
        return False
    small = text[piece.start].islower()
    if piece.raw in _LATIN_RISKY or (_LATIN_SHORT.fullmatch(piece.raw) and piece.raw not in ("april", "june", "july")):
        return small
    # The Persian prefix of the present tense is written as the month of May.
    return piece.raw == "مي" and text[piece.end : piece.end + 1] == "\u200c"


def _longest_from(text: str, run: list[Piece], at: int) -> int:
    """How many pieces the longest phrase that begins here has; 0 where none does."""
    if (run[at].meaning or "") in _NEVER_FIRST:
        return 0
    for end in range(min(len(run), at + _MOST_PIECES), at, -1):
        if not run[end - 1].meaning or run[end - 1].meaning in ("and", "to", "–", "/", "a"):
            continue
        window = run[at:end]
        words = small_words(window)
        if words and _flows(window) and _is_time(words) and not _doubtful(text, run, at, end, ordered(words)):
            return end - at
    return 0


def _flows(window: list[Piece]) -> bool:
    """Whether commas and `and` stand where they stand within one time: `Tuesday, 17 October`, not `Monday, Friday`."""
    said = [piece.meaning or "" for piece in window]
    ranging = said[0] in ("from", "between")
    for at, piece in enumerate(window):
        before = next((each for each in reversed(said[:at]) if each), "")
        after = next((each for each in said[at:] if each), "")
        if piece.raw in _COMMAS and not _continues(before, after):
            return False
        if piece.meaning == "and" and not ranging and not _next_to(before, next((e for e in said[at + 1 :] if e), "")):
            return False
    return True


def _next_to(before: str, after: str) -> bool:
    """Whether one day or month follows the other: `17 and 18`, `Monday and Tuesday`; others are two times."""
    if not (_BARE_END.fullmatch(before) and _BARE_END.fullmatch(after)):
        return False
    return (int(after.strip("wgjh")) - int(before.strip("wgjh"))) in ((1, -6) if after[0] == "w" else (1,))


def _continues(before: str, after: str) -> bool:
    if re.fullmatch(r"\d{4}", after):
        return True
    return bool(_DAY_NAME.fullmatch(before) and re.match(r"w\d|\d|[gjh]\d|today|yesterday", after))


@lru_cache(maxsize=4096)
def _is_time(words: str) -> bool:
    """Whether small words name a time, whatever its anchor."""
    try:
        read_small(ordered(words), _SOMETIME)
    except NotRead as reason:
        return reason.named and not re.search(r" (?:and|to|–|until) ", words)
    except OverflowError:
        return False
    return True


def _doubtful(text: str, run: list[Piece], at: int, end: int, words: str) -> bool:
    """Whether a phrase that can be read is more likely no time."""
    before = _word_before(text, run, at)
    first = run[at]
    if _NO_TIME_ALONE.fullmatch(words) or first.raw in ("now", "c", "a", "an"):
        return True
    if re.search(r"\b(?:after|before)$", text[first.start : run[end - 1].end].casefold()):
        # "The day after" is told from the anchor, "the day after the raid" from the raid.
        return not re.match(r"\s*(?:$|[.,;:!?)\]])", text[run[end - 1].end :])
    led = before in _BEFORE_A_TIME
    plain = words.removeprefix("~ ")
    if re.fullmatch(r"\d{4}(?: ce)?", plain):
        year_word = any(piece.meaning == "year" for piece in run[at:end])
        return not ((led or year_word) and 1900 <= int(plain[:4]) <= 2100) and not _is_other_year(
            plain, before, run[at:end]
        )
    if re.fullmatch(r"\d{4} (?:–|to|and|until) \d{4}", words):
        return not led
    if re.fullmatch(MONTH, words):
        return not (first.raw in _SURE_MONTHS or led or " " in text[first.start : first.end].strip())
    if re.fullmatch(r"w\d", words):
        return not (first.raw in _SURE_WEEKDAYS or led or _is_named_day(text, run[at:end]))
    if re.fullmatch(SEASON, words):
        return not led or first.raw in ("fall", "spring", "ربيع")
    if re.fullmatch(r"\d{1,2}:\d\d", words):
        return not led and len(words) < 5
    if re.fullmatch(r"\d{1,2} (?:dawn|morning|afternoon|evening|night).*", words):
        return (
            not led
            and first.end + 1 == (run[at + 1].start if at + 1 < len(run) else 0)
            and text[first.end - 1].isascii()
        )
    return False


def _is_other_year(words: str, before: str, window: list[Piece]) -> bool:
    """A year of another calendar, named as one."""
    return 1250 <= int(words[:4]) < 1600 and (
        before in ("سال", "عام", "سنه") or any(p.meaning == "year" for p in window)
    )


def _is_named_day(text: str, window: list[Piece]) -> bool:
    """A day of the week that cannot be another word: with the article, or with the word for day before it."""
    name = text[window[-1].start : window[-1].end]
    return (
        len(window) > 1 or " " in name or "\u200c" in name or bool(re.match("[وبفل]?ال|[بوה]?יום|.*شنبه|.*شنبه", name))
    )


def _word_before(text: str, run: list[Piece], at: int) -> str:
    """The word that stands before a phrase."""
    if at and run[at - 1].raw:
        return run[at - 1].raw
    found = re.search(r"(\w+)\W*$", text[max(0, run[at].start - 24) : run[at].start])
    return found[1].casefold() if found else ""


class _AnyCalendar:
    """Takes every date that could be one, some days off: for whether a phrase is a date at all."""

    def to_day(self, reckoning: Reckoning, year: int, month: int, day: int) -> date:
        """About the day. Raises ValueError where it cannot be one."""
        if not (1 <= month <= 12 and 1 <= day <= 31 and 1250 <= year < 1600):
            raise ValueError
        begun = year + 621 if reckoning is Reckoning.PERSIAN else 579 + (year - 1400) * 354367 // 365242 + 1400
        return date(begun, 1, 1) + timedelta(days=30 * (month - 1) + day - 1)

    def from_day(self, reckoning: Reckoning, day: date) -> tuple[int, int, int]:
        """About the date."""
        behind = 621 if reckoning is Reckoning.PERSIAN else 579
        return day.year - behind, day.month, min(day.day, 29)

    def edtf(self, text: str) -> EdtfDays | None:
        """Nothing: EDTF does not stand in running text."""
        del text
        return None


_SOMETIME = Told(date(2024, 2, 29), _AnyCalendar())
