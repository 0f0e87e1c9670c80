//! What policy values refuse, in words.

use kernel::{Problem, Text};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    #[error("the value does not fit its kind")]
    Value(Text),
    #[error("a value for days that are over")]
    InThePast,
}

impl PolicyError {
    fn text(&self) -> Text {
        match self {
            Self::Value(text) => text.clone(),
            Self::InThePast => Text::fixed(
                "生效日期不能早于今天：以前的单据按当时的规定。",
                "It cannot hold from before today: past documents keep their rule.",
            ),
        }
    }
}

impl From<PolicyError> for Problem {
    fn from(error: PolicyError) -> Self {
        let text = error.text();
        match error {
            PolicyError::Value(_) => Self::refused("validation_failed", text.clone()).field("/value", "invalid_value", text),
            PolicyError::InThePast => Self::refused("validation_failed", text.clone()).field("/valid_from", "in_the_past", text),
        }
    }
}
