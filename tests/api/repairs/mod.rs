//! Repairs over HTTP. (Every pair of state and step is in `reliability::workflow`.)

mod accept_and_refuse;
mod assign;
mod cancel_and_reject;
pub mod crew;
mod finish;
mod fixed_on_the_spot;
mod follow_up;
mod labels;
mod life;
mod lists;
mod on_behalf;
mod photos;
mod photos_at_the_door;
mod report;
mod routes;
mod second_scan;
mod summary;
mod wait_and_defer;
