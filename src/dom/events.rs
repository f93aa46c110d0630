//! Listeners: one handler for all events, one for animation frames and one for timers, made once and never
//! dropped, since a closure must not be dropped while it runs (the close button would do that).

use super::overlay;
use super::undo::{self, Step};
use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, Event, EventTarget, Window};

thread_local! {
    static ON_EVENT: Function = function(Closure::<dyn FnMut(Event)>::new(overlay::on_event).into_js_value());
    static ON_FRAME: Function = function(Closure::<dyn FnMut()>::new(overlay::on_frame).into_js_value());
    static ON_TIMER: Function = function(Closure::<dyn FnMut(JsValue)>::new(overlay::on_timer).into_js_value());
    static ON_CHANGE: Function = function(Closure::<dyn FnMut(JsValue)>::new(overlay::on_change).into_js_value());
}

fn function(value: JsValue) -> Function {
    value.unchecked_into()
}

/// Sends events of this kind to `overlay::on_event` until everything is undone.
pub fn listen(target: &EventTarget, kind: &'static str, capture: bool, passive: bool) {
    let handler = ON_EVENT.with(Function::clone);
    let options = AddEventListenerOptions::new();
    options.set_capture(capture);
    options.set_passive(passive);
    undo::note(Step::Listener { target: target.clone(), kind, capture, handler: handler.clone() });
    let _ = target.add_event_listener_with_callback_and_add_event_listener_options(kind, &handler, &options);
}

/// Calls `overlay::on_frame` before the next paint.
pub fn next_frame(window: &Window) {
    ON_FRAME.with(|handler| {
        let _ = window.request_animation_frame(handler);
    });
}

/// Calls `overlay::on_timer` with `what` after `milliseconds`.
pub fn after(window: &Window, milliseconds: i32, what: &str) {
    ON_TIMER.with(|handler| {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_1(handler, milliseconds, &JsValue::from_str(what));
    });
}

/// The callback for observers: `overlay::on_change` with the list of records.
pub fn on_change() -> Function {
    ON_CHANGE.with(Function::clone)
}
