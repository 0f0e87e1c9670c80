//! Handing out slips.

use std::collections::HashMap;

use campus::{
    Role, delegation, department,
    person::{self, PersonRef},
    role_grant, school,
};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Grant, Permission, Problem, Reply, Result, Tx, audit::Event, grant::forbidden};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    dto::{IssueSlips, IssuedSlips, SlipView},
    entity::{ActiveModel, Column, Entity},
    hash, new_code,
};
use crate::{
    Identity, account, event,
    permissions::{IssueSlips as MayIssue, ManageAccounts},
};

/// How long a printed slip is good.
const ON_PAPER: TimeDelta = TimeDelta::days(14);
/// How long a code on a screen is good.
const ON_SCREEN: TimeDelta = TimeDelta::minutes(30);

/// Sign-in slips.
#[derive(Clone)]
pub struct Slips(pub(super) Identity);

impl Slips {
    pub fn new(identity: Identity) -> Self {
        Self(identity)
    }

    /// New slips for these people; the older ones of each are void. Sent again it hands out others: codes are kept nowhere, and not
    /// for a repeated request either.
    pub async fn issue(&self, grant: &Grant<MayIssue>, body: IssueSlips) -> Result<Reply<IssuedSlips>> {
        let grant = grant.clone().not_remembered();
        let tx = self.0.db.begin(&grant).await?;
        let school = tx.school()?;
        let people = person::repo::all_of(&tx, school, body.people.clone()).await?;
        refuse_wrong_ids(&body.people, &people)?;
        refuse_weightier(&grant, &tx, &people).await?;
        let expires_at = tx.now() + if body.on_screen { ON_SCREEN } else { ON_PAPER };
        let departments = department::names(&tx, school).await?;
        let mut by_id: HashMap<Uuid, person::entity::Model> = people.into_iter().map(|person| (person.id, person)).collect();
        let mut event = Event::new(event::SLIPS_ISSUED);
        let (mut items, mut rows) = (Vec::new(), Vec::new());
        // In the order that was asked for: slips are handed out department by department.
        for person in body.people.iter().filter_map(|id| by_id.remove(id)) {
            let code = new_code()?;
            rows.push(slip(&tx, &person, &code, grant.person()?, expires_at));
            event = event.about("person", person.id, &person.name);
            items.push(SlipView {
                department: person.department_id.and_then(|id| departments.get(&id).cloned()),
                person: PersonRef { id: person.id, name: person.name },
                staff_no: person.staff_no,
                code,
            });
        }
        void(&tx, school, body.people).await?;
        Entity::insert_many(rows).exec_without_returning(&tx).await?;
        tx.commit([event], Reply::created(IssuedSlips { items, expires_at })).await
    }
}

/// Each is a person of the school who is still there, and stands there once.
fn refuse_wrong_ids(wanted: &[Uuid], people: &[person::entity::Model]) -> Result<()> {
    for (index, id) in wanted.iter().enumerate() {
        let pointer = format!("/people/{index}");
        if wanted.iter().take(index).any(|before| before == id) {
            return Err(Problem::invalid(pointer, "duplicate", "同一个人出现了两次。", "The same person is there twice."));
        }
        match people.iter().find(|person| person.id == *id) {
            Some(person) if person.active && !person.visitor => {}
            Some(_) => return Err(campus::CampusError::PersonInactive.into()),
            None => return Err(Problem::reference(pointer)),
        }
    }
    Ok(())
}

fn slip(tx: &Tx, person: &person::entity::Model, code: &str, by: Uuid, expires_at: DateTime<Utc>) -> ActiveModel {
    ActiveModel {
        code_hash: Set(hash(code)),
        school_id: Set(person.school_id),
        person_id: Set(person.id),
        issued_by: Set(by),
        issued_at: Set(tx.now()),
        expires_at: Set(expires_at),
        used_at: Set(None),
        mailed_to: Set(None),
    }
}

/// Takes back what was handed out to these people and not used yet.
pub(crate) async fn void(tx: &Tx, school: Uuid, people: Vec<Uuid>) -> Result<()> {
    Entity::delete_many()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::PersonId.is_in(people))
        .filter(Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// Whoever hands out a slip could use it himself. So only administrators give them to people whose roles carry weight.
async fn refuse_weightier(grant: &Grant<MayIssue>, tx: &Tx, people: &[person::entity::Model]) -> Result<()> {
    let school = tx.school()?;
    let ids = || people.iter().map(|p| p.id).collect();
    let held = role_grant::held_by(tx, school, ids(), tx.now(), grant.context().lang()).await?;
    let today = school::find(tx, school).await?.today(tx.now());
    let handed = delegation::handed_to(tx, school, ids(), today).await?;
    let roles = |person: &person::entity::Model| -> Vec<Role> {
        let own = held.get(&person.id).into_iter().flatten().filter_map(|role| Role::from_code(&role.code));
        own.chain(handed.get(&person.id).into_iter().flatten().map(|grant| grant.role)).collect()
    };
    let administers = grant.actor().may(ManageAccounts::INFO.key);
    for person in people {
        let roles = roles(person);
        if !administers && roles.iter().any(|role| role.needs_second_key()) {
            return Err(forbidden(&ManageAccounts::INFO));
        }
        account::refuse_second_key_holder(person, roles.into_iter())?;
    }
    Ok(())
}
