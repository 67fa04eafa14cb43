"""Where things stand in the text: sentences, paragraphs, quotations, captions. Lookups in O(log n)."""

from __future__ import annotations

import re
from bisect import bisect_right

from onrecord.quotes import QuotationMask, quotations
from onrecord.sentences import Sentences

_PARAGRAPH = re.compile(r"\n+\s*")
_CAPTION = ("FILE ", "FILE-", "File photo")
_DATED = re.compile(  # "A boat leaves the harbour of Lyrn, Ostmark, March 6, 2017": with a date in place of a full stop
    r", (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4}\)?[ ]*$", re.MULTILINE
)
_REACH = 120  # characters that are looked back for the beginning of a sentence


class Scene:
    """A text and its layout. captions: numbers of the paragraphs that are captions of pictures."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.quoted = QuotationMask(quotations(text))
        self._quotes = [q.inner_start for q in self.quoted.outer]
        self._sentences = Sentences(text)
        self._paragraphs = [0, *(match.end() for match in _PARAGRAPH.finditer(text))]
        dated = {bisect_right(self._paragraphs, match.start()) - 1 for match in _DATED.finditer(text)}
        self.captions = dated.union(
            number for number, start in enumerate(self._paragraphs) if text.startswith(_CAPTION, start)
        )

    def sentence(self, at: int) -> int:
        """Number of the sentence that this character stands in."""
        return self._sentences.number(at)

    def sentence_start(self, at: int) -> int:
        """Where the sentence of this character begins, or 120 characters before the character if it begins earlier."""
        return max(self._sentences.at(at).start, at - _REACH)

    def paragraph(self, at: int) -> int:
        """Number of the paragraph that this character stands in."""
        return bisect_right(self._paragraphs, at) - 1

    def quotation(self, at: int) -> int | None:
        """Number of the outermost quotation around this character, None outside."""
        k = bisect_right(self._quotes, at) - 1
        return k if k >= 0 and at < self.quoted.outer[k].inner_end else None
