//! Invoices by their numbers, and as files. The same number is handed in once: its row stands while what it belongs to does, and the key
//! refuses a second.

use files::Attached;
use kernel::{Result, Tx};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};
use uuid::Uuid;

use super::{
    entity::invoice::{ActiveModel, Column, Entity},
    error::PettyError,
};

/// Digits of an invoice on paper, and of an electronic one (全电发票).
const LENGTHS: [usize; 2] = [8, 20];

/// What an invoice comes as: a photo, or the electronic one itself.
const FILES: [&str; 4] = ["image/jpeg", "image/png", "application/pdf", "application/ofd"];

/// Which of the files is none that an invoice comes as.
pub(crate) fn foreign(files: &[Attached]) -> Option<usize> {
    files.iter().position(|file| !FILES.contains(&file.upload.media_type.as_str()))
}

/// The number as it is kept: digits alone.
///
/// # Errors
/// When it is none.
pub(crate) fn number(written: &str) -> std::result::Result<String, PettyError> {
    let number: String = kernel::text::tidy(written).chars().filter(|c| !c.is_whitespace()).collect();
    let whole = LENGTHS.contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    if whole { Ok(number) } else { Err(PettyError::NoInvoiceNumber) }
}

/// Enters the number for a record, in place of what it had.
///
/// # Errors
/// 409 when it stands with another, which is named.
pub(super) async fn enter(tx: &Tx, kind: &str, id: Uuid, record: &str, number: Option<&str>) -> Result<()> {
    take_out(tx, kind, id).await?;
    let Some(number) = number else { return Ok(()) };
    let standing = put(tx, kind, id, record, number).await?;
    standing.map_or(Ok(()), |standing| Err(PettyError::InvoiceTwice(standing).into()))
}

/// Enters one number for a record; answers the record with which it stands already, if it does.
pub(crate) async fn put(tx: &Tx, kind: &str, id: Uuid, record: &str, number: &str) -> Result<Option<String>> {
    let school = tx.school()?;
    let row = ActiveModel {
        school_id: Set(school),
        number: Set(number.to_owned()),
        subject_kind: Set(kind.to_owned()),
        subject_id: Set(id),
        subject_number: Set(record.to_owned()),
        entered_at: Set(tx.now()),
    };
    let keys = OnConflict::columns([Column::SchoolId, Column::Number]).do_nothing().to_owned();
    if Entity::insert(row).on_conflict(keys).exec_without_returning(tx).await? > 0 {
        return Ok(None);
    }
    let standing = Entity::find_by_id((school, number.to_owned())).one(tx).await?;
    Ok(Some(standing.map(|row| row.subject_number).unwrap_or_default()))
}

/// The record came to nothing: its invoice may be handed in with another.
pub(crate) async fn take_out(tx: &Tx, kind: &str, id: Uuid) -> Result<()> {
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
