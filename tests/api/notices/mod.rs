//! Notices: the inbox, the ways out of the house, and what stands behind both.

pub mod channels;
mod deliveries;
mod digests;
mod inbox;
mod jobs;
pub mod mail;
mod preferences;
mod servers;
