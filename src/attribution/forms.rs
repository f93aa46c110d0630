//! What the form of a text tells for sure, whatever the models believe: contents end where quotations end, a
//! quotation goes on in the next paragraph, and a quotation that nobody took stands alone.

use super::comment::comments;
use super::ends::{cut_addressee, cut_front, cut_occasion};
use super::facts::{Facts, punct};
use super::headline::headlines;
use super::interview::answered;
use super::issued::issued;
use super::listed::listed;
use super::marks::Quotation;
use super::message::messages;
use super::opening::{is_of_dateline, without_opening};
use super::passive::passives;
use super::pointers::pointers;
use super::posts::posted;
use super::quoted::{adopt, said_once};
use super::relayed::relayed;
use super::second::second_cues;
use super::signed::{is_heading, signed, transcript};
use super::snap::{begin_with_the_mark, snap};
use super::sources::{addressed, behind_with, join_source, participles, quoted_as, received, share_sources};
use super::with::with_reports;
use super::{Attribution, Kind, Tier};
use crate::lexicon;
use crate::text::{Span, Tag, Text, Token, datelines};

/// A quotation of fewer words is as often a scare quote or a title.
pub(super) const MIN_QUOTED_WORDS: u32 = 3;

/// A report without a source stays where it is sooner right than wrong.
const SOURCELESS: f32 = 0.5;

/// Applies all rules; the order of `found` is that of the cues.
pub(super) fn apply(text: &str, parsed: &Text, facts: &Facts, found: &mut Vec<Attribution>) {
    let quotes = &facts.quotes[..];
    let datelines = datelines(text, parsed);
    for attribution in found.iter_mut() {
        snap(quotes, attribution);
        join_source(text, parsed, facts, attribution);
        begin_at_that(parsed, facts, attribution);
        cut_addressee(text, parsed, facts, attribution);
    }
    begin_with_the_mark(text, quotes, found);
    quoted_as(text, parsed, facts, found);
    passives(text, parsed, facts, found);
    issued(text, parsed, facts, found);
    with_reports(text, parsed, facts, found);
    comments(text, parsed, facts, found);
    messages(text, parsed, facts, found);
    signed(text, parsed, facts, found);
    transcript(text, parsed, facts, found);
    posted(text, parsed, found);
    found.retain(|a| !is_heading(text, a) && !is_of_dateline(parsed, &datelines, a));
    said_once(parsed, facts, found);
    found.sort_by_key(|a| (a.cue.first().or(a.content.first()).copied(), a.extent()));
    drop_repeated(parsed, found);
    adopt(text, parsed, facts, found);
    for attribution in found.iter_mut() {
        tidy(attribution);
        bridge(parsed, facts, attribution);
        cut_occasion(text, parsed, facts, attribution);
        cut_front(text, parsed, facts, attribution);
        without_opening(text, parsed, &datelines, &mut attribution.content);
        without_opening(text, parsed, &datelines, &mut attribution.source);
        // A mark is left over where source and cue stood.
        let empty = |t: &Token| {
            matches!(t.tag, Tag::In | Tag::Cc | Tag::To | Tag::Rp | Tag::Dt | Tag::PrpS) || !t.span.of(text).contains(char::is_alphanumeric)
        };
        // Neither is a preposition or an article that is left over a content of its own, unless it is quoted.
        let word = |piece: &Span| {
            let tokens = parsed.tokens_in(*piece);
            let quoted = tokens.clone().any(|t| facts[t].quotation > 0) && piece.of(text).contains(char::is_alphanumeric);
            quoted || !parsed.tokens.get(tokens).unwrap_or(&[]).iter().all(empty)
        };
        attribution.content.retain(|piece| word(piece) && !is_time(text, parsed, *piece));
    }
    pointers(text, parsed, facts, found);
    second_cues(text, parsed, facts, found);
    listed(text, parsed, facts, found);
    headlines(text, parsed, facts, found);
    relayed(text, parsed, facts, found);
    for attribution in found.iter_mut() {
        attribution.kind = kind_of(text, &attribution.content, quotes);
        if attribution.kind != Kind::Indirect {
            attribution.tier = Tier::ReportedSpeech;
        }
    }
    // What the rules added stands behind the others: who shares a source is told by the order of the cues.
    found.sort_by_key(|a| (a.cue.first().or(a.content.first()).copied(), a.extent()));
    share_sources(text, parsed, found);
    participles(parsed, facts, found);
    addressed(text, parsed, facts, found);
    received(text, parsed, facts, found);
    behind_with(text, parsed, facts, found);
    answered(text, parsed, facts, found);
    // A report without anybody who says it is wrong oftener than others; a quotation is worth showing without.
    let sure = |a: &Attribution| a.kind == Kind::Indirect && a.confidence >= SOURCELESS;
    let told = |a: &Attribution| !a.source.is_empty() || a.cue.is_empty() || a.kind == Kind::Direct || sure(a);
    found.retain(|a| !a.content.is_empty() && told(a));
}

