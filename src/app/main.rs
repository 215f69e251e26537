//! The citizen's program: what a phone loads after the page is painted.

fn main() {
    app::start();
}
