//! Verbs and nouns that attribute.

use super::{cue_nouns, cues};

/// What a cue does with its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stance {
    Says,
    Accuses,
    Denies,
    Demands,
    Promises,
    Warns,
    Supports,
    Opposes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CueTier {
    /// Said, wrote, announced.
    Speech,
    /// Thought, wanted, planned.
    Attitude,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cue {
    pub stance: Stance,
    pub tier: CueTier,
}

/// What the verb with this lemma (lower case) attributes, if it does.
pub fn cue(lemma: &str) -> Option<Cue> {
    let (name, tier) = cues().get_lower(lemma)?.split_once('\t')?;
    let tier = if tier == "attitude" { CueTier::Attitude } else { CueTier::Speech };
    Some(Cue { stance: stance(name)?, tier })
}

/// The stance of what a noun reports: "denial", "claim".
pub fn cue_noun(lemma: &str) -> Option<Stance> {
    stance(cue_nouns().get_lower(lemma)?)
}

fn stance(name: &str) -> Option<Stance> {
    Some(match name {
        "says" => Stance::Says,
        "accuses" => Stance::Accuses,
        "denies" => Stance::Denies,
        "demands" => Stance::Demands,
        "promises" => Stance::Promises,
        "warns" => Stance::Warns,
        "supports" => Stance::Supports,
        "opposes" => Stance::Opposes,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_understood() {
        for key in cues().keys() {
            assert!(cue(key).is_some(), "{key}");
        }
        for key in cue_nouns().keys() {
            assert!(cue_noun(key).is_some(), "{key}");
        }
        assert_eq!(cue("deny"), Some(Cue { stance: Stance::Denies, tier: CueTier::Speech }));
        assert_eq!(cue("oppose").map(|c| c.tier), Some(CueTier::Attitude));
        assert_eq!(cue("table"), None);
    }
}
