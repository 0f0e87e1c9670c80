//! The school itself over HTTP: people, their roles, classes, places and door signs, its calendar and its rules.

mod address;
mod calendar;
mod class_advances;
mod classes;
mod delegations;
pub mod leavers;
mod people;
mod place_tree;
mod places;
mod policies;
mod retention;
mod role_grants;
mod role_names;
mod role_rules;
mod roster;
mod saved_views;
mod signs;
