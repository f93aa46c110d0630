//! "Brennox issued a statement on Monday saying that the bridge was safe": who gives something out says what it says.

use super::Attribution;
use super::facts::{Facts, punct};
use super::told::{in_place_of_their_cues, told};
use crate::lexicon;
use crate::text::chunk::is_negation;
use crate::text::{Span, Tag, Text};
use std::ops::Range;

/// So many tokens stand at most between the verb and its noun, "a short, angry", and behind that, "to its members on Monday".
const FRONT: usize = 5;
const BEHIND: usize = 8;
const SURE: f32 = 0.85;

/// Gives such reports their source and their cue; their content is what the models found behind the cue, else the rest of the sentence.
pub(super) fn issued(text: &str, parsed: &Text, facts: &Facts, found: &mut Vec<Attribution>) {
    let low = |t: usize| parsed.tokens.get(t).map_or_else(String::new, |token| token.span.of(text).to_lowercase());
    let mut all: Vec<Attribution> = Vec::new();
    let mut cues: Vec<(Span, usize)> = found.iter().enumerate().flat_map(|(at, a)| a.cue.iter().map(move |cue| (*cue, at))).collect();
    cues.sort();
    for verb in (0..parsed.tokens.len()).filter(|&t| facts[t].is_verb() && facts[t].quotation == 0 && !facts[t].is_passive()) {
        let out = usize::from(low(verb) == "put" && low(verb + 1) == "out");
        if out == 0 && !lexicon::gives_out().has(&low(verb)) {
            continue;
        }
        let sentence = parsed.sentences[parsed.tokens[verb].sentence as usize].tokens.clone();
        // "Has not issued a statement saying", "refused to send a letter saying"
        let before = sentence.start.max(verb.saturating_sub(3))..verb;
        if before.clone().any(|t| is_negation(&low(t)) || lexicon::turning_verbs().says(&low(t), "refuses")) {
            continue;
        }
        let Some(says) = says(text, parsed, facts, verb + 1 + out, sentence.end) else { continue };
        let Some(source) = facts.subject(verb, sentence.clone()) else { continue };
        let cue = verb..says + 1;
        if all.last().is_some_and(|last| last.cue.iter().any(|c| parsed.tokens_in(*c).end > cue.start)) {
            continue;
        }
        let first = cues.partition_point(|(own, _)| own.start < parsed.sentences[parsed.tokens[verb].sentence as usize].span.start);
        let near = cues[first..].iter().take_while(|(own, _)| own.start < parsed.tokens[says].span.end).map(|(_, at)| &found[*at]);
        let content = content(parsed, facts, near, &cue, sentence.end);
        if content.iter().all(|c| c.len() >= 2) && !content.is_empty() {
            all.push(told(parsed, &source, &cue, &content, SURE));
        }
    }
    in_place_of_their_cues(found, all);
}

/// The word that says what it says, "saying", "that read", behind what is given out.
fn says(text: &str, parsed: &Text, facts: &Facts, from: usize, end: usize) -> Option<usize> {
    let low = |t: usize| parsed.tokens[t].span.of(text).to_lowercase();
    let open = |t: usize| facts[t].punct == punct::NONE && facts[t].quotation == 0;
    let front = |t: &usize| open(*t) && (!facts[*t].is_verb() || parsed.tokens[*t].tag == Tag::Vbn);
    let noun = (from..end.min(from + FRONT)).take_while(front).find(|&t| {
        let word = low(t);
        (lexicon::utterances().has(&word) || lexicon::documents().has(&word)) && !parsed.tokens.get(t + 1).is_some_and(|n| n.tag.is_noun())
    })?;
    // "A video of Hill saying", "a letter from 50 nurses saying": it is somebody else's.
    let others = |t: usize| matches!(low(t).as_str(), "of" | "from" | "by");
    let behind = (noun + 1..end.min(noun + 1 + BEHIND)).take_while(|&t| open(t) && !others(t));
    let reads = |t: usize| facts[t].speech || lexicon::turning_verbs().says(&low(t), "text") || low(t) == "reading";
    let mut that: Option<usize> = None;
    for t in behind {
        if facts[t].is_verb() {
            let gerund = parsed.tokens[t].tag == Tag::Vbg && that.is_none();
            // "In which she said", "that said"; "that Hill said was false" is Hill's.
            let own = that.is_some_and(|that| t == that + 1 || t == that + 2 && parsed.tokens[that + 1].tag == Tag::Prp);
            return (reads(t) && (gerund || own)).then_some(t);
        }
        if matches!(low(t).as_str(), "that" | "which") {
            that = Some(t);
        }
    }
    None
}

/// What the surest attribution `near` with a word of `cue` for its own reports behind it, else all until the sentence ends, quotations whole.
fn content<'a>(
    parsed: &Text,
    facts: &Facts,
    near: impl Iterator<Item = &'a Attribution>,
    cue: &Range<usize>,
    end: usize,
) -> Vec<Range<usize>> {
    let span = Span { start: parsed.tokens[cue.start].span.start, end: parsed.tokens[cue.end - 1].span.end };
    let own = near.filter(|a| a.cue.iter().any(|c| c.overlaps(span)));
    let behind = |a: &&Attribution| a.content.first().is_some_and(|c| c.start >= span.end);
    if let Some(best) = own.filter(behind).max_by(|a, b| a.confidence.total_cmp(&b.confidence)) {
        return best.content.iter().map(|c| parsed.tokens_in(*c)).collect();
    }
    let skip = |t: &usize| matches!(facts[*t].punct, punct::COMMA | punct::COLON);
    let start = (cue.end..end).find(|t| !skip(t)).unwrap_or(end);
    let last = (start..end).rev().find(|&t| facts[t].punct != punct::STOP || facts[t].quotation > 0).map_or(start, |t| t + 1);
    if start < last { std::iter::once(start..last).collect() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use crate::attribution::forms::tests::check;

    #[test]
    fn who_gives_out_a_statement_says_what_it_says() {
        check(
            "Brennox issued a statement saying the bridge was safe. The council closed it on Monday.",
            &["Brennox | issued a statement saying | the bridge was safe"],
        );
        check(
            "Norvik released a short statement on Monday that said: “We are sorry for what happened in Leeds.”",
            &["Norvik | released a short statement on Monday that said | “We are sorry for what happened in Leeds.”"],
        );
    }

    #[test]
    fn what_is_not_said_in_it_is_another_report() {
        check(
            "Brennox issued a statement on Monday. The town, Ann Roe said, was not told.",
            &["Ann Roe | said | The town ... was not told"],
        );
    }
}
