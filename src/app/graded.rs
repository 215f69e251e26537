//! The citizen's program of a campaign that a server draws and grades.

fn main() {
    app::start(app::play::served::way);
}
