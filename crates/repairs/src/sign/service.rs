//! Use cases at the door.

use axum::{extract::Request, http::StatusCode};
use campus::{location, person, school};
use files::{Files, UploadView};
use kernel::{Actor, Db, Grant, Lang, PublicPermission, Reply, Result, limits, text};
use registers::asset::repo::Labelled;
use sea_orm::ConnectionTrait;

use super::dto::{SignAsset, SignCase, SignJoin, SignPage, SignReport, SignReported, SignReportedCase, SignRoom};
use crate::{
    RepairError,
    case::{
        Case, Category,
        dto::CategoryView,
        model::{Channel, Reporter},
        repo,
        service::{NewReport, file, join, tell},
        words::{Said, state_text},
    },
    case_attachment::Photos,
    permissions::{ReportAtSign, ViewSign},
};

/// Reports at one sign from one address in fifteen minutes.
const REPORTS_PER_SIGN: i64 = 20;

/// Photos sent at one sign from one address in fifteen minutes: as many as ten full reports.
const PHOTOS_PER_SIGN: i64 = 30;

/// The door signs.
#[derive(Debug, Clone)]
pub struct Signs {
    db: Db,
    files: Files,
}

impl Signs {
    pub const fn new(db: Db, files: Files) -> Self {
        Self { db, files }
    }

    pub async fn page(&self, grant: Grant<ViewSign>, code: &str, viewer: Option<Actor>) -> Result<SignPage> {
        let (grant, door) = self.door(grant, code).await?;
        let room = door.room;
        let reader = self.db.read(&grant);
        let lang = grant.context().lang();
        let cases = repo::open_at(&reader, &room).await?;
        let school = school::find(&reader, room.school_id).await?;
        Ok(SignPage {
            school_name: school.name,
            categories: Category::ALL.into_iter().map(|c| CategoryView::new(c, lang)).collect(),
            open_cases: sign_cases(&reader, &cases, lang).await?,
            viewer_name: viewer.filter(|v| v.school == Some(room.school_id)).map(|v| v.name.to_string()),
            room: SignRoom { name: room.name, path: room.path },
            asset: door.asset.map(|thing| SignAsset { name: thing.name }),
        })
    }

    pub async fn report(
        &self,
        grant: Grant<ReportAtSign>,
        code: &str,
        viewer: Option<Actor>,
        body: SignReport,
    ) -> Result<Reply<SignReported>> {
        let (grant, Door { room, asset }) = self.door(grant, code).await?;
        self.count(&grant, &format!("sign:{code}"), REPORTS_PER_SIGN).await?;
        let viewer = viewer.filter(|v| v.school == Some(room.school_id));
        let signed_in = viewer.is_some();
        let name = body.reporter_name.as_deref().map(text::tidy);
        let reporter = match &viewer {
            Some(actor) => {
                Reporter { person: actor.person, name: actor.name.to_string(), phone: None, channel: Channel::Sign, entered_by: None }
            }
            None => Reporter {
                person: None,
                name: name.unwrap_or_default(),
                phone: body.phone.as_deref().map(text::tidy),
                channel: Channel::Sign,
                entered_by: None,
            },
        };
        let grant = match viewer {
            Some(actor) => grant.signed_by(actor),
            None => grant,
        };
        let tx = self.db.begin(&grant).await?;
        let report = NewReport {
            reporter,
            faults: body.faults,
            text: body.text,
            asset_id: asset.map(|thing| thing.id),
            happened_at: None,
            photos: Photos { upload_ids: body.upload_ids, pass: Some(code.to_owned()) },
            with_follow_up: !signed_in,
        };
        let (cases, events) = file(&tx, &room, report).await?;
        tell(&tx, &room, &cases).await?;
        let lang = grant.context().lang();
        let shown = sign_cases(&tx, &cases, lang).await?;
        let listed = cases
            .iter()
            .zip(shown)
            .map(|(case, sign)| SignReportedCase {
                number: sign.number,
                category: sign.category,
                category_title: sign.category_title,
                state_text: sign.state_text,
                follow_up_code: case.follow_up_code.clone(),
            })
            .collect();
        let reply = Reply { status: StatusCode::CREATED, version: None, body: Some(SignReported { cases: listed }) };
        tx.commit(events, reply).await
    }

