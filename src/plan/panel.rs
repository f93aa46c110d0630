//! What the panel says: the sides (or, without sides, the speakers), what each holds in the article's own
//! words, on what they clash or agree, and who spoke most. Every statement is a list of spans of the
//! article, so that nothing can be said that the article does not say.

use crate::attribution::Tier;
use crate::side::{ELLIPSIS, Position, Relation, Side, Stance};
use crate::speaker::{Speaker, SpeakerId, SpeakerKind};
use crate::text::Span;
use crate::{Analysis, Note};

/// How many colours there are for sides; the groups after these are neutral.
pub const SLOTS: usize = 6;

/// How many statements of a group stand there at once; the others wait behind "more".
const SHOWN: usize = 4;

/// Statements of a speaker without positions: so many of the quotations are listed.
const QUOTED: usize = 6;

/// The colour of a group: one of `SLOTS`, or neutral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tint {
    Slot(usize),
    Neutral,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrangement {
    /// At least two parties have evidence in the article.
    BySide,
    /// Several voices, but not two parties.
    BySpeaker,
    OneVoice,
    #[default]
    NobodyQuoted,
    OtherLanguage,
    NoArticle,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Panel {
    /// The matter in a line: the headline of the article, else the title of the page.
    pub headline: String,
    pub arrangement: Arrangement,
    pub groups: Vec<Group>,
    /// Those who belong to no party; empty unless the arrangement is by side.
    pub voices: Vec<Group>,
    pub issues: Vec<IssueRow>,
    /// Whose words fill most of the article: falling, speakers with no words left out.
    pub shares: Vec<Share>,
    /// How many attributions tell of an attitude or a plan, whether or not they are shown.
    pub attitudes: usize,
}

/// A side, or a speaker where there are no sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub title: String,
    pub tint: Tint,
    /// Tells the group apart without colour; `None` for other voices.
    pub letter: Option<char>,
    pub speakers: Vec<Voice>,
    /// Essential first.
    pub lines: Vec<Line>,
    pub more: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Voice {
    pub speaker: SpeakerId,
    pub name: String,
    pub role: Option<Span>,
    /// The role is that of several at once.
    pub shares_role: bool,
    /// The words that put the speaker on this side.
    pub evidence: Option<Span>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub spans: Vec<Span>,
    /// `None` for a quotation that is no position.
    pub stance: Option<Stance>,
    pub target: Option<Span>,
    /// An index into the article's attributions.
    pub attribution: usize,
    pub speakers: Vec<SpeakerId>,
    /// Names of speakers outside the group who say the same with it.
    pub jointly: Vec<String>,
    /// The same said elsewhere in other words: stretches, and the attribution.
    pub merged: Vec<(Vec<Span>, usize)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct IssueRow {
    pub label: Span,
    pub relation: Relation,
    /// The words that say that the sides agree or differ.
    pub evidence: Span,
    /// Those who hold the position, as places in `groups`, each once.
    pub groups: Vec<usize>,
    /// Whom they differ from or agree with; empty where `groups` agree among themselves.
    pub towards: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    pub speaker: SpeakerId,
    pub name: String,
    pub words: usize,
    pub tint: Tint,
}

impl Line {
    /// The statement as it is shown: verbatim, an ellipsis in each gap.
    pub fn statement(&self, text: &str) -> String {
        self.spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(ELLIPSIS)
    }
}

impl Panel {
    /// Without `attitudes` it tells of reported speech only.
    pub fn new(analysis: &Analysis, attitudes: bool) -> Panel {
        let of_attitude = analysis.attributions.iter().filter(|attribution| attribution.tier == Tier::Attitude).count();
        let mut panel = Panel { headline: headline(analysis), attitudes: of_attitude, ..Panel::default() };
        if analysis.notes.contains(&Note::NoArticle) {
            panel.arrangement = Arrangement::NoArticle;
            return panel;
        }
        let shares = words_spoken(analysis);
        let sides: Vec<(usize, &Side)> =
            analysis.sides.list.iter().enumerate().filter(|(_, side)| speaks(analysis, side, &shares, attitudes)).collect();
        let parties = sides.iter().filter(|(_, side)| is_party(analysis, side)).count();
        let by_side = parties >= 2 && analysis.sides.by_side();
        // For each side of the analysis its place in `groups`.
        let mut place = vec![None; analysis.sides.list.len()];
        for (id, side) in sides {
            let group = group(analysis, side, attitudes);
            if by_side && !is_party(analysis, side) {
                panel.voices.push(Group { tint: Tint::Neutral, letter: None, ..group });
            } else {
                place[id] = Some(panel.groups.len());
                panel.groups.push(panel.dressed(group));
            }
        }
        for (id, speaker) in analysis.speakers.list.iter().enumerate() {
            if shares[id] == 0 || analysis.sides.of(id).is_some() {
                continue;
            }
            let voice = voice(analysis, id, speaker, None);
            let (lines, more) = quotations(analysis, &[id]);
            let group = Group { title: speaker.name.clone(), tint: Tint::Neutral, letter: None, speakers: vec![voice], lines, more };
            if by_side {
                panel.voices.push(group);
            } else {
                panel.groups.push(panel.dressed(group));
            }
        }
        panel.arrangement = match panel.groups.len() + panel.voices.len() {
            0 if analysis.notes.contains(&Note::OtherLanguage) => Arrangement::OtherLanguage,
            0 => Arrangement::NobodyQuoted,
            1 => Arrangement::OneVoice,
            _ if by_side => Arrangement::BySide,
            _ => Arrangement::BySpeaker,
        };
        panel.issues = issues(analysis, &place);
        panel.shares = panel.ranked(analysis, &shares);
        panel
    }

    /// The colour of what `speakers` say together: that of the first one's group.
    pub fn tint(&self, speakers: &[SpeakerId]) -> Tint {
        let first = speakers.first();
        let with = |group: &&Group| group.speakers.iter().any(|voice| Some(&voice.speaker) == first);
        self.groups.iter().find(with).map_or(Tint::Neutral, |group| group.tint)
    }

    /// The letter of the group of the first of `speakers`.
    pub fn letter(&self, speakers: &[SpeakerId]) -> Option<char> {
        let first = speakers.first();
        self.groups.iter().find(|group| group.speakers.iter().any(|voice| Some(&voice.speaker) == first))?.letter
    }

    /// The next letter and colour for `group`.
    fn dressed(&self, group: Group) -> Group {
        let at = self.groups.len();
        let tint = if at < SLOTS { Tint::Slot(at) } else { Tint::Neutral };
        let letter = u8::try_from(at).ok().filter(|&at| at < 26).map(|at| char::from(b'A' + at));
        Group { tint, letter, ..group }
    }

    fn ranked(&self, analysis: &Analysis, words: &[usize]) -> Vec<Share> {
        let mut shares: Vec<Share> = analysis
            .speakers
            .list
            .iter()
            .zip(words)
            .enumerate()
            .filter(|(_, (_, words))| **words > 0)
            .map(|(id, (speaker, &words))| Share { speaker: id, name: speaker.name.clone(), words, tint: self.tint(&[id]) })
            .collect();
        shares.sort_by_key(|share| (std::cmp::Reverse(share.words), share.speaker));
        shares
    }
}

/// The words around a piece of evidence, for a reader to see what they say: to the ends of its clause, a few words
/// before and after.
pub fn around(text: &str, span: Span) -> Span {
    const WORDS: usize = 5;
    let stops = |c: char| matches!(c, '\n' | '.' | '!' | '?' | ';' | '“' | '”' | '"');
    let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
    let mut start = before.len();
    for _ in 0..WORDS {
        let rest = before[..start].trim_end();
        let word = rest.rfind(char::is_whitespace).map_or(0, |at| at + rest[at..].chars().next().map_or(1, char::len_utf8));
        if rest.is_empty() || before[rest.len()..start].contains('\n') || rest[word..].contains(stops) {
            break;
        }
        start = word;
    }
    let mut end = 0;
    for _ in 0..WORDS {
        let rest = &after[end..];
        let word = rest.trim_start();
        let gap = rest.len() - word.len();
        let long = word.find(char::is_whitespace).unwrap_or(word.len());
        // A word may follow at once: a comma, the end of a bracket.
        if long == 0 || rest[..gap].contains('\n') {
            break;
        }
        let stop = word[..long].find(stops);
        end += gap + stop.unwrap_or(long);
        if stop.is_some() {
            break;
        }
    }
    Span { start: start as u32, end: span.end + end as u32 }
}

fn headline(analysis: &Analysis) -> String {
    analysis.article.headline.clone().unwrap_or_else(|| analysis.title.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The words of reported speech of each speaker; those of a joint statement count for each who makes it.
fn words_spoken(analysis: &Analysis) -> Vec<usize> {
    let mut words = vec![0; analysis.speakers.list.len()];
    for (attribution, of) in analysis.attributions.iter().zip(&analysis.speakers.of) {
        if attribution.tier != Tier::ReportedSpeech {
            continue;
        }
        let count: usize = attribution.content.iter().map(|span| span.of(&analysis.article.text).split_whitespace().count()).sum();
        for &id in of {
            if let Some(sum) = words.get_mut(id) {
                *sum += count;
            }
        }
    }
    words
}

/// A side with nothing to show stays out of the panel.
fn speaks(analysis: &Analysis, side: &Side, words: &[usize], attitudes: bool) -> bool {
    side.positions.iter().any(|position| is_told(analysis, position.attribution, attitudes))
        || side.speakers.iter().any(|&id| id < analysis.speakers.list.len() && words[id] > 0)
}

fn is_told(analysis: &Analysis, attribution: usize, attitudes: bool) -> bool {
    attitudes || analysis.attributions.get(attribution).is_some_and(|attribution| attribution.tier == Tier::ReportedSpeech)
}

/// A party is put together by the article's own words, or is by itself more than one person: an organisation, or
/// a group with a name of its own. "Several", "one resident", "a video" are voices.
fn is_party(analysis: &Analysis, side: &Side) -> bool {
    let body = |id: &SpeakerId| {
        let speaker = analysis.speakers.list.get(*id);
        speaker.is_some_and(|speaker| {
            let named = speaker.name.split(' ').any(|word| word.starts_with(char::is_uppercase));
            matches!(speaker.kind, SpeakerKind::Organisation | SpeakerKind::Group) && named
        })
    };
    let put = side.evidence.iter().any(Option::is_some) || side.speakers.len() > 1 || side.speakers.iter().any(body);
    put && side.confidence >= crate::side::SHOWN
}

fn voice(analysis: &Analysis, id: SpeakerId, speaker: &Speaker, evidence: Option<Span>) -> Voice {
    let role = speaker.role_beside_name(&analysis.article.text);
    Voice { speaker: id, name: speaker.name.clone(), role, shares_role: speaker.shares_role, evidence }
}

fn group(analysis: &Analysis, side: &Side, attitudes: bool) -> Group {
    // Who is left without a label is not worth a line beside those who have one.
    let says = |id: SpeakerId| analysis.speakers.of.iter().any(|of| of.contains(&id));
    let silent = !side.speakers.iter().any(|&id| says(id));
    let voices = side.speakers.iter().enumerate().filter(|(_, id)| silent || says(**id)).filter_map(|(at, &id)| {
        let speaker = analysis.speakers.list.get(id)?;
        let evidence = side.evidence.get(at).copied().flatten();
        Some(voice(analysis, id, speaker, evidence))
    });
    let (mut lines, mut more) = (Vec::new(), Vec::new());
    for position in side.positions.iter().filter(|position| is_told(analysis, position.attribution, attitudes)) {
        let line = line(analysis, side, position, attitudes);
        if position.essential && lines.len() < SHOWN { lines.push(line) } else { more.push(line) }
    }
    // No position is called essential: the first ones have to do.
    if lines.is_empty() {
        lines = more.drain(..more.len().min(2)).collect();
    }
    if lines.is_empty() {
        (lines, more) = quotations(analysis, &side.speakers);
    }
    Group { title: side.label.clone(), tint: Tint::Neutral, letter: None, speakers: voices.collect(), lines, more }
}

fn line(analysis: &Analysis, side: &Side, position: &Position, attitudes: bool) -> Line {
    let merged = position.merged.iter().filter(|&&(_, attribution)| is_told(analysis, attribution, attitudes));
    let others = position.speakers.iter().filter(|id| !side.speakers.contains(id));
    Line {
        spans: position.spans.clone(),
        stance: Some(position.stance),
        target: position.target,
        attribution: position.attribution,
        speakers: position.speakers.clone(),
        jointly: others.filter_map(|&id| analysis.speakers.list.get(id)).map(|speaker| speaker.name.clone()).collect(),
        merged: merged.cloned().collect(),
    }
}

/// What `speakers` are reported to have said, for those who have no positions: the first, and the rest.
fn quotations(analysis: &Analysis, speakers: &[SpeakerId]) -> (Vec<Line>, Vec<Line>) {
    let said = analysis.attributions.iter().zip(&analysis.speakers.of).enumerate();
    let mut first: Vec<Line> = said
        .filter(|(_, (attribution, of))| attribution.tier == Tier::ReportedSpeech && of.iter().any(|id| speakers.contains(id)))
        .take(QUOTED)
        .map(|(index, (attribution, of))| Line {
            spans: attribution.read_alone(&analysis.article.text),
            stance: None,
            target: None,
            attribution: index,
            speakers: of.clone(),
            jointly: Vec::new(),
            merged: Vec::new(),
        })
        .collect();
    let more = first.split_off(first.len().min(1));
    (first, more)
}

fn issues(analysis: &Analysis, place: &[Option<usize>]) -> Vec<IssueRow> {
    let mut rows = Vec::new();
    for issue in &analysis.sides.issues {
        let placed = |sides: &mut dyn Iterator<Item = usize>| {
            let mut groups: Vec<usize> = sides.filter_map(|side| place.get(side).copied().flatten()).collect();
            groups.sort_unstable();
            groups.dedup();
            groups
        };
        let holds = issue.positions.iter().map(|&(side, _)| side).filter(|side| !issue.others.contains(side));
        let groups = placed(&mut holds.into_iter());
        let towards = placed(&mut issue.others.iter().copied());
        // A clash or an agreement of one side with nobody is not worth a line.
        let two = if issue.others.is_empty() { groups.len() > 1 } else { !groups.is_empty() && !towards.is_empty() };
        if two {
            rows.push(IssueRow { label: issue.label, relation: issue.relation, evidence: issue.evidence, groups, towards });
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_no_positions_is_quoted_without_a_that() {
        let analysis = crate::analyze_text("The pier was built in 1931. A visitor said that it was a windy day.");
        let panel = Panel::new(&analysis, false);
        let spans = panel.groups.iter().flat_map(|group| &group.lines).flat_map(|line| &line.spans);
        assert_eq!(spans.map(|s| s.of(&analysis.article.text)).collect::<Vec<_>>(), ["it was a windy day"]);
    }

    #[test]
    fn evidence_is_shown_with_the_words_around_it() {
        let check = |text: &str, words: &str, expect: &str| {
            let start = text.find(words).unwrap();
            assert_eq!(around(text, Span::new(start, start + words.len())).of(text), expect);
        };
        let text = "VARN\n\nThe vote is off. Later on Monday the U.S. envoy Ada Brook told the council that it would wait.\n\nMore";
        check(text, "U.S. envoy", "Later on Monday the U.S. envoy Ada Brook told the council");
        check(text, "wait", "the council that it would wait");
        check("Brook", "Brook", "Brook");
        check("Ann — Brook’s aide — left", "Brook’s aide", "Ann — Brook’s aide — left");
    }
}
