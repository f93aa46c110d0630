"""More to learn from: articles in which words are exchanged for others, as TinyBERT was taught (Jiao et al. 2020). A word makes
place for one with the same small facts (tag, shape, kind of cue, ...), mostly for one with a similar meaning, and the teacher
says anew what it sees. The annotation stays, since it is of places and not of words."""
import copy, random
from collections import Counter, defaultdict
import numpy as np, torch
from articles import tensors

# The small facts that a word and the one in its place share: those of the word itself, not of its surroundings.
OWN, CUE = [0, 1, 2, 4, 5, 6, 7, 8], 4
# The commonest words stay; how many similar words there are to choose from; how often any word may come instead.
STAY, SIMILAR, ANY = 130, 25, .25
# The share of words that are exchanged, by stretch. Cues change half as often.
SHARES = (.15, .3, .45)


class Similar:
    """Words that may stand for each other: of the same facts, mostly with a similar meaning."""

    def __init__(self, by_facts, stay, pieces, similar=SIMILAR, any_=ANY):
        """`by_facts`: how often each word comes with which facts; those in `stay` have no others. `pieces` gives those of a word."""
        meanings, self.groups, self.any = tensors()["embeddings.word_embeddings.weight"].numpy(), {}, any_
        for facts, count in by_facts.items():
            words = [word for word in count if word not in stay]
            if len(words) < 4: continue
            m = np.stack([meanings[pieces(word)].mean(0) for word in words])
            m -= m.mean(0)
            m = torch.from_numpy(m / (np.linalg.norm(m, axis=1, keepdims=True) + 1e-6))
            most = min(similar, len(words) - 1) + 1
            near = np.concatenate([torch.topk(m[k:k + 1000] @ m.T, most).indices.numpy() for k in range(0, len(words), 1000)])
            often = np.sqrt([count[word] for word in words])
            self.groups[facts] = words, {word: k for k, word in enumerate(words)}, near, often, np.cumsum(often)

    def other(self, word, facts, r):
        """A word for `word`; None where there is none."""
        words, places, near, often, sums = self.groups.get(facts, ([], {}, None, None, None))
        if word not in places: return None
        if r.random() < self.any: return words[int(np.searchsorted(sums, r.random() * sums[-1]))]
        some = [k for k in near[places[word]] if words[k] != word]
        return words[r.choices(some, [often[k] for k in some])[0]] if some else None


class Exchange:
    def __init__(self, articles):
        """`articles`: where the words come from."""
        self.known, common, by_facts = {}, Counter(), defaultdict(Counter)
        for a in articles:
            for i, (word, facts) in enumerate(zip(a.texts, a.small[:, OWN].tolist())):
                common[word.lower()] += 1
                self.known.setdefault(word, (a.words[i], a.suffixes[i], a.pieces[i]))
                if any(map(str.isalpha, word)): by_facts[tuple(facts)][word] += 1
        often = {word for word, _ in common.most_common(STAY)}
        self.stay = {word for word in self.known if word.lower() in often}
        self.similar = Similar(by_facts, self.stay, lambda word: self.known[word][2])

    def copies(self, articles, seed):
        """`articles` with words exchanged; within a stretch a word always for the same one."""
        r, out = random.Random(seed), []
        for article in articles:
            a = copy.copy(article)
            a.words, a.suffixes, a.pieces = a.words.copy(), a.suffixes.copy(), list(a.pieces)
            for start, end in a.stretches:
                share, others = r.choice(SHARES), {}
                for i in range(start, end):
                    word, facts = a.texts[i], tuple(a.small[i, OWN].tolist())
                    if (word, facts) not in others:
                        chosen = word not in self.stay and r.random() < share * (.5 if a.small[i, CUE] else 1)
                        others[word, facts] = self.similar.other(word, facts, r) if chosen else None
                    other = others[word, facts]
                    if other is not None: a.words[i], a.suffixes[i], a.pieces[i] = self.known[other]
            out.append(a)
        return out
