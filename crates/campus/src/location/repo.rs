//! Finding and keeping places.

use std::collections::{BTreeSet, HashMap};

use kernel::{Problem, Result, Scope, ScopeColumns, Tx, random, text};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, SqlErr,
    sea_query::SimpleExpr,
};
use uuid::Uuid;

use super::{
    Kind, Levels, LocationRef, PlaceColumns,
    entity::{ActiveModel, Column, Entity, Model, sign},
};
use crate::CampusError;

/// A place to be added.
#[derive(Debug, Clone)]
pub struct NewLocation<'a> {
    pub parent: Option<&'a Model>,
    pub kind: Kind,
    pub name: &'a str,
    pub room_use: Option<String>,
    pub position: i64,
}

/// "PLAC": whoever changes the tree of a school's places holds this lock until the commit.
const LOCK: i64 = 0x504c_4143;

/// Waits until nobody else changes the tree of this school. Call it before anything is read: what stands below a place that is closed,
/// moved or renamed is then known, and nobody hangs something new below it meanwhile (E09).
pub(super) async fn one_after_another(tx: &Tx) -> Result<()> {
    tx.alone(LOCK ^ tx.school()?.as_u64_pair().1.cast_signed()).await
}

/// Open places of a scope.
pub(super) fn in_scope(scope: &Scope) -> Condition {
    anywhere(scope).add(Column::Active.eq(true))
}

/// Places of a scope, open or closed.
pub(super) fn anywhere(scope: &Scope) -> Condition {
    let levels = [Column::CampusId, Column::BuildingId, Column::FloorId, Column::RoomId, Column::Id];
    scope.condition(&ScopeColumns::new(Column::SchoolId).places(levels))
}

/// Adds a place; rooms and zones get their sign code with it.
pub async fn add(tx: &Tx, new: &NewLocation<'_>) -> Result<Model> {
    if !new.kind.may_be_below(new.parent.map(Model::kind)) {
        return Err(CampusError::PlaceKind.into());
    }
    let school = tx.school()?;
    let id = tx.new_id();
    let name = text::tidy(new.name);
    let path = new.parent.map_or_else(|| name.clone(), |p| format!("{} / {name}", p.path));
    let sign_code = if matches!(new.kind, Kind::Room | Kind::Zone) { Some(sign_code(tx, school, id, "location").await?) } else { None };
    let levels = Levels::below(new.parent.map(Model::levels), new.kind, id);
    let row = ActiveModel {
        school_id: Set(school),
        id: Set(id),
        parent_id: Set(new.parent.map(|p| p.id)),
        kind: Set(new.kind.key().into()),
        name_key: Set(name_key(new.parent, new.kind, &name)),
        path_key: Set(text::fold(&path)),
        path: Set(path),
        position: Set(new.position),
        room_use: Set(new.room_use.clone()),
        responsible_person_id: Set(None),
        sign_code: Set(sign_code),
        campus_id: Set(levels.campus),
        building_id: Set(levels.building),
        floor_id: Set(levels.floor),
        room_id: Set(levels.room),
        active: Set(true),
        version: Set(1),
        name: Set(name.clone()),
    };
    row.insert(tx).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => CampusError::PlaceExists(name).into(),
        _ => error.into(),
    })
}

/// How people write a room in lists: building and room without the floor, 致远楼203.
pub(super) fn name_key(parent: Option<&Model>, kind: Kind, name: &str) -> String {
    let building = parent.filter(|_| kind != Kind::Building).and_then(|p| match p.kind() {
        Kind::Building => Some(p.name.as_str()),
        Kind::Floor => p.path.rsplit(" / ").nth(1),
        Kind::Campus | Kind::Room | Kind::Zone => None,
    });
    text::fold(&format!("{}{name}", building.unwrap_or_default()))
}

/// Makes a code that no other door of the installation has.
pub async fn sign_code(tx: &Tx, school: Uuid, subject: Uuid, kind: &str) -> Result<String> {
    // 50 random bits: a clash is not expected in the life of an installation; the primary key refuses it all the same.
    let code = random::code::<10>()?;
    sign::ActiveModel { code: Set(code.clone()), school_id: Set(school), kind: Set(kind.into()), subject_id: Set(subject) }
        .insert(tx)
        .await?;
    Ok(code)
}

