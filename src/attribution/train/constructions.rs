//! The constructions by which recall is told apart.

use super::corpus::{Document, Gold};
use super::score::{Item, Words, quotes};
use crate::attribution::Kind;
use crate::text::Span;

/// The constructions that an annotated attribution is an instance of.
pub(super) fn constructions(document: &Document, gold: &Gold, all: &[(Item, &Gold)]) -> Vec<&'static str> {
    let mut out = Vec::new();
    let text = &document.text;
    let first = |spans: &[Span]| spans.iter().map(|s| s.start).min();
    let (cue, content) = (first(&gold.cue).unwrap_or(0), first(&gold.content).unwrap_or(0));
    match first(&gold.source) {
        None => out.push("no source"),
        Some(source) if content < cue && source < cue => out.push("post-posed"),
        Some(source) if content < cue && source > cue => out.push("inverted"),
        Some(_) => out.push("pre-posed"),
    }
    if gold.cue.is_empty() {
        out.push("no cue");
    }
    if gold.content.iter().any(|c| c.start < cue) && gold.content.iter().any(|c| c.start > cue) {
        out.push("split");
    }
    let words = |spans: &[Span]| spans.iter().map(|s| s.of(text)).collect::<Vec<_>>().join(" ").to_lowercase();
    let cue_words = words(&gold.cue);
    if cue_words.starts_with("according") {
        out.push("according to");
    }
    if matches!(words(&gold.source).as_str(), "he" | "she" | "they" | "we" | "i" | "you" | "it" | "his" | "her" | "their" | "him" | "them")
    {
        out.push("pronoun source");
    }
    let own: Vec<Span> = gold.cue.clone();
    if all.iter().any(|(_, g)| own.iter().any(|c| g.content.iter().any(|s| s.contains(*c)))) {
        out.push("nested");
    }
    if gold.cue_head.is_some_and(|h| ["ion", "ment", "ism", "ort", "laim", "lan"].iter().any(|e| h.of(text).ends_with(e))) {
        out.push("noun cue");
    }
    if document.parsed.paragraphs.first().is_some_and(|p| gold.content.iter().all(|c| p.span.contains(*c))) {
        out.push("first line");
    }
    out.push(match kind(text, gold) {
        Kind::Direct => "direct",
        Kind::Indirect => "indirect",
        Kind::Mixed => "mixed",
    });
    out
}

fn kind(text: &str, gold: &Gold) -> Kind {
    let (words, quotes) = (Words::new(text), quotes(text));
    let all = words.of(&gold.content);
    let inside = all
        .iter()
        .filter(|&&w| {
            let at = words.0[w as usize].0;
            quotes.get(quotes.partition_point(|q| q.end <= at)).is_some_and(|q| q.start <= at)
        })
        .count();
    match inside {
        0 => Kind::Indirect,
        n if n * 10 >= all.len() * 9 => Kind::Direct,
        _ => Kind::Mixed,
    }
}
