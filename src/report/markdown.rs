//! The summary as Markdown: the panel on paper, then every attribution in the order of the article.

use super::{Cutter, Report, ReportPosition, ReportSide, ReportSpeaker};
use std::fmt::Write;

/// A whole document; ends with a line end.
pub fn document(report: &Report) -> String {
    let cutter = Cutter::new(&report.article.text);
    let mut out = String::new();
    let title = if report.title.is_empty() { &report.id } else { &report.title };
    let _ = writeln!(out, "# {}\n", escaped(title));
    if !report.url.is_empty() {
        let _ = writeln!(out, "<{}>\n", report.url.replace(['<', '>', ' '], ""));
    }
    for note in &report.notes {
        let _ = writeln!(out, "*{}*\n", note.sentence());
    }
    let sides: Vec<_> = report.sides.iter().filter(|side| !side.positions.is_empty()).collect();
    if !sides.is_empty() {
        out.push_str("## Where each side stands\n\n");
    }
    for side in sides {
        let _ = writeln!(out, "### {}\n", escaped(&side.label));
        // Who is left without a label is not worth a line beside those who have one.
        let says = |id: &usize| report.attributions.iter().any(|a| a.speakers.contains(id));
        let silent = !side.speakers.iter().any(&says);
        for speaker in side.speakers.iter().filter(|id| silent || says(id)).filter_map(|&id| report.speakers.get(id)) {
            let _ = writeln!(out, "{}\n", introduced(speaker));
        }
        for position in &side.positions {
            let _ = writeln!(out, "- {}", position_line(position));
        }
        out.push('\n');
    }
    for issue in &report.issues {
        let holds = |side: &ReportSide| side.positions.iter().any(|position| issue.positions.contains(&position.id));
        let parties = report.sides.iter().filter(|side| issue.sides.contains(&side.id) || holds(side));
        let (named, silent): (Vec<_>, Vec<_>) = parties.partition(|side| holds(side));
        let names = |sides: &[&ReportSide]| sides.iter().map(|side| escaped(&side.label)).collect::<Vec<_>>().join(" and ");
        let (named, silent, label) = (names(&named), names(&silent), escaped(&issue.label));
        let relation = super::word(&issue.relation);
        // Those who have no position of their own on it stand against (or with) all who have, never these among themselves.
        let _ = match named.is_empty() || silent.is_empty() {
            true => writeln!(out, "{named}{silent} {relation} on: {label}\n"),
            false => writeln!(out, "{silent} {relation} with {named} on: {label}\n"),
        };
    }
    if !report.attributions.is_empty() {
        out.push_str("## Who said what\n\n");
    }
    for a in &report.attributions {
        let names: Vec<String> = a.speakers.iter().filter_map(|&id| report.speakers.get(id)).map(|s| escaped(&s.name)).collect();
        let who = if names.is_empty() { "?".to_owned() } else { names.join(" and ") };
        let _ = writeln!(out, "- **{who}**: {}", escaped(&cutter.join(&a.content)));
    }
    out
}

fn introduced(speaker: &ReportSpeaker) -> String {
    match &speaker.role {
        Some(role) => {
            let one_of = if speaker.shares_role { super::ONE_OF } else { "" };
            format!("**{}**, {one_of}{}", escaped(&speaker.name), escaped(role))
        }
        None => format!("**{}**", escaped(&speaker.name)),
    }
}

fn position_line(position: &ReportPosition) -> String {
    let towards = position.target.as_ref().map(|t| format!(" {}", escaped(t))).unwrap_or_default();
    format!("*{}{towards}*: {}", super::word(&position.stance), escaped(&position.statement))
}

/// Text of the page on one line, with the characters taken out of action that Markdown or HTML would act on.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            match c {
                '<' => out.push_str("&lt;"),
                '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' => out.extend(['\\', c]),
                _ => out.push(c),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::ReportIssue;
    use super::*;
    use crate::side::Relation;

    #[test]
    fn text_of_the_page_cannot_act() {
        assert_eq!(escaped("a *b*\n<script> [x](y)"), "a \\*b\\* &lt;script> \\[x\\](y)");
    }

    #[test]
    fn the_document_names_who_said_what() {
        let report = Report::new("x", &crate::analyze_text("Council split\n\nAda Brook said the dam will stay.\n"));
        let document = document(&report);
        assert!(document.starts_with("# Council split\n"), "{document}");
        assert!(document.contains("- **Ada Brook**: the dam will stay"), "{document}");
    }

    #[test]
    fn who_has_no_label_is_no_line_of_a_side() {
        let text = "A tunnel divides three governments\n\nMinisters of three governments met on Tuesday to speak about a tunnel under the \
            bay.\n\nLatvian Transport Minister Anna Kalnina said the tunnel was too dear.\n\nEstonian Transport Minister Jaan Tamm said \
            the tunnel would pay for itself.\n";
        let document = document(&Report::new("x", &crate::analyze_text(text)));
        assert!(document.contains("**Anna Kalnina**") && !document.contains("**Ministers"), "{document}");
    }

    #[test]
    fn who_says_nothing_on_a_matter_differs_from_those_who_do() {
        let text = "Ministers meet\n\nThe foreign ministers of Peru and Chile, Ana Ruiz and Juan Mora, both stressed the importance of \
            the treaty on fishing.\n\nU.S. Secretary of State Ann Roe warned that fish stocks were falling. \
            Ruiz demanded an end to the quotas. Mora rejected the quotas.\n";
        let mut report = Report::new("x", &crate::analyze_text(text));
        let of = |label: &str| report.sides.iter().find(|side| side.label == label).expect(label);
        let (peru, chile, states) = (of("Peru"), of("Chile"), of("United States"));
        let issue = ReportIssue {
            id: 0,
            label: "treaty".to_owned(),
            relation: Relation::Disagree,
            sides: vec![peru.id, chile.id, states.id],
            positions: vec![peru.positions[0].id, chile.positions[0].id],
        };
        report.issues = vec![issue];
        let document = document(&report);
        assert!(document.contains("United States disagree with Peru and Chile on: treaty"), "{document}");
        assert!(!document.contains("Peru and Chile disagree"), "{document}");
    }

    #[test]
    fn who_shares_a_role_is_one_of_those_who_have_it() {
        let text = "Talks end\n\nThe foreign ministers of Peru and Chile, Ana Ruiz and Juan Mora, met in Lima on Monday.\n\n\
            Ruiz demanded that Chile withdraw its ships. Mora said that Chile would not withdraw its ships.\n";
        let document = document(&Report::new("x", &crate::analyze_text(text)));
        assert!(document.contains("**Ana Ruiz**, one of the foreign ministers of Peru and Chile"), "{document}");
    }
}
