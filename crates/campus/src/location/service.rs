//! Use cases on places.

use std::sync::Arc;

use axum::http::StatusCode;
use kernel::{Db, Grant, IfMatch, Page, PageLimit, Problem, Reply, Result, audit::Event, text};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use uuid::Uuid;

use super::{
    Kind, LocationRef, LocationView,
    dto::{AddLocation, ChangeLocation, GenerateRooms, GeneratedRooms, ListLocations, LocationNode, SignView},
    entity::{Column, Entity, Model},
    generate,
    moved::AtPlaces,
    repo::{self, NewLocation},
    sign, tree,
};
use crate::{
    CampusError, class, event,
    permissions::{ManagePlaces, ViewPlaces},
    person::{self, PersonRef},
    school,
};

/// The places of a school.
#[derive(Clone)]
pub struct Places {
    pub(super) db: Db,
    /// Features whose rows stand at places.
    pub(super) at: Arc<[Arc<dyn AtPlaces>]>,
}

/// What of a place goes into the audit trail.
#[derive(Serialize)]
pub(crate) struct Recorded<'a> {
    kind: &'a str,
    path: &'a str,
    room_use: Option<&'a str>,
    responsible_person_id: Option<Uuid>,
    active: bool,
}

impl Model {
    pub(crate) fn recorded(&self) -> Recorded<'_> {
        Recorded {
            kind: &self.kind,
            path: &self.path,
            room_use: self.room_use.as_deref(),
            responsible_person_id: self.responsible_person_id,
            active: self.active,
        }
    }
}

impl Places {
    pub fn new(db: Db) -> Self {
        Self { db, at: Arc::new([]) }
    }

    /// The same, for a product in which these features keep rows at places.
    #[must_use]
    pub fn with(self, at: Vec<Arc<dyn AtPlaces>>) -> Self {
        Self { at: at.into(), ..self }
    }

    pub async fn tree(&self, grant: &Grant<ViewPlaces>) -> Result<Page<LocationNode>> {
        let reader = self.db.read(grant);
        let rows = repo::tree(&reader, &grant.scope()?).await?;
        let names = person::repo::names(&reader, grant.school()?, rows.iter().filter_map(|r| r.responsible_person_id).collect()).await?;
        let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
        let items = rows
            .into_iter()
            .map(|r| LocationNode {
                id: r.id,
                parent_id: r.parent_id,
                kind: r.kind(),
                responsible_person: r.responsible_person_id.map(person),
                name: r.name,
                path: r.path,
            })
            .collect();
        Ok(Page::whole(items))
    }

    pub async fn list(&self, grant: &Grant<ViewPlaces>, query: &ListLocations) -> Result<Page<LocationView>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let open = Column::Active.eq(!query.closed.unwrap_or(false));
        let mut select =
            Entity::find().filter(repo::anywhere(&grant.scope()?)).filter(open).order_by_asc(Column::PathKey).limit(limit.fetch());
        if let Some(parent) = query.parent_id {
            select = select.filter(Column::ParentId.eq(parent));
        }
        if let Some(kind) = query.kind {
            select = select.filter(Column::Kind.eq(kind.key()));
        }
        if let Some(cursor) = &query.cursor {
            select = select.filter(Condition::all().add(Column::PathKey.gt(kernel::Cursor::decode::<String>(cursor)?)));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |r| r.path_key.clone())?;
        let items = views(&reader, grant.school()?, page.items).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    pub async fn get(&self, grant: &Grant<ViewPlaces>, id: Uuid) -> Result<Reply<LocationView>> {
        let reader = self.db.read(grant);
        let row = repo::find_any(&reader, &grant.scope()?, id).await?;
        reply(&reader, row).await
    }

    pub async fn add(&self, grant: &Grant<ManagePlaces>, body: AddLocation) -> Result<Reply<LocationView>> {
        let tx = self.db.begin(grant).await?;
        repo::one_after_another(&tx).await?;
        let parent = match body.parent_id {
            Some(id) => Some(repo::active(&tx, grant.school()?, id, "/parent_id").await?),
            None => None,
        };
        let new = NewLocation { parent: parent.as_ref(), kind: body.kind, name: &body.name, room_use: body.room_use, position: 1000 };
        let row = repo::add(&tx, &new).await?;
        let event = Event::new(event::PLACE_ADDED).created("location", row.id, &row.path, &row.recorded());
        let reply = reply(&tx, row).await?;
        tx.commit([event], Reply { status: StatusCode::CREATED, ..reply }).await
    }

