//! Interviews that are printed as questions and answers: "Q:" and "A:", names or initials with a colon, or questions that stand as
//! paragraphs of their own. Nothing in them is in quotation marks, and the interviewer's own questions are nobody's position.

use super::facts::{Facts, punct};
use super::{Attribution, Kind, Tier};
use crate::lexicon;
use crate::text::{Span, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// So many turns make an interview, and so many questions where only these tell.
const TURNS: usize = 4;
const QUESTIONS: usize = 3;
/// A name before a colon has so many words at most, a question so many tokens.
const NAME: usize = 5;
const QUESTION: usize = 70;
const SURE: f32 = 0.85;

/// What one of the two says until the other begins.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Turn {
    pub who: Who,
    /// The token where it begins, with the question where that is all that tells.
    pub start: usize,
    /// The label and its colon or stop, as ranges of tokens; `None` where a question stands before the answer.
    label: Option<(Range<usize>, usize)>,
    /// Ranges of tokens, one for each paragraph.
    pub said: Vec<Range<usize>>,
}

/// Whose turn it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Who {
    Asks,
    /// The one who is interviewed, whom the introduction names.
    Answers,
    /// Somebody by this label, a name or its initials.
    Labelled(String),
}

/// The turns of the interview that the text is, in text order; none where it is no interview. Linear in the text.
pub(crate) fn turns(text: &str, parsed: &Text) -> Vec<Turn> {
    let labelled = labelled(text, parsed);
    if labelled.is_empty() { unlabelled(text, parsed) } else { labelled }
}

/// Adds what is answered, each answer one attribution; what the models found in it that is only a part of it goes.
pub(super) fn answered(text: &str, parsed: &Text, facts: &Facts, found: &mut Vec<Attribution>) {
    let span = |tokens: &Range<usize>| Span { start: parsed.tokens[tokens.start].span.start, end: parsed.tokens[tokens.end - 1].span.end };
    let turns = turns(text, parsed);
    let colons: BTreeSet<Span> = turns.iter().filter_map(|turn| turn.label.as_ref()).map(|(_, at)| parsed.tokens[*at].span).collect();
    found.retain(|a| !a.cue.iter().any(|cue| colons.contains(cue)));
    // By where their contents begin, so that each answer is compared with those only that are found in it.
    let starts = |a: (usize, &Attribution)| a.1.content.iter().map(|c| (c.start, a.0)).collect::<Vec<_>>();
    let starts: BTreeSet<(u32, usize)> = found.iter().enumerate().flat_map(starts).collect();
    let within = |whole: Span| starts.range((whole.start, 0)..(whole.end, 0)).map(|(_, at)| *at);
    let mut gone = vec![false; found.len()];
    let mut answers = Vec::new();
    for turn in turns.iter().filter(|turn| turn.who != Who::Asks) {
        let quoted = |tokens: &Range<usize>| tokens.clone().all(|t| facts[t].quotation > 0 || facts.is(t, punct::STOP));
        let mut content: Vec<Span> = turn.said.iter().filter(|tokens| !quoted(tokens)).map(span).collect();
        // "It was hard, says Ann Roe": what is told of in the answer's own paragraph has its source already.
        let told = |a: &Attribution, whole: &Span| {
            let share = |spans: &[Span]| spans.iter().filter(|c| whole.contains(**c)).map(|c| c.len()).sum::<usize>();
            !a.source.is_empty() && !is_own(text, a) && (share(&a.content) + share(&a.source) + share(&a.cue)) * 2 > whole.len()
        };
        content.retain(|whole| !within(*whole).any(|at| told(&found[at], whole)));
        let (Some(first), Some(last)) = (content.first(), content.last()) else { continue };
        let whole = Span { start: first.start, end: last.end };
        for at in within(whole) {
            let a = &found[at];
            gone[at] |= whole.contains(a.extent()) && (a.source.is_empty() || is_own(text, a));
        }
        let label = turn.label.as_ref();
        answers.push(Attribution {
            kind: Kind::Indirect,
            tier: Tier::ReportedSpeech,
            source: label.map(|(name, _)| span(name)).into_iter().collect(),
            cue: label.map(|(_, at)| parsed.tokens[*at].span).into_iter().collect(),
            content,
            confidence: SURE,
        });
    }
    let mut gone = gone.into_iter();
    found.retain(|_| !gone.next().unwrap_or(false));
    found.extend(answers);
}

