//! The process itself and its commands: what it says at its start, backups, the doctor, HTTPS, load and figures.

mod admin;
pub mod archives;
pub mod backup;
mod copy;
mod damaged;
mod demo;
mod distribute;
mod doctor;
mod guide;
mod load;
mod start;
mod tls;
mod traces;
mod upgrade;
mod upgraded;
