//! The open overlay: what there is of it, how it opens and closes, and where events go.

use super::bindings::random_name;
use super::draw::hide::Hidden;
use super::draw::labels::Labels;
use super::draw::marks::Marks;
use super::host::{host, is_dark, prefers_dark, root};
use super::make::{Make, css, set};
use super::options::{self, Options};
use super::panel::{self, PanelView, build, strings};
use super::read::{self, LivePage, Ours};
use super::sheet::Sheet;
use super::undo;
use super::{act, arrange, choices, events, layout, pick, watch};
use crate::Analysis;
use crate::plan::OverlayPlan;
use js_sys::Object;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, Window};

pub struct Overlay {
    pub window: Window,
    pub make: Make,
    pub options: Options,
    pub host: Element,
    /// Holds everything in the shadow root, and carries the theme.
    pub root: Element,
    /// Where labels stand; its corner is the origin of their places.
    pub layer: Element,
    pub folds: Element,
    pub sheet: Sheet,
    pub hidden: Hidden,
    pub marks: Marks,
    pub labels: Labels,
    pub panel: PanelView,
    pub page: LivePage,
    pub analysis: Analysis,
    pub plan: OverlayPlan,
    /// The room that the page makes for the panel.
    pub place: panel::place::Place,
    /// The reader has folded or opened the panel; until then its place decides.
    pub folded: Option<bool>,
    /// Whether the page itself is dark, for what is drawn on it.
    pub dark_page: bool,
    pub due: arrange::Due,
    pub watch: watch::Watch,
    pub filter: usize,
    pub pointer: (f32, f32),
    pub current: Option<usize>,
    /// The reader is looking for something to hide.
    pub pick: Option<pick::Pick>,
}

thread_local! {
    static OVERLAY: RefCell<Option<Overlay>> = const { RefCell::new(None) };
}

/// Runs `f` on the overlay, if it is open and nobody is at it: our own focusing and observing calls back.
pub fn with<T>(f: impl FnOnce(&mut Overlay) -> T) -> Option<T> {
    OVERLAY.with(|cell| cell.try_borrow_mut().ok()?.as_mut().map(f))
}

pub fn is_open() -> bool {
    !undo::is_empty()
}

/// Takes everything back. True when there was something.
pub fn close() -> bool {
    let was_open = is_open();
    undo::all();
    layout::forget();
    // Out of the cell first: dropping it must not call back into it.
    let old = OVERLAY.with(|cell| cell.try_borrow_mut().ok().and_then(|mut cell| cell.take()));
    drop(old);
    was_open
}

/// Reads, analyses and draws; gives what the loader wants to know.
pub fn open(options: &JsValue) -> Result<Object, JsValue> {
    close();
    let window: Window = web_sys::window().ok_or("no window")?;
    let document = window.document().ok_or("no document")?;
    let top = document.document_element().ok_or("an empty document")?;
    let clock = window.performance();
    let now = || clock.as_ref().map_or(0.0, |clock| clock.now());
    let options = Options::from_js(options, &window);

    let t0 = now();
    let page = read::read(&document, &Ours::default());
    let dark_page = is_dark(&window, &document);
    let t1 = now();
    let analysis = crate::analyze_as(&page.snapshot, &choices::of(&page, &options.rules), &|elements| page.measure(elements));
    let t2 = now();
    let plan = OverlayPlan::new(&page.snapshot, &analysis, options.attitudes);
    let t3 = now();

    let make = Make { document: document.clone() };
    let (host, shadow) = host(&document, &top, options.open_shadow)?;
    let dark = options.dark.unwrap_or_else(|| prefers_dark(&window));
    Sheet::new(&document, &shadow, &shadow, panel::CSS);
    let root = root(&document, &shadow)?;
    set(&root, "class", if dark { "root dark" } else { "root" });
    let layer_class = |name: &str| format!("{name} {}", if dark_page { "root dark" } else { "root" });
    let layer = make.child(&root, "div", &layer_class("layer"));
    let folds = make.child(&root, "div", &layer_class("layer"));

    let mut hidden = Hidden::new(&document, &options.hide_attribute);
    let mut marks = Marks::new(&random_name(&window));
    let sheet = Sheet::new(&document, &document, &host, &(hidden.css() + &marks.css(dark_page)));
    if let Some(tell) = &options.on_hide_selector {
        let _ = tell.call2(&JsValue::NULL, &JsValue::from_str(&hidden.name), &JsValue::from_str(&hidden.css()));
    }
    hidden.apply(&page, &plan);
    marks.place(&document, &page, &plan.marks, options.attitudes);
    let panel = build::build(&make, &root, &analysis, &plan, &options);
    let labels = labels(&make, &layer, &marks, &plan, options.labels);
    let mut overlay = Overlay {
        window,
        make,
        options,
        host,
        root,
        layer,
        folds,
        sheet,
        hidden,
        marks,
        labels,
        panel,
        page,
        analysis,
        plan,
        place: panel::place::Place::Sheet,
        folded: None,
        dark_page,
        due: arrange::Due::default(),
        watch: watch::Watch::default(),
        filter: 0,
        pointer: (0.0, 0.0),
        current: None,
        pick: None,
    };
    arrange::dock(&mut overlay);
    arrange::labels(&mut overlay);
    listen(&overlay);
    watch::start(&mut overlay);
    let t4 = now();

    let result = overlay.summary();
    super::bindings::put(&result, "timings", &timings(&[("read", t1 - t0), ("analyse", t2 - t1), ("plan", t3 - t2), ("draw", t4 - t3)]));
    OVERLAY.with(|cell| *cell.borrow_mut() = Some(overlay));
    with(act::take_focus);
    Ok(result)
}

