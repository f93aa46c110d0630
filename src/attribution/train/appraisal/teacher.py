"""The transformer: all-mpnet-base-v2 (Apache-2.0), trained further to judge statements."""
import pathlib, random, re, sys
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
import mpnet
network = str(pathlib.Path(__file__).parent.parent / "network")
sys.path.append(network)
from articles import PIECES, pieces

EPOCHS, BATCH, FROZEN = 2, 24, 4
# The three leanings, a position, essential, astray.
OUTPUTS = 6
START, END = 0, 2
cut = lambda text, most: [piece for word in re.findall(r"\w+|[^\w\s]", text) for piece in pieces(word)][:most]
half = lambda: torch.autocast("cpu", dtype=torch.bfloat16)


def sequence(one):
    """Word pieces, and where the statement begins and ends among them: who, source and cue; the statement; the headline."""
    front = cut(one["name"] + " , " + (one["role"] or ""), 14) + [PIECES[":"]] + cut(one["source"], 5) + [PIECES["|"]] + cut(one["cue"], 8)
    front, text, title = ([piece + mpnet.SHIFT for piece in part] for part in (front, cut(one["text"], 60), cut(one["title"], 20)))
    row = [START] + front + [END, END] + text + [END, END] + title + [END]
    return row, len(front) + 3, len(front) + 3 + len(text)


class Judge(nn.Module):
    def __init__(self):
        super().__init__()
        self.body, self.part, self.out = mpnet.Body(FROZEN), nn.Parameter(torch.randn(3, mpnet.WIDTH) * .02), nn.Linear(2 * mpnet.WIDTH, OUTPUTS)

    def forward(self, ids, part, mask):
        x = self.body(ids, self.part[part], mask)
        told = (mask & (part == 1))[..., None]
        return self.out(self.body.drop(torch.cat([(x * told).sum(1) / told.sum(1).clamp(min=1), x[:, 0]], -1)))


def batch(some):
    rows = [sequence(one) for one in some]
    long = max(len(row) for row, _, _ in rows)
    ids, part, mask = torch.full((len(rows), long), mpnet.PAD), torch.zeros(len(rows), long, dtype=torch.long), torch.zeros(len(rows), long, dtype=torch.bool)
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
    optimiser = torch.optim.AdamW([dict(params=old, lr=4e-5), dict(params=new, lr=5e-4)], weight_decay=.01)
    steps, step = EPOCHS * len(judged) // BATCH, 0
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, (s + 1) / 80) * max(.02, 1 - s / steps))
    for epoch in range(EPOCHS):
        order.shuffle(judged)
        for some in alike(judged, BATCH, order):
            with half(): scores = model(*batch(some))
            one = loss(scores.float(), some)
            optimiser.zero_grad()
            one.backward()
            nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.)
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
    for at in range(0, len(by_length), 48):
        some = by_length[at:at + 48]
        with half(): scores = model(*batch([statements[k] for k in some]))
        out[some] = scores.float().numpy()
    return out
