//! What leaves: schema 1 as JSON, and tables and documents made from it. The command line, the export button
//! and the tests share it.

pub mod csv;
pub mod markdown;

use crate::attribution::Kind;
use crate::block::{Label, Reason};
use crate::side::{Issue, Relation, Stance};
use crate::speaker::SpeakerKind;
use crate::text::{ScalarOffsets, Span};
use crate::{Analysis, Note};
use serde::Serialize;

/// A half-open range of Unicode scalar values of `article.text`.
pub type ScalarSpan = [u32; 2];

#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub schema: u32,
    pub id: String,
    pub url: String,
    pub language: String,
    pub title: String,
    pub blocks: Vec<ReportBlock>,
    pub article: ReportArticle,
    pub attributions: Vec<ReportAttribution>,
    pub speakers: Vec<ReportSpeaker>,
    pub sides: Vec<ReportSide>,
    pub issues: Vec<ReportIssue>,
    pub notes: Vec<Note>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ReportBlock {
    pub id: usize,
    pub label: Label,
    pub reason: Option<Reason>,
    pub text: String,
    pub confidence: f64,
}

#[derive(Clone, Debug, Serialize)]
pub struct ReportArticle {
    pub text: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct ReportAttribution {
    pub id: usize,
    pub kind: Kind,
    pub source: Vec<ScalarSpan>,
    pub cue: Vec<ScalarSpan>,
    pub content: Vec<ScalarSpan>,
    /// The first of `speakers`.
    pub speaker: Option<usize>,
    /// All who say it: several where the source is joint, "A and B said"; empty where it stays open.
    pub speakers: Vec<usize>,
    pub confidence: f64,
    /// How sure it is that the content is rightly labelled with `speakers`; 0 without one.
    pub label_confidence: f64,
}

/// Stands before a role that is written of several at once, wherever it is shown; ours, not the article's.
pub const ONE_OF: &str = "one of the ";

#[derive(Clone, Debug, Serialize)]
pub struct ReportSpeaker {
    pub id: usize,
    pub name: String,
    pub kind: SpeakerKind,
    pub role: Option<String>,
    /// The role is written of several at once: "the ministers of Peru and Chile".
    pub shares_role: bool,
    pub side: Option<usize>,
    pub mentions: Vec<ScalarSpan>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ReportSide {
    pub id: usize,
    pub label: String,
    pub speakers: Vec<usize>,
    /// For each of `speakers`, the words of the article that put it on this side; `null` for a side by itself.
    pub evidence: Vec<Option<ScalarSpan>>,
    pub confidence: f64,
    pub positions: Vec<ReportPosition>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ReportPosition {
    pub id: usize,
    pub statement: String,
    pub spans: Vec<ScalarSpan>,
    pub stance: Stance,
    pub target: Option<String>,
    pub attribution: usize,
    pub issue: Option<usize>,
    /// How probably it is a position of this side, 0 to 1.
    pub confidence: f64,
}

#[derive(Clone, Debug, Serialize)]
pub struct ReportIssue {
    pub id: usize,
    pub label: String,
    pub relation: Relation,
    /// The sides that agree or differ, those too that have no position of their own on it.
    pub sides: Vec<usize>,
    pub positions: Vec<usize>,
}

/// The word that the JSON has for a value of one of the enums.
pub(crate) fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// Cuts pieces out of the article's text by scalar offsets, in constant time for each after one pass.
struct Cutter<'t> {
    text: &'t str,
    /// The byte at which each scalar value starts, and the end of the text.
    bytes: Vec<usize>,
}

impl<'t> Cutter<'t> {
    fn new(text: &'t str) -> Self {
        let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { text, bytes }
    }

