//! Stretches inside quotation marks. Marks are paired within a paragraph by their shape and by what stands
//! on both sides of them, because news has them wrong way round, without a space, and doing duty as
//! apostrophes; a quotation goes on in the next paragraph only where that one opens it again or closes it.

use super::tokens::{elided, is_space};
use super::{Span, Text};

/// The shape of the mark that opens a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// “ ” „ and two single ones for one.
    Double,
    /// The typewriter's ".
    Straight,
    /// « » ‹ ›
    Guillemet,
    /// ‘ ’ ‚
    Single,
    /// The typewriter's '.
    StraightSingle,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// With the marks; to the paragraph's end where the closing one is missing.
    pub span: Span,
    /// Without the marks and the white space beside them; never empty.
    pub inner: Span,
    pub mark: Mark,
    /// How many other quotations of the paragraph it stands in.
    pub depth: u8,
    /// The closing mark is missing, and the quotation goes on in the next paragraph.
    pub open: bool,
    /// It goes on from the paragraph before.
    pub continues: bool,
    /// Index into `Text::paragraphs`.
    pub paragraph: usize,
}

/// One mark within the text.
#[derive(Clone, Copy)]
struct Sign {
    at: usize,
    len: usize,
    mark: Mark,
    shape: Shape,
    /// What stands before lets a quotation begin here, and what stands after does.
    opens: bool,
    closes: bool,
    /// A single mark that is likelier the apostrophe of a plural ("the ministers' talks").
    weak: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Open,
    Close,
    /// Opens low („) or the other way round (»).
    Low,
    Neutral,
}

/// The quotations of `text`, in order of their beginnings, an outer one before what it holds.
pub fn quotes(text: &str, parsed: &Text) -> Vec<Quote> {
    let mut out: Vec<Quote> = Vec::new();
    // The quotation that the paragraph before left open, with its opening mark.
    let mut left_open: Option<(Sign, usize)> = None;
    for (paragraph, block) in parsed.paragraphs.iter().enumerate() {
        let signs = signs(text, block.span);
        let pairing = pair(&signs);
        if let Some((sign, from)) = left_open.take() {
            let same = |other: &Sign| is_single(other.mark) == is_single(sign.mark);
            let begin = block.span.of(text).find(|c| !is_space(c)).map_or(0, |n| block.span.start as usize + n);
            let reopened = signs.first().is_some_and(|s| same(s) && s.at == begin && s.shape != Shape::Close);
            let closer = pairing.stray.filter(same);
            if reopened || closer.is_some() {
                let span = Span { start: sign.at as u32, end: parsed.paragraphs[from].span.end };
                push(&mut out, text, span, sign, None, from, true);
            }
            if let Some(closer) = closer {
                let span = Span::new(begin, closer.at + closer.len);
                push(&mut out, text, span, Sign { len: 0, at: begin, ..sign }, Some(closer), paragraph, false);
            }
        }
        for &(open, close) in &pairing.pairs {
            let (open, close) = (signs[open], signs[close]);
            push(&mut out, text, Span::new(open.at, close.at + close.len), open, Some(close), paragraph, false);
        }
        left_open = pairing.open.map(|sign| (signs[sign], paragraph));
    }
    out.sort_by_key(|q| (q.span.start, std::cmp::Reverse(q.span.end)));
    mark_continuations(&mut out, text, parsed);
    set_depths(&mut out);
    out
}

fn push(out: &mut Vec<Quote>, text: &str, span: Span, open: Sign, close: Option<Sign>, paragraph: usize, goes_on: bool) {
    let from = open.at + open.len;
    let to = close.map_or(span.end as usize, |c| c.at);
    let Some(inside) = text.get(from..to) else { return };
    let trimmed = inside.trim_matches(is_space);
    // "rock 'n' roll"
    if trimmed.is_empty() || is_single(open.mark) && trimmed.chars().count() < 2 {
        return;
    }
    let start = from + inside.len() - inside.trim_start_matches(is_space).len();
    let inner = Span::new(start, start + trimmed.len());
    out.push(Quote { span, inner, mark: open.mark, depth: 0, open: goes_on, continues: false, paragraph });
}

/// A quotation at the head of a paragraph goes on where one of the paragraph before is open.
fn mark_continuations(quotes: &mut [Quote], text: &str, parsed: &Text) {
    for index in 1..quotes.len() {
        let (before, this) = (quotes[index - 1], quotes[index]);
        let Some(block) = parsed.paragraphs.get(this.paragraph) else { continue };
        let head = text.get(block.span.start as usize..this.span.start as usize).unwrap_or("");
        if before.open && before.paragraph + 1 == this.paragraph && head.chars().all(is_space) {
            quotes[index].continues = true;
        }
    }
}

fn set_depths(quotes: &mut [Quote]) {
    let mut ends: Vec<u32> = Vec::new();
    for quote in quotes {
        while ends.last().is_some_and(|&end| end <= quote.span.start) {
            ends.pop();
        }
        quote.depth = ends.len().min(255) as u8;
        ends.push(quote.span.end);
    }
}

