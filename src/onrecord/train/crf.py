"""The sum over all tag paths of a linear-chain CRF (Lafferty et al. 2001), by the scaled forward-backward algorithm.

Its gradient is the marginals (Rabiner 1989, section V.A), so that nothing need be kept for PyTorch's backward pass:
two short loops instead of a tape of thousands of small steps.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor


class _PathSum(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, scores: Tensor, chain: Tensor, mask: Tensor) -> Tensor:
        best = scores.max(2, keepdim=True).values
        emit = (scores - best).double().exp().transpose(0, 1).contiguous()  # [T, B, K]
        step = chain.double().exp()
        alpha = torch.empty_like(emit)
        scale = emit.new_empty(emit.shape[:2])
        now = emit[0]
        for t in range(len(emit)):
            if t:
                now = (now @ step) * emit[t]
            scale[t] = now.sum(1)
            now = now / scale[t][:, None]
            alpha[t] = now
        ctx.save_for_backward(emit, step, alpha, scale, mask)
        total = (scale.log().T * mask).sum(1) + (best[..., 0].double() * mask).sum(1)
        return total.to(scores.dtype)

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> tuple[Tensor, Tensor, None]:
        emit, step, alpha, scale, mask = ctx.saved_tensors
        (grad,) = grads
        inside = mask.T[..., None].double()  # [T, B, 1]
        beta = torch.ones_like(alpha)
        into = torch.zeros_like(alpha)  # what flows into each piece from behind
        for t in range(len(emit) - 1, 0, -1):
            into[t] = emit[t] * beta[t] / scale[t][:, None] * inside[t]
            beta[t - 1] = torch.where(inside[t] > 0, into[t] @ step.T, beta[t - 1])
        weight = grad.double()[None, :, None]
        marginals = alpha * beta * inside * weight
        steps = torch.einsum("tbi,tbj->ij", alpha[:-1], into[1:] * weight) * step
        return marginals.transpose(0, 1).to(grad.dtype), steps.to(grad.dtype), None


def path_sum(scores: Tensor, chain: Tensor, mask: Tensor) -> Tensor:
    """The log of the sum over all tag paths of their exponentiated scores: [B].

    scores [B, T, K]; chain [K, K], from and to, -1e4 where a step is forbidden; mask [B, T], True up to a row's end.
    """
    total: Tensor = _PathSum.apply(scores, chain, mask)  # type: ignore[no-untyped-call]
    return total