    /// The pieces with an ellipsis in each gap.
    fn join(&self, spans: &[ScalarSpan]) -> String {
        let cut = |s: &ScalarSpan| self.text.get(*self.bytes.get(s[0] as usize)?..*self.bytes.get(s[1] as usize)?);
        spans.iter().filter_map(cut).collect::<Vec<_>>().join(crate::side::ELLIPSIS)
    }
}

/// Two decimals, so that a report does not differ by the last bit of a float.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}

impl Report {
    /// The report on `analysis` under the name `id`.
    pub fn new(id: &str, analysis: &Analysis) -> Report {
        let text = &analysis.article.text;
        let offsets = ScalarOffsets::new(text);
        let span = |s: &Span| [offsets.at(text, s.start as usize), offsets.at(text, s.end as usize)];
        let spans = |list: &[Span]| list.iter().map(span).collect::<Vec<_>>();

        let labelled = analysis.attributions.iter().zip(&analysis.speakers.of).zip(&analysis.speakers.sure).enumerate();
        let attributions = labelled
            .map(|(id, ((attribution, of), sure))| ReportAttribution {
                id,
                kind: attribution.kind,
                source: spans(&attribution.source),
                cue: spans(&attribution.cue),
                content: spans(&attribution.content),
                speaker: of.first().copied(),
                speakers: of.clone(),
                confidence: rounded(attribution.confidence),
                label_confidence: rounded(*sure),
            })
            .collect();

        let mut next_position = 0;
        let mut position_ids = Vec::new();
        let mut sides = Vec::new();
        for (id, side) in analysis.sides.list.iter().enumerate() {
            position_ids.push(next_position);
            let positions = side
                .positions
                .iter()
                .map(|position| {
                    next_position += 1;
                    ReportPosition {
                        id: next_position - 1,
                        statement: position.statement(text),
                        spans: spans(&position.spans),
                        stance: position.stance,
                        target: position.target.map(|t| t.of(text).to_owned()),
                        attribution: position.attribution,
                        issue: position.issue,
                        confidence: rounded(position.confidence),
                    }
                })
                .collect();
            sides.push(ReportSide {
                id,
                label: side.label.clone(),
                speakers: side.speakers.clone(),
                evidence: side.evidence.iter().map(|words| words.as_ref().map(span)).collect(),
                confidence: rounded(side.probability()),
                positions,
            });
        }

        // A side may be named as a party to a dispute without a position of its own in it: `sides` names all of them.
        let parties = |issue: &Issue| {
            let mut sides: Vec<usize> = issue.positions.iter().map(|(side, _)| *side).chain(issue.others.iter().copied()).collect();
            sides.sort_unstable();
            sides.dedup();
            sides
        };

        Report {
            schema: 1,
            id: id.to_owned(),
            url: analysis.url.clone(),
            language: analysis.language.clone(),
            title: analysis.title.clone(),
            blocks: analysis
                .blocks
                .iter()
                .enumerate()
                .map(|(id, b)| ReportBlock {
                    id,
                    label: b.label,
                    reason: b.reason,
                    text: b.text.clone(),
                    confidence: rounded(b.confidence),
                })
                .collect(),
            article: ReportArticle { text: text.clone() },
            attributions,
            speakers: analysis
                .speakers
                .list
                .iter()
                .enumerate()
                .map(|(id, s)| ReportSpeaker {
                    id,
                    name: s.name.clone(),
                    kind: s.kind,
                    role: s.role_beside_name(text).map(|r| r.of(text).to_owned()),
                    shares_role: s.shares_role,
                    side: analysis.sides.of(id),
                    mentions: s.mentions.iter().map(|m| span(&m.span)).collect(),
                })
                .collect(),
            sides,
            issues: analysis
                .sides
                .issues
                .iter()
                .enumerate()
                .map(|(id, issue)| ReportIssue {
                    id,
                    label: issue.label.of(text).to_owned(),
                    relation: issue.relation,
                    sides: parties(issue),
                    positions: issue.positions.iter().map(|&(side, at)| position_ids[side] + at).collect(),
                })
                .collect(),
            notes: analysis.notes.clone(),
        }
    }
}
