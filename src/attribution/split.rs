//! Contents that something stands in the middle of: a quotation that is cut in two by who says it ("“Each time you say that,” Roe said,
//! referring to the excuse, “you help them.”"), a report with words between dashes.

use super::facts::{Facts, punct};
use super::trained::Found;
use std::ops::Range;

/// Between the two halves stand so many words at most.
const REACH: usize = 30;

/// Gives both halves of such a quotation to the first reporting verb between them, and takes them from what else stands there: the
/// words behind the participle end where the quotation goes on. The first half ends with a comma, the second one follows a comma and
/// begins in the middle of a sentence (`is_small`: the token does not begin with a capital).
pub(super) fn rejoin(facts: &Facts, found: &mut Vec<Found>, is_small: impl Fn(usize) -> bool) {
    let mut joined = false;
    for (first, second) in halves(facts, is_small) {
        let gap = first.end..second.start;
        let between = with_cues_in(found, &gap);
        let Some(owner) = between.clone().find(|&at| facts[found[at].cue.head].speech) else { continue };
        joined = true;
        let cut = |ranges: &mut Vec<Range<usize>>, taken: &Range<usize>| {
            let left = std::mem::take(ranges).into_iter();
            ranges.extend(left.flat_map(|r| [r.start..r.end.min(taken.start), r.start.max(taken.end)..r.end]).filter(|r| !r.is_empty()));
        };
        for at in between {
            let other = &mut found[at];
            cut(&mut other.content, &first);
            cut(&mut other.content, &second);
            if at == owner {
                cut(&mut other.content, &gap);
                other.content.extend([first.clone(), second.clone()]);
                other.content.sort_by_key(|r| r.start);
            }
        }
    }
    if joined {
        found.retain(|f| !f.content.is_empty());
    }
}

/// Which of `found`, which is in the order of the cues, have theirs among `tokens`.
fn with_cues_in(found: &[Found], tokens: &Range<usize>) -> Range<usize> {
    let before = |token: usize| found.partition_point(|f| f.cue.head < token);
    before(tokens.start)..before(tokens.end)
}

/// The two halves of each quotation that is cut, as tokens with their marks.
fn halves(facts: &Facts, is_small: impl Fn(usize) -> bool) -> Vec<(Range<usize>, Range<usize>)> {
    let mut quotes: Vec<Range<usize>> = Vec::new();
    for (token, fact) in facts.tokens.iter().enumerate().filter(|(_, fact)| fact.quotation > 0) {
        match quotes.last_mut() {
            Some(last) if last.end == token && facts[last.start].quotation == fact.quotation => last.end = token + 1,
            _ => quotes.push(token..token + 1),
        }
    }
    let pairs = quotes.windows(2).map(|pair| (pair[0].clone(), pair[1].clone()));
    let is_cut = |(first, second): &(Range<usize>, Range<usize>)| {
        let gap = first.end..second.start;
        // The comma stands before the closing mark, and before the opening one of the second half.
        let comma =
            first.len() > 3 && second.len() > 2 && facts.is(first.end - 2, punct::COMMA) && facts.is(second.start - 1, punct::COMMA);
        let one = gap.clone().all(|t| facts[t].punct != punct::STOP);
        comma && one && !gap.is_empty() && gap.len() <= REACH && is_small(second.start + 1)
    };
    pairs.filter(is_cut).collect()
}

/// "Roe said states break the treaty -- which all have signed -- when they close a port, or claim a strait": the clause behind the words
/// between dashes is part of what is said, to the end of the sentence, and what states do in it is no report of its own.
/// `hangs`: the token begins a clause of condition or reason.
pub(super) fn through_dashes(facts: &Facts, found: &mut Vec<Found>, hangs: impl Fn(usize) -> bool) {
    let mut dashes: Vec<(u32, Vec<usize>)> = Vec::new();
    for (token, fact) in facts.tokens.iter().enumerate().filter(|(_, fact)| fact.punct == punct::DASH) {
        match dashes.last_mut() {
            Some((sentence, tokens)) if *sentence == fact.sentence => tokens.push(token),
            _ => dashes.push((fact.sentence, vec![token])),
        }
    }
    // Where cues report nothing of their own, in text order.
    let mut silent: Vec<Range<usize>> = Vec::new();
    for (sentence, dashes) in dashes {
        let [first, second] = dashes[..] else { continue };
        let within = |token: usize| facts.tokens.get(token).is_some_and(|fact| fact.sentence == sentence);
        let mut end = second + 1;
        while within(end) && facts[end].punct != punct::STOP {
            end += 1;
        }
        // What is said is a clause before the dashes: the cue stands right in front of it.
        let ends = |range: &Range<usize>| range.end == first || range.end == second;
        let opens = |f: &Found| {
            let told = f.content.first().is_some_and(|range| range.start > f.cue.head && range.start < first);
            told && f.content.iter().all(|r| r.end <= second) && f.content.last().is_some_and(ends)
        };
        let start = first - facts[first].place as usize;
        let owner = with_cues_in(found, &(start..first)).find(|&at| opens(&found[at]));
        let Some(owner) = owner.filter(|_| second > first + 1 && hangs(second + 1)) else { continue };
        let start = found[owner].content[0].start;
        found[owner].content = std::iter::once(start..end).collect();
        silent.push(second..end);
    }
    found.retain(|f| !silent.get(silent.partition_point(|tokens| tokens.end <= f.cue.head)).is_some_and(|t| t.contains(&f.cue.head)));
}

#[cfg(test)]
mod tests {
    use crate::attribution::forms::tests::check;

    #[test]
    fn a_quotation_goes_on_behind_a_participle() {
        let text = "“Every time you say that,” Roe said, referring to the excuse, “you help people who want to close the school.”";
        let first = "Roe | said | “Every time you say that,” ... “you help people who want to close the school.”";
        check(text, &[first, "Roe | referring to | the excuse"]);
    }

    #[test]
    fn a_report_goes_on_behind_words_between_dashes() {
        let text = "Roe said states break the treaty -- which all of them have signed -- when they close a port, claim entitlement to a strait, \
                    or threaten force.";
        let said = "states break the treaty -- which all of them have signed -- when they close a port, claim entitlement to a strait, or threaten force";
        check(text, &[&format!("Roe | said | {said}")]);
        // What comes behind them may be another sentence's worth.
        let text = "Roe said the port must open -- the harbour has been shut since May -- and Hill demanded a new vote.";
        check(text, &["Roe | said | the port must open -- the harbour has been shut since May", "Hill | demanded | a new vote"]);
        // What somebody else does meanwhile is none of what was said.
        let text = "Roe said the port must open -- which Oslo denies -- while Hill demanded a new vote.";
        check(text, &["Roe | said | the port must open -- which Oslo denies", "Hill | demanded | a new vote"]);
    }
}
