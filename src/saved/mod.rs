//! Saved pages and texts: from the bytes of a file to what the pipe takes.

mod decode;
mod html;

use crate::snapshot::PageSnapshot;
use std::path::Path;

pub use html::snapshot;

/// What a file holds.
pub enum Saved {
    Page(PageSnapshot),
    Text(String),
}

/// Reads a `.html`, `.htm` or `.txt` file, gzipped or not (by its first bytes, whatever its name).
///
/// # Errors
/// A sentence without the path: the file cannot be read, is no gzip though it starts like one, or is empty.
pub fn open(path: &Path) -> Result<Saved, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    let bytes = decode::gunzip(bytes)?;
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
    if name.trim_end_matches(".gz").ends_with(".txt") {
        return Ok(Saved::Text(decode::text(&bytes)));
    }
    Ok(Saved::Page(html::snapshot(&decode::html(&bytes), "")))
}

/// The file's name without `.gz`, `.html`, `.htm`, `.txt`.
pub fn id(path: &Path) -> String {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    [".html", ".htm", ".txt"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name).to_owned()
}
