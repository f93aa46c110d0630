"""More statements to learn from: copies in which words are exchanged for others with the same tag and, mostly, a similar meaning, as
the network's `exchange` does with articles. The teacher says anew what it makes of them."""
import random, re
from collections import Counter, defaultdict
import numpy as np, torch
from articles import pieces, tensors

# The commonest words stay; how many similar words there are to choose from; how often any word may come instead.
STAY, SIMILAR, ANY = 150, 20, .2
SHARES = (.1, .25, .4)
WORD = re.compile(r"\w+(?:['’]\w+)?")
# Capitalised, with a digit, without a letter or digit: of the bits of src/attribution/appraisal.rs those of the word itself.
FORM = 7


def fnv(text):
    """`hash` of src/model/linear.rs."""
    h = 0x811C9DC5
    for c in text: h = ((h ^ ord(c)) * 0x01000193) & 0xFFFFFFFF
    return h


def spelling(statements):
    """The words by their hashes."""
    out = {}
    for one in statements:
        for word in WORD.findall(" ".join((one["source"], one["cue"], one["text"])).lower()):
            if word.isalpha() and word not in out: out[fnv(word)] = word
    return out


class Exchange:
    def __init__(self, statements):
        self.spelled, count, by_facts = spelling(statements), Counter(), defaultdict(Counter)
        for one in statements:
            for word, _, _, tag, shape in one["tokens"]:
                count[word] += 1
                if word in self.spelled: by_facts[tag, shape & FORM][word] += 1
        self.stay = {word for word, _ in count.most_common(STAY)}
        table, self.groups = tensors()["embeddings.word_embeddings.weight"].numpy(), {}
        for facts, seen in by_facts.items():
            words = [word for word in seen if word not in self.stay]
            if len(words) < 4: continue
            m = np.stack([table[pieces(self.spelled[word])].mean(0) for word in words])
            m -= m.mean(0)
            m = torch.from_numpy(m / (np.linalg.norm(m, axis=1, keepdims=True) + 1e-6))
            most = min(SIMILAR, len(words) - 1) + 1
            similar = np.concatenate([torch.topk(m[k:k + 1000] @ m.T, most).indices.numpy() for k in range(0, len(words), 1000)])
            often = np.sqrt([seen[word] for word in words])
            self.groups[facts] = words, {word: k for k, word in enumerate(words)}, similar, often, np.cumsum(often)

    def other(self, word, facts, r):
        words, places, similar, often, sums = self.groups.get(facts, ([], {}, None, None, None))
        if word not in places: return None
        if r.random() < ANY: return words[int(np.searchsorted(sums, r.random() * sums[-1]))]
        some = [k for k in similar[places[word]] if words[k] != word]
        return words[r.choices(some, [often[k] for k in some])[0]] if some else None

    def copies(self, statements, seed):
        """`statements` with words exchanged, without what readers said of them."""
        r, out = random.Random(seed), []
        for one in statements:
            share, others, tokens = r.choice(SHARES), {}, []
            for word, ending, part, tag, shape in one["tokens"]:
                if word not in others:
                    chosen = word not in self.stay and r.random() < share
                    others[word] = self.other(word, (tag, shape & FORM), r) if chosen else None
                other = others[word]
                tokens.append([word, ending, part, tag, shape] if other is None else [other, fnv(self.spelled[other][::-1][:3]), part, tag, shape])
            spelled = {self.spelled[a]: self.spelled[b] for a, b in others.items() if b is not None}

            def put(match):
                new = spelled.get(match[0].lower(), match[0])
                return new.capitalize() if match[0][0].isupper() else new

            written = {k: WORD.sub(put, one[k]) for k in ("title", "source", "cue", "text")} if spelled else {}
            out.append(dict({k: v for k, v in one.items() if k not in ("leaning", "position", "essential", "astray", "told")}, tokens=tokens, **written))
        return out
