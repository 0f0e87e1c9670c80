//! What the filters of a list let through. One function for lists, totals, exports, labels and bulk corrections.

use campus::location;
use kernel::{Grant, PageLimit, Permission, Problem, Result, Scope, Text};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait, Func, SimpleExpr, UnionType},
};
use uuid::Uuid;

use super::{
    Status,
    dto::ListAssets,
    entity::{Column, Entity},
    repo::{PLACES, in_scope},
    service::sees_values,
};
use crate::{
    category,
    search::{self, Wanted},
};

/// From this value on, in fen, a label is suggested (everyday.md, Defaults).
const LABEL_FROM: i64 = 100_000;
/// Classes of electrical goods: a label is suggested whatever they cost.
const LABEL_CLASSES: [&str; 4] = ["A0201", "A0202", "A020618", "A0209"];

/// The filters that say an amount.
const AMOUNTS: [&str; 2] = ["value_min", "value_max"];

/// Refuses the filters that the caller may not know of: a value is not to be guessed by asking for ranges (decisions 7). A limit out of
/// bounds is refused also where no page is cut by it.
pub(crate) fn allowed<P: Permission>(grant: &Grant<P>, query: &ListAssets) -> Result<()> {
    PageLimit::new(query.limit)?;
    let without_value = query.without.as_deref().is_some_and(|lacks| lacks.split(',').any(|lack| lack.trim() == "value"));
    let suggested = query.label.as_deref() == Some("suggested");
    let [min, max] = AMOUNTS;
    let secret = [(query.value_min.is_some(), min), (query.value_max.is_some(), max), (without_value, "without"), (suggested, "label")];
    let hidden = secret.iter().find(|(asked, _)| *asked).map(|(_, name)| *name);
    match hidden {
        Some(name) if !sees_values(grant) => Err(unknown_field(name)),
        _ => Ok(()),
    }
}

/// A filter as it was kept, for those who may not know of amounts.
pub(crate) fn without_amounts(filter: &serde_json::Value) -> serde_json::Value {
    let mut filter = filter.clone();
    if let Some(fields) = filter.as_object_mut() {
        fields.retain(|name, _| !AMOUNTS.contains(&name.as_str()));
    }
    filter
}

pub(crate) fn unknown_field(name: &str) -> Problem {
    let text = Text::new(format!("不认识的查询条件 {name}。"), format!("Unknown query parameter {name}."));
    Problem::new(axum::http::StatusCode::BAD_REQUEST, "unknown_field", text)
}

pub(crate) fn unknown_value() -> Problem {
    Problem::malformed("unknown_value", "筛选条件里有不认识的值。", "A filter has a value that does not exist.")
}

/// The cards that the filters of a query let through, without its words, order and page.
pub(crate) async fn filtered(db: &impl ConnectionTrait, scope: &Scope, query: &ListAssets) -> Result<Select<Entity>> {
    let living = if query.voided == Some(true) { Column::VoidedAt.is_not_null() } else { Column::VoidedAt.is_null() };
    let mut all = Condition::all().add(in_scope(scope)).add(living.clone());
    if let Some(codes) = &query.category {
        all = all.add(in_categories(db, scope.school, codes).await?);
    }
    if let Some(statuses) = &query.status {
        let known: Option<Vec<&str>> = statuses.split(',').map(|s| Status::of(s.trim()).map(Status::key)).collect();
        all = all.add(Column::Status.is_in(known.ok_or_else(unknown_value)?));
    }
    if let Some(place) = query.location_id {
        all = all.add(location::repo::at_or_below(db, scope.school, place, PLACES).await?);
    }
    for lack in query.without.iter().flat_map(|lacks| lacks.split(',')) {
        let column = match lack.trim() {
            "location" => Column::LocationId,
            "custodian" => Column::CustodianId,
            "value" => Column::OriginalValue,
            "acquired_on" => Column::AcquiredOn,
            _ => return Err(unknown_value()),
        };
        all = all.add(column.is_null());
    }
    if let Some(department) = query.department_id {
        all = all.add(Condition::any().add(Column::DepartmentId.eq(department)).add(Column::UsingDepartmentId.eq(department)));
    }
    let days = [(Column::AcquiredOn, query.acquired_from, query.acquired_to), (Column::BookedOn, query.booked_from, query.booked_to)];
    for (column, from, to) in days {
        all = all.add_option(from.map(|day| column.gte(day))).add_option(to.map(|day| column.lte(day)));
    }
    let texts = [
        (Column::Brand, &query.brand),
        (Column::Supplier, &query.supplier),
        (Column::AcquisitionMethod, &query.acquisition_method),
        (Column::FundSource, &query.fund_source),
    ];
    for (column, text) in texts {
        all = all.add_option(text.as_deref().map(|text| column.eq(text.trim())));
    }
    all = all
        .add_option(query.custodian_id.map(|person| Column::CustodianId.eq(person)))
        .add_option(query.user_person_id.map(|person| Column::UserPersonId.eq(person)))
        .add_option(query.value_min.map(|money| Column::OriginalValue.gte(money.fen())))
        .add_option(query.value_max.map(|money| Column::OriginalValue.lte(money.fen())))
        .add_option(query.import_id.map(|import| Column::ImportId.eq(import)))
        .add_option(query.batch_id.map(|batch| Column::BatchId.eq(batch)));
    if let Some(code) = &query.code {
        all = all.add(Column::Id.is_in(bearing(db, scope.school, &living, code).await?));
    }
    if let Some(official) = query.official.as_deref() {
        all = all.add(match official {
            "entered" => Column::OfficialNo.is_not_null(),
            "missing" => Column::OfficialNo.is_null(),
            _ => return Err(unknown_value()),
        });
    }
    if let Some(label) = query.label.as_deref() {
        all = all.add(labelled(label)?);
    }
    Ok(Entity::find().filter(all))
}

