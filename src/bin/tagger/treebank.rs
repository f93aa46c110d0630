//! Reads Universal Dependencies treebanks into texts with gold sentences and words.

use flate2::read::GzDecoder;
use standpoint::block::Label;
use standpoint::text::Span;
use std::io::Read;
use std::path::Path;

#[derive(Clone)]
pub struct Document {
    /// The value of `newdoc id`.
    pub id: String,
    pub text: String,
    /// Paragraphs where the treebank marks them, else one block a sentence.
    pub blocks: Vec<(Span, Label)>,
    pub sentences: Vec<Vec<Word>>,
}

#[derive(Clone)]
pub struct Word {
    pub span: Span,
    pub xpos: String,
    pub upos: String,
    pub lemma: String,
    pub deprel: String,
    /// The place of the head within the sentence; the word's own place for the root.
    pub head: usize,
}

/// Reads one `.conllu.gz`.
pub fn read(path: &Path) -> std::io::Result<Vec<Document>> {
    let mut text = String::new();
    GzDecoder::new(std::fs::File::open(path)?).read_to_string(&mut text)?;
    Ok(parse(&text))
}

fn parse(conllu: &str) -> Vec<Document> {
    let mut out: Vec<Document> = Vec::new();
    let marks_paragraphs = conllu.contains("# newpar");
    for chunk in conllu.split("\n\n") {
        let mut new_block = !marks_paragraphs;
        let mut label = Label::Paragraph;
        let mut lines = Vec::new();
        for line in chunk.lines() {
            if let Some(id) = line.strip_prefix("# newdoc id = ") {
                out.push(Document { id: id.to_owned(), text: String::new(), blocks: Vec::new(), sentences: Vec::new() });
                new_block = true;
            } else if line.starts_with("# newpar_block = head") {
                label = Label::Headline;
            } else if line.starts_with("# newpar") {
                new_block = true;
            } else if !line.starts_with('#') {
                lines.push(line.split('\t').collect::<Vec<_>>());
            }
        }
        let Some(document) = out.last_mut() else { continue };
        if lines.iter().any(|fields| fields.len() != 10) || lines.is_empty() {
            continue;
        }
        document.push(&lines, new_block, label);
    }
    out
}

impl Document {
    fn push(&mut self, lines: &[Vec<&str>], new_block: bool, label: Label) {
        if new_block && !self.text.is_empty() {
            while self.text.ends_with(' ') {
                self.text.pop();
            }
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        let mut words = Vec::new();
        // The last word of a multiword token, and where its form begins.
        let mut multi: Option<(usize, usize)> = None;
        for fields in lines {
            let (id, form, misc) = (fields[0], fields[1], fields[9]);
            let space = if misc.split('|').any(|m| m == "SpaceAfter=No") { "" } else { " " };
            if id.contains('.') {
                continue;
            }
            if let Some((_, last)) = id.split_once('-') {
                multi = Some((last.parse().unwrap_or(0), self.text.len()));
                self.text.push_str(form);
                self.text.push_str(space);
                continue;
            }
            let number: usize = id.parse().unwrap_or(0);
            let from = match multi {
                Some((_, at)) => at,
                None => self.text.len(),
            };
            // Within a multiword token the words are cut by their lengths; one or two differ from the text and are cut short.
            let to = (from + form.len()).min(if multi.is_some() { self.text.trim_end().len() } else { usize::MAX });
            match &mut multi {
                Some((last, at)) => {
                    *at = to;
                    if *last == number {
                        multi = None;
                    }
                }
                None => {
                    self.text.push_str(form);
                    self.text.push_str(space);
                }
            }
            let head: usize = fields[6].parse().unwrap_or(0);
            words.push(Word {
                span: Span::new(from, to.max(from)),
                xpos: fields[4].to_owned(),
                upos: fields[3].to_owned(),
                lemma: fields[2].to_owned(),
                deprel: fields[7].to_owned(),
                head: if head == 0 { number - 1 } else { head - 1 },
            });
        }
        let end = self.text.trim_end().len();
        match self.blocks.last_mut() {
            Some((span, _)) if !new_block => span.end = end as u32,
            _ => self.blocks.push((Span::new(start, end), label)),
        }
        self.sentences.push(merge_hyphens(words, &self.text));
    }
}

/// Universal Dependencies cut words at hyphens, news tokens do not: joins what a hyphen joins, with the tag
/// that the Penn Treebank would give the whole.
fn merge_hyphens(words: Vec<Word>, text: &str) -> Vec<Word> {
    let mut groups: Vec<std::ops::Range<usize>> = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let joins = |a: &Word, b: &Word| a.span.end == b.span.start && !a.span.is_empty();
        let is_hyphen = |w: &Word| matches!(w.span.of(text), "-" | "‐" | "‑");
        let alphanumeric = |w: &Word| w.span.of(text).starts_with(|c: char| c.is_alphanumeric());
        let belongs = index > 0
            && joins(&words[index - 1], word)
            && (is_hyphen(word)
                && alphanumeric(&words[index - 1])
                && words.get(index + 1).is_some_and(|next| joins(word, next) && alphanumeric(next))
                || index > 1
                    && is_hyphen(&words[index - 1])
                    && alphanumeric(word)
                    && joins(&words[index - 2], &words[index - 1])
                    && alphanumeric(&words[index - 2]));
        match groups.last_mut() {
            Some(group) if belongs => group.end = index + 1,
            _ => groups.push(index..index + 1),
        }
    }
    let place = |old: usize| groups.partition_point(|g| g.end <= old);
    let joined = groups.iter().map(|group| {
        let last = &words[group.end - 1];
        if group.len() == 1 {
            return Word { head: place(last.head), ..last.clone() };
        }
        let inner = &words[group.clone()];
        let outer = inner.iter().find(|w| !group.contains(&w.head)).unwrap_or(last);
        let modifies = matches!(outer.deprel.as_str(), "amod" | "compound" | "nummod" | "nmod" | "obl:npmod")
            && place(outer.head) > place(group.start);
        let (xpos, upos) = if inner.iter().any(|w| w.xpos == "NNP") && (last.upos == "PROPN" || last.upos == "NUM") {
            (last.xpos.replace("CD", "NNP"), "PROPN".to_owned())
        } else if inner.iter().all(|w| matches!(w.xpos.as_str(), "CD" | "HYPH" | "SYM")) {
            ("CD".to_owned(), "NUM".to_owned())
        } else if modifies || matches!(last.xpos.as_str(), "JJ" | "VBN") && outer.deprel == "amod" {
            ("JJ".to_owned(), "ADJ".to_owned())
        } else {
            (last.xpos.clone(), last.upos.clone())
        };
        Word {
            span: Span { start: inner[0].span.start, end: last.span.end },
            xpos,
            upos,
            lemma: inner.iter().map(|w| w.lemma.as_str()).collect(),
            deprel: outer.deprel.clone(),
            head: place(outer.head),
        }
    });
    joined.collect()
}
