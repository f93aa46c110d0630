//! What tells a position from a fact: the properties of a statement that the ranking weighs.

use super::index::names_of;
use super::leaning::Leaning;
use super::phrase::Words;
use super::stance::{self, CueStance};
use super::statement::Unit;
use super::{Side, Stance};
use crate::attribution::{Appraisal, Appraiser, Attribution, Kind, Tier};
use crate::block::Label;
use crate::lexicon;
use crate::model::named::Features;
use crate::speaker::{SpeakerKind, Speakers};
use crate::text::Tag;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What the article as a whole says of its words, speakers and sides.
pub(super) struct Context<'a> {
    pub words: &'a Words<'a>,
    pub appraiser: Appraiser<'a>,
    speakers: &'a Speakers,
    /// The last words of the names by which the article speaks of each side.
    pub last_names: Vec<BTreeSet<String>>,
    /// Where each name of a side is one, by its last word, with the side: a page may have thousands of sides.
    called: BTreeMap<String, Vec<(usize, String)>>,
    /// In how many sentences each content word stands.
    sentences: BTreeMap<String, usize>,
    /// The content words of the headline and the first paragraphs.
    lead: BTreeSet<String>,
    /// The words of the headline, in lower case; none where there is no headline.
    headline: BTreeSet<String>,
    /// The first sentence of the article itself, behind the headline.
    opening: Range<usize>,
    /// In how many attributions each content word stands, counted for each side of theirs, and in how many of each side.
    said: BTreeMap<String, (usize, BTreeMap<usize, usize>)>,
    /// Of what is said in the article, and of what each side says, the shares for something, against it and neither, by
    /// reporting words and form alone.
    pub leaning: [f32; 3],
    pub leanings: Vec<[f32; 3]>,
    /// The speaker of each side who is heard the most often.
    leaders: Vec<Option<usize>>,
    /// How many attributions each side has.
    of_side: Vec<usize>,
    /// For each side whether a name of it ends in a word of the headline.
    in_headline: Vec<bool>,
    /// Who is named at the beginning of a mention in the opening.
    in_opening: BTreeSet<usize>,
    /// The sides of each speaker, in order.
    pub sides_of: Vec<Vec<usize>>,
    attributions: usize,
}

/// One statement with what is known of it.
pub(super) struct Statement<'a> {
    pub attribution: &'a Attribution,
    /// How probably it is rightly labelled with who speaks.
    pub sure: f32,
    pub of: &'a [usize],
    pub cue: CueStance,
    pub form: Stance,
    pub unit: &'a Unit,
    pub appraisal: Appraisal,
    /// Its place among the statements of its attribution.
    pub place: usize,
    pub side: usize,
    pub firm: bool,
    pub joint: bool,
    /// The side, the speaker has said nothing before it.
    pub first_of_side: bool,
    pub first_of_speaker: bool,
    /// So many statements of its side stand before it.
    pub nth: usize,
    /// So many of these are for or against something.
    pub nth_taken: usize,
    /// The attribution right before it is the same speaker's and not far.
    pub goes_on: bool,
    /// The last stance that reporting words gave the speaker, in the attributions right before this one.
    pub before: Option<Stance>,
}

/// So many paragraphs are the lead.
const LEAD: usize = 3;

