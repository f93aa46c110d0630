//! The command line: the core over saved pages and texts.

use clap::{Parser, Subcommand, ValueEnum};
use standpoint::report::Report;
use standpoint::saved::{self, Saved};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Parser)]
#[command(version, about)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Analyse saved pages (.html, .htm) and texts (.txt), gzipped or not.
    Analyze {
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[arg(long, value_enum, default_value = "json")]
        format: Format,
        /// Threads.
        #[arg(short, default_value_t = 1)]
        jobs: usize,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Json,
    Markdown,
    Csv,
}

fn main() -> ExitCode {
    let Command::Analyze { files, format: _, jobs: _ } = Args::parse().command;
    let mut failed = false;
    for file in &files {
        match analyze(file) {
            Ok(line) => println!("{line}"),
            Err(error) => {
                eprintln!("{}: {error}", file.display());
                failed = true;
            }
        }
    }
    ExitCode::from(u8::from(failed))
}

fn analyze(file: &Path) -> Result<String, String> {
    let analysis = match saved::open(file)? {
        Saved::Page(page) => standpoint::analyze(&page),
        Saved::Text(text) => standpoint::analyze_text(&text),
    };
    serde_json::to_string(&Report::new(&saved::id(file), &analysis)).map_err(|error| error.to_string())
}
