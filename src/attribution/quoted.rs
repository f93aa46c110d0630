//! Quotations that the models gave to nobody. Titles and names in quotation marks have no speaker.

use super::facts::{Facts, punct};
use super::forms::MIN_QUOTED_WORDS;
use super::near::Near;
use super::{Attribution, Kind, Tier};
use crate::lexicon;
use crate::text::{Span, Text};
use std::collections::BTreeMap;

/// Quotations that are in no content: each goes to an attribution near by that quotes, or stands alone.
pub(super) fn adopt(text: &str, parsed: &Text, facts: &Facts, found: &mut Vec<Attribution>) {
    let quotes = &facts.quotes[..];
    found.sort_by_key(Attribution::extent);
    let mut taken: Vec<(Span, usize)> = found.iter().enumerate().flat_map(|(at, a)| a.content.iter().map(move |c| (*c, at))).collect();
    taken.sort();
    // Contents may nest: the farthest end so far tells whether anything reaches into a quotation.
    let mut reach = Vec::with_capacity(taken.len());
    let mut farthest = 0;
    for (span, _) in &taken {
        farthest = farthest.max(span.end);
        reach.push(farthest);
    }
    let mut near = Near::of(found);
    let mut lone: Vec<Attribution> = Vec::new();
    // What took the last quotation of the paragraph before, and whether that one was left open.
    let mut last: Option<Owner> = None;
    let mut open = false;
    let mut paragraph_before = None;
    // The paragraph at hand is nothing but quotations.
    let mut lone_here = false;
    let mut dialogue = Dialogue::default();
    for quote in quotes {
        let before = taken.partition_point(|(c, _)| c.start < quote.span.end);
        let covered = before > 0 && reach[before - 1] > quote.span.start;
        let next = quote.paragraph > 0 && paragraph_before == Some(quote.paragraph - 1);
        if !(next || paragraph_before == Some(quote.paragraph)) {
            dialogue = Dialogue::default();
        }
        if paragraph_before != Some(quote.paragraph) {
            let next = parsed.paragraphs.get(quote.paragraph + 1).map_or(u32::MAX, |p| p.span.start);
            near.enter(found, Span { start: parsed.paragraphs[quote.paragraph].span.start, end: next });
            lone_here = lone_paragraph(parsed, facts, quote.paragraph);
        }
        let asks = asks(text, quote.span);
        // Whoever asked does not answer.
        let continues = match dialogue.next(asks).filter(|_| next && !open && lone_here) {
            Some(owner) => owner,
            None => last.filter(|_| next && (open || lone_here)),
        };
        let mut owner = None;
        if covered {
            let reaching = (0..before).rev().take_while(|&i| reach[i] > quote.span.start).map(|i| taken[i]);
            let holders = reaching.filter(|(c, at)| c.overlaps(quote.span) && near.is_here(*at));
            owner = holders.map(|(_, at)| (at, false)).min();
        } else if quote.words >= MIN_QUOTED_WORDS && !quote.title {
            owner = near.quoting(quote.span).map(|at| (at, false)).or(continues);
            match owner {
                Some((i, false)) => {
                    found[i].content.push(quote.span);
                    near.take(i, quote.span);
                }
                Some((i, true)) => lone[i].content.push(quote.span),
                // Words in marks within a sentence that nobody is known to say are as often no speech: a name, a term.
                None if !is_sentence(parsed, quote.span) => {}
                None => {
                    // "Roe called him a master. “He showed it again and again.”" is said by who was heard right before it.
                    let source = near.heard(quote.span).map_or_else(Vec::new, |i| found[i].source.clone());
                    lone.push(Attribution { source, ..alone(quote.span) });
                    owner = Some((lone.len() - 1, true));
                }
            }
        }
        let answer = |cue: &Span| cue.of(text).split(' ').any(|word| lexicon::asking().says(&word.to_lowercase(), "answers"));
        let answers = owner.is_some_and(|(i, lone)| !lone && found[i].cue.iter().any(answer));
        // A word or two in marks within a sentence are no line of a dialogue.
        let opens = parsed.paragraphs.get(quote.paragraph).is_some_and(|p| p.span.start == quote.span.start);
        if opens || quote.words >= MIN_QUOTED_WORDS {
            dialogue.hear(owner.map(|owner| Line { owner, asks, answers }));
        }
        (last, open, paragraph_before) = (owner, !quote.closed, Some(quote.paragraph));
    }
    told_later(parsed, facts, found, &mut lone);
    found.extend(lone);
}

