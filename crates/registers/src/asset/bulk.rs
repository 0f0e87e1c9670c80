//! One correction of many cards: seen first, then done to exactly what was seen, all of it or none.

use kernel::{Grant, Problem, Quantity, Reply, Result, Text, Tx, audit::Event, idempotency::IdempotencyKey};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    Assets,
    correct::{corrected, described, keep},
    dto::{ChangeAsset, ListAssets},
    entity::{Column, Entity, Model},
    filter, repo,
};
use crate::{RegisterError, event, permissions::CorrectAsset};

/// Most cards of one correction.
const MOST_CARDS: usize = 2000;
/// Changes shown before they are made.
const SHOWN: usize = 20;

/// A correction of many cards: those named, or those that a filter lets through.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EditAssets {
    #[serde(default)]
    #[garde(length(max = 2000))]
    pub asset_ids: Vec<Uuid>,
    #[serde(default)]
    #[garde(skip)]
    pub filter: Option<ListAssets>,
    #[garde(dive)]
    pub change: ChangeAsset,
    /// Only tell what would happen.
    #[serde(default)]
    #[garde(skip)]
    pub dry_run: bool,
    /// What the dry run answered: the cards have to be as they were seen.
    #[serde(default)]
    #[garde(length(max = 100))]
    pub state: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EditedAssets {
    /// Cards that were looked at.
    pub cards: usize,
    /// Cards that change.
    pub changed: usize,
    /// Cards that cannot be changed so, with the reason; nothing is done as long as there are any.
    pub refused: Vec<RefusedCard>,
    /// The first changes, field by field.
    pub examples: Vec<CardChange>,
    /// Send it back to have exactly this done.
    pub state: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RefusedCard {
    pub id: Uuid,
    pub asset_no: String,
    pub reason: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CardChange {
    pub id: Uuid,
    pub asset_no: String,
    pub name: String,
    pub quantity: Quantity,
    #[schema(value_type = Object)]
    pub before: Value,
    #[schema(value_type = Object)]
    pub after: Value,
}

impl Assets {
    pub async fn edit_many(&self, grant: &Grant<CorrectAsset>, body: EditAssets) -> Result<Reply<EditedAssets>> {
        if !body.dry_run {
            IdempotencyKey::require(grant.idempotency())?;
        }
        one_thing_only(&body.change)?;
        let tx = self.db.begin(grant).await?;
        let rows = chosen(&tx, grant, &body).await?;
        let state = state_of(&rows);
        if !body.dry_run && body.state.as_deref() != Some(state.as_str()) {
            let text = Text::fixed(
                "看过以后有卡片变了，没有修改任何内容，请再看一遍。",
                "Some cards changed since you looked; nothing was changed. Look at them again.",
            );
            return Err(Problem::conflict("changed_meanwhile", text));
        }
        let mut answer = EditedAssets { cards: rows.len(), changed: 0, refused: Vec::new(), examples: Vec::new(), state };
        let mut changes = Vec::new();
        for before in rows {
            match corrected(&tx, &before, body.change.clone()).await {
                Ok(after) if after == before => {}
                Ok(after) => changes.push((before, after)),
                Err(problem) if problem.status().is_client_error() => {
                    let reason = problem.detail().pick(grant.context().lang()).to_owned();
                    answer.refused.push(RefusedCard { id: before.id, asset_no: before.asset_no, reason });
                }
                Err(problem) => return Err(problem),
            }
        }
        answer.changed = changes.len();
        answer.examples = changes.iter().take(SHOWN).map(|(before, after)| shown(before, after)).collect();
        if body.dry_run {
            return Ok(Reply::ok(answer));
        }
        if !answer.refused.is_empty() {
            let refused = answer.refused.len();
            let text = Text::new(
                format!("有 {refused} 张卡片不能这样改，没有修改任何内容。"),
                format!("{refused} cards cannot be changed so; nothing was changed."),
            );
            return Err(Problem::refused("cards_refused", text));
        }
        if changes.is_empty() {
            return Err(RegisterError::NothingChanges.into());
        }
        let mut event = Event::new(event::EDITED);
        for (before, after) in changes {
            let row = keep(&tx, &before, after).await?;
            event = event.changed("asset", row.id, &row.asset_no, &described(&before), &described(&row));
        }
        tx.commit([event], Reply::ok(answer)).await
    }
}

/// What only one thing can have is not given to many.
fn one_thing_only(change: &ChangeAsset) -> Result<()> {
    let alone = [
        (change.serial_no.is_some(), "/change/serial_no"),
        (change.details.barcode.is_some(), "/change/details/barcode"),
        (change.details.official_no.is_some(), "/change/details/official_no"),
        (change.details.legacy_no.is_some(), "/change/details/legacy_no"),
    ];
    alone.iter().find(|(said, _)| *said).map_or(Ok(()), |(_, pointer)| {
        Err(Problem::invalid(
            *pointer,
            "one_thing_only",
            "这一项每件都不同，不能批量改。",
            "Each thing has its own; it cannot be given to many.",
        ))
    })
}

async fn chosen(tx: &Tx, grant: &Grant<CorrectAsset>, body: &EditAssets) -> Result<Vec<Model>> {
    let scope = grant.scope()?;
    let select = match &body.filter {
        Some(filter) if body.asset_ids.is_empty() => {
            filter::allowed(grant, filter)?;
            filter::filtered_by_words(tx, &scope, filter).await?
        }
        None if !body.asset_ids.is_empty() => {
            Entity::find().filter(repo::in_scope(&scope)).filter(Column::Id.is_in(body.asset_ids.clone()))
        }
        Some(_) | None => {
            return Err(Problem::invalid("/asset_ids", "ids_or_filter", "请选择卡片，或者给出筛选条件。", "Name cards, or a filter."));
        }
    };
    let rows = select.order_by_asc(Column::Id).limit(MOST_CARDS as u64 + 1).all(tx).await?;
    if rows.len() > MOST_CARDS {
        return Err(Problem::invalid(
            "/filter",
            "too_many",
            "一次最多改 2 000 张卡片，请缩小范围。",
            "At most 2 000 cards at once; narrow it down.",
        ));
    }
    if let Some(missing) = body.asset_ids.iter().position(|id| !rows.iter().any(|row| row.id == *id)) {
        return Err(Problem::reference(format!("/asset_ids/{missing}")));
    }
    Ok(rows)
}

/// Changes with every change of any of the cards.
fn state_of(rows: &[Model]) -> String {
    let mut hash = Sha256::new();
    for row in rows {
        hash.update(row.id.as_bytes());
        hash.update(row.version.to_be_bytes());
    }
    hash.finalize().iter().take(12).fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn shown(before: &Model, after: &Model) -> CardChange {
    let (old, new) = (described(before), described(after));
    let differing = |of: &Value, other: &Value| -> Value {
        let members = of.as_object().into_iter().flatten().filter(|(key, value)| other.get(key.as_str()) != Some(*value));
        Value::Object(members.map(|(key, value)| (key.clone(), value.clone())).collect())
    };
    CardChange {
        id: before.id,
        asset_no: before.asset_no.clone(),
        name: before.name.clone(),
        quantity: Quantity::stored(before.quantity),
        before: differing(&old, &new),
        after: differing(&new, &old),
    }
}