/// "I have promised": within an answer it is what is answered.
fn is_own(text: &str, attribution: &Attribution) -> bool {
    let own = |s: &Span| lexicon::interview_words().says(&s.of(text).to_lowercase(), "own");
    !attribution.source.is_empty() && attribution.source.iter().all(own)
}

/// The turns of paragraphs that begin with a label. One of the labels comes back, there are two who speak, and something is asked.
fn labelled(text: &str, parsed: &Text) -> Vec<Turn> {
    let word = |t: usize| parsed.tokens[t].span.of(text);
    let key = |name: &Range<usize>| name.clone().map(word).collect::<Vec<_>>().join(" ");
    let labels: Vec<Option<(Range<usize>, usize)>> = parsed.paragraphs.iter().map(|p| label(text, parsed, &p.tokens)).collect();
    let names: BTreeSet<String> = labels.iter().flatten().map(|(name, _)| key(name)).collect();
    // "NR:" is "Nadia Rahman:" again.
    let mut whole: BTreeMap<String, &String> = BTreeMap::new();
    let mut shared: BTreeSet<String> = BTreeSet::new();
    for name in &names {
        if whole.insert(initials(name), name).is_some() {
            shared.insert(initials(name));
        }
    }
    // Those that two names share are neither's.
    whole.retain(|initials, _| !shared.contains(initials));
    let who = |name: &Range<usize>| {
        let key = key(name);
        whole.get(&key).map_or(key, |name| (*name).clone())
    };
    // How often each speaks, and how often with a question.
    let mut spoken: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (paragraph, label) in parsed.paragraphs.iter().zip(&labels) {
        if let Some((name, _)) = label {
            let (times, asked) = spoken.entry(who(name)).or_default();
            *times += 1;
            *asked += usize::from(is_question(text, parsed, &paragraph.tokens));
        }
    }
    spoken.retain(|_, (times, _)| *times > 1);
    let all: usize = spoken.values().map(|(times, _)| times).sum();
    if spoken.len() < 2 || all < TURNS || spoken.values().all(|(_, asked)| *asked == 0) {
        return Vec::new();
    }
    // Whoever asks most often asks, though he may say thanks as well.
    let most = spoken.values().map(|(_, asked)| *asked).max().unwrap_or(0);
    let role = |name: String| {
        let words = lexicon::interview_words();
        let low = name.to_lowercase();
        match spoken.get(&name) {
            Some((times, asked)) if words.says(&low, "asks") || asked * 2 > *times || *asked == most => Some(Who::Asks),
            Some(_) if words.says(&low, "answers") => Some(Who::Answers),
            Some(_) => Some(Who::Labelled(name)),
            None => None,
        }
    };
    let mut out: Vec<Turn> = Vec::new();
    for (paragraph, label) in parsed.paragraphs.iter().zip(labels) {
        match label.and_then(|(name, at)| Some((role(who(&name))?, name, at))) {
            Some((who, name, at)) => {
                let said = Some(at + 1..paragraph.tokens.end).filter(|rest| !rest.is_empty()).into_iter().collect();
                out.push(Turn { who, start: name.start, label: Some((name, at)), said });
            }
            // What stands without a label goes on with what was said before.
            None => out.last_mut().into_iter().for_each(|turn| turn.said.push(paragraph.tokens.clone())),
        }
    }
    // The last answer ends where its paragraph does: behind it the page may go on.
    out.last_mut().into_iter().for_each(|turn| turn.said.truncate(1));
    out.retain(|turn| !turn.said.is_empty());
    out
}

/// The label that a paragraph begins with, and its colon or stop: "Nadia Rahman:", "NR:", "Q.". Three capitals and more are a transcript's.
fn label(text: &str, parsed: &Text, paragraph: &Range<usize>) -> Option<(Range<usize>, usize)> {
    let word = |t: usize| parsed.tokens[t].span.of(text);
    let letter = |t: usize| ["asks", "answers"].iter().any(|what| lexicon::interview_words().says(&word(t).to_lowercase(), what));
    let end = paragraph.clone().take(NAME + 1).find(|&t| word(t) == ":" || t == paragraph.start + 1 && word(t) == "." && letter(t - 1))?;
    let name = paragraph.start..end;
    let capital = |t: usize| word(t).starts_with(char::is_uppercase) || lexicon::name_particles().has(word(t));
    let whole = Span { start: parsed.tokens[name.start].span.start, end: parsed.tokens[end].span.start };
    let shouted = whole.len() > 3 && !whole.of(text).contains(char::is_lowercase);
    let page = lexicon::kickers().has(&whole.of(text).trim().to_lowercase());
    (!name.is_empty() && name.clone().all(capital) && !shouted && !page).then_some((name, end))
}

