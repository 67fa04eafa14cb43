"""What holds for any text and any answers of the network."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.answer import Answer, Mark
from onrecord.model.decode import Link
from onrecord.people import resolve
from onrecord.types import Article, Kind, Span, Speaker, Statement, Words

WORDS = [
    "\n",
    "",
    "",
    "",
    "Jane",
    "Roe",
    "Roe's",
    "Mr.",
    "Mrs.",
    "President",
    "the",
    "president",
    "former",
    "senator",
    "said,",
    "he",
    "she",
    "they",
    "who",
    "which",
    "I",
    "we",
    "“Red”",
    "(RNC)",
    "Republican\n",
    "",
    "",
    "",
    "National",
    "Committee",
    "committee",
    "Jr.",
    "al-Amin",
    "de",
    "officials",
    "police",
    "U.S.",
    "Vermont",
    "R-Texas,",
    "and",
    ",",
    ".",
    '"',
    "“",
    "”",
    "’s",
    "--",
    "(",
    ")",
    "FILE",
    "-",
    "62,\n",
    "",
    "",
    "",
    "mother",
    "İstanbul",
    "ß",
    "\xa0",
    "\n",
    "\n\n\n",
]
texts = st.one_of(
    st.lists(st.sampled_from([word for word in WORDS if word]), max_size=40).map(" ".join), st.text(max_size=80)
)
LABELS = ("Person", "Organization", "Place")


@st.composite
def inputs(draw: st.DrawFn) -> tuple[str, tuple[Statement, ...], Answer, Answer]:
    """A text, and spans anywhere in it."""
    text = draw(texts)

    def span() -> Span:
        start = draw(st.integers(0, max(len(text) - 1, 0)))
        return Span(start, draw(st.integers(start, len(text))))

    def spans(most: int) -> list[Span]:
        found = sorted(one for one in (span() for _ in range(draw(st.integers(0, most)))) if one.end > one.start)
        return [one for k, one in enumerate(found) if k == 0 or one.start >= found[k - 1].end]

    def marks() -> tuple[Mark, ...]:
        return tuple(Mark(*one, draw(st.sampled_from(LABELS)), 1.0, 1.0) for one in spans(8))

    def statement(kind: Kind) -> Statement:
        content = tuple(spans(2)) or (Span(0, len(text)),)
        source = spans(1)
        words = Words.of(text, tuple(source)) if source else None
        return Statement(kind, 1.0, words, None, Words.of(text, content), Speaker(None, "unknown"))

    names, mentions = marks(), marks()
    links = tuple(
        Link("antecedent", head, draw(st.one_of(st.none(), st.integers(0, head - 1))), draw(st.floats(0, 1)))
        for head in range(1, len(mentions))
    )
    kinds = draw(st.lists(st.sampled_from(("direct", "mixed", "indirect")), max_size=5))
    return text, tuple(statement(kind) for kind in kinds), Answer(names), Answer(mentions, links)


@given(inputs())
@settings(max_examples=200)
def test_any_text_and_answers(given: tuple[str, tuple[Statement, ...], Answer, Answer]) -> None:
    text, statements, names, mentions = given
    entities, speakers = resolve(Article(text), statements, names, mentions)
    assert len(speakers) == len(statements)
    for speaker in speakers:
        if speaker.kind == "unknown":
            assert speaker.name is None
            assert speaker.entity is None
            assert speaker.reason
        else:
            assert speaker.entity is not None
            assert entities[speaker.entity].name == speaker.name
            assert entities[speaker.entity].kind == speaker.kind
            assert speaker.reason is None
    for entity in entities:
        assert entity.name
        assert list(entity.mentions) == sorted(set(entity.mentions))
        for start, end in (*entity.mentions, *(span for role in entity.roles for span in role.spans)):
            assert 0 <= start < end <= len(text)
        for role in entity.roles:
            assert role == Words.of(text, role.spans)
    assert resolve(Article(text), statements, names, mentions) == (entities, speakers)
