//! The annotated corpus: articles with the spans of source, cue and content of each attribution.

use crate::article::Article;
use crate::attribution::facts::{Facts, facts};
use crate::attribution::stretches::stretches;
use crate::text::{Span, Text};
use serde::Deserialize;
use std::ops::Range;
use std::path::Path;

#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    attributions: Vec<RowAttribution>,
    #[serde(default)]
    discard: Vec<[usize; 2]>,
}

#[derive(Deserialize)]
struct RowAttribution {
    #[serde(default, alias = "source_span")]
    source: Spans,
    #[serde(default, alias = "cue_span")]
    cue: Spans,
    #[serde(alias = "content_spans")]
    content: Spans,
    #[serde(default)]
    cue_head: Option<[usize; 2]>,
}

type Spans = Vec<[usize; 2]>;

/// An attribution as annotated; bytes.
#[derive(Clone, Debug)]
pub struct Gold {
    pub source: Vec<Span>,
    pub cue: Vec<Span>,
    pub content: Vec<Span>,
    pub cue_head: Option<Span>,
}

/// An article of the corpus.
pub struct Document {
    pub id: String,
    pub text: String,
    pub parsed: Text,
    pub(in crate::attribution) facts: Facts,
    /// What the network looks at in one go, as ranges of tokens.
    pub stretches: Vec<Range<usize>>,
    pub gold: Vec<Gold>,
    /// Zones in which nothing was annotated.
    pub discard: Vec<Span>,
}

impl Document {
    pub fn stretch_of(&self, token: usize) -> &Range<usize> {
        &self.stretches[self.stretches.partition_point(|p| p.end <= token).min(self.stretches.len() - 1)]
    }
}

/// Reads a file of one JSON object a line. Offsets there are Unicode scalar values.
pub fn read(path: &Path) -> Result<Vec<Document>, String> {
    let file = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    file.lines().map(|line| document(line).map_err(|e| format!("{}: {e}", path.display()))).collect()
}

fn document(line: &str) -> Result<Document, serde_json::Error> {
    let row: Row = serde_json::from_str(line)?;
    let mut bytes: Vec<usize> = row.text.char_indices().map(|(at, _)| at).collect();
    bytes.push(row.text.len());
    let at = |scalar: usize| bytes[scalar.min(bytes.len() - 1)];
    let span = |s: &[usize; 2]| Span::new(at(s[0]), at(s[1]));
    let spans = |list: &[[usize; 2]]| list.iter().map(span).filter(|s| !s.is_empty()).collect::<Vec<_>>();
    let (_, article) = Article::from_text(&row.text);
    let parsed = Text::parse(&row.text, &article.blocks());
    let facts = facts(&row.text, &parsed);
    let gold = row
        .attributions
        .iter()
        .map(|a| Gold { source: spans(&a.source), cue: spans(&a.cue), content: spans(&a.content), cue_head: a.cue_head.as_ref().map(span) })
        .collect();
    let stretches = stretches(&parsed, &facts);
    let discard = spans(&row.discard);
    Ok(Document { id: row.id, text: row.text, parsed, facts, stretches, gold, discard })
}
