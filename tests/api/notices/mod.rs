//! Notices: the inbox, the ways out of the house, and what stands behind both.

mod channels;
mod deliveries;
mod digests;
mod inbox;
mod jobs;
mod mail;
mod preferences;
mod servers;
