//! Accounts and sessions over HTTP. (Tokens, replays and storms are in `reliability`.)

mod password;
mod sessions;
mod set_up;
mod sign_in;
mod slips;
