//! The outermost quotations, as the models look at them.

use crate::lexicon;
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
    /// It reads as the title of a work or a name: each word but the smallest has a capital.
    pub title: bool,
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
        let title = is_title(inner);
        out.push(Quotation { span: quote.span, paragraph: quote.paragraph, closed: !quote.open, words, title });
    }
    out
}

/// "A Change Is Gonna Come", "Contract with America.": within one sentence, all words begin with a capital but for those
/// that titles write small, and there are two capitals or more.
fn is_title(inner: &str) -> bool {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | ',');
    if inner.trim_end_matches(ends).contains(['!', '?', ';']) || inner.trim_end_matches(ends).contains(". ") {
        return false;
    }
    let words =
        || inner.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '.')).filter(|w| w.contains(char::is_alphabetic));
    let capital = |w: &str| w.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    words().filter(|w| capital(w)).count() >= 2 && words().all(|w| capital(w) || lexicon::function_words().says(w, "title"))
}

#[cfg(test)]
mod tests {
    use super::is_title;

    #[test]
    fn titles() {
        for title in ["A Change Is Gonna Come,", "Contract with America.", "Justice Against Sponsors of Terrorism Act"] {
            assert!(is_title(title), "{title}");
        }
        for speech in ["Trump lied.", "We will win", "Lock Her Up! Lock Her Up!", "Obama", "I am Spartacus"] {
            assert!(!is_title(speech), "{speech}");
        }
    }
}
