//! Clauses that tell why somebody is not named: "an official, who asked not to be named, said". They report nothing, and part who
//! speaks from the word that says so; the models look at the text without them.

use crate::lexicon;
use crate::text::{Tag, Text};
use std::ops::Range;

/// So many tokens are looked at for the word that such a clause comes down to, and behind it for the comma that closes it.
const REACH: usize = 12;

/// The text without such clauses; nothing where it has none.
pub(super) fn without_clauses(text: &str, parsed: &Text) -> Option<Text> {
    let low = |t: usize| parsed.tokens.get(t).map_or(String::new(), |token| token.span.of(text).to_lowercase());
    let mut found: Vec<Range<usize>> = Vec::new();
    for sentence in &parsed.sentences {
        // A sentence keeps its first word.
        let mut at = sentence.tokens.start + 1;
        while at < sentence.tokens.end {
            match clause(&low, parsed, at, sentence.tokens.end) {
                Some(clause) => {
                    at = clause.end;
                    found.push(clause);
                }
                None => at += 1,
            }
        }
    }
    (!found.is_empty()).then(|| parsed.without(&found))
}

/// The clause that begins at `start`, with the commas around it.
fn clause(low: &impl Fn(usize) -> String, parsed: &Text, start: usize, limit: usize) -> Option<Range<usize>> {
    let tag = |t: usize| parsed.tokens.get(t).map_or(Tag::Stop, |token| token.tag);
    let wants = |t: usize| lexicon::anonymity().says(&low(t), "wants");
    // "A resident who ...", "an official, speaking ..."
    let comma = tag(start) == Tag::Comma;
    let first = start + usize::from(comma);
    if !(low(first) == "who" || comma && tag(first) == Tag::Vbg && wants(first)) || tag(start - 1) == Tag::Close {
        return None;
    }
    let near = first..limit.min(first + REACH);
    let verb = near.clone().find(|&t| wants(t))?;
    let ends = (verb + 1..near.end).find(|&t| lexicon::anonymity().says(&low(t), "ends"))?;
    let within = (first..ends).all(|t| !matches!(tag(t), Tag::Open | Tag::Close | Tag::Comma | Tag::Colon));
    // "Who asked to be named" wants to be.
    let refuses = (first..ends).any(|t| matches!(low(t).as_str(), "not" | "n't" | "n’t"))
        || [verb, ends].into_iter().any(|t| lexicon::anonymity().says(&low(t), "refuses"));
    if !within || !refuses {
        return None;
    }
    // "..., because the talks were private, said"
    let mark = |t: &usize| matches!(tag(*t), Tag::Comma | Tag::Stop | Tag::Open | Tag::Close | Tag::Colon);
    let stop = (ends + 1..limit.min(ends + 1 + REACH)).find(mark).filter(|&t| comma && tag(t) == Tag::Comma);
    let end = stop.map_or(ends + 1, |stop| stop + 1);
    // Only where the clause parts who speaks from the word that says so.
    (tag(end).is_finite() || lexicon::said_forms().has(&low(end))).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::super::forms::tests::{check, found};

    #[test]
    fn who_does_not_want_to_be_named_still_speaks() {
        for clause in [
            ", who did not want to be named,",
            " who did not want to be named",
            ", who asked not to be identified because the talks were private,",
            ", speaking on condition of anonymity,",
            ", who declined to give her name,",
        ] {
            let text = format!("The mayor opened the pier on Monday. “It was terrifying and very loud,” a resident{clause} said.");
            check(&text, &["a resident | said | “It was terrifying and very loud,”"]);
        }
    }

    #[test]
    fn what_follows_the_clause_is_kept() {
        let text = "The mayor spoke on Monday. A resident who declined to be named said the pier was very loud at night.";
        check(text, &["A resident | said | the pier was very loud at night"]);
    }

    #[test]
    fn who_asks_for_something_else_is_left_alone() {
        let text = "The mayor opened the pier on Monday. “It is very loud,” a resident, who asked for a new name, said.";
        assert!(found(text)[0].starts_with("a resident, who"), "{:?}", found(text));
    }
}
