//! Who is reported to say something against whom.

use super::Stance;
use super::phrase::Words;
use super::stance::{self, CueStance};
use crate::attribution::Attribution;
use crate::speaker::{MentionKind, SpeakerId, Speakers};
use crate::text::Span;
use std::collections::BTreeSet;

/// Of a longer list of speakers who clash or accuse it stays open who is against whom, and all its pairs would be too many.
const CLASHING: usize = 32;

/// Pairs of speakers, of whom the first accuses or contradicts the second by his reporting words: these two are not joined on a
/// mere likeness. A quarrel too many only leaves two sides apart, so that whoever is named in such a sentence counts.
#[derive(Debug)]
pub(super) struct Quarrels(BTreeSet<(SpeakerId, SpeakerId)>);

impl Quarrels {
    pub fn find(words: &Words, attributions: &[Attribution], speakers: &Speakers) -> Quarrels {
        let within = |span: Span| words.index.begin_in(span).filter(|m| m.kind != MentionKind::Pronoun).map(|m| m.id);
        let mut out = BTreeSet::new();
        for (attribution, of) in attributions.iter().zip(&speakers.of) {
            // "Gray and Hill clashed over it"
            if (2..=CLASHING).contains(&of.len()) && stance::is_clash(words, attribution) {
                out.extend(of.iter().flat_map(|&a| of.iter().map(move |&b| (a, b))).filter(|(a, b)| a != b));
            }
            let against = matches!(stance::of_cue(words, attribution), CueStance::Is(Stance::Accuses | Stance::Opposes | Stance::Denies));
            let Some(cue) = attribution.cue.first().filter(|_| against) else { continue };
            let start = words.tokens_in(*cue).start;
            let behind = words.span(start..words.sentence(start).end);
            for span in attribution.content.iter().copied().chain([behind]) {
                for other in within(span) {
                    out.extend(of.iter().take(CLASHING).filter(|&&id| id != other).map(|&id| (id, other)));
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
        let members: BTreeSet<SpeakerId> = ids.iter().copied().collect();
        ids.iter().any(|&id| self.0.range((id, 0)..(id + 1, 0)).any(|(_, other)| members.contains(other)))
    }

    /// All of them: who speaks against whom.
    pub fn all(&self) -> impl Iterator<Item = (SpeakerId, SpeakerId)> {
        self.0.iter().copied()
    }
}
