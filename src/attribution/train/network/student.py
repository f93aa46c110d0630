"""The student: the small network of src/attribution/network, taught by the annotation and by the teacher's probabilities."""
import copy, random, struct
from collections import Counter
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
from articles import LABELS, ROLES, VALUES, places

# Known words, length of a token's vector, bits of the table of endings, tokens on each side that the first layer sees besides, units
# in each direction of a layer, layers, units for roles.
WORDS, WIDTH, ENDINGS, NEIGHBOURS, UNITS, LAYERS, ROLE_UNITS = 12000, 48, 10, 1, 64, 3, 32
TOKENS, RATE, DROP = 8000, 4e-3, .15
# How often a word is made unknown, so that the network learns to do without.
UNKNOWN = .06
# The share of the teacher's word where there is an annotation.
SOFT = .8


class Scan(torch.autograd.Function):
    """c[t] = f[t] c[t - 1] + (1 - f[t]) u[t] over the first axis."""

    @staticmethod
    def forward(ctx, u, f):
        c, last = torch.empty_like(u), torch.zeros_like(u[0])
        for t in range(len(u)): c[t] = last = torch.lerp(u[t], last, f[t])
        ctx.save_for_backward(u, f, c)
        return c

    @staticmethod
    def backward(ctx, g):
        u, f, c = ctx.saved_tensors
        d = torch.empty_like(g)
        d[-1] = last = g[-1]
        for t in range(len(g) - 2, -1, -1): d[t] = last = torch.addcmul(g[t], last, f[t + 1])
        return d * (1 - f), d * (torch.cat([torch.zeros_like(c[:1]), c[:-1]]) - u)


def squash(x): return x / (1 + x.abs())


def directions(x):
    """(time, batch, 2, ...): the second direction from its end."""
    return torch.stack([x[:, :, 0], x[:, :, 1].flip(0)], 2)


def recur(gates, mask, below=None):
    """`recur` of src/model/network.rs over gates (time, batch, 6 x units) and what lies below (time, batch, 2 x units)."""
    g = directions(gates.view(*gates.shape[:2], 2, 3, -1))
    m = torch.stack([mask, mask.flip(0)], 2)[..., None]
    tell = .5 + .5 * squash(g[:, :, :, 2])
    y = tell * Scan.apply(squash(g[:, :, :, 0]) * m, .5 + .5 * squash(g[:, :, :, 1]))
    if below is not None: y = y + (1 - tell) * directions(below.view(*below.shape[:2], 2, -1))
    return directions(y).flatten(2)


def with_neighbours(x, reach):
    """`with_neighbours` of src/model/network.rs over the first axis."""
    padded = F.pad(x, (0, 0, 0, 0, reach, reach))
    return torch.cat([padded[k:k + len(x)] for k in range(2 * reach + 1)], -1)


class Student(nn.Module):
    def __init__(self, vectors):
        """`vectors`: what the known words begin with, row 0 for unknown ones."""
        super().__init__()
        self.word, self.ending = nn.Embedding(len(vectors), WIDTH), nn.Embedding(1 << ENDINGS, WIDTH)
        self.small = nn.ModuleList(nn.Embedding(v, WIDTH) for v in VALUES)
        self.word.weight.data[:] = torch.from_numpy(vectors)
        self.ending.weight.data.normal_(0, .25)
        for e in self.small: e.weight.data.normal_(0, .15)
        self.layers = nn.ModuleList(nn.Linear(2 * UNITS if layer else (2 * NEIGHBOURS + 1) * WIDTH, 6 * UNITS) for layer in range(LAYERS))
        for layer in self.layers:
            nn.init.xavier_uniform_(layer.weight, 1.5)
            layer.bias.data.zero_().view(2, 3, UNITS)[:, 1:] = 1.
        self.labels = nn.Linear(2 * UNITS, LABELS)
        self.token, self.cue = nn.Linear(2 * UNITS, 6 * ROLE_UNITS), nn.Linear(2 * UNITS, 6 * ROLE_UNITS, bias=False)
        self.token.bias.data.view(2, 3, ROLE_UNITS)[:, 1:] = 1.
        self.place, self.roles_of, self.drop = nn.Embedding(64, 6 * ROLE_UNITS), nn.Linear(2 * ROLE_UNITS, ROLES), nn.Dropout(DROP)
        self.place.weight.data.normal_(0, .3)

    def encode(self, word, ending, small, mask):
        if self.training: word = torch.where(torch.rand(word.shape) < UNKNOWN, 0, word)
        x = self.drop(squash(self.word(word) + self.ending(ending) + sum(e(small[..., k]) for k, e in enumerate(self.small))))
        x = with_neighbours(x * mask[..., None], NEIGHBOURS)
        for number, layer in enumerate(self.layers): x = self.drop(recur(layer(x), mask, x if number else None))
        return x

    def roles(self, h, index, column, place, share, mask):
        of_cue = self.cue(torch.einsum("ct,tcd->cd", share, h[:, column]))
        return self.roles_of(self.drop(recur(self.token(h)[index, column[None]] + of_cue[None] + self.place(place), mask)))


def vocabulary(lessons, meanings):
    """The hashes of the commonest words, and vectors that begin where the teacher's meanings are, in fewer dimensions."""
    count = Counter()
    for lesson in lessons: count.update(lesson["words"].tolist())
    first = {}      # A file knows words by the highest 24 bits of their hashes; of two that share them the commoner stays.
    for word, _ in sorted(count.items(), key=lambda w: (-w[1], w[0])): first.setdefault(word >> 8, word)
    words = sorted(list(first.values())[:WORDS], key=lambda w: w >> 8)
    means = np.stack([meanings[w][1] / meanings[w][0] for w in words])
    means -= means.mean(0)
    directions = np.linalg.svd(means, full_matrices=False)[2][:WIDTH]
    vectors = means @ directions.T
    return words, np.vstack([np.zeros((1, WIDTH)), vectors * .5 / vectors.std()]).astype(np.float32)


