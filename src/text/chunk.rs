//! Base noun phrases, groups of verbs and the subject of a verb, by patterns over the tags. Where the patterns
//! do not fit, nothing is said.

use super::{Tag, Text, lemma};
use std::ops::Range;

/// A noun phrase without what follows its head: "the U.S. top diplomat", "Ann Roe's lawyer", "they".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NounPhrase {
    /// Indices into `Text::tokens`, half-open.
    pub tokens: Range<usize>,
    /// Its last noun, pronoun or number.
    pub head: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    Past,
    Present,
    /// With "will" or "shall".
    Future,
    /// With another modal verb.
    Modal,
    /// "to go", "going": no tense.
    None,
}

/// Auxiliaries, adverbs between and one main verb: "has not yet been asked".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbGroup {
    /// Indices into `Text::tokens`, half-open.
    pub tokens: Range<usize>,
    /// The main verb.
    pub head: usize,
    /// Holds "not", "n't" or "never".
    pub negated: bool,
    /// A form of "be" or "get" with a past participle.
    pub passive: bool,
    pub tense: Tense,
}

/// The noun phrases and verb groups of one sentence, each in order.
#[derive(Clone, Debug, Default)]
pub struct Chunks {
    pub nouns: Vec<NounPhrase>,
    pub verbs: Vec<VerbGroup>,
}

/// How many verbs joined by "and" share a subject at most.
const JOINED: usize = 6;

/// The longest noun phrase, in tokens; a longer run is no phrase of news.
const LONGEST: usize = 30;

impl Chunks {
    /// Cuts the sentence `sentence` (an index into `Text::sentences`) into phrases.
    pub fn of(text: &str, parsed: &Text, sentence: usize) -> Chunks {
        let Some(sentence) = parsed.sentences.get(sentence) else { return Chunks::default() };
        let mut out = Chunks::default();
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if let Some(phrase) = noun_phrase(parsed, at, sentence.tokens.end) {
                at = phrase.tokens.end;
                out.nouns.push(phrase);
            } else if let Some(group) = verb_group(text, parsed, at, sentence.tokens.end) {
                at = group.tokens.end;
                out.verbs.push(group);
            } else {
                at += 1;
            }
        }
        out
    }

    /// The place in `nouns` of the phrase that holds `token`.
    pub fn noun_at(&self, token: usize) -> Option<usize> {
        let at = self.nouns.partition_point(|n| n.tokens.end <= token);
        self.nouns.get(at).filter(|n| n.tokens.contains(&token)).map(|_| at)
    }

    /// The place in `verbs` of the group that holds `token`.
    pub fn verb_at(&self, token: usize) -> Option<usize> {
        let at = self.verbs.partition_point(|v| v.tokens.end <= token);
        self.verbs.get(at).filter(|v| v.tokens.contains(&token)).map(|_| at)
    }

    /// The place in `nouns` of the last phrase that ends at token `end`.
    fn ending_at(&self, end: usize) -> Option<usize> {
        let at = self.nouns.partition_point(|n| n.tokens.end < end);
        self.nouns.get(at).filter(|n| n.tokens.end == end).map(|_| at)
    }

    /// The subject of the verb group `verb`: a place in `nouns`. Relative pronouns lead to what they stand for,
    /// appositions to what they explain; an inverted subject ("..., said Roe") is found after the verb.
    pub fn subject(&self, parsed: &Text, verb: usize) -> Option<usize> {
        self.subject_within(parsed, verb, JOINED)
    }

    fn subject_within(&self, parsed: &Text, verb: usize, joined: usize) -> Option<usize> {
        let group = self.verbs.get(verb)?;
        let tag = |at: usize| parsed.tokens.get(at).map_or(Tag::Fw, |t| t.tag);
        let first = parsed.sentences.get(parsed.tokens.get(group.head)?.sentence as usize)?.tokens.start;
        let mut end = group.tokens.start;
        while end > first && tag(end - 1).is_adverb() {
            end -= 1;
        }
        let marks = |t: Tag| matches!(t, Tag::Comma | Tag::Close | Tag::Open | Tag::Stop);
        let quoted = end > first && matches!(tag(end - 1), Tag::Close) || end == first;
        if quoted || end > first && marks(tag(end - 1)) && self.ending_at(end - 1).is_none() {
            // After a quotation or a comma with no name before it, the subject follows.
            let after = self.nouns.partition_point(|n| n.tokens.start < group.tokens.end);
            return self.nouns.get(after).filter(|n| n.tokens.start == group.tokens.end).map(|_| after);
        }
        if end > first && tag(end - 1) == Tag::Cc {
            // "Roe came and said": the verb before has the same subject, if no name stands between.
            let before = verb.checked_sub(1).filter(|_| joined > 0)?;
            return self.subject_within(parsed, before, joined - 1);
        }
        if end > first && matches!(tag(end - 1), Tag::Wp | Tag::Wdt) {
            end -= 1;
            if end > first && tag(end - 1) == Tag::Comma {
                end -= 1;
            }
            return self.outermost(parsed, self.ending_at(end)?, first);
        }
        if end > first && tag(end - 1) == Tag::Comma {
            // "Roe, the mayor, said": back to before the comma that opens the apposition.
            let opens = (first..end - 1).rev().find(|&at| tag(at) == Tag::Comma)?;
            return self.outermost(parsed, self.ending_at(opens)?, first);
        }
        self.outermost(parsed, self.ending_at(end)?, first)
    }

    /// "the head of the party in Rome" from "Rome" back to "the head".
    fn outermost(&self, parsed: &Text, mut phrase: usize, first: usize) -> Option<usize> {
        let tag = |at: usize| parsed.tokens.get(at).map_or(Tag::Fw, |t| t.tag);
        loop {
            let start = self.nouns.get(phrase)?.tokens.start;
            if start <= first || tag(start - 1) != Tag::In {
                return Some(phrase);
            }
            match self.ending_at(start - 1) {
                Some(before) => phrase = before,
                None => return Some(phrase),
            }
        }
    }
}

