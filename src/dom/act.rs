//! What the reader does: pointing, clicking, typing.

use super::arrange::{self, is_folded, show_panel};
use super::bindings::caret_at;
use super::draw::marks::ranges;
use super::filter::{self, filter};
use super::make::set;
use super::overlay::Overlay;
use super::panel::{build, hidden, strings, toggle_class};
use super::{choices, events, export, pick, watch};
use crate::plan::OverlayPlan;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, FocusOptions, HtmlElement, KeyboardEvent, Range, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition,
    ScrollToOptions, Window,
};

const FLASH_MS: i32 = 1600;
const STATUS_MS: i32 = 4000;

/// What the element under an event asks for, and its number.
pub fn action(event: &Event) -> Option<(String, usize)> {
    let target: Element = event.target()?.unchecked_into();
    let button = target.closest("[data-do]").ok()??;
    let number = button.get_attribute("data-n").and_then(|n| n.parse().ok()).unwrap_or(0);
    Some((button.get_attribute("data-do")?, number))
}

/// An event in panel or layer. True when everything is to be closed.
pub fn in_overlay(overlay: &mut Overlay, kind: &str, event: &Event) -> bool {
    match kind {
        "click" => {
            // The page has nothing to do with clicks on what is ours.
            event.stop_propagation();
            match action(event) {
                // What is to be kept on the device, only the reader himself can say.
                Some((what, _)) if matches!(what.as_str(), "always" | "forget") && !(event.is_trusted() || overlay.options.open_shadow) => {
                    false
                }
                Some((what, number)) => clicked(overlay, &what, number),
                None => false,
            }
        }
        "pointerover" | "focusin" => {
            let mark = match action(event) {
                Some((what, number)) if what == "go" => overlay.marks.of_attribution(number),
                Some((what, number)) if what == "label" => Some(number),
                _ => None,
            };
            link(overlay, mark);
            false
        }
        "pointerout" => {
            link(overlay, None);
            false
        }
        "keydown" => key(overlay, event.unchecked_ref()),
        _ => false,
    }
}

fn clicked(overlay: &mut Overlay, what: &str, number: usize) -> bool {
    match what {
        "close" => return true,
        "collapse" => fold(overlay, !is_folded(overlay)),
        "go" => go(overlay, overlay.marks.of_attribution(number)),
        "label" => from_page(overlay, number),
        "filter" => filter(overlay, number),
        "unfold" => {
            overlay.hidden.show(number, true);
            arrange::soon(overlay, false);
            overlay.panel.ask_of(
                &overlay.make,
                strings::SHOWN,
                &[("show", strings::HIDE_AGAIN), ("keep", strings::IS_STORY)],
                Some(number),
            );
            hidden::refresh(overlay);
        }
        "show" => show(overlay, number),
        "keep" => {
            if let Some(element) = overlay.hidden.list.get(number).map(|entry| entry.element.clone()) {
                choices::choose(overlay, &element, true);
            }
        }
        "list" => hidden::toggled(overlay),
        "pick" => pick::start(overlay),
        "stop" => {
            pick::stop(overlay);
            focus(&overlay.panel.root);
        }
        "undo" => choices::undo(overlay),
        "always" => choices::always(overlay),
        "forget" => choices::forget(overlay),
        "attitudes" => attitudes(overlay),
        "evidence" => evidence(overlay, number),
        "everything" => {
            let on = !overlay.hidden.on;
            overlay.hidden.switch(on);
            overlay.panel.shows_everything(!on);
            arrange::soon(overlay, true);
        }
        "copy" => copy(overlay, number),
        "markdown" | "json" | "csv" => {
            let done = export::save(overlay, what);
            say(overlay, if done { strings::SAVED } else { strings::NOT_COPIED });
        }
        _ => {}
    }
    false
}

/// Shows one hidden element and goes there, or hides it again.
fn show(overlay: &mut Overlay, number: usize) {
    let Some((element, shown)) = overlay.hidden.list.get(number).map(|entry| (entry.element.clone(), entry.shown)) else { return };
    overlay.hidden.show(number, !shown);
    if !shown {
        scroll_to_element(&overlay.window, &element);
    }
    overlay.panel.say("");
    hidden::refresh(overlay);
    let button =
        overlay.panel.hidden_list.as_ref().and_then(|list| list.query_selector(&format!("[data-do=show][data-n='{number}']")).ok()?);
    focus(button.as_ref().unwrap_or(&overlay.panel.root));
    arrange::soon(overlay, true);
}

