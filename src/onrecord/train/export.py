"""The trained network as ONNX, brick by brick, for one window at a time (no batch, so no padding and no mask).

A window alone in its batch keeps dynamic int8 quantisation deterministic: its scales come from that window only.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from onrecord.model.session import HIDDEN
from onrecord.train.network import Layer, LinkHead, Network, TagHead

OPSET = 20
CONTRIB = "com.microsoft"  # fused operators that every build of onnxruntime has


class _Graph:
    """Nodes and weights under construction; every method returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: torch.Tensor | NDArray[np.float32] | NDArray[np.int64]) -> str:
        array = value.detach().float().numpy() if isinstance(value, torch.Tensor) else value
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, operator: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def linear(self, x: str, row: torch.nn.Linear, name: str, bias: bool = True) -> str:
        product = self.node("MatMul", [x, self.weight(f"{name}.weight", row.weight.T)], f"{name}.product")
        if not bias:
            return product
        return self.node("Add", [product, self.weight(f"{name}.bias", row.bias)], f"{name}.out")

    def norm(self, x: str, norm: torch.nn.LayerNorm, name: str) -> str:
        inputs = [x, self.weight(f"{name}.gain", norm.weight), self.weight(f"{name}.shift", norm.bias)]
        return self.node("LayerNormalization", inputs, name, axis=-1, epsilon=float(norm.eps))

    def residual_norm(self, x: str, residual: str, norm: torch.nn.LayerNorm, name: str) -> str:
        return self.norm(self.node("Add", [x, residual], f"{name}.sum"), norm, name)


def build(network: Network) -> onnx.ModelProto:
    """The network as ONNX. ids and each feature int64 [1, T] → scores float32 [1, T, W].

    A second output, hidden [1, T, H], is the sum of what every second layer gives: the last ones know what the heads
    need, the first ones what words mean (eval/like.py). It costs one addition, and what it takes to hand it out.
    """
    graph = _Graph()
    encoder = network.encoder
    hidden = encoder.shape.hidden_size
    x = graph.node("Gather", [graph.weight("words", encoder.words.weight), "ids"], "embedded.words")
    length = graph.node("Shape", ["ids"], "length", start=1, end=2)
    zero = graph.weight("zero", np.zeros(1, np.int64))
    places = graph.node(
        "Slice", [graph.weight("positions", encoder.positions.weight), zero, length], "embedded.positions"
    )
    x = graph.node("Add", [x, places], "embedded.placed")
    for name in network.spec.features:
        rows = cast(torch.nn.Embedding, encoder.extra[name])
        extra = graph.node("Gather", [graph.weight(f"feature.{name}", rows.weight), name], f"embedded.{name}")
        x = graph.node("Add", [x, extra], f"embedded.with_{name}")
    x = graph.norm(x, encoder.norm, "embedded")
    given = []
    for number, layer in enumerate(encoder.layers):
        x = _layer(graph, x, cast(Layer, layer), hidden, f"layer{number}")
        given.append(x)
    graph.node("Sum", given[1::2] or given, HIDDEN)
    heads = _heads(network)
    product = graph.node("MatMul", [x, graph.weight("heads.weight", heads.weight.T)], "heads.product")
    graph.node("Add", [product, graph.weight("heads.bias", heads.bias)], "scores")
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [1, "pieces"])
        for name in ("ids", *network.spec.features)
    ]
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "pieces", width])
        for name, width in (("scores", network.spec.width), (HIDDEN, hidden))
    ]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "onrecord", inputs, outputs, graph.weights),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)],
        producer_name="onrecord",
    )
    model.ir_version = 9
    return model


def _layer(graph: _Graph, x: str, layer: Layer, hidden: int, name: str) -> str:
    parts = []
    bias = layer.qkv.bias
    for k, part in enumerate(("query", "key", "value")):
        rows = slice(k * hidden, (k + 1) * hidden)
        weight = graph.weight(f"{name}.{part}.weight", layer.qkv.weight[rows].T)
        parts.append(graph.node("MatMul", [x, weight], f"{name}.{part}"))
    seen = graph.node(
        "MultiHeadAttention",
        [*parts, graph.weight(f"{name}.qkv.bias", bias)],
        f"{name}.seen",
        CONTRIB,
        num_heads=layer.heads,
    )
    attended = graph.linear(seen, layer.attended, f"{name}.attended")
    x = graph.residual_norm(attended, x, layer.attended_norm, f"{name}.attended_norm")
    up = graph.linear(x, layer.up, f"{name}.up", bias=False)
    wide = graph.node("BiasGelu", [up, graph.weight(f"{name}.up.bias", layer.up.bias)], f"{name}.wide", CONTRIB)
    down = graph.linear(wide, layer.down, f"{name}.down")
    return graph.residual_norm(down, x, layer.down_norm, f"{name}.down_norm")


def _heads(network: Network) -> torch.nn.Linear:
    """All heads as one linear layer, in the order of ModelSpec.columns."""
    rows: list[torch.nn.Linear] = []
    for task, link, _ in network.spec.columns():
        head: TagHead | LinkHead = network.tag_head(task) if link is None else network.link_head(task, link)
        rows.append(head.score if isinstance(head, TagHead) else head.project)
    one = torch.nn.Linear(network.encoder.shape.hidden_size, network.spec.width)
    one.weight.data = torch.cat([row.weight for row in rows])
    one.bias.data = torch.cat([row.bias for row in rows])
    return one


def quantise(model: onnx.ModelProto, path: Path) -> None:
    """Writes the model with int8 weights: matrices a scale a column, activations a scale a window, embeddings int8."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        model,
        str(path),
        op_types_to_quantize=["MatMul", "Gather"],
        weight_type=QuantType.QInt8,
        per_channel=True,
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
    )


def tables(network: Network) -> dict[str, dict[str, list[list[float]] | list[float]]]:
    """What decoding needs beside the scores: transitions a task, biases of relations a link."""
    return {
        "transitions": {task.name: network.tag_head(task).chain().detach().tolist() for task in network.spec.tasks},
        "relations": {
            f"{task.name}.{link.name}": network.link_head(task, link).relations.detach().tolist()
            for task in network.spec.tasks
            for link in task.links
        },
    }
