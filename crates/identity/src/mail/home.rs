//! Where an account belongs, for letters: the people it is, and the school that sends.

use campus::{Role, person, role_grant, school};
use kernel::{Reader, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    Identity,
    account::entity::Model as Account,
    authority,
    session::entity::{Column, Entity},
};

/// Somebody of the staff, and his school.
pub(super) struct Home {
    pub person: person::entity::Model,
    pub school: school::entity::Model,
    /// Where the product is, as the school set it up: never what a request said.
    pub base: Option<String>,
    /// There are other schools of the account.
    pub others: bool,
}

/// The homes of an account, the school where it worked last first.
pub(super) async fn all(reader: &Reader, account: Uuid) -> Result<Vec<Home>> {
    let people = person::repo::of_account_everywhere(reader, account).await?;
    let mut people: Vec<_> = people.into_iter().filter(|person| person.active && !person.visitor).collect();
    let others = people.len() > 1;
    if others {
        let last = Entity::find().filter(Column::AccountId.eq(account)).order_by_desc(Column::LastSeenAt).one(reader).await?;
        people.sort_by_key(|person| last.as_ref().is_none_or(|last| last.school_id != person.school_id));
    }
    let mut homes = Vec::new();
    for person in people {
        let school = school::find(reader, person.school_id).await?;
        let base = school.public_url.as_deref().map(|url| url.trim_end_matches('/').to_owned());
        homes.push(Home { person, school, base, others });
    }
    Ok(homes)
}

/// The home by whose mail server letters to this account go: the first that has one, and an address for links.
pub(super) async fn sending(identity: &Identity, reader: &Reader, account: Uuid) -> Result<Option<Home>> {
    let carriers = identity.post.schools().await?;
    Ok(all(reader, account).await?.into_iter().find(|home| home.base.is_some() && carriers.contains(&home.school.id)))
}

/// Whether the account turns a second key somewhere and has no one-time codes. Its links could be read by the administrator whose
/// grants it confirms: he chose the mail server.
pub(super) async fn is_locked(reader: &Reader, account: &Account) -> Result<bool> {
    if account.totp_since.is_some() {
        return Ok(false);
    }
    for home in all(reader, account.id).await? {
        let today = home.school.today(reader.now());
        let roles: Vec<Role> =
            role_grant::effective(reader, home.school.id, home.person.id, today).await?.into_iter().map(|grant| grant.role).collect();
        if roles.into_iter().any(authority::confirms_grants) {
            return Ok(true);
        }
    }
    Ok(false)
}
