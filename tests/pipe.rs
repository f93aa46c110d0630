//! What holds for any page and any text: no panic, ranges in bounds and on character borders, statements
//! verbatim, nothing hidden that is kept, the same result twice.

use standpoint::block::Label;
use standpoint::plan::OverlayPlan;
use standpoint::report::Report;
use standpoint::snapshot::{Attr, NodeId, PageSnapshot, SnapshotBuilder, Tag};
use standpoint::text::Span;
use standpoint::{Analysis, analyze, analyze_text};

/// A small generator of its own (xorshift64*), so that every run tests the same inputs.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() >> 33) as usize % n
    }

    fn pick<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.below(list.len())]
    }
}

/// Pieces of the kind that stages look for, and pieces that nothing should expect.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "Ada Brook", "Mayor Ada Brook", "the mayor", "he", "She", "Wang of China", "U.S.", "the foreign ministers of Russia and China", "who",
    "said", "says that", "denied", "accused", "of", "according to", "called for", "both", "told", "asked", "did not", "won't", "the union",
    "“", "”", "\"", "‘", "’", "'", "''", "«", "»", "„", "(", ")", "--", "—", "...", ".", ".", ".", ",", ",", ":", "?", "!", "\n", "\n\n", "\r\n", "\t",
    "the plan", "to close the bridge", "nobody", "in May", "(R-Ky.)", "Dr.", "No. 5", "3.5", "$40", "É", "ß", "İ", "ﬁ", "😀", "\u{200b}", "\u{feff}",
    "\u{301}", "的", "العربية", "\u{0}", "a", "WATCH:", "please wait", "0:00 0:01:22 0:00", "With reporting by", "Q:", "A:", "&amp;", "<p>", "-", "*",
];

fn random_text(random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..random.below(120) {
        text.push_str(random.pick(PIECES));
        if random.below(5) > 0 {
            text.push(' ');
        }
    }
    text
}

fn random_page(random: &mut Random) -> PageSnapshot {
    let mut page = SnapshotBuilder::new("https://example.org/a");
    page.open(Tag::Html, [], true);
    page.open(Tag::Body, [], true);
    let mut depth = 0;
    for _ in 0..random.below(150) {
        match random.below(6) {
            0 | 1 => {
                let tag = Tag::ALL[random.below(Tag::ALL.len())];
                let class = random.pick(&["", "share", "article-body", "nav", "related", "caption", "author-bio"]);
                page.open(tag, [(Attr::Class, class.to_owned()), (Attr::Id, "x".to_owned())], random.below(12) > 0);
                depth += 1;
            }
            2 if depth > 0 => {
                page.close();
                depth -= 1;
            }
            _ => {
                page.text(&random_text(random));
            }
        }
    }
    page.finish()
}

fn check_span(span: Span, text: &str, what: &str) {
    assert!(span.start < span.end, "{what}: empty {span:?}");
    assert!(text.get(span.range()).is_some(), "{what}: {span:?} is out of bounds or within a character of {text:?}");
}

fn check_sorted(spans: &[Span], text: &str, what: &str) {
    for &span in spans {
        check_span(span, text, what);
    }
    assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{what}: not in order {spans:?} in {text:?}");
}

fn check(analysis: &Analysis) {
    let text = &analysis.article.text;
    for block in &analysis.blocks {
        assert_eq!(block.reason.is_some(), block.label == Label::Boilerplate, "a reason exactly for boilerplate");
        assert!(!block.text.trim().is_empty());
    }
    for part in &analysis.article.parts {
        check_span(part.span, text, "part");
        assert_eq!(part.span.of(text), analysis.blocks[part.block].text);
    }
    assert_eq!(analysis.speakers.of.len(), analysis.attributions.len());
    for attribution in &analysis.attributions {
        assert!(!attribution.content.is_empty(), "content is never empty");
        check_sorted(&attribution.source, text, "source");
        check_sorted(&attribution.cue, text, "cue");
        check_sorted(&attribution.content, text, "content");
        assert!((0.0..=1.0).contains(&attribution.confidence), "{}", attribution.confidence);
    }
    for speaker in &analysis.speakers.list {
        assert!(!speaker.name.trim().is_empty());
        for mention in &speaker.mentions {
            check_span(mention.span, text, "mention");
        }
        if let Some(role) = speaker.role {
            check_span(role, text, "role");
        }
    }
    for &speaker in analysis.speakers.of.iter().flatten() {
        assert!(speaker < analysis.speakers.list.len());
    }
    for side in &analysis.sides.list {
        for position in &side.positions {
            check_sorted(&position.spans, text, "position");
            assert!(!position.spans.is_empty() && position.attribution < analysis.attributions.len());
            assert!(position.issue.is_none_or(|issue| issue < analysis.sides.issues.len()));
            if let Some(target) = position.target {
                check_span(target, text, "target");
            }
        }
    }
    for issue in &analysis.sides.issues {
        check_span(issue.label, text, "issue");
        for &(side, position) in &issue.positions {
            assert!(position < analysis.sides.list[side].positions.len());
        }
    }
    let report = Report::new("x", analysis);
    let scalars = text.chars().count() as u32;
    for span in report.attributions.iter().flat_map(|a| a.source.iter().chain(&a.cue).chain(&a.content)) {
        assert!(span[0] < span[1] && span[1] <= scalars);
    }
}

