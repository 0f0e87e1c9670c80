//! What somebody saw when he ate there becomes a case, at the canteen's place and in his name (domain.md S74).

use campus::location;
use kernel::{Result, Tx, audit::Event, text};
use repairs::{
    case::{
        dto::Fault,
        model::{Channel, Reporter},
        service::{NewReport, file, tell},
    },
    case_attachment::Photos,
};
use uuid::Uuid;

use super::{content::Noted, dto::ProblemBody};
use crate::{CanteenError, site};

/// Reports the problems; the cases are there when the record is.
pub(super) async fn report(
    tx: &Tx,
    canteen: &site::entity::Model,
    (companion, name): (Uuid, &str),
    problems: &[ProblemBody],
    happened_at: chrono::DateTime<chrono::Utc>,
) -> Result<(Vec<Noted>, Vec<Event>)> {
    let (mut noted, mut events) = (Vec::new(), Vec::new());
    if problems.is_empty() {
        return Ok((noted, events));
    }
    let place = canteen.place_id.ok_or(CanteenError::NoPlace)?;
    let room = location::repo::of_record(tx, canteen.school_id, place).await?;
    for problem in problems {
        let said = text::sentence(&problem.text);
        let report = NewReport {
            reporter: Reporter { person: Some(companion), name: name.to_owned(), phone: None, channel: Channel::App, entered_by: None },
            faults: vec![Fault { category: problem.category, danger: problem.danger }],
            text: Some(said.clone()),
            asset_id: None,
            happened_at: Some(happened_at),
            photos: Photos { upload_ids: Vec::new(), pass: None },
            with_follow_up: false,
        };
        let (cases, told) = file(tx, &room, report).await?;
        tell(tx, &room, &cases).await?;
        noted.extend(cases.iter().map(|case| Noted { text: said.clone(), case_id: case.id.0, case_number: case.number.clone() }));
        events.extend(told);
    }
    Ok((noted, events))
}
