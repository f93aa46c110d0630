//! What an attributed statement is worth to a reader: whether its speaker is for something, against it or neither, whether it is a
//! position on the matter, whether a fair summary needs it, and whether the attribution is astray. A small recurrent network over
//! the words of source, cue and content that learned from readers' judgements and from a transformer that was taught by them
//! (Hinton et al. 2015; `src/attribution/train/appraisal` makes it). What it tells is evidence beside other evidence: the labels of
//! speakers, the choice of positions and their stances weigh it.

use crate::model::linear::hash;
use crate::model::network::{Linear, Reader, Rows, Vectors, known_row, read_layers, run, squash};
use crate::text::{Span, Text};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// For the three leanings (for, against, neither), a position, essential, astray: logits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Appraisal {
    pub leaning: [f32; 3],
    pub position: f32,
    pub essential: f32,
    pub astray: f32,
}

/// So many tokens of source, cue and content are looked at.
const MOST: [usize; 3] = [6, 8, 80];
const TAGS: usize = 64;
const SHAPES: usize = 16;
const OUTPUTS: usize = 6;
/// The article's first paragraphs, whose words tell what it is about.
const LEAD: usize = 2;

/// A token as the network sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// Hash of the lower-case word, digits as zeros.
    pub word: u32,
    /// Hash of its last three letters, from the end.
    pub ending: u32,
    /// Source, cue or content: 0 to 2.
    pub part: u8,
    pub tag: u8,
    /// Capitalised 1, with a digit 2, without a letter or digit 4, a word of the lead 8.
    pub shape: u8,
}

/// What is read of an article once for all its statements.
#[derive(Debug)]
pub struct Appraiser<'a> {
    text: &'a str,
    parsed: &'a Text,
    /// The hashes of the words of the lead that mean something.
    lead: BTreeSet<u32>,
}

impl<'a> Appraiser<'a> {
    pub fn new(text: &'a str, parsed: &'a Text) -> Self {
        let tokens = parsed.paragraphs.iter().take(LEAD).flat_map(|p| p.tokens.clone());
        let telling = tokens.filter(|&i| parsed.tokens.get(i).is_some_and(|t| t.tag.is_noun() || t.tag.is_verb() || t.tag.is_adjective()));
        let lead = telling.map(|i| word_hash(parsed.tokens[i].span.of(text))).collect();
        Self { text, parsed, lead }
    }

    /// The tokens that the network sees of a statement, by the spans (bytes) of its parts.
    pub fn inputs(&self, source: &[Span], cue: &[Span], content: &[Span]) -> Vec<Input> {
        let mut out = Vec::new();
        for (part, spans) in [source, cue, content].into_iter().enumerate() {
            let tokens = spans.iter().flat_map(|span| self.parsed.tokens_in(*span)).take(MOST[part]);
            out.extend(tokens.filter_map(|i| self.input(i, part as u8)));
        }
        out
    }

    fn input(&self, token: usize, part: u8) -> Option<Input> {
        let token = self.parsed.tokens.get(token)?;
        let word = token.span.of(self.text);
        let hashed = word_hash(word);
        let shape = u8::from(word.starts_with(char::is_uppercase))
            | u8::from(word.contains(|c: char| c.is_ascii_digit())) << 1
            | u8::from(!word.contains(char::is_alphanumeric)) << 2
            | u8::from(self.lead.contains(&hashed)) << 3;
        let ending = hash(word.chars().flat_map(char::to_lowercase).rev().take(3));
        Some(Input { word: hashed, ending, part, tag: (token.tag as u8).min(TAGS as u8 - 1), shape })
    }

    /// What the network that is built in makes of a statement.
    pub fn appraise(&self, source: &[Span], cue: &[Span], content: &[Span]) -> Appraisal {
        static READ: OnceLock<Network<'static>> = OnceLock::new();
        let network = READ.get_or_init(|| Network::read(include_bytes!("../model/appraisal.bin")));
        network.appraise(&self.inputs(source, cue, content))
    }
}

fn word_hash(word: &str) -> u32 {
    hash(word.chars().flat_map(char::to_lowercase).map(|c| if c.is_ascii_digit() { '0' } else { c }))
}

#[derive(Debug, Default)]
struct Network<'a> {
    /// The highest 24 bits of the hashes of the known words, ascending, three bytes each.
    known: &'a [u8],
    words: Vectors<'a>,
    endings: Vectors<'a>,
    ending_bits: u32,
    parts: Vectors<'a>,
    tags: Vectors<'a>,
    shapes: Vectors<'a>,
    width: usize,
    /// How many tokens on each side the first layer sees besides.
    reach: usize,
    layers: Vec<Linear>,
    units: usize,
    /// How much each token counts in each of several weighted means of the states.
    heads: Linear,
    number_of_heads: usize,
    hidden: Linear,
    hidden_units: usize,
    outputs: Linear,
}

