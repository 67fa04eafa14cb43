"""Words a second of `read_many`, beside the bare network and beside a spaCy pipeline, in turns in one run.

The network alone gets exactly the windows that `read_many` gave it, already cut, on as many threads. spaCy is not
among the project's dependencies: `pip install spacy` into the environment before --spacy.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
from texts import articles, count_words

from onrecord.model.session import available_cores
from onrecord.reader import Reader
from onrecord.types import Article

Feed = dict[str, Any]
WARM_UP = 4  # articles read before any is timed
BATCH = 8  # articles that spaCy hands to a process at once; its fastest of 4, 8 and 24


class Recorder:
    """Stands where the network does, and keeps what it is given."""

    def __init__(self, network: Any) -> None:
        self.network = network
        self.feeds: list[Feed] = []

    def run(self, outputs: list[str], feed: Feed) -> Any:
        self.feeds.append(feed)
        return self.network.run(outputs, feed)


def bare_network(reader: Reader, chosen: Sequence[Article], threads: int) -> Callable[[], None]:
    """Runs the network on the windows of these articles, and does nothing else."""
    session = reader._session
    network, session._backend = session._backend, Recorder(session._backend)
    read_all(reader, chosen)
    feeds, session._backend = session._backend.feeds, network
    pool = ThreadPoolExecutor(threads)

    def run() -> None:
        for answer in [pool.submit(network.run, ["scores"], feed) for feed in feeds]:
            answer.result()

    return run


def read_all(reader: Reader, chosen: Sequence[Article]) -> int:
    """Reads the articles; the number of their statements."""
    return sum(len(reading.statements) for reading in reader.read_many(chosen))


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, help="the folder that holds polnear/ (default: the texts of examples/)")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--model", type=Path, help="a model's folder (default: the one in the package)")
    parser.add_argument("--tasks", help="what read_many looks for, separated by commas (default: all)")
    parser.add_argument("--spacy", action="store_true", help="measure spaCy too, with as many processes as threads")
    options = parser.parse_args()

    chosen = list(articles(options.corpora, options.articles))
    tasks = options.tasks.split(",") if options.tasks else None
    reader = Reader(options.model, threads=options.threads, tasks=tasks)
    read_all(reader, chosen[:WARM_UP])
    bare = bare_network(reader, chosen, options.threads)
    contestants: dict[str, Callable[[], float]] = {
        "read_many": lambda: seconds(lambda: read_all(reader, chosen)),
        "bare network": lambda: seconds(bare),
    }
    if options.spacy:
        # in a process without threads, since it forks
        home = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _fork)
        texts = [article.text for article in chosen]
        home.submit(spacy_seconds, texts[:WARM_UP], options.threads).result()
        contestants["spaCy"] = lambda: home.submit(spacy_seconds, texts, options.threads).result()

    times: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(options.rounds):
        for name, measure in contestants.items():
            times[name].append(measure())
    report(times, sum(count_words(article.text) for article in chosen), options)


def report(times: dict[str, list[float]], words: int, options: argparse.Namespace) -> None:
    """Medians over the rounds; a ratio is the median of the rounds' own ratios."""
    lines = [
        f"{options.articles} articles, {words:,} words; {options.threads} threads on {available_cores()} cores; "
        f"medians of {options.rounds} rounds"
    ]
    for name, taken in times.items():
        slowest, fastest = words / max(taken), words / min(taken)
        lines.append(f"{name:14} {words / median(taken):9,.0f} words/s  ({slowest:,.0f} to {fastest:,.0f})")
    ours, *others = times
    for other in others:
        ratio = median(b / a for a, b in zip(times[ours], times[other], strict=True))
        lines.append(f"{ours} / {other}: {ratio:.2f}")
    sys.stdout.write("\n".join(lines) + "\n")


# spaCy ---------------------------------------------------------------------------------------------------------------

_spacy: list[Any] = []  # the pipeline of this process, once it is built


def _fork() -> None:
    """spaCy's workers are forked: spawned ones would load spaCy anew in every round."""
    multiprocessing.set_start_method("fork", force=True)


def spacy_seconds(texts: Sequence[str], processes: int) -> float:
    """How long spaCy takes for these texts; the pipeline is built before."""
    if not _spacy:
        _spacy.append(spacy_pipeline())
    return seconds(lambda: sum(len(doc.ents) for doc in _spacy[0].pipe(texts, n_process=processes, batch_size=BATCH)))


def spacy_pipeline() -> Any:
    """The architecture of en_core_web_sm 3.8 with random weights.

    Its attribute_ruler and rule lemmatizer, which need tables that are downloaded, are left out.
    """
    spacy, example = import_module("spacy"), import_module("spacy.training").Example
    spacy.util.fix_random_seed(0)
    nlp = spacy.blank("en")
    shared = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500, "SPACY": 50, "IS_SPACE": 50}
    nlp.add_pipe("tok2vec", config={"model": _tok2vec(shared)})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    nlp.add_pipe("parser", config={"model": _transitions("parser", listener)})
    own = {name: rows for name, rows in shared.items() if name not in ("SPACY", "IS_SPACE")}
    nlp.add_pipe("ner", config={"model": _transitions("ner", _tok2vec(own))})
    for pipe, labels in (("tagger", 50), ("parser", 21), ("ner", 18)):  # a parser label makes five actions
        for k in range(labels):
            nlp.get_pipe(pipe).add_label(f"L{k}")
    gold = {"tags": ["L0"] * 3, "heads": [1, 1, 1], "deps": ["L0", "ROOT", "L1"], "entities": ["U-L0", "O", "O"]}
    nlp.initialize(lambda: [example.from_dict(nlp.make_doc("Words are spoken"), gold)])
    _randomise(nlp)
    return nlp


def _randomise(nlp: Any) -> None:
    """Fills the layers that begin at nought, which would give the same answer for every word.

    About every tenth word then begins a name, as in news; it is every third without the bias.
    """
    rng = np.random.default_rng(0)
    for _, pipe in nlp.pipeline:
        for layer in pipe.model.walk():
            for name in layer.param_names:
                if layer.has_param(name) and not layer.get_param(name).any():
                    layer.set_param(name, rng.normal(0, 0.1, layer.get_param(name).shape).astype(np.float32))
    ner = nlp.get_pipe("ner")
    output = ner.model.get_ref("upper")
    outside = [ner.moves.get_class_name(k) == "O" for k in range(ner.moves.n_moves)]
    output.set_param("b", output.get_param("b") + 5 * np.array(outside, np.float32))


def _tok2vec(rows: dict[str, int]) -> Feed:
    embed = {"@architectures": "spacy.MultiHashEmbed.v2", "width": 96, "include_static_vectors": False}
    encode = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "depth": 4}
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": embed | {"attrs": list(rows), "rows": list(rows.values())},
        "encode": encode | {"window_size": 1, "maxout_pieces": 3},
    }


def _transitions(state: str, tok2vec: Feed) -> Feed:
    parser = {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": state, "tok2vec": tok2vec}
    return parser | {"hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "extra_state_tokens": False}


if __name__ == "__main__":
    main()
