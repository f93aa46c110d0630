//! Which words the scorer of the data counts as speech: a list of its own, so that the measure does not move when the
//! program's lexicon does.

use std::collections::HashSet;
use std::sync::OnceLock;

fn verbs() -> &'static HashSet<&'static str> {
    static VERBS: OnceLock<HashSet<&str>> = OnceLock::new();
    VERBS.get_or_init(|| include_str!("speech_verbs.txt").lines().filter(|line| !line.starts_with('#')).collect())
}

/// Whether `word` is a form of a verb that the scorer of the data counts as one of speech.
pub(super) fn is_scored_speech_verb(word: &str) -> bool {
    let irregular = matches!(word, "said" | "told" | "written" | "wrote" | "spoke" | "denied" | "denies" | "replied" | "testified");
    let endings = [
        ("ies", "y"),
        ("ied", "y"),
        ("ing", ""),
        ("ing", "e"),
        ("ed", ""),
        ("ed", "e"),
        ("es", ""),
        ("es", "e"),
        ("s", ""),
        ("ged", "g"),
        ("ging", "g"),
        ("", ""),
    ];
    irregular
        || endings
            .iter()
            .any(|(ending, base)| word.strip_suffix(ending).is_some_and(|stem| verbs().contains(format!("{stem}{base}").as_str())))
}