fn is_single(mark: Mark) -> bool {
    matches!(mark, Mark::Single | Mark::StraightSingle)
}

struct Pairing {
    /// Indices of opening and closing signs.
    pairs: Vec<(usize, usize)>,
    /// The last sign that opened and was never closed, if nothing closed after it.
    open: Option<usize>,
    /// The first sign that closes, with nothing open before it and no quotation yet.
    stray: Option<Sign>,
}

fn pair(signs: &[Sign]) -> Pairing {
    let mut out = Pairing { pairs: Vec::new(), open: None, stray: None };
    let mut stack: Vec<usize> = Vec::new();
    let strong = strong_ahead(signs);
    for (index, &sign) in signs.iter().enumerate() {
        let fits = |&open: &usize| family(signs[open].mark) == family(sign.mark);
        // Signs deeper than this are no quotations of a news text; the bound keeps odd input linear.
        let depth = stack.len().saturating_sub(8);
        let place = stack[depth..].iter().rposition(fits).map(|at| depth + at);
        let top = place.map(|at| signs[stack[at]]);
        if closes(sign, top, strong[index]) {
            match place {
                Some(at) => {
                    out.pairs.push((stack[at], index));
                    stack.truncate(at);
                }
                None if out.pairs.is_empty() && stack.is_empty() && out.stray.is_none() => out.stray = Some(sign),
                None => {}
            }
        } else if opens(sign) {
            stack.push(index);
        }
    }
    // A sign behind which one of its kind closed another quotation was left open by mistake.
    let last = |mark: Mark| out.pairs.iter().map(|p| p.1).filter(|&close| signs[close].mark == mark).max();
    let kinds = [Mark::Double, Mark::Straight, Mark::Guillemet, Mark::Single, Mark::StraightSingle].map(|mark| (mark, last(mark)));
    let closed = |open: usize| kinds.iter().any(|(mark, last)| *mark == signs[open].mark && last.is_some_and(|last| last > open));
    out.open = stack.iter().copied().rfind(|&open| !closed(open));
    out
}

/// Marks that can close each other.
fn family(mark: Mark) -> u8 {
    match mark {
        Mark::Double | Mark::Straight => 0,
        Mark::Guillemet => 1,
        Mark::Single | Mark::StraightSingle => 2,
    }
}

fn opens(sign: Sign) -> bool {
    if is_single(sign.mark) {
        return sign.opens && sign.shape != Shape::Close;
    }
    match sign.shape {
        Shape::Open | Shape::Low => true,
        Shape::Close => sign.opens && !sign.closes,
        Shape::Neutral => sign.opens || !sign.closes,
    }
}

/// Whether `sign` closes, given the mark of its family that was opened last.
fn closes(sign: Sign, open: Option<Sign>, strong_ahead: bool) -> bool {
    let Some(open) = open else {
        return match sign.shape {
            Shape::Close => sign.closes || !sign.opens,
            Shape::Neutral if !is_single(sign.mark) => sign.closes && !sign.opens,
            _ => false,
        };
    };
    if is_single(sign.mark) {
        // The mark of a plural stands for an apostrophe where a better end follows.
        return sign.closes && !(sign.weak && (strong_ahead || open.mark == Mark::StraightSingle));
    }
    match sign.shape {
        // »word« and „word“ end with what opens elsewhere.
        Shape::Open => open.shape == Shape::Low || sign.closes && !sign.opens,
        Shape::Low => sign.mark == Mark::Guillemet && open.shape == Shape::Open,
        Shape::Close => !(open.shape == Shape::Close && sign.opens && !sign.closes),
        Shape::Neutral => !sign.opens || sign.closes,
    }
}

/// For each sign, whether a single mark that surely closes follows before one that opens.
fn strong_ahead(signs: &[Sign]) -> Vec<bool> {
    let mut out = vec![false; signs.len()];
    let mut ahead = false;
    for (index, sign) in signs.iter().enumerate().rev() {
        out[index] = ahead;
        if is_single(sign.mark) {
            if sign.closes && !sign.weak {
                ahead = true;
            } else if sign.opens {
                ahead = false;
            }
        }
    }
    out
}

