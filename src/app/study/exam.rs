//! An exam: before it, while it is sat, and handing it in.

mod state;
