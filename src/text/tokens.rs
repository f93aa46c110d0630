//! Words and marks, cut as in the Penn Treebank: "didn't" is "did" + "n't", "Biden's" is "Biden" + "'s",
//! a hyphenated word is whole, "$5" is "$" + "5", each quotation mark and bracket stands by itself.

use super::Span;
use crate::lexicon;

/// Calls `emit` for each token of the sentence `span` in order.
pub(super) fn split(text: &str, span: Span, mut emit: impl FnMut(Span)) {
    let base = span.start as usize;
    let piece = span.of(text);
    let mut emit = |from: usize, to: usize| {
        if from < to {
            emit(Span::new(base + from, base + to));
        }
    };
    let mut at = 0;
    while let Some(c) = piece.get(at..).and_then(|rest| rest.chars().next()) {
        if is_space(c) {
            at += c.len_utf8();
            continue;
        }
        let end = if starts_word(piece, at, c) { word(piece, at, &mut emit) } else { mark(piece, at, c, &mut emit) };
        at = end.max(at + c.len_utf8());
    }
}

/// White space, and the characters that show nothing: zero-width space, byte-order mark, soft hyphen.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{AD}' | '\u{200E}' | '\u{200F}' | '\u{2060}') || c.is_control()
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '＇')
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining(c)
}

/// The common combining marks, which belong to the letter before them.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{200D}')
}

fn char_at(piece: &str, at: usize) -> Option<char> {
    piece.get(at..)?.chars().next()
}

fn starts_word(piece: &str, at: usize, c: char) -> bool {
    if c.is_alphanumeric() || c == '_' {
        return true;
    }
    let next = piece[at + c.len_utf8()..].chars().next();
    match c {
        // Handles and hash tags are words.
        '@' | '#' => next.is_some_and(|n| n.is_alphanumeric() || n == '_') && !piece[..at].ends_with(is_word),
        // ".5" is a number; "'90s" and "'em" are words.
        '.' => next.is_some_and(|n| n.is_ascii_digit()) && !piece[..at].ends_with(|p: char| p.is_alphanumeric() || p == '.'),
        _ if is_apostrophe(c) => elided(&piece[at + c.len_utf8()..]).is_some(),
        _ => false,
    }
}

/// The bytes after the apostrophe of a word that lost its beginning: "'90s", "'em", "'til".
pub(super) fn elided(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    if bytes.len() >= 2 && bytes[..2].iter().all(u8::is_ascii_digit) {
        let len = if bytes.get(2) == Some(&b's') { 3 } else { 2 };
        return (!rest[len..].starts_with(is_word)).then_some(len);
    }
    let len = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
    lexicon::elisions().has_lower(&rest[..len]).then_some(len)
}

/// Emits the mark or run of marks at `at` and returns its end.
fn mark(piece: &str, at: usize, c: char, emit: &mut impl FnMut(usize, usize)) -> usize {
    let run = |same: &dyn Fn(char) -> bool| at + piece[at..].find(|d: char| !same(d)).unwrap_or(piece.len() - at);
    let end = match c {
        '.' | '-' | '=' | '*' | '_' | '~' => run(&|d| d == c),
        '!' | '?' => run(&|d| matches!(d, '!' | '?')),
        '\'' | '`' if piece[at + 1..].starts_with(c) => at + 2,
        _ => at + c.len_utf8(),
    };
    emit(at, end);
    end
}

/// Emits the word that starts at `at`, cut where it is a contraction, and returns its end.
fn word(piece: &str, at: usize, emit: &mut impl FnMut(usize, usize)) -> usize {
    if let Some(end) = address(piece, at) {
        emit(at, end);
        return end;
    }
    let end = word_end(piece, at);
    let token = &piece[at..end];
    // A number and the unit that is written to it: "10am", "5m", "20%" (the last is a mark already).
    if let Some(unit) = unit(token) {
        emit(at, at + unit);
        emit(at + unit, end);
        return end;
    }
    // "US$", "C$": the sign belongs to the letters.
    if char_at(piece, end) == Some('$') && token.len() <= 3 && token.bytes().all(|b| b.is_ascii_uppercase()) {
        emit(at, end + 1);
        return end + 1;
    }
    for cut in cuts(token).into_iter().flatten().chain([token.len()]).scan(0, |from, to| Some((std::mem::replace(from, to), to))) {
        emit(at + cut.0, at + cut.1);
    }
    end
}

