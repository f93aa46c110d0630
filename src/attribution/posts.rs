//! Embedded posts of social media: "what is written", a dash, the name, and the name of the account in brackets.

use super::{Attribution, Kind, Tier};
use crate::text::post::signature;
use crate::text::{Paragraph, Span, Text};

/// What is posted stands before the dash, or is the paragraph before; the name is the source, the dash the cue.
pub(super) fn posted(text: &str, parsed: &Text, found: &mut Vec<Attribution>) {
    for (number, paragraph) in parsed.paragraphs.iter().enumerate() {
        let Some((dash, source)) = signature(paragraph.span.of(text)) else { continue };
        let start = paragraph.span.start;
        let here = Span { start, end: start + dash.start };
        let before = number.checked_sub(1).and_then(|n| parsed.paragraphs.get(n)).map(|p: &Paragraph| p.span);
        let Some(content) =
            [Some(here), before].into_iter().flatten().map(|s| s.trimmed(text, char::is_whitespace)).find(|s| has_words(text, *s))
        else {
            continue;
        };
        let shifted = |s: Span| Span { start: start + s.start, end: start + s.end };
        let (cue, source) = (shifted(dash), shifted(source));
        // Who is named in the signature says nothing else, and nobody else says the whole of it.
        found.retain(|a| {
            let words = a.content.iter().filter(|c| c.overlaps(content)).map(|c| c.len()).sum::<usize>();
            !(a.extent().overlaps(cue) || words * 10 >= content.len() * 9)
        });
        found.push(Attribution {
            kind: Kind::Direct,
            tier: Tier::ReportedSpeech,
            source: vec![source],
            cue: vec![cue],
            content: vec![content],
            confidence: 0.95,
        });
    }
}

fn has_words(text: &str, span: Span) -> bool {
    span.of(text).split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::super::forms::tests::check;

    #[test]
    fn a_post_is_its_writers() {
        check(
            "The bridge was shut.\n\nTwo years to mend a bridge. Who pays? pic.example.com/x1\n\n— Ann Roe (@ann_roe) May 5, 2026",
            &["Ann Roe | — | Two years to mend a bridge. Who pays? pic.example.com/x1"],
        );
        check(
            "Two years to mend a bridge. — Ann Roe (@ann_roe) Feb. 3, 2020, 9:05 p.m. ET",
            &["Ann Roe | — | Two years to mend a bridge."],
        );
        check("Two years to mend a bridge. — Ann Roe (@ann_roe) 5 May", &["Ann Roe | — | Two years to mend a bridge."]);
        // So does a reporter sign.
        check("The bridge was shut for two years.\n\n— Ann Roe (@ann_roe)", &[]);
        check("The bridge was shut for two years.\n\nFollow us — Ann Roe (@annroe) for more on the bridge in 2024", &[]);
        // An account that is named by the way signs nothing.
        check("The bridge was shut for two years.\n\nWrite to the council (@norwick) by May 5 or call the office of Ann Roe.", &[]);
    }

    #[test]
    fn what_a_post_reports_is_said_by_whom_it_names() {
        check(
            "Mayor Brook said the bridge would stay open. What a day!\n\n— Ann Roe (@ann_roe) May 5, 2026",
            &["Ann Roe | — | Mayor Brook said the bridge would stay open. What a day!", "Mayor Brook | said | the bridge would stay open"],
        );
    }
}
