"""Places as choices while typing: those of the log first, then what the gazetteer offers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ascertain.app.queries import Queries
from ascertain.domain.records import NamedRef, Place
from ascertain.domain.rows import NameHit, Shelf
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.bridge import Asker, Bridge
from ascertain.ui.form.names.choices import Choice, ChoiceKind, choices_of, means_the_same
from ascertain.ui.form.names.completion import Deliver
from ascertain.ui.wording import code_label, isolated, tr_message

if TYPE_CHECKING:
    from ascertain.app.gazetteer.offers import PlaceOffer, PlaceOffers

_OFFERED = 8
_FEW_LETTERS = 3


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """The value of a choice: the place, and how narrowly "where" is known by it (a code, or None)."""

    ref: NamedRef
    precision: str | None


class PlaceNames:
    """Finds places for a box, with what the gazetteer knows. `tell` is called with what is wrong with coordinates."""

    def __init__(self, bridge: Bridge, asker: Asker, *, makes: bool = True) -> None:
        self._bridge, self._asker = bridge, asker
        self._makes = makes and not bridge.session.read_only
        self.tell: Callable[[str], None] = lambda _: None

    def warm(self) -> None:
        """Load the gazetteer before the first letter is typed."""
        gazetteer = self._bridge.session.gazetteer
        self._asker.ask(lambda queries: len(gazetteer.of(queries).search("a", 1)), lambda _: None)

    def provide(self, text: str, deliver: Deliver) -> None:
        """Find choices for a text."""
        typed = text.strip()
        gazetteer = self._bridge.session.gazetteer

        def question(queries: Queries) -> tuple[list[NameHit], PlaceOffers]:
            from ascertain.app.gazetteer.offers import PlaceOffers, offers_for

            hits = queries.suggest(Shelf.PLACES, typed, _OFFERED)
            return hits, offers_for(gazetteer.of(queries), typed, _OFFERED) if typed else PlaceOffers()

        def show(found: tuple[list[NameHit], PlaceOffers]) -> None:
            if found[1].wrong is not None:
                # A sentence beneath the box, which a list would lie over.
                self.tell(tr_message(found[1].wrong))
                deliver([])
                return
            deliver(self._choices(typed, *found))

        self._asker.ask(question, show)

    def _choices(self, typed: str, hits: list[NameHit], found: PlaceOffers) -> list[Choice]:
        lists = self._bridge.session.vocabularies
        known = {hit.id for hit in hits}
        own = [_own(offer, lists) for offer in found.offers if _id(offer) is not None]
        by_id: dict[int | None, Choice] = {}
        for choice in own:
            if isinstance(choice.value, PlaceChoice):
                by_id.setdefault(choice.value.ref.id, choice)
        mine = [_with_precision(choice, by_id) for choice in choices_of(hits)]
        theirs = [from_gazetteer(offer, lists) for offer in found.offers if _id(offer) is None]
        if not (theirs and _says_little(typed)):
            mine += [choice for number, choice in by_id.items() if number not in known]
        choices = mine
        if theirs:
            heading = QCoreApplication.translate("PlaceNames", "From the gazetteer")
            choices = [*mine, Choice(heading, kind=ChoiceKind.HEADING), *theirs]
        if typed and self._makes and not _is_known(typed, mine):
            words = QCoreApplication.translate("LogNames", "Make place “{name}” …").format(name=isolated(typed))
            choices = [*choices, Choice(words, typed, kind=ChoiceKind.MAKER)]
        return choices


def _says_little(typed: str) -> bool:
    """Whether so few Latin letters are typed that all kinds of names sound like them. Letters of a script without
    vowels say more."""
    return typed.isascii() and len(typed) <= _FEW_LETTERS


def _id(offer: PlaceOffer) -> int | None:
    return offer.place.id


def _is_known(typed: str, choices: Sequence[Choice]) -> bool:
    return any(means_the_same(typed, each.text) or means_the_same(typed, each.matched) for each in choices)


def _own(offer: PlaceOffer, lists: Vocabularies) -> Choice:
    place = offer.place
    value = PlaceChoice(NamedRef(place.name, place.id), offer.precision)
    return Choice(place.name, value, offer.matched, _where(place, lists), known=True)


def _with_precision(choice: Choice, offered: dict[int | None, Choice]) -> Choice:
    """A place of the log that was found by its spelling, with what the gazetteer says of it."""
    number = choice.value if isinstance(choice.value, int) else None
    other = offered.get(number)
    value = other.value if other is not None else PlaceChoice(NamedRef(choice.text, number), None)
    return replace(choice, value=value)


def from_gazetteer(offer: PlaceOffer, lists: Vocabularies) -> Choice:
    """A place that the log does not have, with its kind and where it is, and its name in another script."""
    place = as_the_log_may_hold_it(offer.place, lists)
    # A town is what most are: only what is something else says so.
    kind = code_label("place_kind", place.kind, lists) if place.kind != "town" else ""
    detail = " · ".join(part for part in (kind, _where(place, lists)) if part)
    value = PlaceChoice(NamedRef(place.name, None, place), offer.precision)
    return Choice(place.name, value, offer.matched or _in_another_script(place), detail)


def as_the_log_may_hold_it(place: Place, lists: Vocabularies) -> Place:
    """The place without codes that the lists of the log do not have."""
    kind = place.kind if place.kind and lists["place_kind"].find(place.kind) is not None else None
    country = place.country if place.country and lists["country"].find(place.country) is not None else None
    return replace(place, kind=kind, country=country)


def _where(place: Place, lists: Vocabularies) -> str:
    division = place.admin1 if place.kind != "province" else ""
    country = code_label("country", place.country, lists) if place.kind != "country" else ""
    return ", ".join(part for part in (division, country) if part)


def _in_another_script(place: Place) -> str:
    return _first(other.name for other in place.names if other.language)


def _first(names: Iterable[str]) -> str:
    return next(iter(names), "")
