//! The part-of-speech tagger: a greedy averaged perceptron over hashed features (Collins 2002), with what
//! the whole document tells of each word: does it stand in lower case somewhere, capitalised in mid-sentence?

use super::tag::Tag;
use super::tokens::is_apostrophe;
use crate::lexicon;
use crate::model;
use std::collections::HashMap;

/// Features of one word in its context.
pub const FEATURES: usize = 34;

/// What a word looks like, computed once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts {
    /// Hash of the word in lower case, digits as one, apostrophes as one.
    word: u32,
    /// Hashes of the last one to four characters.
    suffix: [u32; 4],
    /// Hash of the first three characters.
    prefix: u32,
    /// Hash of its pattern of capitals, digits and marks.
    shape: u32,
    capital: bool,
    /// See `SEEN_LOWER` and `SEEN_CAPITAL`.
    seen: u8,
    /// Which word lists it stands in.
    lists: u8,
    /// Too long for a modal verb, which an ending may look like: "Republican".
    long: bool,
    /// A noun that is never a verb, whatever it looks like: "the teachers union".
    noun: bool,
    /// The tag of a mark that can have no other.
    fixed: Option<Tag>,
}

impl Facts {
    /// The tag of a mark that can have no other.
    pub fn fixed(&self) -> Option<Tag> {
        self.fixed
    }
}

/// No modal verb is longer, in bytes.
const LONGEST_MODAL: usize = 6;
/// The word stands in lower case somewhere in the document.
const SEEN_LOWER: u8 = 1;
/// The word stands capitalised in mid-sentence somewhere in the document.
const SEEN_CAPITAL: u8 = 2;

/// A word of the document.
#[derive(Clone, Copy)]
pub struct Seen<'t> {
    pub word: &'t str,
    /// First in its sentence, or after a mark that opens.
    pub first: bool,
    /// In a headline or a line in capitals: its capitals tell nothing.
    pub headline: bool,
}

/// One sentence as `facts` wants it. A line whose longer words are nearly all capitalised is taken as a headline.
pub fn sentence_words<'t>(words: impl Iterator<Item = &'t str>, headline: bool) -> Vec<Seen<'t>> {
    let mut out: Vec<Seen> = Vec::new();
    let (mut long, mut capitals) = (0, 0);
    let mut first = true;
    for word in words {
        let mark = !word.starts_with(char::is_alphanumeric);
        out.push(Seen { word, first, headline });
        first = mark && (first || fixed(word).is_some_and(|tag| matches!(tag, Tag::Open | Tag::Lrb | Tag::Colon)) || word == "\"");
        if word.len() > 3 && !mark {
            long += 1;
            capitals += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    if long >= 4 && capitals * 10 >= long * 8 {
        out.iter_mut().for_each(|seen| seen.headline = true);
    }
    out
}

/// The facts of all words of one document.
pub fn facts<'t>(words: impl Iterator<Item = Seen<'t>> + Clone) -> Vec<Facts> {
    let mut seen: HashMap<u32, u8> = HashMap::new();
    let mut out: Vec<Facts> = words.clone().map(|w| look(w.word)).collect();
    for (fact, word) in out.iter().zip(words) {
        if word.headline || !word.word.starts_with(char::is_alphabetic) {
            continue;
        }
        let bit = match (fact.capital, word.first) {
            (false, _) => SEEN_LOWER,
            (true, false) => SEEN_CAPITAL,
            (true, true) => continue,
        };
        *seen.entry(fact.word).or_default() |= bit;
    }
    for fact in &mut out {
        fact.seen = seen.get(&fact.word).copied().unwrap_or(0);
    }
    out
}

