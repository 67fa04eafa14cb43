"""The sum over paths and its gradient equal those of the plain recursion that PyTorch differentiates."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from onrecord.train.crf import path_sum  # noqa: E402


def plain(scores: torch.Tensor, chain: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    alpha = scores[:, 0]
    for t in range(1, scores.shape[1]):
        following = torch.logsumexp(alpha[:, :, None] + chain, dim=1) + scores[:, t]
        alpha = torch.where(mask[:, t, None], following, alpha)
    return torch.logsumexp(alpha, 1)


@pytest.mark.parametrize("spread", [1.0, 60.0])
def test_it_equals_the_plain_recursion(spread: float) -> None:
    generator = torch.Generator().manual_seed(3)
    scores = (torch.randn(3, 40, 5, generator=generator) * spread).double().requires_grad_()
    chain = torch.randn(5, 5, generator=generator).double()
    chain[0, 2] = chain[3, 2] = -1e4
    chain.requires_grad_()
    mask = torch.arange(40)[None] < torch.tensor([40, 7, 1])[:, None]
    weight = torch.tensor([1.0, -2.0, 0.5]).double()
    results = []
    for function in (path_sum, plain):
        total = function(scores, chain, mask)
        grads = torch.autograd.grad((total * weight).sum(), (scores, chain))
        results.append((total.detach(), *grads))
    for ours, theirs in zip(*results, strict=True):
        assert torch.allclose(ours, theirs, atol=1e-6, rtol=1e-6)
    assert results[0][1][1, 7:].abs().max() == 0, "nothing flows into padding"
