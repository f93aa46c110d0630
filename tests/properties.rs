//! What holds for the words of any text: tokens and sentences in order, one within the other, on character
//! borders; quotations with their insides inside; phrases within their sentence.

use standpoint::article::Article;
use standpoint::text::Text;
use standpoint::text::chunk::Chunks;
use standpoint::text::quotes::quotes;

const PIECES: &[&str] = &[
    "Roe",
    "said",
    "the",
    "minister",
    "not",
    "n't",
    "U.S",
    "No",
    "5",
    "1,000",
    "a.b@c.de",
    "http://x.y/z",
    "'90s",
    "to",
    "be",
    "asked",
    "and",
    "who",
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "'",
    "''",
    "``",
    "«",
    "»",
    "„",
    "(",
    ")",
    "[1]",
    "-",
    "--",
    "—",
    "...",
    "…",
    ".",
    "!",
    "?",
    ",",
    ":",
    "$",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{ad}",
    "\u{301}",
    "é",
    "İ",
    "ß",
    "😀",
    "的",
    "。",
    "\u{0}",
    "@",
    "#",
    "/",
];

fn check(text: &str) {
    let (_, article) = Article::from_text(text);
    let parsed = Text::parse(text, &article.blocks());
    let fits = |span: standpoint::text::Span| text.get(span.range()).is_some_and(|piece| !piece.is_empty());
    let mut last = 0;
    for (index, token) in parsed.tokens.iter().enumerate() {
        let sentence = &parsed.sentences[token.sentence as usize];
        assert!(fits(token.span) && token.span.start >= last && sentence.span.contains(token.span), "{text:?}");
        assert!(sentence.tokens.contains(&index));
        last = token.span.end;
    }
    for (index, sentence) in parsed.sentences.iter().enumerate() {
        assert!(fits(sentence.span) && parsed.paragraphs[sentence.paragraph].span.contains(sentence.span), "{text:?}");
        assert!(index == 0 || parsed.sentences[index - 1].span.end <= sentence.span.start);
        // Only what shows nothing stands between tokens.
        let mut bare = sentence.span.of(text).to_owned();
        for token in parsed.tokens[sentence.tokens.clone()].iter().rev() {
            let from = (token.span.start - sentence.span.start) as usize;
            bare.replace_range(from..from + token.span.len(), "");
        }
        assert!(!bare.chars().any(char::is_alphanumeric), "{bare:?} is lost of {text:?}");
        let chunks = Chunks::of(text, &parsed, index);
        for phrase in &chunks.nouns {
            assert!(
                phrase.tokens.contains(&phrase.head)
                    && phrase.tokens.start >= sentence.tokens.start
                    && phrase.tokens.end <= sentence.tokens.end
            );
        }
        for (at, group) in chunks.verbs.iter().enumerate() {
            assert!(
                group.tokens.contains(&group.head)
                    && group.tokens.start >= sentence.tokens.start
                    && group.tokens.end <= sentence.tokens.end
            );
            if let Some(subject) = chunks.subject(&parsed, at) {
                assert!(subject < chunks.nouns.len());
            }
        }
    }
    let found = quotes(text, &parsed);
    for quote in &found {
        assert!(fits(quote.span) && fits(quote.inner) && quote.span.contains(quote.inner), "{text:?}");
        assert!(parsed.paragraphs[quote.paragraph].span.contains(quote.span), "{text:?}");
    }
    assert!(found.is_sorted_by_key(|q| q.span.start));
}

#[test]
fn any_text() {
    let mut state = 88_172_645_463_325_252u64;
    let mut random = |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % n as u64) as usize
    };
    for _ in 0..4_000 {
        let text: String = (0..random(60)).map(|_| PIECES[random(PIECES.len())]).collect();
        check(&text);
    }
}

#[test]
fn long_odd_text_ends() {
    for piece in ["a.", ". ", "“", "' ", "and be ", "a,", "n't", "’s ", "[", "was not ", "...", "1. "] {
        check(&piece.repeat(20_000));
    }
}
