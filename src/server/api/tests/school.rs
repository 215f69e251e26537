//! Members through the router: signing in, study, exams, certificates and rates.

mod exams;
mod members;
mod rates;
mod real;
mod rules;
mod study;
mod worlds;
