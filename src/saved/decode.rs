//! From bytes to characters.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::Read;

/// No saved page is larger; what unpacks to more is a decompression bomb.
const LARGEST: u64 = 256 << 20;

/// Where the standard lets a browser look for a declaration (1024 bytes), and some more for pages that are late.
const DECLARED_WITHIN: usize = 4096;

const BINARY: &str = "neither a web page nor a text (binary data)";

/// Unpacks gzip; anything else is returned as it is.
pub(super) fn gunzip(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let mut out = Vec::new();
    let unpacked = flate2::read::MultiGzDecoder::new(bytes.as_slice()).take(LARGEST + 1).read_to_end(&mut out);
    unpacked.map_err(|error| format!("not a whole gzip file: {error}"))?;
    if out.len() as u64 > LARGEST {
        return Err("unpacks to more than 256 MB".to_owned());
    }
    Ok(out)
}

/// Plain text: UTF-8 or, by byte order mark or zero bytes, UTF-16; every other byte sequence is windows-1252.
///
/// # Errors
/// A sentence, where the bytes are no text.
pub(super) fn text(bytes: &[u8]) -> Result<String, String> {
    decode(bytes, None)
}

/// HTML: by byte order mark, then by the encoding that `<meta charset>`, `<meta http-equiv>` or an XML declaration
/// names, then UTF-8 where it fits, then windows-1252.
///
/// # Errors
/// A sentence, where the bytes are no text.
pub(super) fn html(bytes: &[u8]) -> Result<String, String> {
    decode(bytes, declared(bytes))
}

fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<String, String> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => match wide(bytes) {
            Some(encoding) => encoding,
            None if is_binary(bytes) => return Err(BINARY.to_owned()),
            None => narrow(bytes, declared),
        },
    };
    let (text, _, _) = encoding.decode(bytes);
    // Two in a hundred is more than the worst mixture of encodings gives on a page that a person can read.
    let control = text.chars().filter(|&c| c.is_control() && !c.is_whitespace() && !('\u{7f}'..'\u{a0}').contains(&c)).count();
    if control * 50 > text.chars().count() {
        return Err(BINARY.to_owned());
    }
    Ok(text.into_owned())
}

/// An encoding of ASCII and something: the declared one, unless the bytes contradict it.
fn narrow(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    match declared {
        // UTF-8 is hard to hit by accident; but the seven-bit encodings of Japanese and the like are valid UTF-8 too.
        Some(encoding) if !encoding.is_ascii_compatible() => encoding,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        Some(encoding) if encoding != UTF_8 => encoding,
        _ if mostly_utf8(bytes) => UTF_8,
        _ => WINDOWS_1252,
    }
}

/// A page of UTF-8 with some broken bytes (cut in the middle of a character, or pasted from elsewhere).
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// UTF-16 without a byte order mark: every second byte of markup is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512)];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let enough = head.len() / 4;
    match (even, odd) {
        (0, n) if n > enough => Some(UTF_16LE),
        (n, 0) if n > enough => Some(UTF_16BE),
        _ => None,
    }
}

fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    let control = head.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)).count();
    control * 50 > head.len()
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]).to_ascii_lowercase();
    let name = |from: usize| -> Option<&'static Encoding> {
        let rest = head.get(from..)?.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(rest.len());
        Encoding::for_label(&rest.as_bytes()[..end])
    };
    if head.trim_start().starts_with("<?xml")
        && let Some(at) = head.find("encoding")
        && let Some(encoding) = name(at + "encoding".len())
    {
        return Some(unless_wide(encoding));
    }
    head.match_indices("charset").find_map(|(at, word)| name(at + word.len())).map(unless_wide)
}

/// A declaration that can be read byte by byte is not of UTF-16; the standard takes it for UTF-8.
fn unless_wide(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[track_caller]
    fn check(bytes: &[u8], expect: &str) {
        let text = html(bytes).unwrap();
        assert!(text.contains(expect), "{text}");
    }

    fn encoded(label: &str, head: &str, text: &str) -> Vec<u8> {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        let (bytes, _, failed) = encoding.encode(text);
        assert!(!failed);
        [head.as_bytes(), &bytes].concat()
    }

    #[test]
    fn encodings_are_taken_as_declared() {
        check(&encoded("windows-1251", "<meta charset=windows-1251><p>", "Привет"), "Привет");
        let old = "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=Shift_JIS\"><p>";
        check(&encoded("shift_jis", old, "日本語のニュース"), "日本語のニュース");
        check(&encoded("iso-2022-jp", "<meta charset='iso-2022-jp'><p>", "日本語"), "日本語");
        check(&encoded("gb2312", "<META CHARSET = \"gb2312\"><p>", "新闻"), "新闻");
        check(&encoded("iso-8859-2", "<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><html>", "Łódź"), "Łódź");
    }

    #[test]
    fn a_wrong_declaration_does_not_spoil_utf8() {
        check("<meta charset=iso-8859-1><p>naïve – “so”".as_bytes(), "naïve – “so”");
        check("<meta charset=utf-16><p>é".as_bytes(), "é");
        check("<meta charset=no-such-thing><p>é".as_bytes(), "é");
        check(b"<meta charset=utf-8><p>caf\xe9", "café");
        check(&["<p>één ééén ".as_bytes(), b"\xe9", " rest".as_bytes()].concat(), "één ééén \u{fffd} rest");
    }

    #[test]
    fn byte_order_marks_and_zero_bytes_tell_utf16() {
        let units = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        check(&[&[0xff, 0xfe][..], &units("<p>Grüße")].concat(), "<p>Grüße");
        check(&units("<p>Grüße aus Köln, und noch mehr"), "Grüße aus Köln");
        let big: Vec<u8> = "<p>Grüße aus Köln, und mehr".encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&big, "Grüße aus Köln");
        assert_eq!(text("\u{feff}plain".as_bytes()).unwrap(), "plain");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let noise: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(html(&noise), Err(BINARY.to_owned()));
        assert_eq!(text(&[0; 100]), Err(BINARY.to_owned()));
        assert!(html(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x02\0\x08\x06\0\0\0").is_err());
    }

    #[test]
    fn gzip_is_unpacked_whole_or_refused() {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packer.write_all("some text, ".repeat(500).as_bytes()).unwrap();
        let packed = packer.finish().unwrap();
        assert_eq!(gunzip(packed.clone()).unwrap().len(), 5500);
        let error = gunzip(packed[..packed.len() / 2].to_vec()).unwrap_err();
        assert!(error.starts_with("not a whole gzip file"), "{error}");
        assert_eq!(gunzip(b"plain".to_vec()).unwrap(), b"plain");
    }
}
