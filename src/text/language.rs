//! The language of a text, told by its script and its commonest short words.

use std::sync::OnceLock;

/// Code and sorted words of each language.
fn languages() -> &'static [(&'static str, Vec<&'static str>)] {
    static LANGUAGES: OnceLock<Vec<(&str, Vec<&str>)>> = OnceLock::new();
    LANGUAGES.get_or_init(|| {
        let lines = include_str!("../lexicon/languages.txt").lines().filter(|line| !line.starts_with('#'));
        lines
            .filter_map(|line| {
                let (code, words) = line.split_once(' ')?;
                let mut words: Vec<&str> = words.split(' ').collect();
                words.sort_unstable();
                Some((code, words))
            })
            .collect()
    })
}

/// Words looked at: enough to be sure, and the same time for every text.
const SAMPLE: usize = 1500;
/// Below this many words the page's own word counts for more.
const FEW: usize = 25;
/// Below this many words two languages are told apart by a word or two, and so many times as many are all of one as it has more.
const SHORT: usize = 60;
const NEARLY: usize = 3;
/// The share of common words below which a language has not been recognised.
const LEAST: f32 = 0.13;

/// The ISO 639-1 code of the language that `text` is in. `declared` is the page's `lang`, which is
/// wrong on many pages and so decides only where the text itself does not; empty if nothing is known.
pub fn language(declared: &str, text: &str) -> String {
    let declared = declared.split(['-', '_']).next().unwrap_or_default().trim().to_lowercase();
    if let Some(code) = by_script(text) {
        return if same_script(&declared, code) { declared } else { code.to_owned() };
    }
    let mut counts = vec![0usize; languages().len()];
    let mut words = 0;
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|w| !w.is_empty()).take(SAMPLE) {
        words += 1;
        let word = word.to_lowercase();
        for (count, (_, list)) in counts.iter_mut().zip(languages()) {
            *count += usize::from(list.binary_search(&word.as_str()).is_ok());
        }
    }
    let best = (0..counts.len()).max_by_key(|&at| (counts[at], languages()[at].0 == declared)).unwrap_or(0);
    // Small words like "a" and "do" are common in several languages: of a few words in plain letters that are nearly as often English, it is.
    let english = languages().iter().position(|(code, _)| *code == "en").unwrap_or(best);
    let plain = words < SHORT && text.chars().all(|c| c.is_ascii() || !c.is_alphabetic());
    let near = declared.is_empty() && plain && (counts[best] - counts[english]) * NEARLY <= counts[best];
    let best = if near { english } else { best };
    let sure = words >= FEW && counts[best] as f32 >= LEAST * words as f32;
    if sure || (declared.is_empty() && counts[best] > 0) { languages()[best].0.to_owned() } else { declared }
}

/// The language of a script that one language of the news is known for, where most letters are of that script.
fn by_script(text: &str) -> Option<&'static str> {
    let (mut letters, mut counts) = (0, [0usize; SCRIPTS.len()]);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(4 * SAMPLE) {
        letters += 1;
        if let Some(at) = SCRIPTS.iter().position(|(low, high, _)| (*low..=*high).contains(&c)) {
            counts[at] += 1;
        }
    }
    // Japanese is written with Chinese characters too, so a little kana decides.
    if counts[0] * 10 > letters {
        return Some(SCRIPTS[0].2);
    }
    let best = (0..SCRIPTS.len()).max_by_key(|&at| counts[at])?;
    (counts[best] * 2 > letters).then(|| SCRIPTS[best].2)
}

const SCRIPTS: [(char, char, &str); 16] = [
    ('\u{3040}', '\u{30ff}', "ja"),
    ('\u{4e00}', '\u{9fff}', "zh"),
    ('\u{ac00}', '\u{d7af}', "ko"),
    ('\u{0600}', '\u{06ff}', "ar"),
    ('\u{0590}', '\u{05ff}', "he"),
    ('\u{0370}', '\u{03ff}', "el"),
    ('\u{0900}', '\u{097f}', "hi"),
    ('\u{0980}', '\u{09ff}', "bn"),
    ('\u{0a80}', '\u{0aff}', "gu"),
    ('\u{0b80}', '\u{0bff}', "ta"),
    ('\u{0c00}', '\u{0c7f}', "te"),
    ('\u{0e00}', '\u{0e7f}', "th"),
    ('\u{1000}', '\u{109f}', "my"),
    ('\u{10a0}', '\u{10ff}', "ka"),
    ('\u{0530}', '\u{058f}', "hy"),
    ('\u{1780}', '\u{17ff}', "km"),
];

/// Languages that are written in the same script as the one it stands for here.
fn same_script(declared: &str, code: &str) -> bool {
    let group: &[&str] = match code {
        "ar" => &["ar", "fa", "ur", "ps", "ckb", "ug", "sd"],
        "hi" => &["hi", "mr", "ne", "sa"],
        "bn" => &["bn", "as"],
        "he" => &["he", "yi"],
        _ => &[],
    };
    declared == code || group.contains(&declared)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(declared: &str, text: &str, expect: &str) {
        assert_eq!(language(declared, text), expect, "{text}");
    }

    #[test]
    fn tells_languages_by_their_common_words() {
        check(
            "",
            "“Asked by a reporter whether he would resign, Governor Tate Wilmot said: “No.” “Do you regret it?” another reporter asked.",
            "en",
        );
        check("", "The minister said that the bridge would not be closed before the end of the year, and it is open to all for now.", "en");
        check(
            "",
            "Der Minister sagte, dass die Brücke nicht vor dem Ende des Jahres geschlossen wird und für alle offen ist, so wie es war.",
            "de",
        );
        check("", "Министр сказал, что мост не будет закрыт до конца года и он открыт для всех, но это не так.", "ru");
        check("", "大臣は橋を年末まで閉鎖しないと述べた。", "ja");
    }

    #[test]
    fn a_wrong_declaration_does_not_count() {
        let text = "Le ministre a dit que le pont ne sera pas fermé avant la fin de cette année et que la ville est pour une solution qui est dans les lois.";
        check("en-US", text, "fr");
        check("fr-CA", text, "fr");
    }

    #[test]
    fn few_words_are_left_to_the_page() {
        check("sv-SE", "Kort text", "sv");
        check("", "", "");
        check("fa", "وزیر گفت که پل تا پایان سال بسته نخواهد شد", "fa");
    }
}
