//! Use cases on the book: reading it, and writing down what happened.

use campus::person;
use chrono::TimeDelta;
use kernel::{Db, Grant, Page, PageLimit, Permission, Reply, Result, Text, Tx, audit::Event, idempotency::IdempotencyKey, text};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use uuid::Uuid;

use super::{
    content::{Accompanied, CheckLine, Content, Disinfection, Kind, Leftovers},
    dto::{
        AccompaniedMealBody, CheckLineBody, DisinfectionBody, FoodSamplesBody, LeftoversBody, ListRecords, MorningCheckBody, RecordView,
    },
    moment::Moment,
    operators::{operator, supervisor, tell_companion, tell_supervisor},
    record::{created, row},
    remarks,
    repo::{self, Record},
    rules, view,
};
use crate::{
    CanteenError, Meal, event, menu,
    permissions::{AccompanyMeal, KeepBook, KeepHealth, ViewCanteen},
    policy::{sample_keep_hours, sample_min_grams},
    sample, site, staff,
};

/// The book.
#[derive(Debug, Clone)]
pub struct Book {
    pub(super) db: Db,
}

impl Book {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewCanteen>, canteen: Uuid, query: &ListRecords) -> Result<Page<RecordView>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let canteen = site::repo::find(&reader, &grant.scope()?, canteen).await?;
        let page = Page::cut(repo::page(&reader, &canteen, query, limit.fetch()).await?, limit, |one| (one.row.day, one.row.id))?;
        let items = view::views(&reader, canteen.school_id, page.items, grant.actor(), reader.now(), grant.context().lang()).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    pub async fn get(&self, grant: &Grant<ViewCanteen>, id: Uuid) -> Result<Reply<RecordView>> {
        let reader = self.db.read(grant);
        let (record, _) = repo::find(&reader, &grant.scope()?, id).await?;
        let version = record.row.version;
        let view = view::one(&reader, record, grant.actor(), reader.now(), grant.context().lang()).await?;
        Ok(Reply::ok(view).version(version))
    }

    /// The staff before work. Whoever is unfit is off post that day, and until he is cleared.
    pub async fn check(&self, grant: &Grant<KeepHealth>, canteen: Uuid, body: MorningCheckBody) -> Result<Reply<RecordView>> {
        let (tx, canteen) = self.begin(grant, canteen).await?;
        let moment = Moment::of(&tx, canteen.school_id, body.happened_at).await?;
        let lines: Vec<CheckLine> = body.lines.into_iter().map(line).collect();
        rules::checked(&lines)?;
        let here = staff::repo::of_canteen(&tx, canteen.school_id, canteen.id).await?;
        if let Some(index) = lines.iter().position(|line| !here.iter().any(|one| one.id == line.staff_id && one.active)) {
            return Err(kernel::Problem::reference(format!("/lines/{index}/staff_id")));
        }
        let content = Content::MorningCheck { lines };
        let wanted = Wanted { moment, meal: None, content, replaces_id: body.replaces_id, replaces_at: REPLACES.into() };
        let record = write(&tx, &canteen, grant.person()?, wanted).await?;
        finish(grant, tx, &canteen, record, event::MORNING_CHECKED, Vec::new()).await
    }

    /// Samples of a meal's dishes, each a record of its own.
    pub async fn sample(&self, grant: &Grant<KeepBook>, canteen: Uuid, body: FoodSamplesBody) -> Result<Reply<Page<RecordView>>> {
        let (tx, canteen) = self.begin(grant, canteen).await?;
        IdempotencyKey::require(grant.idempotency())?;
        let (school, me) = (canteen.school_id, grant.person()?);
        let moment = Moment::of(&tx, school, body.happened_at).await?;
        let menu = menu::repo::held(&tx, school, canteen.id, moment.day, body.meal).await?.ok_or(CanteenError::NoMenu)?;
        let dishes: Vec<String> = menu::repo::dishes(&menu)?.into_iter().map(|dish| dish.name).collect();
        let there = repo::sampled(&tx, school, canteen.id, moment.day, body.meal).await?;
        let min = sample_min_grams(&tx, school, moment.day).await?;
        rules::sampled(body.samples.iter().map(|one| (one.dish.as_str(), one.grams)), &dishes, &there, min)?;
        let keeper = operator(&tx, &canteen, body.keeper_id, moment.day, "/keeper_id").await?;
        let supervisor_id = supervisor(&tx, school, &keeper, body.supervisor_id, me).await?;
        let fridge = body.fridge.as_deref().map(text::tidy);
        let hours = TimeDelta::hours(sample_keep_hours(&tx, school, moment.day).await?);
        let mut records = Vec::with_capacity(body.samples.len());
        for (index, one) in body.samples.iter().enumerate() {
            let content = Content::FoodSample { dish: text::tidy(&one.dish), grams: one.grams, keeper_id: keeper.id, supervisor_id };
            let replaces_at = format!("/samples/{index}{REPLACES}");
            let wanted = Wanted { moment, meal: Some(body.meal), content, replaces_id: one.replaces_id, replaces_at };
            let mut record = write(&tx, &canteen, me, wanted).await?;
            let life = sample::repo::taken(&record.row, fridge.clone(), hours);
            life.clone().into_active_model().reset_all().insert(&tx).await?;
            record.sample = Some(life);
            records.push(record);
        }
        if let Some(first) = records.first() {
            tell_supervisor(&tx, &canteen, first.row.id, supervisor_id, what(Kind::FoodSample, body.meal)).await?;
        }
        let mut event = Event::new(event::SAMPLED);
        for record in &records {
            event = created(event, record);
        }
        let event = event.about(site::KIND, canteen.id, &canteen.name);
        let views = view::views(&tx, school, records, grant.actor(), tx.now(), grant.context().lang()).await?;
        tx.commit([event], Reply::created(Page::whole(views))).await
    }

    pub async fn disinfect(&self, grant: &Grant<KeepBook>, canteen: Uuid, body: DisinfectionBody) -> Result<Reply<RecordView>> {
        let (tx, canteen) = self.begin(grant, canteen).await?;
        let me = grant.person()?;
        let moment = Moment::of(&tx, canteen.school_id, body.happened_at).await?;
        let doer = operator(&tx, &canteen, body.operator_id, moment.day, "/operator_id").await?;
        let supervisor_id = supervisor(&tx, canteen.school_id, &doer, body.supervisor_id, me).await?;
        let content = Content::Disinfection(Disinfection {
            object: text::tidy(&body.object),
            method: body.method,
            temperature: body.temperature,
            concentration: body.concentration,
            minutes: body.minutes,
            operator_id: doer.id,
            supervisor_id,
        });
        let wanted = Wanted { moment, meal: Some(body.meal), content, replaces_id: body.replaces_id, replaces_at: REPLACES.into() };
        let record = write(&tx, &canteen, me, wanted).await?;
        tell_supervisor(&tx, &canteen, record.row.id, supervisor_id, what(Kind::Disinfection, body.meal)).await?;
        finish(grant, tx, &canteen, record, event::DISINFECTED, Vec::new()).await
    }

    /// Who ate with the pupils. What he saw wrong becomes cases in the same transaction.
    pub async fn accompany(&self, grant: &Grant<AccompanyMeal>, canteen: Uuid, body: AccompaniedMealBody) -> Result<Reply<RecordView>> {
        let (tx, canteen) = self.begin(grant, canteen).await?;
        IdempotencyKey::require(grant.idempotency())?;
        let me = grant.person()?;
        let companion_id = body.companion_id.unwrap_or(me);
        if companion_id != me && !grant.actor().may(KeepBook::INFO.key) {
            return Err(CanteenError::ForOthers.into());
        }
        let companion = person::repo::active(&tx, canteen.school_id, companion_id, "/companion_id").await?;
        let moment = Moment::of(&tx, canteen.school_id, body.happened_at).await?;
        let named = (companion.id, companion.name.as_str());
        let (problems, events) = remarks::report(&tx, &canteen, named, &body.problems, moment.happened_at).await?;
        let content = Content::AccompaniedMeal(Accompanied {
            companion_id,
            post: text::tidy(&body.post),
            ratings: body.ratings,
            remark: said(body.remark.as_deref()),
            problems,
        });
        let wanted = Wanted { moment, meal: Some(body.meal), content, replaces_id: body.replaces_id, replaces_at: REPLACES.into() };
        let record = write(&tx, &canteen, me, wanted).await?;
        tell_companion(&tx, &canteen, record.row.id, companion_id, what(Kind::AccompaniedMeal, body.meal)).await?;
        finish(grant, tx, &canteen, record, event::ACCOMPANIED, events).await
    }

    pub async fn leave_over(&self, grant: &Grant<KeepBook>, canteen: Uuid, body: LeftoversBody) -> Result<Reply<RecordView>> {
        let (tx, canteen) = self.begin(grant, canteen).await?;
        let moment = Moment::of(&tx, canteen.school_id, body.happened_at).await?;
        let doer = operator(&tx, &canteen, body.operator_id, moment.day, "/operator_id").await?;
        let content = Content::Leftovers(Leftovers {
            weight: body.weight,
            handed_to: text::tidy(&body.handed_to),
            operator_id: doer.id,
            note: said(body.note.as_deref()),
        });
        let wanted = Wanted { moment, meal: Some(body.meal), content, replaces_id: body.replaces_id, replaces_at: REPLACES.into() };
        let record = write(&tx, &canteen, grant.person()?, wanted).await?;
        finish(grant, tx, &canteen, record, event::LEFT_OVER, Vec::new()).await
    }

    pub(super) async fn begin<P: Permission>(&self, grant: &Grant<P>, canteen: Uuid) -> Result<(Tx, site::entity::Model)> {
        let tx = self.db.begin(grant).await?;
        let canteen = site::repo::in_use(&tx, &grant.scope()?, canteen).await?;
        Ok((tx, canteen))
    }
}

