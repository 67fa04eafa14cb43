"""What the network links a mention to, as far as the text has been read."""

from __future__ import annotations

from onrecord.model.answer import Answer
from onrecord.people.figures import Figure
from onrecord.people.mentions import Mention

_LEAST = 0.3  # links below this probability are not used


class Links:
    """The network's links from mentions to earlier ones."""

    def __init__(self, answer: Answer) -> None:
        self._targets = {
            link.head: (link.target, link.probability)
            for link in answer.links
            if link.target is not None and link.probability >= _LEAST
        }
        self._figures: dict[int, Figure] = {}  # a mark → the figure it stands for

    def settle(self, mention: Mention, figure: Figure) -> None:
        """The mention stands for this figure."""
        if mention.mark is not None:
            self._figures[mention.mark] = figure

    def of(self, mention: Mention) -> dict[Figure, float]:
        """The figure of the mention that this one is linked to, with the link's probability; empty without a link."""
        if mention.mark is None or mention.mark not in self._targets:
            return {}
        target, probability = self._targets[mention.mark]
        figure = self._figures.get(target)
        return {} if figure is None else {figure: probability}