    /// Changes a place. A new name carries through to the paths of everything below it.
    pub async fn change(&self, grant: &Grant<ManagePlaces>, id: Uuid, seen: IfMatch, body: ChangeLocation) -> Result<Reply<LocationView>> {
        let tx = self.db.begin(grant).await?;
        repo::one_after_another(&tx).await?;
        let before = repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        let mut row = before.clone();
        if let Some(room_use) = body.room_use {
            row.room_use = room_use.as_deref().map(text::tidy);
        }
        if let Some(responsible) = body.responsible_person_id {
            if let Some(class) =
                class::repo::of_room(&tx, row.school_id, row.id).await?.filter(|_| responsible != row.responsible_person_id)
            {
                return Err(class::ClassError::ClassDecides(class.name()).into());
            }
            if let Some(person) = responsible {
                person::repo::active(&tx, row.school_id, person, "/responsible_person_id").await?;
            }
            row.responsible_person_id = responsible;
        }
        let renamed = body.name.as_deref().map(text::tidy).filter(|name| *name != before.name);
        row.version += 1;
        if let Some(name) = renamed {
            let parent = parent_of(&tx, &row).await?;
            row.name = name;
            tree::put_below(&tx, &before, &mut row, parent.as_ref()).await?;
        } else {
            tx.save(row.clone(), before.version).await?;
        }
        let event =
            Event::new(event::PLACE_CHANGED).changed("location", row.id, &row.path, &before.recorded(), &row.recorded()).changes_rights();
        let reply = reply(&tx, row).await?;
        tx.commit([event], reply).await
    }

    pub async fn generate(&self, grant: &Grant<ManagePlaces>, body: GenerateRooms) -> Result<Reply<GeneratedRooms>> {
        generate::check(&body)?;
        let rooms: Vec<String> = generate::plan(&body).into_iter().flat_map(|(_, rooms)| rooms).collect();
        if body.dry_run {
            return Ok(Reply::ok(GeneratedRooms { building: None, floors: body.floors, rooms }));
        }
        let tx = self.db.begin(grant).await?;
        repo::one_after_another(&tx).await?;
        let campus = match body.campus_id {
            Some(id) => Some(repo::active(&tx, grant.school()?, id, "/campus_id").await?),
            None => None,
        };
        if campus.as_ref().is_some_and(|c| c.kind() != Kind::Campus) {
            return Err(CampusError::PlaceKind.into());
        }
        let building = generate::generate(&tx, campus.as_ref(), &body, 0).await?;
        let event =
            Event::new(event::ROOMS_GENERATED).created("location", building.id, &building.path, &serde_json::json!({ "rooms": rooms }));
        let view = GeneratedRooms { building: Some(LocationRef::from(&building)), floors: body.floors, rooms };
        tx.commit([event], Reply::created(view)).await
    }

    pub async fn sign(&self, grant: &Grant<ViewPlaces>, id: Uuid) -> Result<SignView> {
        let reader = self.db.read(grant);
        let row = repo::find(&reader, &grant.scope()?, id).await?;
        let school = school::find(&reader, row.school_id).await?;
        sign_view(&row, &school).ok_or_else(Problem::not_found)
    }

    pub async fn signs(&self, grant: &Grant<ViewPlaces>, under: Option<Uuid>) -> Result<Page<SignView>> {
        let reader = self.db.read(grant);
        let school = school::find(&reader, grant.school()?).await?;
        let rows = match under {
            Some(place) => repo::below(&reader, &repo::find(&reader, &grant.scope()?, place).await?).await?,
            None => Entity::find().filter(repo::in_scope(&grant.scope()?)).order_by_asc(Column::PathKey).all(&reader).await?,
        };
        let items = rows.iter().filter_map(|row| sign_view(row, &school)).collect();
        Ok(Page::whole(items))
    }
}

/// The place above, open or closed.
pub(super) async fn parent_of(tx: &kernel::Tx, row: &Model) -> Result<Option<Model>> {
    match row.parent_id {
        Some(id) => repo::of_record(tx, row.school_id, id).await.map(Some),
        None => Ok(None),
    }
}

fn sign_view(row: &Model, school: &school::entity::Model) -> Option<SignView> {
    let code = row.sign_code.clone()?;
    let url = school::for_phones(school).map(|base| sign::url(base, &code));
    Some(SignView { location: LocationRef::from(row), school_name: school.name.clone(), code, url })
}

pub(super) async fn reply(db: &impl ConnectionTrait, row: Model) -> Result<Reply<LocationView>> {
    let (school, version) = (row.school_id, row.version);
    let view = views(db, school, vec![row]).await?.pop().ok_or_else(Problem::not_found)?;
    Ok(Reply::ok(view).version(version))
}

async fn views(db: &impl ConnectionTrait, school: Uuid, rows: Vec<Model>) -> Result<Vec<LocationView>> {
    let names = person::repo::names(db, school, rows.iter().filter_map(|r| r.responsible_person_id).collect()).await?;
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    Ok(rows
        .into_iter()
        .map(|r| LocationView {
            id: r.id,
            parent_id: r.parent_id,
            kind: r.kind(),
            responsible_person: r.responsible_person_id.map(person),
            name: r.name,
            path: r.path,
            room_use: r.room_use,
            sign_code: r.sign_code,
            active: r.active,
            version: r.version,
        })
        .collect())
}
