#!/usr/bin/env python3
"""Train the classifier of blocks, and measure it by cross-validation over outlets.

    pip install lightgbm==4.7.0 numpy rapidfuzz==3.14.6
    cargo build --release --features train --bin blocks
    python3 src/block/train.py PAGES target/release/blocks [--cross OUT.jsonl] [--write src/model/blocks.bin]

PAGES holds `manifest.tsv` (set, id, path, gold, .., outlet, lang) and `labels-*.jsonl.gz` (rows of {id, blocks: [[label, words]]}).
Pages without such a row are labelled from their gold text: a block is the story's if 70 % of its words lie in it, and not if less
than 30 % do. `--cross` writes what the scorer of blocks reads, each page labelled by trees that saw no page of its outlet.
One thread and fixed seeds: the same data give the same file, byte for byte.
"""
import csv, gzip, json, re, struct, subprocess, sys
from concurrent.futures import ThreadPoolExecutor
import lightgbm as lgb, numpy as np
from rapidfuzz.distance import LCSseq

WORD = re.compile(r"\w+")
SETS = {"fundus": 1.0, "wcxb": 0.35, "postlight": 0.7}      # weight of a page
FOLDS = 6
SPLITS = 30
TREES = 260
PARAMS = dict(objective="binary", learning_rate=0.06, num_leaves=SPLITS + 1, min_data_in_leaf=25, max_bin=255, feature_fraction=0.4,
              bagging_fraction=0.7, bagging_freq=1, lambda_l2=5.0, seed=7, deterministic=True, force_row_wise=True, num_threads=1, verbose=-1)

def align(ours, theirs, owner):
    """For each of our words the label of the word that it aligns with, or None."""
    ids = {}
    a = [ids.setdefault(w, len(ids)) for w in ours]; b = [ids.setdefault(w, len(ids)) for w in theirs]
    out = [None] * len(a)
    for op in LCSseq.opcodes(a, b):
        if op.tag == "equal":
            for k in range(op.src_end - op.src_start): out[op.src_start + k] = owner[op.dest_start + k]
    return out

def tokens(text, split):
    words = WORD.findall(text.lower())
    return [c for w in words for c in (w if split else [w])]

def label(texts, row, gold, lang):
    """1 for the story, 0 for boilerplate, None for what counts as neither (titles, bylines, captions, mixtures)."""
    body = gold.get("body", "")
    beside = set(WORD.findall(f"{gold.get('title', '')} {gold.get('authors', '')}".lower()))
    captions = " ".join(WORD.findall(str(gold.get("captions", "")).lower()))
    def neutral(block): return len(set(block) & beside) >= .8 * len(set(block)) or (len(block) >= 4 and " ".join(block) in captions)
    split = lang in ("ja", "zh-cn", "zh", "th")
    blocks = [tokens(t, split) for t in texts]
    ours = [w for b in blocks for w in b]
    if row: theirs = [(w, l) for l, t in row["blocks"] for w in t.lower().split()]
    else: theirs = [(w, "A") for w in tokens(body, split)]
    got = align(ours, [w for w, _ in theirs], [l for _, l in theirs])
    out, at = [], 0
    for b in blocks:
        here = got[at:at + len(b)]; at += len(b)
        if not b: out.append(None); continue
        n = {l: sum(g == l for g in here) / len(b) for l in "ABNM"}
        if row: out.append(1 if n["A"] >= .7 else 0 if n["B"] >= .6 or (n["A"] <= .3 and n["N"] + n["M"] < .4) else None)
        else: out.append(1 if n["A"] >= .7 else 0 if n["A"] <= .3 and not neutral(b) else None)
    return out

def load(pages, blocks, sets):
    rows = {}
    for name in sets:
        with gzip.open(f"{pages}/labels-{name}.jsonl.gz", "rt") as f: rows.update({(name, r["id"]): r for r in map(json.loads, f)})
    manifest = [m for m in csv.DictReader(open(f"{pages}/manifest.tsv"), delimiter="\t") if m["set"] in sets]
    manifest = [m for m in manifest if (m["set"], m["id"]) in rows or m["set"] == "fundus"]
    dumped = {}
    def dump(part): return subprocess.run([blocks, "dump", *[f"{pages}/{m['path']}" for m in part]], capture_output=True, text=True, check=True).stdout
    parts = [manifest[i:i + 40] for i in range(0, len(manifest), 40)]
    with ThreadPoolExecutor(2) as pool:
        for part, out in zip(parts, pool.map(dump, parts)):
            for m, line in zip(part, out.splitlines()):
                d = json.loads(line)
                if not d["rows"]: continue
                key = (m["set"], m["id"])
                gold = {} if key in rows else json.load(open(f"{pages}/{m['gold']}"))
                y = label(d["texts"], rows.get(key), gold, m["lang"])
                dumped[key] = dict(set=m["set"], id=m["id"], file=d["id"], path=m["path"], outlet=m["outlet"], lang=m["lang"],
                                   x=np.array(d["rows"], dtype=np.float32).reshape(len(y), -1), y=y, words=[len(WORD.findall(t)) for t in d["texts"]])
    return list(dumped.values())

