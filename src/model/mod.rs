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

/// Where the row of a hash begins.
pub fn tagger_slot(hash: u32) -> usize {
    hash as usize & (TAGGER_ROWS - 1)
}
