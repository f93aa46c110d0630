//! Trains the part-of-speech tagger and measures it, its sentences and its tokens.

mod segmentation;
mod treebank;

use std::path::Path;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let show = std::env::args().any(|a| a == "--show");
    let load = |name: &str| treebank::read(&Path::new(&folder).join(name));
    let gum: Vec<_> = [load("gum-dev.conllu.gz")?, load("gum-test.conllu.gz")?].into_iter().flatten().collect();
    let gum_train = load("gum-train.conllu.gz")?;
    let pud = load("pud-test.conllu.gz")?;
    let ewt = load("ewt-test.conllu.gz")?;
    let news = |d: &&treebank::Document| d.id.starts_with("GUM_news");
    for (name, (s, t)) in [
        ("GUM news", segmentation::score(gum.iter().filter(news), show)),
        ("GUM train news", segmentation::score(gum_train.iter().filter(news), show)),
        ("GUM", segmentation::score(gum.iter(), false)),
        ("PUD", segmentation::score(pud.iter(), false)),
        ("EWT", segmentation::score(ewt.iter(), false)),
    ] {
        println!("{name}: sentences {s:.1} tokens {t:.1}");
    }
    Ok(())
}
