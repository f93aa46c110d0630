//! From bytes to characters.

use std::io::Read;

/// Unpacks gzip; anything else is returned as it is.
pub(super) fn gunzip(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let mut out = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut out).map_err(|error| format!("not a whole gzip file: {error}"))?;
    Ok(out)
}

/// Plain text: UTF-8 or, by its byte order mark, UTF-16; every other byte sequence is windows-1252.
pub(super) fn text(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
    }
    encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned()
}

/// HTML: by byte order mark, then by the `charset` that the first 1024 bytes declare, then UTF-8 where it fits, then windows-1252.
pub(super) fn html(bytes: &[u8]) -> String {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let declared = head.find("charset=").and_then(|at| {
        let name: String = head[at + 8..]
            .trim_start_matches(['"', '\''])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c))
            .collect();
        encoding_rs::Encoding::for_label(name.as_bytes())
    });
    match (declared, std::str::from_utf8(bytes)) {
        (_, Ok(text)) => text.strip_prefix('\u{feff}').unwrap_or(text).to_owned(),
        (Some(encoding), _) => encoding.decode(bytes).0.into_owned(),
        (None, Err(_)) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}
