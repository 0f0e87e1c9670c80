//! Founding the school, adding its people, opening their accounts, granting and confirming their roles.

use std::sync::Arc;

use campus::{
    Role,
    permissions::{ConfirmRoleGrant, GrantRole, ManagePeople},
    person::{AddPerson, ChangePerson, NewPerson, People},
    role_grant::{GrantRoleBody, RoleGrants},
    school::{Kind, NewSchool},
};
use identity::{
    account::{Accounts, OpenAccount},
    permissions::{ManageAccounts, SetUpSchool},
    setup::{Founders, found_school},
};
use kernel::{Grant, IfMatch, Problem, Reply, RequestContext, Result};
use uuid::Uuid;

use super::{
    names::{ADMINISTRATOR, AUDITOR, EVERYBODY, PRINCIPAL, Staff},
    stage::Stage,
};

/// Days for which the auditor's seat is open.
const AUDITOR_DAYS: u64 = 180;

/// The school with its administrator and its holder of the second key.
pub(super) async fn found(stage: &mut Stage<'_>) -> Result<()> {
    let grant = Grant::<SetUpSchool>::setup(Arc::new(RequestContext::detached()), Uuid::nil());
    let founders =
        Founders { administrator: founder(stage, ADMINISTRATOR, true).await?, second_key_holder: founder(stage, PRINCIPAL, false).await? };
    let new = NewSchool {
        kind: Kind::School,
        parent: None,
        name: "示例市青禾小学".into(),
        time_zone: "Asia/Shanghai".into(),
        public_url: Some("http://localhost:8080".into()),
        demo: true,
    };
    let mut tx = stage.identity.db.begin(&grant).await?;
    let (school, events) = found_school(stage.identity, &mut tx, &new, founders).await?;
    tx.commit(events, Reply::ok(school.id)).await?;
    for staff_no in [ADMINISTRATOR, PRINCIPAL] {
        let id = identity::actor_named(stage.identity, staff_no, kernel::ActorKind::Person, None)
            .await?
            .person
            .ok_or_else(Problem::not_found)?;
        stage.people.insert(staff_no, id);
    }
    Ok(())
}

async fn founder(stage: &Stage<'_>, staff_no: &str, teaches: bool) -> Result<(NewPerson, String, bool)> {
    let staff = EVERYBODY.iter().find(|s| s.no == staff_no).ok_or_else(Problem::not_found)?;
    let hash = stage.identity.passwords.hash(staff.password.to_owned()).await?;
    let person = NewPerson { name: staff.name.into(), staff_no: Some(staff.no.into()), phone: Some(phone(staff)), department_id: None };
    Ok((person, hash, teaches))
}

/// Everybody else, with accounts and roles; the principal turns the second key for those with weight.
pub(super) async fn hire(stage: &mut Stage<'_>) -> Result<()> {
    let people = People::new(stage.identity.db.clone());
    for staff in &EVERYBODY {
        stage.breathe();
        let manage = stage.grant::<ManagePeople>(ADMINISTRATOR).await?;
        if let Some(founder) = stage.people.get(staff.no).copied() {
            if let Some(department) = staff.department {
                let change = ChangePerson { name: None, staff_no: None, phone: None, department: Some(Some(department.into())) };
                let seen = people.get(&stage.grant(ADMINISTRATOR).await?, founder).await?;
                people.change(&manage, founder, IfMatch(seen.version.unwrap_or_default()), change).await?;
            }
            continue;
        }
        let body = AddPerson {
            name: staff.name.into(),
            staff_no: Some(staff.no.into()),
            phone: Some(phone(staff)),
            department: staff.department.map(Into::into),
        };
        let added = people.add(&manage, body).await?.body.ok_or_else(Problem::not_found)?;
        stage.people.insert(staff.no, added.id);
        stage.breathe();
        let accounts = Accounts::new(stage.identity.clone());
        accounts
            .open_or_reset(&stage.grant::<ManageAccounts>(ADMINISTRATOR).await?, added.id, OpenAccount { password: staff.password.into() })
            .await?;
        for role in staff.roles {
            stage.breathe();
            grant_role(stage, staff.no, *role).await?;
        }
    }
    Ok(())
}

/// A role from the administrator; answers the grant and its version.
pub(super) async fn grant_role(stage: &Stage<'_>, staff_no: &str, role: Role) -> Result<(Uuid, i64)> {
    let grants = RoleGrants::new(stage.identity.db.clone());
    let last_day = stage.days.date(0).checked_add_days(chrono::Days::new(AUDITOR_DAYS));
    let body = GrantRoleBody {
        role: role.code().into(),
        places: Vec::new(),
        valid_from: None,
        valid_until: last_day.filter(|_| staff_no == AUDITOR),
    };
    let reply = grants.grant(&stage.grant::<GrantRole>(ADMINISTRATOR).await?, stage.person(staff_no)?, body).await?;
    let view = reply.body.ok_or_else(Problem::not_found)?;
    Ok((view.id, view.version))
}

/// The second key, on one page at once.
pub(super) async fn confirm_all(stage: &Stage<'_>) -> Result<()> {
    let people = People::new(stage.identity.db.clone());
    let grants = RoleGrants::new(stage.identity.db.clone());
    for staff_no in stage.people.values().copied().collect::<Vec<_>>() {
        let held = people.get(&stage.grant(PRINCIPAL).await?, staff_no).await?.body.map(|p| p.roles).unwrap_or_default();
        for waiting in held.into_iter().filter(|role| role.pending) {
            stage.breathe();
            grants.confirm(&stage.grant::<ConfirmRoleGrant>(PRINCIPAL).await?, waiting.grant_id, IfMatch(1)).await?;
        }
    }
    Ok(())
}

/// A number that no telephone has.
fn phone(staff: &Staff) -> String {
    format!("1380000{:04}", staff.no.trim_start_matches(|mark: char| mark.is_ascii_alphabetic()).parse::<u32>().unwrap_or_default())
}
