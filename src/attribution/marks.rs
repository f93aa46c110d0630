//! Quotations: what stands between quotation marks, of every kind that news uses.

use crate::text::{Span, Text};

/// One quotation, the outermost where marks nest. It never leaves its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quotation {
    /// Bytes, marks included.
    pub span: Span,
    /// Place of the paragraph in `Text::paragraphs`.
    pub paragraph: usize,
    /// Whether the closing mark is there.
    pub closed: bool,
    /// Words between the marks.
    pub words: u32,
}

/// The quotations of the article in text order, not overlapping.
pub(super) fn quotations(text: &str, parsed: &Text) -> Vec<Quotation> {
    let mut out = Vec::new();
    for (paragraph, block) in parsed.paragraphs.iter().enumerate() {
        let start = out.len();
        scan(text, block.span, paragraph, false, &mut out);
        // British papers put speech in single marks. Looking for them is safe only where no double ones stand.
        if out.len() == start {
            scan(text, block.span, paragraph, true, &mut out);
        }
    }
    out
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Open,
    Close,
    /// A mark that looks the same on both sides.
    Straight,
}

fn scan(text: &str, block: Span, paragraph: usize, single: bool, out: &mut Vec<Quotation>) {
    let piece = block.of(text);
    let base = block.start as usize;
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    let mut skip_to = 0;
    for (at, c) in piece.char_indices() {
        if at < skip_to {
            before = c;
            continue;
        }
        let mut len = c.len_utf8();
        let mark = match c {
            '“' if matches!(open, Some((_, '„'))) => Some(Mark::Close),
            '“' | '„' | '«' if !single => Some(Mark::Open),
            '”' | '»' if !single => Some(Mark::Close),
            '"' | '＂' if !single => Some(Mark::Straight),
            '\'' | '`' if !single && piece[at + 1..].starts_with(c) => {
                len = 2;
                Some(Mark::Straight)
            }
            '‘' if single => Some(Mark::Open),
            '’' | '\'' if single => Some(Mark::Straight),
            _ => None,
        };
        let Some(mark) = mark else {
            before = c;
            continue;
        };
        skip_to = at + len;
        let after = piece[at + len..].chars().next().unwrap_or(' ');
        let begins = (before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '-' | '/')) && !after.is_whitespace();
        let ends = !after.is_alphanumeric();
        let opens = match mark {
            Mark::Open => true,
            Mark::Close => open.is_none() && begins,
            Mark::Straight if single => open.is_none() && begins && after.is_alphanumeric() && !is_decade(&piece[at + len..]),
            Mark::Straight => open.is_none(),
        };
        if opens {
            if let Some((from, _)) = open {
                push(text, base + from, base + at, paragraph, false, out);
            }
            open = Some((at, c));
        } else if let Some((from, _)) = open {
            // After a letter a single mark may be an apostrophe ("the workers' pay"); after a stop it is none.
            let closes = if single { ends && (closing_stop(before) || !another_close(&piece[at + len..])) } else { true };
            if closes {
                push(text, base + from, base + at + len, paragraph, true, out);
                open = None;
            }
        }
        before = c;
    }
    if let Some((from, _)) = open
        && !single
    {
        push(text, base + from, base + piece.trim_end().len(), paragraph, false, out);
    }
}

fn closing_stop(before: char) -> bool {
    matches!(before, '.' | ',' | '!' | '?' | '…' | ';' | ':')
}

/// Whether a single mark that surely closes stands in the next characters, before one that opens.
fn another_close(rest: &str) -> bool {
    let mut before = ' ';
    for c in rest.chars().take(300) {
        if c == '‘' {
            return false;
        }
        if matches!(c, '’' | '\'') {
            if before.is_whitespace() {
                return false;
            }
            if closing_stop(before) {
                return true;
            }
        }
        before = c;
    }
    false
}

/// "'90s" and "'tis" open no quotation.
fn is_decade(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_digit()) || rest.starts_with("tis ") || rest.starts_with("twas ") || rest.starts_with("em ")
}

fn push(text: &str, from: usize, to: usize, paragraph: usize, closed: bool, out: &mut Vec<Quotation>) {
    let inner = text.get(from..to).unwrap_or("").trim_end();
    let words = inner
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-' | '.'))
        .filter(|w| w.contains(char::is_alphanumeric))
        .count();
    if words > 0 {
        out.push(Quotation { span: Span::new(from, from + inner.len()), paragraph, closed, words: words as u32 });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn check(input: &str, expect: &[&str]) {
        let (_, article) = Article::from_text(input);
        let parsed = Text::parse(input, &article.blocks());
        let found: Vec<_> = quotations(input, &parsed).iter().map(|q| q.span.of(input)).collect();
        assert_eq!(found, expect, "{input}");
    }

    #[test]
    fn double_marks() {
        check("“We are late,” he said. “Very late.”", &["“We are late,”", "“Very late.”"]);
        check("\"We are late,\" he said.", &["\"We are late,\""]);
        check("''We are late,'' he said.", &["''We are late,''"]);
        check("„Wir sind da“, said she.", &["„Wir sind da“"]);
        check("« Nous sommes là », he said.", &["« Nous sommes là »"]);
        check("He said ”we lost” twice.", &["”we lost”"]);
    }

    #[test]
    fn a_mark_left_open() {
        check("“We go on.\n“And on,” he said.", &["“We go on.", "“And on,”"]);
    }

    #[test]
    fn single_marks() {
        check("'We won't go,' she said of the workers' pay.", &["'We won't go,'"]);
        check("‘It’s the workers’ pay,’ she said.", &["‘It’s the workers’ pay,’"]);
        check("The '90s weren't the workers' best.", &[]);
        check("Minister calls it 'a mess'", &["'a mess'"]);
        check("“He said ‘no’ to me,” she said.", &["“He said ‘no’ to me,”"]);
    }
}
