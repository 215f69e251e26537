//! What journeys are made of: a site that is served, devices that open it, and what people do on its pages.

mod axe;
mod bank;
mod clock;
mod device;
mod given;
mod hall;
mod network;
mod organiser;
mod page;
mod phone;
mod prize;
mod quiz;
mod running;
mod school;
mod site;

pub use axe::{Scheme, Size};
pub use bank::Bank;
pub use device::{Device, GLANCE, PATIENCE};
pub use given::{server, shots};
pub use hall::Hall;
pub use network::{Exchange, Network};
pub use organiser::{Counts, PIN};
pub use page::Page;
pub use quiz::{Asked, Choice};
pub use school::{Phase, School};
pub use site::Site;
