"""Going on from an exported model: its quantised weights as a network's, so that a run need not begin anew."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from onrecord.model.files import ModelFiles
from onrecord.train.network import Network

_BRICKS = ("attended", "up", "down")
_NORMS = ("attended_norm", "down_norm")


def start_from(network: Network, files: ModelFiles, share: float = 1.0) -> list[str]:
    """Takes the weights of an exported model wherever the network has a part of that name and shape.

    share: how far to go from the encoder's own weights to the model's, 0 to 1. A network that has learned its corpus
    by heart generalises worse when it goes on from there than from half way (Ash and Adams 2020, "shrink and perturb";
    Wortsman et al. 2022 for the straight line between the two).
    The word embeddings stay the encoder's own, which training never moves. Returns the names of the parts that the
    model lacks and that begin anew.
    """
    stored = weights(files)
    own = network.state_dict()
    fitting = {name: stored[name] for name in own if name in stored and stored[name].shape == own[name].shape}
    for name, value in fitting.items():
        pretrained = name.startswith("encoder.") and not name.startswith("encoder.extra.")
        own[name] = torch.lerp(own[name], value, share) if pretrained else value
    network.load_state_dict(own)
    return sorted(name for name in own if name not in fitting and name != "encoder.words.weight")


def mean(networks: Sequence[tuple[Network, float]]) -> Network:
    """The first network with the mean of all weights, each by its share: of what others lack, the mean of those that
    have it."""
    first = networks[0][0]
    states = [(network.state_dict(), share) for network, share in networks]
    own = first.state_dict()
    for name, value in own.items():
        fitting = [
            (state[name], share) for state, share in states if name in state and state[name].shape == value.shape
        ]
        whole = sum(share for _, share in fitting)
        own[name] = torch.stack([other * (share / whole) for other, share in fitting]).sum(0)
    first.load_state_dict(own)
    return first


def weights(files: ModelFiles) -> dict[str, Tensor]:
    """An exported model's weights in float32, under the names that they have in a Network."""
    arrays = {w.name: numpy_helper.to_array(w) for w in onnx.load(str(files.network)).graph.initializer}

    def weight(name: str) -> NDArray[np.float32]:
        if name in arrays:
            return np.asarray(arrays[name], np.float32)
        zero = arrays[f"{name}_zero_point"].astype(np.float32)
        value = (arrays[f"{name}_quantized"].astype(np.float32) - zero) * arrays[f"{name}_scale"]
        return np.asarray(value, np.float32)

    spec = files.read_spec()
    found = {
        "encoder.positions.weight": weight("positions"),
        "encoder.norm.weight": weight("embedded.gain"),
        "encoder.norm.bias": weight("embedded.shift"),
        **{f"encoder.extra.{name}.weight": weight(f"feature.{name}") for name in spec.features},
    }
    layers = len({name.split(".")[0] for name in arrays if name.startswith("layer")})
    for layer in (f"layer{k}" for k in range(layers)):
        ours = f"encoder.layers.{layer.removeprefix('layer')}"
        parts = [weight(f"{layer}.{part}.weight").T for part in ("query", "key", "value")]
        found[f"{ours}.qkv.weight"], found[f"{ours}.qkv.bias"] = np.concatenate(parts), weight(f"{layer}.qkv.bias")
        for brick in _BRICKS:
            found[f"{ours}.{brick}.weight"] = weight(f"{layer}.{brick}.weight").T
            found[f"{ours}.{brick}.bias"] = weight(f"{layer}.{brick}.bias")
        for norm in _NORMS:
            found[f"{ours}.{norm}.weight"] = weight(f"{layer}.{norm}.gain")
            found[f"{ours}.{norm}.bias"] = weight(f"{layer}.{norm}.shift")
    heads, bias, tables = weight("heads.weight").T, weight("heads.bias"), files.read_decoding().tables
    for task, link, columns in spec.columns():
        if link is None:
            name = f"tags.{task.name}.score"
            steps = tables.transitions[task.name]
            found[f"tags.{task.name}.transitions"] = np.where(steps > -1e4, steps, 0)  # forbidden: nothing learned
        else:
            name = f"links.{task.name}_{link.name}.project"
            found[f"links.{task.name}_{link.name}.relations"] = tables.relations[f"{task.name}.{link.name}"]
        found[f"{name}.weight"], found[f"{name}.bias"] = heads[columns], bias[columns]
    return {name: torch.from_numpy(np.array(value, np.float32)) for name, value in found.items()}