/// Something went wrong: the page as it was, and a word about it.
pub fn open_notice(words: &str) {
    close();
    let made = (|| {
        let document = web_sys::window()?.document()?;
        let top = document.document_element()?;
        let (_, shadow) = host(&document, &top, false).ok()?;
        Sheet::new(&document, &shadow, &shadow, panel::CSS);
        let root = root(&document, &shadow).ok()?;
        set(&root, "class", "root");
        build::notice(&Make { document }, &root, words);
        events::listen(&root, "click", false, false);
        Some(())
    })();
    if made.is_none() {
        close();
    }
}

pub fn labels(make: &Make, layer: &Element, marks: &Marks, plan: &OverlayPlan, which: options::Labels) -> Labels {
    if which == options::Labels::None {
        return Labels::none(marks.list.len());
    }
    Labels::new(make, layer, marks, &plan.panel, which == options::Labels::Short)
}

fn timings(list: &[(&str, f64)]) -> Object {
    let out = Object::new();
    for (name, milliseconds) in list {
        super::bindings::put(&out, name, &JsValue::from_f64(*milliseconds));
    }
    out
}

fn listen(overlay: &Overlay) {
    for kind in ["click", "pointerover", "pointerout", "focusin", "keydown"] {
        events::listen(&overlay.root, kind, false, false);
    }
    let document = &overlay.make.document;
    events::listen(document, "pointermove", false, true);
    events::listen(document, "click", false, true);
    // Before the page gets them, while the reader picks something to hide.
    events::listen(document, "click", true, false);
    events::listen(document, "keydown", true, false);
    events::listen(document, "scroll", true, true);
    events::listen(&overlay.window, "resize", false, true);
}

impl Overlay {
    /// What of the page is ours.
    pub fn ours(&self) -> Ours {
        Ours { host: Some(self.host.clone()), hidden_by: Some((self.hidden.name.clone(), self.hidden.other_name())) }
    }

    /// What the loader gets.
    fn summary(&self) -> Object {
        let out = Object::new();
        super::bindings::put(&out, "hideAttribute", &JsValue::from_str(&self.hidden.name));
        let counts = timings(&[
            ("hidden", self.plan.hidden.values().sum::<usize>() as f64),
            ("attributions", self.analysis.attributions.len() as f64),
            ("speakers", self.analysis.speakers.list.len() as f64),
            ("sides", self.analysis.sides.list.len() as f64),
            ("marks", self.marks.list.len() as f64),
            ("nodes", self.page.snapshot.nodes.len() as f64),
        ]);
        super::bindings::put(&out, "counts", &counts);
        super::bindings::put(&out, "notes", &super::to_js(&self.analysis.notes));
        out
    }
}

pub fn on_event(event: Event) {
    let kind = event.type_();
    let in_notice = OVERLAY.with(|cell| cell.try_borrow().is_ok_and(|cell| cell.is_none()));
    if in_notice {
        if act::action(&event).is_some_and(|(what, _)| what == "close") {
            close();
        }
        return;
    }
    if event.event_phase() == Event::CAPTURING_PHASE && matches!(kind.as_str(), "click" | "keydown") {
        with(|overlay| pick::on_event(overlay, &kind, &event));
        return;
    }
    let closes = with(|overlay| match kind.as_str() {
        "pointermove" => overlay.pointer_moved(&event),
        "scroll" | "resize" => {
            if kind == "resize" || !is_document(&event) {
                arrange::soon(overlay, kind == "resize");
            }
            false
        }
        _ if is_ours(overlay, &event) => act::in_overlay(overlay, &kind, &event),
        "click" => {
            act::on_page(overlay, &event);
            false
        }
        _ => false,
    });
    if closes == Some(true) {
        let tell = with(|overlay| overlay.options.on_close.clone()).flatten();
        close();
        if let Some(tell) = tell {
            let _ = tell.call0(&JsValue::NULL);
        }
    }
}

impl Overlay {
    fn pointer_moved(&mut self, event: &Event) -> bool {
        let mouse: &web_sys::MouseEvent = event.unchecked_ref();
        self.pointer = (mouse.client_x() as f32, mouse.client_y() as f32);
        let target = event.target().filter(|target| *target != *self.host.unchecked_ref());
        if let (Some(target), true) = (&target, self.pick.is_some()) {
            pick::point_at(self, target.unchecked_ref());
        } else if target.is_some() {
            arrange::pointer_soon(self);
        }
        false
    }
}

/// The page's own scrolling carries the labels along; that of a box within it does not.
fn is_document(event: &Event) -> bool {
    event.target().is_some_and(|target| read::as_document(&target).is_some())
}

fn is_ours(overlay: &Overlay, event: &Event) -> bool {
    event.current_target().is_some_and(|target| target == *overlay.root.unchecked_ref())
}

pub fn on_frame() {
    with(arrange::on_frame);
}

pub fn on_timer(what: JsValue) {
    let what = what.as_string().unwrap_or_default();
    with(|overlay| match what.as_str() {
        "flash" => overlay.marks.flash(None),
        "read" => watch::read_again(overlay),
        "quiet" => overlay.panel.quiet(),
        _ => {}
    });
}

pub fn on_change(records: JsValue) {
    with(|overlay| watch::on_change(overlay, &records));
}

/// Puts `element` at a place in the window that `css` then moves.
pub fn set_width(element: &Element, width: Option<f64>) {
    css(element, "width", &width.map(|width| format!("{width:.0}px")).unwrap_or_default());
}

pub const FAULT: &str = strings::FAULT;
