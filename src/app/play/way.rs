//! How a campaign is played: what differs between one that the device draws and grades and one that a server does.
//! Each program links one way and nothing of the other.

use super::{Notice, Play};
use crate::keep::Local;
use crate::route::Route;
use domain::Sitting;
use domain::attempts::Left;
use domain::sitting::{Event, Purpose};
use leptos::prelude::Memo;
use paint::terms::Terms;

/// A start that came to nothing: what to say, and where.
pub type Refusal = (Notice, Route);

/// How a campaign is played.
pub trait Way {
    /// What the screens say of what is kept where.
    fn terms(&self) -> &'static Terms;
    /// The page stands: what can be fetched before anyone asks for it.
    fn ahead(&'static self, play: Play);
    /// A sitting that was left open is taken up.
    fn take_up(&'static self, _play: Play, _sitting: &Sitting) {}
    /// How long a sitting has taken by a surer clock than the device's, where there is one.
    fn used_ms(&'static self, _play: Play, _sitting: &Sitting) -> Option<i64> {
        None
    }
    /// Whether a sitting may end because its time is over by the device's clock; `away` when the page was not in sight until now.
    fn may_time_out(&'static self, _play: Play, _away: bool) -> bool {
        true
    }
    /// A key for whoever is at the device now; an empty one is made later.
    fn person(&'static self, play: Play) -> String;
    /// Somebody else is at the device now.
    fn met(&'static self, _play: Play) {}
    /// Whether a hand-in of this device is still on its way.
    fn waits(&self) -> bool {
        false
    }
    /// Starts a sitting and shows it, or says why not.
    fn begin(&'static self, play: Play, purpose: Purpose) -> Local<Option<Refusal>>;
    /// Ends a sitting and shows what came of it.
    fn close(&'static self, play: Play, sitting: Sitting, event: Event) -> Local<()>;
    /// What attempts are left to whoever is at the device.
    fn left(&'static self, play: Play) -> Left;
    /// The open sitting changed, or there is none any more.
    fn sitting_changed(&'static self, _play: Play) {}
    /// The taps made on the painted paper before the program was there become answers.
    fn adopt_early(&'static self, _play: Play) {}
    /// A moment passed.
    fn tick(&'static self, _play: Play) {}
    /// The page came in sight, or another page kept something.
    fn again(&'static self, _play: Play) {}
    /// The screen of a place, where this way has one of its own.
    fn screen(&'static self, _play: Play, _route: &Route) -> Option<String> {
        None
    }
    /// Keeps true what changes in place on a screen of its own; `html` is what stands.
    fn live(&'static self, _play: Play, _html: Memo<String>) {}
    /// Something was pressed; whether that was meant for this way.
    fn pressed(&'static self, _play: Play, _event: &web_sys::Event) -> bool {
        false
    }
}
