//! Contents end where quotations end, whatever the models believe.

use super::Attribution;
use super::marks::Quotation;
use crate::text::Span;

/// The quotations that overlap `span`.
fn overlapping(quotes: &[Quotation], span: Span) -> &[Quotation] {
    let from = quotes.partition_point(|q| q.span.end <= span.start);
    let to = quotes.partition_point(|q| q.span.start < span.end);
    quotes.get(from..to.max(from)).unwrap_or(&[])
}

/// A content that takes most of a quotation takes all of it, marks included, unless its own cue stands inside.
pub(super) fn snap(quotes: &[Quotation], attribution: &mut Attribution) {
    let others: Vec<Span> = attribution.cue.iter().chain(&attribution.source).copied().collect();
    for content in &mut attribution.content {
        for quote in overlapping(quotes, *content) {
            let q = quote.span;
            let shared = content.end.min(q.end).saturating_sub(content.start.max(q.start));
            let inside = others.iter().any(|o| o.overlaps(q));
            if inside || content.contains(q) {
                continue;
            }
            if shared * 2 >= q.len() as u32 {
                *content = Span { start: content.start.min(q.start), end: content.end.max(q.end) };
            }
        }
    }
}

/// A content that takes the first words of a quotation takes the whole of it too, or none of it if the quotation is another's, and no
/// mark without a word of what stands between the marks.
pub(super) fn begin_with_the_mark(text: &str, quotes: &[Quotation], found: &mut [Attribution]) {
    let place = |q: &Quotation| quotes.partition_point(|other| other.span.start < q.span.start);
    let mut whole = vec![None; quotes.len()];
    for (at, attribution) in found.iter().enumerate() {
        for content in &attribution.content {
            overlapping(quotes, *content).iter().filter(|q| content.contains(q.span)).for_each(|q| whole[place(q)] = Some(at));
        }
    }
    for (at, attribution) in found.iter_mut().enumerate() {
        let others: Vec<Span> = attribution.cue.iter().chain(&attribution.source).copied().collect();
        let pieces = attribution.content.clone();
        for content in &mut attribution.content {
            for quote in overlapping(quotes, *content) {
                let q = quote.span;
                // What lies between the pieces is bridged.
                let several = pieces.iter().filter(|piece| piece.overlaps(q)).nth(1).is_some();
                if several
                    || content.contains(q)
                    || q.contains(*content) && q.start != content.start
                    || others.iter().any(|o| o.overlaps(q))
                {
                    continue;
                }
                let shared = Span { start: content.start.max(q.start), end: content.end.min(q.end) };
                let words = shared.of(text).contains(char::is_alphanumeric);
                let taken = whole[place(quote)].is_some_and(|other| other != at);
                if shared.start > q.start {
                    content.start = if words { content.start } else { shared.end };
                    *content = content.trimmed(text, char::is_whitespace);
                } else if words && !taken {
                    content.end = q.end;
                } else {
                    content.end = q.start;
                    *content = content.trimmed(text, char::is_whitespace);
                }
            }
        }
        attribution.content.retain(|c| !c.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use super::begin_with_the_mark;
    use crate::article::Article;
    use crate::attribution::facts::facts;
    use crate::attribution::quoted::alone;
    use crate::text::{Span, Text};

    /// The contents of two attributions of `text`, of which each begins with one list of pieces.
    fn after(text: &str, pieces: [&[&str]; 2]) -> [Vec<String>; 2] {
        let (_, article) = Article::from_text(text);
        let parsed = Text::parse(text, &article.blocks());
        let place = |words: &&str| text.find(words).map(|at| Span::new(at, at + words.len())).expect("it is in the text");
        let mut found = pieces.map(|list| {
            let mut attribution = alone(place(&list[0]));
            attribution.content = list.iter().map(place).collect();
            attribution
        });
        begin_with_the_mark(text, &facts(text, &parsed).quotes, &mut found);
        found.map(|a| a.content.iter().map(|span| span.of(text).to_owned()).collect())
    }

    #[test]
    fn what_begins_with_the_mark_is_the_whole_quotation() {
        let text = "“It leaks,” said Roe. “We have told the council about that for years.” Hill left.";
        let whole = "“We have told the council about that for years.”";
        assert_eq!(after(text, [&["“It leaks,”", "“We have"], &["Hill left"]])[0], ["“It leaks,”", whole]);
        // It is another's.
        assert_eq!(after(text, [&["“It leaks,”", "“We have"], &[whole]])[0], ["“It leaks,”"]);
    }

    #[test]
    fn a_mark_is_nothing_without_its_words() {
        let text = "Roe said it was “a quiet place to live” and Hill agreed that it was.";
        assert_eq!(after(text, [&["” and Hill agreed"], &["it was “"]]), [vec!["and Hill agreed"], vec!["it was"]]);
    }
}
