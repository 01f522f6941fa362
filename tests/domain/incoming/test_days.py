from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.codes import TimePrecision
from ascertain.domain.incoming.cells import CellRefused
from ascertain.domain.incoming.days import month_of, read_clock, read_day
from ascertain.domain.incoming.evidence import Evidence, Order, gather

DAYS = st.dates(date(1970, 1, 1), date(2099, 12, 31))
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "short": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
}
PLAIN = ("{y:04}-{m:02}-{d:02}", "{y}/{m}/{d}", "{y}.{m:02}.{d:02}", "{y:04}{m:02}{d:02}")
DAY_FIRST = ("{d:02}.{m:02}.{y}", "{d}/{m}/{y}", "{d}-{m}-{y}", "{d}. {m}. {y}")
MONTH_FIRST = ("{m:02}/{d:02}/{y}", "{m}-{d}-{y}")
NAMED = ("{d} {n} {y}", "{d:02} {n} {y}", "{n} {d}, {y}", "{d}-{n}-{y}", "{d}. {n} {y}", "Tue, {d} {n} {y}")


def written(notation: str, day: date, name: str = "") -> str:
    return notation.format(y=day.year, m=day.month, d=day.day, n=name)


def first(cell: str, *, day_first: bool | None = None) -> date:
    found = read_day(cell, day_first=day_first)
    assert found is not None
    assert found.exact
    return found.first


@given(DAYS, st.sampled_from(PLAIN), st.sampled_from((None, True, False)))
def test_a_day_with_the_year_first_is_read_whatever_the_order(day: date, notation: str, order: bool | None) -> None:
    assert first(written(notation, day), day_first=order) == day


@given(DAYS, st.sampled_from(DAY_FIRST), st.sampled_from(MONTH_FIRST))
def test_a_day_of_two_numbers_is_read_by_what_the_mapping_says(day: date, one: str, other: str) -> None:
    assert first(written(one, day), day_first=True) == day
    assert first(written(other, day), day_first=False) == day


@given(DAYS, st.sampled_from(DAY_FIRST))
def test_a_day_of_two_numbers_is_never_guessed(day: date, notation: str) -> None:
    cell = written(notation, day)
    if day.day > 12 or day.day == day.month:
        assert first(cell) == day
        return
    with pytest.raises(CellRefused) as wrong:
        read_day(cell)
    assert day.isoformat() in str(wrong.value)
    assert "Say whether the day or the month stands first" in str(wrong.value)


@given(DAYS, st.sampled_from(NAMED), st.sampled_from(sorted(MONTHS)))
def test_a_day_with_the_name_of_its_month_is_read(day: date, notation: str, language: str) -> None:
    assert first(written(notation, day, MONTHS[language].split()[day.month - 1])) == day


@given(DAYS, st.times(), st.sampled_from((*PLAIN[:3], NAMED[0])), st.sampled_from((" ", ", ")), st.booleans())
def test_a_moment_is_read_back(day: date, at: time, notation: str, between: str, half: bool) -> None:
    at = at.replace(second=0, microsecond=0)
    clock = at.strftime("%I:%M %p") if half else at.strftime("%H:%M")
    found = read_day(f"{written(notation, day, MONTHS['en'].split()[day.month - 1])}{between}{clock}")
    assert found is not None
    if at == time():
        assert (found.first, found.precision) == (day, TimePrecision.DAY)
    else:
        assert (found.first, found.precision) == (datetime.combine(day, at), TimePrecision.MINUTE)


