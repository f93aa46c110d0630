//! Hiding: one attribute with a random name on the highest elements, and a rule for it.

use crate::block::Reason;
use crate::dom::read::{FOLD, LivePage};
use crate::dom::undo;
use crate::plan::OverlayPlan;
use web_sys::{Document, Element};

/// One element that is hidden, or would be if the reader did not look at it.
pub struct Entry {
    pub element: Element,
    pub reason: Reason,
    pub fold: bool,
    /// The fold whose line opens this one too; it has none of its own.
    lead: Option<Element>,
    /// Its first words.
    pub opening: String,
    /// The reader has opened it.
    pub shown: bool,
}

pub struct Hidden {
    document: Document,
    /// The attribute's name.
    pub name: String,
    pub list: Vec<Entry>,
    /// False while the reader looks at everything.
    pub on: bool,
}

impl Hidden {
    pub fn new(document: &Document, name: &str) -> Hidden {
        Hidden { document: document.clone(), name: name.to_owned(), list: Vec::new(), on: true }
    }

    /// The attribute on elements that are folded, or make room for labels.
    pub fn other_name(&self) -> String {
        format!("{}-x", self.name)
    }

    /// The rules for the document. Folded elements keep a line's height, over which the overlay draws, and a
    /// width that a line can be read in, also in a row of things.
    pub fn css(&self) -> String {
        let (hidden, other) = (&self.name, self.other_name());
        format!(
            "[{hidden}]{{display:none!important}}\
             [{other}=fold]{{display:block!important;visibility:hidden!important;box-sizing:border-box!important;\
             height:30px!important;min-height:0!important;max-height:30px!important;overflow:hidden!important;\
             padding:0!important;border:0!important;margin-block:4px!important;\
             min-width:min(220px,100%)!important;flex-shrink:0!important}}\
             [{other}=room]{{line-height:calc(1.17em + 13px)!important}}"
        )
    }

    /// What is folded to a line now, with its place in the list.
    pub fn folds(&self) -> impl Iterator<Item = (usize, &Entry)> {
        self.list.iter().enumerate().filter(|(_, entry)| self.on && entry.fold && !entry.shown)
    }

    /// Hides what the plan says and is not hidden yet. What was hidden before stays so, and what the reader has
    /// opened stays open.
    pub fn apply(&mut self, page: &LivePage, plan: &OverlayPlan) {
        let mut lead = None;
        for hide in &plan.hide {
            let Some(element) = page.element(hide.node) else { continue };
            if hide.fold && !hide.joins {
                lead = Some(element.clone());
            }
            let fold = hide.fold && !hide.joins;
            let lead = lead.clone().filter(|_| hide.joins);
            if let Some(known) = self.list.iter().position(|known| known.element == *element) {
                self.lead_by(known, hide.fold, lead);
                continue;
            }
            let (reason, opening) = (hide.reason, hide.opening.clone());
            // What arrives under a line that the reader has opened is open too.
            let shown = lead.as_ref().is_some_and(|lead| self.list.iter().any(|entry| entry.element == *lead && entry.shown));
            self.list.push(Entry { element: element.clone(), reason, fold, lead, opening, shown });
            if self.on && !shown {
                self.set(element, fold);
            }
        }
    }

    /// A fold that another one's line opens has a new one, or now a line of its own: else nobody could open it in its place.
    fn lead_by(&mut self, at: usize, folds: bool, lead: Option<Element>) {
        if !folds || self.list[at].lead.is_none() {
            return;
        }
        let alone = lead.is_none();
        self.list[at].lead = lead;
        if alone {
            let entry = &self.list[at];
            if self.on && !entry.shown {
                self.unset(entry);
                self.set(&entry.element, true);
            }
            self.list[at].fold = true;
        }
    }

    /// Gives back what was hidden and now holds text of the article: the page may have put the story there, or the
    /// reader has said that it is the story.
    pub fn release(&mut self, page: &LivePage, plan: &OverlayPlan) {
        let still: Vec<&Element> = plan.hide.iter().filter_map(|hide| page.element(hide.node)).collect();
        let (hidden, other) = (self.name.clone(), self.other_name());
        self.list.retain(|entry| {
            let element = &entry.element;
            let stays = still.iter().any(|kept| *kept == element || kept.contains(Some(element)));
            if !stays {
                let _ = element.remove_attribute(&hidden);
                let _ = element.remove_attribute(&other);
            }
            stays
        });
    }

    fn set(&self, element: &Element, fold: bool) {
        if fold {
            undo::set_attribute(&self.document, element, &self.other_name(), FOLD);
        } else {
            undo::set_attribute(&self.document, element, &self.name, "");
        }
    }

    fn unset(&self, entry: &Entry) {
        let _ = entry.element.remove_attribute(if entry.fold { self.other_name() } else { self.name.clone() }.as_str());
    }

    /// Shows everything, or hides it again.
    pub fn switch(&mut self, on: bool) {
        self.on = on;
        for entry in &self.list {
            if on && !entry.shown {
                self.set(&entry.element, entry.fold);
            } else {
                self.unset(entry);
            }
        }
    }

    /// Shows one element and what its line stands for, or hides it again.
    pub fn show(&mut self, at: usize, shown: bool) {
        let Some(element) = self.list.get(at).map(|entry| entry.element.clone()) else { return };
        for entry in &mut self.list {
            if entry.element == element || entry.lead.as_ref() == Some(&element) {
                entry.shown = shown;
            }
        }
        for entry in self.list.iter().filter(|entry| entry.element == element || entry.lead.as_ref() == Some(&element)) {
            if shown {
                self.unset(entry);
            } else if self.on {
                self.set(&entry.element, entry.fold);
            }
        }
    }

    /// The entries that stand in no other one.
    pub fn outermost(&self) -> impl Iterator<Item = (usize, &Entry)> {
        let inner = |element: &Element| self.list.iter().any(|other| other.element != *element && other.element.contains(Some(element)));
        self.list.iter().enumerate().filter(move |(_, entry)| !inner(&entry.element))
    }

    /// Gives the lines of `element` more height, so that labels stand between them. False where they have it.
    pub fn make_room(&self, element: &Element) -> bool {
        let bare = element.get_attribute(&self.other_name()).is_none();
        if bare {
            undo::set_attribute(&self.document, element, &self.other_name(), "room");
        }
        bare
    }
}