fn noun_phrase(parsed: &Text, from: usize, end: usize) -> Option<NounPhrase> {
    let tag = |at: usize| if at < end { parsed.tokens.get(at).map_or(Tag::Stop, |t| t.tag) } else { Tag::Stop };
    if matches!(tag(from), Tag::Prp | Tag::Ex) {
        return Some(NounPhrase { tokens: from..from + 1, head: from });
    }
    let mut at = from;
    let mut head = None;
    while at < end && at < from + LONGEST {
        let next = tag(at + 1);
        let inner = next.is_noun() || next.is_adjective() || matches!(next, Tag::Cd | Tag::Vbn | Tag::Vbg);
        let goes_on = match tag(at) {
            t if t.is_noun() => {
                head = Some(at);
                true
            }
            Tag::Cd | Tag::Dollar => {
                if tag(at) == Tag::Cd {
                    head = head.max(Some(at));
                }
                true
            }
            // "Roe's plan", "the ministers' talks".
            Tag::Pos => head == at.checked_sub(1) && head.is_some() && (inner || next.is_adverb()),
            Tag::Dt | Tag::PrpS | Tag::Pdt => head.is_none(),
            t if t.is_adjective() => head.is_none() || inner || tag(at - 1) == Tag::Pos,
            Tag::Vbn | Tag::Vbg => at > from && next.is_noun() && (head.is_none() || tag(at - 1) == Tag::Pos),
            Tag::Rb | Tag::Rbr | Tag::Rbs => at > from && head.is_none() && next.is_adjective(),
            _ => false,
        };
        if !goes_on {
            break;
        }
        at += 1;
    }
    // "this" and "some" alone are phrases; an adjective alone is none.
    let head = head.or_else(|| (at == from + 1 && tag(from) == Tag::Dt).then_some(from))?;
    let to = (head + 1).max(from + 1);
    Some(NounPhrase { tokens: from..to, head })
}

