//! Requisitions as what approvals decide about.

use std::collections::HashMap;

use approvals::{Brief, BriefLine, BriefNote, Decided, Subject, Summary, approval::Approval, ladder::RAISED, revision::Revised};
use async_trait::async_trait;
use chrono::NaiveDate;
use kernel::{Lang, Reader, Result, Scope, Text, Tx, audit::Event};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{
    KIND,
    collect::from_now,
    entity::{Column, Entity},
    model::RequisitionId,
    phase::Command,
    print::PrintRun,
    repo,
    view::{CLASS, PRINT, Said},
};
use crate::StoreError;

/// What stores hand to approvals.
#[derive(Debug, Clone, Copy)]
pub struct Requisitions;

#[async_trait]
impl Subject for Requisitions {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn link(&self, id: Uuid) -> String {
        format!("/requisitions/{id}")
    }

    async fn brief(&self, db: &Reader, approval: &Approval, _: NaiveDate, lang: Lang) -> Result<Brief> {
        let school = approval.school_id;
        let (one, named) = repo::find_named(db, &Scope::school(school), RequisitionId(approval.subject.id)).await?;
        let earlier = repo::earlier_of(db, &one).await?;
        let on_hand = named.on_hand.clone();
        let said = Said::of(db, school, named, &earlier, lang).await?;
        let (mut lines, mut warnings) = (Vec::new(), Vec::new());
        for line in &one.lines {
            let Some(item) = said.items.get(&line.item_id) else { continue };
            let there = on_hand.get(&line.item_id).copied().unwrap_or_default();
            if there.thousandths() < line.quantity.thousandths() {
                let (name, unit) = (&item.name, &item.unit);
                let text =
                    Text::new(format!("“{name}”现在只有 {there} {unit}。"), format!("Only {there} {unit} of “{name}” are there now."));
                warnings.push(text.pick(lang).to_owned());
            }
            lines.push(BriefLine {
                name: item.name.clone(),
                detail: item.spec.clone().unwrap_or_default(),
                quantity: format!("{} {}", line.quantity, item.unit),
                amount: None,
            });
        }
        if approval.raised {
            warnings.push(RAISED.pick(lang).to_owned());
        }
        let class = one.class_id.and_then(|id| said.classes.get(&id));
        let note = |name: &String| BriefNote { label: CLASS.pick(lang).to_owned(), text: name.clone() };
        let print = |print: PrintRun| BriefNote { label: PRINT.pick(lang).to_owned(), text: print.text().pick(lang).to_owned() };
        let before = earlier.last().map(|last| said.facts(&last.content));
        Ok(Brief {
            link: self.link(one.id.0),
            notes: one.print.map(print).into_iter().chain(class.map(note)).collect(),
            revised: Revised::of(one.round, before.as_deref(), &said.facts(&one.content())),
            purpose: one.purpose,
            lines,
            warnings,
        })
    }

    async fn summaries(&self, db: &Reader, school: Uuid, ids: Vec<Uuid>, _: NaiveDate, _: Lang) -> Result<HashMap<Uuid, Summary>> {
        let rows: Vec<(Uuid, String)> = Entity::find()
            .select_only()
            .columns([Column::Id, Column::Purpose])
            .filter(Column::SchoolId.eq(school))
            .filter(Column::Id.is_in(ids))
            .into_tuple()
            .all(db)
            .await?;
        Ok(rows.into_iter().map(|(id, purpose)| (id, Summary { purpose, ..Summary::default() })).collect())
    }

    async fn decided(&self, tx: &Tx, approval: &Approval, decided: Decided, event: Event) -> Result<Event> {
        let before = repo::find(tx, &Scope::school(approval.school_id), RequisitionId(approval.subject.id)).await?;
        let command = match decided {
            Decided::Approved => Command::Approve,
            Decided::Returned { reason } => Command::Return { reason },
            Decided::Rejected { reason } => Command::Reject { reason },
        };
        let mut one = before.clone();
        one.phase = before.phase.clone().step(command).map_err(StoreError::Refused)?;
        (one.decided_at, one.collect_by) = (Some(tx.now()), from_now(tx, &one).await?);
        let one = repo::save(tx, one).await?;
        Ok(event.changed(KIND, one.id, &one.number, &before.recorded(), &one.recorded()))
    }
}
