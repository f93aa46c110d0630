//! Stance and target: from the reporting words where they tell it, else from the form of what is said.

mod content;
mod cue;

use super::Stance;
use super::phrase::Words;
use crate::lexicon::{self, Table};
pub(super) use content::{concedes, is_emphatic, is_plain_harm, of_content};
pub(super) use cue::{is_clash, of_cue, refined, target, whole_cue};

/// What the reporting words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CueStance {
    /// A stance, negation already taken into account.
    Is(Stance),
    /// Said, told, wrote: the content has to tell.
    Neutral,
    /// What is reported is not held by the speaker, or is a journalist's reading: "did not say", "appeared to".
    NoPosition,
}

/// What `table` says of `word` (lower case), or of a base form that it may have.
pub(super) fn look_up(table: &'static Table, word: &str) -> Option<&'static str> {
    let base = || lexicon::irregular().get(word).and_then(|bases| bases.split(['\t', ' ']).find_map(|base| table.get(base)));
    table.get(word).or_else(|| stems(word).find_map(|stem| table.get(&stem))).or_else(base)
}

/// What `word` may be a regular form of.
fn stems(word: &str) -> impl Iterator<Item = String> + '_ {
    let endings = ["ies", "ied"].into_iter().filter_map(|ending| Some(format!("{}y", word.strip_suffix(ending)?)));
    let others = ["es", "s", "ed", "d", "ing"].into_iter().filter_map(|ending| word.strip_suffix(ending).filter(|stem| stem.len() >= 3));
    endings.chain(others.flat_map(|stem| {
        // "banned", "permitting": the doubled letter.
        let mut chars = stem.chars().rev();
        let doubled = chars.next().filter(|last| chars.next() == Some(*last)).map(|last| stem[..stem.len() - last.len_utf8()].to_owned());
        [stem.to_owned(), format!("{stem}e")].into_iter().chain(doubled)
    }))
}

/// Words that turn what they stand before into its contrary.
pub(super) fn is_negator(word: &str) -> bool {
    lexicon::negators().has(word)
}

/// "not only", "no doubt": more is said, nothing is denied.
pub(super) fn is_not_only(words: &Words, token: usize) -> bool {
    matches!(
        (words.lower(token).as_str(), words.lower(token + 1).as_str()),
        ("not", "only" | "just" | "merely" | "simply" | "least") | ("no" | "without", "doubt" | "question")
    )
}

/// Whether the word at `token` praises or blames what it is said of. In a name, "Disaster Management Centre", it judges nothing.
pub(super) fn judges(words: &Words, token: usize) -> Option<&'static str> {
    look_up(lexicon::judging_words(), &words.lower(token)).filter(|_| !in_a_name(words, token))
}

/// A word with a capital beside another one is part of a name, and means nothing by itself.
fn in_a_name(words: &Words, token: usize) -> bool {
    let sentence = words.sentence(token);
    let capital = |i: usize| sentence.contains(&i) && words.capitalised(i);
    words.tag(token).is_proper() && capital(token) && (capital(token + 1) || token > sentence.start && capital(token - 1))
}
