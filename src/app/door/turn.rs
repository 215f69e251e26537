//! A word between pages of one device: something was kept, look again.

use wasm_bindgen::JsValue;
use web_sys::Storage;

const KEY: &str = "pufa.turn";

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Tells the other pages that sitting `id` changed. Where there is no local storage they look when they come in sight.
pub fn tell(id: &str) {
    if let Some(storage) = storage() {
        // a number is written without its fraction: the code that prints fractions costs a phone 4 KiB
        let stamp = (js_sys::Date::now() + js_sys::Math::random() * 1e6) as i64;
        // a full or forbidden storage costs only the promptness
        let _ = storage.set_item(KEY, &format!("{id} {stamp}"));
    }
}

/// Calls `look` whenever another page kept something.
pub fn listen(look: impl Fn() + 'static) {
    super::page::on("storage", true, move |event| {
        let key = js_sys::Reflect::get(&event, &JsValue::from_str("key")).ok().and_then(|key| key.as_string());
        if key.as_deref() == Some(KEY) {
            look();
        }
    });
}

/// Takes away all that was left in local storage.
pub fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.clear();
    }
}

/// Leaves for the page itself where one is in a painted paper and what is picked, so that it paints that before the program
/// is there: `boot.js` reads and writes the same words. `None` takes them away.
pub fn leave_for_page(campaign: &str, words: Option<&str>) {
    if let Some(storage) = storage() {
        let key = ["pufa.early.", campaign].concat();
        let _ = match words {
            Some(words) => storage.set_item(&key, words),
            None => storage.remove_item(&key),
        };
    }
}