/// Makes a code for each of these subjects of the school, in a few statements.
pub async fn sign_codes(tx: &Tx, subjects: &[Uuid], kind: &str) -> Result<HashMap<Uuid, String>> {
    let school = tx.school()?;
    let mut codes = HashMap::new();
    for chunk in subjects.chunks(200) {
        let mut rows = Vec::with_capacity(chunk.len());
        for subject in chunk {
            let code = random::code::<10>()?;
            codes.insert(*subject, code.clone());
            rows.push(sign::ActiveModel { code: Set(code), school_id: Set(school), kind: Set(kind.into()), subject_id: Set(*subject) });
        }
        sign::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(codes)
}

/// The place with this id inside the scope, also when it is closed.
pub(super) async fn find_any(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Model> {
    Entity::find().filter(anywhere(scope)).filter(Column::Id.eq(id)).one(db).await?.ok_or_else(Problem::not_found)
}

/// Places by id, closed or not.
pub async fn by_ids(db: &impl ConnectionTrait, school: Uuid, ids: Vec<Uuid>) -> Result<Vec<Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.is_in(ids)).all(db).await?)
}

/// The open place with this id inside the scope.
pub async fn find(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Model> {
    Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id)).one(db).await?.ok_or_else(Problem::not_found)
}

/// An open place of the school, for references in bodies; 422 at `pointer` when there is none or it is closed.
pub async fn active(db: &impl ConnectionTrait, school: Uuid, id: Uuid, pointer: &str) -> Result<Model> {
    open(Entity::find_by_id((school, id)).one(db).await?, pointer)
}

/// The same for several, by id, in one look-up.
pub async fn all_active(db: &impl ConnectionTrait, school: Uuid, ids: BTreeSet<Uuid>, pointer: &str) -> Result<HashMap<Uuid, Model>> {
    let rows = by_ids(db, school, ids.iter().copied().collect()).await?;
    let mut found: HashMap<Uuid, Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    ids.into_iter().map(|id| open(found.remove(&id), pointer).map(|row| (id, row))).collect()
}

fn open(row: Option<Model>, pointer: &str) -> Result<Model> {
    let row = row.ok_or_else(|| Problem::reference(pointer))?;
    if row.active {
        return Ok(row);
    }
    let closed = "这个场所已停用。";
    Err(Problem::invalid(pointer, "place_closed", closed, "This place is closed."))
}

/// The place that a record of the school names, also when it is closed by now.
pub async fn of_record(db: &impl ConnectionTrait, school: Uuid, id: Uuid) -> Result<Model> {
    Entity::find_by_id((school, id)).one(db).await?.ok_or_else(|| Problem::internal(format!("place {id} of a record is not there")))
}

/// Every place of the scope, in the order of the tree.
pub async fn tree(db: &impl ConnectionTrait, scope: &Scope) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(in_scope(scope)).order_by_asc(Column::Position).order_by_asc(Column::Id).all(db).await?)
}

/// Places by id as references.
pub async fn refs(db: &impl ConnectionTrait, school: Uuid, ids: Vec<Uuid>) -> Result<HashMap<Uuid, LocationRef>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, String, String, String)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Kind, Column::Name, Column::Path])
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, kind, name, path)| (id, LocationRef { id, kind: Kind::of(&kind).unwrap_or(Kind::Zone), name, path }))
        .collect())
}

/// The condition "at this place or below it" on a table with these columns: one level column, so that its index serves the list.
/// Nothing is at a place that does not exist.
pub async fn at_or_below<C: ColumnTrait>(
    db: &impl ConnectionTrait,
    school: Uuid,
    place: Uuid,
    columns: PlaceColumns<C>,
) -> Result<SimpleExpr> {
    let kind: Option<String> = Entity::find_by_id((school, place)).select_only().column(Column::Kind).into_tuple().one(db).await?;
    at_or_below_of(db, school, (place, &kind.unwrap_or_default()), columns).await
}