def train(pages):
    xs, ys, ws = [], [], []
    for p in pages:
        use = [i for i, v in enumerate(p["y"]) if v is not None]
        if not any(p["y"][i] for i in use): continue
        y = np.array([p["y"][i] for i in use], dtype=np.float32)
        # What a page counts for is shared by its blocks along the root of their lengths: the scorer counts words.
        w = np.sqrt(np.array([p["words"][i] + 1 for i in use], dtype=np.float32))
        for v in (0, 1):
            if (y == v).any(): w[y == v] /= w[y == v].sum()
        xs.append(p["x"][use]); ys.append(y); ws.append(w * 100 * SETS[p["set"]])
    data = lgb.Dataset(np.concatenate(xs), np.concatenate(ys), weight=np.concatenate(ws))
    return lgb.train(dict(PARAMS, min_sum_hessian_in_leaf=1.0), data, TREES)

def write(model, path):
    """The format is told in src/model/trees.rs."""
    trees = model.dump_model()["tree_info"]; leaves = []
    tables = []
    for t in trees:
        splits, values = [], []
        def walk(n):
            if "leaf_value" in n: values.append(n["leaf_value"]); return 128 + len(values) - 1
            at = len(splits); splits.append(None)
            left, right = walk(n["left_child"]), walk(n["right_child"])
            assert n["decision_type"] == "<="
            splits[at] = (n["split_feature"], int(n["threshold"]), left, right)
            return at
        if walk(t["tree_structure"]) == 128: splits.append((0, 0, 128, 128))
        tables.append((splits, values)); leaves += values
    scale = max(map(abs, leaves)) / 32000
    out = b"BT1\n" + struct.pack("<HBff", len(trees), SPLITS, 0.0, scale)
    for splits, values in tables:
        splits += [(0, 0, 128, 128)] * (SPLITS - len(splits)); values += [0.0] * (SPLITS + 1 - len(values))
        out += b"".join(struct.pack("<BHBB", *s) for s in splits) + b"".join(struct.pack("<h", round(v / scale)) for v in values)
    open(path, "wb").write(out)
    print(f"{path}: {len(out)} bytes, {len(trees)} trees", file=sys.stderr)

def cross(pages, blocks, root, out):
    """Outlets in order of name, dealt to the folds in turn: each is tested by trees that all the others have trained."""
    outlets = sorted({p["outlet"] for p in pages})
    fold = {o: i % FOLDS for i, o in enumerate(outlets)}
    def one(f):
        tested = [p for p in pages if fold[p["outlet"]] == f]
        model = train([p for p in pages if fold[p["outlet"]] != f])
        return [(p, model.predict(p["x"], num_threads=1)) for p in tested]
    with ThreadPoolExecutor(2) as pool: results = [r for part in pool.map(one, range(FOLDS)) for r in part]
    with open(out + ".scores", "w") as f:
        for p, s in results: f.write(json.dumps({"id": p["file"], "scores": [round(float(v), 4) for v in s]}) + "\n")
    files = [f"{root}/{p['path']}" for p, _ in results]
    with open(out, "w") as f:
        for i in range(0, len(files), 200): subprocess.run([blocks, "apply", out + ".scores", *files[i:i + 200]], stdout=f, check=True)

if __name__ == "__main__":
    root, blocks, options = sys.argv[1], sys.argv[2], sys.argv[3:]
    pages = load(root, blocks, SETS)
    print(len(pages), "pages,", sum(len(p["y"]) for p in pages), "blocks,", pages[0]["x"].shape[1], "features", file=sys.stderr)
    if "--write" in options: write(train(pages), options[options.index("--write") + 1])
    if "--cross" in options: cross(pages, blocks, root, options[options.index("--cross") + 1])