/// Attitudes and plans are shown too, or no longer.
fn attitudes(overlay: &mut Overlay) {
    overlay.options.attitudes = !overlay.options.attitudes;
    overlay.plan = OverlayPlan::new(&overlay.page.snapshot, &overlay.analysis, overlay.options.attitudes);
    watch::marks_again(overlay);
    build::again(overlay);
    arrange::dock(overlay);
    filter::apply(overlay);
    arrange::labels(overlay);
    if let Some(button) = overlay.panel.root.query_selector("[data-do=attitudes]").ok().flatten() {
        focus(&button);
    }
}

/// The words that put a speaker on his side, where they stand.
fn evidence(overlay: &mut Overlay, number: usize) {
    let Some(&span) = overlay.panel.evidence.get(number) else { return };
    let places = overlay.analysis.article.locate(&overlay.analysis.blocks, span);
    let ranges = ranges(&overlay.make.document, &overlay.page, &places);
    let Some(first) = ranges.first() else { return };
    scroll_to(overlay, first);
    overlay.marks.flash_at(&ranges);
    events::after(&overlay.window, FLASH_MS, "flash");
}

pub fn say(overlay: &Overlay, words: &str) {
    overlay.panel.say(words);
    events::after(&overlay.window, STATUS_MS, "quiet");
}

fn copy(overlay: &Overlay, line: usize) {
    let Some((_, attribution)) = overlay.panel.lines.get(line) else { return };
    let done = export::copy(overlay, *attribution);
    say(overlay, if done { strings::COPIED } else { strings::NOT_COPIED });
}

pub fn fold(overlay: &mut Overlay, folded: bool) {
    overlay.folded = Some(folded);
    show_panel(overlay);
}

fn key(overlay: &mut Overlay, event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    let step = match event.key().as_str() {
        "j" => Step::Mark(1),
        "k" => Step::Mark(-1),
        "ArrowDown" => Step::Line(1),
        "ArrowUp" => Step::Line(-1),
        "h" => {
            event.stop_propagation();
            pick::start(overlay);
            return false;
        }
        "Escape" => {
            event.stop_propagation();
            if is_folded(overlay) {
                return true;
            }
            fold(overlay, true);
            focus(&overlay.panel.collapse_button);
            return false;
        }
        _ => return false,
    };
    event.prevent_default();
    event.stop_propagation();
    match step {
        Step::Mark(by) => {
            let count = overlay.marks.list.len();
            if count > 0 {
                let next = next(overlay.current, by, count);
                overlay.current = Some(next);
                go(overlay, Some(next));
                if let Some(line) = overlay.panel.line_of(overlay.marks.list[next].attribution) {
                    focus(line);
                }
            }
        }
        Step::Line(by) => {
            let open: Vec<&Element> =
                overlay.panel.lines.iter().map(|(line, _)| line).filter(|line| line.get_client_rects().length() > 0).collect();
            let at = focused(overlay);
            let at = open.iter().position(|line| Some(*line) == at.as_ref());
            if !open.is_empty() {
                let line = open[next(at, by, open.len())].clone();
                focus(&line);
                let attribution = overlay.panel.lines.iter().find(|(other, _)| *other == line).map(|(_, of)| *of);
                link(overlay, attribution.and_then(|of| overlay.marks.of_attribution(of)));
            }
        }
    }
    false
}

enum Step {
    Mark(isize),
    Line(isize),
}

fn next(at: Option<usize>, by: isize, count: usize) -> usize {
    match at {
        Some(at) => (at as isize + by).clamp(0, count as isize - 1) as usize,
        None if by > 0 => 0,
        None => count - 1,
    }
}

pub fn focus(element: &Element) {
    let _ = element.unchecked_ref::<HtmlElement>().focus();
}

/// The element in the overlay that has the focus.
pub fn focused(overlay: &Overlay) -> Option<Element> {
    overlay.root.get_root_node().unchecked_into::<web_sys::ShadowRoot>().active_element()
}

/// The panel takes the focus where the page had it nowhere, so that the keys work at once.
pub fn take_focus(overlay: &mut Overlay) {
    let active = overlay.make.document.active_element();
    if active.is_none_or(|active| matches!(active.local_name().as_str(), "body" | "html")) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = overlay.panel.root.unchecked_ref::<HtmlElement>().focus_with_options(&options);
    }
}

/// Sets off label, passage and line of one mark together.
pub fn link(overlay: &Overlay, mark: Option<usize>) {
    overlay.marks.focus(mark);
    overlay.panel.focus(mark.and_then(|at| overlay.marks.list.get(at)).map(|mark| mark.attribution));
    for (at, label) in overlay.labels.list.iter().enumerate() {
        if let Some(label) = label {
            toggle_class(label, "on", mark == Some(at));
        }
    }
}

