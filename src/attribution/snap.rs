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
    use crate::attribution::forms::tests::check;

    #[test]
    fn what_begins_with_the_mark_is_the_whole_quotation() {
        check(
            "Schools failed, Ann Roe said. \"The problem is getting it there,\" Roe said. \"For those of us that build, one of the deep \
             sources of grief is that what you end up with is not what you tested and wanted to see.\"",
            &[
                "Ann Roe | said | Schools failed",
                "Roe | said | \"The problem is getting it there,\" ... \"For those of us that build, one of the deep sources of grief is \
                 that what you end up with is not what you tested and wanted to see.\"",
            ],
        );
    }
}