/// "Nadia Rahman": "NR".
fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    if words.len() < 2 { String::new() } else { words.iter().filter_map(|word| word.chars().next()).collect() }
}

/// Whether the paragraph ends with a question mark and nothing in it is quoted.
fn is_question(text: &str, parsed: &Text, tokens: &Range<usize>) -> bool {
    let word = |t: usize| parsed.tokens[t].span.of(text);
    let marks = |t: usize| word(t).contains(['“', '”', '"']);
    tokens.len() <= QUESTION && tokens.clone().next_back().is_some_and(|last| word(last) == "?") && !tokens.clone().any(marks)
}

/// Paragraphs that ask, with what stands between them: an interview where most answers speak of "I" or "we", and the questions of "you".
fn unlabelled(text: &str, parsed: &Text) -> Vec<Turn> {
    let asks: Vec<bool> = parsed.paragraphs.iter().map(|p| is_question(text, parsed, &p.tokens)).collect();
    if asks.iter().filter(|asks| **asks).count() < QUESTIONS {
        return Vec::new();
    }
    let mut out: Vec<Turn> = Vec::new();
    for (paragraph, asks) in parsed.paragraphs.iter().zip(asks) {
        match out.last_mut() {
            _ if asks => out.push(Turn { who: Who::Answers, start: paragraph.tokens.start, label: None, said: Vec::new() }),
            Some(turn) => turn.said.push(paragraph.tokens.clone()),
            None => {}
        }
    }
    out.last_mut().into_iter().for_each(|turn| turn.said.truncate(1));
    out.retain(|turn| !turn.said.is_empty());
    let word = |t: usize, what: &str| lexicon::interview_words().says(&parsed.tokens[t].span.of(text).to_lowercase(), what);
    let own = out.iter().filter(|turn| turn.said.iter().cloned().flatten().any(|t| word(t, "own"))).count();
    let asked = out.iter().filter(|turn| (turn.start..turn.said[0].start).any(|t| word(t, "other"))).count();
    if out.len() >= QUESTIONS && own * 3 >= out.len() * 2 && asked * 2 >= out.len() { out } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::super::forms::tests::{check, found};

    #[test]
    fn questions_and_answers_by_letters() {
        let text = "Ada Brook leads the council of Norwick.\n\nQ: Why is the pier closed?\n\nA: We found a crack. It must be mended \
                    first.\n\nQ: When will it open?\n\nA: I have promised that it will open in May.";
        check(text, &["A | : | We found a crack. It must be mended first.", "A | : | I have promised that it will open in May."]);
    }

    #[test]
    fn names_and_their_initials_before_a_colon() {
        let text = "Ada Brook leads the council of Norwick.\n\nTom Reed: Why is the pier closed?\n\nAda Brook: It has a crack.\n\nThe crack is \
                    long.\n\nTR: When will it open?\n\nAB: In May, and not a day later.";
        let expect = ["Ada Brook | : | It has a crack. ... The crack is long.", "AB | : | In May, and not a day later."];
        check(text, &expect);
    }

    #[test]
    fn questions_that_stand_alone() {
        let text = "Ada Brook leads the council of Norwick.\n\nWhy did you close the pier?\n\nWe found a crack in it.\n\nWhen will you open it?\n\n\
                    In May, I think.\n\nWho pays?\n\nWe all do, and my office most of all.\n\nThe pier was built in 1931.";
        let expect = [" |  | We found a crack in it.", " |  | In May, I think.", " |  | We all do, and my office most of all."];
        check(text, &expect);
    }

    #[test]
    fn what_explains_in_questions_is_no_interview() {
        let text =
            "Why is the pier closed?\n\nIt has a crack.\n\nWhen will it open?\n\nIt will open in May.\n\nWho pays?\n\nThe town does.";
        assert_eq!(found(text), [""; 0]);
    }

    #[test]
    fn a_list_with_colons_is_no_interview() {
        let text = "Pros: It is cheap and light.\n\nCons: It is slow and loud.\n\nPros: It has two doors.\n\nCons: It has no roof.";
        assert_eq!(found(text), [""; 0]);
    }
}
