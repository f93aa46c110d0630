"""The transformer: all-MiniLM-L6-v2 (Apache-2.0), trained further to judge statements."""
import pathlib, random, re, sys
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
network = str(pathlib.Path(__file__).parent.parent / "network")
sys.path.append(network)
from articles import PIECES, pieces
# The module of the network's teacher has this one's name.
import importlib.util
spec = importlib.util.spec_from_file_location("transformer", network + "/teacher.py")
transformer = importlib.util.module_from_spec(spec)
spec.loader.exec_module(transformer)

EPOCHS, BATCH = 3, 24
# The three leanings, a position, essential, astray.
OUTPUTS = 6
cut = lambda text, most: [piece for word in re.findall(r"\w+|[^\w\s]", text) for piece in pieces(word)][:most]
half = lambda: torch.autocast("cpu", dtype=torch.bfloat16)


def sequence(one):
    """Word pieces, and where the statement begins and ends among them: who, source and cue; the statement; the headline."""
    front = cut(one["name"] + " , " + (one["role"] or ""), 16) + [PIECES[":"]] + cut(one["source"], 6) + [PIECES["|"]] + cut(one["cue"], 10)
    text, title = cut(one["text"], 70), cut(one["title"], 24)
    row = [PIECES["[CLS]"]] + front + [PIECES["[SEP]"]] + text + [PIECES["[SEP]"]] + title + [PIECES["[SEP]"]]
    return row, len(front) + 2, len(front) + 3 + len(text)


class Judge(nn.Module):
    def __init__(self):
        super().__init__()
        self.body, self.part, self.out = transformer.Teacher(), nn.Parameter(torch.randn(3, transformer.WIDTH) * .02), nn.Linear(2 * transformer.WIDTH, OUTPUTS)

    def forward(self, ids, part, mask):
        body = self.body
        x = body.drop(body.norm(body.word(ids) + body.position[:ids.shape[1]] + self.part[part]))
        for layer in body.layers: x = layer(x, mask)
        told = (mask & (part == 1))[..., None]
        return self.out(body.drop(torch.cat([(x * told).sum(1) / told.sum(1).clamp(min=1), x[:, 0]], -1)))


def batch(some):
    rows = [sequence(one) for one in some]
    long = max(len(row) for row, _, _ in rows)
    ids, part, mask = torch.zeros(len(rows), long, dtype=torch.long), torch.zeros(len(rows), long, dtype=torch.long), torch.zeros(len(rows), long, dtype=torch.bool)
    for k, (row, a, b) in enumerate(rows):
        ids[k, :len(row)], mask[k, :len(row)] = torch.tensor(row), True
        part[k, a:b], part[k, b:] = 1, 2
    return ids, part, mask


def loss(scores, some):
    """Against the readers' judgements. What is astray tells nothing of the rest."""
    truth = lambda name: torch.tensor([float(one[name]) for one in some])
    leaning = torch.tensor([-100 if one["leaning"] is None else one["leaning"] for one in some])
    right, binary = 1 - truth("astray"), F.binary_cross_entropy_with_logits
    out = F.cross_entropy(scores[:, :3], leaning, ignore_index=-100) if (leaning >= 0).any() else 0
    return out + binary(scores[:, 3], truth("position"), weight=right) + .5 * binary(scores[:, 4], truth("essential"), weight=right) + .5 * binary(scores[:, 5], truth("astray"))


def alike(some, size, order):
    """Batches of statements of much the same length."""
    out = []
    for at in range(0, len(some), 8 * size):
        part = sorted(some[at:at + 8 * size], key=lambda one: len(one["text"]))
        out += [part[j:j + size] for j in range(0, len(part), size)]
    order.shuffle(out)
    return out


def train(judged, log):
    torch.manual_seed(0)
    torch.set_num_threads(1)
    order, model, judged = random.Random(0), Judge(), judged[:]
    new = [model.part, *model.out.parameters()]
    old = [p for p in model.parameters() if p.requires_grad and all(p is not q for q in new)]
    optimiser = torch.optim.AdamW([dict(params=old, lr=1e-4), dict(params=new, lr=1e-3)], weight_decay=.01)
    steps, step = EPOCHS * len(judged) // BATCH, 0
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, (s + 1) / 80) * max(0, 1 - s / steps))
    for epoch in range(EPOCHS):
        order.shuffle(judged)
        for some in alike(judged, BATCH, order):
            with half(): scores = model(*batch(some))
            one = loss(scores.float(), some)
            optimiser.zero_grad()
            one.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.)
            optimiser.step()
            schedule.step()
            step += 1
            if step % 100 == 0: log(f"teacher: step {step} of {steps}, loss {one.item():.3f}")
    return model.eval()


@torch.no_grad()
def tell(model, statements):
    """What it makes of each statement: logits."""
    out = np.zeros((len(statements), OUTPUTS), np.float32)
    by_length = sorted(range(len(statements)), key=lambda k: len(statements[k]["text"]))
    for at in range(0, len(by_length), 64):
        some = by_length[at:at + 64]
        with half(): scores = model(*batch([statements[k] for k in some]))
        out[some] = scores.float().numpy()
    return out