/// The marks of one paragraph in order; apostrophes inside words are none.
fn signs(text: &str, span: Span) -> Vec<Sign> {
    let piece = span.of(text);
    let mut out = Vec::new();
    let mut chars = piece.char_indices().peekable();
    let mut previous = None;
    while let Some((at, c)) = chars.next() {
        let (mark, shape) = match c {
            '“' | '‟' => (Mark::Double, Shape::Open),
            '”' => (Mark::Double, Shape::Close),
            '„' => (Mark::Double, Shape::Low),
            '"' | '＂' => (Mark::Straight, Shape::Neutral),
            '«' | '‹' => (Mark::Guillemet, Shape::Open),
            '»' | '›' => (Mark::Guillemet, Shape::Low),
            '‘' | '‛' => (Mark::Single, Shape::Open),
            '’' => (Mark::Single, Shape::Close),
            '‚' => (Mark::Single, Shape::Low),
            '\'' | '`' | '´' => (Mark::StraightSingle, Shape::Neutral),
            _ => {
                previous = Some(c);
                continue;
            }
        };
        let mut len = c.len_utf8();
        let (mut mark, mut shape) = (mark, shape);
        // Two single marks are a double one.
        if matches!(c, '\'' | '`' | '‘' | '’') && chars.next_if(|&(_, d)| d == c).is_some() {
            len *= 2;
            mark = if c == '\'' { Mark::Straight } else { Mark::Double };
            shape = if c == '`' { Shape::Open } else { shape };
        } else if matches!(c, '`' | '´') {
            previous = Some(c);
            continue;
        }
        let rest = &piece[at + len..];
        let next = rest.chars().next();
        let left_free = previous.is_none_or(|p| is_space(p) || is_mark(p) || matches!(p, '(' | '[' | '{' | '—' | '–' | '-' | '/' | ':'));
        let right_word = next.is_some_and(|n| {
            n.is_alphanumeric() || is_mark(n) || matches!(n, '$' | '£' | '€' | '[' | '(' | '…' | '.' | '#' | '@' | '-' | '—')
        });
        let left_text = previous.is_some_and(|p| !is_space(p));
        let right_free = next.is_none_or(|n| !n.is_alphanumeric());
        let inside_word = previous.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
        let apostrophe =
            is_single(mark) && (inside_word || shape != Shape::Low && left_free && elided(rest).is_some() && !closes_elided(rest));
        if !apostrophe {
            let plural = is_single(mark) && previous.is_some_and(|p| matches!(p, 's' | 'S' | 'z' | 'x' | 'n'));
            let weak = plural && rest.strip_prefix(' ').is_some_and(|r| r.starts_with(char::is_alphanumeric));
            let sign = Sign {
                at: span.start as usize + at,
                len,
                mark,
                shape,
                opens: left_free && right_word,
                closes: left_text && right_free,
                weak,
            };
            out.push(sign);
        }
        previous = Some(c);
    }
    out
}

/// "'em'": a quoted word rather than a shortened one.
fn closes_elided(rest: &str) -> bool {
    elided(rest).is_some_and(|len| rest[len..].starts_with(['\'', '’']))
}

fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '"' | '«' | '»' | '‹' | '›' | '‘' | '’' | '‚' | '\'' | '`')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    /// The quotations of `text`: insides joined by a bar, "<" before one that goes on, ">" after one left open,
    /// a digit for the depth below the first.
    fn check(text: &str, expect: &str) {
        let (_, article) = Article::from_text(text);
        let parsed = Text::parse(&article.text, &article.blocks());
        let shown: Vec<String> = quotes(text, &parsed)
            .iter()
            .map(|q| {
                let depth = if q.depth == 0 { String::new() } else { q.depth.to_string() };
                format!("{}{depth}{}{}", if q.continues { "<" } else { "" }, q.inner.of(text), if q.open { ">" } else { "" })
            })
            .collect();
        assert_eq!(shown.join("|"), expect, "{text}");
    }

    #[test]
    fn marks_of_every_shape() {
        check("“We won,” she said. “At last.”", "We won,|At last.");
        check("\"We won,\" she said. \"At last.\"", "We won,|At last.");
        check("''We won,'' she said. ``At last.''", "We won,|At last.");
        check("‘We won,’ she said. 'At last.'", "We won,|At last.");
        check("„Wir siegten“, sagte sie. »So ist es.« «Oui», « non »", "Wir siegten|So ist es.|Oui|non");
        check("”We won,” she said. “At last.“", "We won,|At last.");
        check("She said—\"no\"—and left (\"at once\").", "no|at once");
    }

    #[test]
    fn nested_marks() {
        check("“He told me ‘no’ and left,” she said.", "He told me ‘no’ and left,|1no");
        check("\"He told me, 'Don't go,'\" she said.", "He told me, 'Don't go,'|1Don't go,");
        check("‘He said “no” to me.’", "He said “no” to me.|1no");
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("It's the ministers' plan, rock 'n' roll of the '90s, and they didn’t like ’em.", "");
        check("‘The ministers’ plan isn’t good,’ he said.", "The ministers’ plan isn’t good,");
        check("The players' union called the clubs' offer 'a joke'.", "a joke");
        check("A 6-foot-2\" man said \"no\".", "no");
    }

    #[test]
    fn quotations_over_paragraphs() {
        check("“We won.\n“It was hard.\n“Now we rest,” she said.", "We won.>|<It was hard.>|<Now we rest,");
        check("\"We won.\n\"It was hard,\" she said. \"So.\"", "We won.>|<It was hard,|So.");
        check("“We won.\nIt was hard,” she said.", "We won.>|<It was hard,");
        check("She said “we won.\nNobody else spoke.", "");
        check("‘We won.\n‘It was hard,’ she said.", "We won.>|<It was hard,");
    }
}