/// The same of a place that was read already.
pub(super) async fn at_or_below_of<C: ColumnTrait>(
    db: &impl ConnectionTrait,
    school: Uuid,
    (place, kind): (Uuid, &str),
    columns: PlaceColumns<C>,
) -> Result<SimpleExpr> {
    let kind = Kind::of(kind).unwrap_or(Kind::Zone);
    if kind != Kind::Zone {
        return Ok(columns.level(kind).eq(place));
    }
    Ok(columns.level(kind).is_in(with_zones_within(db, school, place).await?))
}

/// A place and, when it is a zone, the zones within it.
pub(super) async fn with_zones_within(db: &impl ConnectionTrait, school: Uuid, place: Uuid) -> Result<Vec<Uuid>> {
    let within = zones_within(db, school, vec![place]).await?.remove(&place).unwrap_or_default();
    Ok(std::iter::once(place).chain(within).collect())
}

/// For each of these places that is a zone, the zones within it. Zones stand in zones to any depth and have no column of their own:
/// level by level, one query each, for all of the places together.
pub async fn zones_within(db: &impl ConnectionTrait, school: Uuid, places: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    let mut within: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    let mut outer: HashMap<Uuid, Vec<Uuid>> = places.into_iter().map(|place| (place, vec![place])).collect();
    while !outer.is_empty() {
        let level: Vec<(Uuid, Uuid)> = Entity::find()
            .select_only()
            .columns([Column::Id, Column::ParentId])
            .filter(Column::SchoolId.eq(school))
            .filter(Column::Kind.eq(Kind::Zone.key()))
            .filter(Column::ParentId.in_subquery(zones_of(school, outer.keys().copied().collect())))
            .into_tuple()
            .all(db)
            .await?;
        // By whose subtree it is: a place asked for may itself stand within another one asked for.
        let mut inner: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
        for (zone, parent) in level {
            let roots = outer.get(&parent).cloned().unwrap_or_default();
            for root in &roots {
                within.entry(*root).or_default().push(zone);
            }
            inner.insert(zone, roots);
        }
        outer = inner;
    }
    Ok(within)
}

fn zones_of(school: Uuid, places: Vec<Uuid>) -> sea_orm::sea_query::SelectStatement {
    use sea_orm::QueryTrait;
    Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Kind.eq(Kind::Zone.key()))
        .filter(Column::Id.is_in(places))
        .into_query()
}

/// Paths of all places of a school.
pub async fn paths(db: &impl ConnectionTrait, school: Uuid) -> Result<HashMap<Uuid, String>> {
    let select = Entity::find().select_only().columns([Column::Id, Column::Path]).filter(Column::SchoolId.eq(school));
    Ok(select.into_tuple::<(Uuid, String)>().all(db).await?.into_iter().collect())
}

/// Names of places by id.
pub async fn names(db: &impl ConnectionTrait, school: Uuid, ids: Vec<Uuid>) -> Result<HashMap<Uuid, String>> {
    Ok(refs(db, school, ids).await?.into_iter().map(|(id, r)| (id, r.path)).collect())
}

/// The rooms somebody is responsible for: "my classroom".
pub async fn responsible_for(db: &impl ConnectionTrait, school: Uuid, person: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::ResponsiblePersonId.eq(person))
        .filter(Column::Active.eq(true))
        .order_by_asc(Column::Position)
        .all(db)
        .await?)
}

/// A place and the open places below it, by path.
pub(super) async fn below(db: &impl ConnectionTrait, place: &Model) -> Result<Vec<Model>> {
    let mut rows = subtree(db, place).await?;
    rows.retain(|row| row.active);
    Ok(rows)
}

/// A place and everything below it, open or closed, by path.
pub(super) async fn subtree(db: &impl ConnectionTrait, place: &Model) -> Result<Vec<Model>> {
    let ids = with_zones_within(db, place.school_id, place.id).await?;
    Ok(Entity::find()
        .filter(Column::SchoolId.eq(place.school_id))
        .filter(super::moved::COLUMNS.level(place.kind()).is_in(ids))
        .order_by_asc(Column::PathKey)
        .all(db)
        .await?)
}
