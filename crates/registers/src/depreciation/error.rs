//! What the books of value refuse, in words.

use chrono::NaiveDate;
use kernel::{Money, Problem, Text};

use super::{month::Month, phase::Refusal};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DepreciationError {
    #[error("{on} lies in a closed month")]
    MonthClosed { on: NaiveDate, until: Month },
    #[error("{0} is closed already")]
    RunClosed(Month),
    #[error("the day is in the future")]
    InTheFuture,
    #[error("the month is in the future")]
    MonthInTheFuture,
    #[error("the school does not depreciate")]
    NotDepreciating,
    #[error("{0} is still a draft")]
    DraftOpen(Month),
    #[error("{0} comes first")]
    OutOfOrder(Month),
    #[error("the books changed since")]
    InputsChanged,
    #[error("refused: {0:?}")]
    Refused(Refusal),
    #[error("a figure of a card that is not in the run")]
    NotInRun { row: usize, number: String },
    #[error("a card twice")]
    Twice { row: usize, number: String },
    #[error("a figure beyond the original value")]
    BeyondValue { row: usize, number: String, value: Money },
    #[error("not more than nothing")]
    NothingAdded,
    #[error("below what was depreciated")]
    BelowDepreciated { accumulated: Money },
    #[error("below what was depreciated and what the months before take that are not closed")]
    BelowComing { accumulated: Money },
    #[error("no such amount")]
    TooLarge,
    #[error("nothing changes")]
    NothingChanges,
    #[error("before the card was there")]
    BeforeOpening { opened_on: NaiveDate },
    #[error("before the card was put under its class")]
    BeforeReclassified { since: NaiveDate },
    #[error("a custodian does not write values")]
    OwnCustody,
    #[error("the card has no known life")]
    NotDepreciated,
}

impl From<DepreciationError> for Problem {
    fn from(error: DepreciationError) -> Self {
        use DepreciationError as E;
        match error {
            E::MonthClosed { on, until } => {
                let text = Text::new(
                    format!("{on} 在已结账的月份里（已结到 {until}）。请按结账之后的日期登记，并在事由里写明实际日期。"),
                    format!("{on} lies in a month that is closed (closed until {until}). Enter it on a later day and note when it was."),
                );
                Self::conflict("month_closed", text)
            }
            E::RunClosed(period) => {
                Self::conflict("month_closed", Text::new(format!("{period} 的折旧已经结账。"), format!("{period} is closed already.")))
            }
            E::InTheFuture => Self::invalid("/effective_on", "in_the_future", "日期不能晚于今天。", "It cannot be after today."),
            E::MonthInTheFuture => Self::invalid("/period", "in_the_future", "这个月还没到。", "This month has not come yet."),
            E::NotDepreciating => Self::conflict(
                "not_depreciating",
                Text::fixed(
                    "本校设为不计提折旧；要计提请先在“规则”里改。",
                    "The school does not depreciate; change that among its rules first.",
                ),
            ),
            E::DraftOpen(period) => Self::conflict(
                "draft_open",
                Text::new(
                    format!("{period} 还没结账。请先结账或放弃，再算别的月份。"),
                    format!("{period} is not closed yet. Close or discard it before another month is computed."),
                ),
            ),
            E::OutOfOrder(next) => Self::conflict(
                "out_of_order",
                Text::new(
                    format!("要按月份顺序来，下一个是 {next}。"),
                    format!("Months are closed one after another; the next one is {next}."),
                ),
            ),
            E::InputsChanged => Self::conflict(
                "inputs_changed",
                Text::fixed(
                    "算完之后，有卡片、原值、年限或规则变了。请重新计算，看过再结账。",
                    "Since it was computed, cards, values, lives or rules have changed. Compute it again and look at it before closing.",
                ),
            ),
            E::Refused(refusal) => match refusal {
                Refusal::WrongPhase(_) => Self::conflict("illegal_transition", refusal.text()),
                Refusal::MonthNotOver => Self::conflict("month_not_over", refusal.text()),
                Refusal::NotKeeping => Self::conflict("not_allowed", refusal.text()),
            },
            E::OwnCustody => Self::new(axum::http::StatusCode::FORBIDDEN, "own_custody", own_custody()),
            E::NotDepreciated => Self::invalid(
                "/life_months",
                "not_depreciated",
                "这张卡片不计提折旧，没有年限可改。",
                "This card is not depreciated: there is no life to change.",
            ),
            field @ (E::NotInRun { .. }
            | E::Twice { .. }
            | E::BeyondValue { .. }
            | E::NothingAdded
            | E::BelowDepreciated { .. }
            | E::BelowComing { .. }
            | E::TooLarge
            | E::NothingChanges
            | E::BeforeOpening { .. }
            | E::BeforeReclassified { .. }) => of_field(&field),
        }
    }
}

