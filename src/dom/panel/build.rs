//! Builds the panel once; later only classes and attributes change.

use super::{PanelView, Toggle, hidden, strings};
use crate::Analysis;
use crate::attribution::Tier;
use crate::dom::draw::palette;
use crate::dom::make::{Make, css, set};
use crate::dom::options::Options;
use crate::dom::overlay::Overlay;
use crate::plan::{Arrangement, Group, Line, OverlayPlan, Tint};
use crate::side::ELLIPSIS;
use crate::text::Span;
use web_sys::Element;

struct Builder<'a> {
    make: &'a Make,
    analysis: &'a Analysis,
    plan: &'a OverlayPlan,
    options: &'a Options,
    lines: Vec<(Element, usize)>,
    toggles: Vec<Toggle>,
    evidence: Vec<Span>,
}

/// How many speakers are listed by what they said.
const RANKED: usize = 4;

/// How many groups the filter names at once; the rest wait behind an ellipsis.
const CHIPS: usize = 6;

pub fn build(make: &Make, parent: &Element, analysis: &Analysis, plan: &OverlayPlan, options: &Options) -> PanelView {
    let root = make.child(parent, "section", "panel");
    set(&root, "role", "complementary");
    set(&root, "aria-label", strings::NAME);
    set(&root, "tabindex", "-1");
    let collapse_button = bar(make, &root);
    let body = make.child(&root, "div", "body");
    let mut builder = Builder { make, analysis, plan, options, lines: Vec::new(), toggles: Vec::new(), evidence: Vec::new() };
    builder.opening(&body);
    builder.filter(&body);
    builder.attitudes(&body);
    for group in &plan.panel.groups {
        builder.group(&body, group);
    }
    builder.issues(&body);
    builder.voices(&body);
    builder.shares(&body);
    let (hidden_button, hidden_list) = builder.footer(&body);
    let status = make.child(&root, "div", "status");
    set(&status, "role", "status");
    let Builder { lines, toggles, evidence, .. } = builder;
    PanelView { root, body, status, lines, toggles, evidence, hidden_button, hidden_list, collapse_button }
}

/// Makes the panel of the open overlay anew, as far down and as far open as it was.
pub fn again(overlay: &mut Overlay) {
    let old = &overlay.panel;
    let (scrolled, listed) = (old.body.scroll_top(), old.hidden_list.as_ref().is_some_and(|list| list.has_attribute("open")));
    old.root.remove();
    overlay.panel = build(&overlay.make, &overlay.root, &overlay.analysis, &overlay.plan, &overlay.options);
    overlay.panel.shows_everything(!overlay.hidden.on);
    overlay.filter = 0;
    if let Some(list) = overlay.panel.hidden_list.as_ref().filter(|_| listed) {
        set(list, "open", "");
        hidden::refresh(overlay);
    }
    overlay.panel.body.set_scroll_top(scrolled);
}

/// A panel that only says what went wrong.
pub fn notice(make: &Make, parent: &Element, words: &str) {
    let root = make.child(parent, "section", "panel notice");
    set(&root, "role", "alert");
    bar(make, &root);
    let body = make.child(&root, "div", "body");
    make.text(&body, "p", "summary", words);
}

/// The title bar; the button that folds and opens the panel.
fn bar(make: &Make, root: &Element) -> Element {
    let bar = make.child(root, "header", "bar");
    let collapse = make.button(&bar, "tab", "collapse", None);
    set(&collapse, "aria-expanded", "true");
    set(&collapse, "title", strings::COLLAPSE);
    set(&make.child(&collapse, "span", "mark"), "aria-hidden", "true");
    make.text(&collapse, "span", "name", strings::NAME);
    set(&make.text(&collapse, "span", "chevron", "⌄"), "aria-hidden", "true");
    let close = make.button(&bar, "icon", "close", None);
    set(&close, "aria-label", strings::CLOSE);
    set(&close, "title", strings::CLOSE);
    set(&make.text(&close, "span", "", "×"), "aria-hidden", "true");
    collapse
}