/// The end of a web or mail address that starts at `at`.
fn address(piece: &str, at: usize) -> Option<usize> {
    let rest = &piece[at..];
    let starts = |prefix: &str| rest.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
    let web = ["http://", "https://", "www."].into_iter().any(starts);
    // The bounds keep a long run of marks without spaces from being read again and again.
    let longest = if web { 2_000 } else { 80 };
    let ends = |c: char| is_space(c) || matches!(c, '"' | '<' | '>' | '”' | '“' | '’' | '(' | ')');
    let end = rest.char_indices().find(|&(i, c)| i >= longest || ends(c)).map_or(rest.len(), |(i, _)| i);
    let token = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ']']);
    // One "@" between letters, with a full stop somewhere after it.
    let mail = || {
        let (user, host) = token.split_once('@')?;
        let plain = !user.contains(['/', ',', ';', ':']) && !host.contains(['@', '/', ',', ';', ':']);
        (plain && !user.is_empty() && host.trim_matches('.').contains('.')).then_some(())
    };
    (web || mail().is_some()).then_some(at + token.len())
}

/// The end of the stretch of letters and digits at `at`, with the marks that belong inside a word.
fn word_end(piece: &str, at: usize) -> usize {
    let mut end = at + char_at(piece, at).map_or(0, char::len_utf8);
    let mut previous = char_at(piece, at).unwrap_or(' ');
    while let Some(c) = char_at(piece, end) {
        let after = end + c.len_utf8();
        let next = char_at(piece, after);
        let joins = next.is_some_and(is_word);
        let digits = previous.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit());
        let inside = match c {
            _ if is_word(c) => true,
            // A soft hyphen only says where the word may be broken.
            '-' | '‑' | '‐' | '&' | '\u{AD}' => joins,
            _ if is_apostrophe(c) => joins && previous.is_alphanumeric(),
            '.' => {
                let tied = next == Some('-') && char_at(piece, after + 1).is_some_and(char::is_alphabetic);
                if joins && (digits || !sentence_ends_within(&piece[at..end], &piece[after..])) {
                    true
                } else if tied && piece[at..end].contains('.') && ends_abbreviation(piece, at, end) {
                    // "the U.S.-Norwick border"
                    true
                } else {
                    if ends_abbreviation(piece, at, end) {
                        end = after;
                    }
                    return end;
                }
            }
            ',' | ':' | '/' => digits,
            _ => false,
        };
        if !inside {
            return end;
        }
        previous = c;
        end = after;
    }
    end
}

/// "done.The", "said.Mabrook": a full stop without the space that ought to follow. "Example.Com" has none.
pub(super) fn sentence_ends_within(before: &str, after: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let next = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let mut chars = next.chars();
    word.chars().count() >= 2
        && word.chars().all(char::is_lowercase)
        && chars.next().is_some_and(char::is_uppercase)
        && chars.all(char::is_lowercase)
        && (lexicon::sentence_starters().has_lower(next) || lexicon::said_forms().has(word) || next.chars().count() > 4)
}

/// Whether the full stop at `stop` belongs to the word `piece[at..stop]`.
fn ends_abbreviation(piece: &str, at: usize, stop: usize) -> bool {
    let word = &piece[at..stop];
    let rest = &piece[stop + 1..];
    let last = rest.chars().all(|c| !c.is_alphanumeric());
    if word.contains('.') {
        // "U.S.", "p.m.", "Ph.D.": short pieces between the stops.
        return word.split('.').all(|part| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic));
    }
    let mut chars = word.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return c.is_uppercase() && !last;
    }
    match lexicon::abbreviation(word) {
        Some(lexicon::Abbreviation::Before) => true,
        Some(lexicon::Abbreviation::BeforeNumber) => rest.trim_start().starts_with(|c: char| c.is_ascii_digit()),
        Some(lexicon::Abbreviation::Free) => true,
        None => false,
    }
}

