//! The names that an account signs in by: staff number, and the person's name while nobody else has it.

use std::collections::HashSet;

use kernel::{Problem, Result, Tx, text};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, SqlErr,
};
use uuid::Uuid;

use super::entity::sign_in_name::{ActiveModel, Column, Entity};
use crate::IdentityError;

/// Most people of one name and no staff number.
const MOST_NAMESAKES: u32 = 200;

/// The sign-in names that fit the person now, in place of those from when the account was opened. An account has one person so far; with
/// people in several schools, the names of all of them stay.
pub(crate) async fn rename(tx: &Tx, account: Uuid, staff_no: Option<&str>, name: &str) -> Result<()> {
    Entity::delete_many().filter(Column::AccountId.eq(account)).exec(tx).await?;
    claim(tx, account, staff_no, name).await
}

/// The staff number must be free; the name is taken only while nobody else has it, and who has no number gets the name with a digit then.
pub(super) async fn claim(tx: &Tx, account: Uuid, staff_no: Option<&str>, name: &str) -> Result<()> {
    if let Some(staff_no) = staff_no {
        insert(tx, account, staff_no).await?;
    }
    let wanted: Vec<String> = if staff_no.is_some() { vec![name.to_owned()] } else { with_digits(name).collect() };
    let taken = taken(tx, &wanted).await?;
    match wanted.into_iter().find(|name| !taken.contains(&text::fold(name))) {
        Some(free) => insert(tx, account, &free).await,
        None if staff_no.is_some() => Ok(()),
        None => Err(IdentityError::NameTaken.into()),
    }
}

fn with_digits(name: &str) -> impl Iterator<Item = String> {
    std::iter::once(name.to_owned()).chain((2..MOST_NAMESAKES).map(move |nth| format!("{name}{nth}")))
}

async fn taken(tx: &Tx, names: &[String]) -> Result<HashSet<String>> {
    let keys = names.iter().map(|name| text::fold(name));
    let rows: Vec<String> =
        Entity::find().filter(Column::NameKey.is_in(keys)).select_only().column(Column::NameKey).into_tuple().all(tx).await?;
    Ok(rows.into_iter().collect())
}

async fn insert(tx: &Tx, account: Uuid, name: &str) -> Result<()> {
    let row = ActiveModel { name_key: Set(text::fold(name)), name: Set(name.to_owned()), account_id: Set(account) };
    row.insert(tx).await.map(|_| ()).map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => IdentityError::NameTaken.into(),
        _ => error.into(),
    })
}

/// By what a person signs in: the staff number where there is one, or the name that was free when the account got its names.
pub(crate) async fn of(db: &impl ConnectionTrait, account: Uuid, staff_no: Option<&str>, name: &str) -> Result<String> {
    if let Some(staff_no) = staff_no {
        return Ok(staff_no.to_owned());
    }
    let mut names: Vec<String> = Entity::find()
        .filter(Column::AccountId.eq(account))
        .order_by_asc(Column::NameKey)
        .select_only()
        .column(Column::Name)
        .into_tuple()
        .all(db)
        .await?;
    // Renamed since, the person still signs in by the older name.
    let own = names.iter().position(|known| with_digits(name).any(|own| own == *known)).unwrap_or_default();
    if names.is_empty() { Err(Problem::internal("an account without a sign-in name")) } else { Ok(names.swap_remove(own)) }
}
