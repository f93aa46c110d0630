//! The page goes on living: text is replaced under marks, more of it arrives, boxes change their size.
//! Observers tell, nothing polls. What we write (attributes, our own shadow root) is not observed, so that
//! we never answer ourselves.

use super::overlay::{self, Overlay};
use super::read;
use super::undo::{self, Step};
use super::{arrange, choices, events, filter, panel};
use crate::plan::OverlayPlan;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, MutationObserver, MutationObserverInit, MutationRecord, Node, ResizeObserver};

#[derive(Default)]
pub struct Watch {
    /// The mark under the pointer.
    pub hovered: Option<usize>,
    /// Reading again is due.
    waiting: bool,
    /// How often the page was read again: the more often, the longer the wait.
    rounds: u32,
}

/// Quiet for this long, and the page is read again.
const SETTLE_MS: i32 = 300;
/// Pages that change all the time are not read more often than this.
const LONGEST_MS: i32 = 20_000;
/// Less new text than this (bytes) is a counter or a clock.
const WORTH_READING: usize = 40;

pub fn start(overlay: &mut Overlay) {
    let document = &overlay.make.document;
    if let Ok(observer) = MutationObserver::new(&events::on_change()) {
        let what = MutationObserverInit::new();
        what.set_child_list(true);
        what.set_character_data(true);
        what.set_subtree(true);
        undo::note(Step::Mutations(observer.clone()));
        let _ = observer.observe_with_options(document, &what);
    }
    if let (Ok(observer), Some(body)) = (ResizeObserver::new(&events::on_change()), document.body()) {
        undo::note(Step::Sizes(observer.clone()));
        observer.observe(&body);
    }
}

/// Records of either observer.
pub fn on_change(overlay: &mut Overlay, records: &JsValue) {
    let mut news = 0;
    let mut moved = false;
    for record in Array::from(records).iter() {
        let record: MutationRecord = record.unchecked_into();
        moved = true;
        // A change of size has no type.
        match super::bindings::get(&record, "type").as_string().as_deref() {
            Some("childList") => {
                let added = record.added_nodes();
                news += (0..added.length()).filter_map(|at| added.item(at)).map(|node| length(overlay, &node)).sum::<usize>();
            }
            Some("characterData") => news += record.target().map_or(0, |node| length(overlay, &node)),
            _ => {}
        }
    }
    if !moved {
        return;
    }
    if !overlay.host.is_connected()
        && let Some(top) = overlay.make.document.document_element()
    {
        // The page has thrown its root's children away; ours go back.
        let _ = top.append_child(&overlay.host);
    }
    arrange::soon(overlay, false);
    if (news >= WORTH_READING || overlay.marks.is_torn()) && !overlay.watch.waiting {
        overlay.watch.waiting = true;
        let wait = SETTLE_MS.saturating_mul(1 << overlay.watch.rounds.min(7)).min(LONGEST_MS);
        events::after(&overlay.window, wait, "read");
    }
}

/// The text that a changed node brings, unless it stands in what is hidden anyway. A change within a mark is
/// always worth reading: the words there are no longer what was analysed.
fn length(overlay: &Overlay, node: &Node) -> usize {
    if node.is_same_node(Some(&overlay.host)) {
        return 0;
    }
    let element: Option<Element> =
        if node.node_type() == Node::ELEMENT_NODE { Some(node.clone().unchecked_into()) } else { node.parent_element() };
    let hidden = format!("[{}],script,style,noscript,template", overlay.hidden.name);
    if element.is_some_and(|element| element.closest(&hidden).ok().flatten().is_some()) {
        return 0;
    }
    let length = node.text_content().map_or(0, |text| text.len());
    if length > 0 && overlay.marks.hold(node) { length.max(WORTH_READING) } else { length }
}

/// The page has changed: it is read again.
pub fn read_again(overlay: &mut Overlay) {
    overlay.watch.waiting = false;
    overlay.watch.rounds += 1;
    draw_again(overlay, false);
}

/// Reads, analyses and draws anew, in place. What is hidden stays hidden, unless the reader has called it the story.
/// The panel is made anew where the article has changed, or in any case.
pub fn draw_again(overlay: &mut Overlay, panel_too: bool) {
    let page = read::read(&overlay.make.document, &overlay.ours());
    let choices = choices::of(&page, &overlay.options.rules);
    let analysis = crate::analyze_as(&page.snapshot, &choices, &|elements| page.measure(elements));
    let plan = OverlayPlan::new(&page.snapshot, &analysis, overlay.options.attitudes);
    let same = analysis.article.text == overlay.analysis.article.text;
    overlay.page = page;
    overlay.analysis = analysis;
    overlay.plan = plan;
    overlay.hidden.release(&overlay.page, &overlay.plan);
    overlay.hidden.apply(&overlay.page, &overlay.plan);
    marks_again(overlay);
    if !same || panel_too {
        panel::build::again(overlay);
        arrange::dock(overlay);
    } else {
        panel::hidden::refresh(overlay);
    }
    filter::apply(overlay);
    arrange::labels(overlay);
}

/// Marks and labels of the plan as it is now.
pub fn marks_again(overlay: &mut Overlay) {
    overlay.marks.place(&overlay.make.document, &overlay.page, &overlay.plan.marks, overlay.options.attitudes);
    overlay.labels = overlay::labels(&overlay.make, &overlay.layer, &overlay.marks, &overlay.plan, overlay.options.labels);
}
