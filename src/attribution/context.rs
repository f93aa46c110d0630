//! What the network saw in the whole article, for the judgement of one candidate: what else it saw in the sentence
//! and the paragraph, and whether the same name is a source, or the same word a cue, elsewhere in the article.

use super::cues::Belief;
use super::facts::{Fact, Facts};
use crate::text::Tag;
use std::collections::HashMap;
use std::ops::Range;

/// What is known of a token besides its facts; all are levels of belief, see [`level`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    /// The surest cue of the sentence before the token and after it, its direct neighbours left out.
    pub left: u8,
    pub right: u8,
    /// The surest cue of the paragraph outside the sentence.
    pub around: u8,
    /// The surest source and cue of the sentence before.
    pub source_before: u8,
    pub cue_before: u8,
    /// The share of the sentence that is believed to be content.
    pub share: u8,
    /// For a name: its surest use as a source in another sentence. For a word of a verb group: that of its subject.
    pub name: u8,
    /// The surest use of the same base form as a cue in another sentence.
    pub word: u8,
}

/// What a first look at the article has seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    tokens: Vec<Seen>,
    /// How many of the article's words are believed to be cues: 0 to 3.
    pub density: u8,
}

fn level(p: f32) -> u8 {
    const STEPS: [f32; 6] = [0.02, 0.1, 0.3, 0.55, 0.8, 0.95];
    STEPS.partition_point(|&s| s <= p) as u8
}

/// The surest uses of a word, from two different sentences.
#[derive(Clone, Copy, Default)]
struct Uses {
    best: f32,
    sentence: u32,
    second: f32,
}

impl Uses {
    fn add(&mut self, belief: f32, sentence: u32) {
        if self.sentence == sentence && self.best > 0.0 {
            self.best = self.best.max(belief);
        } else if belief > self.best {
            *self = Uses { best: belief, sentence, second: self.best };
        } else {
            self.second = self.second.max(belief);
        }
    }

    fn outside(&self, sentence: u32) -> f32 {
        if self.sentence == sentence { self.second } else { self.best }
    }
}

fn is_name(fact: &Fact) -> bool {
    Tag::ALL.get(fact.tag as usize).is_some_and(|t| matches!(t, Tag::Nnp | Tag::Nnps))
}

impl Context {
    /// `paragraphs` are ranges of tokens; `beliefs` are the network's, one for each token.
    pub fn of(facts: &Facts, paragraphs: &[Range<usize>], beliefs: &[Belief]) -> Self {
        let tokens = &facts.tokens;
        let mut names: HashMap<u32, Uses> = HashMap::new();
        let mut words: HashMap<u32, Uses> = HashMap::new();
        // For each sentence: surest source, surest cue, sum of content, tokens.
        let mut sentences = vec![(0f32, 0f32, 0f32, 0f32); facts.sentences.len() + 1];
        let mut cues = 0.0;
        for (fact, b) in tokens.iter().zip(beliefs) {
            if is_name(fact) {
                names.entry(fact.word).or_default().add(b.source, fact.sentence);
            }
            if b.cue > 0.02 {
                words.entry(fact.stem).or_default().add(b.cue, fact.sentence);
            }
            cues += b.cue_begins;
            if let Some(s) = sentences.get_mut(fact.sentence as usize) {
                *s = (s.0.max(b.source), s.1.max(b.cue), s.2 + b.content, s.3 + 1.0);
            }
        }
        let mut out = vec![Seen::default(); tokens.len()];
        for paragraph in paragraphs {
            // The two sentences of the paragraph with the surest cues.
            let mut surest = Uses::default();
            for i in paragraph.clone() {
                surest.add(beliefs[i].cue, tokens[i].sentence);
            }
            for i in paragraph.clone() {
                let fact = &tokens[i];
                let own = sentences.get(fact.sentence as usize).copied().unwrap_or_default();
                let before = (fact.sentence as usize).checked_sub(1).and_then(|s| sentences.get(s)).copied().unwrap_or_default();
                let head = if is_name(fact) { fact.word } else { facts.heads.get(fact.subject as usize).copied().unwrap_or(0) };
                let uses = |map: &HashMap<u32, Uses>, key: u32| map.get(&key).map_or(0.0, |u| u.outside(fact.sentence));
                out[i] = Seen {
                    around: level(surest.outside(fact.sentence)),
                    source_before: level(before.0),
                    cue_before: level(before.1),
                    share: level(own.2 / own.3.max(1.0)),
                    name: level(uses(&names, head)),
                    word: level(uses(&words, fact.stem)),
                    ..Seen::default()
                };
            }
            sides(facts, beliefs, paragraph.clone(), &mut out);
        }
        let density = cues * 100.0 / tokens.len().max(1) as f32;
        Self { tokens: out, density: [1.5, 3.0, 4.5].partition_point(|&s| s < density) as u8 }
    }

    /// What is seen at token `i`.
    pub fn at(&self, i: usize) -> Seen {
        self.tokens.get(i).copied().unwrap_or_default()
    }
}

/// Fills in the surest cue on each side of the tokens of a paragraph, within their sentence.
fn sides(facts: &Facts, beliefs: &[Belief], paragraph: Range<usize>, out: &mut [Seen]) {
    let mut walk = |order: &mut dyn Iterator<Item = usize>, side: fn(&mut Seen) -> &mut u8| {
        let (mut best, mut passed, mut sentence) = (0f32, 0f32, u32::MAX);
        for i in order {
            if facts.tokens[i].sentence != sentence {
                (best, passed, sentence) = (0.0, 0.0, facts.tokens[i].sentence);
            }
            *side(&mut out[i]) = level(best);
            best = best.max(passed);
            passed = beliefs[i].cue;
        }
    };
    walk(&mut paragraph.clone(), |seen| &mut seen.left);
    walk(&mut paragraph.rev(), |seen| &mut seen.right);
}