/// Who took a quotation: a place among those found, or (`true`) among those that nobody else took.
type Owner = (usize, bool);

/// Two who speak by turns, in paragraphs that follow each other.
#[derive(Default)]
struct Dialogue {
    /// Who spoke last; and who did before, if it was somebody else.
    last: Option<Line>,
    other: Option<Line>,
}

/// What one of the two said.
#[derive(Clone, Copy)]
struct Line {
    owner: Owner,
    /// It ends with a question.
    asks: bool,
    /// It is reported by a word for an answer.
    answers: bool,
}

impl Dialogue {
    /// Who says a quotation that stands alone behind what these two said: the other one where the one before was a question, or where an
    /// answer is followed by a question (`asks`); nobody known where an answer is followed by anything else, which either may say.
    /// `None` where they do not ask and answer.
    fn next(&self, asks: bool) -> Option<Option<Owner>> {
        let last = self.last?;
        let other = self.other.map(|line| line.owner);
        let answered = last.answers || self.other.is_some_and(|line| line.asks);
        if last.asks || answered && asks {
            return Some(other);
        }
        answered.then_some(None)
    }

    fn hear(&mut self, line: Option<Line>) {
        let Some(line) = line else {
            *self = Dialogue::default();
            return;
        };
        if self.last.is_some_and(|last| last.owner != line.owner) {
            self.other = self.last;
        }
        self.last = Some(line);
    }
}

/// Whether a quotation ends with a question.
fn asks(text: &str, quote: Span) -> bool {
    quote.of(text).trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?').ends_with('?')
}

/// "“We lost a lot. ¶ “We will rebuild it,” Roe said": a quotation of nobody that is left open goes with the one that the next paragraph
/// begins with, whose source stands behind it.
fn told_later(parsed: &Text, facts: &Facts, found: &mut [Attribution], lone: &mut Vec<Attribution>) {
    // Who takes each quotation of which the source is told, and which quotation each of nobody ends with, by where these begin.
    let quote_at = |at: u32| facts.quotes.partition_point(|q| q.span.end <= at);
    let mut owners: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, attribution) in found.iter().enumerate().filter(|(_, a)| !a.source.is_empty()) {
        for content in &attribution.content {
            owners.entry(quote_at(content.start)).or_insert(at);
        }
    }
    let open = lone.iter().enumerate().filter(|(_, a)| a.source.is_empty());
    let ends: BTreeMap<usize, usize> = open.filter_map(|(at, a)| Some((quote_at(a.content.last()?.start), at))).collect();
    let mut gone = vec![false; lone.len()];
    for at in (1..facts.quotes.len()).rev() {
        let (open, next) = (&facts.quotes[at - 1], &facts.quotes[at]);
        let begins = parsed.paragraphs.get(next.paragraph).is_some_and(|p| parsed.tokens_in(next.span).start == p.tokens.start);
        if open.closed || next.paragraph != open.paragraph + 1 || !begins {
            continue;
        }
        if let (Some(&owner), Some(&told)) = (owners.get(&at), ends.get(&(at - 1))) {
            owners.extend(lone[told].content.iter().map(|content| (quote_at(content.start), owner)));
            found[owner].content.append(&mut lone[told].content);
            found[owner].content.sort();
            gone[told] = true;
        }
    }
    let mut gone = gone.into_iter();
    lone.retain(|_| !gone.next().unwrap_or(false));
}

