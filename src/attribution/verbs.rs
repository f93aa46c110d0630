//! The verbs that report speech, in all their forms.

use std::collections::BTreeSet;
use std::sync::OnceLock;

const LIST: &str = include_str!("../lexicon/speech_verbs.txt");

/// Whether `word` (lower case) is a form of a verb that reports speech.
pub(super) fn is_speech_verb(word: &str) -> bool {
    static FORMS: OnceLock<BTreeSet<String>> = OnceLock::new();
    FORMS.get_or_init(|| forms(LIST)).contains(word)
}

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
