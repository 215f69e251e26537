//! The voice of the browser: it reads one text at a time. Whether there is one that knows Chinese `boot.js` says at `data-voice`.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, SpeechSynthesisUtterance};

/// A text that is read aloud; while it is, it must be held, or some browsers never tell that it ended.
pub struct Speech(SpeechSynthesisUtterance);

/// Reads a text aloud, and calls `done` when it is over: with `false` when it was cut off or could not be read. `None` where the browser
/// has no voice.
pub fn say(text: &str, done: impl FnOnce(bool) + 'static) -> Option<Speech> {
    let voice = web_sys::window()?.speech_synthesis().ok()?;
    let speech = SpeechSynthesisUtterance::new_with_text(text).ok()?;
    speech.set_lang("zh-CN");
    // one of the two comes, and only once
    let done = Closure::once_into_js(move |event: Event| done(event.type_() == "end"));
    speech.set_onend(Some(done.unchecked_ref()));
    speech.set_onerror(Some(done.unchecked_ref()));
    voice.speak(&speech);
    Some(Speech(speech))
}

impl Drop for Speech {
    /// What is not held any more is not read any further, and nothing is told of it.
    fn drop(&mut self) {
        self.0.set_onend(None);
        self.0.set_onerror(None);
        let voice = web_sys::window().and_then(|window| window.speech_synthesis().ok());
        // some browsers swallow what is said right after a voice was stopped that had ended by itself
        if let Some(voice) = voice.filter(|voice| voice.speaking() || voice.pending()) {
            voice.cancel();
        }
    }
}
