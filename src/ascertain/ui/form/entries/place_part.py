"""What the form of a place knows beyond its boxes: pasted coordinates, what is near, and what the gazetteer holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascertain.app.queries import Queries
from ascertain.domain.coordinates import NotCoordinates, read_coordinates
from ascertain.domain.folding import fold
from ascertain.domain.gazetteer import NearPlace
from ascertain.domain.geography import Point, compass_word, plain_km
from ascertain.domain.records import AlternateName, Place
from ascertain.domain.transliteration import bare_key, close_key
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.editors.lines import TextLine
from ascertain.ui.form.entries.presenter import read_names, show_names
from ascertain.ui.form.names.choices import Choice
from ascertain.ui.form.names.completion import Completion, Deliver
from ascertain.ui.form.names.place_names import PlaceChoice, from_gazetteer
from ascertain.ui.form.typed import NotReadable, read_degrees, show_degrees
from ascertain.ui.kit import button, text_label
from ascertain.ui.wording import isolated, tr_message

if TYPE_CHECKING:
    from ascertain.app.gazetteer.offers import PlaceOffer
    from ascertain.ui.form.entries.entry_boxes import EntryBox

_DEGREES = ("latitude", "longitude")
_OFFERED = 8
_NEAR = 2
_SOON_MS = 120


class PlacePart(QObject):
    """Listens to the boxes of a place and fills those that are empty. `taken(key)` is called for a box that was filled,
    `told(key, problem)` with what is wrong with coordinates that were pasted."""

    def __init__(
        self,
        bridge: Bridge,
        boxes: Mapping[str, EntryBox],
        taken: Callable[[str], None],
        told: Callable[[str, str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("place_part")
        self._bridge, self._boxes, self._taken, self._told = bridge, boxes, taken, told
        self._offer: PlaceOffer | None = None
        self._names, self._facts = bridge.asker(self), bridge.asker(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._look)
        self.widget = self._make_lines(parent)
        name = boxes["name"]
        if isinstance(name, TextLine):
            self._completion = Completion(name, self._provide)
            self._completion.chosen.connect(self._choose)
            name.textEdited.connect(lambda _: self._soon.start())
        for key in _DEGREES:
            box = boxes[key]
            if isinstance(box, TextLine):
                box.textEdited.connect(lambda _, key=key: self._type_degrees(key))

    def start(self) -> None:
        """Other values stand in the boxes."""
        self._show((), None)
        self._soon.start()

    # ---- coordinates

    def _type_degrees(self, key: str) -> None:
        self._soon.start()
        text = str(self._boxes[key].value())
        try:
            read_degrees(text)
        except NotReadable:
            self._read_point(key, text)

    def _read_point(self, key: str, text: str) -> None:
        """A whole point was put into one of the boxes: it fills both."""
        try:
            point = read_coordinates(text)
        except NotCoordinates as wrong:
            self._told(key, tr_message(wrong.message))
            return
        if point is not None:
            self._put("latitude", show_degrees(point.latitude))
            self._put("longitude", show_degrees(point.longitude))

    def _point(self) -> Point | None:
        try:
            latitude, longitude = (read_degrees(str(self._boxes[key].value())) for key in _DEGREES)
            return None if latitude is None or longitude is None else Point(latitude, longitude)
        except ValueError:
            return None

    # ---- what is near, and what the gazetteer has under this name

    def _look(self) -> None:
        point, name, gazetteer = self._point(), self._name(), self._bridge.session.gazetteer
        country = self._boxes["country"].value()

        def question(queries: Queries) -> tuple[list[NearPlace], PlaceOffer | None]:
            from ascertain.app.gazetteer import Gazetteer
            from ascertain.app.gazetteer.offers import offers_for

            near = gazetteer.of(queries).nearest(point, _NEAR + 1) if point is not None else []
            # Without the places of the log: this may be one of them, and then it would not be offered.
            offers = offers_for(Gazetteer(), name, _OFFERED).offers if name else ()
            fits = (each for each in offers if _is_named(each.place, name) and country in (None, each.place.country))
            return near, next(fits, None)

        if point is None and not name:
            self._show((), None)
            return
        self._facts.ask(question, lambda found: self._show(*found))

    def _show(self, near: tuple[NearPlace, ...] | list[NearPlace], offer: PlaceOffer | None) -> None:
        mine = fold(self._name())
        others = [each for each in near if fold(each.hit.place.name) != mine][:_NEAR]
        self._near.setText(" · ".join(map(_near_words, others)))
        self._near.setVisible(bool(others))
        self._offer = offer if offer is not None and self._adds(offer.place) else None
        for part in (self._known, self._fill):
            part.setVisible(self._offer is not None)
        if self._offer is not None:
            choice = from_gazetteer(self._offer, self._bridge.session.vocabularies)
            words = self.tr("In the gazetteer: {place}")
            self._known.setText(words.format(place=isolated(f"{choice.text} ({choice.detail})")))

    def _adds(self, place: Place) -> bool:
        """Whether the boxes lack anything that the gazetteer knows."""
        lacking = not all(self._boxes[key].value() for key in ("kind", "country", *_DEGREES))
        return lacking or bool(self._lacking_names(place))

    def _lacking_names(self, place: Place) -> list[AlternateName]:
        known = {fold(self._name()), *(fold(each.name) for each in read_names(str(self._boxes["names"].value())))}
        return [each for each in place.names if fold(each.name) not in known]

    # ---- filling

    def _provide(self, text: str, deliver: Deliver) -> None:
        typed, gazetteer = text.strip(), self._bridge.session.gazetteer
        lists = self._bridge.session.vocabularies

        def question(queries: Queries) -> tuple[PlaceOffer, ...]:
            from ascertain.app.gazetteer.offers import offers_for

            return offers_for(gazetteer.of(queries), typed, _OFFERED).offers if typed else ()

        def show(offers: tuple[PlaceOffer, ...]) -> None:
            deliver([from_gazetteer(each, lists) for each in offers if each.place.id is None])

        self._names.ask(question, show)

    def _choose(self, choice: Choice) -> None:
        if isinstance(choice.value, PlaceChoice) and choice.value.ref.place is not None:
            self._take(choice.value.ref.place)

    def _take_offer(self) -> None:
        if self._offer is not None:
            choice = from_gazetteer(self._offer, self._bridge.session.vocabularies)
            self._choose(choice)
            self._boxes["name"].setFocus()

    def _take(self, place: Place) -> None:
        """Fill what is empty. A name that was typed in full stays; one that was only begun is completed."""
        typed = self._name()
        if not _is_named(place, typed):
            self._put("name", place.name)
        elif fold(typed) != fold(place.name):
            place = replace(place, names=(AlternateName(place.name), *place.names))
        for key, value in (("kind", place.kind), ("country", place.country), ("admin1", place.admin1)):
            if value and not self._boxes[key].value():
                self._put(key, value)
        if not any(self._boxes[key].value() for key in _DEGREES):
            self._put("latitude", show_degrees(place.latitude))
            self._put("longitude", show_degrees(place.longitude))
        names = self._lacking_names(place)
        if names:
            self._put("names", show_names((*read_names(str(self._boxes["names"].value())), *names)))
        self._look()

    def _put(self, key: str, value: str) -> None:
        self._boxes[key].set_value(value)
        self._taken(key)

    def _name(self) -> str:
        return str(self._boxes["name"].value()).strip()

    def _make_lines(self, parent: QWidget) -> QWidget:
        holder = QWidget(parent)
        holder.setObjectName("place_known")
        self._near = text_label("", "small", wraps=True, parent=holder)
        self._near.setObjectName("place_near")
        self._known = text_label("", "small", wraps=True, parent=holder)
        self._known.setObjectName("place_known_as")
        self._fill = button(self.tr("Fill in what is missing"), "link", name="place_fill", parent=holder)
        self._fill.clicked.connect(self._take_offer)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._near)
        column.addWidget(self._known)
        column.addWidget(self._fill, 0, Qt.AlignmentFlag.AlignLeading)
        return holder


def _is_named(place: Place, typed: str) -> bool:
    """Whether what was typed is a whole name of the place, in some spelling."""
    names = (place.name, *(other.name for other in place.names))
    return bool(typed) and any(
        close_key(name) == close_key(typed) or (len(bare_key(typed)) > 2 and bare_key(name) == bare_key(typed))
        for name in names
    )


def _near_words(near: NearPlace) -> str:
    words = QCoreApplication.translate("PlacePart", "{km} km {direction} of {place}")
    return words.format(
        km=plain_km(near.km), direction=tr_message(compass_word(near.bearing)), place=isolated(near.hit.place.name)
    )
