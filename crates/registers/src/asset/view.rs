//! A card, whole, as the caller sees it: with names, lineage and what he may do.

use std::collections::HashMap;

use campus::{department, person, person::PersonRef};
use kernel::{Actor, Lang, Money, Permission, Reply, Result, Text};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    Status,
    dto::{AllowedAssetAction, AssetAction, AssetView, NumberedCard},
    entity::{Column, Entity, Model},
    kind::Kind,
    list::{RowModel, views},
};
use crate::permissions::{CorrectAsset, MoveAsset, ViewAssetValues, VoidAsset};

/// Cards split from one that are named with it.
const MOST_SPLITS: u64 = 200;

pub(super) async fn one(db: &impl ConnectionTrait, row: Model, actor: &Actor, lang: Lang) -> Result<Reply<AssetView>> {
    let (school, version) = (row.school_id, row.version);
    let values = actor.may(ViewAssetValues::INFO.key);
    let told = [row.department_id, row.using_department_id];
    let departments = if told.iter().any(Option::is_some) { department::names(db, school).await? } else { HashMap::new() };
    let people = [row.user_person_id, row.responsible_person_id].into_iter().flatten().collect();
    let people = person::repo::names(db, school, people).await?;
    let department = |id: Option<Uuid>| id.and_then(|id| departments.get(&id).cloned());
    let person = |id: Option<Uuid>| id.map(|id| PersonRef { id, name: people.get(&id).cloned().unwrap_or_default() });
    let money = |fen: Option<i64>| fen.filter(|_| values).map(Money::stored);
    let net = row.original_value.map(|value| value.saturating_sub(row.accumulated_depreciation.unwrap_or_default()));
    let split_from = match row.split_from_id {
        Some(id) => numbered(db, school, Column::Id.eq(id)).await?.pop(),
        None => None,
    };
    let split_into = numbered(db, school, Column::SplitFromId.eq(row.id)).await?;
    let allowed_actions = allowed(&row, actor, lang);
    let view = views(db, school, vec![RowModel::from(&row)], values, lang).await?.pop().ok_or_else(kernel::Problem::not_found)?;
    let view = AssetView {
        row: view,
        kind: Kind::of(&row.category_code),
        brand: row.brand,
        serial_no: row.serial_no,
        acquisition_method: row.acquisition_method,
        supplier: row.supplier,
        remarks: row.remarks,
        unit_price: money(row.unit_price),
        accumulated_depreciation: money(row.accumulated_depreciation),
        net_value: money(net),
        fiscal_value: money(row.fiscal_value),
        non_fiscal_value: money(row.non_fiscal_value),
        department: department(row.department_id),
        using_department: department(row.using_department_id),
        user_person: person(row.user_person_id),
        responsible_person: person(row.responsible_person_id),
        manufacturer: row.manufacturer,
        contract_no: row.contract_no,
        procurement_form: row.procurement_form,
        fund_source: row.fund_source,
        accounting_subject: row.accounting_subject,
        value_type: row.value_type,
        depreciates: row.depreciates,
        life_months: row.life_months,
        booked_on: row.booked_on,
        in_service_on: row.in_service_on,
        voucher_no: row.voucher_no,
        invoice_no: row.invoice_no,
        use_condition: row.use_condition,
        use_direction: row.use_direction,
        property_right: row.property_right,
        gift_terms: row.gift_terms,
        legacy_no: row.legacy_no,
        official_no: row.official_no,
        official_entered_on: row.official_entered_on,
        barcode: row.barcode,
        label_code: row.label_code,
        kind_attributes: row.kind_attributes,
        extra: row.extra,
        import_id: row.import_id,
        source_row: row.source_row,
        batch_id: row.batch_id,
        split_from,
        split_into,
        voided_at: row.voided_at,
        void_reason: row.void_reason,
        created_at: row.created_at,
        allowed_actions,
    };
    Ok(Reply::ok(view).version(version))
}

async fn numbered(db: &impl ConnectionTrait, school: Uuid, which: sea_orm::sea_query::SimpleExpr) -> Result<Vec<NumberedCard>> {
    let rows: Vec<(Uuid, String)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::AssetNo])
        .filter(Column::SchoolId.eq(school))
        .filter(which)
        .order_by_asc(Column::Id)
        .limit(MOST_SPLITS)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, asset_no)| NumberedCard { id, asset_no }).collect())
}

/// Why a card stands still, whoever asks; `None` when it does not.
pub(crate) fn stands_still(row: &Model) -> Option<Text> {
    if row.voided_at.is_some() {
        return Some(Text::fixed("卡片已作废。", "The card is void."));
    }
    let gone = matches!(Status::of(&row.status), Some(Status::PendingDisposal | Status::Disposed | Status::TransferredOut));
    gone.then(|| Text::fixed("资产已处置或正在处置。", "The asset is disposed of, or on its way out."))
}

fn allowed(row: &Model, actor: &Actor, lang: Lang) -> Vec<AllowedAssetAction> {
    let still = stands_still(row);
    let single = row.quantity <= 1000;
    let of = |action: AssetAction, permission: &'static str| {
        let one_piece = (action == AssetAction::Split && single).then(|| Text::fixed("只有一件。", "There is only one piece."));
        let void = row.voided_at.is_some().then(|| Text::fixed("卡片已作废。", "The card is void."));
        // Words can be put right as long as the card lives; pieces move only while they are here.
        let stops = if action == AssetAction::Change { void } else { still.clone().or(one_piece) };
        let no_right = (!actor.may(permission)).then(|| Text::fixed("没有权限。", "You do not have the permission."));
        let reason = no_right.or(stops);
        AllowedAssetAction { action, allowed: reason.is_none(), reason: reason.map(|text| text.pick(lang).to_owned()) }
    };
    vec![
        of(AssetAction::Change, CorrectAsset::INFO.key),
        of(AssetAction::Move, MoveAsset::INFO.key),
        of(AssetAction::Split, MoveAsset::INFO.key),
        of(AssetAction::Void, VoidAsset::INFO.key),
    ]
}
