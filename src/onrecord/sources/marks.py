"""Words marked one by one, as in a transcript that follows a film: the marks are taken off where there are too many.

libxml2 brings the pieces of text that an XPath finds into order by walking from one to the next. That takes seconds for
thousands of them side by side and minutes for tens of thousands.
"""

from __future__ import annotations

from typing import Any, Final

from onrecord.errors import Refused

_MARKS: Final = frozenset((  # HTML's elements for words in a sentence, beside links and line breaks
    "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "meter", "nobr", "output", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
_MANY: Final = 500  # elements in one, up to which their marks are left
_LINKS: Final = 5_000  # links directly in one element; real pages have few


def without_marks(tree: Any, where: str) -> Any:
    """The tree (of lxml, which is changed) without the marks of words that stand by the hundreds in one element.

    Raises Refused when one element holds more links than a real one.
    """
    for element in list(tree.iter("*")):
        if len(element) <= _MANY:
            continue
        if sum(child.tag == "a" for child in element) > _LINKS:
            raise Refused(
                where,
                f"has more than {_LINKS:,} links side by side, as no real page does; save the story's text as .txt",
            )
        _strip(element)
    return tree


def _strip(element: Any) -> None:
    """Puts the words of the marks in an element in their place, a run of them at a time."""
    before: Any = None  # the child that stays, behind which the words stand
    words: list[str] = []
    for child in (*element, None):
        if child is not None and child.tag in _MARKS and all(inner.tag in _MARKS for inner in child.iterdescendants()):
            words += [child.text_content(), child.tail or ""]
            element.remove(child)
            continue
        if words:
            _add(element, before, "".join(words))
            words = []
        before = child


def _add(element: Any, before: Any, words: str) -> None:
    if before is None:
        element.text = (element.text or "") + words
    else:
        before.tail = (before.tail or "") + words
