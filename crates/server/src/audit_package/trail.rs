//! The file of the audit trail: a line for each record that an event touched, with the event's own hash.

use kernel::{Result, audit::trail};
use uuid::Uuid;

use super::{
    columns::{Column, File},
    made::Source,
    manifest::FileNote,
    routes::kept_out,
    sheet::Cell,
};

/// Events that are read at once; one of an import may have touched a hundred thousand cards.
const EVENTS: u64 = 100;

pub(super) const AUDIT_TRAIL: File = File {
    name: "data/audit_trail.csv",
    zh: "操作记录（一事涉及几条记录就有几行）",
    en: "Audit trail: a line for each record that an event touched",
    columns: &[
        Column::new("event_id", "事件", "Event"),
        Column::new("at", "时间", "Time"),
        Column::new("actor_kind", "从哪里来", "Through"),
        Column::new("actor_id", "操作人编号", "Id of who"),
        Column::new("actor_name", "操作人", "Who"),
        Column::new("acting_role", "身份", "Role"),
        Column::new("permission", "权限", "Permission"),
        Column::new("action", "操作", "Act"),
        Column::new("request_id", "请求编号", "Request"),
        Column::new("row_hash", "事件校验码", "Hash of the event"),
        Column::new("place", "序号", "Place"),
        Column::new("subject_kind", "记录种类", "Kind of record"),
        Column::new("subject_id", "记录编号", "Id of record"),
        Column::new("subject", "记录", "Record"),
        Column::new("before", "原来", "Before"),
        Column::new("after", "之后", "After"),
    ],
};

pub(super) async fn audit_trail(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(AUDIT_TRAIL).await?;
    let mut after = Uuid::nil();
    loop {
        let mut page = trail::written(from.db, from.school, after, EVENTS).await?;
        let Some((last, _)) = page.last() else { return sheet.end().await };
        after = last.id;
        for (event, subjects) in &mut page {
            for subject in subjects.iter_mut() {
                leave_out_health(subject);
            }
            let hash = hex::encode(&event.row_hash);
            let head = || {
                [
                    Cell::Id(event.id),
                    Cell::Time(event.at),
                    Cell::Text(&event.actor_kind),
                    Cell::id(event.actor_id),
                    Cell::Text(&event.actor_name),
                    Cell::Text(&event.acting_role),
                    Cell::Text(&event.permission),
                    Cell::Text(&event.action),
                    Cell::Text(&event.request_id),
                    Cell::Text(&hash),
                ]
            };
            for subject in subjects.iter() {
                let side = |value: &Option<serde_json::Value>| value.as_ref().map_or(Cell::Empty, |value| Cell::Written(value.to_string()));
                let touched = [
                    Cell::Whole(subject.seq),
                    Cell::Text(&subject.kind),
                    Cell::Id(subject.subject_id),
                    Cell::Text(&subject.label),
                    side(&subject.before),
                    side(&subject.after),
                ];
                sheet.row(&head().into_iter().chain(touched).collect::<Vec<_>>())?;
            }
            if subjects.is_empty() {
                let nothing = std::iter::repeat_with(|| Cell::Empty).take(6);
                sheet.row(&head().into_iter().chain(nothing).collect::<Vec<_>>())?;
            }
        }
        sheet.hand_over().await?;
    }
}

/// What is nobody's to take home stands in no package; the hash of the event is that of the whole.
fn leave_out_health(subject: &mut trail::Touched) {
    for hidden in kept_out().filter(|hidden| subject.kind.starts_with(hidden.kinds)) {
        for side in [&mut subject.before, &mut subject.after].into_iter().flatten() {
            trail::leave_out(side, hidden.fields);
        }
    }
}
