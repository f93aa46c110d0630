//! Trains and measures the attribution models.
//!
//! `attribution dump FILES...` prints articles of the corpus, one a line, as `src/attribution/train/network` reads them: that
//! program trains the network, and its halves. `attribution train DATA_DIR NETWORK EVEN ODD OUT` trains the judgement behind it
//! on `polnear_train.jsonl` of the PolNeAR corpus (networkdynamics/PolNeAR, no licence stated: only weights leave) and writes the
//! model file; the same data gives the same file, byte for byte. `attribution evaluate DATA_DIR [MODEL]` prints the scores on
//! `polnear_dev.jsonl` and a table by construction; without a model file it measures the one that the library carries, and
//! what a reader is shown of it.

use standpoint::attribution::train::{corpus, dump, score::Score, train};
use standpoint::attribution::{Models, attributions, attributions_with};
use std::path::Path;

fn main() -> Result<(), String> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words[..] {
        ["train", data, network, even, odd, out] => {
            let documents = corpus::read(&Path::new(data).join("polnear_train.jsonl"))?;
            let file = |name: &str| std::fs::read(name).map_err(|e| format!("{name}: {e}"));
            let model = train(&documents, &file(network)?, [&file(even)?, &file(odd)?]);
            std::fs::write(out, &model).map_err(|e| format!("{out}: {e}"))?;
            evaluate(data, Some(&model), false)
        }
        ["dump", ref files @ ..] => {
            for file in files {
                corpus::read(Path::new(file))?.iter().for_each(|document| println!("{}", dump(document)));
            }
            Ok(())
        }
        ["evaluate", data] => evaluate(data, None, true),
        ["evaluate", data, model] => {
            let model = std::fs::read(model).map_err(|e| format!("{model}: {e}"))?;
            evaluate(data, Some(&model), true)
        }
        _ => Err("usage: attribution dump FILES... | train DATA_DIR NETWORK EVEN ODD OUT | evaluate DATA_DIR [MODEL]".to_owned()),
    }
}

/// Prints the scores of all that the models find, and, where the built-in ones are measured, of what is left of it for a reader once
/// the speakers are known and the labels judged: what `standpoint analyze` prints and the Python scorer sees.
fn evaluate(data: &str, model: Option<&[u8]>, tables: bool) -> Result<(), String> {
    let documents = corpus::read(&Path::new(data).join("polnear_dev.jsonl"))?;
    let (mut all, mut shown) = (Score::default(), Score::default());
    for document in &documents {
        let found = match model {
            Some(model) => attributions_with(&document.text, &document.parsed, &Models::read(model)),
            None => {
                shown.add(document, &standpoint::analyze_text(&document.text).attributions);
                attributions(&document.text, &document.parsed)
            }
        };
        all.add(document, &found);
    }
    all.print();
    if model.is_none() {
        println!("as shown:");
        shown.print();
    }
    if tables {
        all.print_constructions();
    }
    Ok(())
}
