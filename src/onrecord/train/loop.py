"""The training loop: one-cycle learning rate, bf16 where it is fast, checkpoints that a killed run resumes from."""

from __future__ import annotations

import copy
import logging
import math
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch

from onrecord.errors import ModelError
from onrecord.model.files import ModelFiles
from onrecord.model.spec import ModelSpec
from onrecord.model.tokenize import Tokenizer
from onrecord.train.data import Batch, Document, batches, collate
from onrecord.train.loss import losses
from onrecord.train.network import Encoder, Network
from onrecord.train.start import start_from
from onrecord.train.tasks import WEIGHTS

log = logging.getLogger("onrecord.train")

_BF16 = ("avx512_bf16", "amx_bf16", "bf16")  # x86-64's two ways, and ARM's


@dataclass(frozen=True)
class Options:
    """Settings of one run.

    pieces: word pieces in a batch.  masked: share of them hidden from the network.  missed: see data.collate.
    start_share: see start.start_from.  weights: see loss.losses.
    kept: tasks whose tags are learned from the network as it began, not from the corpora, so that it learns others
    without forgetting these (Li and Hoiem 2016).
    """

    epochs: int = 8
    pieces: int = 3072
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.1
    weight_decay: float = 0.01
    masked: float = 0.12
    missed: float = 0.1
    dropout: float = 0.1
    start_share: float = 0.5
    weights: dict[str, float] = field(default_factory=lambda: dict(WEIGHTS))
    kept: tuple[str, ...] = ()
    seed: int = 1
    threads: int = 0
    device: str = "cpu"
    log_every: int = 50
    save_every_s: float = 300.0


def train(
    spec: ModelSpec,
    encoder: Path,
    documents: Sequence[Document],
    run: Path,
    options: Options,
    start: ModelFiles | None = None,
    taken: int | None = None,
) -> Network:
    """Trains a network, or goes on from run/checkpoint.pt.

    start: an exported model whose weights the network begins with, as far as it has them; else those of the encoder.
    taken: the epoch to end with, None for the last: the rates are those of a run of all its epochs.
    Each epoch's weights are kept as run/epoch-N.pt.

    Raises ModelError when the checkpoint belongs to another model or other settings.
    """
    if options.threads:
        torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    device = torch.device(options.device)
    tokenizer = Tokenizer(encoder / "tokenizer.json")
    network = Network(spec, Encoder.from_directory(encoder, spec.features, options.dropout)).to(device)
    if start:
        log.info(
            "starts from %s; anew: %s",
            start.folder,
            ", ".join(start_from(network, start, options.start_share)) or "nothing",
        )
    teacher = copy.deepcopy(network).eval() if options.kept else None
    network.encoder.words.weight.requires_grad_(False)  # 840 articles show too few of 30,000 pieces to move them well
    optimizer = _optimizer(network, options)
    sizes = [len(_epoch(documents, spec, tokenizer, options, epoch)) for epoch in range(options.epochs)]
    total = sum(sizes)
    run.mkdir(parents=True, exist_ok=True)
    checkpoint = run / "checkpoint.pt"
    step = _resume(checkpoint, network, optimizer, spec, options) if checkpoint.is_file() else 0
    log.info("%d documents, %d steps in %d epochs, from step %d", len(documents), total, options.epochs, step)

    network.train()
    meter = _Meter(sum(sizes[:taken]), step)
    saved = time.monotonic()
    done = 0
    for epoch, size in enumerate(sizes[:taken]):
        if done + size < step:  # an epoch that just ended is entered: its file may not have been written
            done += size
            continue
        for number, windows in enumerate(_epoch(documents, spec, tokenizer, options, epoch)):
            if done + number < step:
                continue
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * one_cycle(step / total, options.warmup)
            torch.manual_seed(options.seed * 1_000_003 + step)  # a resumed run draws what an unbroken one would
            draw = random.Random(options.seed * 1_000_003 + step)
            batch = collate(windows, spec, tokenizer, draw, options.missed).to(device)
            parts = _step(network, optimizer, batch, tokenizer, options, _kept(teacher, batch, options))
            step += 1
            meter.add(parts, int(batch.mask.sum()))
            if step % options.log_every == 0:
                log.info("epoch %d step %s", epoch + 1, meter.line(step))
            if time.monotonic() - saved > options.save_every_s:
                _save(checkpoint, network, optimizer, spec, options, step)
                saved = time.monotonic()
        done += size
        save(network, run / f"epoch-{epoch + 1}.pt")
        _save(checkpoint, network, optimizer, spec, options, step)
        log.info("epoch %d done: %s", epoch + 1, run / f"epoch-{epoch + 1}.pt")
    return network.eval()


