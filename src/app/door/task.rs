//! Things done later: effects and futures. Both are boxed before they meet the reactive system, which would otherwise be
//! compiled anew for each of them (4 KiB of the program before packing, measured).

use leptos::prelude::Effect;
use std::future::Future;
use std::pin::Pin;

/// Runs `act` now and whenever a signal changes that it looked at.
pub fn effect(act: impl Fn() + 'static) {
    boxed_effect(Box::new(act));
}

fn boxed_effect(act: Box<dyn Fn()>) {
    Effect::new(move |_| act());
}

/// Runs a future on this thread.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    boxed_spawn(Box::pin(future));
}

fn boxed_spawn(future: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(future);
}

/// Resolves after so many milliseconds.
pub async fn sleep(ms: i32) {
    let later = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(later).await;
}