/// The same, words included.
pub(crate) async fn filtered_by_words(db: &impl ConnectionTrait, scope: &Scope, query: &ListAssets) -> Result<Select<Entity>> {
    let select = filtered(db, scope, query).await?;
    Ok(match words(query) {
        Some(wanted) => select.filter(search::condition(db.get_database_backend(), scope.school, &wanted)),
        None => select,
    })
}

/// The words of a query, when there are any.
pub(super) fn words(query: &ListAssets) -> Option<Wanted> {
    query.q.as_deref().map(str::trim).filter(|q| !q.is_empty()).map(Wanted::of)
}

/// Codes as they are, and classes as all codes below them.
async fn in_categories(db: &impl ConnectionTrait, school: Uuid, codes: &str) -> Result<sea_orm::sea_query::SimpleExpr> {
    let asked: Vec<&str> = codes.split(',').map(str::trim).filter(|code| !code.is_empty()).collect();
    if let [one] = asked.as_slice()
        && one.len() == 9
        && !one.ends_with("00")
    {
        return Ok(Column::CategoryCode.eq(*one));
    }
    let all: Vec<String> = category::entity::Entity::find()
        .select_only()
        .column(category::entity::Column::Code)
        .filter(category::entity::Column::SchoolId.eq(school))
        .into_tuple()
        .all(db)
        .await?;
    let classes: Vec<&str> = asked.iter().map(|code| class(code)).collect();
    let below = all.into_iter().filter(|code| classes.iter().any(|class| code.starts_with(class)));
    Ok(Column::CategoryCode.is_in(below.collect::<Vec<_>>()))
}

/// What the codes of a class begin with: two digits a level, and nothing but zeros below it.
fn class(code: &str) -> &str {
    let mut class = code;
    while let Some(above) = class.strip_suffix("00").filter(|above| above.len() >= 3) {
        class = above;
    }
    class
}

/// The cards that bear whatever is read off a thing: its label, its bar code, its number here or there. Each of the four has an
/// index; one condition with OR would have none.
async fn bearing(db: &impl ConnectionTrait, school: Uuid, living: &SimpleExpr, code: &str) -> Result<Vec<Uuid>> {
    let code = code.trim();
    let of = |bears: SimpleExpr| {
        let here = Entity::find().select_only().column(Column::Id).filter(Column::SchoolId.eq(school)).filter(living.clone());
        here.filter(bears).into_query()
    };
    let mut asked = of(Column::LabelCode.eq(kernel::random::read_code(code)));
    for bears in [Column::Barcode.eq(code), Column::AssetNo.eq(code), Column::OfficialNo.eq(code)] {
        asked.union(UnionType::Distinct, of(bears));
    }
    let rows = db.query_all(&asked).await?;
    Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<std::result::Result<_, _>>()?)
}

pub(super) fn labelled(label: &str) -> Result<Condition> {
    let missing = Condition::all().add(Column::LabelCode.is_null());
    match label {
        "printed" => Ok(Condition::all().add(Column::LabelCode.is_not_null())),
        "missing" => Ok(missing),
        "suggested" => {
            let length = |class: &str| i32::try_from(class.len()).unwrap_or(i32::MAX);
            let electrical = LABEL_CLASSES.iter().fold(Condition::any(), |any, class| {
                let start = beginning(Expr::col((Entity, Column::CategoryCode)), length(class));
                any.add(start.eq(*class))
            });
            Ok(missing.add(electrical.add(Column::OriginalValue.gte(LABEL_FROM))))
        }
        _ => Err(unknown_value()),
    }
}

/// The first characters of a text, in the words of both engines. The numbers are written out: PostgreSQL groups by an expression only
/// when it sees that both are the same.
pub(super) fn beginning(of: impl Into<SimpleExpr>, characters: i32) -> SimpleExpr {
    Func::cust("SUBSTR").args([of.into(), Expr::cust("1"), Expr::cust(characters.to_string())]).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_what_its_codes_begin_with() {
        let classes = ["A02000000", "A02010000", "A02010100", "A02010105", "A02100000", "A05010203"].map(class);
        assert_eq!(classes, ["A02", "A0201", "A020101", "A02010105", "A0210", "A05010203"]);
    }
}
