//! Articles as the program that trains the network reads them.

use super::corpus::{Document, Gold};
use crate::attribution::network::inputs::input;
use crate::text::{ScalarOffsets, Span};
use serde_json::{Value, json};

/// One article as a line of JSON: its tokens (Unicode scalar values, half-open), what the network sees of each, the
/// stretches that it looks at in one go, and the annotated attributions as lists of tokens.
pub fn dump(document: &Document) -> Value {
    let offsets = ScalarOffsets::new(&document.text);
    let spans: Vec<[u32; 2]> =
        document.parsed.tokens.iter().map(|t| [t.span.start, t.span.end].map(|b| offsets.at(&document.text, b as usize))).collect();
    let inputs: Vec<_> = (0..spans.len()).map(|i| input(&document.facts, i)).collect();
    let tokens = |part: &[Span]| part.iter().flat_map(|s| document.parsed.tokens_in(*s)).collect::<Vec<usize>>();
    let gold = |g: &Gold| json!({ "source": tokens(&g.source), "cue": tokens(&g.cue), "content": tokens(&g.content), "head": g.cue_head.map(|h| tokens(&[h])) });
    json!({
        "id": document.id,
        "text": document.text,
        "tokens": spans,
        "words": inputs.iter().map(|i| i.word).collect::<Vec<_>>(),
        "suffixes": inputs.iter().map(|i| i.suffix).collect::<Vec<_>>(),
        "small": inputs.iter().map(|i| i.small.to_vec()).collect::<Vec<_>>(),
        "stretches": document.stretches.iter().map(|r| [r.start, r.end]).collect::<Vec<_>>(),
        "discard": tokens(&document.discard),
        "gold": document.gold.iter().map(gold).collect::<Vec<_>>(),
    })
}
