//! Use cases on rosters: look at a list, and take it in.

use std::{collections::BTreeSet, ops::ControlFlow};

use files::Files;
use kernel::{
    Db, Grant, Lang, Permission, Problem, Reply, Result, Text, Tx, audit::Event, grant::forbidden, idempotency::IdempotencyKey, text,
};
use sheets::{ParserProgram, runner::RunError};
use uuid::Uuid;

use super::{
    RosterError,
    dto::{RosterColumn, RosterFile, RosterPlan, RosterProblem, RosterRow, RosterTaken, TakeRoster},
    fate::{Fate, Known, fates},
    read::{Entry, Roster, RosterReader},
};
use crate::{
    CampusError, Role, department, event,
    permissions::{GrantRole, ManagePeople},
    person::{self, repo::NewPerson},
    role_grant,
};

/// Lists of people.
#[derive(Debug, Clone)]
pub struct Rosters {
    db: Db,
    files: Files,
    program: ParserProgram,
}

impl Rosters {
    pub fn new(db: Db, files: Files, program: ParserProgram) -> Self {
        Self { db, files, program }
    }

    /// What would become of each row. Writes nothing.
    pub async fn dry_run(&self, grant: &Grant<ManagePeople>, body: &RosterFile) -> Result<RosterPlan> {
        let roster = self.read(grant, body.upload_id).await?;
        let reader = self.db.read(grant);
        let school = grant.school()?;
        let known = known(person::repo::everybody(&reader, school).await?);
        let departments: BTreeSet<String> = department::all(&reader, school).await?.into_iter().map(|d| d.name_key).collect();
        Ok(plan(roster, &known, &departments, grant.context().lang()))
    }

    /// Adds who is not there yet. All of them, or nobody.
    pub async fn take(&self, grant: &Grant<ManagePeople>, body: &TakeRoster) -> Result<Reply<RosterTaken>> {
        IdempotencyKey::require(grant.idempotency())?;
        self.db.replay(grant).await?;
        let role = role_for_all(grant, body.role.as_deref())?;
        let roster = self.read(grant, body.upload_id).await?;
        let tx = self.db.begin(grant).await?;
        let known = known(person::repo::everybody(&tx, tx.school()?).await?);
        let fates = fates(&roster.entries, &known);
        let refused = fates.iter().filter(|fate| matches!(fate, Fate::Refused(_))).count();
        if refused > 0 && !body.leave_out_refused {
            return Err(RosterError::RowsRefused(refused).into());
        }
        let new = roster.entries.iter().zip(&fates).filter(|(_, fate)| matches!(fate, Fate::New { .. })).map(|(entry, _)| entry);
        let people = person::repo::add_all(&tx, &with_departments(&tx, new).await?).await?;
        if people.is_empty() {
            return Err(RosterError::NobodyNew.into());
        }
        let mut events = vec![people.iter().fold(Event::new(event::ROSTER_TAKEN), |event, person| person.coming(event))];
        if let Some(role) = role {
            events.push(role_grant::grant_to_all(&tx, &people, role, grant.actor().person).await?);
        }
        let known = fates.iter().filter(|fate| **fate == Fate::Known).count();
        tx.commit(events, Reply::created(RosterTaken { added: people.len(), known, left_out: refused })).await
    }

    async fn read(&self, grant: &Grant<ManagePeople>, upload: Uuid) -> Result<Roster> {
        let reader = self.db.read(grant);
        let document = self.files.document(&reader, grant.school()?, grant.actor().person, upload, "/upload_id").await?;
        let parser = self.program.on(&document.path);
        let read = move || -> Result<Roster> {
            let mut reader = RosterReader::default();
            let mut stopped = None;
            let run = parser.run(|found| match reader.take(found) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    stopped = Some(error);
                    ControlFlow::Break(())
                }
            });
            match (run, stopped) {
                (_, Some(error)) => Err(error.into()),
                (Ok(()), None) => Ok(reader.finish()?),
                (Err(error), None) => Err(RunError::into(error)),
            }
        };
        tokio::task::spawn_blocking(read).await.map_err(Problem::internal)?
    }
}

/// A role given with a list is one that the giver may give, and that needs no second key.
fn role_for_all(grant: &Grant<ManagePeople>, code: Option<&str>) -> Result<Option<Role>> {
    let Some(code) = code else { return Ok(None) };
    let role = Role::from_code(code).ok_or(CampusError::UnknownRole)?;
    if role.needs_second_key() {
        let text = Text::fixed("批量登记只能给不需要第二把钥匙的角色。", "A list gives only roles that need no second key.");
        return Err(Problem::refused("validation_failed", text.clone()).field("/role", "needs_second_key", text));
    }
    if grant.actor().may(GrantRole::INFO.key) { Ok(Some(role)) } else { Err(forbidden(&GrantRole::INFO)) }
}

fn known(people: Vec<person::entity::Model>) -> Vec<Known> {
    people.into_iter().map(|p| Known { name_key: p.name_key, staff_no: p.staff_no, active: p.active }).collect()
}

/// New people with their departments found or made, each once.
async fn with_departments(tx: &Tx, entries: impl Iterator<Item = &Entry>) -> Result<Vec<NewPerson>> {
    let entries: Vec<&Entry> = entries.collect();
    let names = entries.iter().filter_map(|entry| entry.department.clone()).collect();
    let departments = department::find_or_create_all(tx, names).await?;
    let person = |entry: &Entry| {
        let department_id = entry.department.as_ref().and_then(|name| departments.get(name).copied());
        NewPerson { name: entry.name.clone(), staff_no: entry.staff_no.clone(), phone: entry.phone.clone(), department_id }
    };
    Ok(entries.into_iter().map(person).collect())
}

fn plan(roster: Roster, known: &[Known], departments: &BTreeSet<String>, lang: Lang) -> RosterPlan {
    let fates = fates(&roster.entries, known);
    let count = |wanted: fn(&Fate) -> bool| fates.iter().filter(|fate| wanted(fate)).count();
    let new_departments: BTreeSet<&String> = roster
        .entries
        .iter()
        .zip(&fates)
        .filter(|(_, fate)| matches!(fate, Fate::New { .. }))
        .filter_map(|(entry, _)| entry.department.as_ref())
        .filter(|name| !departments.contains(&text::fold(name)))
        .collect();
    RosterPlan {
        new: count(|fate| matches!(fate, Fate::New { .. })),
        known: count(|fate| *fate == Fate::Known),
        refused: count(|fate| matches!(fate, Fate::Refused(_))),
        new_departments: new_departments.into_iter().cloned().collect(),
        columns: roster.understood.into_iter().map(|(head, field)| RosterColumn { head, field: field.key().into() }).collect(),
        sheet: roster.sheet,
        dropped: roster.dropped,
        other_sheets: roster.other_sheets,
        rows: roster.entries.into_iter().zip(fates).map(|(entry, fate)| row(entry, fate, lang)).collect(),
    }
}

fn row(entry: Entry, fate: Fate, lang: Lang) -> RosterRow {
    let (word, namesake, problem) = match fate {
        Fate::New { namesake } => ("new", namesake, None),
        Fate::Known => ("known", false, None),
        Fate::Refused(refusal) => {
            let detail = refusal.text().pick(lang).to_owned();
            ("refused", false, Some(RosterProblem { code: refusal.code().into(), detail }))
        }
    };
    RosterRow {
        row: entry.row,
        name: entry.name,
        staff_no: entry.staff_no,
        phone: entry.phone,
        department: entry.department,
        fate: word.into(),
        namesake,
        problem,
    }
}
