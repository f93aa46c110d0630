//! "The plan is dead, as Roe put it": a comment clause (Quirk et al. 1985, 15.53) names who speaks, and the sentence around it is what
//! he said.

use super::Attribution;
use super::facts::{Facts, punct, quoted};
use super::told::{in_place_of_their_cues, told};
use crate::text::Text;
use std::ops::Range;

/// Who speaks is named in so many tokens at most.
const SOURCE: usize = 14;
const SURE: f32 = 0.8;

/// Adds what such clauses stand in, in the place of what the models made of their words.
pub(super) fn comments(text: &str, parsed: &Text, facts: &Facts, found: &mut Vec<Attribution>) {
    let all = (0..parsed.tokens.len()).filter_map(|put| parts(text, parsed, facts, put));
    let all = all.map(|(source, cue, content)| told(parsed, &source, &cue, &content, SURE)).collect();
    in_place_of_their_cues(found, all);
}

/// Source, cue and the stretches of content, each a range of tokens.
type Parts = (Range<usize>, Range<usize>, Vec<Range<usize>>);

/// Source, cue and content of the clause "as Roe put it" whose verb is the token `put`.
fn parts(text: &str, parsed: &Text, facts: &Facts, put: usize) -> Option<Parts> {
    let low = |t: usize| parsed.tokens.get(t).map_or_else(String::new, |token| token.span.of(text).to_lowercase());
    let is_put = |t: usize| matches!(low(t).as_str(), "put" | "puts") && low(t + 1) == "it";
    if !is_put(put) || facts[put].quotation > 0 {
        return None;
    }
    let sentence = parsed.sentences[parsed.tokens[put].sentence as usize].tokens.clone();
    let start = sentence.start.max(put.saturating_sub(SOURCE));
    let link = (start..put).rev().find(|&t| low(t) == "as")?;
    let border = link.checked_sub(1).filter(|&t| sentence.contains(&t))?;
    let quote = facts[border].quotation as usize;
    if !(facts.is(border, punct::COMMA) || facts.is(border, punct::DASH) || quote > 0) || link + 1 == put {
        return None;
    }
    // "Which does, as Roe put it, “bring us home”": the words follow, and the models see them.
    if (put + 2..sentence.end).take(2).any(|t| facts[t].quote == quoted::OPEN) {
        return None;
    }
    // A comment before it in the sentence has what stands before that.
    let before = (sentence.start..link).rev().find(|&t| is_put(t)).map(|t| t + 2);
    let begins = before.map_or(sentence.start, |t| if facts.is(t, punct::COMMA) { t + 1 } else { t });
    let quoted = quote.checked_sub(1).and_then(|q| facts.quotes.get(q)).map(|quote| parsed.tokens_in(quote.span));
    let mut content: Vec<Range<usize>> = std::iter::once(quoted.unwrap_or(begins..border)).collect();
    // "The plan, as Roe put it, is dead."
    if quote == 0 && facts.is(put + 2, punct::COMMA) {
        let end = (put + 3..sentence.end).rev().find(|&t| !facts.is(t, punct::STOP)).map_or(put + 3, |last| last + 1);
        content.extend(Some(put + 3..end).filter(|rest| !rest.is_empty()));
    }
    // "Has often put it": what stands between the name and the verb is no part of the name.
    let aside = |t: usize| facts[t].voice > 0 || parsed.tokens[t].tag.is_adverb();
    let last = (link + 1..put).rev().find(|&t| !aside(t))? + 1;
    (content.iter().all(|piece| !piece.is_empty())).then_some((link + 1..last, last..put + 2, content))
}

#[cfg(test)]
mod tests {
    use super::super::forms::tests::check;

    #[test]
    fn as_somebody_puts_it() {
        check("The plan is dead, as Mayor Ada Brook put it on Tuesday. It rained.", &["Mayor Ada Brook | put it | The plan is dead"]);
        check("The plan, as Ada Brook puts it, is a joke. It rained.", &["Ada Brook | puts it | The plan ... is a joke"]);
        check("“The plan is dead,” as Ada Brook put it on Tuesday. It rained.", &["Ada Brook | put it | “The plan is dead,”"]);
        check("As the sun rose the crew put it in the harbour.", &[]);
    }
}
