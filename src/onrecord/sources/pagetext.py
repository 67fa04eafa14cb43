"""A page's own text, in which a statement can be shown to stand: all its paragraphs, before any choice of a body."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from onrecord.sources.decode import markup_of
from onrecord.sources.fragments import paragraphs_of_markup
from onrecord.sources.taken import Page


def text_of_page(page: Page) -> str:
    """The paragraphs of a page or of a wire's item, a line each; "" where it holds none that can be read."""
    kind = page.content_type.lower()
    if "json" in kind:
        return "\n".join(_strings_of(page.data))
    charset = kind.split("charset=")[1].split(";")[0].strip(' "') if "charset=" in kind else None
    return "\n".join(paragraphs_of_markup(markup_of(page.data, charset)))


def _strings_of(data: bytes) -> Iterator[str]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return
    for text in _strings(value):
        yield from paragraphs_of_markup(text) if "<" in text else [text]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)
