//! The one request the program makes: for the bank data of its campaign.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The text at an address of this site; `None` when it can't be had now.
pub async fn text(address: &str) -> Option<String> {
    let response = JsFuture::from(web_sys::window()?.fetch_with_str(address)).await.ok()?;
    let response: web_sys::Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
