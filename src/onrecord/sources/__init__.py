"""Articles from where they are: files of text, pages, JSON, wires and archives, standard input, and the web.

    from onrecord.sources import Options, articles

    for item in articles(["story.html", "https://www.example.org/feed.xml"], Options(outlet="The Example")):
        ...  # an Article, or the SourceError that says why it could not be read

`outcomes` gives with each article the page it was taken from, and `onrecord.sources.watch` polls feeds.
Importing this loads no library: lxml, trafilatura, httpx and the language model come with the first input in need.
"""

from __future__ import annotations

from onrecord.sources.inputs import articles, outcomes
from onrecord.sources.options import Options
from onrecord.sources.taken import Page, Taken

__all__ = ["Options", "Page", "Taken", "articles", "outcomes"]
