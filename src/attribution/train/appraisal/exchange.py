"""More statements to learn from: copies in which words are exchanged for others with the same tag and, mostly, a similar meaning, as
the network's `exchange` does with articles. The teacher says anew what it makes of them."""
import importlib.util, random, re
from collections import Counter, defaultdict
from teacher import network as folder
from articles import pieces
# This module has the name of the other network's.
spec = importlib.util.spec_from_file_location("words", folder + "/exchange.py")
words = importlib.util.module_from_spec(spec)
spec.loader.exec_module(words)

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
        self.similar = words.Similar(by_facts, self.stay, lambda word: pieces(self.spelled[word]), SIMILAR, ANY)

    def copies(self, statements, seed):
        """`statements` with words exchanged, without what readers said of them."""
        r, out = random.Random(seed), []
        for one in statements:
            share, others, tokens = r.choice(SHARES), {}, []
            for word, ending, part, tag, shape in one["tokens"]:
                if word not in others:
                    chosen = word not in self.stay and r.random() < share
                    others[word] = self.similar.other(word, (tag, shape & FORM), r) if chosen else None
                other = others[word]
                tokens.append([word, ending, part, tag, shape] if other is None else [other, fnv(self.spelled[other][::-1][:3]), part, tag, shape])
            spelled = {self.spelled[a]: self.spelled[b] for a, b in others.items() if b is not None}

            def put(match):
                new = spelled.get(match[0].lower(), match[0])
                return new.capitalize() if match[0][0].isupper() else new

            written = {k: WORD.sub(put, one[k]) for k in ("title", "source", "cue", "text")} if spelled else {}
            out.append(dict({k: v for k, v in one.items() if k not in ("leaning", "position", "essential", "astray", "told")}, tokens=tokens, **written))
        return out