/// Where the unit of "10am", "7.30pm" begins.
fn unit(token: &str) -> Option<usize> {
    let digits = token.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ':' | ',')))?;
    let tail = &token[digits..];
    let known = ["am", "pm", "a.m.", "p.m.", "a.m", "p.m", "AM", "PM", "km", "kg", "mph", "m", "bn", "k", "km/h"];
    (token.starts_with(|c: char| c.is_ascii_digit()) && known.contains(&tail)).then_some(digits)
}

/// Where a word is cut: before "n't" and "'s" and their like, at most twice ("wouldn't've").
fn cuts(token: &str) -> [Option<usize>; 2] {
    let lower = token.to_ascii_lowercase();
    match lower.as_str() {
        "cannot" | "gonna" | "gotta" | "gimme" | "lemme" | "wanna" => return [Some(3), None],
        _ => {}
    }
    let first = clitic(&lower);
    let second = first.and_then(|at| clitic(&lower[..at]));
    match (first, second) {
        (Some(late), Some(early)) => [Some(early), Some(late)],
        (Some(late), None) => [Some(late), None],
        _ => [None, None],
    }
}

/// Where the clitic at the end of the lower-case `word` begins.
fn clitic(word: &str) -> Option<usize> {
    let (at, c) = word.char_indices().rev().take(4).find(|&(_, c)| is_apostrophe(c))?;
    if at == 0 {
        return None;
    }
    match &word[at + c.len_utf8()..] {
        "t" if word[..at].ends_with('n') && at > 1 => Some(at - 1),
        "s" | "re" | "ve" | "ll" | "d" | "m" => Some(at),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens of `text` joined by a bar.
    fn check(text: &str, expect: &str) {
        let mut out = Vec::new();
        split(text, Span::new(0, text.len()), |t| out.push(t.of(text)));
        assert_eq!(out.join("|"), expect, "{text}");
    }

    #[test]
    fn contractions() {
        check("They didn't see Biden's plan.", "They|did|n't|see|Biden|'s|plan|.");
        check("It’s what we’ve said, isn’t it?", "It|’s|what|we|’ve|said|,|is|n’t|it|?");
        check("I wouldn't've, I cannot", "I|would|n't|'ve|,|I|can|not");
        check("O'Neill and D'Souza", "O'Neill|and|D'Souza");
        check("Mon\u{AD}tene\u{AD}gro's", "Mon\u{AD}tene\u{AD}gro|'s");
        check("CAN'T", "CA|N'T");
        check("the ministers' talks in the '90s", "the|ministers|'|talks|in|the|'90s");
    }

    #[test]
    fn abbreviations_and_stops() {
        check("The U.S. and Mr. J. Doe of Acme Inc. met.", "The|U.S.|and|Mr.|J.|Doe|of|Acme|Inc.|met|.");
        check("the U.S.-led bloc", "the|U.S.-led|bloc");
        check("He left the U.S.", "He|left|the|U.S.");
        check("No. 5 came first; no. It was plan B.", "No.|5|came|first|;|no|.|It|was|plan|B|.");
        check("at 10.30am, 7 p.m. or 5:15", "at|10.30|am|,|7|p.m.|or|5:15");
        check("It is done.The end", "It|is|done|.|The|end");
        check("No, he said.Mabrook left", "No|,|he|said|.|Mabrook|left");
        check("Ask example.Com or node.Js", "Ask|example.Com|or|node.Js");
        check("Well... no… yes", "Well|...|no|…|yes");
    }

    #[test]
    fn numbers_and_signs() {
        check("$5.2 million, 20% of US$1,000", "$|5.2|million|,|20|%|of|US$|1,000");
        check("a 20-year-old co-founder (R-Ky.)", "a|20-year-old|co-founder|(|R-Ky|.|)");
        check("and/or AT&T", "and|/|or|AT&T");
        check(
            "see https://example.org/a?b=1. Or mail a.b@example.org, now",
            "see|https://example.org/a?b=1|.|Or|mail|a.b@example.org|,|now",
        );
        check("@who said #that", "@who|said|#that");
    }

    #[test]
    fn quotation_marks_and_dashes() {
        check("“We won’t,” she said—twice -- ‘no’.", "“|We|wo|n’t|,|”|she|said|—|twice|--|‘|no|’|.");
        check("''So'' \"it\" `is`", "''|So|''|\"|it|\"|`|is|`");
        check("What?! No!!!", "What|?!|No|!!!");
    }
}
