//! Under which voucher something is entered into the accounts: the same rules for goods receipts and petty purchases. What a receipt became
//! learns it too.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Tx, audit::Event, text};
use registers::asset::{self, Booking};
use uuid::Uuid;

use super::{
    error::ReceiptError,
    model::{Receipt, ResultKind},
    phase::{Posting, PostingMode},
    repo,
};

/// What a body says of a voucher.
#[derive(Debug)]
pub(crate) struct Voucher<'a> {
    pub mode: PostingMode,
    pub number: &'a str,
    pub posted_on: NaiveDate,
    pub submitted_on: Option<NaiveDate>,
}

impl Voucher<'_> {
    /// Entered by somebody now.
    ///
    /// # Errors
    /// 422 for a day that is to come, and for papers that were handed in to a centre that does not keep the accounts.
    pub fn entered(self, by: Uuid, at: DateTime<Utc>, today: NaiveDate) -> Result<Posting, ReceiptError> {
        if self.posted_on > today {
            return Err(ReceiptError::PostedLater);
        }
        if self.mode == PostingMode::Own && self.submitted_on.is_some() {
            return Err(ReceiptError::NotSubmitted);
        }
        let voucher_no = text::tidy(self.number);
        Ok(Posting { by, at, on: self.posted_on, voucher_no, mode: self.mode, submitted_on: self.submitted_on })
    }
}

/// The cards that came of a receipt that is posted learn their voucher, and its invoice where it has one.
pub(super) async fn of_cards(tx: &Tx, receipt: &Receipt, event: Event) -> kernel::Result<Event> {
    let Some(posting) = receipt.phase.posting() else { return Ok(event) };
    let became = repo::became(tx, receipt).await?;
    let cards = became.into_iter().filter(|one| one.kind == ResultKind::Card).filter_map(|one| one.record).map(|(id, _)| id);
    let booking = Booking { voucher_no: &posting.voucher_no, on: posting.on, invoice_no: receipt.only_invoice() };
    asset::booked(tx, cards.collect(), booking, event).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voucher_is_of_today_at_the_latest_and_own_accounts_are_not_handed_in() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let of = |mode, on: &str, submitted: Option<&str>| {
            let voucher = Voucher { mode, number: " 记-32 ", posted_on: day(on), submitted_on: submitted.map(day) };
            voucher.entered(Uuid::nil(), DateTime::<Utc>::UNIX_EPOCH, day("2026-11-27"))
        };
        assert_eq!(of(PostingMode::Own, "2026-11-27", None).unwrap().voucher_no, "记-32");
        assert_eq!(of(PostingMode::Own, "2026-11-28", None), Err(ReceiptError::PostedLater));
        assert_eq!(of(PostingMode::Own, "2026-11-27", Some("2026-11-26")), Err(ReceiptError::NotSubmitted));
        assert!(of(PostingMode::Centre, "2026-11-27", Some("2026-11-26")).is_ok());
    }
}