fn verb_group(text: &str, parsed: &Text, from: usize, end: usize) -> Option<VerbGroup> {
    let token = |at: usize| if at < end { parsed.tokens.get(at) } else { None };
    let word = |at: usize| token(at).map_or("", |t| t.span.of(text));
    let tag = |at: usize| token(at).map_or(Tag::Stop, |t| t.tag);
    let is_verb = |t: Tag| t.is_verb() || t == Tag::Md;
    let infinitive = tag(from) == Tag::To;
    if !is_verb(tag(from)) && !infinitive {
        return None;
    }
    let mut out = VerbGroup { tokens: from..from + 1, head: from, negated: false, passive: false, tense: Tense::None };
    let base = |at: usize| lemma(word(at), tag(at));
    out.tense = match tag(from) {
        Tag::Md if matches!(&*base(from), "will" | "shall") => Tense::Future,
        Tag::Md => Tense::Modal,
        Tag::Vbd => Tense::Past,
        Tag::Vbz | Tag::Vbp => Tense::Present,
        _ => Tense::None,
    };
    let helps = |at: usize| tag(at) == Tag::Md || tag(at) == Tag::To || matches!(&*base(at), "be" | "have" | "do" | "get");
    let mut at = from;
    while helps(at) {
        // Adverbs stand between an auxiliary and its verb; without a verb after them only "not" is taken.
        let mut next = at + 1;
        while tag(next).is_adverb() {
            next += 1;
        }
        let negation = (at + 1..next).filter(|&i| is_negation(word(i))).max();
        out.negated |= negation.is_some();
        if !is_verb(tag(next)) {
            out.tokens.end = negation.map_or(out.tokens.end, |i| i + 1);
            break;
        }
        out.passive = tag(next) == Tag::Vbn && matches!(&*base(at), "be" | "get");
        out.head = next;
        out.tokens.end = next + 1;
        at = next;
    }
    if infinitive && out.head == from {
        return None;
    }
    out.negated |= from.checked_sub(1).is_some_and(|before| {
        parsed.tokens.get(before).is_some_and(|t| t.sentence == parsed.tokens[from].sentence && is_negation(t.span.of(text)))
    });
    Some(out)
}

/// The words that negate a verb.
pub fn is_negation(word: &str) -> bool {
    ["not", "n't", "n’t", "never"].iter().any(|no| word.eq_ignore_ascii_case(no))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn parse(text: &str) -> (Text, Chunks) {
        let (_, article) = Article::from_text(text);
        let parsed = Text::parse(&article.text, &article.blocks());
        let chunks = Chunks::of(text, &parsed, 0);
        (parsed, chunks)
    }

    fn words<'t>(text: &'t str, parsed: &Text, tokens: &Range<usize>) -> &'t str {
        &text[parsed.tokens[tokens.start].span.start as usize..parsed.tokens[tokens.end - 1].span.end as usize]
    }

    /// The subject of the group whose main verb is `verb`.
    fn check_subject(text: &str, verb: &str, expect: &str) {
        let (parsed, chunks) = parse(text);
        let group = chunks.verbs.iter().position(|g| parsed.tokens[g.head].span.of(text) == verb).expect(verb);
        let subject = chunks.subject(&parsed, group).map(|n| words(text, &parsed, &chunks.nouns[n].tokens));
        assert_eq!(subject, Some(expect), "{text}");
    }

    #[test]
    fn noun_phrases() {
        let text = "The new foreign minister of France met Ann Roe's two lawyers in Paris.";
        let (parsed, chunks) = parse(text);
        let found: Vec<&str> = chunks.nouns.iter().map(|n| words(text, &parsed, &n.tokens)).collect();
        assert_eq!(found, ["The new foreign minister", "France", "Ann Roe's two lawyers", "Paris"]);
    }

    #[test]
    fn verb_groups() {
        let check = |text: &str, expect: &str, negated: bool, passive: bool, tense: Tense| {
            let (parsed, chunks) = parse(text);
            let group = &chunks.verbs[0];
            assert_eq!((words(text, &parsed, &group.tokens), group.negated, group.passive, group.tense), (expect, negated, passive, tense));
        };
        check("The minister has not yet been asked.", "has not yet been asked", true, true, Tense::Present);
        check("She didn't say why.", "didn't say", true, false, Tense::Past);
        check("They will leave soon.", "will leave", false, false, Tense::Future);
        check("He was arrested by police.", "was arrested", false, true, Tense::Past);
        check("He never agreed.", "agreed", true, false, Tense::Past);
    }

    #[test]
    fn subjects() {
        check_subject("The head of the party in Rome said he would go.", "said", "The head");
        check_subject("Ann Roe, the mayor of the town, said no.", "said", "Ann Roe");
        check_subject("“We won,” said Ann Roe.", "said", "Ann Roe");
        check_subject("“We won,” she said.", "said", "she");
        check_subject("The minister came home and said nothing.", "said", "The minister");
        check_subject("The lawyer, who said nothing, left.", "said", "The lawyer");
    }
}
