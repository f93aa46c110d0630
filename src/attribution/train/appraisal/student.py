"""The student: the small network of src/attribution/appraisal.rs, taught by the readers' judgements and by the teacher's probabilities."""
import random, re, struct
from collections import Counter
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
# `teacher` has put the folder of the other network on the path, but its `student` has this module's name.
from teacher import OUTPUTS, network as folder
from articles import pieces, tensors
from exchange import fnv
import importlib.util
spec = importlib.util.spec_from_file_location("layers", folder + "/student.py")
layers = importlib.util.module_from_spec(spec)
spec.loader.exec_module(layers)
recur, squash = layers.recur, layers.squash

# Known words, length of a token's vector, bits of the table of endings, tokens on each side that the first layer sees besides, units in
# each direction of a layer, layers, weighted means, hidden units.
WORDS, WIDTH, ENDINGS, NEIGHBOURS, UNITS, LAYERS, HEADS, HIDDEN = 6000, 48, 9, 1, 64, 1, 4, 48
PARTS, TAGS, SHAPES = 3, 64, 16
EPOCHS, BATCH, RATE, DROP = 18, 48, 4e-3, .2
# The share of the readers' word where there is one.
HARD = .15


class Student(nn.Module):
    def __init__(self, vectors):
        super().__init__()
        self.word, self.ending = nn.Embedding(len(vectors), WIDTH), nn.Embedding(1 << ENDINGS, WIDTH)
        self.part, self.tag, self.shape = nn.Embedding(PARTS, WIDTH), nn.Embedding(TAGS, WIDTH), nn.Embedding(SHAPES, WIDTH)
        # The words' vectors stay as they are: words that the judged statements lack are read by those that mean much the same.
        self.word.weight.data[:], self.word.weight.requires_grad = torch.from_numpy(vectors), False
        for e in (self.ending, self.part, self.tag, self.shape): e.weight.data.normal_(0, .15)
        self.layers = nn.ModuleList(nn.Linear(2 * UNITS if layer else (2 * NEIGHBOURS + 1) * WIDTH, 6 * UNITS) for layer in range(LAYERS))
        for layer in self.layers:
            nn.init.xavier_uniform_(layer.weight, 1.5)
            layer.bias.data.zero_().view(2, 3, UNITS)[:, 1:] = 1.
        self.heads = nn.Linear(2 * UNITS, HEADS)
        self.hidden, self.out, self.drop = nn.Linear(2 * UNITS * (HEADS + 1), HIDDEN), nn.Linear(HIDDEN, OUTPUTS), nn.Dropout(DROP)

    def forward(self, word, ending, part, tag, shape, mask):
        if self.training: word = torch.where(torch.rand(word.shape) < .07, 0, word)
        x = self.drop(squash(self.word(word) + self.ending(ending) + self.part(part) + self.tag(tag) + self.shape(shape)))
        states = layers.with_neighbours(x * mask[..., None], NEIGHBOURS)
        for number, layer in enumerate(self.layers): states = self.drop(recur(layer(states), mask, states if number else None))
        weights = torch.softmax(self.heads(states).masked_fill((mask == 0)[..., None], -1e4), 0)
        pooled = torch.einsum("tbk,tbd->bkd", weights, states).flatten(1)
        content = ((part == 2) * mask)[..., None]
        mean = (states * content).sum(0) / content.sum(0).clamp(min=1)
        return self.out(self.drop(squash(self.hidden(torch.cat([pooled, mean], -1)))))


def vocabulary(statements):
    """The hashes of the commonest words, and the transformer's own vectors of them, in fewer dimensions."""
    count, spelled = Counter(), {}
    for one in statements:
        count.update(token[0] for token in one["tokens"])
        for word in re.findall(r"\w+(?:['’]\w+)?|[^\w\s]", " ".join((one["source"], one["cue"], one["text"])).lower()):
            spelled.setdefault(fnv(re.sub("[0-9]", "0", word)), word)
    first = {}
    for word, n in sorted(count.items(), key=lambda w: (-w[1], w[0])):
        if n >= 2: first.setdefault(word >> 8, word)
    words = sorted(list(first.values())[:WORDS], key=lambda w: w >> 8)
    table = tensors()["embeddings.word_embeddings.weight"].numpy()
    means = np.stack([table[pieces(spelled[w])].mean(0) if w in spelled else np.zeros(table.shape[1], np.float32) for w in words])
    means -= means.mean(0)
    vectors = means @ np.linalg.svd(means, full_matrices=False)[2][:WIDTH].T
    return words, np.vstack([np.zeros((1, WIDTH)), vectors * .5 / vectors.std()]).astype(np.float32)