/// "“It is wrong,” Roe said. “It is bad,” Hill said.": the first quotation has who says it in its own sentence, and is none of what the
/// cue of another sentence reports.
pub(super) fn said_once(parsed: &Text, facts: &Facts, found: &mut [Attribution]) {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); facts.quotes.len()];
    for (at, attribution) in found.iter().enumerate() {
        for content in &attribution.content {
            let from = facts.quotes.partition_point(|q| q.span.end <= content.start);
            let held = facts.quotes.iter().enumerate().skip(from).take_while(|(_, q)| q.span.start < content.end);
            held.filter(|(_, q)| content.contains(q.span)).for_each(|(quote, _)| holders[quote].push(at));
        }
    }
    let sentence = |t: usize| parsed.tokens.get(t).map(|token| token.sentence);
    for (quote, holders) in facts.quotes.iter().zip(holders).filter(|(_, holders)| holders.len() > 1) {
        let last = parsed.tokens_in(quote.span).end.saturating_sub(1);
        // The sentence of the cue, where it stands outside all quotations.
        let cue = |at: usize| {
            let token = found[at].cue.first().map(|cue| parsed.tokens_in(*cue).start);
            token.filter(|&t| facts[t].quotation == 0).map(|t| (t, sentence(t)))
        };
        let own = |at: usize| cue(at).is_some_and(|(token, its)| token > last && its == sentence(last) && !found[at].source.is_empty());
        let told = holders.iter().any(|&at| own(at));
        let apart = |at: &usize| told && cue(*at).is_some_and(|(_, its)| its != sentence(last)) && found[*at].content.len() > 1;
        // "“No,” Roe said. “Yes,” Hill said. “We need it.”": what goes on behind both is said by the nearer one.
        let begin = parsed.tokens_in(quote.span).start;
        let behind = |at: usize| cue(at).map(|(token, _)| token).filter(|&token| token < begin);
        let sure = |at: &&usize| found[**at].confidence >= 0.5;
        let nearest = holders.iter().filter(sure).filter_map(|&at| behind(at)).max();
        let farther = |at: &usize| !told && behind(*at).is_some_and(|token| Some(token) < nearest) && found[*at].content.len() > 1;
        let apart: Vec<usize> = holders.iter().copied().filter(|at| apart(at) || farther(at)).collect();
        for at in apart {
            found[at].content.retain(|content| *content != quote.span);
        }
    }
}

/// Whether a quotation begins and ends with sentences.
fn is_sentence(parsed: &Text, quote: Span) -> bool {
    let tokens = parsed.tokens_in(quote);
    let sentence = |t: usize| parsed.tokens.get(t).map(|token| token.sentence);
    let begins = tokens.start.checked_sub(1).and_then(sentence) != sentence(tokens.start);
    begins && tokens.end.checked_sub(1).and_then(sentence) != sentence(tokens.end)
}

/// Whether a paragraph is nothing but quotations: whoever was quoted before it goes on.
fn lone_paragraph(parsed: &Text, facts: &Facts, paragraph: usize) -> bool {
    let tokens = parsed.paragraphs.get(paragraph).and_then(|p| facts.tokens.get(p.tokens.clone())).unwrap_or(&[]);
    tokens.iter().all(|t| t.quotation > 0 || t.punct == punct::STOP)
}

