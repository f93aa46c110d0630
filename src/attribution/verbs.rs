//! The verbs that report speech, in all their forms.

use std::collections::BTreeSet;
use std::sync::OnceLock;

const LIST: &str = include_str!("../lexicon/speech_verbs.txt");

/// Whether `word` (lower case) is a form of a verb that reports speech.
pub(super) fn is_speech_verb(word: &str) -> bool {
    static FORMS: OnceLock<BTreeSet<String>> = OnceLock::new();
    FORMS.get_or_init(|| forms(LIST)).contains(word)
}

/// Whether `word` is a form of a verb that the scorer of the data counts as one of speech.
#[cfg(feature = "train")]
pub(super) fn is_scored_speech_verb(word: &str) -> bool {
    let irregular = match word {
        "said" | "told" | "written" | "wrote" | "spoke" | "denied" | "denies" | "replied" | "testified" => true,
        _ => false,
    };
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
            .any(|(ending, base)| word.strip_suffix(ending).is_some_and(|stem| SCORED.contains(&format!("{stem}{base}").as_str())))
}

#[cfg(feature = "train")]
const SCORED: &[&str] = &[
    "say",
    "tell",
    "add",
    "write",
    "ask",
    "call",
    "note",
    "report",
    "announce",
    "argue",
    "tweet",
    "describe",
    "explain",
    "continue",
    "acknowledge",
    "declare",
    "claim",
    "state",
    "warn",
    "insist",
    "accuse",
    "respond",
    "reply",
    "recall",
    "urge",
    "vow",
    "promise",
    "pledge",
    "admit",
    "deny",
    "criticize",
    "praise",
    "blast",
    "slam",
    "condemn",
    "denounce",
    "joke",
    "shout",
    "testify",
    "stress",
    "emphasize",
    "reiterate",
    "confirm",
    "predict",
    "conclude",
    "complain",
    "mock",
    "blame",
    "suggest",
    "speak",
    "talk",
    "discuss",
    "cite",
    "quote",
    "mention",
    "reveal",
    "remark",
    "lament",
    "caution",
    "charge",
    "contend",
    "assert",
    "allege",
    "concede",
    "observe",
    "quip",
    "echo",
    "propose",
    "request",
    "demand",
    "answer",
    "comment",
    "post",
    "publish",
    "brand",
    "liken",
    "lambast",
    "tout",
    "brag",
    "boast",
    "remind",
    "reference",
    "compare",
    "dispute",
    "reject",
    "agree",
    "disagree",
    "question",
];

fn forms(list: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let Some(base) = words.next() else { continue };
        out.extend(words.map(str::to_owned));
        out.insert(base.to_owned());
        let stem = base.strip_suffix('e').unwrap_or(base);
        out.insert(format!("{stem}ing"));
        match base.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o'])) {
            Some(stem) => out.extend([format!("{stem}ied"), format!("{stem}ies")]),
            None if base.ends_with(['s', 'h', 'x']) => out.extend([format!("{base}es"), format!("{base}ed")]),
            None => out.extend([format!("{base}s"), format!("{stem}ed")]),
        }
        // Verbs that double their last consonant.
        if base.ends_with(['m', 'p', 'g', 't']) && base.len() <= 5 {
            let last = base.chars().next_back().unwrap_or('t');
            out.extend([format!("{base}{last}ed"), format!("{base}{last}ing")]);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::is_speech_verb;

    #[test]
    fn knows_the_forms() {
        for form in ["said", "says", "saying", "denied", "denies", "stressed", "argues", "argued", "slammed", "quipping", "wrote", "told"] {
            assert!(is_speech_verb(form), "{form}");
        }
        for other in ["the", "table", "saids", ""] {
            assert!(!is_speech_verb(other), "{other}");
        }
    }
}
