//! Whole blocks that are boilerplate by their words alone.

use super::Reason;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What the lexicon knows of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub reason: Reason,
    /// False for single words that may as well be a subhead of the story ('Health', 'Topics').
    pub certain: bool,
}

/// No pattern with a `*` holds for a longer block, in words.
const LONGEST: usize = 60;
/// Nor one of few fixed words for a block of more than this, or for a sentence.
const LONGEST_LOOSE: usize = 20;
/// What is few.
const LOOSE: usize = 2;

struct Pattern {
    reason: Reason,
    words: Vec<&'static str>,
    /// How many of them are words.
    fixed: usize,
    /// A colon makes a heading of its first words, whatever follows.
    colon: bool,
}

struct Lexicon {
    patterns: Vec<Pattern>,
    /// By the first word, each with its bits; patterns that begin with `*` or `0` are listed under that.
    first: BTreeMap<&'static str, Vec<(u64, usize)>>,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let mut lexicon = Lexicon { patterns: Vec::new(), first: BTreeMap::new() };
        let mut reason = Reason::Other;
        for line in include_str!("../lexicon/boilerplate.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            if let Some(section) = line.strip_prefix('[').and_then(|s| s.strip_suffix(']')) {
                reason = section_reason(section);
                continue;
            }
            let words: Vec<&str> = line.split(' ').collect();
            let is_word = |word: &&&str| !matches!(**word, "*" | "0" | ":");
            let fixed = words.iter().filter(is_word).count();
            let bits = words.iter().filter(is_word).fold(0, |bits, word| bits | bit(word));
            let colon = words.contains(&":");
            lexicon.first.entry(words[0]).or_default().push((bits, lexicon.patterns.len()));
            lexicon.patterns.push(Pattern { reason, words, fixed, colon });
        }
        lexicon
    })
}

fn section_reason(section: &str) -> Reason {
    match section {
        "skip-link" => Reason::SkipLink,
        "media-player" => Reason::MediaPlayer,
        "share" => Reason::Share,
        "tools" => Reason::Tools,
        "advertisement" => Reason::Advertisement,
        "newsletter" => Reason::Newsletter,
        "breaking" => Reason::BreakingNews,
        "cookie" => Reason::Cookie,
        "paywall" => Reason::Paywall,
        "related" => Reason::Related,
        "tags" => Reason::Tags,
        "comments" => Reason::Comments,
        "about-the-author" => Reason::AboutTheAuthor,
        "about-the-agency" => Reason::AboutTheAgency,
        "wire-credit" => Reason::WireCredit,
        "corrections" => Reason::Corrections,
        "image-credit" => Reason::ImageCredit,
        "footer" => Reason::Footer,
        "navigation" => Reason::Navigation,
        _ => Reason::Other,
    }
}

