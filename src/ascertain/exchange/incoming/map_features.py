"""GeoJSON (RFC 7946): a collection of features becomes a table, a column for each property and two for the place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, BinaryIO

from ascertain.exchange.incoming.json_records import as_cell
from ascertain.exchange.incoming.json_stream import JsonStream, text_of
from ascertain.exchange.incoming.order import MOST_COLUMNS, Failure, Form, Order, Remark, Unreadable
from ascertain.exchange.incoming.outlet import Outlet, Rows

LATITUDE, LONGITUDE, ID = "latitude", "longitude", "id"
_TELL_EVERY = 500


def read_features(source: BinaryIO, order: Order, outlet: Outlet) -> None:
    """Send one row for each feature; they are counted from 1."""
    del order  # there is but one table, and one encoding
    total = source.seek(0, os.SEEK_END)
    stream = JsonStream(text_of(source))
    table: _Table | None = None
    try:
        for key in stream.members():
            if key != "features" or not stream.begins_list():
                if key == "type" and stream.value() != "FeatureCollection":
                    raise Unreadable(Failure.NO_FEATURES)
                if key != "type":
                    stream.value()
                continue
            if table is None:
                outlet.found(Form.GEOJSON)
                table = _Table(outlet)
            for feature in stream.elements():
                table.add(feature)
                if table.count % _TELL_EVERY == 0:
                    outlet.tell(min(source.tell(), total), total)
    except UnicodeDecodeError as error:
        raise Unreadable(Failure.ENCODING) from error
    if table is None:
        raise Unreadable(Failure.NO_FEATURES)
    table.end()
    outlet.end()


class _Table:
    """The features that came so far."""

    def __init__(self, outlet: Outlet) -> None:
        self._outlet, self._number = outlet, outlet.sheet("")
        self._rows = Rows(outlet, self._number)
        self._columns = {LATITUDE: 0, LONGITUDE: 1}
        self.count = 0

    def add(self, feature: object) -> None:
        """Take a feature."""
        self.count += 1
        match feature:
            case {"type": "Feature", **said}:
                properties, geometry = said.get("properties"), said.get("geometry")
            case _:
                raise Unreadable(Failure.NO_FEATURES, self.count)
        given: dict[str, Any] = {}
        if isinstance(said.get("id"), str | int | float):
            given[ID] = said["id"]
        given |= properties if isinstance(properties, dict) else {}
        point = self._point(geometry)
        if point is not None:
            # Beside properties of those names, what is on the map holds.
            given[LONGITUDE], given[LATITUDE] = point
        for key in given:
            self._columns.setdefault(key, len(self._columns))
        if len(self._columns) > MOST_COLUMNS:
            raise Unreadable(Failure.TOO_WIDE, self.count)
        row: list[object] = [None] * len(self._columns)
        for key, value in given.items():
            row[self._columns[key]] = as_cell(value)
        self._rows.add(self.count, row)

    def end(self) -> None:
        """No more come."""
        self._rows.flush()
        self._outlet.fact(self._number, headings=list(self._columns))

    def _point(self, geometry: object) -> tuple[float, float] | None:
        match geometry:
            case {"type": "Point", "coordinates": [float() | int() as east, float() | int() as north, *_]}:
                return east, north
            case dict():
                points = list(_points(geometry))
            case _:
                return None
        if not points:
            return None
        self._outlet.remark(Remark.CENTRES, 1)
        east, north = ((min(each) + max(each)) / 2 for each in zip(*points, strict=True))
        return round(east, 6), round(north, 6)


def _points(geometry: dict[Any, Any]) -> Iterator[tuple[float, float]]:
    """All positions of a shape, however deep they stand in lists."""
    waiting: list[object] = [geometry.get("coordinates"), geometry.get("geometries")]
    while waiting:
        match waiting.pop():
            case [float() | int() as east, float() | int() as north, *_]:
                yield east, north
            case list(several):
                waiting.extend(several)
            case dict(part):
                waiting += [part.get("coordinates"), part.get("geometries")]
