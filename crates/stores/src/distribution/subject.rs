//! Distributions as what approvals decide about: one approval for all classes.

use approvals::{Brief, BriefLine, BriefNote, Decided, Subject, approval::Approval, ladder::RAISED, revision::Revised};
use async_trait::async_trait;
use chrono::NaiveDate;
use kernel::{Lang, Reader, Result, Scope, Text, Tx, audit::Event};
use uuid::Uuid;

use super::{
    KIND,
    matrix::Line,
    model::DistributionId,
    phase::Command,
    repo,
    view::{CLASSES, Said},
};
use crate::{OnHand, item::dto::ItemRef};

/// What stores hand to approvals, beside requisitions.
#[derive(Debug, Clone, Copy)]
pub struct Distributions;

/// No summary in the inbox: the title says what for.
#[async_trait]
impl Subject for Distributions {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn link(&self, id: Uuid) -> String {
        format!("/stores/distributions/{id}")
    }

    async fn brief(&self, db: &Reader, approval: &Approval, _: NaiveDate, lang: Lang) -> Result<Brief> {
        let school = approval.school_id;
        let (one, known) = repo::find_named(db, &Scope::school(school), DistributionId(approval.subject.id)).await?;
        let earlier = repo::earlier_of(db, &one).await?;
        // The store is compared only, not said.
        let stores = earlier.iter().flat_map(|version| [version.content.store_id, one.store_id]).collect();
        let left = known.left.clone();
        let said = Said::of(db, &one, known, &earlier, stores, lang).await?;
        let given = |line: &&Line| line.total() > 0;
        let (mut lines, mut warnings) = (Vec::new(), Vec::new());
        for line in one.lines.iter().filter(given) {
            let Some(item) = said.items.get(&line.item_id) else { continue };
            let there = OnHand::stored(left.get(&line.item_id).copied().unwrap_or_default());
            warnings.extend(short(item, line, there).map(|text| text.pick(lang).to_owned()));
            lines.push(BriefLine {
                name: item.name.clone(),
                detail: [item.spec.clone().unwrap_or_default(), each(item, line).pick(lang).to_owned()].join(" ").trim().to_owned(),
                quantity: format!("{} {}", OnHand::stored(line.total()), item.unit),
                amount: None,
            });
        }
        if approval.raised {
            warnings.push(RAISED.pick(lang).to_owned());
        }
        let classes = said.class_names(&one.class_ids);
        let comma = Text::fixed("、", ", ");
        let note =
            BriefNote { label: CLASSES.pick(lang).to_owned(), text: format!("{} · {}", classes.len(), classes.join(comma.pick(lang))) };
        let before = earlier.last().map(|last| said.facts(&last.content));
        Ok(Brief {
            link: self.link(one.id.0),
            revised: Revised::of(one.round, before.as_deref(), &said.facts(&one.content())),
            purpose: one.purpose,
            lines,
            notes: vec![note],
            warnings,
        })
    }

    async fn decided(&self, tx: &Tx, approval: &Approval, decided: Decided, event: Event) -> Result<Event> {
        let before = repo::find(tx, &Scope::school(approval.school_id), DistributionId(approval.subject.id)).await?;
        let command = match decided {
            Decided::Approved => Command::Approve,
            Decided::Returned { reason } => Command::Return { reason },
            Decided::Rejected { reason } => Command::Reject { reason },
        };
        let mut one = before.clone();
        one.phase = before.phase.clone().step(command)?;
        one.decided_at = Some(tx.now());
        let one = repo::save(tx, one).await?;
        Ok(event.changed(KIND, one.id, &one.number, &before.recorded(), &one.recorded()))
    }
}

/// That there is not enough of it.
fn short(item: &ItemRef, line: &Line, there: OnHand) -> Option<Text> {
    let missing = there.missing_to(OnHand::stored(line.total()))?;
    let (name, unit) = (&item.name, &item.unit);
    Some(Text::new(
        format!("“{name}”现在只有 {there} {unit}，差 {missing} {unit}。"),
        format!("Only {there} {unit} of “{name}” are there now: {missing} short."),
    ))
}

/// How many classes get some, and how much each: from the least to the most where they differ.
fn each(item: &ItemRef, line: &Line) -> Text {
    let given = || line.quantities.iter().copied().filter(|quantity| *quantity > OnHand::NOTHING);
    let (least, most) = (given().min().unwrap_or_default(), given().max().unwrap_or_default());
    let (classes, unit) = (line.classes(), &item.unit);
    let much = if least == most { least.to_string() } else { format!("{least}—{most}") };
    Text::new(format!("{classes} 个班，每班 {much} {unit}"), format!("Classes: {classes}, {much} {unit} each"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_each_class_gets_is_one_number_or_from_one_to_another() {
        let item = ItemRef { id: Uuid::nil(), name: "复印纸".into(), spec: None, unit: "包".into() };
        let stored = |pieces: &i64| OnHand::stored(pieces * 1000);
        let line = |pieces: &[i64]| Line { item_id: item.id, quantities: pieces.iter().map(stored).collect() };
        let said = |pieces: &[i64]| each(&item, &line(pieces)).pick(Lang::Zh).to_owned();
        assert_eq!(said(&[2, 2, 0]), "2 个班，每班 2 包");
        assert_eq!(said(&[1, 3, 2]), "3 个班，每班 1—3 包");
        let there = OnHand::stored(4_000);
        assert!(short(&item, &line(&[2, 2]), there).is_none());
        assert_eq!(short(&item, &line(&[2, 3]), there).unwrap().pick(Lang::Zh), "“复印纸”现在只有 4 包，差 1 包。");
    }
}
