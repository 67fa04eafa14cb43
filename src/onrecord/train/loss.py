"""What training minimises: for every task its tags' negative log-likelihood and its links' cross-entropy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch.nn.functional as F
from torch import Tensor

from onrecord.train.data import Batch, Pairs
from onrecord.train.network import LinkHead, Network

LINK_WEIGHT = 0.3


def losses(
    network: Network,
    scores: Tensor,
    batch: Batch,
    weights: Mapping[str, float] | None = None,
    kept: Mapping[str, Tensor] | None = None,
) -> dict[str, Tensor]:
    """The parts of the loss by name; their sum is minimised. scores [B, T, W].

    A piece counts alike in every window that a task annotates. weights: task → what it counts, 1 where none is given.
    kept: task → the tag scores [B, T, tags] that it is to keep to, in all windows, whatever is annotated there.
    """
    parts: dict[str, Tensor] = {}
    for task, link, columns in network.spec.columns():
        if link is None and kept and task.name in kept:
            parts[task.name] = (weights or {}).get(task.name, 1.0) * kept_loss(
                scores[..., columns], kept[task.name], batch.mask
            )
        elif link is None:
            rows = batch.annotated[task.name]
            if rows.any():
                weight = (weights or {}).get(task.name, 1.0) * batch.mask[rows].sum() / batch.mask.sum()
                parts[task.name] = weight * network.tag_head(task).loss(
                    scores[rows][..., columns], batch.tags[task.name][rows], batch.mask[rows]
                )
        elif pairs := batch.links[task.name, link.name]:
            head = network.link_head(task, link)
            parts[f"{task.name}.{link.name}"] = LINK_WEIGHT * link_loss(head, scores[..., columns], pairs)
    return parts


def kept_loss(scores: Tensor, goal: Tensor, mask: Tensor) -> Tensor:
    """Mean divergence a piece of the tags' probabilities from those that another network gives (Hinton et al. 2015).
    scores, goal [B, T, tags]; mask [B, T]."""
    apart = F.kl_div(scores.log_softmax(2), goal.log_softmax(2), reduction="none", log_target=True).sum(2)
    return (apart * mask).sum() / mask.sum().clamp(min=1)


def link_loss(head: LinkHead, columns: Tensor, pairs: Sequence[Pairs]) -> Tensor:
    """Mean cross-entropy a head: of its targets together among the window's possible ones and "none" (any of them
    will do: Lee et al. 2017), or, for a link to several targets, of each pair as a question of yes or no.
    columns [B, T, 2 size + 1]."""
    total = columns.new_zeros(())
    for window in pairs:
        scores = head.pairs(columns[window.window], window.heads, window.targets, window.relations)
        if head.link.several:
            each = F.binary_cross_entropy_with_logits(
                scores[:, :-1] - scores[:, -1:], window.wanted[:, :-1], reduction="none"
            )
            total = total + each.sum()
        else:
            right = scores.masked_fill(window.wanted == 0, -1e4)
            total = total + (scores.logsumexp(1) - right.logsumexp(1)).sum()
    return total / sum(len(window.heads) for window in pairs)
