//! The member's program: what a device loads at `study/`, where assignments are studied, practised and sat.

fn main() {
    app::study::start();
}
