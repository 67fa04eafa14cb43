from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.sources.inflate import Inflate

MEMBERS = st.lists(st.binary(max_size=200), min_size=1, max_size=4)


def _unpacked(body: bytes, size: int) -> tuple[bytes, bool]:
    inflate = Inflate()
    found = b"".join(inflate.feed(body[at : at + size], 10_000) for at in range(0, len(body), size))
    return found, inflate.cut


@given(MEMBERS, st.integers(1, 60), st.sampled_from((b"", bytes(9), b"\x1f", b"words")))
def test_the_members_are_read_one_after_the_other_however_they_arrive(
    members: list[bytes], size: int, behind: bytes
) -> None:
    body = b"".join(map(gzip.compress, members)) + behind
    assert _unpacked(body, size) == (b"".join(members), False)


@given(MEMBERS, st.integers(1, 18))
def test_what_lacks_its_end_is_cut(members: list[bytes], left: int) -> None:
    body = b"".join(map(gzip.compress, members))
    assert _unpacked(body[:-left], 7)[1]


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_no_more_is_unpacked_than_is_wanted(pack: Callable[[bytes], bytes]) -> None:
    assert len(Inflate().feed(pack(bytes(1_000_000)), 1_000)) == 1_000


def test_nothing_is_not_cut_off_and_what_is_not_packed_is_broken() -> None:
    assert not Inflate().cut
    with pytest.raises(zlib.error):
        Inflate().feed(b"<html>", 1_000)
