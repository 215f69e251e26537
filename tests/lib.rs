//! What journeys are made of: a site that is served, devices that open it, and what people do on its pages.

mod axe;
mod bank;
mod device;
mod gate;
mod given;
mod organiser;
mod page;
mod quiz;
mod running;
mod site;

pub use axe::{Scheme, Size};
pub use bank::Bank;
pub use device::Device;
pub use given::{server, shots};
pub use organiser::{Counts, PIN};
pub use page::Page;
pub use quiz::{Asked, Choice};
pub use site::Site;
