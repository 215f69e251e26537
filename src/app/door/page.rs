//! The page itself: what it was painted with, where it is, what has the focus.

use crate::route::Route;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, HtmlInputElement};

/// The document.
#[must_use]
pub fn document() -> Document {
    web_sys::window().and_then(|window| window.document()).expect("a program in a page has a document")
}

/// The first element that matches.
#[must_use]
pub fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten().and_then(|element| element.dyn_into().ok())
}

/// Every element that matches.
pub fn find_all(selector: &str) -> impl Iterator<Item = HtmlElement> + use<> {
    let list = document().query_selector_all(selector).ok();
    let many = list.as_ref().map_or(0, web_sys::NodeList::length);
    (0..many).filter_map(move |n| list.as_ref().and_then(|list| list.item(n)).and_then(|node| node.dyn_into().ok()))
}

/// What `<html data-…>` says under a name.
#[must_use]
pub fn fact(name: &str) -> String {
    document().document_element().and_then(|root| root.get_attribute(&format!("data-{name}"))).unwrap_or_default()
}

/// Sets `<html data-…>`.
pub fn set_fact(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(&format!("data-{name}"), value);
    }
}

/// Text of the element with that id.
#[must_use]
pub fn text_of(id: &str) -> String {
    document().get_element_by_id(id).and_then(|element| element.text_content()).unwrap_or_default()
}

/// Shows or hides what matches.
pub fn show(selector: &str, shown: bool) {
    for element in find_all(selector) {
        // from now on the program decides, not the clock of the first paint
        let _ = element.remove_attribute("data-when");
        element.set_hidden(!shown);
    }
}

/// Takes the first match out of the page.
pub fn remove(selector: &str) {
    if let Some(element) = find(selector) {
        element.remove();
    }
}

/// The hash of the address.
#[must_use]
pub fn hash() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// What the link says after `?from=`, at most 40 characters.
#[must_use]
pub fn channel() -> String {
    let search = web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default();
    let value = search.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("from=")).unwrap_or_default().replace('+', " ");
    let plain = js_sys::decode_uri_component(&value).ok().and_then(|text| text.as_string()).unwrap_or(value);
    plain.trim().chars().filter(|c| !c.is_control()).take(40).collect()
}

/// Puts `html` into the first match, unless it is there already: the same words again would be read out again.
pub fn fill(selector: &str, html: &str) {
    let Some(place) = find(selector) else { return };
    // what the browser makes of some HTML is not the text it was given
    let (filled, html) = (JsValue::from_str("filled"), JsValue::from_str(html));
    if js_sys::Reflect::get(&place, &filled).ok().as_ref() != Some(&html) {
        place.set_inner_html(&html.as_string().unwrap_or_default());
        let _ = js_sys::Reflect::set(&place, &filled, &html);
    }
}

/// Puts a route into the address, as a new step back or in place of the present one.
pub fn go(route: &Route, in_place: bool) {
    visit(&route.href(), in_place);
}

/// Puts a hash into the address, as a new step back or in place of the present one.
pub fn visit(href: &str, in_place: bool) {
    let Some(window) = web_sys::window() else { return };
    let href = match href {
        // a lone # would scroll to the top of the page and leave a # behind
        "#" => window.location().pathname().unwrap_or_default() + &window.location().search().unwrap_or_default(),
        href => href.to_owned(),
    };
    if let Ok(history) = window.history() {
        let none = JsValue::NULL;
        let _ = if in_place {
            history.replace_state_with_url(&none, "", Some(&href))
        } else {
            history.push_state_with_url(&none, "", Some(&href))
        };
    }
}

/// Sets the title of the window.
pub fn title(title: &str) {
    document().set_title(title);
}

/// Puts the focus on the first match, without scrolling to it, and the page to its top.
pub fn arrive(selector: &str) {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    if let Some(element) = find(selector) {
        let _ = element.focus();
    }
}

/// Brings the first match in sight, if it is not.
pub fn reveal(selector: &str) {
    if let Some(element) = find(selector) {
        let nearest = web_sys::ScrollIntoViewOptions::new();
        nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}

/// Puts the focus on the first match.
pub fn focus(selector: &str) {
    if let Some(element) = find(selector) {
        let _ = element.focus();
    }
}

/// Sets or takes away an attribute of the first match.
pub fn set(selector: &str, attribute: &str, value: Option<&str>) {
    if let Some(element) = find(selector) {
        let _ = match value {
            Some(value) => element.set_attribute(attribute, value),
            None => element.remove_attribute(attribute),
        };
    }
}

/// What stands in the first input that matches.
#[must_use]
pub fn value(selector: &str) -> String {
    find(selector).and_then(|input| input.dyn_into::<HtmlInputElement>().ok()).map(|input| input.value()).unwrap_or_default()
}

/// Writes into the first input that matches.
pub fn set_value(selector: &str, words: &str) {
    if let Some(input) = find(selector).and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
        input.set_value(words);
    }
}

