//! Who is reported to say something against whom.

use super::Stance;
use super::phrase::Words;
use super::stance::{self, CueStance};
use crate::attribution::Attribution;
use crate::speaker::{MentionKind, SpeakerId, Speakers};
use crate::text::Span;
use std::collections::BTreeSet;

/// Pairs of speakers, of whom the first accuses or contradicts the second by his reporting words: these two are not joined on a
/// mere likeness. A quarrel too many only leaves two sides apart, so that whoever is named in such a sentence counts.
pub(super) struct Quarrels(BTreeSet<(SpeakerId, SpeakerId)>);

impl Quarrels {
    pub fn find(words: &Words, attributions: &[Attribution], speakers: &Speakers) -> Quarrels {
        let mentions = |id: SpeakerId| speakers.list[id].mentions.iter().filter(|m| m.kind != MentionKind::Pronoun);
        let mut named: Vec<(Span, SpeakerId)> = (0..speakers.list.len()).flat_map(|id| mentions(id).map(move |m| (m.span, id))).collect();
        named.sort_unstable();
        let within = |span: Span| {
            let from = named.partition_point(|(m, _)| m.start < span.start);
            named[from..].iter().take_while(move |(m, _)| m.start < span.end).map(|(_, id)| *id)
        };
        let mut out = BTreeSet::new();
        for (attribution, of) in attributions.iter().zip(&speakers.of) {
            // "Gray and Hill clashed over it"
            if of.len() > 1 && stance::is_clash(words, attribution) {
                out.extend(of.iter().flat_map(|&a| of.iter().map(move |&b| (a, b))).filter(|(a, b)| a != b));
            }
            let against = matches!(stance::of_cue(words, attribution), CueStance::Is(Stance::Accuses | Stance::Opposes | Stance::Denies));
            let Some(cue) = attribution.cue.first().filter(|_| against) else { continue };
            let start = words.tokens_in(*cue).start;
            let behind = words.span(start..words.sentence(start).end);
            for span in attribution.content.iter().copied().chain([behind]) {
                for other in within(span) {
                    out.extend(of.iter().filter(|&&id| id != other).map(|&id| (id, other)));
                }
            }
        }
        Quarrels(out)
    }

    /// One of the two says something against the other.
    pub fn between(&self, a: SpeakerId, b: SpeakerId) -> bool {
        self.0.contains(&(a, b)) || self.0.contains(&(b, a))
    }

    /// Two of `ids` are at odds.
    pub fn among(&self, ids: &[SpeakerId]) -> bool {
        let ids: BTreeSet<SpeakerId> = ids.iter().copied().collect();
        self.0.iter().any(|(a, b)| ids.contains(a) && ids.contains(b))
    }
}