impl<'a> Context<'a> {
    pub fn new(words: &'a Words<'a>, attributions: &[Attribution], speakers: &'a Speakers, sides: &[Side]) -> Context<'a> {
        let mut sentences: BTreeMap<String, usize> = BTreeMap::new();
        for sentence in &words.parsed.sentences {
            let own: BTreeSet<String> = sentence.tokens.clone().filter(|&i| is_content(words, i)).map(|i| words.lower(i)).collect();
            own.into_iter().for_each(|word| *sentences.entry(word).or_default() += 1);
        }
        let lead = words.parsed.paragraphs.iter().take(LEAD).flat_map(|p| p.tokens.clone());
        let lead = lead.filter(|&i| is_content(words, i)).map(|i| words.lower(i)).collect();
        let heading = words.parsed.paragraphs.first().filter(|p| is_heading(words, p));
        let headline: BTreeSet<String> = heading.map_or(0..0, |p| p.tokens.clone()).map(|i| words.lower(i)).collect();
        let opening = words.parsed.paragraphs.iter().find(|p| !is_heading(words, p)).map_or(0..0, |p| words.sentence(p.tokens.start));
        let mut said: BTreeMap<String, (usize, BTreeMap<usize, usize>)> = BTreeMap::new();
        let mut sides_of: Vec<Vec<usize>> = vec![Vec::new(); speakers.list.len()];
        for (side, entry) in sides.iter().enumerate() {
            entry.speakers.iter().for_each(|&id| sides_of[id].push(side));
        }
        let (mut all, mut by_side) = ([0.0f32; 3], vec![[0.0f32; 3]; sides.len()]);
        for (attribution, of) in attributions.iter().zip(&speakers.of) {
            let content: Vec<Range<usize>> = attribution.content.iter().map(|c| words.tokens_in(*c)).collect();
            let stance = match stance::of_cue(words, attribution) {
                CueStance::Is(stance) => stance,
                _ => stance::of_content(words, &content, attribution.kind),
            };
            let leaning = Leaning::ALL.iter().position(|l| *l == Leaning::of(stance)).unwrap_or(2);
            all[leaning] += 1.0;
            let tokens = attribution.content.iter().flat_map(|c| words.tokens_in(*c));
            let own: BTreeSet<String> = tokens.filter(|&i| is_content(words, i)).map(|i| words.lower(i)).collect();
            for side in of.iter().flat_map(|&id| &sides_of[id]).copied().collect::<BTreeSet<usize>>() {
                by_side[side][leaning] += 1.0;
                for word in &own {
                    let entry = said.entry(word.clone()).or_default();
                    entry.0 += 1;
                    *entry.1.entry(side).or_default() += 1;
                }
            }
        }
        let names: Vec<BTreeSet<String>> = sides.iter().map(|side| names_of(words.text, speakers, side)).collect();
        let mut called: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
        for (side, name) in names.iter().enumerate().flat_map(|(side, names)| names.iter().map(move |name| (side, name))) {
            let last = name.rsplit(' ').next().unwrap_or(name);
            called.entry(last.to_owned()).or_default().push((side, name.clone()));
        }
        let last = |name: &String| name.rsplit(' ').next().unwrap_or(name).to_owned();
        let headed = |names: &BTreeSet<String>| names.iter().any(|name| headline.contains(&last_word(name)));
        let in_headline = names.iter().map(headed).collect();
        let leader = |side: &Side| side.speakers.iter().copied().max_by_key(|&id| (words.index.said(id).len(), std::cmp::Reverse(id)));
        let begin = words.index.begin_in(words.span(opening.clone())).filter(|m| opening.contains(&words.tokens_in(m.span).start));
        let in_opening = begin.map(|m| m.id).collect();
        Context {
            headline,
            opening,
            said,
            leaning: shares(all),
            leanings: by_side.into_iter().map(shares).collect(),
            leaders: sides.iter().map(leader).collect(),
            words,
            appraiser: Appraiser::new(words.text, words.parsed),
            speakers,
            in_headline,
            in_opening,
            sides_of,
            last_names: names.iter().map(|names| names.iter().map(last).collect()).collect(),
            called,
            sentences,
            lead,
            of_side: sides.iter().map(|side| words.index.said_by(&side.speakers).len()).collect(),
            attributions: speakers.of.iter().filter(|of| !of.is_empty()).count(),
        }
    }

    /// The names of other sides than `own` whose last word is among `lower`.
    pub fn others<'b>(&'b self, lower: &'b [String], own: usize) -> impl Iterator<Item = &'b str> {
        let called = lower.iter().filter_map(|word| self.called.get(word)).flatten();
        called.filter(move |(side, _)| *side != own).map(|(_, name)| name.as_str())
    }

    pub fn features(&self, statement: &Statement, side: &Side) -> Features {
        let mut out: Features = vec![("bias", 1.0)];
        self.form(statement, &mut out);
        self.wording(statement, &mut out);
        self.place(statement, &mut out);
        self.voice(statement, side, &mut out);
        let Appraisal { position, essential, astray, .. } = statement.appraisal;
        out.extend([
            ("appraised a position", position / 2.0),
            ("appraised essential", essential / 2.0),
            ("appraised astray", astray / 2.0),
        ]);
        out
    }

    /// Its cue, its stance, its length.
    fn form(&self, statement: &Statement, out: &mut Features) {
        let mut add = |name, is: bool| out.extend(is.then_some((name, 1.0)));
        let cue = match statement.cue {
            CueStance::Is(stance) => cue_name(stance),
            _ if statement.attribution.cue.is_empty() => "cue none",
            _ => "cue neutral",
        };
        add(cue, true);
        add(
            match statement.form {
                Stance::Demands => "form demands",
                Stance::Promises => "form promises",
                Stance::Denies => "form denies",
                Stance::Supports => "form supports",
                Stance::Opposes => "form opposes",
                Stance::Accuses => "form against",
                Stance::Warns => "form warns",
                Stance::Asserts => "form plain",
            },
            true,
        );
        let neutral = !matches!(statement.cue, CueStance::Is(_));
        let cue = super::leaning::cue_kind(self.words, statement.attribution);
        for name in ["cue claims", "cue reports", "cue thinks", "cue grants", "cue calls", "cue asks"] {
            add(name, neutral && cue.split(',').any(|kind| kind == name));
        }
        add("after a stance", neutral && statement.before.is_some());
        add("plain altogether", neutral && statement.form == Stance::Asserts);
        add("cue shown", statement.unit.with_cue);
        add("clause", statement.unit.finite);
        add("quoted", statement.attribution.kind == Kind::Direct);
        add("partly quoted", statement.attribution.kind == Kind::Mixed);
        add("attitude", statement.attribution.tier == Tier::Attitude);
        let count: usize = statement.unit.spans.iter().map(|s| s.of(self.words.text).split_whitespace().count()).sum();
        add("under 3 words", count < 3);
        add("under 7 words", count < 7);
        add("under 12 words", count < 12);
        add("over 30 words", count > 30);
        add("over 45 words", count > 45);
        add("later sentence", statement.place > 0);
        add("joint", statement.joint);
    }

    /// What its words are.
    fn wording(&self, statement: &Statement, out: &mut Features) {
        let words = self.words;
        let tokens: Vec<usize> = statement.unit.content.iter().flat_map(|t| t.clone()).collect();
        let lower: Vec<String> = tokens.iter().map(|&i| words.lower(i)).collect();
        let has = |list: &[&str]| lower.iter().any(|w| list.contains(&w.as_str()));
        let mut add = |name, is: bool| out.extend(is.then_some((name, 1.0)));
        let text: String = statement.unit.spans.iter().map(|s| s.of(words.text).to_lowercase()).collect::<Vec<_>>().join(" ");
        let named = self.others(&lower, statement.side).any(|name| !name.contains(' ') || text.contains(name));
        add("names another side", named);
        add("negated", lower.iter().any(|w| stance::is_negator(w)));
        add("must", has(&["must", "should", "need", "needs", "have", "ought"]) && statement.form == Stance::Demands);
        add("will", has(&["will", "’ll", "'ll", "going", "wo"]));
        // The month is no "may".
        let may = tokens.iter().any(|&i| words.tag(i) == Tag::Md && words.lower(i) == "may");
        add("would", may || has(&["would", "could", "might", "can"]));
        add("we", has(&["we", "our", "us"]));
        add("i", has(&["i", "my", "me"]));
        add("question", statement.unit.spans.last().is_some_and(|s| s.of(words.text).trim_end_matches(['”', '"']).ends_with('?')));
        let figures = tokens.iter().filter(|&&i| words.tag(i) == Tag::Cd).count();
        let dates = lower.iter().filter(|w| lexicon::logistics().get(w) == Some("date")).count();
        add("a figure", figures > 0);
        add("figures", figures + dates >= 2);
        add("a date", dates > 0);
        add("logistics", lower.iter().any(|w| lexicon::logistics().get(w) == Some("event")));
        add("harm", lower.iter().any(|w| lexicon::logistics().get(w) == Some("harm")));
        let main = tokens.iter().find(|&&i| words.tag(i).is_finite());
        add("past", main.is_some_and(|&i| words.tag(i) == Tag::Vbd));
        add("present", main.is_some_and(|&i| matches!(words.tag(i), Tag::Vbz | Tag::Vbp)));
        add("because", has(&["because", "since", "therefore", "if", "unless"]));
        add("compared", tokens.iter().any(|&i| matches!(words.tag(i), Tag::Jjr | Tag::Jjs | Tag::Rbr | Tag::Rbs)));
        let first = lower.iter().find(|w| w.starts_with(char::is_alphanumeric)).map_or("", String::as_str);
        add("begins with it", matches!(first, "it" | "this" | "that" | "these" | "those"));
        add("begins with a question", matches!(first, "how" | "what" | "whether" | "why" | "when" | "where" | "who"));
        add("begins with and", matches!(first, "and" | "but" | "so" | "or" | "because"));
        let judged = |kind| lower.iter().filter(|w| stance::look_up(lexicon::stance_words(), w) == Some(kind)).count().min(3) as f32;
        let (against, backing) = (judged("against"), judged("for"));
        out.push(("words against", against / 3.0));
        out.push(("words for", backing / 3.0));
        let content: BTreeSet<String> = tokens.iter().filter(|&&i| is_content(words, i)).map(|&i| words.lower(i)).collect();
        let share = |test: &dyn Fn(&String) -> bool| content.iter().filter(|w| test(w)).count() as f32 / content.len().max(1) as f32;
        out.push(("of the lead", share(&|w| self.lead.contains(w))));
        out.push(("of the matter", share(&|w| self.sentences.get(w).is_some_and(|&n| n >= 4))));
        out.push(("said nowhere else", share(&|w| self.sentences.get(w).is_none_or(|&n| n < 2))));
        let uttered = |w: &String| {
            let (all, by) = self.said.get(w)?;
            Some((*all, by.get(&statement.side).copied().unwrap_or(0)))
        };
        out.push(("said again by its side", share(&|w| uttered(w).is_some_and(|(_, own)| own > 1))));
        out.push(("said by other sides", share(&|w| uttered(w).is_some_and(|(all, own)| all > own))));
        let most = content.iter().filter_map(|w| self.sentences.get(w)).max().copied().unwrap_or(0);
        out.extend((most < 2).then_some(("nothing of the matter", 1.0)));
        let judged = |kind| tokens.iter().filter(|&&i| stance::judges(words, i) == Some(kind)).count().min(3) as f32;
        let (blames, praises) = (judged("blames"), judged("praises"));
        out.push(("blames", blames / 3.0));
        out.push(("praises", praises / 3.0));
        let mut add = |name, is: bool| out.extend(is.then_some((name, 1.0)));
        add("begins with he", matches!(first, "he" | "she" | "they"));
        add("begins with we", matches!(first, "we" | "our"));
        add("to do", lower.first().is_some_and(|w| w == "to") && tokens.get(1).is_some_and(|&i| words.tag(i) == Tag::Vb));
        add("contrast", has(&["but", "despite", "although", "though", "however", "rather", "instead", "than", "only"]));
        add("strong words", lower.iter().any(|w| lexicon::degree_words().says(w, "strong")));
        add("perhaps", may || has(&["might", "could", "perhaps", "likely", "probably", "possible"]));
        add("no verb", !tokens.iter().any(|&i| words.tag(i).is_verb()));
        let names = tokens.iter().filter(|&&i| words.tag(i).is_proper()).count();
        out.push(("share of names", names as f32 / tokens.len().max(1) as f32));
    }

    /// Where in the article it stands.
    fn place(&self, statement: &Statement, out: &mut Features) {
        let words = self.words;
        let start = statement.unit.spans.first().map_or(0, |s| s.start);
        let first = statement.unit.content.first().map_or(0, |t| t.start);
        out.push(("early", 1.0 - start as f32 / words.text.len().max(1) as f32));
        let paragraph = words.parsed.tokens.get(first).map(|_| words.parsed.paragraph_of(first));
        let heading = paragraph.and_then(|p| words.parsed.paragraphs.get(p)).is_some_and(|p| is_heading(words, p));
        out.extend(heading.then_some(("headline", 1.0)));
        out.extend(paragraph.is_some_and(|p| p < LEAD + 2).then_some(("lead", 1.0)));
        let mut add = |name, is: bool| out.extend(is.then_some((name, 1.0)));
        add("opening", self.opening.contains(&first));
        let cue = stance::whole_cue(words, statement.attribution).unwrap_or(0..0);
        add("cue in the present", cue.clone().any(|i| matches!(words.tag(i), Tag::Vbz | Tag::Vbp)));
        add("cue perfect", cue.start > 0 && matches!(words.lower(cue.start - 1).as_str(), "has" | "have" | "had"));
    }

    /// Who says it.
    fn voice(&self, statement: &Statement, side: &Side, out: &mut Features) {
        let share = |n: usize| n as f32 / self.attributions.max(1) as f32;
        let said = statement.of.iter().map(|&id| self.words.index.said(id).len()).max().unwrap_or(0);
        out.push(("share of the speaker", share(said)));
        out.push(("its side leans", 1.0 - self.leanings[statement.side][2]));
        out.push(("the article leans", 1.0 - self.leaning[2]));
        out.push(("share of the side", share(self.of_side[statement.side])));
        let mut add = |name, is: bool| out.extend(is.then_some((name, 1.0)));
        add("heard once", said < 2);
        add("side heard once", self.of_side[statement.side] < 2);
        add("side heard often", self.of_side[statement.side] > 4);
        add("several speakers", side.speakers.len() > 1);
        add("with evidence", side.evidence.iter().any(Option::is_some));
        add("state or party", statement.firm);
        add("first of its side", statement.first_of_side);
        add("third of its side or later", statement.nth > 1);
        add("fifth of its side or later", statement.nth > 3);
        add("first to take a stance", statement.nth_taken == 0);
        add("third to take a stance or later", statement.nth_taken > 1);
        add("fifth to take a stance or later", statement.nth_taken > 3);
        add("goes on", statement.goes_on);
        add("first of its speaker", statement.first_of_speaker);
        let by =
            |test: &dyn Fn(&crate::speaker::Speaker) -> bool| statement.of.iter().filter_map(|&id| self.speakers.list.get(id)).any(test);
        add("speaker of the opening", statement.of.iter().any(|id| self.in_opening.contains(id)));
        add("speaker of the headline", by(&|speaker| self.headline.contains(&last_word(&speaker.name))));
        add("side of the headline", self.in_headline[statement.side]);
        add("main voice of several", side.speakers.len() > 1 && self.leaders[statement.side].is_some_and(|id| statement.of.contains(&id)));
        let source = statement.attribution.source.first().map_or("", |s| s.of(self.words.text)).to_lowercase();
        add("no source", source.is_empty());
        add("source a pronoun", matches!(source.as_str(), "he" | "she" | "they" | "it" | "who" | "i" | "we"));
        add("source in full", source.split_whitespace().count() > 2);
        let kind = statement.of.first().and_then(|&id| self.speakers.list.get(id)).map(|s| s.kind);
        let by_profession = |id: &usize| self.speakers.list.get(*id).is_some_and(|s| self.is_learned(s));
        add("learned", !statement.of.is_empty() && statement.of.iter().all(by_profession));
        add("organisation", kind == Some(SpeakerKind::Organisation));
        add("group", kind == Some(SpeakerKind::Group));
        add("anonymous", matches!(kind, Some(SpeakerKind::Anonymous | SpeakerKind::Document)));
        out.push(("sure attribution", statement.attribution.confidence));
        out.push(("sure label", statement.sure));
    }
}

impl Context<'_> {
    /// Somebody whose role, or a body whose name is that of an observer: an economist, an institute.
    fn is_learned(&self, speaker: &crate::speaker::Speaker) -> bool {
        let role = speaker.role.map_or("", |r| r.of(self.words.text)).to_lowercase();
        let own = role.split(|c: char| !c.is_alphanumeric()).any(|w| lexicon::side_roles().get(w) == Some("voice"));
        let name = speaker.name.to_lowercase();
        let bodies = name.split(|c: char| !c.is_alphanumeric()).chain(role.split(|c: char| !c.is_alphanumeric()));
        own || { bodies }.any(|w| matches!(lexicon::side_bodies().get(w), Some("learned" | "voice")))
    }
}