def save(network: Network, path: Path) -> None:
    """A network's weights, as `load` takes them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"spec": network.spec.to_json(), "network": network.state_dict()}, path)


def load(path: Path, encoder: Path) -> Network:
    """A network trained earlier (epoch-N.pt), ready to read. `encoder` gives its shape."""
    from onrecord.train.network import EncoderShape

    stored = torch.load(path, map_location="cpu", weights_only=True)
    spec = ModelSpec.from_json(stored["spec"])
    network = Network(spec, Encoder(EncoderShape.from_directory(encoder), spec.features))
    network.load_state_dict(stored["network"])
    return network.eval()


def autocast(device: torch.device) -> torch.autocast:
    """bf16 for the large products, where the processor multiplies it itself: one that has to take it apart into float32
    trains 27 times more slowly with it than without."""
    fast = device.type != "cpu" or any(torch.cpu.get_capabilities().get(name) for name in _BF16)
    return torch.autocast(device.type, torch.bfloat16, enabled=fast)


def one_cycle(done: float, warmup: float) -> float:
    """Share of the peak rate when `done` of the steps are done: a linear rise, half a cosine (Smith & Topin 2019)."""
    if done < warmup:
        return (done + 1e-6) / warmup
    return 0.5 * (1 + math.cos(math.pi * (done - warmup) / (1 - warmup)))


def _epoch(
    documents: Sequence[Document], spec: ModelSpec, tokenizer: Tokenizer, options: Options, epoch: int
) -> list[list[Any]]:
    return batches(documents, spec, tokenizer, options.pieces, random.Random(options.seed * 1000 + epoch))


def _optimizer(network: Network, options: Options) -> torch.optim.AdamW:
    groups: dict[tuple[bool, bool], list[torch.nn.Parameter]] = defaultdict(list)
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            new = not name.startswith("encoder.") or name.startswith("encoder.extra.")
            groups[new, parameter.dim() > 1].append(parameter)
    return torch.optim.AdamW(
        [
            {
                "params": parameters,
                "peak": options.head_rate if new else options.encoder_rate,
                "weight_decay": options.weight_decay if matrix else 0.0,
            }
            for (new, matrix), parameters in groups.items()
        ],
        lr=0.0,
        fused=True,
    )


def _kept(teacher: Network | None, batch: Batch, options: Options) -> dict[str, torch.Tensor]:
    """The tag scores that tasks are to keep to."""
    if teacher is None:
        return {}
    with torch.no_grad(), autocast(batch.ids.device):
        scores = teacher(batch.ids, batch.features, batch.mask).float()
    columns = {task.name: at for task, link, at in teacher.spec.columns() if link is None}
    return {name: scores[..., columns[name]] for name in options.kept}


def _step(
    network: Network,
    optimizer: torch.optim.Optimizer,
    batch: Batch,
    tokenizer: Tokenizer,
    options: Options,
    kept: dict[str, torch.Tensor],
) -> dict[str, float]:
    hidden = (torch.rand(batch.ids.shape, device=batch.ids.device) < options.masked) & batch.mask
    ids = torch.where(hidden & (batch.ids != tokenizer.cls) & (batch.ids != tokenizer.sep), tokenizer.mask, batch.ids)
    with autocast(batch.ids.device):
        scores = network(ids, batch.features, batch.mask)
    parts = losses(network, scores.float(), batch, options.weights, kept)
    optimizer.zero_grad(set_to_none=True)
    torch.stack(list(parts.values())).sum().backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return {name: part.item() for name, part in parts.items()}


def _save(
    path: Path, network: Network, optimizer: torch.optim.Optimizer, spec: ModelSpec, options: Options, step: int
) -> None:
    """Written beside and then moved, so that a kill leaves the older checkpoint whole."""
    beside = path.with_suffix(".new")
    torch.save(
        {
            "network": network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "step": step,
            "spec": spec.to_json(),
            "options": asdict(options),
        },
        beside,
    )
    beside.replace(path)


def _resume(path: Path, network: Network, optimizer: torch.optim.Optimizer, spec: ModelSpec, options: Options) -> int:
    stored = torch.load(path, map_location="cpu", weights_only=True)
    free = {"threads", "device", "log_every", "save_every_s"}
    changed = [
        name for name, value in asdict(options).items() if name not in free and stored["options"].get(name) != value
    ]
    if stored["spec"] != spec.to_json() or changed:
        what = f"other settings ({', '.join(changed)})" if changed else "another model spec"
        raise ModelError(f"{path} was written with {what}: resume with the same, or choose another --run folder")
    network.load_state_dict(stored["network"])
    optimizer.load_state_dict(stored["optimizer"])
    step: int = stored["step"]
    return step


class _Meter:
    """Running means of the loss parts, pieces a second, and the time left."""

    def __init__(self, total: int, step: int) -> None:
        self.total = total
        self.began, self.first = time.monotonic(), step
        self._clear()

    def _clear(self) -> None:
        self.sums: dict[str, float] = defaultdict(float)
        self.counts: dict[str, int] = defaultdict(int)
        self.pieces = 0
        self.since = time.monotonic()

    def add(self, parts: dict[str, float], pieces: int) -> None:
        for name, value in parts.items():
            self.sums[name] += value
            self.counts[name] += 1
        self.pieces += pieces

    def line(self, step: int) -> str:
        now = time.monotonic()
        left = (now - self.began) / max(step - self.first, 1) * (self.total - step)
        means = "  ".join(f"{name} {self.sums[name] / self.counts[name]:.4f}" for name in self.sums)
        text = (
            f"{step}/{self.total}  {means}  {self.pieces / (now - self.since):.0f} pieces/s  {left / 60:.0f} min left"
        )
        self._clear()
        return text
