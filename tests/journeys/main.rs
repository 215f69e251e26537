//! The journeys: each one is a thing that a person can do.

mod attempts;
mod clocks;
mod early_taps;
mod export;
mod graded;
mod keeping;
mod keyboard;
mod killed_page;
mod looks;
mod offline;
mod own_origin;
mod school;
mod screens;
mod several_devices;
mod taps;
mod two_tabs;
mod whole_path;
