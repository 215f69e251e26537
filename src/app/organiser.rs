//! The organiser's program: what a device loads at `#organiser`.

fn main() {
    app::counts::start();
}