def batch(some, number):
    long = max(1, max(len(one["tokens"]) for one in some))
    out, mask = torch.zeros(5, long, len(some), dtype=torch.long), torch.zeros(long, len(some))
    for k, one in enumerate(some):
        if not one["tokens"]: continue
        rows = np.array(one["tokens"], dtype=np.int64)
        rows[:, 0] = [number.get(w, 0) for w in rows[:, 0].tolist()]
        rows[:, 1] = (rows[:, 1] * 0x9E3779B1 % 2**32) >> (32 - ENDINGS)
        out[:, :len(rows), k], mask[:len(rows), k] = torch.from_numpy(rows.T), 1
    return (*out, mask)


def loss(scores, some):
    binary = F.binary_cross_entropy_with_logits
    told = torch.tensor(np.stack([one["told"] for one in some]))
    soft, chances = torch.softmax(told[:, :3], -1), torch.sigmoid(told[:, 3:])
    # The leaning of what is no position counts for little.
    leaning = -(F.log_softmax(scores[:, :3], -1) * soft).sum(-1) * (.2 + .8 * chances[:, 0])
    out = leaning.mean() + binary(scores[:, 3], chances[:, 0]) + .5 * binary(scores[:, 4], chances[:, 1]) + .5 * binary(scores[:, 5], chances[:, 2])
    judged = [k for k, one in enumerate(some) if "position" in one]
    if not judged: return out
    scores, some = scores[judged], [some[k] for k in judged]
    truth = lambda name: torch.tensor([float(one[name]) for one in some])
    leaning, right = torch.tensor([-100 if one["leaning"] is None else one["leaning"] for one in some]), 1 - truth("astray")
    hard = F.cross_entropy(scores[:, :3], leaning, ignore_index=-100) if (leaning >= 0).any() else 0
    hard = hard + binary(scores[:, 3], truth("position"), weight=right) + .5 * binary(scores[:, 4], truth("essential"), weight=right) + .5 * binary(scores[:, 5], truth("astray"))
    return (1 - HARD) * out + HARD * hard


def train(copies, log):
    """A network that has learned from `copies` of the statements, one in each epoch and all in turn; and the words that it knows."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    order = random.Random(0)
    words, vectors = vocabulary(copies[0])
    model, number = Student(vectors), {w: i + 1 for i, w in enumerate(words)}
    optimiser = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=RATE, weight_decay=.01)
    steps = EPOCHS * len(copies[0]) // BATCH
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, (s + 1) / 100) * max(.01, 1 - s / steps))
    for epoch in range(EPOCHS):
        statements = copies[epoch % len(copies)][:]
        order.shuffle(statements)
        total, batches = 0., []
        for at in range(0, len(statements), 20 * BATCH):
            part = sorted(statements[at:at + 20 * BATCH], key=lambda one: len(one["tokens"]))
            batches += [part[j:j + BATCH] for j in range(0, len(part), BATCH)]
        order.shuffle(batches)
        for some in batches:
            one = loss(model(*batch(some, number)), some)
            optimiser.zero_grad()
            one.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.)
            optimiser.step()
            schedule.step()
            total += one.item()
        log(f"student: epoch {epoch + 1} of {EPOCHS}, loss {total / len(batches):.4f}")
    return model.eval(), words


def write(model, words):
    """The network as src/attribution/appraisal.rs reads it."""
    out = bytearray(struct.pack("<8I", len(words), WIDTH, ENDINGS, NEIGHBOURS, UNITS, LAYERS, HEADS, HIDDEN))
    for word in words: out += struct.pack("<I", word >> 8)[:3]

    def eight_bits(weights):
        w = weights.detach().numpy()
        scale = max(float(np.abs(w).max()) / 127, 1e-8)
        out.extend(struct.pack("<f", scale) + np.clip(np.round(w / scale), -127, 127).astype(np.int8).tobytes())

    for e in (model.word, model.ending, model.part, model.tag, model.shape): eight_bits(e.weight)
    for layer in (*model.layers, model.heads, model.hidden, model.out):
        eight_bits(layer.weight)
        out.extend(layer.bias.detach().numpy().astype("<f4").tobytes())
    return bytes(out)
