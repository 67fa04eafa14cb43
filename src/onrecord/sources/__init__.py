"""Articles from where they are: text, HTML and JSON files, standard input, and the web.

    from onrecord.sources import Options, articles

    for item in articles(["story.html", "https://www.example.org/story"], Options(outlet="The Example")):
        ...  # an Article, or the SourceError that says why it could not be read

Importing this loads no library: lxml, trafilatura, httpx and the language model come with the first input in need.
"""

from __future__ import annotations

from onrecord.sources.inputs import articles
from onrecord.sources.options import Options

__all__ = ["Options", "articles"]
