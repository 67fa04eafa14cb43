"""Addresses of one page in different spellings are one: what a feed gives is found again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.store.keys import plain_url

PAGE = "https://www.courier.example/pier"


@pytest.mark.parametrize(
    "url",
    [
        f"{PAGE}#comments",
        f"{PAGE}?utm_source=feed&utm_medium=rss&utm_campaign=",
        f"{PAGE}?UTM_Source=feed",
        f"{PAGE}?fbclid=1",
        f"{PAGE}?gclid=1&mc_cid=2&mc_eid=3",
        f"{PAGE}?cmpid=1&ocid=2&s_cid=3",
        "http://www.courier.example:80/pier?",
        "HTTPS://WWW.Courier.example/pier",
        f" {PAGE}\n",
        f"{PAGE} ?utm_source=feed",
    ],
)
def test_what_does_not_name_the_page_is_dropped(url: str) -> None:
    assert plain_url(url) == PAGE


def test_what_names_the_page_stays() -> None:
    assert plain_url(f"{PAGE}?id=7&utm_id=8&part=2#top") == f"{PAGE}?id=7&part=2"
    assert plain_url(f"{PAGE}?outm_source=1") == f"{PAGE}?outm_source=1"
    assert plain_url("urn:newsml:courier.example:1?utm_source=feed") == "urn:newsml:courier.example:1?utm_source=feed"


@given(st.text(max_size=30), st.sampled_from(("utm_source", "utm_content", "fbclid")), st.text("abc&=%#?/", max_size=9))
def test_a_plain_address_stays_as_it_is(path: str, tag: str, value: str) -> None:
    plain = plain_url(f"https://courier.example/{path}?{tag}={value}")
    assert plain_url(plain) == plain
