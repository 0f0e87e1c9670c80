//! Finding cards.

use campus::location;
use kernel::{Cursor, Problem, Result, Scope, ScopeColumns, Text};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, sea_query::Expr};
use uuid::Uuid;

use super::{
    Status,
    dto::ListAssets,
    entity::{Column, Entity, Model},
};
use crate::search;

pub(super) fn in_scope(scope: &Scope) -> Condition {
    let places = [Column::CampusId, Column::BuildingId, Column::FloorId, Column::RoomId, Column::LocationId];
    scope.condition(&ScopeColumns::new(Column::SchoolId).places(places).own(Column::CustodianId))
}

/// The card with this id inside the scope.
pub async fn find(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Model> {
    Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id)).one(db).await?.ok_or_else(Problem::not_found)
}

/// A card of the school, for references in bodies; 422 at `pointer` when there is none.
pub async fn require(db: &impl ConnectionTrait, school: Uuid, id: Uuid, pointer: &str) -> Result<()> {
    let found: Option<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Id.eq(id))
        .into_tuple()
        .one(db)
        .await?;
    found.map(|_| ()).ok_or_else(|| Problem::reference(pointer))
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Created { newest_first: bool },
    AssetNo { descending: bool },
}

impl Sort {
    pub(super) fn read(text: Option<&str>) -> Result<Self> {
        match text.unwrap_or("-created_at") {
            "-created_at" => Ok(Self::Created { newest_first: true }),
            "created_at" => Ok(Self::Created { newest_first: false }),
            "asset_no" => Ok(Self::AssetNo { descending: false }),
            "-asset_no" => Ok(Self::AssetNo { descending: true }),
            _ => Err(Problem::new(
                axum::http::StatusCode::BAD_REQUEST,
                "unknown_sort",
                Text::fixed("只能按 created_at 或 asset_no 排序。", "Sort by created_at or asset_no, with - for descending."),
            )),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Created { newest_first: true } => "-created_at",
            Self::Created { newest_first: false } => "created_at",
            Self::AssetNo { descending: false } => "asset_no",
            Self::AssetNo { descending: true } => "-asset_no",
        }
    }

    /// What a cursor keeps of a row.
    pub(super) fn key(self, id: Uuid, asset_no: &str) -> (&'static str, String) {
        let key = match self {
            Self::Created { .. } => id.to_string(),
            Self::AssetNo { .. } => asset_no.to_owned(),
        };
        (self.name(), key)
    }

    pub(super) fn apply(self, select: Select<Entity>, cursor: Option<&str>) -> Result<Select<Entity>> {
        Ok(match self {
            Self::Created { newest_first } => {
                let after: Option<Uuid> = cursor.map(|c| Cursor::decode_of(self.name(), c)).transpose()?;
                let past = after.map(|id| if newest_first { Column::Id.lt(id) } else { Column::Id.gt(id) });
                let select = if newest_first { select.order_by_desc(Column::Id) } else { select.order_by_asc(Column::Id) };
                past.into_iter().fold(select, QueryFilter::filter)
            }
            Self::AssetNo { descending } => {
                let after: Option<String> = cursor.map(|c| Cursor::decode_of(self.name(), c)).transpose()?;
                let past = after.map(|no| if descending { Column::AssetNo.lt(no) } else { Column::AssetNo.gt(no) });
                let select = if descending { select.order_by_desc(Column::AssetNo) } else { select.order_by_asc(Column::AssetNo) };
                past.into_iter().fold(select, QueryFilter::filter)
            }
        })
    }
}

/// The cards that a query asks for, without order and page.
pub(super) async fn filtered(db: &impl ConnectionTrait, scope: &Scope, query: &ListAssets) -> Result<Select<Entity>> {
    let mut select = Entity::find().filter(in_scope(scope));
    if let Some(code) = &query.category {
        select = select.filter(Column::CategoryCode.eq(code));
    }
    if let Some(statuses) = &query.status {
        let known: Option<Vec<&str>> = statuses.split(',').map(|s| Status::of(s.trim()).map(Status::key)).collect();
        let known = known
            .ok_or_else(|| Problem::malformed("unknown_value", "筛选条件里有不认识的值。", "A filter has a value that does not exist."))?;
        select = select.filter(Column::Status.is_in(known));
    }
    if let Some(place) = query.location_id {
        select = select.filter(at_or_below(db, scope.school, place).await?);
    }
    if let Some(custodian) = query.custodian_id {
        select = select.filter(Column::CustodianId.eq(custodian));
    }
    if let Some(q) = query.q.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
        // Punctuation alone is found nowhere; that is an answer, not an error.
        let found = search::condition(db.get_database_backend(), scope.school, q).unwrap_or_else(|| Expr::cust("1 = 0"));
        select = select.filter(found);
    }
    Ok(select)
}

/// One level column is enough once the kind of the place is known: the index on it serves the list.
async fn at_or_below(db: &impl ConnectionTrait, school: Uuid, place: Uuid) -> Result<sea_orm::sea_query::SimpleExpr> {
    use location::Kind;
    let kind = location::repo::refs(db, school, vec![place]).await?.remove(&place).map(|r| r.kind);
    let column = match kind {
        Some(Kind::Campus) => Column::CampusId,
        Some(Kind::Building) => Column::BuildingId,
        Some(Kind::Floor) => Column::FloorId,
        Some(Kind::Room) => Column::RoomId,
        Some(Kind::Zone) | None => Column::LocationId,
    };
    Ok(column.eq(place))
}
