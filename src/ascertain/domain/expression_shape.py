"""How long a regular expression may look at a text: read from what repeats in it, before it is used. `re` cannot be
stopped while it matches, so an expression that could look for ever is refused, and a text that is too long for what an
expression has to try is passed over."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MOST_TRIED = 200_000_000
"""Steps of `re` at one text in the worst case: about a second."""
_SHORTEST, _LONGEST = 200, 20_000
"""An expression that cannot be looked for in so short a text is refused; longer than the other no text is looked in."""
_FEW = 8
"""What repeats more often than this may repeat as often as there is text."""

_QUANTIFIER = re.compile(r"([*+?])|\{(\d*)(,?)(\d*)\}")
_OPENING = re.compile(r"\((?:\?(?:P<\w+>|P=\w+|<[=!]|[:=!>]|[a-zA-Z]*(?:-[a-zA-Z]+)?:|\(\w+\)))?")
_FLAGS = re.compile(r"\(\?[a-zA-Z]+\)")
_VERBOSE = re.compile(r"\(\?[a-zA-Z]*x")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)


@dataclass(slots=True)
class _Part:
    """A part that matches in several ways. `nested`: within what repeats, by which its ways are multiplied."""

    ways: int
    wide: bool = False
    nested: bool = False


def longest_text(expression: str) -> int:
    """The most characters of a text in which this expression, which `re` takes, is found or not in about a second;
    0 for one that could look for ever. From each place of a text each part that repeats in any number may end at any
    other place, so each of these multiplies the steps by the length of the text; the other ways multiply them as they
    are. Within another repeat they would be raised to its power. Verbose expressions are not read, and so refused."""
    if _VERBOSE.search(expression):
        return 0
    parts = _parts(expression)
    if any(each.nested for each in parts):
        return 0
    ways = 1
    for each in parts:
        ways *= 1 if each.wide else each.ways
        if ways > _MOST_TRIED:
            return 0
    longest = int((_MOST_TRIED / ways) ** (1 / (1 + sum(each.wide for each in parts))))
    return min(longest, _LONGEST) if longest >= _SHORTEST else 0


def _parts(expression: str) -> list[_Part]:
    found: list[_Part] = []
    groups = [(0, 1)]  # where the parts of each open group begin, and how many alternatives it has
    at = atom = 0  # atom: where the parts of what a quantifier would repeat begin
    while at < len(expression):
        letter = expression[at]
        if (counted := _counted(expression, at)) is not None:
            least, most, at = counted
            for each in found[atom:] if most > 1 else ():
                each.nested = True
            if least != most:
                found.append(_Part(most - least + 1, most > _FEW))
        elif letter == ")" and len(groups) > 1:
            atom, alternatives = groups.pop()
            if alternatives > 1:
                found.append(_Part(alternatives))
            at += 1
        elif letter == "|":
            groups[-1] = groups[-1][0], groups[-1][1] + 1
            at += 1
        elif letter == "(":
            at, opened = _opened(expression, at)
            if opened:
                groups.append((len(found), 1))
            atom = len(found)
        else:
            atom, at = len(found), _past(expression, at)
    return [*found, _Part(groups[0][1])]


def _opened(expression: str, at: int) -> tuple[int, bool]:
    """Past the beginning of a group; a remark or flags are no group."""
    if expression.startswith("(?#", at):
        return expression.find(")", at) + 1 or len(expression), False
    flags = _FLAGS.match(expression, at)
    if flags is not None:
        return flags.end(), False
    opening = _OPENING.match(expression, at)
    return (at + 1 if opening is None else opening.end()), True


def _past(expression: str, at: int) -> int:
    """Past one letter, or what stands for one."""
    if expression[at] == "\\":
        return at + 2
    group = _CLASS.match(expression, at) if expression[at] == "[" else None
    return at + 1 if group is None else group.end()


def _counted(expression: str, at: int) -> tuple[int, int, int] | None:
    """How often at least and at most what stands before is repeated, and where that is said; None where it is not."""
    said = _QUANTIFIER.match(expression, at)
    if said is None or said.group() in ("{}", "{,}"):
        return None
    sign, first, comma, last = said.groups()
    end = said.end()
    if expression[end : end + 1] in ("?", "+"):
        end += 1
    if sign is not None:
        return int(sign == "+"), 1 if sign == "?" else _LONGEST, end
    least = int(first or 0)
    return least, (int(last) if last else _LONGEST) if comma else least, end
