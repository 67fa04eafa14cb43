"""The network, top to bottom: one encoder, then for every task a tag head and link heads.

Shapes: B windows, T pieces, H hidden size, W = ModelSpec.width columns of scores.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from onrecord.errors import ModelError
from onrecord.model.pairs import SIZES
from onrecord.model.spec import LinkSpec, ModelSpec, TaskSpec
from onrecord.train.crf import path_sum


@dataclass(frozen=True)
class EncoderShape:
    """The numbers of a BERT-like encoder (its config.json)."""

    vocab_size: int
    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    max_position_embeddings: int
    layer_norm_eps: float = 1e-12

    @classmethod
    def from_directory(cls, directory: Path) -> EncoderShape:
        try:
            config = json.loads((directory / "config.json").read_text())
            return cls(**{name: config[name] for name in cls.__dataclass_fields__ if name in config})
        except (OSError, ValueError, TypeError) as error:
            raise ModelError(f"{directory}: no config.json of a BERT encoder ({error})") from error


class RowDropout(nn.Module):
    """Dropout of whole columns of a window's [T, H], one draw for all its pieces (Gal & Ghahramani 2016)."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.rate == 0:
            return x
        keep = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= self.rate
        return x * (keep / (1 - self.rate)).to(x.dtype)


class Layer(nn.Module):
    """Self-attention and feed-forward, each with its residual and LayerNorm behind it (Devlin et al. 2019)."""

    def __init__(self, shape: EncoderShape, dropout: float) -> None:
        super().__init__()
        hidden = shape.hidden_size
        self.heads = shape.num_attention_heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.attended = nn.Linear(hidden, hidden)
        self.attended_norm = nn.LayerNorm(hidden, shape.layer_norm_eps)
        self.up = nn.Linear(hidden, shape.intermediate_size)
        self.down = nn.Linear(shape.intermediate_size, hidden)
        self.down_norm = nn.LayerNorm(hidden, shape.layer_norm_eps)
        self.dropout = RowDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x [B, T, H]; mask [B, 1, 1, T], 0 where a piece may be looked at and a large negative number elsewhere."""
        batch, length, hidden = x.shape
        width = hidden // self.heads
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width).permute(2, 0, 3, 1, 4)
        # written out: on a CPU its backward pass in bf16 takes half the time of scaled_dot_product_attention's
        scores = torch.matmul(q * width**-0.5, k.transpose(2, 3))
        if mask is not None:
            scores = scores + mask.to(scores.dtype)
        seen = torch.matmul(torch.softmax(scores, -1, dtype=scores.dtype), v)
        seen = seen.transpose(1, 2).reshape(batch, length, hidden)
        x = self.attended_norm(x + self.dropout(self.attended(seen)))
        return cast(Tensor, self.down_norm(x + self.dropout(self.down(F.gelu(self.up(x))))))


class Encoder(nn.Module):
    """BERT (Devlin et al. 2019), with an embedding of each extra feature added to its input."""

    def __init__(self, shape: EncoderShape, features: Mapping[str, int], dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocab_size, shape.hidden_size)
        self.positions = nn.Embedding(shape.max_position_embeddings, shape.hidden_size)
        self.extra = nn.ModuleDict({name: nn.Embedding(n, shape.hidden_size) for name, n in features.items()})
        for embedding in self.extra.values():
            nn.init.normal_(cast(nn.Embedding, embedding).weight, std=0.02)
        self.norm = nn.LayerNorm(shape.hidden_size, shape.layer_norm_eps)
        self.dropout = RowDropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.num_hidden_layers))

    def forward(self, ids: Tensor, features: Mapping[str, Tensor], mask: Tensor | None = None) -> Tensor:
        """ids, features [B, T] → [B, T, H]. mask [B, T]: False at padding; None where nothing is padded."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]]
        for name, embedding in self.extra.items():
            x = x + embedding(features[name])
        x = self.dropout(self.norm(x))
        bias = None
        if mask is not None:
            bias = torch.zeros_like(mask, dtype=x.dtype).masked_fill(~mask, -1e4)[:, None, None]
        for layer in self.layers:
            x = layer(x, bias)
        return cast(Tensor, x)

    @classmethod
    def from_directory(cls, directory: Path, features: Mapping[str, int], dropout: float = 0.1) -> Encoder:
        """An encoder with the weights of a Hugging Face BERT directory (config.json, model.safetensors)."""
        from safetensors.torch import load_file

        encoder = cls(EncoderShape.from_directory(directory), features, dropout)
        path = directory / "model.safetensors"
        if not path.is_file():
            raise ModelError(
                f"{path} is missing: an encoder is a folder with config.json, model.safetensors, tokenizer.json"
            )
        stored = {name.removeprefix("bert."): value.float() for name, value in load_file(path).items()}
        own = encoder.state_dict()
        try:
            for name in own:
                if not name.startswith("extra."):
                    own[name] = _stored(name, stored)
        except KeyError as error:
            raise ModelError(f"{path}: no weight {error} in it; is it a BERT encoder?") from error
        # BERT's token type is always 0 here: its embedding joins the positions'
        own["positions.weight"] = own["positions.weight"] + stored["embeddings.token_type_embeddings.weight"][0]
        encoder.load_state_dict(own)
        return encoder


