//! The server of this site, asked over the network: JSON goes out as text, and what comes back is read by the browser.

use super::page;
use crate::keep::Local;
use crate::server::{Answer, Server, Trouble};
use domain::Moment;
use js_sys::{Array, JSON, Reflect};
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wire::api::{Claim, ClaimRequest, Claimed, HandIn, HandInRequest, HandedIn, Prize, PrizeRequest, PrizeStep, Record, RecordRequest};
use wire::api::{Endpoint, FromNode, Node, RecordView, Start, StartRequest, Started, ToJson, ViewCampaign};
use wire::{Damaged, api::Problem};

/// How long an answer may take, in milliseconds, before it is taken for lost.
const PATIENCE_MS: i32 = 15_000;

/// The server that gave out the page.
pub struct Site {
    root: Rc<str>,
    campaign: String,
}

impl Site {
    /// The server of the page's campaign.
    #[must_use]
    pub fn of_page(campaign: &str) -> Self {
        Self { root: page::fact("root").into(), campaign: campaign.to_owned() }
    }

    fn ask<T: FromNode + 'static>(&self, path: &str, body: &dyn ToJson) -> Answer<T> {
        let answer = fetch(self.address(path), Some(body.to_json()));
        Box::pin(async move { read(&answer.await?, T::from_node) })
    }

    /// Pages lie anywhere below a server, so that an address goes from the page to the root and on from there.
    fn address(&self, path: &str) -> String {
        [&self.root, path.strip_prefix('/').unwrap_or(path)].concat()
    }
}

impl Server for Site {
    fn now(&self) -> Answer<Moment> {
        let answer = fetch(self.address(&ViewCampaign::PATH.replace("{id}", &self.campaign)), None);
        Box::pin(async move { read(&answer.await?, |view| view.get("now_ms").and_then(|now| now.whole()).map(Moment).ok_or(Damaged)) })
    }

    fn start(&self, request: &StartRequest) -> Answer<Started> {
        self.ask(Start::PATH, request)
    }

    fn hand_in(&self, request: &HandInRequest) -> Answer<HandedIn> {
        self.ask(HandIn::PATH, request)
    }

    fn prize(&self, request: &PrizeRequest) -> Answer<PrizeStep> {
        self.ask(Prize::PATH, request)
    }

    fn claim(&self, request: &ClaimRequest) -> Answer<Claimed> {
        self.ask(Claim::PATH, request)
    }

    fn record(&self, request: &RecordRequest) -> Answer<RecordView> {
        self.ask(Record::PATH, request)
    }
}

/// An answer that can't be read came from something in between, such as the sign-in page of a hotel: as if there were none.
fn read<T>(answer: &Json, read: impl FnOnce(&Json) -> Result<T, Damaged>) -> Result<T, Trouble> {
    read(answer).map_err(|_| Trouble::unreached())
}

/// What the server answers; without a body it is only asked.
fn fetch(address: String, body: Option<String>) -> Local<Result<Json, Trouble>> {
    Box::pin(async move {
        let (status, text) = exchange(&address, body, false).await.ok().flatten().ok_or_else(Trouble::unreached)?;
        let json = JSON::parse(&text).ok().map(Json);
        if (200..300).contains(&status) {
            return json.ok_or_else(Trouble::unreached);
        }
        // a refusal counts only when it is the server's own
        match json.and_then(|json| Problem::from_node(&json).ok()) {
            Some(problem) => Err(Trouble::of(problem)),
            None => Err(Trouble::unreached()),
        }
    })
}

/// Status and body of an answer that came in time. A request that `outlives` the page is sent even when the page goes.
pub(super) async fn exchange(address: &str, body: Option<String>, outlives: bool) -> Result<Option<(u16, String)>, JsValue> {
    let Some(window) = web_sys::window() else { return Ok(None) };
    let given_up = web_sys::AbortController::new()?;
    let options = web_sys::RequestInit::new();
    options.set_signal(Some(&given_up.signal()));
    options.set_cache(web_sys::RequestCache::NoStore);
    if outlives {
        Reflect::set(&options, &"keepalive".into(), &true.into())?;
    }
    if let Some(body) = body {
        options.set_method("POST");
        options.set_body(&body.into());
        options.set_headers(&Array::of1(&Array::of2(&"content-type".into(), &"application/json".into())));
    }
    let give_up = Closure::once_into_js(move || given_up.abort());
    let timer = window.set_timeout_with_callback_and_timeout_and_arguments_0(give_up.unchecked_ref(), PATIENCE_MS)?;
    let answer = async {
        let response: web_sys::Response = JsFuture::from(window.fetch_with_str_and_init(address, &options)).await?.dyn_into()?;
        Ok(JsFuture::from(response.text()?).await?.as_string().map(|text| (response.status(), text)))
    };
    let answer = answer.await;
    window.clear_timeout_with_handle(timer);
    answer
}

/// A value that the browser parsed.
struct Json(JsValue);

impl Node for Json {
    fn get(&self, name: &str) -> Option<Self> {
        // what is no object has no members
        let value = Reflect::get(&self.0, &name.into()).ok()?;
        (!value.is_null() && !value.is_undefined()).then_some(Self(value))
    }

    fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    fn whole(&self) -> Option<i64> {
        // beyond 2^53 a number of JavaScript is no longer exact
        self.0.as_f64().filter(|n| n.trunc() == *n && n.abs() < 9e15).map(|n| n as i64)
    }

    fn truth(&self) -> Option<bool> {
        self.0.as_bool()
    }

    fn items(&self) -> Option<Vec<Self>> {
        Some(self.0.dyn_ref::<Array>()?.iter().map(Self).collect())
    }
}