/// The rules that look at one attribution alone, for training.
#[cfg(feature = "train")]
pub(super) fn fit(facts: &Facts, attribution: &mut Attribution) {
    snap(&facts.quotes, attribution);
    tidy(attribution);
}

/// "Roe told reporters in Leeds that ...": where and when it was said is no part of what was said.
fn begin_at_that(parsed: &Text, facts: &Facts, attribution: &mut Attribution) {
    const LONGEST: usize = 6;
    let (Some(content), Some(cue)) = (attribution.content.first_mut(), attribution.cue.last()) else { return };
    let tokens = parsed.tokens_in(*content);
    let begins = parsed.tokens.get(tokens.start).is_some_and(|t| t.tag == Tag::In && t.span.start >= cue.end);
    let before = |t: &usize| !facts.is(*t, punct::COMMA) && !facts[*t].is_verb() && facts[*t].quotation == 0;
    let that = tokens.clone().take(LONGEST).find(|&t| facts[t].that || !before(&t)).filter(|&t| facts[t].that);
    // "The office informs us that ...": nor is who is told.
    let told = parsed.tokens.get(tokens.start).is_some_and(|t| t.tag == Tag::Prp && t.span.start >= cue.end);
    let told = told && tokens.len() > 2 && facts[tokens.start + 1].that;
    if let Some(token) = Some(tokens.start + 1).filter(|t| told && tokens.contains(t)).and_then(|t| parsed.tokens.get(t)) {
        content.start = token.span.start;
        return;
    }
    // "In that case" is no border.
    let that = that.filter(|&t| begins && t > tokens.start + 1 && parsed.tokens.get(t - 1).is_some_and(|token| token.tag != Tag::In));
    if let Some(token) = that.and_then(|t| parsed.tokens.get(t)) {
        content.start = token.span.start;
    }
}

/// "The road is safe, Roe said today": what the model takes for content there is none.
fn is_time(text: &str, parsed: &Text, piece: Span) -> bool {
    let tokens = parsed.tokens.get(parsed.tokens_in(piece)).unwrap_or(&[]);
    tokens.iter().all(|token| lexicon::times().has(&token.span.of(text).to_lowercase()))
}

/// Two attributions of one content: the surer stays. "“It burned,” said Roe, the guard, said on Monday. “It stank.”": of two reports of
/// one source in one sentence the one that reports all that the other does.
fn drop_repeated(parsed: &Text, found: &mut Vec<Attribution>) {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by(|&a, &b| {
        found[a].content.cmp(&found[b].content).then(found[b].confidence.total_cmp(&found[a].confidence)).then(a.cmp(&b))
    });
    let mut drop = vec![false; found.len()];
    for pair in order.windows(2) {
        drop[pair[1]] = found[pair[0]].content == found[pair[1]].content;
    }
    let sentence = |a: &Attribution| a.cue.first().and_then(|cue| parsed.tokens.get(parsed.tokens_in(*cue).start)).map(|t| t.sentence);
    let holds = |whole: &Attribution, part: &Attribution| {
        let within = |list: &[Span], one: &Span| list.iter().any(|other| other.contains(*one));
        // "Roe said it rained and warned of floods": one of two reports is no part of the other.
        part.source == whole.source
            && sentence(whole) == sentence(part)
            && part.cue.iter().all(|cue| !within(&whole.content, cue))
            && part.content.iter().all(|c| within(&whole.content, c))
            && !whole.content.iter().all(|c| within(&part.content, c))
    };
    for at in 1..found.len() {
        let (one, other) = (&found[at - 1], &found[at]);
        drop[at - 1] |= holds(other, one);
        drop[at] |= holds(one, other);
    }
    let mut place = 0;
    found.retain(|_| {
        place += 1;
        !drop[place - 1]
    });
}

