"""What is offered where a search finds little: words spelt as the log spells them, keys and codes that were meant, and
documents that hold the words. Nothing is offered that finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import func, literal, select

from ascertain.domain.folded_words import folded_words
from ascertain.domain.folding import fold
from ascertain.domain.search import (
    FieldTerm,
    Op,
    Phrase,
    Search,
    Term,
    Words,
    find_key,
    parse,
    search_keys,
    show,
    show_term,
)
from ascertain.domain.search.asked import asked_together
from ascertain.domain.search.mending import (
    Offer,
    Offers,
    as_text_of_documents,
    looked_for,
    put_otherwise,
    unknown_key,
    with_word,
)
from ascertain.domain.transliteration import bare_key
from ascertain.store.reading.code_lists import code_list, codes_meant
from ascertain.store.reading.finding import found
from ascertain.store.reading.known_words import SHORTEST, KnownNames, known_names_of, nearest, words_like
from ascertain.store.reading.line import ReadLine
from ascertain.store.schema import table
from ascertain.store.searching_text import DOCUMENTS_INDEX, asked_expression, rows_of_index, words_expression

Part = Words | Phrase | FieldTerm
Put = tuple[tuple[Term, ...], str]
"""What a part is put as, and as people read it."""

MOST = 3
"""Other searches that are offered."""
_TRIED = 6
"""Spellings of one word that are looked for."""
FEW = 3
"""Incidents up to which a word may be a slip that was made before."""
OFTEN = 30
"""Incidents from which on the other word is no slip."""
_NAMED = frozenset({"place", "actor", "source", "tags", "claimed_by", "attributed_to", "target", "host", "interceptor"})


def offers(line: ReadLine, search: Search) -> Offers:
    """What is offered in the place of a search that finds little."""
    with line.one_state():
        instead: dict[str, Offer] = {}
        sounds: set[str] = set()
        for new, shown in _others(line, search):
            # One name in two scripts is one offer.
            text, sound = show(new), bare_key(shown)
            if text not in instead and not (sound and sound in sounds) and _finds(line, new):
                instead[text] = Offer(text, shown)
                sounds.add(sound)
            if len(instead) == MOST:
                break
        return Offers(tuple(instead.values()), *_documents(line, search))


def _finds(line: ReadLine, search: Search) -> bool:
    return bool(line.ids(found(line, search, table("incident").c.id).limit(1)))


def _others(line: ReadLine, search: Search) -> Iterator[tuple[Search, str]]:
    """Searches that may have been meant, with the part that is put otherwise."""
    names = known_names_of(line)
    yield from _as_name(search, names)
    parts = [(term, list(_otherwise(line, term, names))) for term in looked_for(search.terms)]
    wrong = [(term, put) for term, put in parts if put]
    if len(wrong) > 1:
        whole = search
        for term, put in wrong:
            whole = put_otherwise(whole, term, put[0][0])
        yield whole, " ".join(put[0][1] for _, put in wrong)
    for term, put in wrong:
        yield from ((put_otherwise(search, term, new), shown) for new, shown in put)


def _otherwise(line: ReadLine, term: Part, names: KnownNames) -> Iterator[Put]:
    """What may have been meant by one part."""
    if isinstance(term, FieldTerm):
        yield from _other_values(line, term, names)
        return
    as_field = list(_as_field(line, term))
    yield from as_field or _other_words(line, term, names)


def _as_field(line: ReadLine, term: Words | Phrase) -> Iterator[Put]:
    """`statu:claimed` as `status:claimed`."""
    typed = unknown_key(term)
    if typed is None or find_key(typed[0], line.fields()) is not None:
        return
    known = [name for key in search_keys(line.fields()) for name in (key.name, *key.aliases)]
    for name in nearest(typed[0].casefold(), known)[:MOST]:
        meant = parse(f"{name}:{typed[1]}", line.fields())
        if not meant.problems:
            yield meant.terms, f"{name}:{typed[1]}"


def _as_name(search: Search, names: KnownNames) -> Iterator[tuple[Search, str]]:
    """All the words as one name that sounds like them: `Dayr Ezzor`, `دير الزور`."""
    words = [term for term in search.terms if isinstance(term, Words)]
    if len(words) < 2:
        return
    text = " ".join(term.text for term in words)
    for _, name in islice(sorted(names.sounding(text)), MOST):
        if fold(name) == fold(text):
            continue
        new = put_otherwise(search, words[0], (Phrase(name),))
        yield _without(new, words[1:]), name


def _without(search: Search, words: list[Words]) -> Search:
    for word in words:
        search = put_otherwise(search, word, ())
    return search


def _other_words(line: ReadLine, term: Words | Phrase, names: KnownNames) -> Iterator[Put]:
    """A word that the index does not have, or hardly, as one that it has."""
    for word in folded_words(term.text):
        having = 0 if len(word.token) < SHORTEST else _incidents_with(line, word.token, FEW + 1)
        if len(word.token) < SHORTEST or having > FEW:
            continue
        for spelt in words_like(line, word.token, names)[:_TRIED]:
            # A slip that was made before is told by how much oftener the other word stands there.
            if having and _incidents_with(line, spelt, OFTEN) < OFTEN:
                continue
            new = type(term)(with_word(term.text, word, spelt))
            yield (new,), new.text


def _incidents_with(line: ReadLine, word: str, most: int) -> int:
    """How many incidents have a word, counted no further than is needed."""
    few = rows_of_index(words_expression(word)).limit(most)
    return int(line.scalar(select(func.count()).select_from(few.subquery())))


def _other_values(line: ReadLine, term: FieldTerm, names: KnownNames) -> Iterator[Put]:
    """A code or a name that the log does not have as one that it has."""
    key = find_key(term.field, line.fields())
    for at, value in enumerate(term.values):
        if key is None or not isinstance(value, str):
            continue
        for meant in _meant(line, term.field, key.vocabulary, value, names):
            new = FieldTerm(term.field, Op.IS, (*term.values[:at], meant, *term.values[at + 1 :]))
            yield (new,), show_term(new)


def _meant(line: ReadLine, key: str, vocabulary: str | None, value: str, names: KnownNames) -> list[str]:
    if vocabulary is not None:
        codes = code_list(line.vocabularies, vocabulary)
        if codes_meant(codes, value):
            return []
        known = {spelt: code.key for code in codes for spelt in (code.key.replace("_", " "), fold(code.label))}
        return list(dict.fromkeys(known[spelt] for spelt in nearest(fold(value.replace("_", " ")), known)))[:MOST]
    if key not in _NAMED:
        return []
    spelt = {fold(name): name for name in names.names}
    wanted = fold(value)
    likely = [name for _, name in sorted(names.sounding(value))] + [spelt[each] for each in nearest(wanted, spelt)]
    words = [word for word in words_like(line, wanted, names) if " " not in wanted]
    return [each for each in dict.fromkeys((*words, *likely)) if fold(each) != wanted][:_TRIED]


def _documents(line: ReadLine, search: Search) -> tuple[int, str]:
    """How many documents that incidents were logged from hold all the words, and the search for those incidents."""
    meant = as_text_of_documents(search)
    if meant is None or not line.surroundings.document_words:
        return 0, ""
    asked = asked_together(term for term in search.terms if isinstance(term, Words | Phrase))
    if not all(asked):
        return 0, ""
    statement = table("statement").c
    holding = rows_of_index(asked_expression([each for those in asked for each in those]), DOCUMENTS_INDEX)
    used = select(literal(1)).where(statement.document_id.in_(holding)).group_by(statement.document_id)
    count = int(line.scalar(select(func.count()).select_from(used.subquery())))
    return (count, show(meant)) if count and _finds(line, meant) else (0, "")
