//! Trains and measures the attribution models.
//!
//! `attribution train DATA_DIR OUT` reads `polnear_train.jsonl` and `polnear_dev.jsonl` of the PolNeAR corpus
//! (networkdynamics/PolNeAR, no licence stated: only weights leave) and writes the model file; the same data gives the
//! same file, byte for byte. `attribution evaluate DATA_DIR [MODEL]` prints the scores on the development part and a
//! table by construction; without a model file it measures the one that the library carries. `attribution tune cues|spans
//! DATA_DIR SETTINGS...` compares settings (`cue_l1=4,cue_passes=5`; an empty word is the default) on that part.
//!
//! The model file of the project: `cargo run --release --features train --bin attribution -- train DATA_DIR
//! src/model/attribution.bin`.

use standpoint::attribution::train::{Settings, corpus, score::Score, train, tune_cues, tune_spans};
use standpoint::attribution::{Models, attributions, attributions_with};
use std::path::Path;

fn main() -> Result<(), String> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words[..] {
        ["train", data, out] => {
            let started = std::time::Instant::now();
            let documents = corpus::read(&Path::new(data).join("polnear_train.jsonl"))?;
            let log = |line: &str| eprintln!("{:6.1} s  {line}", started.elapsed().as_secs_f32());
            let model = train(&documents, Settings::default(), log);
            log(&format!("{} bytes", model.len()));
            std::fs::write(out, &model).map_err(|e| format!("{out}: {e}"))?;
            evaluate(data, Some(&model), false)
        }
        ["tune", what, data, ref settings @ ..] => {
            let documents = corpus::read(&Path::new(data).join("polnear_train.jsonl"))?;
            let dev = corpus::read(&Path::new(data).join("polnear_dev.jsonl"))?;
            let settings = settings.iter().map(|s| Settings::with(s)).collect::<Result<Vec<_>, _>>()?;
            if what == "cues" {
                tune_cues(&documents, &dev, &settings);
                return Ok(());
            }
            tune_spans(&documents, &settings, |settings, model| {
                let mut score = Score::default();
                for document in &dev {
                    score.add(document, &attributions_with(&document.text, &document.parsed, &Models::read(model)));
                }
                println!("{settings:?} {}", score.line());
            });
            Ok(())
        }
        ["evaluate", data] => evaluate(data, None, true),
        ["evaluate", data, model] => {
            let model = std::fs::read(model).map_err(|e| format!("{model}: {e}"))?;
            evaluate(data, Some(&model), true)
        }
        _ => Err("usage: attribution train DATA_DIR OUT | evaluate DATA_DIR [MODEL] | tune cues|spans DATA_DIR SETTINGS...".to_owned()),
    }
}

fn evaluate(data: &str, model: Option<&[u8]>, tables: bool) -> Result<(), String> {
    let documents = corpus::read(&Path::new(data).join("polnear_dev.jsonl"))?;
    let mut score = Score::default();
    for document in &documents {
        let found = match model {
            Some(model) => attributions_with(&document.text, &document.parsed, &Models::read(model)),
            None => attributions(&document.text, &document.parsed),
        };
        score.add(document, &found);
    }
    score.print();
    if tables {
        score.print_constructions();
    }
    Ok(())
}
