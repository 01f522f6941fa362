"""How narrowly a place is known, in the numbers of other codebooks."""

from __future__ import annotations

from ascertain.domain.codes import WherePrecision

_UCDP = {precision: number for number, precision in enumerate(WherePrecision, start=1)}
_ACLED = {
    WherePrecision.EXACT: 1,
    WherePrecision.NEAR: 2,
    WherePrecision.ADMIN2: 2,
    WherePrecision.ADMIN1: 3,
    WherePrecision.VAGUE: 3,
    WherePrecision.COUNTRY: 3,
    WherePrecision.SEA_OR_AIR: 3,
}


def ucdp_where_prec(code: str) -> int:
    """`where_prec` 1-7 (UCDP GED Codebook 23.1) of a code of the list `where_precision`. Raises ValueError for
    another text.

    1 the exact location, 2 within about 25 km of it, 3 the second-order division (district), 4 the first-order division
    (province), 5 a line or a vague area, 6 the country alone, 7 international waters or airspace.
    """
    return _UCDP[WherePrecision(code)]


def acled_geo_precision(code: str) -> int:
    """`geo_precision` 1-3 (ACLED Codebook, 2024) of a code of the list `where_precision`. Raises ValueError for
    another text.

    1 the very town or site, 2 near a town, or a small part of a region, 3 a larger region that its capital stands
    for. ACLED has no wider grade: what is known by country alone, or lies at sea, is 3 as well.
    """
    return _ACLED[WherePrecision(code)]