_NAMES = {
    "words.weight": "embeddings.word_embeddings.weight",
    "positions.weight": "embeddings.position_embeddings.weight",
    "norm": "embeddings.LayerNorm",
    "attended": "attention.output.dense",
    "attended_norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "down_norm": "output.LayerNorm",
}


def _stored(name: str, stored: Mapping[str, Tensor]) -> Tensor:
    """The weight of a Hugging Face BERT that belongs to our `name`."""
    if name in _NAMES:
        return stored[_NAMES[name]]
    *path, brick, last = name.split(".")
    prefix = f"encoder.layer.{path[1]}." if path else ""
    if brick == "qkv":
        return torch.cat([stored[f"{prefix}attention.self.{part}.{last}"] for part in ("query", "key", "value")])
    return stored[f"{prefix}{_NAMES[brick]}.{last}"]


class TagHead(nn.Module):
    """Tag scores of one task, and the linear-chain CRF they are trained with (Lafferty et al. 2001)."""

    def __init__(self, task: TaskSpec, hidden: int) -> None:
        super().__init__()
        size = len(task.tags)
        self.score = nn.Linear(hidden, size)
        self.transitions = nn.Parameter(torch.zeros(size, size))  # [from, to]
        allowed = torch.ones(size, size, dtype=torch.bool)
        for k in range(2, size, 2):  # I follows only B or I of its own label
            allowed[:, k] = False
            allowed[k - 1, k] = allowed[k, k] = True
        self.forbidden: Tensor
        self.register_buffer("forbidden", ~allowed, persistent=False)

    def chain(self) -> Tensor:
        """[tags, tags]: the learned transitions, with those that BIO forbids at -1e4."""
        return self.transitions.masked_fill(self.forbidden, -1e4)

    def loss(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log-likelihood a piece. scores [B, T, K]; tags, mask [B, T]; mask is True up to a row's end."""
        scores = scores.float()
        chain = self.chain()
        gold = scores.gather(2, tags[..., None])[..., 0]
        steps = chain[tags[:, :-1], tags[:, 1:]]
        path = (gold * mask).sum(1) + (steps * mask[:, 1:]).sum(1)
        return (path_sum(scores, chain, mask) - path).sum() / mask.sum().clamp(min=1)


class LinkHead(nn.Module):
    """Scores of pairs of spans: a biaffine product of two projections of their first pieces (Dozat & Manning 2017)
    and a bias for how they stand to each other (onrecord.model.pairs)."""

    def __init__(self, link: LinkSpec, hidden: int, size: int) -> None:
        super().__init__()
        self.link = link
        self.size = size
        self.project = nn.Linear(hidden, 2 * size + 1)
        self.relations = nn.Parameter(torch.zeros(sum(SIZES)))
        self.first: Tensor
        self.register_buffer("first", torch.tensor((0, *SIZES[:-1])).cumsum(0), persistent=False)

    def pairs(self, columns: Tensor, heads: Tensor, targets: Tensor, relations: Tensor) -> Tensor:
        """columns [T, 2 size + 1] of one window; heads [N], targets [M], places of pieces; relations [N, M, 3]
        → [N, M + 1], "none" last."""
        columns = columns.float()
        scores = columns[heads, : self.size] @ columns[targets, self.size : 2 * self.size].T / math.sqrt(self.size)
        scores = scores + self.relations[relations + self.first].sum(2)
        away = targets[None] - heads[:, None]
        forbidden = away >= 0 if self.link.earlier else away == 0
        return torch.cat((scores.masked_fill(forbidden, -1e4), columns[heads, -1:]), 1)


class Network(nn.Module):
    """Encoder and heads; forward gives all scores in one tensor, laid out as ModelSpec.columns says."""

    def __init__(self, spec: ModelSpec, encoder: Encoder) -> None:
        super().__init__()
        self.spec = spec
        self.encoder = encoder
        hidden = encoder.shape.hidden_size
        self.dropout = RowDropout(0.1)
        self.tags = nn.ModuleDict({task.name: TagHead(task, hidden) for task in spec.tasks})
        self.links = nn.ModuleDict(
            {
                f"{task.name}_{link.name}": LinkHead(link, hidden, spec.link_size)
                for task in spec.tasks
                for link in task.links
            }
        )

    def tag_head(self, task: TaskSpec) -> TagHead:
        return cast(TagHead, self.tags[task.name])

    def link_head(self, task: TaskSpec, link: LinkSpec) -> LinkHead:
        return cast(LinkHead, self.links[f"{task.name}_{link.name}"])

    def forward(self, ids: Tensor, features: Mapping[str, Tensor], mask: Tensor | None = None) -> Tensor:
        """ids, features [B, T] → scores [B, T, W]."""
        x = self.dropout(self.encoder(ids, features, mask))
        rows = [
            self.tag_head(task).score if link is None else self.link_head(task, link).project
            for task, link, _ in self.spec.columns()
        ]
        return F.linear(x, torch.cat([row.weight for row in rows]), torch.cat([row.bias for row in rows]))
