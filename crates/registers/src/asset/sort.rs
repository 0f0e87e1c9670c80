//! The orders of a list of cards, and the place in each where a page goes on.

use chrono::NaiveDate;
use kernel::{Cursor, Problem, Result, Text};
use sea_orm::{
    QueryFilter, QueryOrder, Select,
    sea_query::{Expr, ExprTrait, Order, SimpleExpr},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    entity::{Column, Entity},
    list::RowModel,
};

/// What a list is in the order of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Created,
    AssetNo,
    /// Cards without a day come before the first.
    AcquiredOn,
    /// Cards without a value come before those worth nothing.
    OriginalValue,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sort {
    by: By,
    descending: bool,
}

/// The place of a row in its order.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Key {
    Day(NaiveDate, Uuid),
    Value(i64, Uuid),
    Id(Uuid),
    Text([String; 1]),
}

impl Sort {
    pub(super) const NEWEST: Self = Self { by: By::Created, descending: true };

    /// # Errors
    /// 400 for an order that does not exist, or that would tell values to who may not see them.
    pub(super) fn read(text: Option<&str>, values: bool) -> Result<Self> {
        let text = text.unwrap_or("-created_at");
        let (descending, name) = text.strip_prefix('-').map_or((false, text), |name| (true, name));
        let by = match name {
            "created_at" => By::Created,
            "asset_no" => By::AssetNo,
            "acquired_on" => By::AcquiredOn,
            "original_value" if values => By::OriginalValue,
            _ => {
                return Err(Problem::new(
                    axum::http::StatusCode::BAD_REQUEST,
                    "unknown_sort",
                    Text::fixed(
                        "只能按 created_at、asset_no、acquired_on 或 original_value 排序。",
                        "Sort by created_at, asset_no, acquired_on or original_value, with - for descending.",
                    ),
                ));
            }
        };
        Ok(Self { by, descending })
    }

    const fn name(self) -> &'static str {
        match (self.by, self.descending) {
            (By::Created, true) => "-created_at",
            (By::Created, false) => "created_at",
            (By::AssetNo, true) => "-asset_no",
            (By::AssetNo, false) => "asset_no",
            (By::AcquiredOn, true) => "-acquired_on",
            (By::AcquiredOn, false) => "acquired_on",
            (By::OriginalValue, true) => "-original_value",
            (By::OriginalValue, false) => "original_value",
        }
    }

    /// What a cursor keeps of a row.
    pub(super) fn key(self, row: &RowModel) -> (&'static str, Key) {
        let key = match self.by {
            By::Created => Key::Id(row.id),
            By::AssetNo => Key::Text([row.asset_no.clone()]),
            By::AcquiredOn => Key::Day(row.acquired_on.unwrap_or(FIRST_DAY), row.id),
            By::OriginalValue => Key::Value(row.original_value.unwrap_or(-1), row.id),
        };
        (self.name(), key)
    }

    pub(super) fn apply(self, select: Select<Entity>, cursor: Option<&str>) -> Result<Select<Entity>> {
        let after: Option<Key> = cursor.map(|c| Cursor::decode_of(self.name(), c)).transpose()?;
        let order = if self.descending { Order::Desc } else { Order::Asc };
        let past = |column: SimpleExpr, value: SimpleExpr| if self.descending { column.lt(value) } else { column.gt(value) };
        let id = || Expr::col((Entity, Column::Id));
        let leads = match self.by {
            By::Created => id(),
            By::AssetNo => Expr::col((Entity, Column::AssetNo)),
            By::AcquiredOn => Expr::cust("COALESCE(asset.acquired_on, '0001-01-01')"),
            By::OriginalValue => Expr::cust("COALESCE(asset.original_value, -1)"),
        };
        let single = matches!(self.by, By::Created | By::AssetNo);
        let select = select.order_by(leads.clone(), order.clone());
        let select = if single { select } else { select.order_by(Column::Id, order) };
        let pair = |first: SimpleExpr, row: Uuid| past(Expr::tuple([leads.clone(), id()]), Expr::tuple([first, Expr::val(row)]));
        let condition = match (self.by, after) {
            (_, None) => return Ok(select),
            (By::Created, Some(Key::Id(row))) => past(leads, Expr::val(row)),
            (By::AssetNo, Some(Key::Text([number]))) => past(leads, Expr::val(number)),
            (By::AcquiredOn, Some(Key::Day(day, row))) => pair(Expr::val(day), row),
            (By::OriginalValue, Some(Key::Value(fen, row))) => pair(Expr::val(fen), row),
            (_, Some(_)) => {
                return Err(Problem::malformed(
                    "bad_cursor",
                    "翻页位置已失效，请从第一页重新开始。",
                    "This page position is no longer valid; start from the first page.",
                ));
            }
        };
        Ok(select.filter(condition))
    }
}

/// Where cards without a day stand.
const FIRST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(1, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
