"""A tiny real encoder, three tasks as data, and texts that they can be learned from in seconds."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from onrecord.model.features import FEATURES
from onrecord.model.spec import LinkSpec, ModelSpec, TaskSpec
from onrecord.train.examples import Annotation, Example, Labelled
from onrecord.train.tasks import STATEMENTS

COREFERENCE = TaskSpec("coreference", ("Mention",), (LinkSpec("antecedent", ("Mention",), ("Mention",), earlier=True),))
EVENTS = TaskSpec("events", ("Act", "Party"), (LinkSpec("party", ("Act",), ("Party",), several=True),))
SPEC = ModelSpec(
    "toy", "1", (STATEMENTS, COREFERENCE, EVENTS), window=30, overlap=10, link_size=8, features=dict(FEATURES)
)

PEOPLE = ("Mara Venn", "Odo Pell", "Ilse Brand", "Tomas Reyl", "Nadir Okwell", "the mayor")
CUES = ("said", "warned", "denied", "promised")
CLAIMS = ("the dam holds", "the ferry is late", "nobody will leave", "the bridge is safe", "it rains in Ambry")
ACTS = ("met", "slept", "argued")
SIZES = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


class Story:
    """A text under construction, and the places of the words in it."""

    def __init__(self) -> None:
        self.text = ""
        self.spans: list[Labelled] = []
        self.links: list[tuple[str, int, int]] = []

    def write(self, words: str, label: str | None = None) -> int:
        """Appends words; with a label they become a span, whose index is returned."""
        self.text += words
        if label:
            self.spans.append(Labelled(len(self.text) - len(words), len(self.text), label))
        return len(self.spans) - 1

    def example(self, name: str, task: TaskSpec) -> Example:
        return Example(name, self.text, {task.name: Annotation(tuple(self.spans), tuple(self.links))})


def capital(words: str) -> str:
    return words[0].upper() + words[1:]


def statements_story(draw: random.Random, sentences: int) -> Story:
    """Mara Venn said the dam holds. “Nobody will leave,” warned Odo Pell."""
    story = Story()
    for _ in range(sentences):
        who, cue, claim = draw.choice(PEOPLE), draw.choice(CUES), draw.choice(CLAIMS)
        if draw.random() < 0.5:
            source = story.write(capital(who), "Source")
            story.write(" ")
            said = story.write(cue, "Cue")
            story.write(" ")
            content = story.write(claim, "Content")
            story.write(".\n")
        else:
            story.write("“")
            content = story.write(capital(claim), "Content")
            story.write(",” ")
            said = story.write(cue, "Cue")
            story.write(" ")
            source = story.write(who, "Source")
            story.write(".\n")
        story.links += [("cue", content, said), ("source", said, source)]
    return story


def coreference_story(draw: random.Random, sentences: int) -> Story:
    """Mara Venn left. She slept."""
    story = Story()
    for _ in range(sentences):
        first = story.write(capital(draw.choice(PEOPLE)), "Mention")
        story.write(" left. ")
        second = story.write("She", "Mention")
        story.write(" was late.\n")
        story.links.append(("antecedent", second, first))
    return story


def events_story(draw: random.Random, sentences: int) -> Story:
    """Mara Venn and Odo Pell met."""
    story = Story()
    for _ in range(sentences):
        one, other = draw.sample(PEOPLE, 2)
        parties = [story.write(capital(one), "Party")]
        if draw.random() < 0.5:
            story.write(" and ")
            parties.append(story.write(other, "Party"))
        story.write(" ")
        act = story.write(draw.choice(ACTS), "Act")
        story.write(".\n")
        story.links += [("party", act, party) for party in parties]
    return story


def examples(seed: int = 1, each: int = 12) -> list[Example]:
    """Texts of one to six sentences, each annotated for one task."""
    draw = random.Random(seed)
    makers = ((STATEMENTS, statements_story), (COREFERENCE, coreference_story), (EVENTS, events_story))
    return [
        make(draw, draw.randint(1, 6)).example(f"{task.name} {number}", task)
        for number in range(each)
        for task, make in makers
    ]


def write_encoder(folder: Path) -> Path:
    """A BERT directory with random weights; its pieces are the words of the stories, and letters."""
    import torch
    from safetensors.torch import save_file
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers

    sentences = " ".join((*PEOPLE, *CUES, *CLAIMS, *ACTS, "She left was late and that . , “ ” ' \" : — ?"))
    backend = Tokenizer(models.WordPiece({}, unk_token="[UNK]"))
    normalizer, cutter = normalizers.BertNormalizer(lowercase=True), pre_tokenizers.BertPreTokenizer()
    words = {word for word, _ in cutter.pre_tokenize_str(normalizer.normalize_str(sentences))}
    letters = set("abcdefghijklmnopqrstuvwxyz0123456789")
    pieces = [*MARKS, *sorted(words | letters), *(f"##{letter}" for letter in sorted(letters))]
    backend = Tokenizer(models.WordPiece({piece: k for k, piece in enumerate(pieces)}, unk_token="[UNK]"))
    backend.normalizer, backend.pre_tokenizer, backend.decoder = normalizer, cutter, decoders.WordPiece()
    folder.mkdir(parents=True, exist_ok=True)
    backend.save(str(folder / "tokenizer.json"))
    config = SIZES | {"vocab_size": len(pieces), "max_position_embeddings": 128}
    (folder / "config.json").write_text(json.dumps(config | {"model_type": "bert"}))
    save_file(_weights(config, torch.Generator().manual_seed(4)), folder / "model.safetensors")
    return folder


def _weights(config: dict[str, int], generator: Any) -> dict[str, Any]:
    import torch

    hidden, wide = config["hidden_size"], config["intermediate_size"]
    weights = {}

    def add(name: str, *shape: int, spread: float = 0.1) -> None:
        weights[name] = torch.randn(*shape, generator=generator) * spread

    def norm(name: str) -> None:
        weights[f"{name}.weight"] = 1 + 0.1 * torch.randn(hidden, generator=generator)
        weights[f"{name}.bias"] = 0.1 * torch.randn(hidden, generator=generator)

    add("embeddings.word_embeddings.weight", config["vocab_size"], hidden, spread=0.5)
    add("embeddings.position_embeddings.weight", config["max_position_embeddings"], hidden)
    add("embeddings.token_type_embeddings.weight", 2, hidden)
    norm("embeddings.LayerNorm")
    for layer in range(config["num_hidden_layers"]):
        for part, inside, outside in (
            ("attention.self.query", hidden, hidden),
            ("attention.self.key", hidden, hidden),
            ("attention.self.value", hidden, hidden),
            ("attention.output.dense", hidden, hidden),
            ("intermediate.dense", hidden, wide),
            ("output.dense", wide, hidden),
        ):
            add(f"encoder.layer.{layer}.{part}.weight", outside, inside, spread=inside**-0.5)
            add(f"encoder.layer.{layer}.{part}.bias", outside)
        norm(f"encoder.layer.{layer}.attention.output.LayerNorm")
        norm(f"encoder.layer.{layer}.output.LayerNorm")
    return weights


def row(example: Example) -> dict[str, Any]:
    """A statements example as its corpora write it."""
    annotation = example.tasks["statements"]
    source_of = {head: target for name, head, target in annotation.links if name == "source"}

    def place(k: int) -> list[list[int]]:
        return [[annotation.spans[k].start, annotation.spans[k].end]]

    rows = [
        {"content": place(head), "cue": place(cue), "source": place(source_of[cue])}
        for name, head, cue in annotation.links
        if name == "cue"
    ]
    return {"id": example.id, "text": example.text, "statements": rows}


def write_corpora(folder: Path, parts: dict[str, Sequence[dict[str, Any]]]) -> Path:
    """parts: file → its rows."""
    for file, rows in parts.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "wt", encoding="utf-8") as out:
            out.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
    return folder
