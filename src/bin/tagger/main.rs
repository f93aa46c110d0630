//! Trains the part-of-speech tagger and measures it, its sentences and its tokens.
//!
//! `tagger TREEBANKS` measures the model that is built in; `tagger TREEBANKS MODEL` trains one and writes it
//! to MODEL, the same bytes each time; `--show` prints what differs from the treebank.

mod perceptron;
mod segmentation;
mod treebank;

use std::path::Path;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let show = arguments.iter().any(|a| a == "--show");
    let mut paths = arguments.iter().filter(|a| !a.starts_with("--"));
    let folder = paths.next().map_or(".", String::as_str);
    let load = |name: &str| treebank::read(&Path::new(folder).join(format!("{name}.conllu.gz")));
    if let Some(model) = paths.next() {
        let documents = [load("ewt-train")?, load("gum-train")?].concat();
        return std::fs::write(model, perceptron::train(documents.iter().flat_map(perceptron::sentences).collect()));
    }
    let gum = [load("gum-dev")?, load("gum-test")?].concat();
    let news = |d: &&treebank::Document| d.id.starts_with("GUM_news");
    let sets = [
        ("GUM news", gum.iter().filter(news).cloned().collect()),
        ("GUM", gum.clone()),
        ("PUD news", load("pud-test")?.into_iter().filter(|d| d.id.starts_with('n')).collect()),
        ("EWT", load("ewt-test")?),
    ];
    for (name, documents) in &sets {
        let documents: &Vec<treebank::Document> = documents;
        let (sentences, tokens) = segmentation::score(documents.iter(), show);
        let mut confusions = Default::default();
        let [tags, coarse, initial] = perceptron::accuracy(documents.iter(), &mut confusions);
        println!("{name}: sentences {sentences:.1} tokens {tokens:.1} tags {tags:.1} coarse {coarse:.1} initial names {initial:.1}");
        if show {
            let mut worst: Vec<_> = confusions.into_iter().collect();
            worst.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
            for ((gold, found), count) in worst.into_iter().take(20) {
                println!("  {count} {} for {}", found.name(), gold.name());
            }
        }
    }
    Ok(())
}