/// Tags one sentence.
pub fn tag(sentence: &[Facts], mut emit: impl FnMut(Tag)) {
    let (mut before, mut last) = (Tag::Stop, Tag::Stop);
    let mut hashes = [0; FEATURES];
    for at in 0..sentence.len() {
        let tag = sentence[at].fixed.unwrap_or_else(|| {
            features(sentence, at, before, last, &mut hashes);
            best(&hashes, |tag| !(tag == Tag::Md && sentence[at].long || tag.is_verb() && sentence[at].noun))
        });
        emit(tag);
        (before, last) = (last, tag);
    }
}

/// The `possible` tag with the highest sum of weights, the first of equals.
fn best(hashes: &[u32; FEATURES], possible: impl Fn(Tag) -> bool) -> Tag {
    const TAGS: usize = Tag::ALL.len();
    let mut sums = [0i16; TAGS];
    for &hash in hashes {
        for (sum, &weight) in sums.iter_mut().zip(model::tagger_row::<TAGS>(hash)) {
            *sum += i16::from(weight as i8);
        }
    }
    let mut top = 0;
    for at in 1..TAGS {
        if sums[at] > sums[top] && possible(Tag::ALL[at]) {
            top = at;
        }
    }
    Tag::ALL[top]
}

/// Fills `out` with the hashed features of word `at`; `before` and `last` are the tags of the two words to its left.
pub fn features(sentence: &[Facts], at: usize, before: Tag, last: Tag, out: &mut [u32; FEATURES]) {
    const EDGE: Facts =
        Facts { word: 1, suffix: [2; 4], prefix: 3, shape: 4, capital: false, seen: 0, lists: 0, long: false, noun: false, fixed: None };
    let near = |offset: isize| at.checked_add_signed(offset).and_then(|i| sentence.get(i)).unwrap_or(&EDGE);
    let (l2, l1, this, r1, r2) = (near(-2), near(-1), near(0), near(1), near(2));
    let (before, last) = (before as u32 + 1, last as u32 + 1);
    let first = u32::from(at == 0 || at == 1 && l1.fixed.is_some());
    let form = mix(mix(this.shape, u32::from(this.seen)), first);
    let list: [(u32, u32); FEATURES] = [
        (0, 0),
        (this.word, 0),
        (l1.word, 0),
        (r1.word, 0),
        (l2.word, 0),
        (r2.word, 0),
        (last, 0),
        (last, before),
        (last, this.word),
        (this.word, r1.word),
        (l1.word, this.word),
        (this.suffix[0], 0),
        (this.suffix[1], 0),
        (this.suffix[2], 0),
        (this.suffix[3], 0),
        (this.prefix, 0),
        (this.shape, 0),
        (form, 0),
        (form, this.word),
        (r1.suffix[2], 0),
        (l1.suffix[2], 0),
        (r1.shape, u32::from(r1.seen)),
        (l1.shape, u32::from(l1.seen)),
        (last, this.suffix[2]),
        (last, form),
        (u32::from(this.lists), u32::from(this.capital)),
        (last, r1.suffix[1]),
        (last, r1.word),
        (form, this.suffix[2]),
        (form, r1.shape),
        (l1.word, r1.word),
        (mix(last, u32::from(this.lists)), this.shape),
        (this.suffix[1], r1.suffix[1]),
        (mix(last, before), this.suffix[1]),
    ];
    for (slot, (template, (a, b))) in out.iter_mut().zip(list.into_iter().enumerate()) {
        *slot = mix(mix(a, b), template as u32);
    }
}

/// Stirs `b` into `a` (the finaliser of MurmurHash3).
fn mix(a: u32, b: u32) -> u32 {
    let mut h = a.wrapping_mul(0x9E37_79B1) ^ b.wrapping_add(0x7F4A_7C15);
    h ^= h >> 16;
    h = h.wrapping_mul(0x85EB_CA6B);
    h ^= h >> 13;
    h = h.wrapping_mul(0xC2B2_AE35);
    h ^ (h >> 16)
}

