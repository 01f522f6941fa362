"""The Georeferenced Event Dataset of UCDP: its columns and its codes (UCDP GED Codebook 23.1).

Side A of one-sided violence is the attacker; of a battle it is the government, or the side that is named first. Its
dead go with it, those of side B with the target.
"""

from __future__ import annotations

from ascertain.domain.incoming.profiles.profile import Profile

_PASSED_OVER = (
    "year",
    "active_year",
    "code_status",
    "conflict_dset_id",
    "conflict_new_id",
    "dyad_dset_id",
    "dyad_new_id",
    "side_a_dset_id",
    "side_a_new_id",
    "side_b_dset_id",
    "side_b_new_id",
    "number_of_sources",
    "geom_wkt",
    "priogrid_gid",
    "country_id",
    "region",
    "gwnoa",
    "gwnob",
)

UCDP_GED = Profile(
    name="ucdp_ged",
    label="UCDP GED",
    columns={
        **dict.fromkeys(_PASSED_OVER, ""),
        "id": "key",
        "relid": "uid",
        "type_of_violence": "kind",
        "conflict_name": "notes_line",
        "dyad_name": "notes_line",
        "side_a": "attributed_to",
        "side_b": "target",
        "source_article": "notes_line",
        "source_office": "source",
        "source_date": "notes_line",
        "source_headline": "document_title",
        "source_original": "notes_line",
        "where_prec": "where_precision",
        "where_coordinates": "place",
        "where_description": "place_text",
        "adm_1": "place_admin1",
        "adm_2": "place_admin2",
        "latitude": "place_latitude",
        "longitude": "place_longitude",
        "country": "country",
        "event_clarity": "is_aggregate",
        "date_prec": "precision",
        "date_start": "t_from",
        "date_end": "t_to",
        "deaths_a": "killed_attacker_best",
        "deaths_b": "killed_target_force_best",
        "deaths_civilians": "killed_civilian_best",
        "deaths_unknown": "killed_unknown_best",
        "best": "killed_total_best",
        "low": "killed_total_low",
        "high": "killed_total_high",
    },
    telling=(
        "type_of_violence",
        "where_prec",
        "event_clarity",
        "date_prec",
        "deaths_a",
        "deaths_civilians",
        "relid",
        "dyad_new_id",
    ),
    needed=3,
    codes={
        "kind": {"1": "battles", "2": "battles", "3": "violence_against_civilians"},
        "precision": {"1": "day", "2": "days", "3": "week", "4": "month", "5": "year"},
        "where_precision": {
            "1": "exact",
            "2": "near",
            "3": "admin2",
            "4": "admin1",
            "5": "vague",
            "6": "country",
            "7": "sea_or_air",
        },
        "is_aggregate": {"1": "no", "2": "yes"},
    },
    separators={"source_office": ";", "source_headline": ";", "side_a": "\n", "side_b": "\n"},
)
