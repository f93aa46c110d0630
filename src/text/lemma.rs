//! Base forms of verbs and nouns, by rules of spelling and a list of irregular forms.

use super::Tag;
use crate::lexicon;
use std::borrow::Cow;

/// The base form of `word`, in lower case: "said" and "says" are "say", "ministers" is "minister". Words that are
/// neither verbs nor plural nouns are only put in lower case.
pub fn lemma(word: &str, tag: Tag) -> Cow<'_, str> {
    let low: Cow<str> = if word.chars().any(char::is_uppercase) { Cow::Owned(word.to_lowercase()) } else { Cow::Borrowed(word) };
    let low = if low.contains('’') { Cow::Owned(low.replace('’', "'")) } else { low };
    let verb = tag.is_verb() || tag == Tag::Md;
    if !verb && !tag.is_plural() {
        return low;
    }
    // A possessive "'s" is no verb; its tag tells.
    if let Some(base) = lexicon::irregular().get(&low) {
        return Cow::Borrowed(base);
    }
    if let Some(base) = known_verb(&low, tag) {
        return Cow::Owned(base);
    }
    let base = match tag {
        Tag::Vbz | Tag::Nns | Tag::Nnps => without_s(&low),
        Tag::Vbd | Tag::Vbn => low.strip_suffix("ed").map(stem),
        Tag::Vbg => low.strip_suffix("ing").map(stem),
        _ => None,
    };
    base.map_or(low, Cow::Owned)
}

/// The verb of the list of cues that `form` is a form of; surer than the rules, and these verbs matter most.
fn known_verb(form: &str, tag: Tag) -> Option<String> {
    let ending = match tag {
        Tag::Vbd | Tag::Vbn => "ed",
        Tag::Vbg => "ing",
        _ => return None,
    };
    let stem = form.strip_suffix(ending)?;
    let with_e = format!("{stem}e");
    [stem, with_e.as_str()].into_iter().find(|base| lexicon::cues().has(base)).map(str::to_owned)
}

fn without_s(word: &str) -> Option<String> {
    if word.len() < 4 || word.ends_with("ss") {
        return None;
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    if lexicon::ends_in(word, "es") {
        return word.strip_suffix("es").map(str::to_owned);
    }
    word.strip_suffix('s').map(str::to_owned)
}

/// The base of a form without "ed" or "ing": "den-i-ed" lost a y, "argu-ed" an e, "slamm-ed" gained an m.
fn stem(stem: &str) -> String {
    let bytes = stem.as_bytes();
    let vowel = |at: usize| bytes.get(at).is_some_and(|b| b"aeiou".contains(b));
    let n = bytes.len();
    let vowels = (0..n).filter(|&at| vowel(at) || at > 0 && bytes[at] == b'y').count();
    if n < 2 || vowels == 0 || !stem.is_ascii() {
        return stem.to_owned();
    }
    let last = bytes[n - 1];
    if last == b'i' {
        return format!("{}y", &stem[..n - 1]);
    }
    if last == bytes[n - 2] && !b"aeiouls".contains(&last) && !stem.ends_with("dd") && !stem.ends_with("ff") && !stem.ends_with("zz") {
        return stem[..n - 1].to_owned();
    }
    if last == b'u'
        || last == b'v'
        || last == b'c'
        || stem.ends_with("dg")
        || stem.ends_with("rg")
        || stem.ends_with("eas")
        || stem.ends_with("ns")
        || stem.ends_with("rs")
    {
        return format!("{stem}e");
    }
    if stem.ends_with("iz")
        || stem.ends_with("ng")
            && (stem.ends_with("ang") || stem.ends_with("eng") || stem.ends_with("alleng"))
            && !stem.ends_with("bang")
            && !stem.ends_with("hang")
    {
        return format!("{stem}e");
    }
    let e_after_k_or_p = (last == b'k' || last == b'p') && n >= 3 && vowel(n - 2) && !vowel(n - 3) && vowels == 1;
    if e_after_k_or_p {
        return format!("{stem}e");
    }
    // Regular stems whose last letter takes no e.
    if lexicon::ends_in(stem, "whole") {
        return stem.to_owned();
    }
    // One vowel before one consonant: "prais" and "blam" lost an e; "report", "explain", "threaten" did not.
    let double_vowel = n >= 3 && vowel(n - 2) && vowel(n - 3);
    let e = lexicon::ends_in(stem, "pair") || !double_vowel && lexicon::ends_in(stem, "soft") && !lexicon::whole_stems().has(stem);
    if e { format!("{stem}e") } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_forms() {
        for (word, tag, expect) in [
            ("said", Tag::Vbd, "say"),
            ("Says", Tag::Vbz, "say"),
            ("denied", Tag::Vbd, "deny"),
            ("accused", Tag::Vbd, "accuse"),
            ("argued", Tag::Vbd, "argue"),
            ("slammed", Tag::Vbd, "slam"),
            ("urging", Tag::Vbg, "urge"),
            ("blamed", Tag::Vbd, "blame"),
            ("noted", Tag::Vbd, "note"),
            ("stated", Tag::Vbd, "state"),
            ("quoted", Tag::Vbn, "quote"),
            ("reported", Tag::Vbd, "report"),
            ("explained", Tag::Vbd, "explain"),
            ("announced", Tag::Vbd, "announce"),
            ("insisted", Tag::Vbd, "insist"),
            ("promised", Tag::Vbd, "promise"),
            ("praised", Tag::Vbd, "praise"),
            ("criticized", Tag::Vbd, "criticize"),
            ("believed", Tag::Vbd, "believe"),
            ("vowed", Tag::Vbd, "vow"),
            ("hoping", Tag::Vbg, "hope"),
            ("joked", Tag::Vbd, "joke"),
            ("asked", Tag::Vbd, "ask"),
            ("stressed", Tag::Vbd, "stress"),
            ("pledged", Tag::Vbd, "pledge"),
            ("demanded", Tag::Vbd, "demand"),
            ("threatened", Tag::Vbd, "threaten"),
            ("acknowledged", Tag::Vbd, "acknowledge"),
            ("challenged", Tag::Vbd, "challenge"),
            ("charged", Tag::Vbd, "charge"),
            ("tweeted", Tag::Vbd, "tweet"),
            ("declared", Tag::Vbd, "declare"),
            ("claimed", Tag::Vbd, "claim"),
            ("warned", Tag::Vbd, "warn"),
            ("admitted", Tag::Vbd, "admit"),
            ("wants", Tag::Vbz, "want"),
            ("ministers", Tag::Nns, "minister"),
            ("parties", Tag::Nns, "party"),
            ("women", Tag::Nns, "woman"),
            ("n’t", Tag::Rb, "n't"),
            ("recalled", Tag::Vbd, "recall"),
            ("concluded", Tag::Vbd, "conclude"),
            ("described", Tag::Vbd, "describe"),
            ("agreed", Tag::Vbd, "agree"),
            ("conceded", Tag::Vbd, "concede"),
            ("suggested", Tag::Vbd, "suggest"),
        ] {
            assert_eq!(lemma(word, tag), expect, "{word}");
        }
    }
}
