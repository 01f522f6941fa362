"""Tables as other people publish them."""

from __future__ import annotations

import csv
import io

HEADINGS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
"""The columns of ACLED (ACLED Codebook, 2024)."""

USUAL = {
    "year": 2023,
    "time_precision": 1,
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "actor1": "An armed group",
    "actor2": "Military forces",
    "country": "Iraq",
    "admin1": "Anbar",
    "location": "Ain al-Asad",
    "latitude": "33.78",
    "longitude": "42.44",
    "geo_precision": 1,
    "source": "A channel; An agency",
    "fatalities": 0,
}


def acled(count: int, **cells: object) -> str:
    """So many events; `cells` are given to the first of them in place of the usual ones."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, HEADINGS, restval="")
    writer.writeheader()
    for at in range(count):
        event = {**USUAL, "event_id_cnty": f"IRQ{1000 + at}", "event_date": f"{1 + at % 28:02d} October 2023"}
        event["notes"] = f"On that day {at} drones hit the base."
        writer.writerow(event | (cells if at == 0 else {}))
    return out.getvalue()