/// Sorts the parts, joins pieces of content that meet, and cuts what overlaps source or cue out of them.
fn tidy(attribution: &mut Attribution) {
    attribution.content.sort();
    let mut joined: Vec<Span> = Vec::new();
    for &span in &attribution.content {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    let others: Vec<Span> = attribution.cue.iter().chain(&attribution.source).copied().collect();
    for other in others {
        joined = joined
            .into_iter()
            .flat_map(|c| {
                if !c.overlaps(other) {
                    return [Some(c), None];
                }
                let before = Span { start: c.start, end: other.start };
                let after = Span { start: other.end, end: c.end };
                [Some(before).filter(|s| !s.is_empty()), Some(after).filter(|s| !s.is_empty())]
            })
            .flatten()
            .collect();
    }
    attribution.content = joined;
}

/// "I should speak [not] of luck": a few words that the models leave out within a sentence belong to it, unless they report or are
/// who speaks.
fn bridge(parsed: &Text, facts: &Facts, attribution: &mut Attribution) {
    const LONGEST: usize = 4;
    let others: Vec<Span> = attribution.cue.iter().chain(&attribution.source).copied().collect();
    let mut joined: Vec<Span> = Vec::new();
    for &span in &attribution.content {
        let here = parsed.tokens_in(span);
        match joined.last_mut() {
            Some(last) => {
                let gap = Span { start: last.end, end: span.start };
                let between = parsed.tokens_in(*last).end..here.start;
                let sentence = |t: usize| parsed.tokens.get(t).map(|token| token.sentence);
                let same = sentence(parsed.tokens_in(*last).start) == sentence(here.start);
                // What stands between two quotations is the narration's.
                let narrated = between.clone().any(|t| facts[t].quotation == 0)
                    && between.start > 0
                    && facts[between.start - 1].quotation > 0
                    && facts[here.start].quotation > 0;
                match same && between.len() <= LONGEST && !narrated && !others.iter().any(|other| other.overlaps(gap)) {
                    true => last.end = span.end,
                    false => joined.push(span),
                }
            }
            None => joined.push(span),
        }
    }
    attribution.content = joined;
}

/// Whether the words of `content` stand in quotation marks: 9 in 10 of them, none, or some.
pub(super) fn kind_of(text: &str, content: &[Span], quotes: &[Quotation]) -> Kind {
    let (mut inside, mut all) = (0usize, 0usize);
    for span in content {
        let mut quote = quotes.partition_point(|q| q.span.end <= span.start);
        let mut in_word = false;
        for (at, c) in span.of(text).char_indices() {
            let starts = c.is_alphanumeric() && !in_word;
            in_word = c.is_alphanumeric();
            if !starts {
                continue;
            }
            let at = span.start + at as u32;
            while quotes.get(quote).is_some_and(|q| q.span.end <= at) {
                quote += 1;
            }
            all += 1;
            inside += quotes.get(quote).is_some_and(|q| q.span.start <= at) as usize;
        }
    }
    match inside {
        0 => Kind::Indirect,
        n if n * 10 >= all * 9 => Kind::Direct,
        _ => Kind::Mixed,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::begin_at_that;
    use crate::article::Article;
    use crate::attribution::attributions;
    use crate::attribution::facts::facts;
    use crate::attribution::quoted::alone;
    use crate::text::{Span, Text};

    /// Each attribution as "source | cue | content ... content".
    pub(in crate::attribution) fn found(input: &str) -> Vec<String> {
        let (_, article) = Article::from_text(input);
        let parsed = Text::parse(input, &article.blocks());
        let words = |spans: &[Span]| spans.iter().map(|s| s.of(input)).collect::<Vec<_>>().join(" ... ");
        attributions(input, &parsed).iter().map(|a| format!("{} | {} | {}", words(&a.source), words(&a.cue), words(&a.content))).collect()
    }

    #[track_caller]
    pub(in crate::attribution) fn check(input: &str, expect: &[&str]) {
        assert_eq!(found(input), expect, "{input}");
    }

    #[test]
    fn direct_speech() {
        check(
            "“We will keep the bridge open,” Mayor Ada Brook said on Monday.",
            &["Mayor Ada Brook | said | “We will keep the bridge open,”"],
        );
        check("\"We lost a good year,\" said Tom Reed, a farmer.", &["Tom Reed, a farmer | said | \"We lost a good year,\""]);
        check(
            "“We lost a year,” Brook said. “We will not lose another one.”",
            &["Brook | said | “We lost a year,” ... “We will not lose another one.”"],
        );
    }

    #[test]
    fn indirect_speech() {
        check("The minister said that the bridge would stay open.", &["The minister | said | that the bridge would stay open"]);
        check("According to the ministry, the bridge will stay open.", &["the ministry | According to | the bridge will stay open"]);
    }

    #[test]
    fn where_it_was_said_is_no_content() {
        for (content, expect) in [
            ("in Leeds on Friday that the bridge would stay", "that the bridge would stay"),
            ("in that case it would stay", "in that case it would stay"),
        ] {
            let text = format!("Ada Brook said {content}.");
            let (_, article) = Article::from_text(&text);
            let parsed = Text::parse(&text, &article.blocks());
            let at = |piece: &str| text.find(piece).map(|from| Span::new(from, from + piece.len())).unwrap();
            let mut attribution = alone(at(content));
            attribution.cue = vec![at("said")];
            begin_at_that(&parsed, &facts(&text, &parsed), &mut attribution);
            assert_eq!(attribution.content[0].of(&text), expect);
        }
    }

    #[test]
    fn a_source_of_two_cues() {
        check(
            "Brook of Norwick called for “fair rules, not old ones,” and stressed that the law must apply to all.",
            &[
                "Brook of Norwick | called for | “fair rules, not old ones,”",
                "Brook of Norwick | stressed | that the law must apply to all",
            ],
        );
    }

    #[test]
    fn no_speech() {
        check("The bridge was built in 1931 and has two lanes.", &[]);
        check("The ship is called “Sea Rose” and the film “Two Rivers”.", &[]);
    }
}
