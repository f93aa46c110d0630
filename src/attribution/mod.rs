//! Attributions: who is reported to have said, written, denied, demanded, thought what. The terms are the
//! field's: the source is reported by a cue to have expressed the content (Pareti, PARC and PolNeAR).

mod anonymous;
mod appraisal;
mod comment;
mod context;
mod cues;
mod ends;
mod facts;
mod forms;
mod headline;
pub(crate) mod interview;
mod issued;
mod judge;
mod listed;
mod marks;
mod message;
mod near;
mod network;
mod opening;
mod passive;
mod pointers;
mod posts;
mod quoted;
mod relayed;
mod second;
mod signed;
mod snap;
mod sources;
mod split;
mod stretches;
mod told;
#[cfg(feature = "train")]
pub mod train;
mod trained;
mod with;

use crate::text::{Span, Text};
pub use appraisal::{Appraisal, Appraiser};
use serde::Serialize;
use std::sync::OnceLock;
pub use trained::Models;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// All of the content stands in quotation marks.
    Direct,
    /// None of it does.
    Indirect,
    /// Some of it does.
    Mixed,
}

/// Shown by default, or only on demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tier {
    /// Said, wrote, according to, or anything in quotation marks.
    ReportedSpeech,
    /// Attitudes, plans, decrees, polls: even annotators find only two thirds of each other's.
    Attitude,
}

/// All spans are bytes of the article's text, sorted, not overlapping, not empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    pub kind: Kind,
    pub tier: Tier,
    /// The words that name the source; empty where none stands by the content.
    pub source: Vec<Span>,
    /// The words that report; empty for a quotation that stands alone.
    pub cue: Vec<Span>,
    /// What is reported, never empty; quotation marks included.
    pub content: Vec<Span>,
    /// The probability that this is an attribution with these parts, 0 to 1.
    pub confidence: f32,
}

impl Attribution {
    /// From the first byte of any part to the last of any.
    pub fn extent(&self) -> Span {
        let parts = || self.source.iter().chain(&self.cue).chain(&self.content);
        Span { start: parts().map(|s| s.start).min().unwrap_or(0), end: parts().map(|s| s.end).max().unwrap_or(0) }
    }

    /// "[The firm] was accused by residents [of lying]": all of it where one content stands before the cue, and the source behind it and
    /// before the rest. The contents alone say nothing there.
    pub fn whole_passive(&self) -> Option<Span> {
        let ([subject, .., last], [cue], [source]) = (&self.content[..], &self.cue[..], &self.source[..]) else { return None };
        let passive = subject.end <= cue.start && cue.end <= source.start && source.end <= last.start;
        passive.then_some(Span { start: subject.start, end: last.end })
    }

    /// What is reported, as it is read without what stands around it: a report in the passive whole, others without the "that" in front.
    pub fn read_alone(&self, text: &str) -> Vec<Span> {
        const THAT: &str = "that ";
        if let Some(whole) = self.whole_passive() {
            return vec![whole];
        }
        let mut spans = self.content.clone();
        if let Some(first) = spans.first_mut().filter(|first| first.of(text).starts_with(THAT)) {
            first.start += THAT.len() as u32;
        }
        spans
    }
}

/// The trained models that are built in; `src/model/README.md` tells where they come from.
static MODELS: &[u8] = include_bytes!("../model/attribution.bin");

/// The attributions of an article, in the order of their contents.
pub fn attributions(text: &str, parsed: &Text) -> Vec<Attribution> {
    static READ: OnceLock<Models<'static>> = OnceLock::new();
    attributions_with(text, parsed, READ.get_or_init(|| Models::read(MODELS)))
}

/// The attributions of an article by the models of `models`, in the order of their contents.
pub fn attributions_with(text: &str, parsed: &Text, models: &Models<'_>) -> Vec<Attribution> {
    let plain = anonymous::without_clauses(text, parsed);
    let mut found = trained::find(text, plain.as_ref().unwrap_or(parsed), models);
    sort(&mut found);
    found
}

/// Brings attributions into the order that the later stages expect: that of their contents.
pub fn sort(attributions: &mut [Attribution]) {
    attributions.sort_by_key(|a| (a.content.first().copied(), a.extent()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn what_is_read_alone_says_something() {
        let read = |text: &str| {
            let (_, article) = Article::from_text(text);
            let found = attributions(&article.text, &Text::parse(&article.text, &article.blocks()));
            found.first().map(|a| a.read_alone(text).iter().map(|span| span.of(text).to_owned()).collect::<Vec<_>>()).expect(text)
        };
        assert_eq!(read("Ada Brook said that the boats would be tied up."), ["the boats would be tied up"]);
        let passive = "The council was accused by residents of wasting money on the pier";
        assert_eq!(read(&format!("{passive}.")), [passive]);
    }

    #[test]
    fn according_to_somebody_is_reported_speech() {
        let (_, article) = Article::from_text("According to Ada Brook, 40 boats have been tied up in the harbour since May.");
        let found = attributions(&article.text, &Text::parse(&article.text, &article.blocks()));
        assert_eq!(found.iter().map(|a| a.tier).collect::<Vec<_>>(), [Tier::ReportedSpeech]);
    }
}