impl Builder<'_> {
    fn opening(&self, body: &Element) {
        let panel = &self.plan.panel;
        if !panel.headline.is_empty() && panel.arrangement != Arrangement::NoArticle {
            self.make.text(body, "h2", "matter", &panel.headline);
        }
        let said = self.analysis.attributions.iter().filter(|a| a.tier == Tier::ReportedSpeech).count();
        self.make.text(body, "p", "summary", &strings::summary(panel.arrangement, panel.groups.len(), said));
        for note in &self.analysis.notes {
            if let Some(words) = strings::note(*note) {
                self.make.text(body, "p", "summary", words);
            }
        }
    }

    fn filter(&mut self, body: &Element) {
        let make = self.make;
        let plan = self.plan;
        if plan.panel.groups.len() + plan.panel.voices.len() < 2 {
            return;
        }
        let row = make.child(body, "div", "filter");
        set(&row, "role", "group");
        set(&row, "aria-label", strings::FILTER);
        self.toggle(&row, "chip", strings::EVERYONE, None, Vec::new());
        if let Some(first) = self.toggles.first() {
            set(&first.button, "aria-pressed", "true");
        }
        let (named, rest) = plan.panel.groups.split_at(plan.panel.groups.len().min(CHIPS));
        named.iter().for_each(|group| self.chip(&row, group));
        if !rest.is_empty() {
            let details = make.child(&row, "details", "rest");
            set(&make.text(&details, "summary", "chip", "…"), "aria-label", &strings::more(rest.len()));
            rest.iter().for_each(|group| self.chip(&details, group));
        }
    }

    fn chip(&mut self, parent: &Element, group: &Group) {
        let speakers = group.speakers.iter().map(|voice| voice.speaker).collect();
        self.toggle(parent, &format!("chip {}", tint(group.tint)), &group.title, group.letter, speakers);
    }

    fn toggle(&mut self, parent: &Element, class: &str, words: &str, letter: Option<char>, speakers: Vec<usize>) -> Element {
        let button = self.make.button(parent, class, "filter", Some(self.toggles.len()));
        set(&button, "aria-pressed", "false");
        if let Some(letter) = letter {
            set(&self.make.text(&button, "b", "letter", &letter.to_string()), "aria-hidden", "true");
        }
        self.make.text(&button, "span", "", words);
        self.toggles.push(Toggle { button: button.clone(), speakers });
        button
    }

    /// The switch for what people are reported to think, want and plan.
    fn attitudes(&self, body: &Element) {
        let (count, on) = (self.plan.panel.attitudes, self.options.attitudes);
        if count == 0 || self.plan.panel.arrangement == Arrangement::NoArticle {
            return;
        }
        let button = self.make.button(body, "switch", "attitudes", None);
        set(&button, "role", "switch");
        set(&button, "aria-checked", if on { "true" } else { "false" });
        set(&button, "title", strings::ATTITUDES_HINT);
        set(&self.make.child(&button, "span", "knob"), "aria-hidden", "true");
        self.make.text(&button, "span", "", &strings::attitudes(count));
    }

    /// The words of the article that put a speaker here, behind a word that asks for them.
    fn evidence(&mut self, item: &Element, evidence: Option<Span>) {
        let text = &self.analysis.article.text;
        let Some(span) = evidence.filter(|span| !span.of(text).trim().is_empty()) else { return };
        let details = self.make.child(item, "details", "why");
        self.make.text(&details, "summary", "", strings::WHY);
        let button = self.make.button(&details, "quote", "evidence", Some(self.evidence.len()));
        set(&button, "title", strings::GO);
        let around = crate::plan::around(text, span);
        for (class, piece) in [("", Span { end: span.start, ..around }), ("said", span), ("", Span { start: span.end, ..around })] {
            if piece.start < piece.end {
                self.make.text(&button, "span", class, piece.of(text));
            }
        }
        self.evidence.push(span);
    }

    fn group(&mut self, parent: &Element, group: &Group) {
        let make = self.make;
        let section = make.child(parent, "section", &format!("group {}", tint(group.tint)));
        let title = make.child(&section, "h3", "");
        if let Some(letter) = group.letter {
            set(&make.text(&title, "b", "letter", &letter.to_string()), "aria-hidden", "true");
        }
        make.text(&title, "span", "", &group.title);
        let who = make.child(&section, "ul", "who");
        for voice in &group.speakers {
            let role = voice.role.map(|span| span.of(&self.analysis.article.text)).filter(|role| !role.is_empty());
            // The title has said the name.
            let named = voice.name == group.title;
            if named && role.is_none() && voice.evidence.is_none() {
                continue;
            }
            let item = make.child(&who, "li", "");
            if !named {
                let button = self.toggle(&item, "person", &voice.name, None, vec![voice.speaker]);
                set(&button, "title", strings::FILTER);
            }
            if let Some(role) = role {
                let one_of = if voice.shares_role { crate::report::ONE_OF } else { "" };
                make.text(&item, "span", "role", &format!("{one_of}{role}"));
            }
            self.evidence(&item, voice.evidence);
        }
        self.lines(&section, group, &group.lines);
        if !group.more.is_empty() {
            let details = make.child(&section, "details", "more");
            make.text(&details, "summary", "", &strings::more(group.more.len()));
            self.lines(&details, group, &group.more);
        }
    }

    fn lines(&mut self, parent: &Element, group: &Group, lines: &[Line]) {
        if lines.is_empty() {
            return;
        }
        let list = self.make.child(parent, "ul", "lines");
        for line in lines {
            self.line(&list, group, line);
        }
    }

    fn line(&mut self, list: &Element, group: &Group, line: &Line) {
        let make = self.make;
        let text = &self.analysis.article.text;
        let item = make.child(list, "li", "");
        let button = make.button(&item, "line", "go", Some(line.attribution));
        if let Some(stance) = line.stance {
            let head = make.child(&button, "span", "head");
            make.text(&head, "span", "stance", strings::stance(stance));
            if let Some(target) = line.target.map(|span| span.of(text)).filter(|target| !target.is_empty()) {
                make.words(&head, " ");
                make.text(&head, "span", "target", target);
            }
        }
        make.text(&button, "span", "statement", &line.statement(text));
        let mut by = Vec::new();
        if group.speakers.len() > 1 {
            let names = line.speakers.iter().filter_map(|&id| group.speakers.iter().find(|voice| voice.speaker == id));
            by.push(names.map(|voice| voice.name.as_str()).collect::<Vec<_>>().join(", "));
        }
        if !line.jointly.is_empty() {
            by.push(strings::jointly(&line.jointly));
        }
        by.retain(|words| !words.is_empty());
        if !by.is_empty() {
            make.text(&button, "span", "by", &by.join(", "));
        }
        let copy = make.button(&item, "copy", "copy", Some(self.lines.len()));
        make.text(&copy, "span", "", strings::COPY);
        self.lines.push((button, line.attribution));
        if line.merged.is_empty() {
            return;
        }
        let details = make.child(&item, "details", "same");
        make.text(&details, "summary", "", &strings::same(line.merged.len()));
        for (spans, attribution) in &line.merged {
            let button = make.button(&details, "line", "go", Some(*attribution));
            let words = spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(ELLIPSIS);
            make.text(&button, "span", "statement", &words);
            self.lines.push((button, *attribution));
        }
    }

    /// The badges of `groups`, with their names for whoever points at them or hears them read.
    fn letters(&self, parent: &Element, groups: &[usize]) {
        for group in groups.iter().filter_map(|&at| self.plan.panel.groups.get(at)) {
            let letter = group.letter.map(String::from).unwrap_or_default();
            let badge = self.make.text(parent, "b", &format!("letter {}", tint(group.tint)), &letter);
            set(&badge, "title", &group.title);
            set(&badge, "aria-label", &group.title);
        }
    }

    fn issues(&self, parent: &Element) {
        let make = self.make;
        if self.plan.panel.issues.is_empty() {
            return;
        }
        let section = make.child(parent, "section", "issues");
        make.text(&section, "h3", "", strings::ISSUES);
        let list = make.child(&section, "ul", "");
        let text = &self.analysis.article.text;
        for issue in &self.plan.panel.issues {
            let item = make.child(&list, "li", "");
            let head = make.child(&item, "p", "head");
            self.letters(&head, &issue.groups);
            make.text(&head, "span", "stance", strings::relation(issue.relation, !issue.towards.is_empty()));
            self.letters(&head, &issue.towards);
            make.words(&head, " ");
            make.text(&head, "span", "target", issue.label.of(text));
            make.text(&item, "p", "statement", issue.evidence.of(text));
        }
    }

    fn voices(&mut self, parent: &Element) {
        let plan = self.plan;
        if plan.panel.voices.is_empty() {
            return;
        }
        let details = self.make.child(parent, "details", "voices");
        self.make.text(&details, "summary", "", &format!("{} ({})", strings::VOICES, plan.panel.voices.len()));
        for group in &plan.panel.voices {
            self.group(&details, group);
        }
    }

    fn shares(&self, parent: &Element) {
        let make = self.make;
        let shares = &self.plan.panel.shares;
        let Some(most) = shares.first().filter(|_| shares.len() > 1) else { return };
        let section = make.child(parent, "section", "shares");
        make.text(&section, "h3", "", strings::MOST);
        let list = make.child(&section, "ul", "");
        for share in shares.iter().take(RANKED) {
            let item = make.child(&list, "li", tint(share.tint));
            make.text(&item, "span", "name", &share.name);
            make.text(&item, "span", "words", &strings::words(share.words));
            let bar = make.child(&item, "span", "share");
            css(&bar, "width", &format!("{}%", 100 * share.words / most.words.max(1)));
        }
    }

    /// The count of what is hidden and the ways out; the button that shows everything, and the list.
    fn footer(&self, parent: &Element) -> (Option<Element>, Option<Element>) {
        let make = self.make;
        let footer = make.child(parent, "footer", "");
        let hidden: usize = self.plan.hidden.values().sum();
        let (mut button, mut list) = (None, None);
        if self.plan.panel.arrangement != Arrangement::NoArticle {
            let row = make.child(&footer, "p", "hidden");
            make.text(&row, "span", "", &strings::hidden(hidden));
            let word = |action, words| {
                make.words(&row, " ");
                let button = make.button(&row, "text", action, None);
                button.set_text_content(Some(words));
                button
            };
            if !self.plan.hide.is_empty() {
                let all = word("everything", strings::SHOW_ALL);
                set(&all, "aria-pressed", "false");
                button = Some(all);
            }
            word("pick", strings::HIDE_TOO);
            if !self.plan.hide.is_empty() {
                let details = make.child(&footer, "details", "list");
                set(&make.text(&details, "summary", "", strings::WHAT_IS_HIDDEN), "data-do", "list");
                list = Some(details);
            }
            if !self.options.rules.is_empty() {
                let row = make.child(&footer, "p", "rules");
                make.text(&row, "span", "", &strings::rules(self.options.rules.len()));
                make.words(&row, " ");
                make.button(&row, "text", "forget", None).set_text_content(Some(strings::FORGET));
            }
        }
        if !self.analysis.attributions.is_empty() {
            let row = make.child(&footer, "p", "export");
            make.text(&row, "span", "", strings::EXPORT);
            for (action, name) in [("markdown", "Markdown"), ("json", "JSON"), ("csv", "CSV")] {
                make.words(&row, " ");
                make.button(&row, "text", action, None).set_text_content(Some(name));
            }
        }
        (button, list)
    }
}

fn tint(tint: Tint) -> &'static str {
    const NAMES: [&str; 7] = ["t0", "t1", "t2", "t3", "t4", "t5", "t6"];
    NAMES[palette::number(tint).min(6)]
}
