//! Evaluation of speakers, sides and positions against articles annotated by hand (`sides/dev.jsonl`).
//!
//! `sides GOLD.jsonl... [--own | --gold-speakers | --gold-sides] [--out PRED.jsonl] [--show] [--only ID]`
//! `sides GOLD.jsonl... [--others GOLD.jsonl...] --train WEIGHTS.tsv`
//! `sides GOLD.jsonl... [--others GOLD.jsonl...] --cross FOLDER`
//! `sides ARTICLES.jsonl... --statements STATEMENTS.jsonl`
//!
//! Without `--own` the annotated attributions are put into the pipe, so that the later stages are measured by
//! themselves; with it the pipe's own attributions are used. With `--gold-speakers` the annotated speakers are
//! put in too, which leaves the sides and positions alone to be measured, with `--gold-sides` their sides as well, which leaves the
//! positions. `--out` writes what `analyze --format json` would
//! print, for the Python scorer. `--show` lists each wrong, open and superfluous speaker. The table has one row
//! for each construction of the source. Numbers are of attributions matched with an annotated one.
//!
//! `--train` fits the ranking of positions and writes its weights, and beside them `leaning.tsv`, those of the leaning of
//! statements, `alliances.tsv` and `taking.tsv`, those of who stands with whom and of who takes a side, `labels.tsv`, those of the
//! judgement of labels, and `antecedents.tsv`, those of whom pronouns and general words mean, with a count of right ones. `--cross` leaves
//! out each twelfth of the articles in turn and writes what the others' weights make of it: FOLDER/gold.jsonl by annotated
//! attributions, FOLDER/own.jsonl by the pipe's own. `--statements` writes what readers judge for the network of
//! `src/attribution/appraisal.rs`; an `id` and a `text` a line are enough for it.

mod annotated;
mod antecedents;
mod labels;
mod statements;
mod train;

use annotated::{gold_attributions, gold_parties, gold_speakers};
use clap::Parser;
use serde::Deserialize;
use standpoint::Analysis;
use standpoint::article::Article;
use standpoint::attribution::Attribution;
use standpoint::block::PageKind;
use standpoint::report::Report;
use standpoint::side::Stance;
use standpoint::speaker::AntecedentWeights;
use standpoint::text::{Span, Text};
use standpoint::{side, speaker};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
struct Args {
    /// Annotated articles, one JSON object a line.
    #[arg(required = true)]
    gold: Vec<PathBuf>,
    /// Use the pipe's own attributions instead of the annotated ones.
    #[arg(long)]
    own: bool,
    /// Use the annotated speakers too.
    #[arg(long, conflicts_with = "own")]
    gold_speakers: bool,
    /// Use the annotated speakers and their sides too.
    #[arg(long, conflicts_with = "own")]
    gold_sides: bool,
    #[arg(long)]
    out: Option<PathBuf>,
    #[arg(long)]
    show: bool,
    /// More annotated articles, of another kind: `--train` and `--cross` learn from them only who stands with whom and how
    /// statements lean.
    #[arg(long, num_args = 1..)]
    others: Vec<PathBuf>,
    #[arg(long)]
    train: Option<PathBuf>,
    #[arg(long)]
    cross: Option<PathBuf>,
    /// Write the speakers and statements that the pipe finds, one article a line, for readers to judge.
    #[arg(long)]
    statements: Option<PathBuf>,
    /// Articles whose id contains this.
    #[arg(long)]
    only: Option<String>,
}

/// Scalar values, half-open.
type ScalarSpan = (usize, usize);

#[derive(Deserialize)]
struct GoldArticle {
    id: String,
    text: String,
    #[serde(default)]
    speakers: Vec<GoldSpeaker>,
    #[serde(default)]
    sides: Vec<GoldSide>,
    #[serde(default)]
    attributions: Vec<GoldAttribution>,
    #[serde(default)]
    positions: Vec<GoldPosition>,
    /// Of another kind than those that are to be read well.
    #[serde(skip)]
    other: bool,
}

