//! The outermost quotations, as the models look at them.

use crate::text::quotes::quotes;
use crate::text::{Span, Text};

/// One quotation, the outermost where marks nest. It never leaves its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quotation {
    /// Bytes, marks included.
    pub span: Span,
    /// Place of the paragraph in `Text::paragraphs`.
    pub paragraph: usize,
    /// Whether it ends here; else it goes on in the next paragraph.
    pub closed: bool,
    /// Words between the marks.
    pub words: u32,
}

/// The quotations of the article in text order, not overlapping.
pub(super) fn quotations(text: &str, parsed: &Text) -> Vec<Quotation> {
    let mut out: Vec<Quotation> = Vec::new();
    for quote in quotes(text, parsed) {
        if quote.depth > 0 || out.last().is_some_and(|before| before.span.end > quote.span.start) {
            continue;
        }
        let inner = quote.inner.of(text);
        let words = inner.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-' | '.'));
        let words = words.filter(|w| w.contains(char::is_alphanumeric)).count() as u32;
        out.push(Quotation { span: quote.span, paragraph: quote.paragraph, closed: !quote.open, words });
    }
    out
}
