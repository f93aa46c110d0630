//! Pages of each kind with what becomes of each of their blocks: `tests/pages/NAME/input.html` and `expected.txt`.
//! After a change that is meant, `UPDATE=1 cargo test --features cli --test golden` writes the expectations anew: read the
//! difference before you commit it.
#![cfg(feature = "cli")]

use standpoint::block::{Block, PageKind};
use standpoint::plan::OverlayPlan;
use standpoint::{analyze, saved};
use std::fmt::Write;
use std::path::Path;

/// One line a block: hidden ones with a minus and their reason, folded ones with a tilde.
fn described(html: &str) -> String {
    let page = saved::snapshot(html, "");
    let analysis = analyze(&page);
    let plan = OverlayPlan::new(&page, &analysis, true);
    let hidden = |block: &Block| plan.hide.iter().find(|hide| hide.node <= block.node && block.node.0 < page.node(hide.node).end);
    let mut out = String::new();
    let kind = if analysis.page_kind == PageKind::Article { "article" } else { "no article" };
    writeln!(out, "{kind}").unwrap();
    for block in &analysis.blocks {
        let mark = match hidden(block) {
            Some(hide) if hide.fold => '~',
            Some(_) => '-',
            None => ' ',
        };
        let label = serde_json::to_value(block.label).unwrap();
        let reason = block.reason.map(|reason| serde_json::to_value(reason).unwrap());
        let what = reason.as_ref().unwrap_or(&label).as_str().unwrap_or_default().to_owned();
        let text: String = block.text.chars().take(70).collect();
        writeln!(out, "{mark} {what:16} {text}").unwrap();
    }
    out
}

#[test]
fn every_kind_of_page() {
    let mut folders: Vec<_> = Path::new("tests/pages").read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() >= 9);
    let mut wrong = Vec::new();
    for folder in folders {
        let found = described(&std::fs::read_to_string(folder.join("input.html")).unwrap());
        let path = folder.join("expected.txt");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        if found != expected {
            let lines = found.lines().zip(expected.lines().chain(std::iter::repeat(""))).filter(|(a, b)| a != b);
            let lines = lines.map(|(a, b)| format!("  found    {a}\n  expected {b}\n")).collect::<String>();
            wrong.push(format!("{}\n{lines}", folder.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
