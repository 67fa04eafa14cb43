"""Runs the network: windows of any number of articles side by side, one thread a core.

Every window is a call of its own. Dynamic int8 quantisation takes its scales from what it is given, so an article
gives the same scores alone and among others; nothing is padded, and two threads need no batch to be kept busy.
"""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from onrecord.errors import ModelError
from onrecord.model.decode import Block
from onrecord.model.files import ModelFiles
from onrecord.model.spec import ModelSpec
from onrecord.model.tokenize import Pieces, Tokenizer
from onrecord.model.windows import Window, windows

if TYPE_CHECKING:
    import onnxruntime

# The fused operator is not vectorised in onnxruntime's CPU provider; its parts are (12 of 52 ms a window saved).
UNFUSED = ["SkipLayerNormFusion"]
HIDDEN = "hidden"
"""The output of what the layers give; models without it can be read with, but tell no meanings."""


class Session:
    """The network of one model, ready to run from any number of threads. hidden: whether its blocks have that too.

    Raises ModelError when the model cannot be used.
    """

    def __init__(self, files: ModelFiles, threads: int | None = None, *, hidden: bool = False) -> None:
        self.spec: ModelSpec = files.read_spec()
        self.tokenizer = Tokenizer(files.tokenizer)
        self.threads = threads or available_cores()
        self._backend = _backend(files)
        self._outputs = ["scores", HIDDEN] if hidden else ["scores"]
        if hidden and HIDDEN not in {output.name for output in self._backend.get_outputs()}:
            raise ModelError(
                f"{files.network}: has no output {HIDDEN!r}; export it anew with `python -m onrecord.train`"
            )
        self._pool = self._threads()

    def _threads(self) -> ThreadPoolExecutor:
        self._process = os.getpid()
        return ThreadPoolExecutor(self.threads, thread_name_prefix="onrecord")

    def start(self, pieces: Pieces) -> list[Future[Block]]:
        """Begins to read a text's windows, in their order."""
        if self._process != os.getpid():
            self._pool = self._threads()  # threads do not live on in a forked process
        size = self.spec.window - 2
        parts = windows(len(pieces), size, self.spec.overlap, pieces.features["gap"] >= 2)
        return [self._pool.submit(self._run, pieces, window) for window in parts]

    def _run(self, pieces: Pieces, window: Window) -> Block:
        inside = slice(window.start, window.end)
        ids = np.empty((1, window.end - window.start + 2), np.int64)
        ids[0, 0], ids[0, 1:-1], ids[0, -1] = self.tokenizer.cls, pieces.ids[inside], self.tokenizer.sep
        feed = {"ids": ids}
        for name in self.spec.features:
            feed[name] = np.zeros_like(ids)
            feed[name][0, 1:-1] = pieces.features[name][inside]
        scores, *hidden = (output[0, 1:-1] for output in self._backend.run(self._outputs, feed))
        return Block(window, scores, hidden[0].astype(np.float16) if hidden else None)


def available_cores() -> int:
    """Cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        return os.cpu_count() or 1


def _backend(files: ModelFiles) -> onnxruntime.InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Without VNNI an x86-64 processor adds two products of signed weights in 16 bits and cuts the sum off; with this
    # onnxruntime moves the weights to unsigned ones there, and nothing is lost (design/LAB.md).
    options.add_session_config_entry("session.x64quantprecision", "1")
    try:
        return onnxruntime.InferenceSession(
            str(files.network), options, providers=["CPUExecutionProvider"], disabled_optimizers=UNFUSED
        )
    except Exception as error:  # onnxruntime's own errors share no importable base
        raise ModelError(f"{files.network}: onnxruntime cannot load it: {error}") from error
