//! The command line: the core over saved pages and texts.

use clap::{Parser, Subcommand, ValueEnum};
use standpoint::report::{Report, csv, markdown};
use standpoint::saved::{self, Saved};
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Who says what on news pages, and where each side stands.
#[derive(Parser)]
#[command(version)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Analyse saved pages (.html, .htm) and texts (.txt), gzipped or not, and print what was found.
    Analyze {
        /// Files, or folders: a folder stands for all such files below it, in the order of their names.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// json: one object of schema 1 a line; markdown: a document for each file; csv: a row for each attribution.
        #[arg(long, value_enum, default_value = "json")]
        format: Format,
        /// Threads.
        #[arg(short, long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=256))]
        jobs: u16,
    },
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    Json,
    Markdown,
    Csv,
}

fn main() -> ExitCode {
    let Command::Analyze { files, format, jobs } = Args::parse().command;
    // The message of a panic is part of the one line that the file gets.
    std::panic::set_hook(Box::new(|_| {}));
    match run(&saved::expand(files), format, usize::from(jobs)) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        // Whoever reads the output has closed it ("| head"): there is nobody left to tell.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot write the output: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Analyses the files on `jobs` threads and prints in the order of the files. Gives the number of failures.
fn run(files: &[PathBuf], format: Format, jobs: usize) -> io::Result<usize> {
    let mut out = BufWriter::new(io::stdout().lock());
    if format == Format::Csv {
        out.write_all(csv::header().as_bytes())?;
    }
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..jobs.min(files.len()) {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                while let Some((at, file)) = { Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, files.get(at)?))) } {
                    // The receiver is gone when the output is closed: the work can stop.
                    if sender.send((at, analyze(file, format))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        print(files, receiver, &mut out)
    })
}

/// Prints the results as they become due, and the progress of a long run.
fn print(files: &[PathBuf], results: mpsc::Receiver<(usize, Result<String, String>)>, out: &mut impl Write) -> io::Result<usize> {
    let (mut waiting, mut due, mut failed) = (BTreeMap::new(), 0, 0);
    let mut progress = Progress::new(files.len());
    for (at, result) in results {
        waiting.insert(at, result);
        while let Some(result) = waiting.remove(&due) {
            match result {
                Ok(text) => out.write_all(text.as_bytes())?,
                Err(error) => {
                    failed += 1;
                    eprintln!("{}: {error}", files[due].display());
                }
            }
            due += 1;
        }
        progress.tell(due);
    }
    out.flush()?;
    Ok(failed)
}

fn analyze(file: &Path, format: Format) -> Result<String, String> {
    catch_unwind(AssertUnwindSafe(|| {
        let analysis = match &saved::open(file)? {
            Saved::Page(page) => standpoint::analyze(page),
            Saved::Text(text) => standpoint::analyze_text(text),
        };
        let report = Report::new(&saved::id(file), &analysis);
        Ok(match format {
            Format::Json => serde_json::to_string(&report).map_err(|error| error.to_string())? + "\n",
            Format::Markdown => markdown::document(&report) + "\n",
            Format::Csv => csv::rows(&report),
        })
    }))
    .unwrap_or_else(|panic| {
        let told = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        Err(format!("internal error, please report this file: {}", told.unwrap_or("no message")))
    })
}

/// Tells on stderr how far a run has come that takes longer than a person likes to wait.
struct Progress {
    total: usize,
    start: Instant,
    told: Duration,
}

impl Progress {
    const FIRST: Duration = Duration::from_secs(5);
    const EVERY: Duration = Duration::from_secs(2);

    fn new(total: usize) -> Self {
        Self { total, start: Instant::now(), told: Self::FIRST - Self::EVERY }
    }

    fn tell(&mut self, done: usize) {
        let now = self.start.elapsed();
        if now > self.told + Self::EVERY && done < self.total {
            eprintln!("{done} of {} files", self.total);
            self.told = now;
        }
    }
}