def collate(some, number):
    n, long = len(some), max(len(x["words"]) for x in some)
    word, ending, small = torch.zeros(long, n, dtype=torch.long), torch.zeros(long, n, dtype=torch.long), torch.zeros(long, n, len(VALUES), dtype=torch.long)
    mask, labels, weight, cues = torch.zeros(long, n), torch.zeros(long, n, LABELS), torch.zeros(long, n), []
    mixed = lambda soft, gold, kinds: soft if gold is None else SOFT * soft + (1 - SOFT) * np.eye(kinds, dtype=np.float32)[gold]
    for k, x in enumerate(some):
        m = len(x["words"])
        word[:m, k] = torch.tensor([number.get(w, 0) for w in x["words"].tolist()])
        ending[:m, k] = torch.from_numpy((x["suffixes"].astype(np.int64) * 0x9E3779B1 % 2**32) >> (32 - ENDINGS))
        small[:m, k], mask[:m, k], weight[:m, k] = torch.from_numpy(x["small"]), 1., torch.from_numpy(x["weight"])
        labels[:m, k] = torch.from_numpy(mixed(x["labels"], x["gold"], LABELS))
        cues += [(k, cue) for cue in x["cues"]]
    if not cues: return (word, ending, small, mask), labels, weight, None
    wide = max(c["window"][1] - c["window"][0] for _, c in cues)
    index, place = torch.zeros(wide, len(cues), dtype=torch.long), torch.zeros(wide, len(cues), dtype=torch.long)
    share, inside, roles, sure = torch.zeros(len(cues), long), torch.zeros(wide, len(cues)), torch.zeros(wide, len(cues), ROLES), torch.zeros(wide, len(cues))
    for j, (_, c) in enumerate(cues):
        m, (first, end) = c["window"][1] - c["window"][0], c["cue"]
        index[:m, j], inside[:m, j], sure[:m, j] = torch.arange(*c["window"]), 1., c["weight"]
        place[:m, j] = torch.from_numpy(places(c["window"], first, end))
        share[j, first:end] = 1 / (end - first)
        roles[:m, j] = torch.from_numpy(mixed(c["roles"], c["gold"], ROLES))
    return (word, ending, small, mask), labels, weight, ((index, torch.tensor([k for k, _ in cues]), place, share, inside), roles, sure)


def loss(model, tokens, labels, weight, cues):
    h = model.encode(*tokens)
    out = (-(F.log_softmax(model.labels(h), -1) * labels).sum(-1) * weight).sum() / weight.sum().clamp(min=1)
    if cues is None: return out
    of_cues, roles, sure = cues
    return out + (-(F.log_softmax(model.roles(h, *of_cues), -1) * roles).sum(-1) * sure).sum() / sure.sum().clamp(min=1)


def train(copies, epochs, words, vectors, log):
    """A network that has learned from `copies` of the lessons, one in each epoch and all in turn: the mean of its weights over the
    last epochs and a half."""
    torch.manual_seed(1)
    model, number = Student(vectors), {w: i + 1 for i, w in enumerate(words)}
    mean = copy.deepcopy(model)

    def order(epoch):
        r, some, out = random.Random(epoch), copies[epoch % len(copies)][:], []
        r.shuffle(some)
        for k in range(0, len(some), 2048):
            out.append([])
            for x in sorted(some[k:k + 2048], key=lambda x: len(x["words"])):
                if out[-1] and len(x["words"]) * (len(out[-1]) + 1) > TOKENS: out.append([])
                out[-1].append(x)
        r.shuffle(out)
        return out

    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=.003, betas=(.9, .99))
    steps, step = sum(len(order(epoch)) for epoch in range(epochs)), 0
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, (s + 1) / 200) * max(.01, 1 - s / steps))
    for epoch in range(epochs):
        model.train()
        total, batches = 0., order(epoch)
        for some in batches:
            one = loss(model, *collate(some, number))
            optimiser.zero_grad()
            one.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.)
            optimiser.step()
            schedule.step()
            total, step = total + one.item(), step + 1
            new = max(epochs / (1.5 * steps), 9 / (9 + step))
            with torch.no_grad():
                for p, q in zip(mean.parameters(), model.parameters()): p.lerp_(q, new)
        log(f"student: epoch {epoch + 1} of {epochs}, loss {total / len(batches):.4f}")
    return mean.eval()


def write(model, words):
    """The network as src/attribution/network/mod.rs reads it."""
    out = bytearray(struct.pack("<7I", len(words), WIDTH, ENDINGS, NEIGHBOURS, UNITS, LAYERS, ROLE_UNITS))
    for word in words: out += struct.pack("<I", word >> 8)[:3]

    def eight_bits(weights):
        w = weights.detach().numpy()
        scale = max(float(np.abs(w).max()) / 127, 1e-8)
        out.extend(struct.pack("<f", scale) + np.clip(np.round(w / scale), -127, 127).astype(np.int8).tobytes())

    def linear(layer):
        eight_bits(layer.weight)
        bias = np.zeros(len(layer.weight)) if layer.bias is None else layer.bias.detach().numpy()
        out.extend(bias.astype("<f4").tobytes())

    for e in [model.word, model.ending, *model.small]: eight_bits(e.weight)
    for layer in [*model.layers, model.labels, model.token, model.cue]: linear(layer)
    eight_bits(model.place.weight)
    linear(model.roles_of)
    return bytes(out)
