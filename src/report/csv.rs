//! One table row for each attribution and speaker, for spreadsheets and statistics programs.

use super::Report;

/// The names of the columns. Offsets are Unicode scalar values of the article's text, half-open, and cover
/// the content from its first to its last character.
pub const COLUMNS: [&str; 14] = [
    "article",
    "url",
    "attribution",
    "kind",
    "speaker",
    "role",
    "speaker_kind",
    "side",
    "source",
    "cue",
    "content",
    "start",
    "end",
    "confidence",
];

/// The header line, with its line end.
pub fn header() -> String {
    line(COLUMNS.map(str::to_owned))
}

/// The rows of one report, each with its line end, without the header.
pub fn rows(report: &Report) -> String {
    let cutter = super::Cutter::new(&report.article.text);
    let mut out = String::new();
    let speakers_of = |a: &'_ super::ReportAttribution| match a.speakers.len() {
        0 => vec![None],
        _ => a.speakers.iter().map(|&id| Some(id)).collect(),
    };
    for (a, speaker) in report.attributions.iter().flat_map(|a| speakers_of(a).into_iter().map(move |speaker| (a, speaker))) {
        let speaker = speaker.and_then(|id| report.speakers.get(id));
        let side = speaker.and_then(|s| s.side).and_then(|id| report.sides.get(id));
        let start = a.content.first().map_or(0, |s| s[0]);
        let end = a.content.last().map_or(0, |s| s[1]);
        out.push_str(&line([
            report.id.clone(),
            report.url.clone(),
            a.id.to_string(),
            super::word(&a.kind),
            speaker.map(|s| s.name.clone()).unwrap_or_default(),
            speaker.and_then(|s| s.role.clone()).unwrap_or_default(),
            speaker.map(|s| super::word(&s.kind)).unwrap_or_default(),
            side.map(|s| s.label.clone()).unwrap_or_default(),
            cutter.join(&a.source),
            cutter.join(&a.cue),
            cutter.join(&a.content),
            start.to_string(),
            end.to_string(),
            a.confidence.to_string(),
        ]));
    }
    out
}

/// One line after RFC 4180.
fn line(cells: [String; COLUMNS.len()]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    cells.join(",") + "\r\n"
}

/// A cell in quotation marks where it needs them. The text comes from a page that may be hostile, so a cell
/// that a spreadsheet would run as a formula gets an apostrophe before it, as OWASP advises.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_disarmed() {
        assert_eq!(quoted("plain"), "plain");
        assert_eq!(quoted("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("-- he said"), "'-- he said");
    }

    #[test]
    fn a_row_has_as_many_cells_as_the_header() {
        let report = Report::new("x", &crate::analyze_text("Council split\n\nAda Brook said the dam will stay.\n"));
        assert_eq!(header().trim_end().split(',').count(), COLUMNS.len());
        let rows = rows(&report);
        assert!(rows.contains("Ada Brook"), "{rows}");
        assert!(rows.lines().all(|row| row.split(',').count() == COLUMNS.len()), "{rows}");
    }
}