/// Scrolls to a mark and flashes it.
pub fn go(overlay: &mut Overlay, mark: Option<usize>) {
    let Some(range) = mark.and_then(|at| overlay.marks.list.get(at)).and_then(|mark| mark.ranges.first()) else { return };
    scroll_to(overlay, range);
    overlay.current = mark;
    link(overlay, mark);
    overlay.marks.flash(mark);
    events::after(&overlay.window, FLASH_MS, "flash");
}

/// Smooth, unless the reader wants things to keep still.
fn behavior(window: &Window) -> ScrollBehavior {
    let calm = super::bindings::get(window, "matchMedia")
        .dyn_into::<js_sys::Function>()
        .ok()
        .and_then(|query| query.call1(window, &"(prefers-reduced-motion: reduce)".into()).ok())
        .is_none_or(|answer| super::bindings::get(&answer, "matches").is_truthy());
    if calm { ScrollBehavior::Instant } else { ScrollBehavior::Smooth }
}

fn scroll_to_element(window: &Window, element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    options.set_behavior(behavior(window));
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn scroll_to(overlay: &Overlay, range: &Range) {
    let Ok(node) = range.start_container() else { return };
    let Some(element) = node.parent_element() else { return };
    let height = overlay.window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(0.0);
    let rect = range.get_bounding_client_rect();
    if element.get_bounding_client_rect().height() > height * 0.6 {
        // The middle of so high an element says nothing of where the passage is.
        let options = ScrollToOptions::new();
        options.set_top(rect.top() - height * 0.3);
        options.set_behavior(behavior(&overlay.window));
        overlay.window.scroll_by_with_scroll_to_options(&options);
    } else {
        scroll_to_element(&overlay.window, &element);
    }
}

/// Where a passage is no position of its own, the first line of those who say it.
fn line_of_speakers(overlay: &Overlay, attribution: usize) -> Option<&Element> {
    let speakers = &overlay.analysis.speakers.of;
    let wanted = speakers.get(attribution).filter(|of| !of.is_empty())?;
    overlay.panel.lines.iter().find(|(_, of)| speakers.get(*of) == Some(wanted)).map(|(line, _)| line)
}

/// A label was clicked: its line in the panel.
fn from_page(overlay: &mut Overlay, mark: usize) {
    let Some(attribution) = overlay.marks.list.get(mark).map(|mark| mark.attribution) else { return };
    overlay.current = Some(mark);
    if is_folded(overlay) {
        fold(overlay, false);
    }
    if let Some(line) = overlay.panel.line_of(attribution).or_else(|| line_of_speakers(overlay, attribution)).cloned() {
        if let Ok(Some(details)) = line.closest("details") {
            set(&details, "open", "");
        }
        focus(&line);
    }
    link(overlay, Some(mark));
}

/// The mark under a point of the window.
fn mark_at(overlay: &Overlay, x: f32, y: f32) -> Option<usize> {
    let (node, offset) = caret_at(&overlay.make.document, x, y)?;
    let inside = |range: &Range| {
        // The nearest place in the text may be far from the point.
        range.is_point_in_range(&node, offset).unwrap_or(false)
            && range.get_client_rects().is_some_and(|rects| {
                (0..rects.length()).filter_map(|at| rects.item(at)).any(|rect| {
                    let (x, y) = (f64::from(x), f64::from(y));
                    rect.left() <= x && x <= rect.right() && rect.top() <= y && y <= rect.bottom()
                })
            })
    };
    overlay.marks.list.iter().position(|mark| !mark.dimmed && mark.ranges.iter().any(inside))
}

/// The pointer has moved over the page.
pub fn hover_page(overlay: &mut Overlay) {
    let mark = mark_at(overlay, overlay.pointer.0, overlay.pointer.1);
    if mark != overlay.watch.hovered {
        overlay.watch.hovered = mark;
        link(overlay, mark);
    }
}

/// A click on the page itself, which stays the page's own too.
pub fn on_page(overlay: &mut Overlay, event: &Event) {
    let mouse: &web_sys::MouseEvent = event.unchecked_ref();
    if event.target().is_some_and(|target| target == *overlay.host.unchecked_ref()) {
        return;
    }
    if let Some(mark) = mark_at(overlay, mouse.client_x() as f32, mouse.client_y() as f32) {
        overlay.current = Some(mark);
        link(overlay, Some(mark));
        let attribution = overlay.marks.list[mark].attribution;
        if let (false, Some(line)) = (is_folded(overlay), overlay.panel.line_of(attribution)) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            line.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }
}
