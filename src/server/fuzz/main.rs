//! Fuzzing of whatever reads what strangers send: the token, every body of the API, every file of ours.
//!
//! As tests they run random input for `BOLERO_RANDOM_TEST_TIME_MS` each (a second unless told); `cargo bolero test --engine libfuzzer`
//! runs the same targets guided by coverage. Half of the input is what is right with a few bytes changed, so that it gets past the door.

mod bodies;
#[path = "../../formats/fuzz/damage.rs"]
mod damage;
mod files;
mod small;
mod token;

use damage::check;
