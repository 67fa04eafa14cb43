"""A model's folder: spec.json, network.onnx, tokenizer.json, decoding.json; meaning.npz where it tells meanings."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from onrecord.errors import ModelError
from onrecord.model.decode import Tables
from onrecord.model.spec import ModelSpec

WEIGHTS = Path(__file__).parent / "weights"


@dataclass(frozen=True)
class Decoding:
    """What was fitted beside the network.

    outside: task → label → what is taken from the score of its B tag; or a tag → what is taken from its own score.
    none: task → link → what is taken from the score of "none".
    confidence: task → weights of the logistic function that turns a decoded answer's features into a probability.
    least: task → answers below this probability are not reported.
    words: task → word in lower case → label → what is added to the score of its B tag where the word begins; of status:
    sign (events.signs) → label → what is added to the label's sum.
    """

    tables: Tables
    outside: dict[str, dict[str, float]] = field(default_factory=dict)
    none: dict[str, dict[str, float]] = field(default_factory=dict)
    confidence: dict[str, dict[str, float]] = field(default_factory=dict)
    least: dict[str, float] = field(default_factory=dict)
    words: dict[str, dict[str, dict[str, float]]] = field(default_factory=dict)


@dataclass(frozen=True)
class ModelFiles:
    """The paths in a model's folder. Raises ModelError when one is missing."""

    folder: Path = WEIGHTS

    def __post_init__(self) -> None:
        missing = [path.name for path in (self.spec, self.network, self.tokenizer, self.decoding) if not path.is_file()]
        if missing:
            raise ModelError(
                f"{self.folder}: no model there, {', '.join(missing)} missing; give the folder that "
                "`python -m onrecord.train export` wrote"
            )

    @property
    def spec(self) -> Path:
        return self.folder / "spec.json"

    @property
    def network(self) -> Path:
        return self.folder / "network.onnx"

    @property
    def tokenizer(self) -> Path:
        return self.folder / "tokenizer.json"

    @property
    def decoding(self) -> Path:
        return self.folder / "decoding.json"

    @property
    def meaning(self) -> Path:
        """What model/meaning.py needs; a model may lack it."""
        return self.folder / "meaning.npz"

    def read_spec(self) -> ModelSpec:
        """Raises ModelError when spec.json is not in its format."""
        try:
            return ModelSpec.from_json(self.spec.read_text(encoding="utf-8"))
        except (ModelError, UnicodeDecodeError) as error:
            raise ModelError(f"{self.spec}: {error}") from error

    def write_decoding(self, decoding: Decoding) -> None:
        """Writes what was fitted into decoding.json; the tables that were exported with the network stay."""
        row = json.loads(self.decoding.read_text(encoding="utf-8"))
        row |= {name: getattr(decoding, name) for name in ("outside", "none", "confidence", "least", "words")}
        self.decoding.write_text(json.dumps(row) + "\n", encoding="utf-8")

    def read_decoding(self) -> Decoding:
        """Raises ModelError when decoding.json is not in its format."""
        try:
            row = json.loads(self.decoding.read_text(encoding="utf-8"))
            transitions, relations = (
                {name: np.array(values, np.float32) for name, values in row[key].items()}
                for key in ("transitions", "relations")
            )
            return Decoding(
                Tables(transitions, relations),
                row["outside"],
                row["none"],
                row["confidence"],
                row["least"],
                row.get("words", {}),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"{self.decoding}: not the decoding tables of a model: {error!r}") from error
