//! What is done with cards once they are there: labels, days that must not be missed, numbers of the government's system, desks on
//! the move.

use chrono::{Days, NaiveDate};
use files::{AttachmentKind, NewAttachments, permissions::UploadFiles};
use kernel::{IfMatch, Quantity, Result, idempotency::IdempotencyKey};
use registers::{
    asset::{
        Assets, CardDetails,
        dto::{ChangeAsset, ListAssets, MoveBody, MovedItem},
    },
    asset_attachment::AssetAttachments,
    due::{DueDates, Kind, dto::AddDueDate},
    label::{Labels, dto::PrintLabelsBody},
    permissions::{CorrectAsset, MoveAsset, PrintLabels, RegisterAsset},
};
use uuid::Uuid;

use super::{names::CUSTODIAN, places::CLASSROOMS, stage::Stage};
use crate::api::ACTIONS;

/// Things with a day: where, what, its kind, days from today, what is said of it.
const DUE: [(&str, &str, Kind, i64, Option<&str>); 7] = [
    ("综合楼总务处", "灭火器", Kind::ExtinguisherService, 12, Some("联系消防维保单位上门充装")),
    ("综合楼食堂后厨", "电子秤", Kind::Calibration, -3, Some("送区计量所检定")),
    ("综合楼食堂后厨", "蒸饭柜", Kind::Inspection, 25, None),
    ("综合楼音乐教室", "钢琴", Kind::Inspection, 40, Some("每年调律一次")),
    ("综合楼计算机教室", "不间断电源", Kind::Warranty, 18, None),
    ("综合楼会议室", "投影仪", Kind::Warranty, 64, None),
    ("致远楼101", "触控一体机", Kind::Warranty, 210, None),
];

/// What every classroom has that was entered in the government's system.
const ENTERED: [&str; 3] = ["触控一体机", "空调机", "饮水机"];

/// Pictures of things, drawn for this school.
const PHOTOS: [(&str, &str, &str, &[u8]); 5] = [
    ("致远楼101", "学生课桌", "课桌.jpg", include_bytes!("photos/desk.jpg")),
    ("致远楼101", "触控一体机", "一体机.jpg", include_bytes!("photos/board.jpg")),
    ("综合楼会议室", "空调机", "空调.jpg", include_bytes!("photos/cooler.jpg")),
    ("综合楼音乐教室", "钢琴", "钢琴.jpg", include_bytes!("photos/piano.jpg")),
    ("综合楼食堂后厨", "蒸饭柜", "蒸饭柜.jpg", include_bytes!("photos/steamer.jpg")),
];

/// On the day on which the cards were there.
pub(super) async fn keep(stage: &Stage<'_>, ready: NaiveDate) -> Result<()> {
    label(stage).await?;
    enter(stage, ready).await?;
    for (place, thing, kind, days, note) in DUE {
        stage.breathe();
        let grant = stage.grant::<CorrectAsset>(CUSTODIAN).await?;
        let body = AddDueDate { kind, due_on: day(stage.days.date(0), days), note: note.map(Into::into) };
        DueDates::new(stage.identity.db.clone()).add(&grant, stage.card(place, thing)?, body).await?;
    }
    photograph(stage).await?;
    move_desks(stage).await
}

async fn photograph(stage: &Stage<'_>) -> Result<()> {
    let attachments = AssetAttachments::new(stage.identity.db.clone(), stage.files.clone());
    for (place, thing, name, photo) in PHOTOS {
        stage.breathe();
        let upload = stage.files.take_in(stage.grant::<UploadFiles>(CUSTODIAN).await?, name, photo.to_vec()).await?;
        let new = NewAttachments { upload_ids: vec![upload], kind: AttachmentKind::Photo, caption: None };
        attachments.attach(&stage.grant::<RegisterAsset>(CUSTODIAN).await?, stage.card(place, thing)?, new).await?;
    }
    Ok(())
}

fn day(today: NaiveDate, days: i64) -> NaiveDate {
    let (by, ahead) = (Days::new(days.unsigned_abs()), days >= 0);
    if ahead { today.checked_add_days(by) } else { today.checked_sub_days(by) }.unwrap_or(today)
}

/// Labels for everything in the computer room and the kitchen; the rest is still to be done.
async fn label(stage: &Stage<'_>) -> Result<()> {
    for place in ["综合楼计算机教室", "综合楼食堂后厨"] {
        stage.breathe();
        let filter = ListAssets { location_id: Some(stage.place(place)?.id), category: Some("A02000000".into()), ..ListAssets::default() };
        let body = PrintLabelsBody { asset_ids: None, filter: Some(filter) };
        Labels::new(stage.identity.db.clone()).print(&stage.grant::<PrintLabels>(CUSTODIAN).await?, body).await?;
    }
    Ok(())
}

/// Half of the classrooms are in the government's system already.
async fn enter(stage: &Stage<'_>, ready: NaiveDate) -> Result<()> {
    let assets = Assets::new(stage.identity.db.clone(), ACTIONS);
    let rooms = CLASSROOMS.into_iter().step_by(2).flat_map(|room| ENTERED.map(|thing| (room, thing)));
    for (number, (room, thing)) in (1..).zip(rooms) {
        stage.breathe();
        let details = CardDetails {
            official_no: Some(Some(format!("GZ{:06}", 302_400 + number))),
            official_entered_on: Some(Some(ready)),
            ..CardDetails::default()
        };
        let body = ChangeAsset { details, ..ChangeAsset::default() };
        let grant = stage.grant::<CorrectAsset>(CUSTODIAN).await?;
        Box::pin(assets.change(&grant, stage.card(room, thing)?, IfMatch(1), body)).await?;
    }
    Ok(())
}

/// Three desks go to the neighbours.
async fn move_desks(stage: &Stage<'_>) -> Result<()> {
    let [from, to, ..] = CLASSROOMS;
    let desks: Uuid = stage.card(from, "学生课桌")?;
    let body = MoveBody {
        items: vec![MovedItem { asset_id: desks, version: 1, quantity: Quantity::from_thousandths(3000) }],
        location_id: Some(Some(stage.place(to)?.id)),
        custodian_id: None,
        user_person_id: None,
        responsible_person_id: None,
        department: None,
        using_department: None,
        reason: "隔壁班转来三名学生".into(),
    };
    let grant = stage.grant::<MoveAsset>(CUSTODIAN).await?;
    let key = IdempotencyKey::detached("demo", "three desks");
    Assets::new(stage.identity.db.clone(), ACTIONS).move_cards(&grant.remembered_as(key), body).await?;
    Ok(())
}