#[derive(Deserialize)]
struct GoldSide {
    id: String,
    label: String,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Deserialize)]
struct GoldPosition {
    side: String,
    spans: Vec<Option<ScalarSpan>>,
    stance: Stance,
    #[serde(default)]
    essential: bool,
}

#[derive(Deserialize)]
struct GoldSpeaker {
    id: String,
    name: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    side: String,
    #[serde(default)]
    forms: Vec<String>,
}

#[derive(Deserialize)]
struct GoldAttribution {
    speaker: String,
    kind: String,
    source_span: Option<ScalarSpan>,
    cue_span: Option<ScalarSpan>,
    content_spans: Vec<Option<ScalarSpan>>,
}

/// An annotated attribution with all the speakers that share it.
struct Gold {
    attribution: Attribution,
    speakers: BTreeSet<String>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), String> {
    let mut articles: Vec<GoldArticle> = Vec::new();
    for (path, other) in args.gold.iter().map(|path| (path, false)).chain(args.others.iter().map(|path| (path, true))) {
        let input = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        for line in input.lines().filter(|l| !l.trim().is_empty()) {
            let article: GoldArticle = serde_json::from_str(line).map_err(|e| e.to_string())?;
            articles.push(GoldArticle { other, ..article });
        }
    }
    articles.retain(|a| args.only.as_ref().is_none_or(|only| a.id.contains(only.as_str())));
    let write = |path: &std::path::Path, text: String| std::fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()));
    if let Some(path) = &args.statements {
        return write(path, articles.iter().map(|a| format!("{}\n", statements::read(a))).collect());
    }
    if let Some(path) = &args.train {
        let antecedents = antecedents::fit(&articles);
        let unjudged = labels::read(&articles, &antecedents.without);
        let (readings, joining) = train::readings(&articles, &unjudged, &antecedents.without, args);
        write(&path.with_file_name("antecedents.tsv"), antecedents.all.table())?;
        let (ranking, leaning) = train::fit(&readings, None);
        write(path, ranking.table())?;
        write(&path.with_file_name("alliances.tsv"), joining.alliances.table())?;
        write(&path.with_file_name("taking.tsv"), joining.taking.table())?;
        write(&path.with_file_name("labels.tsv"), labels::fit(&unjudged, |at| !articles[at].other).table())?;
        return write(&path.with_file_name("leaning.tsv"), leaning.table());
    }
    if let Some(folder) = &args.cross {
        let antecedents = antecedents::fit(&articles).without;
        let [gold, own] = train::cross(&mut train::readings(&articles, &labels::read(&articles, &antecedents), &antecedents, args).0);
        write(&folder.join("gold.jsonl"), gold)?;
        return write(&folder.join("own.jsonl"), own);
    }
    let mut table: BTreeMap<&'static str, [usize; 3]> = BTreeMap::new();
    let mut output = String::new();
    for article in &articles {
        let gold = gold_attributions(article);
        let analysis = analyse(article, &gold, given(args), AntecedentWeights::built_in());
        if args.show {
            println!("\n## {}", article.id);
        }
        compare(article, &gold, &analysis, args.show, &mut table);
        let json = serde_json::to_string(&Report::new(&article.id, &analysis)).map_err(|e| e.to_string())?;
        output.push_str(&json);
        output.push('\n');
    }
    if let Some(path) = &args.out {
        write(path, output)?;
    }
    println!("\n{:16} {:>6} {:>6} {:>6}", "source", "right", "wrong", "open");
    let mut all = [0; 3];
    for (name, counts) in &table {
        println!("{name:16} {:6} {:6} {:6}", counts[0], counts[1], counts[2]);
        for (sum, count) in all.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    println!("{:16} {:6} {:6} {:6}", "all", all[0], all[1], all[2]);
    Ok(())
}

/// How much of the annotation is put into the pipe; each takes in those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Given {
    Nothing,
    Attributions,
    Speakers,
    Sides,
}

