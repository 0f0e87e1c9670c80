//! The orders of a list of cards, and the place in each where a page goes on.

use kernel::{Cursor, Problem, Result, Text};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Select};
use uuid::Uuid;

use super::entity::{Column, Entity};

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
