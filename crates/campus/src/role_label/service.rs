//! Use cases on the names of roles.

use kernel::{Db, Grant, IfMatch, Page, Problem, Reply, Result, audit::Event, text};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, SqlErr};
use serde::Serialize;

use super::{
    Labels,
    dto::RenameRole,
    entity::{Column, Entity, Model},
};
use crate::{
    CampusError, Role, event,
    permissions::{RenameRoles, ViewPeople},
    role_grant::{RoleView, role_view},
    school,
};

/// The names of a school's roles.
#[derive(Debug, Clone)]
pub struct RoleNames {
    db: Db,
}

#[derive(Serialize)]
struct Recorded<'a> {
    label: Option<&'a str>,
}

impl RoleNames {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewPeople>) -> Result<Page<RoleView>> {
        let reader = self.db.read(grant);
        let school = school::find(&reader, grant.school()?).await?;
        let rows = Entity::find().filter(Column::SchoolId.eq(school.id)).all(&reader).await?;
        let version = |role: Role| rows.iter().find(|row| row.role == role.code()).map_or(0, |row| row.version);
        let labels = Labels::of_rows(&rows);
        let view = |role| RoleView { version: Some(version(role)), ..role_view(role, &labels, grant.context().lang()) };
        let here = Role::ALL.into_iter().filter(|role| school.is_district() || !role.is_of_districts());
        Ok(Page::whole(here.map(view).collect()))
    }

    /// Two roles never bear the same name: whoever confirms a grant reads nothing else.
    pub async fn rename(&self, grant: &Grant<RenameRoles>, code: &str, seen: IfMatch, body: RenameRole) -> Result<Reply<RoleView>> {
        let role = Role::from_code(code).ok_or_else(Problem::not_found)?;
        let tx = self.db.begin(grant).await?;
        let school = tx.school()?;
        let before = Entity::find_by_id((school, role.code().to_owned())).one(&tx).await?;
        let version = before.as_ref().map_or(0, |row| row.version);
        seen.check(version)?;
        let label = body.label.as_deref().map(text::tidy);
        let labels = super::of(&tx, school).await?;
        if let Some(label) = &label {
            let wanted = text::fold(label);
            let bears = |other: Role| {
                let title = other.title();
                let names = [Some(title.zh.as_ref()), Some(title.en.as_ref()), labels.own(other)];
                names.into_iter().flatten().any(|name| text::fold(name) == wanted)
            };
            if Role::ALL.into_iter().any(|other| other != role && bears(other)) {
                return Err(CampusError::RoleNameTaken.into());
            }
        }
        let row = Model { school_id: school, role: role.code().into(), label, version: version + 1 };
        if before.is_some() {
            tx.save(row.clone(), version).await?;
        } else {
            row.clone().into_active_model().insert(&tx).await.map_err(|error| match error.sql_err() {
                Some(SqlErr::UniqueConstraintViolation(_)) => Problem::stale(version + 1),
                _ => error.into(),
            })?;
        }
        let was = Recorded { label: before.as_ref().and_then(|row| row.label.as_deref()) };
        let event =
            Event::new(event::ROLE_RENAMED).changed("role", school, role.title().zh, &was, &Recorded { label: row.label.as_deref() });
        let labels = super::of(&tx, school).await?;
        let view = RoleView { version: Some(row.version), ..role_view(role, &labels, grant.context().lang()) };
        tx.commit([event], Reply::ok(view).version(row.version)).await
    }
}