fn given(args: &Args) -> Given {
    match (args.own, args.gold_speakers, args.gold_sides) {
        (true, ..) => Given::Nothing,
        (_, _, true) => Given::Sides,
        (_, true, _) => Given::Speakers,
        _ => Given::Attributions,
    }
}

/// The pipe over plain text, with what is `given` of the annotation.
fn analyse(gold_article: &GoldArticle, gold: &[Gold], given: Given, antecedents: &AntecedentWeights) -> Analysis {
    if given == Given::Nothing {
        return standpoint::analyze_text(&gold_article.text);
    }
    let (blocks, article) = Article::from_text(&gold_article.text);
    let parsed = Text::parse(&article.text, &article.blocks());
    let mut gold: Vec<&Gold> = gold.iter().collect();
    gold.sort_by_key(|g| (g.attribution.content[0], g.attribution.extent()));
    let attributions: Vec<Attribution> = gold.iter().map(|g| g.attribution.clone()).collect();
    let speakers = match given >= Given::Speakers {
        true => gold_speakers(gold_article, &gold),
        false => speaker::resolve_by(&article.text, &parsed, &attributions, antecedents),
    };
    let mut parties = side::parties_of(&article.text, &parsed, &attributions, &speakers);
    if given == Given::Sides {
        parties = gold_parties(gold_article, &speakers, &parties);
    }
    if given != Given::Sides {
        parties = side::joined(parties, side::AllianceWeights::built_in(), side::TakingWeights::built_in());
    }
    let sides = side::take(&article.text, &parsed, &attributions, &speakers, parties, &side::Models::built_in());
    Analysis {
        url: String::new(),
        language: "en".to_owned(),
        title: article.headline.clone().unwrap_or_default(),
        page_kind: PageKind::Article,
        blocks,
        article,
        text: parsed,
        attributions,
        speakers,
        sides,
        notes: Vec::new(),
        dismissed: Vec::new(),
    }
}

/// What kind of source this is, by its words alone.
fn construction(text: &str, attribution: &Attribution, speakers: usize) -> &'static str {
    let Some(first) = attribution.source.first() else { return "none" };
    let source = first.of(text);
    let low = source.to_lowercase();
    if speakers > 1 || attribution.source.len() > 1 {
        return "joint";
    }
    match low.as_str() {
        "he" | "she" | "his" | "her" | "him" => return "he, she",
        "they" | "their" | "them" | "both" => return "they",
        "it" | "its" => return "it",
        "who" | "which" | "that" => return "who",
        "i" | "we" | "you" | "my" | "our" | "me" | "us" => return "first person",
        _ => {}
    }
    let rest = ["The ", "A ", "An "].iter().find_map(|article| source.strip_prefix(article)).unwrap_or(source);
    let capital = rest.split_whitespace().any(|w| w.starts_with(char::is_uppercase));
    if capital { "name" } else { "description" }
}

/// Word places of `spans`: words are runs of letters and digits, numbered over the text.
fn places(words: &[Span], spans: &[Span]) -> BTreeSet<usize> {
    (0..words.len()).filter(|&i| spans.iter().any(|s| s.overlaps(words[i]))).collect()
}

fn words(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        match out.last_mut() {
            Some(last) if last.end as usize == at => last.end = (at + c.len_utf8()) as u32,
            _ => out.push(Span::new(at, at + c.len_utf8())),
        }
    }
    out
}

