"""Where an address really leads."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ascertain.domain.addresses import NoAddress, read_address


@pytest.mark.parametrize(
    ("text", "host", "letters", "url"),
    [
        ("https://example.org/a?b=c#d", "example.org", "example.org", "https://example.org/a?b=c#d"),
        ("  HTTPS://EXAMPLE.org ", "example.org", "example.org", "https://example.org"),
        ("https://аррӏе.com/", "xn--80ak6aa92e.com", "аррӏе.com", "https://xn--80ak6aa92e.com/"),
        ("https://xn--80ak6aa92e.com", "xn--80ak6aa92e.com", "аррӏе.com", "https://xn--80ak6aa92e.com"),
        ("https://الميادين.شبكة/خبر", "xn--mgbay6ffizc.xn--ngbc5azd", "الميادين.شبكة", None),
        ("http://[::1]:8080/x", "[::1]", "[::1]", "http://[::1]:8080/x"),
        ("https://example.org/a b".replace(" ", "%20"), "example.org", "example.org", "https://example.org/a%20b"),
        ("https://good.example#@evil.example/", "good.example", "good.example", None),
    ],
)
def test_the_host_is_told_in_both_its_forms(text: str, host: str, letters: str, url: str | None) -> None:
    address = read_address(text)
    assert (address.host, address.host_in_letters) == (host, letters)
    assert address.url.isascii()
    if url is not None:
        assert address.url == url


def test_a_user_name_is_told_as_what_it_is() -> None:
    address = read_address("https://www.bank.example:secret@evil.example:8443/x")
    assert (address.user, address.host, address.port) == ("www.bank.example:secret", "evil.example", 8443)
    told = [str(caution) for caution in address.cautions]
    assert "user name: www.bank.example:secret. The address leads to evil.example." in told[0]
    assert any("8443" in each for each in told)
    assert any("not encrypted" in str(each) for each in read_address("http://example.org").cautions)
    assert read_address("https://example.org").cautions == ()


@pytest.mark.parametrize(
    "text",
    [
        "", "example.org", "//host/path", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "ftp://a.b",
        "https:example.org", "https://", "https:///x", "https://good.example\\@evil.example", "https://a\tb.example",
        "https://a b.example", "https://exa\u202emple.org", "https://a..b", "https://%65vil.example", "https://a:x/",
        "https://a:99999/", "https://[::1", "https://" + "a" * 64 + ".example", "https://-/x", "qrc:/x", "https://a\0b",
    ],
)  # fmt: skip
def test_what_is_no_plain_address_is_not_opened(text: str) -> None:
    with pytest.raises(NoAddress):
        read_address(text)


@given(st.text(max_size=60), st.sampled_from(["", "https://", "http://", "https://a.example/", "https://x@"]))
@example("ß.example", "https://")
def test_any_text_is_an_address_or_none(text: str, before: str) -> None:
    try:
        address = read_address(before + text)
    except NoAddress:
        return
    assert address.url.isascii()
    assert address.url.startswith(("http://", "https://"))
    again = read_address(address.url)
    assert (again.host, again.port) == (address.host, address.port)
