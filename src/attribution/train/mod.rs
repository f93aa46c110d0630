//! Training of the judgement from an annotated corpus, behind networks that `network.py` has trained; and what that
//! program needs of the articles. The same data gives the same models, byte for byte.

mod constructions;
pub mod corpus;
mod dump;
mod exact;
mod examples;
mod fit;
mod ftrl;
pub mod score;
mod speech_verbs;

use super::network::Network;
use super::{judge, trained};
use crate::model::linear::Packed;
use crate::model::network::Reader;
use corpus::Document;
pub use dump::dump;
use examples::judge_examples;
use fit::fit;

/// The bits of the judgement's table.
const BITS: u32 = 16;

/// Trains the judgement behind `network` and gives the model file. `halves` are networks that have not seen the articles with even
/// numbers, and those with odd ones: the judgement is to know how sure a network is of articles that are new to it.
pub fn train(documents: &[Document], network: &[u8], halves: [&[u8]; 2]) -> Vec<u8> {
    let networks = halves.map(|half| Network::read(&mut Reader(half)));
    let examples: Vec<_> = documents
        .iter()
        .enumerate()
        .flat_map(|(i, document)| {
            let (beliefs, found) = trained::parts(&document.facts, &document.stretches, &networks[i % 2]);
            judge_examples(document, &beliefs, &found)
        })
        .collect();
    let mut out = network.to_vec();
    Packed::write(&fit::<{ judge::LABELS }>(&examples, BITS), BITS, 1, &mut out);
    out
}