fn line(body: CheckLineBody) -> CheckLine {
    let mut symptoms = body.symptoms;
    symptoms.sort_unstable();
    symptoms.dedup();
    CheckLine {
        staff_id: body.staff_id,
        temperature: body.temperature,
        symptoms,
        hands_clean: body.hands_clean,
        fit: body.fit,
        note: said(body.note.as_deref()),
        cleared: said(body.cleared.as_deref()),
    }
}

/// A remark; nothing where nothing is said.
pub(super) fn said(text: Option<&str>) -> Option<String> {
    text.map(text::sentence).filter(|text| !text.is_empty())
}

/// `午餐留样`, for news.
fn what(kind: Kind, meal: Meal) -> Text {
    let (kind, meal) = (kind.title(), meal.title());
    Text::new(format!("{}{}", meal.zh, kind.zh), format!("{}: {}", meal.en, kind.en))
}

/// Where a body names what it is written anew for.
pub(super) const REPLACES: &str = "/replaces_id";

/// What is to be written down.
pub(super) struct Wanted {
    pub moment: Moment,
    pub meal: Option<Meal>,
    pub content: Content,
    pub replaces_id: Option<Uuid>,
    /// Where the body names it.
    pub replaces_at: String,
}

pub(super) async fn write(tx: &Tx, canteen: &site::entity::Model, me: Uuid, wanted: Wanted) -> Result<Record> {
    if let Some(id) = wanted.replaces_id {
        repo::replaced(tx, canteen, wanted.content.kind(), id, &wanted.replaces_at).await?;
    }
    let row = row(tx, canteen, me, (wanted.moment, wanted.meal), &wanted.content, wanted.replaces_id)?;
    repo::insert(tx, &row).await?;
    Ok(Record { row, content: wanted.content, sample: None })
}

pub(super) async fn finish<P: Permission>(
    grant: &Grant<P>,
    tx: Tx,
    canteen: &site::entity::Model,
    record: Record,
    act: &'static kernel::audit::ActionInfo,
    more: Vec<Event>,
) -> Result<Reply<RecordView>> {
    let event = created(Event::new(act), &record).about(site::KIND, canteen.id, &canteen.name);
    let version = record.row.version;
    let view = view::one(&tx, record, grant.actor(), tx.now(), grant.context().lang()).await?;
    tx.commit(std::iter::once(event).chain(more), Reply::created(view).version(version)).await
}
