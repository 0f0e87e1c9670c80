//! Invoices by their numbers. The same number is handed in once: its row stands while what it belongs to does, and the key refuses a second.

use kernel::{Result, Tx};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict};
use uuid::Uuid;

use super::{
    entity::{
        self as petty,
        invoice::{ActiveModel, Column, Entity},
    },
    error::PettyError,
};

/// Digits of an invoice on paper, and of an electronic one (全电发票).
const LENGTHS: [usize; 2] = [8, 20];

/// The number as it is kept: digits alone.
///
/// # Errors
/// When it is none.
pub(super) fn number(written: &str) -> std::result::Result<String, PettyError> {
    let number: String = kernel::text::tidy(written).chars().filter(|c| !c.is_whitespace()).collect();
    let whole = LENGTHS.contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    if whole { Ok(number) } else { Err(PettyError::NoInvoiceNumber) }
}

/// Enters the number for this record, in place of what it had.
///
/// # Errors
/// 409 when it stands with another.
pub(super) async fn enter(tx: &Tx, kind: &str, id: Uuid, number: Option<&str>) -> Result<()> {
    let school = tx.school()?;
    take_out(tx, kind, id).await?;
    let Some(number) = number else { return Ok(()) };
    let row = ActiveModel {
        school_id: Set(school),
        number: Set(number.to_owned()),
        subject_kind: Set(kind.to_owned()),
        subject_id: Set(id),
        entered_at: Set(tx.now()),
    };
    let keys = OnConflict::columns([Column::SchoolId, Column::Number]).do_nothing().to_owned();
    let entered = Entity::insert(row).on_conflict(keys).exec_without_returning(tx).await?;
    if entered == 0 { Err(PettyError::InvoiceTwice(standing(tx, number).await?).into()) } else { Ok(()) }
}

/// The number of the petty purchase that an invoice stands with.
async fn standing(tx: &Tx, number: &str) -> Result<String> {
    let found = petty::Entity::find()
        .filter(petty::Column::SchoolId.eq(tx.school()?))
        .filter(petty::Column::InvoiceNo.eq(number))
        .order_by_desc(petty::Column::Id)
        .one(tx)
        .await?;
    Ok(found.map(|row| row.number).unwrap_or_default())
}

/// The record came to nothing: its invoice may be handed in with another.
pub(super) async fn take_out(tx: &Tx, kind: &str, id: Uuid) -> Result<()> {
    Entity::delete_many()
        .filter(Column::SchoolId.eq(tx.school()?))
        .filter(Column::SubjectKind.eq(kind))
        .filter(Column::SubjectId.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_eight_digits_or_twenty() {
        assert_eq!(number(" 2641 2000 0012 3456 7890 ").as_deref(), Ok("26412000001234567890"));
        assert_eq!(number("１２３４５６７８").as_deref(), Ok("12345678"));
        for wrong in ["", "1234567", "123456789", "2641200000123456789X", "No. 12345678"] {
            assert_eq!(number(wrong), Err(PettyError::NoInvoiceNumber), "{wrong}");
        }
    }
}
