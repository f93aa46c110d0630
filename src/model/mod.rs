//! Trained weights as data, built into the program and read where they lie. `tagger.md` tells where the
//! tagger's come from and under which licence they are; `trees` is the format of the classifier of blocks.
//! `README.md` tells of `attribution.bin`, which `network` and `linear` read, and of the tables of text that `named` reads.

pub mod linear;
pub mod named;
pub mod network;
pub mod trees;
pub mod words;

/// Rows of the tagger's table: a row begins at each byte, rows overlap.
pub const TAGGER_ROWS: usize = 1 << 18;

static TAGGER: &[u8] = include_bytes!("tagger.bin");

/// The weights of the feature with that hash, one for each tag, each a signed byte.
pub fn tagger_row<const TAGS: usize>(hash: u32) -> &'static [u8] {
    let from = tagger_slot(hash);
    TAGGER.get(from..from + TAGS).unwrap_or(&[])
}

/// The place of the entry for `hash` in a table of entries of `size` bytes each, which begin with the highest 24 bits of their hashes
/// and ascend by them.
pub fn entry(table: &[u8], size: usize, hash: u32) -> Option<usize> {
    let key = hash >> 8;
    let at = |i: usize| table.get(i * size..i * size + 3).map_or(u32::MAX, |b| u32::from_le_bytes([b[0], b[1], b[2], 0]));
    let (mut low, mut high) = (0, table.len() / size);
    while low < high {
        let middle = (low + high) / 2;
        if at(middle) < key { low = middle + 1 } else { high = middle }
    }
    (at(low) == key).then_some(low)
}

/// Where the row of a hash begins.
pub fn tagger_slot(hash: u32) -> usize {
    hash as usize & (TAGGER_ROWS - 1)
}