impl<'a> Network<'a> {
    /// Reads a network; `src/attribution/train/appraisal` writes it.
    fn read(file: &'a [u8]) -> Self {
        let file = &mut Reader(file);
        let [words, width, ending_bits, reach, units, layers, heads, hidden] = std::array::from_fn(|_| file.number());
        let known = file.bytes(3 * words);
        Self {
            known,
            // Row 0 is that of unknown words.
            words: Vectors::read(file, words + 1, width),
            endings: Vectors::read(file, 1 << ending_bits, width),
            ending_bits: ending_bits as u32,
            parts: Vectors::read(file, MOST.len(), width),
            tags: Vectors::read(file, TAGS, width),
            shapes: Vectors::read(file, SHAPES, width),
            width,
            reach,
            layers: read_layers(file, layers, width * (2 * reach + 1), units),
            units,
            heads: Linear::read(file, 2 * units, heads),
            number_of_heads: heads,
            hidden: Linear::read(file, 2 * units * (heads + 1), hidden),
            hidden_units: hidden,
            outputs: Linear::read(file, hidden, OUTPUTS),
        }
    }

    fn appraise(&self, inputs: &[Input]) -> Appraisal {
        if inputs.is_empty() {
            return Appraisal::default();
        }
        let states = self.states(inputs);
        let mut pooled = Rows::new(2 * self.units * (self.number_of_heads + 1));
        pooled.push(&self.pool(inputs, &states));
        let (mut hidden, mut scores) = (Vec::new(), Vec::new());
        self.hidden.apply(&pooled, &mut hidden);
        hidden.iter_mut().for_each(|x| *x = squash(*x));
        let mut rows = Rows::new(self.hidden_units);
        rows.push(&hidden);
        self.outputs.apply(&rows, &mut scores);
        let score = |i: usize| scores.get(i).copied().unwrap_or_default();
        Appraisal { leaning: [score(0), score(1), score(2)], position: score(3), essential: score(4), astray: score(5) }
    }

    /// The state of the last recurrence at each token.
    fn states(&self, inputs: &[Input]) -> Rows {
        let mut rows = Rows::new(self.width);
        let mut sum = vec![0f32; self.width];
        for input in inputs {
            sum.fill(0.0);
            self.words.add(known_row(self.known, input.word), &mut sum);
            self.endings.add(input.ending.wrapping_mul(0x9E37_79B1).checked_shr(32 - self.ending_bits).unwrap_or(0) as usize, &mut sum);
            self.parts.add(usize::from(input.part), &mut sum);
            self.tags.add(usize::from(input.tag), &mut sum);
            self.shapes.add(usize::from(input.shape), &mut sum);
            sum.iter_mut().for_each(|x| *x = squash(*x));
            rows.push(&sum);
        }
        run(&self.layers, self.units, rows.with_neighbours(self.reach))
    }

    /// The weighted means of `states`, one for each head, and their mean over the content.
    fn pool(&self, inputs: &[Input], states: &Rows) -> Vec<f32> {
        let mut scores = Vec::new();
        self.heads.apply(states, &mut scores);
        let both = 2 * self.units;
        let mut out = vec![0f32; both * (self.number_of_heads + 1)];
        for head in 0..self.number_of_heads {
            let of = |i: usize| scores[i * self.number_of_heads + head];
            let largest = (0..inputs.len()).map(of).fold(f32::NEG_INFINITY, f32::max);
            let weights: Vec<f32> = (0..inputs.len()).map(|i| (of(i) - largest).exp()).collect();
            let all: f32 = weights.iter().sum();
            weights.iter().enumerate().for_each(|(i, w)| states.add(i, w / all, &mut out[head * both..(head + 1) * both]));
        }
        let content: Vec<usize> = (0..inputs.len()).filter(|&i| inputs[i].part == 2).collect();
        content.iter().for_each(|&i| states.add(i, 1.0 / content.len() as f32, &mut out[self.number_of_heads * both..]));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    /// What the built-in network makes of `content` in `text`, with the first word as source and the second as cue.
    fn appraised(text: &str, content: &str) -> Appraisal {
        let (_, article) = Article::from_text(text);
        let parsed = Text::parse(text, &article.blocks());
        let at = |piece: &str| {
            let start = text.find(piece).unwrap();
            vec![Span::new(start, start + piece.len())]
        };
        let mut words = text.split(' ');
        let (source, cue) = (words.next().unwrap(), words.next().unwrap());
        Appraiser::new(text, &parsed).appraise(&at(source), &at(cue), &at(content))
    }

    fn leaning(text: &str, content: &str) -> usize {
        let scores = appraised(text, content).leaning;
        (0..3).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap()
    }

    #[test]
    fn a_demand_is_for_something_and_a_reproach_against_it() {
        assert_eq!(
            leaning("Roe said the council must build the new school this year.", "the council must build the new school this year"),
            0
        );
        let reproach = "the council has failed the children and wasted their money";
        assert_eq!(leaning("Roe said the council has failed the children and wasted their money.", reproach), 1);
    }

    #[test]
    fn a_demand_is_a_position_sooner_than_a_time_of_day() {
        let demand = appraised("Roe said the council must never close the school.", "the council must never close the school");
        let time = appraised("Roe said the meeting began at 9 a.m. on Tuesday.", "the meeting began at 9 a.m. on Tuesday");
        assert!(demand.position > time.position, "{demand:?} {time:?}");
        assert!(demand.essential > time.essential, "{demand:?} {time:?}");
    }

    #[test]
    fn nothing_is_made_of_nothing() {
        let parsed = Text::parse("", &[]);
        assert_eq!(Appraiser::new("", &parsed).appraise(&[], &[], &[]), Appraisal::default());
        assert_eq!(Network::read(&[]).appraise(&[Input::default()]), Appraisal::default());
    }
}