fn compare(article: &GoldArticle, gold: &[Gold], analysis: &Analysis, show: bool, table: &mut BTreeMap<&'static str, [usize; 3]>) {
    let text = &article.text;
    let words = words(text);
    let gold_places: Vec<_> = gold.iter().map(|g| places(&words, &g.attribution.content)).collect();
    let own_places: Vec<_> = analysis.attributions.iter().map(|a| places(&words, &a.content)).collect();
    let mut pairs = Vec::new();
    for (i, a) in gold_places.iter().enumerate() {
        for (j, b) in own_places.iter().enumerate() {
            let common = a.intersection(b).count();
            let union = a.len() + b.len() - common;
            if common > 0 && common * 2 >= union {
                pairs.push((common * 1_000_000 / union, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.cmp(a));
    let (mut used_gold, mut used_own) = (BTreeSet::new(), BTreeSet::new());
    pairs.retain(|&(_, i, j)| !used_gold.contains(&i) && !used_own.contains(&j) && used_gold.insert(i) && used_own.insert(j));
    pairs.sort_by_key(|&(_, i, _)| i);
    let by_id: BTreeMap<&str, &GoldSpeaker> = article.speakers.iter().map(|s| (s.id.as_str(), s)).collect();
    for &(_, i, j) in &pairs {
        let of = analysis.speakers.of.get(j).map(Vec::as_slice).unwrap_or(&[]);
        let names: Vec<&str> = of.iter().filter_map(|&id| analysis.speakers.list.get(id)).map(|s| s.name.as_str()).collect();
        let wanted: Vec<&GoldSpeaker> = gold[i].speakers.iter().filter_map(|id| by_id.get(id.as_str()).copied()).collect();
        let right = names.iter().any(|n| wanted.iter().any(|w| is_speaker(n, w)));
        let outcome = if names.is_empty() { 2 } else { usize::from(!right) };
        let construction = construction(text, &gold[i].attribution, gold[i].speakers.len());
        table.entry(construction).or_default()[outcome] += 1;
        if show && outcome != 0 {
            let a = &analysis.attributions[j];
            let source: Vec<&str> = a.source.iter().map(|s| s.of(text)).collect();
            let wanted: Vec<&str> = wanted.iter().map(|w| w.name.as_str()).collect();
            let extent = a.extent();
            let shown: String = extent.of(text).chars().take(110).collect();
            println!("{} [{construction}] {source:?} -> {names:?}, should be {wanted:?}: {shown}", ["", "WRONG", "open "][outcome]);
        }
    }
    if show {
        let heard: BTreeSet<&str> = article.attributions.iter().map(|a| a.speaker.as_str()).collect();
        for speaker in article.speakers.iter().filter(|s| heard.contains(s.id.as_str())) {
            if !analysis.speakers.list.iter().any(|s| is_speaker(&s.name, speaker)) {
                println!("MISSED {}", speaker.name);
            }
        }
        for own in &analysis.speakers.list {
            if !article.speakers.iter().any(|s| is_speaker(&own.name, s)) {
                println!("EXTRA {:?} {:?}", own.name, own.kind);
            }
        }
    }
}

const PRONOUNS: [&str; 16] =
    ["he", "she", "they", "him", "her", "them", "it", "i", "we", "his", "their", "its", "who", "himself", "herself", "themselves"];
const STOP: [&str; 18] =
    ["the", "a", "an", "of", "and", "for", "in", "on", "at", "to", "mr", "mrs", "ms", "dr", "sir", "former", "president", "minister"];

fn is_speaker(name: &str, speaker: &GoldSpeaker) -> bool {
    same_name(name, &speaker.name) || speaker.forms.iter().any(|f| !PRONOUNS.contains(&f.to_lowercase().as_str()) && same_name(name, f))
}

/// The scorer's rule: one name's words, without titles and small words, are among the other's.
fn same_name(a: &str, b: &str) -> bool {
    let (full_a, full_b) = (name_words(a), name_words(b));
    let keep = |list: &[String]| list.iter().filter(|w| !STOP.contains(&w.as_str()) && *w != "secretary").cloned().collect::<BTreeSet<_>>();
    let (x, y) = (keep(&full_a), keep(&full_b));
    if x.is_empty() || y.is_empty() {
        return full_a == full_b && !full_a.is_empty();
    }
    x.is_subset(&y) || y.is_subset(&x)
}

fn name_words(name: &str) -> Vec<String> {
    let low = name.to_lowercase().replace("’s", "").replace("'s", "");
    let low = low.replace("u.s.", "us").replace("u.n.", "un").replace("u.k.", "uk");
    low.split(|c: char| !c.is_alphanumeric() && c != '.').map(|w| w.trim_matches('.').to_owned()).filter(|w| !w.is_empty()).collect()
}