/// The last word of `name`, in lower case.
fn last_word(name: &str) -> String {
    name.split_whitespace().last().map(str::to_lowercase).unwrap_or_default()
}

fn shares(counts: [f32; 3]) -> [f32; 3] {
    let all: f32 = counts.iter().sum();
    counts.map(|count| count / all.max(1.0))
}

fn cue_name(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "cue supports",
        Stance::Opposes => "cue opposes",
        Stance::Accuses => "cue accuses",
        Stance::Demands => "cue demands",
        Stance::Denies => "cue denies",
        Stance::Promises => "cue promises",
        Stance::Warns => "cue warns",
        Stance::Asserts => "cue neutral",
    }
}

/// A noun, a verb that says something, an adjective.
pub(super) fn is_content(words: &Words, token: usize) -> bool {
    let tag = words.tag(token);
    tag.is_noun()
        || tag.is_verb() && !matches!(words.lower(token).as_str(), "is" | "was" | "be" | "are" | "were" | "has" | "have" | "had" | "been")
        || tag.is_adjective()
}

/// A headline, or a line without an end to its sentence, which in plain text is one.
fn is_heading(words: &Words, paragraph: &crate::text::Paragraph) -> bool {
    let last = paragraph.span.of(words.text).trim_end().chars().next_back();
    paragraph.label == Label::Headline || last.is_some_and(|c| !matches!(c, '.' | '!' | '?' | '”' | '"' | '’' | ')' | ':' | '…'))
}