    /// Takes in a photo before the report that will show it: whoever sends the report has to stand at the same sign.
    pub async fn photo(
        &self,
        grant: Grant<ReportAtSign>,
        code: &str,
        viewer: Option<Actor>,
        request: Request,
    ) -> Result<Reply<UploadView>> {
        let (grant, Door { room, .. }) = self.door(grant, code).await?;
        // Counted before anything is received: what is too much costs nothing.
        self.count(&grant, &format!("sign_photo:{code}"), PHOTOS_PER_SIGN).await?;
        let grant = match viewer.filter(|v| v.school == Some(room.school_id)) {
            Some(actor) => grant.signed_by(actor),
            None => grant,
        };
        self.files.photo_with_pass(grant, code, request).await
    }

    pub async fn join(&self, grant: Grant<ReportAtSign>, code: &str, viewer: Option<Actor>, body: SignJoin) -> Result<Reply<SignCase>> {
        let (grant, Door { room, .. }) = self.door(grant, code).await?;
        self.count(&grant, &format!("sign:{code}"), REPORTS_PER_SIGN).await?;
        let viewer = viewer.filter(|v| v.school == Some(room.school_id));
        let given = body.reporter_name.as_deref().map(text::tidy);
        let name = viewer.as_ref().map(|v| v.name.to_string()).or(given).unwrap_or_default();
        let person = viewer.as_ref().and_then(|v| v.person);
        let grant = match viewer {
            Some(actor) => grant.signed_by(actor),
            None => grant,
        };
        let tx = self.db.begin(&grant).await?;
        let open = repo::open_at(&tx, &room).await?;
        let case = open.into_iter().find(|c| c.number == body.number).ok_or_else(kernel::Problem::not_found)?;
        let event = join(&tx, &case, person, &name, body.text.as_deref()).await?;
        let shown =
            sign_cases(&tx, std::slice::from_ref(&case), grant.context().lang()).await?.pop().ok_or_else(kernel::Problem::not_found)?;
        tx.commit([event], Reply::ok(shown)).await
    }

    /// What a code is on, and the grant now that its school is known. A label on a thing stands for the room that the thing is in.
    async fn door<P: PublicPermission>(&self, grant: Grant<P>, code: &str) -> Result<(Grant<P>, Door)> {
        let scanned = location::sign::resolve(&self.db.read(&grant), code, &["location", "asset"]).await?;
        let grant = grant.in_school(scanned.school);
        let reader = self.db.read(&grant);
        let asset = match scanned.kind.as_str() {
            "asset" => Some(registers::asset::repo::labelled(&reader, scanned.school, scanned.subject).await?),
            _ => None,
        };
        let place = match &asset {
            Some(thing) => thing.location_id.ok_or(RepairError::ThingWithoutRoom)?,
            None => scanned.subject,
        };
        let room = location::repo::find(&reader, &grant.scope()?, place).await?;
        Ok((grant, Door { room, asset }))
    }

    /// Pupils press buttons for fun; a burst pipe is reported by the third of them at the latest.
    async fn count(&self, grant: &Grant<ReportAtSign>, what: &str, most: i64) -> Result<()> {
        let address = grant.context().address().map(|a| a.to_string()).unwrap_or_default();
        let tx = self.db.begin(&Grant::<ViewSign>::system("count reports at a sign", None)).await?;
        let (attempts, seconds) = limits::count_attempt(&tx, &format!("{what}:{address}")).await?;
        tx.commit_technical(kernel::db::Technical::AttemptCounter).await?;
        if attempts > most {
            return Err(RepairError::TooManyReports { seconds }.into());
        }
        Ok(())
    }
}

/// Where somebody stands who scanned a code.
struct Door {
    room: location::entity::Model,
    /// The thing, when the code was on one.
    asset: Option<Labelled>,
}

async fn sign_cases(db: &impl ConnectionTrait, cases: &[Case], lang: Lang) -> Result<Vec<SignCase>> {
    let Some(school) = cases.first().map(|c| c.school_id) else { return Ok(Vec::new()) };
    let names = person::repo::names(db, school, cases.iter().filter_map(|c| c.phase.worker()).collect()).await?;
    Ok(cases
        .iter()
        .map(|case| {
            let worker = case.phase.worker().and_then(|id| names.get(&id)).map(String::as_str);
            let state = case.phase.state();
            SignCase {
                number: case.number.clone(),
                category: case.category,
                category_title: case.category.title_in(lang),
                state_text: state_text(Said { state, worker, until: case.expected_on(), reason: case.reason() }, lang),
                state,
                reported_at: case.reported_at,
            }
        })
        .collect())
}
