//! The black-box suite lives in `api/`; this crate's own code is only the server that browser journeys and kill tests run.
