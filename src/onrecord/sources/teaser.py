"""Whether a page shows but the beginning of its story, and its metadata holds the whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.sources.names import letters

_FEW: Final = 0.3  # share of the metadata's text below which what is shown is not the story, wherever it stands there
_PART: Final = 0.6  # share of the metadata's text in which all that is shown stands, if it is but the beginning
_KEY: Final = 60  # letters by which a paragraph is found again
_SHORT: Final = 25  # letters of a paragraph that may stand anywhere
_LAST: Final = 50  # paragraphs that are looked for, from the end


def is_teaser(shown: Sequence[str], given: Sequence[str]) -> bool:
    """Whether the shown paragraphs are but the beginning of the given ones."""
    whole = letters("".join(given))
    keys = [key for text in shown[-_LAST:] if len(key := letters(text)) >= _SHORT]
    size = sum(map(len, map(letters, shown)))
    if size < _FEW * len(whole):
        return True
    ends = [at + len(key) for key in keys if (at := whole.find(key[:_KEY])) >= 0]
    return bool(ends) and max(ends) < _PART * len(whole)