/// SD8: whoever has a thing does not write what it is worth.
pub(crate) const fn own_custody() -> Text {
    Text::fixed(
        "您是这件资产的保管人或使用人，价值变动要由别人登记（会计法第二十五条：记账与保管分开）。",
        "You hold this asset: somebody else enters what it is worth (bookkeeping and custody are apart, Accounting Law art. 25).",
    )
}

/// Those that are about a field of the body.
fn of_field(error: &DepreciationError) -> Problem {
    use DepreciationError as E;
    let at =
        |pointer: String, code: &'static str, text: Text| Problem::refused("validation_failed", text.clone()).field(pointer, code, text);
    let amount = |code: &'static str, text: Text| at("/amount".to_owned(), code, text);
    match error {
        E::NotInRun { row, number } => at(
            format!("/rows/{row}/asset_no"),
            "not_in_run",
            Text::new(format!("这个月里没有编号为 {number} 的卡片。"), format!("No card with the number {number} is in this month.")),
        ),
        E::Twice { row, number } => at(
            format!("/rows/{row}/asset_no"),
            "repeated",
            Text::new(format!("{number} 出现了两次。"), format!("{number} is there twice.")),
        ),
        E::BeyondValue { row, number, value } => at(
            format!("/rows/{row}/accumulated"),
            "beyond_value",
            Text::new(
                format!("{number} 的累计折旧应在 0 到原值 {value} 之间。"),
                format!("The accumulated amount of {number} lies between 0 and the original value, {value}."),
            ),
        ),
        E::NothingAdded => amount("not_positive", Text::fixed("金额要大于 0。", "The amount must be more than 0.")),
        E::BelowDepreciated { accumulated } => amount(
            "below_depreciated",
            Text::new(
                format!("原值不能低于已提的累计折旧 {accumulated}。"),
                format!("The original value cannot fall below what was depreciated already, {accumulated}."),
            ),
        ),
        E::BelowComing { accumulated } => amount(
            "below_depreciated",
            Text::new(
                format!("之前的月份还没结账，结账后的累计折旧为 {accumulated}，原值不能低于它。"),
                format!(
                    "Months before are not closed yet; with them {accumulated} is depreciated, and the original value cannot fall below it."
                ),
            ),
        ),
        E::TooLarge => amount("too_large", Text::fixed("金额太大。", "The amount is too large.")),
        E::NothingChanges => amount("nothing_changes", Text::fixed("原值和年限都没有变。", "Neither value nor life would change.")),
        E::BeforeOpening { opened_on } => at(
            "/effective_on".to_owned(),
            "before_opening",
            Text::new(format!("不能早于入账日 {opened_on}。"), format!("It cannot be before the day the card was entered, {opened_on}.")),
        ),
        E::BeforeReclassified { since } => at(
            "/effective_on".to_owned(),
            "before_reclassified",
            Text::new(
                format!("这张卡片从 {since} 起才在现在的分类，请按这天或以后登记，并在事由里写明实际日期。"),
                format!("The card is under its class since {since}: enter it on that day or later, and note when it was."),
            ),
        ),
        // The others were said above.
        E::MonthClosed { .. }
        | E::RunClosed(_)
        | E::InTheFuture
        | E::MonthInTheFuture
        | E::NotDepreciating
        | E::DraftOpen(_)
        | E::OutOfOrder(_)
        | E::InputsChanged
        | E::Refused(_)
        | E::OwnCustody
        | E::NotDepreciated => Problem::internal(error),
    }
}
