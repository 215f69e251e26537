//! The real program, called as organisers call it.

mod assignments;
mod backups;
mod checks;
mod draws;
mod exchange;
mod exports;
mod ground;
mod prizes;
mod rosters;
mod settings;
mod tallies;
mod users;
