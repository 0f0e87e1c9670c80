//! The names that an account signs in by: staff number, and the person's name while nobody else has it.

use std::collections::HashMap;

use campus::{person, school};
use kernel::{Problem, Result, Tx, text};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, SqlErr,
};
use uuid::Uuid;

use super::entity::sign_in_name::{ActiveModel, Column, Entity};
use crate::IdentityError;

/// Most people of one name and no staff number.
const MOST_NAMESAKES: u32 = 200;

/// The sign-in names that fit the account's people now, in place of those from when it was opened.
pub(crate) async fn renew(tx: &Tx, account: Uuid) -> Result<()> {
    Entity::delete_many().filter(Column::AccountId.eq(account)).exec(tx).await?;
    for person in person::repo::of_account_everywhere(tx, account).await?.into_iter().filter(|person| !person.visitor) {
        claim(tx, account, &person).await?;
    }
    Ok(())
}

/// Names for one more person of an account. A staff number that is taken, in another school of the district, gets the school's name
/// behind it. The name is taken only while nobody else has it, and who has no number gets the name with a digit then.
pub(crate) async fn claim(tx: &Tx, account: Uuid, person: &person::entity::Model) -> Result<()> {
    if let Some(staff_no) = &person.staff_no {
        if !claim_one(tx, account, std::slice::from_ref(staff_no)).await? {
            let here = school::find(tx, person.school_id).await?;
            let elsewhere = is_of_another_school(tx, staff_no, here.id).await?;
            if !elsewhere || !claim_one(tx, account, &[format!("{staff_no}@{}", here.name)]).await? {
                return Err(IdentityError::NameTaken.into());
            }
        }
        return claim_one(tx, account, std::slice::from_ref(&person.name)).await.map(|_| ());
    }
    let claimed = claim_one(tx, account, &with_digits(&person.name).collect::<Vec<_>>()).await?;
    if claimed { Ok(()) } else { Err(IdentityError::NameTaken.into()) }
}

/// Whether the account that has this sign-in name is nobody of the school: two numbers of one school that look alike are one too many.
async fn is_of_another_school(tx: &Tx, name: &str, school: Uuid) -> Result<bool> {
    let Some(holder) = Entity::find_by_id(text::fold(name)).one(tx).await? else { return Ok(false) };
    Ok(person::repo::of_account(tx, school, holder.account_id).await?.is_none())
}

fn with_digits(name: &str) -> impl Iterator<Item = String> {
    std::iter::once(name.to_owned()).chain((2..MOST_NAMESAKES).map(move |nth| format!("{name}{nth}")))
}

/// The first of these names that nobody else has; `false` when all are taken.
async fn claim_one(tx: &Tx, account: Uuid, wanted: &[String]) -> Result<bool> {
    let keys = wanted.iter().map(|name| text::fold(name));
    let select = Entity::find().filter(Column::NameKey.is_in(keys)).select_only().columns([Column::NameKey, Column::AccountId]);
    let holders: HashMap<String, Uuid> = select.into_tuple::<(String, Uuid)>().all(tx).await?.into_iter().collect();
    for name in wanted {
        match holders.get(&text::fold(name)) {
            Some(holder) if *holder == account => return Ok(true),
            Some(_) => {}
            None => return insert(tx, account, name).await.map(|()| true),
        }
    }
    Ok(false)
}

async fn insert(tx: &Tx, account: Uuid, name: &str) -> Result<()> {
    let row = ActiveModel { name_key: Set(text::fold(name)), name: Set(name.to_owned()), account_id: Set(account) };
    row.insert(tx).await.map(|_| ()).map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => IdentityError::NameTaken.into(),
        _ => error.into(),
    })
}

/// By what a person signs in: the staff number where there is one, or the name; as it was free when the account got its names.
pub(crate) async fn of(db: &impl ConnectionTrait, account: Uuid, staff_no: Option<&str>, name: &str) -> Result<String> {
    let select = Entity::find().filter(Column::AccountId.eq(account)).order_by_asc(Column::NameKey).select_only().column(Column::Name);
    let mut names: Vec<String> = select.into_tuple().all(db).await?;
    let numbered =
        |known: &String| staff_no.is_some_and(|no| known == no || known.strip_prefix(no).is_some_and(|rest| rest.starts_with('@')));
    let own = |known: &String| with_digits(name).any(|own| own == *known);
    // Renamed since, the person still signs in by the older name.
    let place = names.iter().position(numbered).or_else(|| names.iter().position(own)).unwrap_or_default();
    if names.is_empty() { Err(Problem::internal("an account without a sign-in name")) } else { Ok(names.swap_remove(place)) }
}
