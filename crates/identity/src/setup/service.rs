//! The one use case of set-up.

use campus::{
    Role,
    event::SCHOOL_CREATED,
    person::{self, NewPerson},
    role_grant, school,
    school::NewSchool,
};
use kernel::{Grant, Problem, Reply, Result, Text, Tx, audit::Event, text};
use uuid::Uuid;

use super::dto::{SchoolRef, SetupBody, SetupDone, SetupPerson, SetupState};
use crate::{Identity, IdentityError, account, password, permissions::SetUpSchool};

/// Set-up.
#[derive(Clone)]
pub struct Setup(pub(super) Identity);

/// The first two people of a school, with their passwords already hashed.
pub struct Founders {
    pub administrator: (NewPerson, String, bool),
    pub second_key_holder: (NewPerson, String, bool),
}

impl Setup {
    pub async fn state(&self, grant: &Grant<SetUpSchool>) -> Result<SetupState> {
        let reader = self.0.db.read(grant);
        Ok(SetupState { needed: !school::exists(&reader).await? })
    }

    pub async fn run(&self, grant: &Grant<SetUpSchool>, body: SetupBody) -> Result<Reply<SetupDone>> {
        let token = self.0.setup_token.as_ref().ok_or_else(Problem::not_found)?;
        if school::exists(&self.0.db.read(grant)).await? {
            return Err(Problem::not_found());
        }
        if !token.is(&body.token) {
            return Err(IdentityError::WrongToken.into());
        }
        refuse_same_person(&body)?;
        for (person, pointer) in
            [(&body.administrator, "/administrator/password"), (&body.second_key_holder, "/second_key_holder/password")]
        {
            let known = [body.school.name.as_str(), person.name.as_str(), person.staff_no.as_deref().unwrap_or_default()];
            password::refuse_weak(&person.password, &known, false).map_err(|problem| password::weak_at(pointer, &problem))?;
        }
        let founders = Founders {
            administrator: self.prepared(body.administrator).await?,
            second_key_holder: self.prepared(body.second_key_holder).await?,
        };
        let new = NewSchool { name: body.school.name, time_zone: body.school.time_zone, public_url: body.school.public_url, demo: false };
        // From here on the set-up page acts, not the anonymous caller: that is whom the audit trail names.
        let mut tx = self.0.db.begin(&Grant::<SetUpSchool>::setup(grant.context().clone(), Uuid::nil())).await?;
        // Looked at again inside the transaction: two set-ups at once make one school.
        if school::exists(&tx).await? {
            return Err(Problem::not_found());
        }
        let (school, events) = found_school(&self.0, &mut tx, &new, founders).await?;
        let view = SetupDone { school: SchoolRef { id: school.id, name: school.name } };
        tx.commit(events, Reply::created(view)).await
    }

    async fn prepared(&self, person: SetupPerson) -> Result<(NewPerson, String, bool)> {
        let hash = self.0.passwords.hash(person.password).await?;
        let new = NewPerson { name: person.name, staff_no: person.staff_no, phone: None, department_id: None };
        Ok((new, hash, person.also_teacher))
    }
}

fn refuse_same_person(body: &SetupBody) -> Result<()> {
    if text::fold(&body.administrator.name) != text::fold(&body.second_key_holder.name) {
        return Ok(());
    }
    let detail = Text::fixed("第二把钥匙要由另一个人拿。", "Somebody else must hold the second key.");
    Err(Problem::refused("validation_failed", detail.clone()).field("/second_key_holder/name", "same_person", detail))
}

/// Creates the school with its founders and everything the features bring; used by set-up and by the demo school.
pub async fn found_school(
    identity: &Identity,
    tx: &mut Tx,
    new: &NewSchool,
    founders: Founders,
) -> Result<(school::entity::Model, Vec<Event>)> {
    let id: Uuid = tx.new_id();
    let school = school::create(tx, id, new).await?;
    tx.enter_school(id, None);
    let mut events = vec![
        Event::new(SCHOOL_CREATED)
            .created("school", id, &school.name, &serde_json::json!({ "name": school.name, "time_zone": school.time_zone }))
            .changes_rights(),
    ];
    for ((person, hash, teaches), role) in [(founders.administrator, Role::SystemAdmin), (founders.second_key_holder, Role::Principal)] {
        let row = person::repo::add(tx, &person).await?;
        let account = account::open(tx, hash, row.staff_no.as_deref(), &row.name).await?;
        let row = person::repo::save(tx, person::entity::Model { account_id: Some(account), ..row }).await?;
        events.push(row.added_event());
        events.push(role_grant::grant_at_setup(tx, &row, role).await?);
        if teaches {
            events.push(role_grant::grant_at_setup(tx, &row, Role::Staff).await?);
        }
    }
    for feature in &identity.on_school_created {
        feature.school_created(tx).await?;
    }
    Ok((school, events))
}
