//! The overlay in a real browser: `wasm-pack test --headless --chrome`.
#![cfg(target_arch = "wasm32")]

#[path = "browser/acting.rs"]
mod acting;
#[path = "browser/living.rs"]
mod living;
#[path = "browser/page.rs"]
mod page;
#[path = "browser/reading.rs"]
mod reading;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
