//! The one use case of set-up.

use campus::{
    Role,
    event::{SCHOOL_ADDED, SCHOOL_BELONGS, SCHOOL_CREATED},
    person::{self, NewPerson},
    role_grant,
    school::{self, Kind, NewSchool, SchoolView},
};
use kernel::{Grant, Problem, Reply, Result, Text, Tx, audit::Event, text};
use uuid::Uuid;

use super::dto::{AddSchool, SchoolRef, SetupBody, SetupDone, SetupPerson, SetupSchool, SetupState};
use crate::{
    Identity, IdentityError, account, auditor,
    event::AUDITOR_CODE_MADE,
    password,
    permissions::{AddSchool as MayAddSchool, SetUpSchool},
};

/// Set-up.
#[derive(Clone)]
pub struct Setup(pub(super) Identity);

/// The first two people of a school, with their passwords already hashed.
pub struct Founders {
    pub administrator: (NewPerson, String, bool),
    pub second_key_holder: (NewPerson, String, bool),
}

impl Setup {
    pub fn new(identity: Identity) -> Self {
        Self(identity)
    }

    pub async fn state(&self, grant: &Grant<SetUpSchool>) -> Result<SetupState> {
        let reader = self.0.db.read(grant);
        let openid = self.0.openid.as_ref().map(|provider| provider.name().to_owned());
        Ok(SetupState { needed: !school::exists(&reader).await?, openid })
    }

    pub async fn run(&self, grant: &Grant<SetUpSchool>, body: SetupBody) -> Result<Reply<SetupDone>> {
        let token = self.0.setup_token.as_ref().ok_or_else(Problem::not_found)?;
        if school::exists(&self.0.db.read(grant)).await? {
            return Err(Problem::not_found());
        }
        if !token.is(&body.token) {
            return Err(IdentityError::WrongToken.into());
        }
        let founders = self.founders(&body.school.name, body.administrator, body.second_key_holder).await?;
        let SetupSchool { name, kind, time_zone, public_url } = body.school;
        let new = NewSchool { kind: kind.into(), parent: None, name, time_zone, public_url, demo: false };
        // From here on the set-up page acts, not the anonymous caller: that is whom the audit trail names.
        let mut tx = self.0.db.begin(&Grant::<SetUpSchool>::setup(grant.context().clone(), Uuid::nil())).await?;
        // Looked at again, with nobody beside it: two set-ups at once make one school.
        school::found_alone(&tx).await?;
        if school::exists(&tx).await? {
            return Err(Problem::not_found());
        }
        let (school, mut events) = found_school(&self.0, &mut tx, &new, founders).await?;
        let auditor_code = if school.is_district() {
            None
        } else {
            events.push(Event::new(AUDITOR_CODE_MADE).about("school", school.id, &school.name));
            Some(auditor::seal(&tx, None).await?)
        };
        let view = SetupDone { school: SchoolRef { id: school.id, name: school.name }, auditor_code };
        tx.commit(events, Reply::created(view)).await
    }

    /// Another school of the district, with its first two people.
    pub async fn add(&self, grant: &Grant<MayAddSchool>, body: AddSchool) -> Result<Reply<SchoolView>> {
        self.0.db.replay(grant).await?;
        let reader = self.0.db.read(grant);
        let district = school::find(&reader, grant.school()?).await?;
        if !district.is_district() {
            return Err(IdentityError::NotADistrict.into());
        }
        let founders = self.founders(&body.school.name, body.administrator, body.second_key_holder).await?;
        let mut tx = self.0.db.begin(grant).await?;
        school::found_alone(&tx).await?;
        let name = text::tidy(&body.school.name);
        if school::below(&tx, district.id).await?.iter().any(|known| known.name == name) {
            return Err(IdentityError::SchoolExists.into());
        }
        let new = NewSchool {
            kind: Kind::School,
            parent: Some(district.id),
            name,
            time_zone: district.time_zone,
            public_url: district.public_url,
            demo: district.demo,
        };
        let (added, events) = found_school(&self.0, &mut tx, &new, founders).await?;
        tx.record_in(added.id, &events).await?;
        tx.enter_school(district.id, None);
        let event = Event::new(SCHOOL_ADDED).created("school", added.id, &added.name, &serde_json::json!({ "name": added.name }));
        tx.commit([event.changes_rights()], Reply::created(school::view(added, &[]))).await
    }

