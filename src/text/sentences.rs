//! Sentences within one block.

use super::Span;

/// The sentences of `block`, trimmed, in order.
pub(super) fn split(text: &str, block: Span) -> Vec<Span> {
    let piece = block.of(text);
    let base = block.start as usize;
    let mut out = Vec::new();
    let mut start = 0;
    let mut push = |from: usize, to: usize| {
        let cut = &piece[from..to];
        let lead = cut.len() - cut.trim_start().len();
        let trimmed = cut.trim();
        if !trimmed.is_empty() {
            out.push(Span::new(base + from + lead, base + from + lead + trimmed.len()));
        }
    };
    let mut chars = piece.char_indices().peekable();
    while let Some((_, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?') {
            continue;
        }
        while chars.peek().is_some_and(|&(_, d)| matches!(d, '.' | '!' | '?' | '"' | '”' | '’' | '\'' | ')')) {
            chars.next();
        }
        let Some(&(at, d)) = chars.peek() else { break };
        if d.is_whitespace() && piece[at..].trim_start().starts_with(|n: char| !n.is_lowercase()) {
            push(start, at);
            start = at;
        }
    }
    push(start, piece.len());
    out
}
