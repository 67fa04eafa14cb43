"""What training minimises: for every task its tags' negative log-likelihood and its links' cross-entropy."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from onrecord.train.data import Batch
from onrecord.train.network import LinkHead, Network, bucket

LINK_WEIGHT = 0.3


def losses(network: Network, scores: Tensor, batch: Batch) -> dict[str, Tensor]:
    """The parts of the loss by name; their sum is minimised. scores [B, T, W]."""
    parts: dict[str, Tensor] = {}
    for task, link, columns in network.spec.columns():
        if link is None:
            rows = batch.annotated[task.name]
            if rows.any():
                parts[task.name] = network.tag_head(task).loss(
                    scores[rows][..., columns], batch.tags[task.name][rows], batch.mask[rows]
                )
        elif len(places := batch.links[task.name, link.name]):
            head = network.link_head(task, link)
            parts[f"{task.name}.{link.name}"] = LINK_WEIGHT * link_loss(head, scores[..., columns], places, batch.mask)
    return parts


def link_loss(head: LinkHead, columns: Tensor, places: Tensor, mask: Tensor) -> Tensor:
    """Cross-entropy of each head's target among all pieces of its window and "none".

    columns [B, T, 2 size + 1]; places [N, 3] as Batch.links; mask [B, T]. For a link to several targets, every
    row of a head is one target of it, and each pair counts as a yes or no question.
    """
    columns = columns.float()
    window, left, target = places.unbind(1)
    length = columns.shape[1]
    scores = torch.einsum(
        "nd,ntd->nt", columns[window, left, : head.size], columns[window, :, head.size : 2 * head.size]
    ) / math.sqrt(head.size)
    away = torch.arange(length, device=columns.device)[None] - left[:, None]
    scores = scores + head.distance[bucket(away, head.edges)]
    seen = mask[window]
    if head.link.earlier:
        seen = seen & (away < 0)
    none = columns[window, left, -1:]
    if not head.link.several:
        every = torch.cat((scores.masked_fill(~seen, -1e4), none), 1)
        return F.cross_entropy(every, torch.where(target < 0, length, target))
    wanted = torch.zeros(columns.shape[0], length, length, device=columns.device)
    linked = target >= 0
    wanted[window[linked], left[linked], target[linked]] = 1.0
    gold = wanted[window, left]
    each = F.binary_cross_entropy_with_logits(scores - none, gold, reduction="none")
    return (each * seen).sum() / len(places)