    /// A district above the schools that there are, from the server's own command line. Answers by what its two people sign in.
    ///
    /// # Errors
    /// When there is a district already.
    pub async fn found_district(
        &self,
        name: &str,
        administrator: (&str, String),
        second_key_holder: (&str, String),
    ) -> Result<[String; 2]> {
        let prepared = async |(name, password): (&str, String)| -> Result<(NewPerson, String, bool)> {
            let hash = self.0.passwords.hash(password).await?;
            Ok((NewPerson { name: name.to_owned(), ..NewPerson::default() }, hash, false))
        };
        let names = [administrator.0, second_key_holder.0];
        let founders = Founders { administrator: prepared(administrator).await?, second_key_holder: prepared(second_key_holder).await? };
        let grant = Grant::<SetUpSchool>::system("command line", None);
        let mut tx = self.0.db.begin(&grant).await?;
        school::found_alone(&tx).await?;
        let schools = school::all(&tx).await?;
        let first = schools.first().ok_or_else(Problem::not_found)?;
        if schools.iter().any(school::entity::Model::is_district) {
            return Err(IdentityError::DistrictExists.into());
        }
        let new = NewSchool {
            kind: Kind::District,
            parent: None,
            name: text::tidy(name),
            time_zone: first.time_zone.clone(),
            public_url: first.public_url.clone(),
            demo: first.demo,
        };
        let (district, events) = found_school(&self.0, &mut tx, &new, founders).await?;
        for school in &schools {
            school::put_under(&tx, school.id, district.id).await?;
            let event = Event::new(SCHOOL_BELONGS).about("school", district.id, &district.name).changes_rights();
            tx.record_in(school.id, &[event]).await?;
        }
        let mut sign_in = names.map(str::to_owned);
        for name in &mut sign_in {
            let person = person::repo::by_name(&tx, district.id, name).await?.pop().ok_or_else(Problem::not_found)?;
            let account = person.account_id.ok_or_else(Problem::not_found)?;
            *name = account::names::of(&tx, account, None, &person.name).await?;
        }
        tx.commit(events, Reply::none()).await?;
        Ok(sign_in)
    }

    async fn founders(&self, school: &str, administrator: SetupPerson, second_key_holder: SetupPerson) -> Result<Founders> {
        refuse_same_person(&administrator, &second_key_holder)?;
        for (person, pointer) in [(&administrator, "/administrator/password"), (&second_key_holder, "/second_key_holder/password")] {
            let known = [school, person.name.as_str(), person.staff_no.as_deref().unwrap_or_default()];
            password::refuse_weak(&person.password, &known, false).map_err(|problem| password::weak_at(pointer, &problem))?;
        }
        Ok(Founders { administrator: self.prepared(administrator).await?, second_key_holder: self.prepared(second_key_holder).await? })
    }

    async fn prepared(&self, person: SetupPerson) -> Result<(NewPerson, String, bool)> {
        let hash = self.0.passwords.hash(person.password).await?;
        let new = NewPerson { name: person.name, staff_no: person.staff_no, phone: None, department_id: None };
        Ok((new, hash, person.also_teacher))
    }
}

fn refuse_same_person(administrator: &SetupPerson, second_key_holder: &SetupPerson) -> Result<()> {
    if text::fold(&administrator.name) != text::fold(&second_key_holder.name) {
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
        let row = account::open(tx, hash, row).await?;
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