pub(super) fn alone(span: Span) -> Attribution {
    Attribution { kind: Kind::Direct, tier: Tier::ReportedSpeech, source: vec![], cue: vec![], content: vec![span], confidence: 0.7 }
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::attribution::facts::facts;
    use crate::attribution::forms::tests::check;
    use crate::attribution::{Attribution, Kind};
    use crate::text::{Span, Text};

    #[test]
    fn a_paragraph_of_quotations_goes_on() {
        let text = "“We lost a good year,” Ada Brook said.\n\n“The next one will be better for all of us here.”";
        check(text, &["Ada Brook | said | “We lost a good year,” ... “The next one will be better for all of us here.”"]);
    }

    #[test]
    fn two_who_speak_by_turns() {
        let text =
            "“Did you see the car?” Ada Brook asked.\n\n“No,” Tom Reed answered.\n\n“But you heard it?”\n\n“I heard something that night.”";
        let expect = [
            "Ada Brook | asked | “Did you see the car?” ... “But you heard it?”",
            "Tom Reed | answered | “No,” ... “I heard something that night.”",
        ];
        check(text, &expect);
        let text = "“You closed the pier,” Ada Brook said.\n\n“It had a crack,” Tom Reed replied.\n\n“Then who will pay for it?”\n\n“The town will pay.”";
        let expect = [
            "Ada Brook | said | “You closed the pier,” ... “Then who will pay for it?”",
            "Tom Reed | replied | “It had a crack,” ... “The town will pay.”",
        ];
        check(text, &expect);
        // One who goes on with a question has not been asked.
        let text = "“We lost a good year,” Ada Brook said.\n\n“Who will pay for all of that?”";
        check(text, &["Ada Brook | said | “We lost a good year,” ... “Who will pay for all of that?”"]);
        // Who answers is not known.
        let text = "“Did you see the car?” Ada Brook asked.\n\n“I did not see a thing.”";
        check(text, &["Ada Brook | asked | “Did you see the car?”", " |  | “I did not see a thing.”"]);
    }

    #[test]
    fn a_quotation_over_paragraphs_whose_source_stands_in_the_last() {
        check(
            "“We lost a good year in this town.\n\n“We lost a bridge as well.\n\n“The next one will be better,” Ada Brook said.",
            &["Ada Brook | said | “We lost a good year in this town. ... “We lost a bridge as well. ... “The next one will be better,”"],
        );
    }

    #[test]
    fn a_colon_announces_the_next_paragraph() {
        let text = "Ada Brook said:\n\n“The next year will be better for all of us here.”\n\nThe bridge was built in 1931.";
        check(text, &["Ada Brook | said: | “The next year will be better for all of us here.”"]);
    }

    #[test]
    fn a_quotation_behind_a_report_has_its_source() {
        let text = "Ada Brook blamed the council for the closure. “They had ten years to repair that bridge of ours.”";
        let (_, article) = Article::from_text(text);
        let parsed = Text::parse(text, &article.blocks());
        let at = |piece: &str| text.find(piece).map(|start| Span::new(start, start + piece.len())).into_iter().collect::<Vec<_>>();
        let report = Attribution {
            kind: Kind::Indirect,
            source: at("Ada Brook"),
            cue: at("blamed"),
            ..super::alone(at("the council for the closure")[0])
        };
        let mut found = vec![report];
        super::adopt(text, &parsed, &facts(text, &parsed), &mut found);
        let sources: Vec<_> = found.iter().map(|a| a.source.clone()).collect();
        assert_eq!(sources, [at("Ada Brook"), at("Ada Brook")]);
    }

    #[test]
    fn what_nobody_took_is_speech_where_it_is_a_sentence() {
        let adopted = |text: &str| {
            let (_, article) = Article::from_text(text);
            let parsed = Text::parse(text, &article.blocks());
            let mut found = Vec::new();
            super::adopt(text, &parsed, &facts(text, &parsed), &mut found);
            found.len()
        };
        assert_eq!(adopted("“They had ten years to repair that bridge.”"), 1);
        assert_eq!(adopted("The repair of that bridge was “a long fight in the mud” for ten years."), 0);
        // A title is none, even as a paragraph of its own.
        let alone = |title: &str| adopted(&format!("The town showed a film on the bridge.\n\n{title}\n\nThe bridge was built in 1931."));
        assert_eq!(alone("“A Long Night by the Sea”"), 0);
        assert_eq!(alone("“A long night by the sea”"), 1);
    }

    #[test]
    fn a_quotation_has_who_says_it_in_its_own_sentence() {
        check(
            "Brook and Reed have criticised the council for the bridge. “It is wrong,” Reed said. “It is bad,” Brook said.",
            &[
                "Brook and Reed | have criticised | the council for the bridge",
                "Reed | said | “It is wrong,”",
                "Brook | said | “It is bad,”",
            ],
        );
    }
}
