//! Members who study and sit an exam.

mod certificate;
mod exam;
mod looks;
mod study;

/// The assignment.
const TASK: &str = "state-staff-exam";
