"""The training loop: its rate, and a killed run that goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from onrecord.errors import ModelError  # noqa: E402
from onrecord.model.tokenize import Tokenizer  # noqa: E402
from onrecord.train import loop  # noqa: E402
from onrecord.train.data import Cut, Document, collate  # noqa: E402
from onrecord.train.loop import Options, autocast, load, one_cycle, train  # noqa: E402
from onrecord.train.network import Encoder, Network  # noqa: E402
from onrecord.train.release import write  # noqa: E402

from .conftest import Trained  # noqa: E402
from .toy import SPEC  # noqa: E402

SHORT = Options(epochs=3, pieces=256, threads=1, save_every_s=-1.0)  # a checkpoint at every step
STEPS = 2  # an epoch of SHORT


@pytest.fixture(scope="module")
def few(docs: list[Document]) -> list[Document]:
    return docs[:12]


@pytest.fixture(scope="module")
def unbroken(encoder: Path, few: list[Document], tmp_path_factory: pytest.TempPathFactory) -> Path:
    run = tmp_path_factory.mktemp("unbroken")
    train(SPEC, encoder, few, run, SHORT)
    assert torch.load(run / "checkpoint.pt", weights_only=True)["step"] == SHORT.epochs * STEPS
    return run


def weights(run: Path) -> dict[str, Any]:
    stored: dict[str, Any] = torch.load(run / "epoch-3.pt", weights_only=True)["network"]
    return stored


class Killed(BaseException):
    """What ends a run from outside."""


def kill_at(where: ModuleType, name: str, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a function be called so many times."""
    own: Callable[..., Any] = getattr(where, name)
    called = 0

    def counted(*words: Any) -> Any:
        nonlocal called
        called += 1
        if called > after:
            raise Killed
        return own(*words)

    monkeypatch.setattr(where, name, counted)