/// Keeps Tab within what matches, and calls `close` at Escape.
pub fn keep_focus_within(event: &web_sys::Event, selector: &str, close: impl Fn()) {
    let Some(key) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
    match key.key().as_str() {
        "Escape" => close(),
        "Tab" => {
            let buttons: Vec<HtmlElement> = find_all(&format!("{selector} button")).collect();
            let (Some(first), Some(last)) = (buttons.first(), buttons.last()) else { return };
            let at = document().active_element();
            let is = |element: &HtmlElement| at.as_ref().is_some_and(|at| at.is_same_node(Some(element)));
            let wrap = if key.shift_key() && (is(first) || at.as_ref().is_some_and(|at| at.tag_name() == "H2")) {
                Some(last)
            } else if !key.shift_key() && is(last) {
                Some(first)
            } else {
                None
            };
            if let Some(to) = wrap {
                event.prevent_default();
                let _ = to.focus();
            }
        }
        _ => {}
    }
}

/// Loads the campaign anew, at its landing.
pub fn start_over() {
    go(&Route::Landing, true);
    reload();
}

/// Opens the browser's way to print.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Loads the page anew, where it is.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// What an attribute says of what stands about a third of the way down the window, or of what it stands in; where there is a gap, of
/// what is nearest below or above it.
#[must_use]
pub fn at_eye_level(attribute: &str) -> Option<String> {
    at_height(attribute, &[3.0, 4.0, 5.0, 2.0, 6.0, 1.5])
}

/// The same of what stands at the top of the window.
#[must_use]
pub fn at_top(attribute: &str) -> Option<String> {
    at_height(attribute, &[0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0])
}

/// The first that is found so many tenths of the way down the window.
fn at_height(attribute: &str, tenths: &[f64]) -> Option<String> {
    element_at_height(&format!("[{attribute}]"), tenths)?.0.get_attribute(attribute)
}

/// The element that matches and stands at the top of the window, and the height at which it was found, in pixels.
#[must_use]
pub fn element_at_top(selector: &str) -> Option<(HtmlElement, f64)> {
    let (element, height) = element_at_height(selector, &[0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0])?;
    Some((element.dyn_into().ok()?, height))
}

fn element_at_height(selector: &str, tenths: &[f64]) -> Option<(Element, f64)> {
    let width = web_sys::window()?.inner_width().ok()?.as_f64()?;
    tenths.iter().find_map(|tenths| {
        let at = height() * tenths / 10.0;
        let there = document().element_from_point((width / 2.0) as f32, at as f32)?;
        Some((there.closest(selector).ok().flatten()?, at))
    })
}

/// How high the window is, in pixels.
#[must_use]
pub fn height() -> f64 {
    web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default()
}

/// Where an element begins and ends in the window, in pixels from its top.
#[must_use]
pub fn edges(element: &HtmlElement) -> (f64, f64) {
    let found = element.get_bounding_client_rect();
    (found.top(), found.bottom())
}

/// Scrolls the page down by so many pixels.
pub fn scroll_by(pixels: f64) {
    if let Some(window) = web_sys::window() {
        window.scroll_by_with_x_and_y(0.0, pixels);
    }
}

/// Brings the first match to the top of the window, and the focus to it.
pub fn bring_to_top(selector: &str) {
    if let Some(element) = find(selector) {
        element.scroll_into_view();
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Whether the page is out of sight.
#[must_use]
pub fn is_hidden() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Hidden
}

/// Calls `act` at every event of that name, on the document or the window.
pub fn on(event: &str, of_window: bool, act: impl Fn(web_sys::Event) + 'static) {
    boxed_on(event, of_window, Box::new(act));
}

fn boxed_on(event: &str, of_window: bool, act: Box<dyn Fn(web_sys::Event)>) {
    let heard = Closure::wrap(act);
    let Some(window) = web_sys::window() else { return };
    let target: web_sys::EventTarget = if of_window { window.into() } else { document().into() };
    let _ = target.add_event_listener_with_callback(event, heard.as_ref().unchecked_ref());
    heard.forget();
}

/// The nearest element around an event's target that has the attribute.
#[must_use]
pub fn around(event: &web_sys::Event, attribute: &str) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(&format!("[{attribute}]")).ok().flatten()
}

/// The bank places of the choices that are checked below `selector`.
pub fn checked(selector: &str) -> impl Iterator<Item = usize> + use<> {
    find_all(&format!("{selector} [data-choice]")).filter_map(|input| {
        let input: HtmlInputElement = input.unchecked_into();
        if input.checked() { input.value().parse().ok() } else { None }
    })
}

/// Has the worker of the site keep the page of members, so that it opens without a network. `root` leads from the page to the site's root.
pub fn keep_members_page(root: &str) {
    let Some(window) = web_sys::window() else { return };
    let navigator = window.navigator();
    // insecure origins and some browsers in apps have no workers
    if !js_sys::Reflect::get(&navigator, &"serviceWorker".into()).is_ok_and(|workers| workers.is_object()) {
        return;
    }
    let options = web_sys::RegistrationOptions::new();
    options.set_scope("./");
    let registered = navigator.service_worker().register_with_options(&format!("{root}sw.js?member"), &options);
    super::task::spawn(async move {
        // where it does not come the page needs a network
        let _ = wasm_bindgen_futures::JsFuture::from(registered).await;
    });
}

/// Asks the browser, once, not to throw away what is kept; it may say no.
pub fn ask_to_persist() {
    if let Some(window) = web_sys::window() {
        let navigator = window.navigator();
        // insecure origins have no storage manager
        if js_sys::Reflect::get(&navigator, &"storage".into()).is_ok_and(|storage| storage.is_object()) {
            let _ = navigator.storage().persist();
        }
    }
}
