//! Articles of our own, and what a careful reader takes from each: `tests/articles/NAME/input.txt` and
//! `expected.txt`. A line of the latter is one of
//!
//! ```text
//! label SPEAKER: WORDS    the words are in a content that is labelled with this speaker
//! open: WORDS             the words are in no content that is labelled with anybody
//! never SPEAKER: WORDS    the words are in no content that is labelled with this speaker
//! side LABEL: SPEAKER     the panel has the speaker on this side
//! apart: A / B            the two are not on one side
//! mention SPEAKER: WORDS  the words are a mention of the speaker
//! agree: A, B             the panel says that the sides agree among themselves
//! differ: A, B / C        the panel says that those before the stroke differ from those behind it
//! sides: no               the panel sets no sides against each other
//! nobody                  nobody is quoted
//! todo ...                known to fail; the test fails when it begins to hold, so that the word is taken away
//! ```

use standpoint::plan::{Arrangement, Panel};
use standpoint::report::Report;
use standpoint::side::Relation;
use standpoint::{Analysis, analyze_text};
use std::fs;
use std::path::Path;

struct Reading {
    report: Report,
    panel: Panel,
}

impl Reading {
    fn new(analysis: &Analysis) -> Reading {
        Reading { report: Report::new("x", analysis), panel: Panel::new(analysis, true) }
    }

    /// The speakers of all contents in which `words` stand.
    fn speakers_of(&self, words: &str) -> Vec<&str> {
        let text: Vec<char> = self.report.article.text.chars().collect();
        let content = |a: &standpoint::report::ReportAttribution| -> String {
            a.content.iter().map(|s| text[s[0] as usize..s[1] as usize].iter().collect::<String>()).collect::<Vec<_>>().join(" … ")
        };
        let found = self.report.attributions.iter().filter(|a| content(a).contains(words));
        found.flat_map(|a| &a.speakers).map(|&id| self.report.speakers[id].name.as_str()).collect()
    }

    fn side_of(&self, speaker: &str) -> Option<&str> {
        let speaker = self.report.speakers.iter().find(|s| s.name == speaker)?;
        speaker.side.map(|id| self.report.sides[id].label.as_str())
    }

    fn holds(&self, line: &str) -> bool {
        if line == "nobody" {
            return self.report.attributions.iter().all(|a| a.speakers.is_empty()) && self.panel.arrangement == Arrangement::NobodyQuoted;
        }
        let (what, words) = line.split_once(": ").unwrap_or_else(|| panic!("no such expectation: {line}"));
        match what.split_once(' ').unwrap_or((what, "")) {
            ("label", name) => self.speakers_of(words).contains(&name),
            ("open", _) => self.speakers_of(words).is_empty(),
            ("never", name) => !self.speakers_of(words).contains(&name),
            ("side", label) => self.side_of(words) == Some(label),
            ("apart", _) => {
                let (a, b) = words.split_once(" / ").unwrap();
                self.side_of(a).is_none() || self.side_of(a) != self.side_of(b)
            }
            ("mention", name) => {
                let text: Vec<char> = self.report.article.text.chars().collect();
                let speaker = self.report.speakers.iter().find(|s| s.name == name);
                speaker.is_some_and(|s| s.mentions.iter().any(|m| text[m[0] as usize..m[1] as usize].iter().collect::<String>() == words))
            }
            ("agree" | "differ", _) => {
                let wanted = if what == "agree" { Relation::Agree } else { Relation::Disagree };
                let titles =
                    |groups: &[usize]| groups.iter().map(|&at| self.panel.groups[at].title.as_str()).collect::<Vec<_>>().join(", ");
                self.panel.issues.iter().filter(|issue| issue.relation == wanted).any(|issue| {
                    let camps = [titles(&issue.groups), titles(&issue.towards)];
                    camps.iter().filter(|camp| !camp.is_empty()).cloned().collect::<Vec<_>>().join(" / ") == words
                })
            }
            ("sides", _) => self.panel.arrangement != Arrangement::BySide,
            _ => panic!("no such expectation: {line}"),
        }
    }
}

#[test]
fn articles_are_read_as_a_careful_reader_would() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut folders: Vec<_> = fs::read_dir(root).unwrap().flatten().map(|entry| entry.path()).collect();
    folders.sort();
    assert!(folders.len() >= 10);
    let mut wrong = Vec::new();
    for folder in folders {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let reading = Reading::new(&analyze_text(&fs::read_to_string(folder.join("input.txt")).unwrap()));
        let expected = fs::read_to_string(folder.join("expected.txt")).unwrap();
        for line in expected.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (todo, claim) = line.strip_prefix("todo ").map_or((false, line), |claim| (true, claim));
            if reading.holds(claim) == todo {
                wrong.push(format!("{name}: {}{claim}", if todo { "holds now, take away the todo: " } else { "" }));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// A side may be accused on an issue without a word of its own on it: it is one of the issue's sides all the same.
#[test]
fn the_json_names_all_sides_of_an_issue() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles/three-governments/input.txt");
    let json = serde_json::to_value(Report::new("x", &analyze_text(&fs::read_to_string(path).unwrap()))).unwrap();
    let issue = json["issues"].as_array().unwrap().iter().find(|issue| issue["relation"] == "disagree").unwrap();
    let labels: Vec<&str> = issue["sides"]
        .as_array()
        .unwrap()
        .iter()
        .map(|id| json["sides"][id.as_u64().unwrap() as usize]["label"].as_str().unwrap())
        .collect();
    assert_eq!(labels, ["Norway", "Iceland"]);
    let positions = issue["positions"].as_array().unwrap();
    let norways = json["sides"][0]["positions"].as_array().unwrap();
    assert!(!positions.is_empty() && norways.iter().all(|position| !positions.contains(&position["id"])));
}