def killed_and_resumed(where: ModuleType, name: str, after: int, encoder: Path, few: list[Document], run: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        kill_at(where, name, after, patch)
        with pytest.raises(Killed):
            train(SPEC, encoder, few, run, SHORT)
    train(SPEC, encoder, few, run, SHORT)


@pytest.mark.parametrize("steps", [1, STEPS, STEPS + 1, 2 * STEPS + 1])
def test_a_killed_run_goes_on_as_if_nothing_had_been(
    steps: int, encoder: Path, few: list[Document], unbroken: Path, tmp_path: Path
) -> None:
    killed_and_resumed(loop, "_step", steps, encoder, few, tmp_path)
    for name, value in weights(unbroken).items():
        assert torch.allclose(weights(tmp_path)[name], value, atol=1e-5), name


@pytest.mark.parametrize("files", [STEPS, STEPS + 1, 3 * (STEPS + 2) - 2])
def test_a_run_killed_at_an_epoch_s_end_keeps_the_epoch(
    files: int, encoder: Path, few: list[Document], unbroken: Path, tmp_path: Path
) -> None:
    """Killed before one of an epoch's last two files, its weights and the checkpoint, is written."""
    killed_and_resumed(torch, "save", files, encoder, few, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} >= {path.name for path in unbroken.iterdir()}
    for epoch in (1, 2, 3):
        own, others = (torch.load(run / f"epoch-{epoch}.pt", weights_only=True) for run in (tmp_path, unbroken))
        assert torch.allclose(
            own["network"]["encoder.norm.weight"], others["network"]["encoder.norm.weight"], atol=1e-5
        )


def test_another_seed_gives_other_weights(encoder: Path, few: list[Document], unbroken: Path, tmp_path: Path) -> None:
    """So the checks above can fail."""
    train(SPEC, encoder, few, tmp_path, replace(SHORT, seed=2))
    assert not torch.allclose(
        weights(tmp_path)["encoder.norm.weight"], weights(unbroken)["encoder.norm.weight"], atol=1e-5
    )


def test_a_finished_run_takes_no_step(
    encoder: Path, few: list[Document], unbroken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = weights(unbroken)
    kill_at(loop, "_step", 0, monkeypatch)
    train(SPEC, encoder, few, unbroken, SHORT)
    assert all(torch.equal(before[name], value) for name, value in weights(unbroken).items())


def test_a_checkpoint_of_other_settings_is_refused(encoder: Path, few: list[Document], unbroken: Path) -> None:
    with pytest.raises(
        ModelError, match=r"checkpoint.pt was written with other settings \(epochs, seed\): resume with"
    ):
        train(SPEC, encoder, few, unbroken, replace(SHORT, epochs=1, seed=2))
    with pytest.raises(ModelError, match=r"checkpoint.pt was written with another model spec"):
        train(replace(SPEC, version="2"), encoder, few, unbroken, SHORT)


def test_how_often_it_logs_is_no_other_setting(encoder: Path, few: list[Document], unbroken: Path) -> None:
    train(SPEC, encoder, few, unbroken, replace(SHORT, log_every=7, save_every_s=60.0))


def test_what_was_trained_can_be_loaded(trained: Trained) -> None:
    final = load(trained.run / "epoch-32.pt", trained.encoder)
    assert (final.spec, final.training) == (SPEC, False)
    for name, value in final.state_dict().items():
        assert torch.equal(trained.network.state_dict()[name], value), name


def test_a_kept_task_is_not_forgotten_whatever_the_corpora_say(
    trained: Trained, encoder: Path, few: list[Document], tmp_path: Path
) -> None:
    start = write(trained.network, encoder, tmp_path / "start", quantised=False)
    blank = [
        replace(doc, goals={name: replace(goal, tags=0 * goal.tags) for name, goal in doc.goals.items()})
        for doc in few
        if "statements" in doc.goals
    ]
    options = replace(SHORT, epochs=8, head_rate=1e-2, start_share=1.0)
    kept = train(SPEC, encoder, blank, tmp_path / "kept", replace(options, kept=("statements",)), start)
    lost = train(SPEC, encoder, blank, tmp_path / "lost", options, start)
    before, after, without = (tagged(network, blank, encoder) for network in (trained.network, kept, lost))
    assert before > 0
    assert after >= 0.9 * before
    assert without < 0.8 * before


def tagged(network: Network, docs: list[Document], encoder: Path) -> int:
    """How many pieces the network gives a tag of statements."""
    tokenizer = Tokenizer(encoder / "tokenizer.json")
    columns = next(at for task, link, at in SPEC.columns() if task.name == "statements" and link is None)
    batch = collate([Cut(doc, 0, min(len(doc.pieces), SPEC.window - 2)) for doc in docs], SPEC, tokenizer)
    with torch.no_grad():
        tags = network(batch.ids, batch.features, batch.mask)[..., columns].argmax(2)
    return int(((tags > 0) & batch.mask).sum())


def test_word_embeddings_stay(trained: Trained) -> None:
    before = Encoder.from_directory(trained.encoder, SPEC.features)
    assert torch.equal(trained.network.encoder.words.weight, before.words.weight)
    assert not torch.equal(trained.network.encoder.positions.weight, before.positions.weight)


def test_the_rate_rises_and_falls() -> None:
    wanted = {0.0: 0.0, 0.05: 0.5, 0.1: 1.0, 0.325: 0.853553, 0.55: 0.5, 0.775: 0.146447, 1.0: 0.0}
    assert {done: one_cycle(done, 0.1) for done in wanted} == pytest.approx(wanted, abs=1e-4)
    assert one_cycle(0.0, 0.0) == 1.0, "no warm-up"


@pytest.mark.parametrize(
    ("capabilities", "dtype"),
    [
        ({"avx2": True}, torch.float32),
        ({"avx2": True, "avx512_bf16": False}, torch.float32),
        ({"avx512_bf16": True}, torch.bfloat16),
        ({"amx_bf16": True}, torch.bfloat16),
        ({"neon": True, "bf16": True}, torch.bfloat16),
    ],
)
def test_products_are_in_bf16_where_the_processor_has_it(
    capabilities: dict[str, bool], dtype: torch.dtype, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: capabilities)
    one = torch.ones(2, 2)
    with autocast(torch.device("cpu")):
        assert (one @ one).dtype == dtype
