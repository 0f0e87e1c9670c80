//! One correction of many cards: seen first, then done to exactly what was seen, all of it or none.

use std::collections::HashSet;

use kernel::{Grant, Lang, Problem, Quantity, Reply, Result, Text, audit::Event, idempotency::IdempotencyKey};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{
    Assets,
    correct::{Corrected, begun, corrected, described, keep_many, lives_stay, new_category},
    dto::{CardChange, ChangeAsset, EditAssets, EditedAssets, RefusedCard},
    entity::{Column, Entity, Model},
    filter, repo,
};
use crate::{RegisterError, event, permissions::CorrectAsset};

/// Most cards of one correction.
const MOST_CARDS: usize = 2000;
/// Changes shown before they are made.
const SHOWN: usize = 20;

impl Assets {
    pub async fn edit_many(&self, grant: &Grant<CorrectAsset>, body: EditAssets) -> Result<Reply<EditedAssets>> {
        one_thing_only(&body.change)?;
        let lang = grant.context().lang();
        if body.dry_run {
            return Ok(Reply::ok(planned(&self.db.read(grant), grant, &body).await?.told(lang)));
        }
        IdempotencyKey::require(grant.idempotency())?;
        let tx = self.db.begin(grant).await?;
        let edit = planned(&tx, grant, &body).await?;
        if body.state.as_deref() != Some(edit.state.as_str()) {
            let text = Text::fixed(
                "看过以后有卡片变了，没有修改任何内容，请再看一遍。",
                "Some cards changed since you looked; nothing was changed. Look at them again.",
            );
            return Err(Problem::conflict("changed_meanwhile", text));
        }
        if !edit.refused.is_empty() {
            let refused = edit.refused.len();
            let text = Text::new(
                format!("有 {refused} 张卡片不能这样改，没有修改任何内容。"),
                format!("{refused} cards cannot be changed so; nothing was changed."),
            );
            return Err(Problem::refused("cards_refused", text));
        }
        if edit.changes.is_empty() {
            return Err(RegisterError::NothingChanges.into());
        }
        let answer = edit.told(lang);
        let mut event = Event::new(event::EDITED);
        for Corrected { before, after } in keep_many(&tx, edit.changes).await? {
            event = event.changed("asset", after.id, &after.asset_no, &described(&before), &described(&after));
        }
        tx.commit([event], Reply::ok(answer)).await
    }
}

/// What one correction does to many cards.
struct Edit {
    /// Of the cards as they were seen.
    state: String,
    cards: usize,
    changes: Vec<Corrected>,
    refused: Vec<(Model, Problem)>,
}

impl Edit {
    fn told(&self, lang: Lang) -> EditedAssets {
        let refused = self.refused.iter().map(|(card, problem)| RefusedCard {
            id: card.id,
            asset_no: card.asset_no.clone(),
            reason: problem.detail().pick(lang).to_owned(),
        });
        EditedAssets {
            cards: self.cards,
            changed: self.changes.len(),
            refused: refused.collect(),
            examples: self.changes.iter().take(SHOWN).map(shown).collect(),
            state: self.state.clone(),
        }
    }
}

/// Corrects every chosen card in memory. Writes nothing.
async fn planned(db: &impl ConnectionTrait, grant: &Grant<CorrectAsset>, body: &EditAssets) -> Result<Edit> {
    let rows = chosen(db, grant, body).await?;
    let category = new_category(db, &rows, &body.change).await?;
    let begun = begun(db, &rows, &body.change).await?;
    let mut edit = Edit { state: state_of(&rows), cards: rows.len(), changes: Vec::new(), refused: Vec::new() };
    for before in rows {
        let after = corrected(&before, category.as_ref(), body.change.clone());
        match after.and_then(|after| lives_stay(&before, &after, &begun).map(|()| after)) {
            Ok(after) if after == before => {}
            Ok(after) => edit.changes.push(Corrected { before, after }),
            Err(problem) if problem.status().is_client_error() => edit.refused.push((before, problem)),
            Err(problem) => return Err(problem),
        }
    }
    Ok(edit)
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

async fn chosen(db: &impl ConnectionTrait, grant: &Grant<CorrectAsset>, body: &EditAssets) -> Result<Vec<Model>> {
    let scope = grant.scope()?;
    let select = match &body.filter {
        Some(filter) if body.asset_ids.is_empty() => {
            filter::allowed(grant, filter)?;
            filter::filtered_by_words(db, &scope, filter).await?
        }
        None if !body.asset_ids.is_empty() => {
            Entity::find().filter(repo::in_scope(&scope)).filter(Column::Id.is_in(body.asset_ids.clone()))
        }
        Some(_) | None => {
            return Err(Problem::invalid("/asset_ids", "ids_or_filter", "请选择卡片，或者给出筛选条件。", "Name cards, or a filter."));
        }
    };
    let rows = select.order_by_asc(Column::Id).limit(MOST_CARDS as u64 + 1).all(db).await?;
    if rows.len() > MOST_CARDS {
        return Err(Problem::invalid(
            "/filter",
            "too_many",
            "一次最多改 2 000 张卡片，请缩小范围。",
            "At most 2 000 cards at once; narrow it down.",
        ));
    }
    let found: HashSet<_> = rows.iter().map(|row| row.id).collect();
    if let Some(missing) = body.asset_ids.iter().position(|id| !found.contains(id)) {
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
    hex::encode(hash.finalize().get(..12).unwrap_or_default())
}

fn shown(Corrected { before, after }: &Corrected) -> CardChange {
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
