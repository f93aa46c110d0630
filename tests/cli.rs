//! The command line as a researcher uses it: a folder of files of all sorts in, one result for each out.
#![cfg(feature = "cli")]

use flate2::{Compression, write::GzEncoder};
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const STORY: &str = "Two towns quarrel over a bridge\n\nMayor Ada Brook said the bridge will open in May.\n\n\
    “We were never asked,” said Piet Horn, who leads the farmers’ union.\n";

/// A folder of its own for one test, removed when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("standpoint-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A page in the shape of a news site, with `text` in its first paragraph.
fn page(charset: &str, text: &str) -> String {
    let rest = "The council of the valley met on Monday to talk about the old bridge, which has been closed for two years. ".repeat(8);
    format!(
        "<!doctype html><html lang=en><head><meta charset={charset}><title>Bridge row</title></head><body><nav><a href=/>Home</a></nav>\
         <article><h1>Bridge row goes on</h1><p>{text} {rest}</p><p>{rest}</p><p>{rest}</p></article></body></html>"
    )
}

fn analyze(paths: &[&Path], more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_standpoint")).arg("analyze").args(paths).args(more).output().unwrap()
}

fn json_lines(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn prints_one_object_a_file_in_the_order_of_the_arguments() {
    let folder = Folder::new("order");
    let files: Vec<PathBuf> = (0..12).map(|i| folder.write(&format!("s{i}.txt"), STORY.repeat(12 - i))).collect();
    let paths: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let output = analyze(&paths, &["-j", "4"]);
    assert!(output.status.success());
    let ids: Vec<String> = json_lines(&output).iter().map(|r| r["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, (0..12).map(|i| format!("s{i}")).collect::<Vec<_>>());
    assert_eq!(output.stdout, analyze(&paths, &[]).stdout, "threads change nothing");
}

#[test]
fn a_text_is_taken_as_it_is_and_offsets_are_scalar_values() {
    let folder = Folder::new("text");
    let report = &json_lines(&analyze(&[&folder.write("a.txt", STORY)], &[]))[0];
    assert_eq!(report["schema"], 1);
    assert_eq!(report["article"]["text"], STORY);
    let text: Vec<char> = STORY.chars().collect();
    let attributions = report["attributions"].as_array().unwrap();
    assert!(!attributions.is_empty());
    let contents: Vec<String> = attributions
        .iter()
        .map(|a| {
            let span = &a["content"][0];
            text[span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize].iter().collect()
        })
        .collect();
    assert!(contents.iter().any(|c| c.contains("never asked")), "{contents:?}");
}

#[test]
fn reads_the_encodings_and_packings_that_pages_come_in() {
    let folder = Folder::new("encodings");
    let said = "The mayor of Orléans said “no”.";
    let utf8 = page("utf-8", said);
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(said);
    let mut latin = page("windows-1252", "@").into_bytes();
    let at = latin.iter().position(|&b| b == b'@').unwrap();
    latin.splice(at..=at, windows.iter().copied());
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(utf8.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let files = [
        folder.write("a.html", &utf8),
        folder.write("b.html", latin),
        folder.write("c.htm", utf16),
        folder.write("d.html.gz", gzip(utf8.as_bytes())),
    ];
    let paths: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let output = analyze(&paths, &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let reports = json_lines(&output);
    assert_eq!(reports.iter().map(|r| r["id"].as_str().unwrap()).collect::<Vec<_>>(), ["a", "b", "c", "d"]);
    for report in reports {
        assert!(report["article"]["text"].as_str().unwrap().contains(said), "{} lost its characters", report["id"]);
        assert_eq!(report["title"], "Bridge row");
    }
}

#[test]
fn a_bad_file_gets_one_line_and_the_others_are_done() {
    let folder = Folder::new("bad");
    let good = folder.write("good.txt", STORY);
    let whole = gzip(page("utf-8", "x").as_bytes());
    let bad = [
        folder.0.join("missing.html"),
        folder.write("cut.html.gz", &whole[..whole.len() / 2]),
        folder.write("picture.html", [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0xff, 0xfe, 0, 0]),
        folder.write("empty.html", ""),
    ];
    for file in &bad {
        let output = analyze(&[file, &good], &[]);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{}", file.display());
        assert_eq!(errors.lines().count(), 1, "{errors}");
        assert!(errors.starts_with(&file.display().to_string()), "{errors}");
        assert_eq!(json_lines(&output).len(), 1, "{}", file.display());
    }
}

#[test]
fn a_folder_stands_for_the_files_below_it() {
    let folder = Folder::new("folder");
    std::fs::create_dir(folder.0.join("b")).unwrap();
    for name in ["c.txt", "a.txt", "b/d.txt", "notes.pdf"] {
        folder.write(name, STORY);
    }
    let reports = json_lines(&analyze(&[&folder.0], &[]));
    assert_eq!(reports.iter().map(|r| r["id"].as_str().unwrap()).collect::<Vec<_>>(), ["a", "d", "c"]);
}

#[test]
fn writes_tables_and_documents() {
    let folder = Folder::new("formats");
    let (a, b) = (folder.write("a.txt", STORY), folder.write("b.txt", STORY));
    let table = String::from_utf8(analyze(&[&a, &b], &["--format", "csv"]).stdout).unwrap();
    assert_eq!(table.lines().filter(|line| line.starts_with("article,")).count(), 1, "one header: {table}");
    assert!(table.lines().any(|line| line.starts_with("b,")), "{table}");
    let document = String::from_utf8(analyze(&[&a], &["--format", "markdown"]).stdout).unwrap();
    assert!(document.starts_with("# Two towns quarrel over a bridge\n"), "{document}");
    assert!(document.contains("never asked"), "{document}");
}
