"""The network's products of whole numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

onnx = pytest.importorskip("onnx")
pytest.importorskip("torch")

from onnx import TensorProto, helper, numpy_helper  # noqa: E402

from onrecord.model.files import ModelFiles  # noqa: E402
from onrecord.model.session import _backend  # noqa: E402
from onrecord.train.export import quantise  # noqa: E402

WIDE, OUT = 64, 16


def test_large_products_are_not_cut_off(tmp_path: Path) -> None:
    """The largest weights times the largest activations: two such products do not fit in 16 bits, which is all that a
    processor without VNNI has for them where weights have a sign."""
    weights = np.ones((WIDE, OUT), np.float32)
    weights[:, ::2] = -1.0
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "w"], ["y"])],
        "product",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [4, WIDE])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [4, OUT])],
        [numpy_helper.from_array(weights, "w")],
    )
    opset = [helper.make_opsetid("", 17)]
    quantise(helper.make_model(graph, opset_imports=opset, ir_version=10), tmp_path / "network.onnx")
    stored = onnx.load(str(tmp_path / "network.onnx"))
    assert any(node.op_type in ("MatMulInteger", "DynamicQuantizeMatMul") for node in stored.graph.node)
    for beside in ("spec.json", "tokenizer.json", "decoding.json"):
        (tmp_path / beside).write_text("{}")
    x = np.ones((4, WIDE), np.float32)
    (y,) = _backend(ModelFiles(tmp_path)).run(None, {"x": x})
    assert y == pytest.approx(x @ weights, rel=1e-3)
