//! What the page shows.

use std::collections::HashMap;

use kernel::{Db, Grant, Lang, Page, Problem, Result, Text};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{
    Rules,
    dto::RetentionView,
    entity::{Column, Entity},
};
use crate::{permissions::ViewPolicies, policy, school};

/// What stays for good, whatever a school would like: law and the product's own promise that history is whole.
const FOR_GOOD: [(Text, Text); 3] = [
    (
        Text::fixed("操作记录", "The audit trail"),
        Text::fixed("产品承诺：谁也改不了、删不掉", "The product's promise: nobody changes or removes it"),
    ),
    (
        Text::fixed("资产卡片（含已处置和作废的）", "Asset cards, also those written off or voided"),
        Text::fixed(
            "会计档案管理办法：固定资产卡片报废清理后保管 5 年",
            "Rules for accounting archives: five years after a thing is scrapped",
        ),
    ),
    (
        Text::fixed("报修单", "Repair cases"),
        Text::fixed("产品承诺：记录完整，只去掉电话", "The product's promise: the record stays whole but for phone numbers"),
    ),
];

/// What is kept how long.
#[derive(Debug, Clone)]
pub(super) struct Retention {
    db: Db,
    rules: Rules,
}

impl Retention {
    pub(super) const fn new(db: Db, rules: Rules) -> Self {
        Self { db, rules }
    }

    /// Every rule with what it last did; then what stays.
    pub(super) async fn list(&self, grant: &Grant<ViewPolicies>) -> Result<Page<RetentionView>> {
        let reader = self.db.read(grant);
        let lang = grant.context().lang();
        let school = school::find(&reader, grant.school()?).await?;
        let runs = Entity::find().filter(Column::SchoolId.eq(school.id)).all(&reader).await?;
        let mut runs: HashMap<String, _> = runs.into_iter().map(|run| (run.key.clone(), run)).collect();
        let pack: HashMap<String, policy::Entry> = policy::pack()?.into_iter().map(|entry| (entry.key.clone(), entry)).collect();
        let today = school.today(reader.now());
        let holding = policy::on_day(&reader, school.id, today).await?;
        let mut items = Vec::new();
        for rule in self.rules.iter().copied().flatten() {
            let entry = pack.get(rule.key).ok_or_else(|| Problem::internal(format!("{} is not in the pack", rule.key)))?;
            let run = runs.remove(rule.key);
            items.push(RetentionView {
                key: Some(rule.key.to_owned()),
                title: entry.title.pick(lang),
                days: Some(holding.get(rule.key).and_then(serde_json::Value::as_i64).unwrap_or_else(|| rule.default.into())),
                floor: entry.min,
                source: entry.source.pick(lang),
                ran_at: run.as_ref().map(|run| run.ran_at),
                removed: run.as_ref().map(|run| run.removed).unwrap_or_default(),
                removed_at: run.as_ref().and_then(|run| run.removed_at),
                total: run.map(|run| run.total).unwrap_or_default(),
            });
        }
        items.extend(FOR_GOOD.iter().map(|(title, source)| stays(title, source, lang)));
        Ok(Page::whole(items))
    }
}

fn stays(title: &Text, source: &Text, lang: Lang) -> RetentionView {
    RetentionView {
        key: None,
        title: title.pick(lang).to_owned(),
        days: None,
        floor: None,
        source: source.pick(lang).to_owned(),
        ran_at: None,
        removed: 0,
        removed_at: None,
        total: 0,
    }
}