/// One of 64 bits for a word.
fn bit(word: &str) -> u64 {
    let hash = word.bytes().fold(0u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    1 << (hash >> 26)
}

/// What `text`, a whole block, is known as.
#[inline(never)]
pub(super) fn known(text: &str) -> Option<Line> {
    let normal = Normal::new(text)?;
    let words: Vec<&str> = normal.words().collect();
    let bits = words.iter().fold(0, |bits, word| bits | bit(word));
    let plain = words.iter().filter(|w| **w != ":").count();
    let lexicon = lexicon();
    // Players and share bars print counts and times only.
    let keys = [words[0], "0", "*"];
    let sentence = text.ends_with(['.', '?', '!', '”', '"']);
    keys.iter()
        .filter_map(|key| lexicon.first.get(key))
        .flatten()
        // A block without one of the pattern's words cannot be it.
        .filter(|(all, _)| all & !bits == 0)
        .map(|&(_, at)| &lexicon.patterns[at])
        .find_map(|pattern| {
            let open = pattern.words.contains(&"*");
            let loose = pattern.fixed <= LOOSE && !pattern.colon;
            if (open && loose && (plain > LONGEST_LOOSE || (sentence && plain > pattern.fixed))) || !matches(&pattern.words, &words) {
                return None;
            }
            let single = plain == 1
                && matches!(pattern.reason, Reason::Navigation | Reason::Tags | Reason::Footer | Reason::Tools | Reason::BreakingNews);
            Some(Line { reason: pattern.reason, certain: !single })
        })
}

/// The words of a block in lower case, colons among them.
struct Normal {
    text: String,
    /// Where each word ends in `text`.
    ends: Vec<usize>,
}

impl Normal {
    /// Nothing for a block that no pattern fits.
    fn new(text: &str) -> Option<Self> {
        // Bytes first, because most blocks that are long are much too long.
        if text.len() > LONGEST * 12 {
            return None;
        }
        let mut out = Self { text: String::with_capacity(text.len()), ends: Vec::new() };
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            if c.is_ascii_alphanumeric() {
                out.text.push(c.to_ascii_lowercase());
                continue;
            }
            if c.is_alphanumeric() {
                out.text.extend(c.to_lowercase());
                continue;
            }
            // '0:01:22', '1,200' and '3.5' are one number each.
            let inside = out.word().ends_with(|d: char| d.is_ascii_digit()) && chars.peek().is_some_and(char::is_ascii_digit);
            if inside && matches!(c, ':' | ',' | '.' | '/') {
                out.text.push(c);
                continue;
            }
            out.end();
            if matches!(c, ':' | '©') {
                out.text.push(c);
                out.end();
            }
        }
        out.end();
        (1..=LONGEST).contains(&out.ends.len()).then_some(out)
    }

    /// The word that has not ended.
    fn word(&self) -> &str {
        &self.text[self.ends.last().copied().unwrap_or(0)..]
    }

    fn end(&mut self) {
        if !self.word().is_empty() {
            self.ends.push(self.text.len());
        }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.ends.iter().scan(0, |from, &end| Some(&self.text[std::mem::replace(from, end)..end]))
    }
}

/// The usual match with wild cards: on failure go back to the last `*` and let it take one word more.
fn matches(pattern: &[&str], words: &[&str]) -> bool {
    let (mut p, mut w) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while w < words.len() {
        let word = words[w];
        match pattern.get(p) {
            Some(&"*") => {
                star = Some((p, w));
                p += 1;
            }
            Some(&want) if want == word || (want == "0" && word.starts_with(|c: char| c.is_ascii_digit())) => {
                p += 1;
                w += 1;
            }
            _ if word == ":" => w += 1,
            _ => {
                let Some((at, from)) = star else { return false };
                star = Some((at, from + 1));
                p = at + 1;
                w = from + 1;
            }
        }
    }
    pattern[p..].iter().all(|&rest| rest == "*")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<Reason>) {
        assert_eq!(known(text).map(|line| line.reason), expect, "{text}");
    }

    #[test]
    fn known_lines_are_told_by_all_of_their_words() {
        check("No media source currently available", Some(Reason::MediaPlayer));
        check("0:00 0:01:22 0:00", Some(Reason::MediaPlayer));
        check("16x9 Image", Some(Reason::MediaPlayer));
        check("WATCH: Minister Says The Bridge Will Open In May", Some(Reason::MediaPlayer));
        check("READ MORE: Minister opens the bridge", Some(Reason::Related));
        check("Skip to main content", Some(Reason::SkipLink));
        check("Accessibility links", Some(Reason::SkipLink));
        check("Breaking News", Some(Reason::BreakingNews));
        check("With reporting by Reuters and AP", Some(Reason::WireCredit));
        check("(Reporting by A. Writer; Editing by B. Reader)", Some(Reason::WireCredit));
        check("ABC journalists report the news in 27 languages in 23 countries where few can. More here.", Some(Reason::AboutTheAgency));
        check("Correction: an earlier version gave a wrong date.", Some(Reason::Corrections));
        check("Sign up for our weekly letter", Some(Reason::Newsletter));
        check("XS", Some(Reason::Tools));
        check("Share on Facebook", Some(Reason::Share));
    }

    #[test]
    fn sentences_that_use_such_words_are_not() {
        check("Watch out for the bridge, the minister said.", None);
        check("Related parties have to say so, the court ruled.", None);
        check("Share prices fell by a tenth on Monday.", None);
        check("More on Monday than on any other day, people take the bus.", None);
        check("The player said 'please wait' and then 'No media source currently available' appeared.", None);
        check("Comments by the minister angered the opposition, which called for a vote on the matter.", None);
        check("", None);
    }
}