#[test]
fn any_text() {
    let mut random = Random(7);
    for _ in 0..1500 {
        let text = random_text(&mut random);
        let analysis = analyze_text(&text);
        assert_eq!(analysis.article.text, text, "a text is taken as it is");
        check(&analysis);
    }
}

#[test]
fn any_page() {
    let mut random = Random(11);
    for _ in 0..400 {
        let page = random_page(&mut random);
        let analysis = analyze(&page);
        check(&analysis);
        let plan = OverlayPlan::new(&page, &analysis, true);
        let hidden = |node: NodeId| plan.hide.iter().any(|h| h.node.0 <= node.0 && node.0 < page.node(h.node).end);
        for block in analysis.blocks.iter().filter(|b| b.label != Label::Boilerplate) {
            assert!(block.pieces.iter().all(|piece| !hidden(piece.node)), "a kept block is hidden: {}", block.text);
        }
        for range in plan.marks.iter().flat_map(|mark| &mark.ranges) {
            let text = page.text(range.node);
            assert!(text.get(range.range.start as usize..range.range.end as usize).is_some_and(|t| !t.is_empty()), "{range:?} in {text:?}");
        }
    }
}

#[test]
fn the_same_page_gives_the_same_report() {
    let mut random = Random(13);
    for _ in 0..60 {
        let page = random_page(&mut random);
        let report = || serde_json::to_string(&Report::new("x", &analyze(&page))).unwrap();
        assert_eq!(report(), report());
    }
}

#[test]
fn places_on_the_page_spell_the_article() {
    let mut random = Random(17);
    for _ in 0..200 {
        let page = random_page(&mut random);
        let analysis = analyze(&page);
        for part in &analysis.article.parts {
            let places = analysis.article.locate(&analysis.blocks, part.span);
            let spelled: String = places.iter().map(|p| &page.text(p.node)[p.range.start as usize..p.range.end as usize]).collect();
            // White space is folded and what is never drawn is left out.
            let drawn = |c: &char| !c.is_whitespace() && !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}');
            let folded = |s: &str| s.chars().filter(drawn).collect::<String>();
            assert_eq!(folded(&spelled), folded(part.span.of(&analysis.article.text)));
        }
    }
}

#[test]
fn a_very_deep_page_and_a_very_long_paragraph_are_read() {
    let mut page = SnapshotBuilder::new("");
    for _ in 0..100_000 {
        page.open(Tag::Div, [], true);
    }
    page.text(&"The mayor said that the bridge is open. ".repeat(50));
    let page = page.finish();
    check(&analyze(&page));
    check(&analyze_text(&"“The bridge is open,” Ada Brook said, and ".repeat(6000)));
    // Names of states that are first names as well, and "the North" that may be a state's: the article tells once which they are.
    let named = format!("“The bridge is open,” said Ada Brook of Norwick. {}", "Georgia met Chad in the North. ".repeat(9000));
    let analysis = analyze_text(&named);
    check(&analysis);
    assert!(analysis.speakers.list.iter().any(|speaker| speaker.name == "Ada Brook"));
}

#[test]
fn a_long_page_of_names_and_a_long_paragraph_of_quotations_are_read() {
    // Names of five letters, no two alike: "Babab", "Babac".
    let letter = |n: usize, all: &[u8]| char::from(all[n % all.len()]);
    let name = |n: usize| {
        let (b, c, a) = (b"BDGKLMNPRSTV", b"bcdfgklmnprstvx", b"aeiou");
        let inner = [letter(n / 15, a), letter(n / 75, c), letter(n / 1125, a), letter(n, c)];
        [letter(n / 5625, b)].into_iter().chain(inner).collect::<String>()
    };
    let page: String = (0..1500).map(|n| format!("{} said the pier is shut.\n\n", name(n * 37))).collect();
    let named = analyze_text(&page);
    check(&named);
    // One who is named once is nobody else of the page.
    let speakers: std::collections::BTreeSet<&str> = named.speakers.list.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(speakers.len(), named.speakers.list.len());
    assert!(speakers.len() > 1000, "{}", speakers.len());
    let quoted = analyze_text(&"“The bridge is open for us all,” Ada Brook said. “It will be shut again in May.” ".repeat(500));
    check(&quoted);
    assert_eq!(quoted.speakers.list.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["Ada Brook"]);
}
