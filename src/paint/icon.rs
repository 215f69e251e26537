//! The icons, drawn as strokes on a grid of 24; each stands beside a word, except back and close.

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $body:literal;)*) => {
        $($(#[$doc])* pub const $name: &str = concat!("<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\">", $body, "</svg>");)*
    };
}

icons! {
    /// Back.
    BACK = "<path d=\"m15 5-7 7 7 7\"/>";
    /// Onwards.
    ONWARD = "<path d=\"m9 5 7 7-7 7\"/>";
    /// Close, clear, wrong.
    CROSS = "<path d=\"M6.5 6.5l11 11m0-11l-11 11\"/>";
    /// Right, done.
    TICK = "<path d=\"M5 12.5l4.5 4.5L19 7.5\"/>";
    /// Time.
    CLOCK = "<circle cx=\"12\" cy=\"12\" r=\"8.5\"/><path d=\"M12 7.5V12l3 2\"/>";
    /// The answer sheet.
    GRID = "<path d=\"M5 5h5v5H5zM14 5h5v5h-5zM5 14h5v5H5zM14 14h5v5h-5z\"/>";
    /// Flag.
    FLAG = "<path d=\"M6 21V4.5h11l-2.5 4 2.5 4H6\"/>";
    /// Read aloud.
    VOICE = "<path d=\"M4 9.5v5h3.5l4.5 4v-13l-4.5 4zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11\"/>";
    /// Type size.
    SIZE = "<path d=\"M3.5 19L9 5l5.5 14M5.5 14.5h7M19 8v7M15.5 11.5h7\"/>";
    /// A person.
    PERSON = "<circle cx=\"12\" cy=\"8.5\" r=\"3.5\"/><path d=\"M5 19.5c1-4 4-5.5 7-5.5s6 1.5 7 5.5\"/>";
    /// A law to open.
    BOOK = "<path d=\"M4.5 5.5c2.5-1 5.5-.7 7.5 1 2-1.7 5-2 7.5-1v13c-2.5-1-5.5-.7-7.5 1-2-1.7-5-2-7.5-1zM12 6.5v13\"/>";
    /// A word of explanation.
    INFO = "<circle cx=\"12\" cy=\"12\" r=\"8.5\"/><path d=\"M12 11v5.5M12 7.8v.01\"/>";
    /// Something went wrong.
    WARN = "<path d=\"M12 4L3.5 19h17zM12 10v4.5M12 16.8v.01\"/>";
    /// Closed.
    LOCK = "<path d=\"M6.5 11h11v8.5h-11zM8.5 11V8a3.5 3.5 0 0 1 7 0v3\"/>";
    /// No network.
    OFFLINE = "<path d=\"M3 9c5-4.5 13-4.5 18 0M6.5 12.8c3-2.6 8-2.6 11 0M10 16.4c1.2-1 2.8-1 4 0M12 19.5v.01M4 4l16 16\"/>";
    /// Search.
    SEARCH = "<circle cx=\"10.5\" cy=\"10.5\" r=\"6\"/><path d=\"M15 15l5 5\"/>";
    /// Practise again.
    AGAIN = "<path d=\"M5 12a7 7 0 1 1 2 5M5 12l-2-3M5 12l3-2\"/>";
    /// Delete.
    BIN = "<path d=\"M5 7h14M9.5 7V5h5v2M7 7l.8 12.5h8.4L17 7\"/>";
    /// Save to a file.
    SAVE = "<path d=\"M12 4v11M7.5 10.5L12 15l4.5-4.5M5 19.5h14\"/>";
    /// Counting what it came to.
    BARS = "<path d=\"M5 20V11m5 9V5m5 15v-7m5 7V8\"/>";
    /// What there is to do.
    TASKS = "<path d=\"M6.5 3.5h7l4 4v13h-11zM13.5 3.5v4h4M9 12h6M9 15.5h6\"/>";
    /// Fold out.
    FOLD = "<path d=\"M6 9l6 6 6-6\"/>";
}

/// [`FOLD`] as the arrow of a disclosure, which turns when it is open.
pub const TURN: &str = "<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\" class=\"turn\"><path d=\"M6 9l6 6 6-6\"/></svg>";
/// The tick at the end of a picked choice, drawn by the style sheet: it stands in every choice of every question.
pub const PICKED: &str = "<i class=\"tick\"></i>";
