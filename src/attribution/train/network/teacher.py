"""The transformer: all-MiniLM-L6-v2 (Apache-2.0), trained further to find attributions, and what it then says of articles."""
import random, time
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
from articles import LABELS, PIECES, REACH, ROLES, VALUES, places, tensors

WIDTH, EPOCHS, BATCH = 384, 4, 8
half = lambda: torch.autocast("cpu", dtype=torch.bfloat16)


class Layer(nn.Module):
    """A layer of BERT (Devlin et al. 2019)."""

    def __init__(self, heads=12):
        super().__init__()
        self.heads = heads
        self.qkv, self.o = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.n1, self.n2, self.drop = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12), nn.Dropout(.1)

    def forward(self, x, mask):
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        # Without dropout of attention it is twice as fast.
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :]).transpose(1, 2).reshape(b, n, d)
        x = self.n1(x + self.drop(self.o(a)))
        return self.n2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Teacher(nn.Module):
    """Six pre-trained layers over word pieces; one more over tokens with their small facts; for each cue another over the tokens
    of its stretch."""

    def __init__(self):
        super().__init__()
        t = tensors()
        self.word = nn.Embedding.from_pretrained(t["embeddings.word_embeddings.weight"])
        self.position = nn.Parameter(t["embeddings.position_embeddings.weight"] + t["embeddings.token_type_embeddings.weight"][0])
        self.norm, self.layers = nn.LayerNorm(WIDTH, 1e-12), nn.ModuleList(Layer() for _ in range(6))
        copies = [(self.norm, "embeddings.LayerNorm")]
        for i, layer in enumerate(self.layers):
            p = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                getattr(layer.qkv, kind).data = torch.cat([t[f"{p}attention.self.{x}.{kind}"] for x in ("query", "key", "value")])
            copies += [(layer.o, p + "attention.output.dense"), (layer.n1, p + "attention.output.LayerNorm"), (layer.up, p + "intermediate.dense"),
                       (layer.down, p + "output.dense"), (layer.n2, p + "output.LayerNorm")]
        for module, name in copies: module.weight.data, module.bias.data = t[name + ".weight"], t[name + ".bias"]
        self.pretrained = [p for p in self.parameters() if p.requires_grad]
        self.small = nn.ModuleList(nn.Embedding(v, WIDTH) for v in VALUES)
        for e in self.small: e.weight.data.normal_(0, .02)
        self.joined, self.tokens, self.labels = nn.LayerNorm(WIDTH), Layer(), nn.Linear(WIDTH, LABELS)
        self.place, self.cue, self.role, self.roles_of = nn.Embedding(64, WIDTH), nn.Linear(WIDTH, WIDTH), Layer(), nn.Linear(WIDTH, ROLES)
        self.place.weight.data.normal_(0, .05)
        self.drop = nn.Dropout(.1)

    def encode(self, ids, first, small, of_pieces, of_tokens):
        x = self.drop(self.norm(self.word(ids) + self.position[:ids.shape[1]]))
        for layer in self.layers: x = layer(x, of_pieces)
        x = torch.gather(x, 1, first[..., None].expand(-1, -1, WIDTH))
        return self.tokens(self.joined(x + sum(e(small[..., k]) for k, e in enumerate(self.small))), of_tokens)

    def roles(self, h, place, cue, mask): return self.roles_of(self.role(h + self.place(place) + self.cue(cue)[:, None], mask))


def batch(chunks):
    """(article, a, b) each: what `encode` takes."""
    n, wide = len(chunks), max(b - a for _, a, b in chunks)
    long = max(2 + sum(map(len, article.pieces[a:b])) for article, a, b in chunks)
    ids, first, small = torch.zeros(n, long, dtype=torch.long), torch.zeros(n, wide, dtype=torch.long), torch.zeros(n, wide, len(VALUES), dtype=torch.long)
    of_pieces, of_tokens = torch.zeros(n, long, dtype=torch.bool), torch.zeros(n, wide, dtype=torch.bool)
    for k, (article, a, b) in enumerate(chunks):
        row = [PIECES["[CLS]"]]
        for i in range(a, b):
            first[k, i - a] = len(row)
            row += article.pieces[i]
        row.append(PIECES["[SEP]"])
        ids[k, :len(row)] = torch.tensor(row)
        of_pieces[k, :len(row)], of_tokens[k, :b - a] = True, True
        small[k, :b - a] = torch.from_numpy(article.small[a:b])
    return ids, first, small, of_pieces, of_tokens


def window(article, a, b, first, end):
    """What is looked at for a cue: its stretch within the chunk a..b, REACH tokens on each side at most."""
    s, e = article.stretches[article.stretch[first]]
    return max(s, a, first - REACH), min(e, b, end + REACH)


def for_cues(h, cues):
    """(row of h, start of the chunk, window, first, end) each: what `roles` takes."""
    long = max(w[1] - w[0] for _, _, w, _, _ in cues)
    index, place = torch.zeros(len(cues), long, dtype=torch.long), torch.zeros(len(cues), long, dtype=torch.long)
    mask, share = torch.zeros(len(cues), long, dtype=torch.bool), torch.zeros(len(cues), h.shape[1])
    for c, (_, a, w, first, end) in enumerate(cues):
        n = w[1] - w[0]
        index[c, :n], mask[c, :n] = torch.arange(w[0] - a, w[1] - a), True
        place[c, :n] = torch.from_numpy(places(w, first, end))
        share[c, first - a:end - a] = 1 / (end - first)
    rows = h[[row for row, *_ in cues]]
    cue = torch.bmm(share[:, None].to(rows.dtype), rows)[:, 0]
    return torch.gather(rows, 1, index[..., None].expand(-1, -1, WIDTH)), place, cue, mask


