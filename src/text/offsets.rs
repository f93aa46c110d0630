//! Conversion of offsets at the border: bytes inside, scalar values in JSON, UTF-16 units in JavaScript.

/// Converts byte offsets of one text to Unicode scalar values, as the JSON report wants them.
pub struct ScalarOffsets {
    /// Scalar values before byte 0, 256, 512, ...: one entry for each `STEP` bytes.
    before: Vec<u32>,
}

const STEP: usize = 256;

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

impl ScalarOffsets {
    pub fn new(text: &str) -> Self {
        let mut before = vec![0];
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            count += chunk.iter().filter(|&&b| is_start(b)).count() as u32;
            before.push(count);
        }
        Self { before }
    }

    /// The number of scalar values before byte `byte` of `text`, the text given to `new`.
    pub fn at(&self, text: &str, byte: usize) -> u32 {
        let byte = byte.min(text.len());
        let chunk = byte / STEP;
        let rest = &text.as_bytes()[chunk * STEP..byte];
        self.before[chunk] + rest.iter().filter(|&&b| is_start(b)).count() as u32
    }
}

/// The UTF-16 code units before byte `byte` of `text`, or before the character that the byte stands in: the unit of DOM ranges.
pub fn utf16_offset(text: &str, byte: usize) -> u32 {
    text.char_indices().take_while(|(at, c)| at + c.len_utf8() <= byte).map(|(_, c)| c.len_utf16() as u32).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_scalar_values_and_utf16_units() {
        let text = "a “é” 😀 z".repeat(60);
        let offsets = ScalarOffsets::new(&text);
        for (scalar, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.at(&text, byte), scalar as u32);
            assert_eq!(utf16_offset(&text, byte) as usize, text[..byte].encode_utf16().count());
            assert_eq!(utf16_offset(&text, byte + 1), utf16_offset(&text, byte) + u32::from(text.as_bytes()[byte] < 128));
        }
        assert_eq!(offsets.at(&text, text.len()), text.chars().count() as u32);
    }
}