@given(st.datetimes(datetime(1970, 1, 1), datetime(2099, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_a_moment_with_an_offset_keeps_it(at: datetime, offset: int) -> None:
    at = at.replace(microsecond=0)
    sign, minutes = ("-" if offset < 0 else "+"), abs(offset)
    found = read_day(f"{at.isoformat()}{sign}{minutes // 60:02}:{minutes % 60:02}")
    assert found is not None
    assert (found.first, found.offset) == (at, offset)


@given(st.datetimes(datetime(1930, 1, 1), datetime(2150, 1, 1)))
def test_the_days_of_a_spreadsheet_are_read_back(at: datetime) -> None:
    at = at.replace(microsecond=0)
    serial = (at - datetime(1899, 12, 30)) / timedelta(days=1)
    for cell in (serial, int(serial), str(int(serial)), at, at.date()):
        found = read_day(cell)
        assert found is not None
        whole = isinstance(cell, int | str) or not isinstance(cell, float | datetime) or at.time() == time()
        assert found.first == (at.date() if whole else at)


@pytest.mark.parametrize("cell", [2023, "2023", 2023.0])
def test_a_year_alone_is_the_year(cell: str | float) -> None:
    found = read_day(cell)
    assert found is not None
    assert (found.first, found.last, found.precision) == (date(2023, 1, 1), date(2023, 12, 31), TimePrecision.YEAR)


@pytest.mark.parametrize(
    "cell", ["2023-02", "2023/2", "02/2023", "2.2023", "Feb 2023", "February 2023", "شباط 2023", "Şubat 2023"]
)
def test_a_month_alone_is_the_month(cell: str) -> None:
    found = read_day(cell)
    assert found is not None
    assert (found.first, found.last, found.precision) == (date(2023, 2, 1), date(2023, 2, 28), TimePrecision.MONTH)


def test_a_span_of_days_is_read() -> None:
    found = read_day("2023-10-17/2023-10-19")
    assert found is not None
    assert (found.first, found.last, found.precision) == (date(2023, 10, 17), date(2023, 10, 19), TimePrecision.DAYS)


@pytest.mark.parametrize(
    "cell",
    [
        "31.02.2023",
        "2023-13-01",
        "soon",
        "0",
        -1,
        True,
        3.5,
        float("nan"),
        "17.10.2023 25:00",
        "x" * 5_000,
        "2023-10-17 12:61",
    ],
)
def test_what_is_no_day_is_refused_with_what_to_do(cell: str | float) -> None:
    with pytest.raises(CellRefused, match="Write it as 2023-10-17"):
        read_day(cell)


@pytest.mark.parametrize("cell", [None, "", "  ", "\u200f"])
def test_nothing_is_no_day(cell: str | None) -> None:
    assert read_day(cell) is None


def test_an_order_that_does_not_fit_is_refused() -> None:
    with pytest.raises(CellRefused, match="no month, where the day stands first"):
        read_day("10/17/2023", day_first=True)
    with pytest.raises(CellRefused, match="no day, where the month stands first"):
        read_day("17/10/2023", day_first=False)


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("14:30", time(14, 30)), ("2:30 pm", time(14, 30)), ("14h30", time(14, 30)), ("1430", time(14, 30)),
        ("12 am", time()), (0.5, time(12)), (0.604166666, time(14, 30)), ("١٤:٣٠", time(14, 30)), ("", None),
        (datetime(2023, 10, 17, 14, 30), time(14, 30)),
    ],
)  # fmt: skip
def test_times_of_day(cell: str | float | datetime, at: time | None) -> None:
    assert read_clock(cell) == at


def test_what_is_no_time_of_day_is_refused() -> None:
    for cell in ("25:00", "noonish", "13 pm", 1.5):
        with pytest.raises(CellRefused, match="Write it as 14:30"):
            read_clock(cell)


def test_months_by_number_and_name() -> None:
    assert [month_of(cell) for cell in (3, "03", "March", "آذار", "mars", 3.0, "")] == [3, 3, 3, 3, 3, 3, None]
    for cell in (0, 13, "spring"):
        with pytest.raises(CellRefused, match="number from 1 to 12"):
            month_of(cell)


# ---- evidence


@given(st.lists(DAYS, min_size=1, max_size=40), st.booleans())
def test_a_day_above_twelve_decides_for_all(days: list[date], day_first: bool) -> None:
    notation = DAY_FIRST[1] if day_first else MONTH_FIRST[0]
    (seen,) = gather([[written(notation, day)] for day in days], 1)
    deciding = [day for day in days if day.day > 12]
    if deciding:
        assert seen.day_first is day_first
        assert [first(written(notation, day), day_first=seen.day_first) for day in days] == days
    else:
        assert seen.day_first is None
        assert seen.order is (Order.OPEN if any(day.day != day.month for day in days) else Order.NONE)


def test_dates_of_both_orders_and_of_none() -> None:
    (both,) = gather([["17/10/2023"], ["10/17/2023"], ["05/03/2023"]], 1)
    assert (both.order, both.day_first) == (Order.BOTH, None)
    (none,) = gather([["2023-10-17"], [datetime(2023, 1, 2)], [None], ["17 Oct 2023"]], 1)
    assert (none.order, none.day_first) == (Order.NONE, None)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 99)), min_size=1, max_size=20), st.booleans())
def test_fractions_tell_what_a_comma_means(numbers: list[tuple[int, int]], comma: bool) -> None:
    marks = (".", ",") if comma else (",", ".")
    (seen,) = gather([[f"{grouped(whole, marks[0])}{marks[1]}{part:02}"] for whole, part in numbers], 1)
    assert seen.decimal_comma is comma


def grouped(whole: int, mark: str) -> str:
    return f"{whole:,}".replace(",", mark)


def test_what_can_be_either_decides_nothing() -> None:
    (seen,) = gather([["1,234"], ["5.678"], ["12"]], 1)
    assert seen.decimal_comma is None


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["a; b", "c"], ";"), (["a | b", "c"], "|"), (["a\nb", "c"], "\n"), (["a, b", "c, d", "e"], ","),
        (["a, b", "c", "d", "e"], ""), (["a", "b"], ""), (["a, b; c", "d, e; f"], ";"),
    ],
)  # fmt: skip
def test_what_parts_several_values(cells: list[str], mark: str) -> None:
    (seen,) = gather([[cell] for cell in cells], 1)
    assert seen.separator == mark


@given(
    st.lists(st.sampled_from(("17/10/2023", "10/17/2023", "1,5", "1.5", "a; b", "x", "")), max_size=20),
    st.integers(0, 20),
)
def test_evidence_of_two_parts_adds_up(cells: list[str], at: int) -> None:
    rows = [[cell] for cell in cells]
    (whole,), (one,), (other,) = gather(rows, 1), gather(rows[:at], 1), gather(rows[at:], 1)
    assert one + other == whole
    assert Evidence() + whole == whole


@pytest.mark.parametrize("cell", ["1402/07/25", "25/07/1402", "1445-03-02"])
def test_a_day_of_another_calendar_is_never_taken_for_a_gregorian_one(cell: str) -> None:
    with pytest.raises(CellRefused):
        read_day(cell, day_first=True)


def test_a_time_told_in_words_keeps_its_phrase() -> None:
    found = read_day("early October 2023")
    assert found is not None
    assert (found.first.year, found.first.month, found.phrase) == (2023, 10, "early October 2023")