fn look(word: &str) -> Facts {
    let mut folded = [0u32; 24];
    let mut len = 0;
    let mut hash = 0;
    let (mut shape, mut pattern, mut repeats) = (0, 0, 0);
    for c in word.chars() {
        let (kind, low) = match c {
            _ if c.is_ascii_digit() => (1, '0'),
            _ if c.is_lowercase() => (2, c),
            _ if c.is_uppercase() => (3, c.to_lowercase().next().unwrap_or(c)),
            _ if is_apostrophe(c) => (4, '\''),
            _ if matches!(c, '-' | '‐' | '‑') => (5, '-'),
            '.' => (6, c),
            _ if c.is_alphabetic() => (7, c),
            _ => (8, c),
        };
        // "Xx" for "Mary": two of a kind stand for all.
        repeats = if kind == pattern { repeats + 1 } else { 0 };
        if repeats < 2 {
            shape = mix(shape, kind);
        }
        pattern = kind;
        hash = mix(hash, low as u32);
        if len < folded.len() {
            folded[len] = low as u32;
            len += 1;
        } else {
            folded.copy_within(1.., 0);
            folded[len - 1] = low as u32;
        }
    }
    let ends = |n: usize| folded[len.saturating_sub(n)..len].iter().fold(n as u32, |h, &c| mix(h, c));
    let capital = word.starts_with(char::is_uppercase);
    Facts {
        word: hash,
        suffix: [ends(1), ends(2), ends(3), ends(4)],
        prefix: folded[..len.min(3)].iter().fold(7, |h, &c| mix(h, c)),
        shape,
        capital,
        seen: 0,
        lists: if capital { lexicon::name_lists(word) } else { 0 },
        long: word.len() > LONGEST_MODAL,
        noun: lexicon::nouns().has_lower(word),
        fixed: fixed(word),
    }
}

/// The tag of a mark that can have no other; a straight quotation mark and an apostrophe can.
fn fixed(word: &str) -> Option<Tag> {
    Some(match word {
        "," => Tag::Comma,
        "." | "?" | "!" | "?!" | "!?" => Tag::Stop,
        "(" | "[" | "{" => Tag::Lrb,
        ")" | "]" | "}" => Tag::Rrb,
        "“" | "``" | "„" | "«" | "‘" => Tag::Open,
        "”" | "''" | "»" => Tag::Close,
        ";" | ":" | "—" | "–" | "--" | "…" | "..." => Tag::Colon,
        "$" | "£" | "€" | "¥" => Tag::Dollar,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::text::Text;

    /// Words and tags of `text`, as "word/TAG".
    fn check(text: &str, expect: &str) {
        let (_, article) = Article::from_text(text);
        let parsed = Text::parse(&article.text, &article.blocks());
        let shown: Vec<String> = parsed.tokens.iter().map(|t| format!("{}/{}", t.span.of(text), t.tag.name())).collect();
        assert_eq!(shown.join(" "), expect);
    }

    #[test]
    fn no_long_word_is_a_modal_verb() {
        check("Republican presidential hopeful Roe said no.", "Republican/JJ presidential/JJ hopeful/JJ Roe/NNP said/VBD no/DT ./.");
    }

    #[test]
    fn plain_news() {
        check(
            "The minister did n't say who had written it.",
            "The/DT minister/NN did/VBD n't/RB say/VB who/WP had/VBD written/VBN it/PRP ./.",
        );
        check("“We won,” she said.", "“/`` We/PRP won/VBD ,/, ”/'' she/PRP said/VBD ./.");
        check("Mary Jones's talks in Paris failed.", "Mary/NNP Jones/NNP 's/POS talks/NNS in/IN Paris/NNP failed/VBD ./.");
    }

    #[test]
    fn the_document_tells_names_at_the_head_of_a_sentence() {
        check("Rose spoke first. They thanked Rose.", "Rose/NNP spoke/VBD first/RB ./. They/PRP thanked/VBD Rose/NNP ./.");
    }
}
