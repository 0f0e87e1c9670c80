//! Giving cards their label codes.

use std::collections::HashMap;

use campus::{department, location, school};
use kernel::{Db, Grant, Problem, Quantity, Reply, Result, Tx, audit::Event};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{CaseStatement, Expr, ExprTrait},
};
use uuid::Uuid;

use super::{
    dto::{AssetLabel, LabelSheet, PrintLabelsBody},
    error::LabelError,
};
use crate::{
    RegisterError,
    asset::{
        self,
        dto::ListAssets,
        entity::{Column, Entity, Model},
    },
    event,
    permissions::PrintLabels,
};

/// Labels in one go: a hundred sheets of 21.
const MOST: usize = 2000;
/// Ids in one condition.
const CHUNK: usize = 500;

/// Labels of things.
#[derive(Debug, Clone)]
pub struct Labels {
    db: Db,
}

impl Labels {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn print(&self, grant: &Grant<PrintLabels>, body: PrintLabelsBody) -> Result<Reply<LabelSheet>> {
        if let Some(filter) = &body.filter {
            asset::filter::allowed(grant, filter)?;
        }
        let tx = self.db.begin(grant).await?;
        let school = school::find(&tx, grant.school()?).await?;
        let public_url = school::for_phones(&school).ok_or(LabelError::NoPublicUrl)?;
        let rows = match (body.asset_ids, body.filter) {
            (Some(ids), None) => named(&tx, grant, &ids).await?,
            (None, Some(filter)) => chosen(&tx, grant, &filter).await?,
            _ => return Err(LabelError::IdsOrFilter.into()),
        };
        if rows.is_empty() {
            // Nothing is printed: there is nothing to tell of.
            return Ok(Reply::ok(LabelSheet { school_name: school.name, items: Vec::new() }));
        }
        let (rows, event) = with_codes(&tx, rows).await?;
        let items = labels(&tx, school.id, rows, public_url).await?;
        tx.commit([event], Reply::ok(LabelSheet { school_name: school.name, items })).await
    }
}

/// The cards of these ids, inside the reach of the right: whatever is outside is a card that does not exist.
async fn named(tx: &Tx, grant: &Grant<PrintLabels>, ids: &[Uuid]) -> Result<Vec<Model>> {
    let mut found: HashMap<Uuid, Model> = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let rows = Entity::find()
            .filter(asset::repo::in_scope(&grant.scope()?))
            .filter(Column::Id.is_in(chunk.iter().copied()))
            .filter(Column::VoidedAt.is_null())
            .all(tx)
            .await?;
        found.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    if let Some(missing) = ids.iter().position(|id| !found.contains_key(id)) {
        return Err(Problem::reference(format!("/asset_ids/{missing}")));
    }
    if found.is_empty() {
        return Err(LabelError::IdsOrFilter.into());
    }
    Ok(found.into_values().collect())
}

async fn chosen(tx: &Tx, grant: &Grant<PrintLabels>, filter: &ListAssets) -> Result<Vec<Model>> {
    if filter.voided == Some(true) {
        return Err(RegisterError::Voided.into());
    }
    let select = asset::filter::filtered_by_words(tx, &grant.scope()?, filter).await?;
    let rows = select.limit(MOST as u64 + 1).all(tx).await?;
    if rows.len() > MOST {
        return Err(LabelError::TooMany.into());
    }
    Ok(rows)
}

/// Gives a code to each card without one. The printing itself is told of, also when every card had its code.
async fn with_codes(tx: &Tx, mut rows: Vec<Model>) -> Result<(Vec<Model>, Event)> {
    rows.sort_by(|a, b| a.asset_no.cmp(&b.asset_no));
    let without: Vec<Uuid> = rows.iter().filter(|row| row.label_code.is_none()).map(|row| row.id).collect();
    let codes: HashMap<Uuid, String> = location::repo::sign_codes(tx, &without, "asset").await?;
    for chunk in without.chunks(CHUNK) {
        save_codes(tx, chunk, &codes).await?;
    }
    let mut event = Event::new(event::LABELLED);
    for row in &mut rows {
        let Some(code) = codes.get(&row.id) else {
            event = event.about("asset", row.id, &row.asset_no);
            continue;
        };
        row.version += 1;
        row.label_code = Some(code.clone());
        let said = |code: Option<&str>| serde_json::json!({ "label_code": code });
        event = event.changed("asset", row.id, &row.asset_no, &said(None), &said(Some(code)));
    }
    Ok((rows, event))
}

/// One statement for many cards: each its own code, as long as it has none.
async fn save_codes(tx: &Tx, cards: &[Uuid], codes: &HashMap<Uuid, String>) -> Result<()> {
    let code_of = cards.iter().fold(CaseStatement::new(), |case, id| case.case(Column::Id.eq(*id), codes.get(id).cloned()));
    let done = Entity::update_many()
        .col_expr(Column::LabelCode, code_of.into())
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::SchoolId.eq(tx.school()?).and(Column::Id.is_in(cards.iter().copied())))
        .filter(Column::LabelCode.is_null())
        .exec(tx)
        .await?;
    // Somebody else labelled one of them since they were read.
    if done.rows_affected == cards.len() as u64 { Ok(()) } else { Err(Problem::stale(1)) }
}

async fn labels(tx: &Tx, school: Uuid, rows: Vec<Model>, public_url: &str) -> Result<Vec<AssetLabel>> {
    let mut places = HashMap::new();
    let mut at: Vec<Uuid> = rows.iter().filter_map(|row| row.location_id).collect();
    at.sort_unstable();
    at.dedup();
    for chunk in at.chunks(CHUNK) {
        places.extend(location::repo::refs(tx, school, chunk.to_vec()).await?);
    }
    let departments = department::names(tx, school).await?;
    let mut items: Vec<AssetLabel> = rows
        .into_iter()
        .map(|row| {
            let label_code = row.label_code.unwrap_or_default();
            AssetLabel {
                id: row.id,
                asset_no: row.asset_no,
                name: row.name,
                spec_model: row.spec_model,
                quantity: Quantity::stored(row.quantity),
                unit: row.unit,
                location: row.location_id.and_then(|id| places.get(&id).cloned()),
                department: row.using_department_id.or(row.department_id).and_then(|id| departments.get(&id).cloned()),
                url: location::sign::url(public_url, &label_code),
                label_code,
            }
        })
        .collect();
    let place = |label: &AssetLabel| label.location.as_ref().map(|l| l.path.clone());
    items.sort_by(|a, b| (place(a), &a.asset_no).cmp(&(place(b), &b.asset_no)));
    Ok(items)
}
