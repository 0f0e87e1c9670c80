//! Contracts and the licences of contractors that end are brought to mind on the days on which health certificates are, each day once.

use campus::{Role, school::entity::Model as School};
use chrono::{NaiveDate, TimeDelta};
use kernel::{Db, Grant, Reader, Result, Text, db::Technical, outbox::News};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::{
    KIND,
    entity::{Column, Entity, Model},
    repo,
};
use crate::{certificate::notice, event, permissions::RemindOfCertificates, policy::CERTIFICATE_NOTICE_DAYS, site};

/// Which end of a contract comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Contract,
    Licence,
}

/// Something of which nobody was told yet at this notice day.
struct Due {
    row: Model,
    end: End,
    on: NaiveDate,
    notice: i64,
    place: Option<Uuid>,
}

/// Tells which contract or licence ends soon.
pub async fn remind(db: &Db, school: &School) -> Result<()> {
    let grant = Grant::<RemindOfCertificates>::system("jobs", Some(school.id));
    let reader = db.read(&grant);
    let today = school.today(reader.now());
    let due = due(&reader, school, today).await?;
    // Most rounds find nothing and write nothing.
    if due.is_empty() {
        return Ok(());
    }
    let tx = db.begin(&grant).await?;
    let mut news = Vec::new();
    for one in &due {
        let days = (one.on - today).num_days().to_string();
        let (what, column) = match one.end {
            End::Contract => (Text::fixed("合同", "contract"), Column::RemindedDays),
            End::Licence => (Text::fixed("食品经营许可证", "food licence"), Column::LicenceRemindedDays),
        };
        let told = News::new(event::NEWS_CONTRACT_ENDS, KIND, one.row.id, format!("/canteen/papers?canteen_id={}", one.row.canteen_id))
            .word("contractor", one.row.contractor.as_str())
            .word("what", what)
            .word("day", one.on.to_string().as_str())
            .word("days", days.as_str())
            .at(one.place);
        news.push(told.to_role(Role::LogisticsDirector.code()).to_role(Role::CanteenManager.code()));
        Entity::update_many()
            .col_expr(column, Expr::value(one.notice))
            .filter(Column::SchoolId.eq(school.id))
            .filter(Column::Id.eq(one.row.id))
            .exec(&tx)
            .await?;
    }
    tx.tell(news).await?;
    tx.commit_technical(Technical::Reminded).await
}

async fn due(reader: &Reader, school: &School, today: NaiveDate) -> Result<Vec<Due>> {
    let notices = CERTIFICATE_NOTICE_DAYS.on(reader, school.id, today).await?;
    let furthest = notices.into_iter().max().unwrap_or_default();
    let ending = repo::ending(reader, school.id, today + TimeDelta::days(furthest)).await?;
    let mut found = Vec::new();
    for row in ending {
        let ends = [(End::Contract, row.ends_on, row.reminded_days), (End::Licence, row.licence_expires_on, row.licence_reminded_days)];
        for (end, on, told) in ends.into_iter().filter(|(_, on, _)| *on >= today) {
            if let Some(notice) = notice(notices, (on - today).num_days(), told) {
                found.push(Due { row: row.clone(), end, on, notice, place: None });
            }
        }
    }
    if found.is_empty() {
        return Ok(found);
    }
    let canteens = site::repo::all(reader, &kernel::Scope::school(school.id)).await?;
    // Nobody has to do anything for a canteen that is closed.
    found.retain(|one| canteens.iter().any(|canteen| canteen.id == one.row.canteen_id && !canteen.retired));
    for one in &mut found {
        one.place = canteens.iter().find(|canteen| canteen.id == one.row.canteen_id).and_then(|canteen| canteen.place_id);
    }
    Ok(found)
}
