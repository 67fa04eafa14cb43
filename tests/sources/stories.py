"""Invented news for the tests: no person or place here exists."""

from __future__ import annotations

import json

PARAGRAPHS = (
    "ORRIN BAY — The harbour council voted on Tuesday to rebuild the northern pier, ending a dispute of four years.",
    "“We will not sell one metre of the quay,” the council's chair, Mara Venn, told reporters after the vote.",
    "Tom Okrin, who leads the fishers' union, said the decision was late but welcome, and work should begin in May.",
    "The plan will cost 40 million crowns, according to a report that the treasurer published last week.",
    "Two members voted against it. One of them, Ilse Dorrat, called the plan “a gift to the builders”.",
)
STORY = "\n\n".join(PARAGRAPHS)
TITLE = "Orrin Bay council votes to rebuild its northern pier"
FRENCH = (
    "Le conseil du port a décidé mardi de reconstruire la jetée du nord, après quatre ans de dispute avec la cité. "
    "La présidente du conseil a déclaré que le quai ne serait pas vendu et que les travaux commenceraient en mai. "
    "Les pêcheurs ont salué cette décision, qui coûtera quarante millions de couronnes selon le trésorier de la ville."
)


def page(
    *,
    head: str = "",
    title: str = TITLE,
    above: str = "",
    inside: str = "",
    below: str = "",
    linked: dict[str, object] | None = None,
) -> str:
    """A publisher's page with the story, a menu, a footer, and what the test adds."""
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if linked else ""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[:3])
    rest = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[3:])
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{head}{script}</head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li></ul></nav>"
        f"<main><article><h1>{title}</h1>{above}<div class='story'>{body}{inside}{rest}</div></article>{below}</main>"
        "<footer><p>The Orrin Courier is printed on paper.</p></footer></body></html>"
    )
