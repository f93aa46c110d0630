//! The invariants of the architecture that the compiler does not hold: see src/README.md.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// Path below `src`, and the lines of code in it (comments and what stands below `#[cfg(test)]` aside).
fn code() -> Vec<(String, Vec<String>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    files.sort();
    assert!(files.len() > 20, "the sources are found");
    files
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).unwrap();
            let text = text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned();
            let lines = text.lines().filter(|line| !line.trim_start().starts_with("//")).map(str::to_owned).collect();
            (path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"), lines)
        })
        .collect()
}

#[test]
fn only_dom_names_the_browser() {
    for (path, lines) in code() {
        if path.starts_with("dom/") {
            continue;
        }
        for line in lines {
            let names = ["web_sys", "js_sys", "wasm_bindgen"].iter().find(|name| line.contains(*name));
            assert!(names.is_none(), "{path} names the browser: {line}");
        }
    }
}

/// The pipe, in order. A stage sees earlier stages and the shared modules, which see no stage.
const STAGES: [&str; 8] = ["snapshot", "block", "article", "attribution", "speaker", "side", "plan", "report"];
const SHARED: [&str; 3] = ["text", "lexicon", "model"];

#[test]
fn a_stage_sees_only_earlier_stages() {
    for (path, lines) in code() {
        let module = path.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        let allowed: Vec<&str> = match STAGES.iter().position(|s| *s == module) {
            Some(at) => STAGES[..=at].iter().chain(&SHARED).copied().collect(),
            // The labels of blocks are part of what a parsed text is.
            None if module == "text" => vec!["text", "lexicon", "model", "block"],
            None if SHARED.contains(&module.as_str()) => vec!["text", "lexicon", "model"],
            None => continue,
        };
        for line in lines {
            for seen in line.split("crate::").skip(1) {
                let seen: String = seen.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                let stage = STAGES.contains(&seen.as_str()) || SHARED.contains(&seen.as_str()) || seen == "dom" || seen == "saved";
                assert!(!stage || allowed.contains(&seen.as_str()), "{path} sees the later stage {seen}: {line}");
            }
        }
    }
}

#[test]
fn the_core_reads_no_clock_and_no_network_and_keeps_no_hash_order() {
    // Files and threads are for the command line and the training programs.
    for (path, lines) in code() {
        if path.starts_with("dom/") || path.starts_with("saved/") || path.starts_with("bin/") || path.contains("train") {
            continue;
        }
        for line in lines {
            for name in ["std::time", "SystemTime", "std::net", "std::fs", "std::env", "std::thread"] {
                assert!(!line.contains(name), "{path} uses {name}: {line}");
            }
        }
    }
}

#[test]
fn the_top_level_holds_what_it_may() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let allowed =
        ["Cargo.toml", "Cargo.lock", "LICENSE", "README.md", "package.json", "package-lock.json", "src", "extension", "www", "tests"];
    // What git ignores is not part of the project.
    let ignored = ["target", "node_modules", "pkg", "webdriver.json"];
    for entry in fs::read_dir(root).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(
            name.starts_with('.') || allowed.contains(&name.as_str()) || ignored.contains(&name.as_str()),
            "{name} has no place at the top level"
        );
    }
}
