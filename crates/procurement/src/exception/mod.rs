//! A rule that asks for two people, excepted for once: whoever does says why, and a second person, who has no part in it, signs for it himself
//! before anything comes of it (domain.md C4, small-school mode). What is excepted is listed ([`crate::control`]), never switched off.

mod dto;
pub mod entity;
mod error;
mod model;
pub(crate) mod repo;

use campus::{Role, delegation::StandIns, role_grant, school};
use kernel::{
    Result, Text, Tx,
    outbox::{News, Word},
};
use uuid::Uuid;

pub use dto::{ExceptionBody, ExceptionView};
pub use error::ExceptionError;
pub use model::{Exception, Recorded, Rule};

use crate::event;

/// The fewest characters that say why.
pub(crate) const SHORTEST_REASON: usize = 4;

/// Whose holders sign for an exception by their own role: not who repairs what was bought for him, nor who keeps the books of it, inspects it
/// or runs the system. `identity`'s table says the same; `tests/api/procurement/exceptions.rs` holds them together.
pub const COSIGNERS: [Role; 7] = [
    Role::Staff,
    Role::ClassTeacher,
    Role::Storekeeper,
    Role::HeadCustodian,
    Role::LogisticsDirector,
    Role::VicePrincipal,
    Role::Principal,
];

/// The exception of a body, when the rule can be excepted here and somebody else is to sign for it than those who take part.
///
/// # Errors
/// The first thing that is wrong, at its field.
pub(crate) async fn asked(tx: &Tx, body: &ExceptionBody, here: Rule, me: Uuid, people: &[Uuid]) -> Result<Exception> {
    if body.rule.is_never_excepted() {
        return Err(ExceptionError::Never(body.rule).into());
    }
    if body.rule != here {
        return Err(ExceptionError::NotHere(body.rule).into());
    }
    let reason = kernel::text::sentence(&body.reason);
    if reason.chars().count() < SHORTEST_REASON {
        return Err(ExceptionError::ReasonTooShort.into());
    }
    campus::person::repo::active(tx, tx.school()?, body.cosigner_id, "/exception/cosigner_id").await?;
    if takes_part(tx, body.cosigner_id, me, people).await? {
        return Err(ExceptionError::CosignerTakesPart.into());
    }
    // Named without the right to sign, the record would wait for somebody who cannot.
    if !may_sign(tx, body.cosigner_id).await? {
        return Err(ExceptionError::CosignerMayNot.into());
    }
    let (id, asked_at) = (tx.new_id(), tx.now());
    Ok(Exception { id, rule: here, reason, asked_by: me, asked_at, cosigner_id: body.cosigner_id, signed_at: None })
}

/// Whether a role of his own lets somebody sign for exceptions today.
async fn may_sign(tx: &Tx, person: Uuid) -> Result<bool> {
    let school = school::find(tx, tx.school()?).await?;
    let grants = role_grant::effective(tx, school.id, person, school.today(tx.now())).await?;
    Ok(grants.iter().any(|grant| grant.on_behalf.is_none() && COSIGNERS.contains(&grant.role)))
}

/// Whether whoever signs for an exception is one of those who profit by it, or stands in for one, or has one stand in for him.
pub(crate) async fn takes_part(tx: &Tx, cosigner: Uuid, me: Uuid, people: &[Uuid]) -> Result<bool> {
    let all: Vec<Uuid> = people.iter().copied().chain([me, cosigner]).collect();
    let stand_ins = StandIns::of(tx, all).await?;
    Ok(people.iter().chain([&me]).any(|person| stand_ins.are_one(*person, cosigner)))
}

/// A record that waits for a co-signature.
pub(crate) struct Waits<'a> {
    pub kind: &'static str,
    pub id: Uuid,
    pub number: &'a str,
    pub title: Text,
    pub link: String,
}

/// Whoever is named hears of it: nobody signs for what he does not know of.
pub(crate) async fn tell(tx: &Tx, exception: &Exception, of: Waits<'_>) -> Result<()> {
    let names = campus::person::repo::names(tx, tx.school()?, vec![exception.asked_by]).await?;
    let news = News::new(event::NEWS_COSIGN, of.kind, of.id, of.link)
        .word("who", names.get(&exception.asked_by).map(String::as_str).unwrap_or_default())
        .word("rule", Word::from(exception.rule.title()))
        .word("title", Word::from(of.title))
        .word("number", of.number)
        .word("reason", exception.reason.as_str())
        .to([exception.cosigner_id]);
    tx.tell([news]).await
}
