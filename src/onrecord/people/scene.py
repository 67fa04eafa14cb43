"""Where things stand in the text: sentences, paragraphs, quotations. Lookups in O(log n)."""

from __future__ import annotations

import re
from bisect import bisect_right

from onrecord.inflection import word_set
from onrecord.quotes import QuotationMask, quotations

_BREAK = re.compile(r"[.!?…][\"'”’)\]]*[ \t\u00a0]+(?=[\"'“‘(\[]*[A-Z0-9])|\n+\s*")
_LAST_WORD = re.compile(r"(\w[\w.]*)$")
_ABBREVIATION = word_set(
    """
    mr mrs ms dr sen sens rep reps gov govs gen lt col maj capt sgt adm rev hon prof st jr sr vs no inc corp co ltd jan
    feb mar apr aug sept oct nov dec ala ariz calif colo conn fla ill ind kan ky md mass mich minn miss mo mont neb nev
    okla ore pa tenn tex vt va wash wis wyo u.s u.n d.c a.m p.m ph.d cmdr brig supt pres
    """
)


class Scene:
    """A text and its layout."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.quoted = QuotationMask(quotations(text))
        self._quotes = [q.inner_start for q in self.quoted.outer]
        self._sentences = [0]
        self._paragraphs = [0]
        for match in _BREAK.finditer(text):
            if text[match.start()] == "\n":
                self._paragraphs.append(match.end())
            elif text[match.start()] == "." and _abbreviated(text, match.start()):
                continue
            self._sentences.append(match.end())

    def caption(self, at: int) -> bool:
        """Does this character stand in the caption of a picture from the archive?"""
        return self.text.startswith(("FILE ", "FILE-", "File photo"), self.paragraph_start(at))

    def sentence(self, at: int) -> int:
        """Number of the sentence that this character stands in."""
        return bisect_right(self._sentences, at) - 1

    def sentence_start(self, at: int) -> int:
        """Where the sentence of this character begins."""
        return self._sentences[bisect_right(self._sentences, at) - 1]

    def paragraph(self, at: int) -> int:
        """Number of the paragraph that this character stands in."""
        return bisect_right(self._paragraphs, at) - 1

    def paragraph_start(self, at: int) -> int:
        """Where the paragraph of this character begins."""
        return self._paragraphs[bisect_right(self._paragraphs, at) - 1]

    def quotation(self, at: int) -> int | None:
        """Number of the outermost quotation around this character, None outside."""
        k = bisect_right(self._quotes, at) - 1
        return k if k >= 0 and at < self.quoted.outer[k].inner_end else None


def _abbreviated(text: str, at: int) -> bool:
    """Does the full stop at this place end an abbreviation or an initial?"""
    match = _LAST_WORD.search(text, max(0, at - 12), at)
    if match is None:
        return False
    word = match[1].lower()
    return word in _ABBREVIATION or (len(word) == 1 and match[1].isupper() and match[1] != "I")
