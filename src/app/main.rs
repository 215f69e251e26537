//! The citizen's program: what a phone loads after the page of a campaign is painted that it draws and grades itself.

fn main() {
    app::start(app::play::device::way);
}
