//! Parts found to the word: how many sources, cues and contents are exactly those of an annotator, each by itself (the measure
//! of CofeNet, Wang et al. 2022, here over the words of a part, which may lie in several stretches and inside another content).

use super::corpus::Gold;
use super::score::{Places, Words};
use crate::attribution::Attribution;
use crate::text::Span;
use std::collections::BTreeSet;

const PARTS: [&str; 3] = ["source", "cue", "content"];

/// Counts of source, cue, content: annotated, found, and the same.
#[derive(Clone, Debug, Default)]
pub struct Exact {
    gold: [usize; 3],
    found: [usize; 3],
    same: [usize; 3],
}

impl Exact {
    pub(super) fn add(&mut self, words: &Words, gold: &[Gold], predicted: &[Attribution]) {
        let parts = |each: &mut dyn Iterator<Item = &[Span]>| -> BTreeSet<Places> {
            each.map(|spans| words.of(spans)).filter(|places| !places.is_empty()).collect()
        };
        let annotated = [
            parts(&mut gold.iter().map(|g| g.source.as_slice())),
            parts(&mut gold.iter().map(|g| g.cue.as_slice())),
            parts(&mut gold.iter().map(|g| g.content.as_slice())),
        ];
        let found = [
            parts(&mut predicted.iter().map(|a| a.source.as_slice())),
            parts(&mut predicted.iter().map(|a| a.cue.as_slice())),
            parts(&mut predicted.iter().map(|a| a.content.as_slice())),
        ];
        for part in 0..PARTS.len() {
            self.gold[part] += annotated[part].len();
            self.found[part] += found[part].len();
            self.same[part] += annotated[part].intersection(&found[part]).count();
        }
    }

    /// F1 of a part, 0 to 100.
    pub fn f1(&self, part: usize) -> f32 {
        200.0 * self.same[part] as f32 / (self.gold[part] + self.found[part]).max(1) as f32
    }

    pub fn print(&self) {
        let each: Vec<String> = PARTS.iter().enumerate().map(|(part, name)| format!("{name} {:.1}", self.f1(part))).collect();
        println!("  exact spans F1   {}", each.join(" / "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::{Kind, Tier};

    #[test]
    fn a_part_counts_where_all_its_words_are_the_same() {
        let text = "Ada Brook said the pier was unsafe.";
        let span = |piece: &str| vec![Span::new(text.find(piece).unwrap(), text.find(piece).unwrap() + piece.len())];
        let gold = Gold { source: span("Ada Brook"), cue: span("said"), content: span("the pier was unsafe"), cue_head: None };
        let predicted = Attribution {
            kind: Kind::Indirect,
            tier: Tier::ReportedSpeech,
            source: span("Brook"),
            cue: span("said"),
            content: span("the pier was unsafe."),
            confidence: 1.0,
        };
        let mut exact = Exact::default();
        exact.add(&Words::new(text), &[gold], &[predicted]);
        assert_eq!([0, 1, 2].map(|part| exact.f1(part)), [0.0, 100.0, 100.0]);
    }
}
