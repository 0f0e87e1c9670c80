//! The school itself over HTTP: people, their roles, places and door signs.

mod people;
mod places;
mod role_grants;
mod roster;
mod saved_views;
mod signs;
