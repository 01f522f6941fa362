"""Addresses of the same page, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.same_address import address_key, host_key

PAGE = "https://news.example/2023/item"


@pytest.mark.parametrize(
    "text",
    [
        "http://news.example/2023/item", "https://www.news.example/2023/item/", "https://NEWS.example:443/2023/item#part",
        "https://m.news.example/2023/item?utm_source=x&utm_medium=y", "https://news.example/2023/item?fbclid=abc",
        "https://news.example/2023/item/amp", " https://news.example/2023/item ",
    ],
)  # fmt: skip
def test_the_same_page(text: str) -> None:
    assert address_key(text) == address_key(PAGE)


@pytest.mark.parametrize(
    "text",
    [
        "https://news.example/2023/item2",
        "https://news.example/2023/ITEM",
        f"{PAGE}?id=2",
        "https://other.example/2023/item",
        "x",
    ],
)
def test_another_page(text: str) -> None:
    assert address_key(text) != address_key(PAGE)


def test_the_order_of_parameters_does_not_count() -> None:
    assert address_key(f"{PAGE}?b=2&a=1") == address_key(f"{PAGE}?a=1&utm_id=7&b=2")
    assert host_key("https://www.example/") == "www.example"
    assert host_key("https://www.com.example:8443/x") == "com.example"
    assert (host_key("no address"), address_key("")) == ("", "")


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    assert address_key(text) == address_key(f"{text} ")
    assert isinstance(address_key(f"https://a.example/{text}"), str)
