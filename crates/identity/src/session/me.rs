//! The view of oneself.

use campus::{location, location::LocationRef, person, person::PersonRef, role_grant, role_label, school, term};
use kernel::{Actor, Lang, Problem, Result, Strength};
use sea_orm::ConnectionTrait;

use super::dto::{Me, MembershipView, MyRole, MySchool, MyTerm};
use crate::{account, passkey};

pub(super) async fn view(db: &impl ConnectionTrait, actor: &Actor, now: chrono::DateTime<chrono::Utc>, lang: Lang) -> Result<Me> {
    let (school_id, person_id) = actor.school.zip(actor.person).ok_or_else(|| Problem::internal("a session without a person"))?;
    let school = school::find(db, school_id).await?;
    let account = actor.account.ok_or_else(|| Problem::internal("a session without an account"))?;
    let people = person::repo::of_account_everywhere(db, account).await?;
    let row = people.iter().find(|row| (row.school_id, row.id) == (school_id, person_id)).cloned().ok_or_else(Problem::not_found)?;
    let grants = role_grant::effective_here(db, &school, &row, school.today(now)).await?;
    let labels = role_label::of(db, school_id).await?;
    let sign_in_name = account::names::of(db, account, row.staff_no.as_deref(), &row.name).await?;
    let rooms = location::repo::responsible_for(db, school_id, person_id).await?;
    let partial = actor.strength() == Strength::Partial;
    let has_passkey = partial && passkey::any(db, account).await?;
    let term = term::of_day(db, school_id, school.today(now)).await?;
    Ok(Me {
        person: PersonRef { id: row.id, name: row.name },
        staff_no: row.staff_no,
        sign_in_name,
        roles: grants
            .into_iter()
            .map(|g| MyRole {
                code: g.role.code().into(),
                title: labels.title(g.role, lang),
                delegable: g.role.delegable() && g.on_behalf.is_none(),
                on_behalf_of: g.on_behalf.map(|other| other.person),
            })
            .collect(),
        must_enrol: partial && !has_passkey,
        must_use_passkey: partial && has_passkey,
        permissions: actor.permissions().map(str::to_owned).collect(),
        rooms: rooms.iter().map(LocationRef::from).collect(),
        term: term.map(|term| MyTerm { title: term.title(lang), starts_on: term.starts_on, ends_on: term.ends_on }),
        schools: school::memberships_of(db, people, &school, now).await?.into_iter().map(MembershipView::from).collect(),
        school: MySchool {
            id: school.id,
            public_url: school::for_phones(&school).map(str::to_owned),
            name: school.name,
            kind: school.kind,
            time_zone: school.time_zone,
            demo: school.demo,
        },
    })
}
