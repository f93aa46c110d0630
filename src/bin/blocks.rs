//! The classifier of blocks, for those who train and measure it.
//!
//! `blocks dump PAGES...` prints a line of JSON for each page: its id, and the text and features of its blocks.
//! `blocks apply SCORES.jsonl PAGES...` labels pages by given probabilities (a line `{"id": .., "scores": [..]}` a page)
//! and prints what the scorer of blocks reads. `src/block/train.py` calls both.

use serde_json::{Value, json};
use standpoint::block::{PageKind, train};
use standpoint::saved::{self, Saved};
use standpoint::snapshot::PageSnapshot;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let result = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["dump", files @ ..] => files.iter().try_for_each(|file| dump(file)),
        ["apply", scores, files @ ..] => apply(scores, files),
        _ => Err("usage: blocks dump PAGES... | blocks apply SCORES.jsonl PAGES...".to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn open(file: &str) -> Result<PageSnapshot, String> {
    match saved::open(Path::new(file)).map_err(|error| format!("{file}: {error}"))? {
        Saved::Page(page) => Ok(page),
        Saved::Text(_) => Err(format!("{file}: no page")),
    }
}

fn dump(file: &str) -> Result<(), String> {
    let (blocks, rows) = train::rows(&open(file)?);
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    println!("{}", json!({ "id": saved::id(Path::new(file)), "texts": texts, "rows": rows }));
    Ok(())
}

fn apply(scores: &str, files: &[&str]) -> Result<(), String> {
    let text = std::fs::read_to_string(scores).map_err(|error| format!("{scores}: {error}"))?;
    let mut of: BTreeMap<String, Vec<f32>> = BTreeMap::new();
    for line in text.lines() {
        let row: Value = serde_json::from_str(line).map_err(|error| format!("{scores}: {error}"))?;
        let list = row["scores"].as_array().map(|list| list.iter().map(|v| v.as_f64().unwrap_or(0.0) as f32).collect());
        of.insert(row["id"].as_str().unwrap_or_default().to_owned(), list.unwrap_or_default());
    }
    for file in files {
        let id = saved::id(Path::new(file));
        let Some(scores) = of.get(&id) else { continue };
        let (blocks, kind) = train::blocks_by(&open(file)?, scores);
        let blocks: Vec<Value> =
            blocks.iter().map(|b| json!({ "label": b.label, "reason": b.reason, "text": b.text, "confidence": b.confidence })).collect();
        println!("{}", json!({ "id": id, "article": kind == PageKind::Article, "blocks": blocks }));
    }
    Ok(())
}
