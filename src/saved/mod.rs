//! Saved pages and texts: from the bytes of a file to what the pipe takes.

mod decode;
mod html;

use crate::snapshot::PageSnapshot;
use std::path::{Path, PathBuf};

pub use html::snapshot;

/// What a file holds.
pub enum Saved {
    Page(PageSnapshot),
    Text(String),
}

/// Reads a `.html`, `.htm` or `.txt` file, gzipped or not (by its first bytes, whatever its name).
///
/// # Errors
/// A sentence without the path: the file cannot be read, is no whole gzip though it starts like one, is empty, or is no text.
pub fn open(path: &Path) -> Result<Saved, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    let bytes = decode::gunzip(bytes)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("an empty file".to_owned());
    }
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
    if name.trim_end_matches(".gz").ends_with(".txt") {
        return Ok(Saved::Text(decode::text(&bytes)?));
    }
    Ok(Saved::Page(html::snapshot(&decode::html(&bytes)?, "")))
}

/// The file's name without `.gz`, `.html`, `.htm`, `.txt`.
pub fn id(path: &Path) -> String {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    [".html", ".htm", ".txt"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name).to_owned()
}

/// Replaces each folder by the files below it that [`open`] reads, in the order of their names.
/// A path that does not exist stays, so that `open` can say so.
pub fn expand(paths: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut todo: Vec<PathBuf> = paths.into_iter().rev().collect();
    while let Some(path) = todo.pop() {
        let Ok(entries) = std::fs::read_dir(&path) else {
            out.push(path);
            continue;
        };
        let mut below: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        below.retain(|p| p.is_dir() || is_saved(p));
        below.sort_by(|a, b| b.cmp(a));
        todo.extend(below);
    }
    out
}

fn is_saved(path: &Path) -> bool {
    let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    [".html", ".htm", ".txt"].iter().any(|end| name.ends_with(end))
}
