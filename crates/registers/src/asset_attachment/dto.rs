//! Queries on attachments of a card.

use files::Size;
use serde::Deserialize;
use utoipa::IntoParams;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ContentQuery {
    /// Longer side of a photo, in pixels; 1600 when left out. Documents have one size.
    #[param(inline)]
    pub size: Option<Size>,
}
