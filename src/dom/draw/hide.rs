//! Hiding: one attribute with a random name on the highest elements, and a rule for it.

use crate::dom::read::{FOLD, LivePage};
use crate::dom::undo;
use crate::plan::OverlayPlan;
use web_sys::{Document, Element};

pub struct Hidden {
    document: Document,
    /// The attribute's name.
    pub name: String,
    /// What is folded to a line, with the reason's place in the plan.
    pub folds: Vec<Element>,
    elements: Vec<(Element, bool)>,
    /// False while the reader looks at everything.
    pub on: bool,
}

impl Hidden {
    pub fn new(document: &Document, name: &str) -> Hidden {
        Hidden { document: document.clone(), name: name.to_owned(), folds: Vec::new(), elements: Vec::new(), on: true }
    }

    /// The attribute on elements that are folded, or make room for labels.
    pub fn other_name(&self) -> String {
        format!("{}-x", self.name)
    }

    /// The rules for the document. Folded elements keep a line's height, over which the overlay draws.
    pub fn css(&self) -> String {
        let (hidden, other) = (&self.name, self.other_name());
        format!(
            "[{hidden}]{{display:none!important}}\
             [{other}=fold]{{display:block!important;visibility:hidden!important;box-sizing:border-box!important;\
             height:30px!important;min-height:0!important;max-height:30px!important;overflow:hidden!important;\
             padding:0!important;border:0!important;margin-block:4px!important}}\
             [{other}=room]{{line-height:calc(1.17em + 13px)!important}}"
        )
    }

    /// Hides what the plan says and is not hidden yet. What was hidden before stays so.
    pub fn apply(&mut self, page: &LivePage, plan: &OverlayPlan) {
        for hide in &plan.hide {
            let Some(element) = page.element(hide.node) else { continue };
            if self.elements.iter().any(|(known, _)| known == element) {
                continue;
            }
            self.elements.push((element.clone(), hide.fold));
            if self.on {
                self.set(element, hide.fold);
            }
            if hide.fold {
                self.folds.push(element.clone());
            }
        }
    }

    /// Gives back what was hidden and now holds text of the article: the page may have put the story there.
    pub fn release(&mut self, page: &LivePage, plan: &OverlayPlan) {
        let still: Vec<&Element> = plan.hide.iter().filter_map(|hide| page.element(hide.node)).collect();
        let (hidden, other) = (self.name.clone(), self.other_name());
        self.elements.retain(|(element, _)| {
            let stays = still.iter().any(|kept| *kept == element || kept.contains(Some(element)));
            if !stays {
                let _ = element.remove_attribute(&hidden);
                let _ = element.remove_attribute(&other);
            }
            stays
        });
        let elements = &self.elements;
        self.folds.retain(|fold| elements.iter().any(|(element, _)| element == fold));
    }

    fn set(&self, element: &Element, fold: bool) {
        if fold {
            undo::set_attribute(&self.document, element, &self.other_name(), FOLD);
        } else {
            undo::set_attribute(&self.document, element, &self.name, "");
        }
    }

    /// Shows everything, or hides it again.
    pub fn switch(&mut self, on: bool) {
        self.on = on;
        let other = self.other_name();
        for (element, fold) in &self.elements {
            match (on, fold) {
                (true, fold) => self.set(element, *fold),
                (false, true) => drop(element.remove_attribute(&other)),
                (false, false) => drop(element.remove_attribute(&self.name)),
            }
        }
    }

    /// Opens the folded element `at` for good.
    pub fn unfold(&mut self, at: usize) {
        if at < self.folds.len() {
            let element = self.folds.remove(at);
            let _ = element.remove_attribute(&self.other_name());
            self.elements.retain(|(known, _)| *known != element);
        }
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
