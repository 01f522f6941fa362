"""Whether two addresses lead to the same page: written differently, or with what only counts visitors."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from ascertain.domain.addresses import NoAddress, read_address

_COUNTING = frozenset(
    [
        "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "igshid", "igsh", "mc_cid",
        "mc_eid", "ref", "ref_src", "ref_url", "cmpid", "ocid", "ncid", "smid", "sr_share", "share", "spm", "_ga",
        "_gl", "mkt_tok", "at_medium", "at_campaign", "at_link_origin", "xtor", "outputtype",
    ]
)  # fmt: skip
_BEGINNINGS = ("utm_", "pk_", "piwik_", "mtm_", "hsa_", "_hs", "at_")
_SAME_HOSTS = ("www.", "m.", "mobile.", "amp.")


def address_key(text: str) -> str:
    """A text that is the same for addresses of the same page; empty where there is no address.

    Dropped: scheme, `www.` and its kind, port, user, fragment, a last slash, and parameters that only count visitors.
    """
    try:
        parts = urlsplit(read_address(text).url)
    except (NoAddress, ValueError):
        return ""
    asked = sorted((key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _counts(key))
    path = parts.path.rstrip("/").removesuffix("/amp").removesuffix("/index.html")
    return f"{host_key(text)}{path}{'?' * bool(asked)}{urlencode(asked)}"


def host_key(text: str) -> str:
    """The host of an address without what makes no other place of it; empty where there is no address."""
    try:
        host = read_address(text).host.rstrip(".")
    except NoAddress:
        return ""
    for beginning in _SAME_HOSTS:
        if host.startswith(beginning) and "." in host[len(beginning) :]:
            return host[len(beginning) :]
    return host


def _counts(key: str) -> bool:
    low = key.lower()
    return low in _COUNTING or low.startswith(_BEGINNINGS)