def losses(model, chunks):
    with half():
        h = model.encode(*batch(chunks))
        scores = model.labels(h)
    labels, cues, gold = torch.full(scores.shape[:2], -100), [], []
    for k, (article, a, b) in enumerate(chunks):
        labels[k, :b - a] = torch.from_numpy(article.labels[a:b])
        for i in article.discard:
            if a <= i < b: labels[k, i - a] = -100
        for cue in article.cues:
            w = window(article, a, b, *cue[:2]) if a <= cue[0] and cue[1] <= b else (0, 0)
            if w[0] <= cue[0] and cue[1] <= w[1]:
                cues.append((k, a, w, *cue[:2]))
                gold.append(article.roles(w, cue))
    of_tokens = F.cross_entropy(scores.float().flatten(0, 1), labels.flatten())
    if not cues: return of_tokens
    with half(): scores = model.roles(*for_cues(h, cues))
    roles = torch.full(scores.shape[:2], -100)
    for c, g in enumerate(gold): roles[c, :len(g)] = torch.from_numpy(g)
    return of_tokens + F.cross_entropy(scores.float().flatten(0, 1), roles.flatten())


def train(articles, log):
    """A teacher that has learned from the annotated `articles`."""
    torch.manual_seed(1)
    model, chunks = Teacher(), [(article, a, b) for article in articles for a, b in article.chunks()]

    def order(epoch):
        r, some, out = random.Random(epoch), chunks[:], []
        r.shuffle(some)
        for k in range(0, len(some), 8 * BATCH):
            alike = sorted(some[k:k + 8 * BATCH], key=lambda c: c[2] - c[1])
            out += [alike[j:j + BATCH] for j in range(0, len(alike), BATCH)]
        r.shuffle(out)
        return out

    old = set(map(id, model.pretrained))
    new = [p for p in model.parameters() if id(p) not in old and p.requires_grad]
    optimiser = torch.optim.AdamW([dict(params=model.pretrained, lr=1.5e-4), dict(params=new, lr=6e-4)], weight_decay=.01)
    steps, step, began = EPOCHS * len(order(0)), 0, time.time()
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, s / 150) * max(.02, 1 - s / steps))
    for epoch in range(EPOCHS):
        for some in order(epoch):
            model.train()
            loss = losses(model, some)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.)
            optimiser.step()
            schedule.step()
            step += 1
            if step % 100 == 0: log(f"teacher: step {step} of {steps}, loss {loss.item():.3f}")
    return model.eval()


def candidates(cue, begins, a, b):
    """Runs of tokens between a and b that may be cues, by their probabilities."""
    out, i = [], a
    while i < b:
        end = i + 1
        if cue[i] >= .15:
            while end < b and cue[end] >= .35 and begins[end] < .5 * cue[end]: end += 1
            out.append((i, end))
        i = end
    return out


@torch.no_grad()
def lessons(model, articles, annotated, log, meanings=None):
    """What the teacher says of each stretch, for the student: the probabilities of labels, and of roles for annotated cues and, where
    there is no annotation, for those that it sees itself. `meanings` collects the vectors of words."""
    chunks = sorted(((k, article, a, b) for k, article in enumerate(articles) for a, b in article.chunks()), key=lambda c: c[3] - c[2])
    out = []
    for at in range(0, len(chunks), 2 * BATCH):
        some = chunks[at:at + 2 * BATCH]
        with half(): h = model.encode(*batch([c[1:] for c in some]))
        labels, vectors, cues, owners = torch.softmax(model.labels(h.float()), -1).numpy(), h.float().numpy(), [], []
        for k, (number, article, a, b) in enumerate(some):
            if meanings is not None:
                for i in range(a, b):
                    seen = meanings.setdefault(int(article.words[i]), [0, np.zeros(WIDTH, np.float32)])
                    if seen[0] < 200: seen[0] += 1; seen[1] += vectors[k, i - a]
            p = np.zeros((b, LABELS), np.float32)
            p[a:] = labels[k, :b - a]
            for s in sorted(set(article.stretch[a:b].tolist())):
                s, e = max(article.stretches[s][0], a), min(article.stretches[s][1], b)
                weight = np.array([float(i not in article.discard) for i in range(s, e)], np.float32)
                lesson = dict(article=number, words=article.words[s:e], suffixes=article.suffixes[s:e], small=article.small[s:e], labels=p[s:e],
                              gold=article.labels[s:e] if annotated else None, weight=weight, cues=[])
                out.append(lesson)
                own = [(c, c[:2]) for c in article.cues if s <= c[0] and c[1] <= e] if annotated else [
                    (None, c) for c in candidates(p[:, 3] + p[:, 4], p[:, 3], s, e)]
                for cue, (first, end) in {c[1]: c for c in own}.values():
                    w = max(s, first - REACH), min(e, end + REACH)
                    sure = 1. if annotated else float(min(1, 1.2 * (p[first:end, 3] + p[first:end, 4]).max()))
                    cues.append((k, a, w, first, end))
                    owners.append((lesson, dict(window=(w[0] - s, w[1] - s), cue=(first - s, end - s), weight=sure,
                                                gold=article.roles(w, cue) if annotated else None)))
        for c in range(0, len(cues), 64):
            with half(): roles = model.roles(*for_cues(h, cues[c:c + 64]))
            for r, (lesson, cue) in zip(torch.softmax(roles.float(), -1).numpy(), owners[c:c + 64]):
                lesson["cues"].append(dict(cue, roles=r[:cue["window"][1] - cue["window"][0]].copy()))
        if at % (200 * BATCH) == 0: log(f"lessons: {at} of {len(chunks)}")
    return out
