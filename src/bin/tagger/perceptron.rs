//! The averaged perceptron: trains the table that `text::tagging` reads.

use crate::treebank::Document;
use standpoint::model::{TAGGER_ROWS, tagger_slot};
use standpoint::text::Tag;
use standpoint::text::tagging::{FEATURES, Facts, facts, features, sentence_words};

const TAGS: usize = Tag::ALL.len();
const EPOCHS: usize = 8;

/// Sentences with the facts and gold tags of their words.
pub type Sentence = (Vec<Facts>, Vec<Tag>);

pub fn sentences(document: &Document) -> Vec<Sentence> {
    let words: Vec<_> = document
        .sentences
        .iter()
        .flat_map(|sentence| {
            let headline = sentence.first().is_some_and(|first| {
                let at = document.blocks.partition_point(|(span, _)| span.end <= first.span.start);
                document.blocks.get(at).is_some_and(|(_, label)| *label == standpoint::block::Label::Headline)
            });
            sentence_words(sentence.iter().map(|w| w.span.of(&document.text)), headline)
        })
        .collect();
    let facts = facts(words.iter().copied());
    let mut from = 0;
    let cut = document.sentences.iter().map(|sentence| {
        let these = facts[from..from + sentence.len()].to_vec();
        from += sentence.len();
        (these, sentence.iter().map(|w| Tag::from_name(&w.xpos)).collect())
    });
    cut.collect()
}

/// Trains on `sentences` and returns the table, one byte a weight.
pub fn train(mut sentences: Vec<Sentence>) -> Vec<u8> {
    let size = TAGGER_ROWS + 64;
    let (mut weights, mut totals, mut since) = (vec![0f32; size], vec![0f64; size], vec![0u32; size]);
    let mut random = 0x2545_F491_4F6C_DD1Du64;
    let mut clock = 0u32;
    let mut hashes = [0; FEATURES];
    for epoch in 0..EPOCHS {
        for at in (1..sentences.len()).rev() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            sentences.swap(at, (random % (at as u64 + 1)) as usize);
        }
        let mut wrong = 0;
        for (facts, gold) in &sentences {
            let (mut before, mut last) = (Tag::Stop, Tag::Stop);
            for (at, &gold) in gold.iter().enumerate() {
                clock += 1;
                features(facts, at, before, last, &mut hashes);
                let guess = facts[at].fixed().unwrap_or_else(|| best(&weights, &hashes));
                if guess != gold && facts[at].fixed().is_none() {
                    wrong += 1;
                    for &hash in &hashes {
                        for (tag, step) in [(gold, 1.0), (guess, -1.0)] {
                            let slot = tagger_slot(hash) + tag as usize;
                            totals[slot] += f64::from(weights[slot]) * f64::from(clock - since[slot]);
                            since[slot] = clock;
                            weights[slot] += step;
                        }
                    }
                }
                (before, last) = (last, guess);
            }
        }
        eprintln!("epoch {epoch}: {wrong} wrong");
    }
    for slot in 0..size {
        totals[slot] += f64::from(weights[slot]) * f64::from(clock - since[slot]);
    }
    let largest = totals.iter().fold(0f64, |top, w| top.max(w.abs()));
    totals.iter().map(|w| (w / largest * 127.0).round() as i8 as u8).collect()
}

fn best(weights: &[f32], hashes: &[u32; FEATURES]) -> Tag {
    let mut sums = [0f32; TAGS];
    for &hash in hashes {
        let from = tagger_slot(hash);
        for (sum, weight) in sums.iter_mut().zip(&weights[from..from + TAGS]) {
            *sum += weight;
        }
    }
    let mut top = 0;
    for at in 1..TAGS {
        if sums[at] > sums[top] {
            top = at;
        }
    }
    Tag::ALL[top]
}

/// Percent of right tags of the model that is built in, all and in coarse classes, and recall of
/// sentence-initial proper nouns.
pub fn accuracy<'a>(
    documents: impl Iterator<Item = &'a Document>,
    confusions: &mut std::collections::BTreeMap<(Tag, Tag), usize>,
) -> [f64; 3] {
    let (mut right, mut coarse_right, mut all, mut initial, mut initial_right) = (0, 0, 0, 0, 0);
    for document in documents {
        for (facts, gold) in sentences(document) {
            let mut found = Vec::new();
            standpoint::text::tagging::tag(&facts, |tag| found.push(tag));
            for (at, (&gold, &found)) in gold.iter().zip(&found).enumerate() {
                all += 1;
                right += usize::from(gold == found);
                coarse_right += usize::from(coarse(gold) == coarse(found));
                if gold != found {
                    *confusions.entry((gold, found)).or_default() += 1;
                }
                if at == 0 && gold.is_proper() {
                    initial += 1;
                    initial_right += usize::from(found.is_proper());
                }
            }
        }
    }
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    [percent(right, all), percent(coarse_right, all), percent(initial_right, initial)]
}

fn coarse(tag: Tag) -> u8 {
    match tag {
        _ if tag.is_proper() => 0,
        _ if tag.is_noun() => 1,
        _ if tag.is_verb() || tag == Tag::Md => 2,
        _ if tag.is_adjective() => 3,
        _ if tag.is_adverb() => 4,
        _ if tag.is_punctuation() => 5,
        _ if tag.is_wh() => 6,
        Tag::In | Tag::To | Tag::Rp => 7,
        _ => 10 + tag as u8,
    }
}
