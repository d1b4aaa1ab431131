"""The encoder as PyTorch fits it: the layers of what it begins from, and three heads."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from bot.reading.fitting.start import Start

POSITIONS = 160
_DROPPED = 0.1


class Layer(nn.Module):
    """One layer of a BERT."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.attended, self.joined = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.inner, self.outer = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.first, self.second = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)

    def forward(self, seen: Tensor, there: Tensor | None) -> Tensor:
        many, long, width = seen.shape
        parts = self.attended(seen).view(many, long, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        looked = functional.scaled_dot_product_attention(query, key, value, attn_mask=there)
        joined = self.joined(looked.transpose(1, 2).reshape(many, long, width))
        seen = self.first(seen + functional.dropout(joined, _DROPPED, self.training))
        outer = self.outer(functional.gelu(self.inner(seen)))
        found: Tensor = self.second(seen + functional.dropout(outer, _DROPPED, self.training))
        return found


class Net(nn.Module):
    """Vectors of pieces, what the shop knows of each, and what is on the table; labels, begins and acts."""

    def __init__(self, start: Start, labels: int, acts: int, states: int) -> None:
        super().__init__()
        width = start.width
        self.place, self.evidence = nn.Embedding(POSITIONS, width), nn.Embedding(4, width)
        self.table, self.norm = nn.Linear(states, width, bias=False), nn.LayerNorm(width, 1e-12)
        self.layers = nn.ModuleList(Layer(width, start.heads) for _ in range(start.layers))
        self.labels, self.begins = nn.Linear(width, labels), nn.Linear(width, 1)
        self.each = nn.Linear(width, acts)  # which act the wish is that begins with this word
        self.pool, self.acts = nn.Linear(width, width), nn.Linear(2 * width, acts)
        nn.init.zeros_(self.evidence.weight)
        nn.init.normal_(self.table.weight, std=0.02)
        with torch.no_grad():
            self._begin_from(start)

    def forward(
        self, words: Tensor, evidence: Tensor, states: Tensor, there: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """`there` says which pieces are none; without it all are."""
        seen = words + self.place.weight[: words.shape[1]][None] + self.evidence(evidence)
        seen = torch.cat([seen[:, :1] + self.table(states)[:, None], seen[:, 1:]], 1)
        seen = functional.dropout(self.norm(seen), _DROPPED, self.training)
        for layer in self.layers:
            seen = layer(seen, None if there is None else there[:, None, None, :])
        if there is None:
            mean = seen.mean(1)
        else:
            weights = there[..., None].float()
            mean = (seen * weights).sum(1) / weights.sum(1)
        pooled = torch.cat([torch.tanh(self.pool(seen[:, 0])), mean], 1)
        begins = torch.sigmoid(self.begins(seen)[..., 0].float())
        return self.labels(seen), begins, self.each(seen), self.acts(pooled)

    def heads(self) -> list[nn.Parameter]:
        """What begins from nothing, and may learn faster."""
        new = (self.evidence, self.table, self.labels, self.begins, self.each, self.pool, self.acts)
        return [parameter for part in new for parameter in part.parameters()]

    def _begin_from(self, start: Start) -> None:
        width = start.width

        def matrix(name: str, *shape: int) -> Tensor:
            return torch.from_numpy(start.matrix(name, *shape).copy())

        places = matrix("emb.pos", -1, width)[:POSITIONS] + matrix("emb.type", -1, width)[0]
        self.place.weight.copy_(places)
        _copy(self.norm, matrix("emb.ln.w", width), matrix("emb.ln.b", width))
        for i, layer in enumerate(self.layers):
            assert isinstance(layer, Layer)  # noqa: S101  # a list of modules forgets what they are
            joint = [matrix(f"l{i}.{part}.w", width, width) for part in "qkv"]
            bias = [matrix(f"l{i}.{part}.b", width) for part in "qkv"]
            _copy(layer.attended, torch.cat(joint), torch.cat(bias))
            _copy(layer.joined, matrix(f"l{i}.ao.w", width, width), matrix(f"l{i}.ao.b", width))
            _copy(layer.inner, matrix(f"l{i}.fi.w", 4 * width, width), matrix(f"l{i}.fi.b", 4 * width))
            _copy(layer.outer, matrix(f"l{i}.fo.w", width, 4 * width), matrix(f"l{i}.fo.b", width))
            _copy(layer.first, matrix(f"l{i}.aln.w", width), matrix(f"l{i}.aln.b", width))
            _copy(layer.second, matrix(f"l{i}.oln.w", width), matrix(f"l{i}.oln.b", width))


def _copy(part: nn.Linear | nn.LayerNorm, weight: Tensor, bias: Tensor) -> None:
    part.weight.copy_(weight)
    part.bias.copy_(bias)
