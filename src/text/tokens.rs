//! Words and marks.

use super::Span;

/// Calls `emit` for each token of `span` in order.
pub(super) fn split(text: &str, span: Span, mut emit: impl FnMut(Span)) {
    let base = span.start as usize;
    let piece = span.of(text);
    let mut chars = piece.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = at + c.len_utf8();
        if c.is_alphanumeric() {
            while let Some(&(i, d)) = chars.peek() {
                let inner = matches!(d, '\'' | '’' | '-' | '.' | ',')
                    && piece[i + d.len_utf8()..].chars().next().is_some_and(|n| {
                        if d == ',' {
                            n.is_ascii_digit() && piece[..i].ends_with(|p: char| p.is_ascii_digit())
                        } else {
                            n.is_alphanumeric()
                        }
                    });
                if !d.is_alphanumeric() && !inner {
                    break;
                }
                end = i + d.len_utf8();
                chars.next();
            }
        }
        emit(Span::new(base + at, base + end));
    }
}
