//! The bulk path: years of history and neighbouring schools, written behind the product's back in the shape it writes itself. What
//! is measured reads them; nothing here is a claim about how fast the product writes.

use campus::{
    location,
    person::NewPerson,
    school::{Kind, NewSchool},
};
use chrono::{DateTime, TimeDelta, Utc};
use identity::setup::{Founders, found_school};
use kernel::{
    Db, Grant, Money, Reply,
    audit::{
        Event,
        entity::{header, subject},
    },
};
use registers::asset::{NewCard, Status, add_cards};
use repairs::case::entity as case;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, TransactionSession, TransactionTrait};
use uuid::Uuid;

use crate::data::thing;

/// Cases of one transaction.
const CASES_AT_ONCE: usize = 400;
/// The way of most cases, as audit events.
const ACTS: [(&str, &str); 5] = [
    ("repair_case.reported", "repair_cases.report"),
    ("repair_case.routed", "repair_cases.report"),
    ("repair_case.started", "repair_cases.start"),
    ("repair_case.finished", "repair_cases.finish"),
    ("repair_case.confirmed", "repair_cases.accept"),
];
const CATEGORIES: [&str; 9] = ["projector", "network", "lighting", "plumbing", "drinking_water", "lock", "furniture", "window", "other"];

/// Another school of the installation with cards of its own.
pub async fn neighbour(db: &Db, config: &server::Config, n: usize, cards: usize) -> Uuid {
    let identity = server::start::identity(config, db, None).unwrap();
    let hash = identity.passwords.hash(test_support::PASSWORD.to_owned()).await.unwrap();
    let person = |name: String, staff_no: String| NewPerson { name, staff_no: Some(staff_no), ..NewPerson::default() };
    let founders = Founders {
        administrator: (person(format!("管理{n}"), format!("N{n:02}A")), hash.clone(), false),
        second_key_holder: (person(format!("校长{n}"), format!("N{n:02}P")), hash, false),
    };
    let new = NewSchool {
        kind: Kind::School,
        parent: None,
        name: format!("邻校{n}"),
        time_zone: "Asia/Shanghai".into(),
        public_url: None,
        demo: false,
    };
    let grant = Grant::<identity::permissions::SetUpSchool>::system("bench", None);
    let mut tx = db.begin(&grant).await.unwrap();
    let (school, events) = found_school(&identity, &mut tx, &new, founders).await.unwrap();
    tx.commit(events, Reply::none()).await.unwrap();
    let grant = Grant::<identity::permissions::SetUpSchool>::system("bench", Some(school.id));
    let tx = db.begin(&grant).await.unwrap();
    let building =
        location::repo::NewLocation { parent: None, kind: location::Kind::Building, name: "致远楼", room_use: None, position: 0 };
    let building = location::repo::add(&tx, &building).await.unwrap();
    let mut rooms = Vec::new();
    for room in 0..10 {
        let name = format!("{}", 101 + room);
        let room = location::repo::NewLocation {
            parent: Some(&building),
            kind: location::Kind::Room,
            name: &name,
            room_use: None,
            position: room,
        };
        rooms.push(location::repo::add(&tx, &room).await.unwrap());
    }
    let categories = registers::category::all(&tx, school.id).await.unwrap();
    let new: Vec<NewCard> = (0..cards).map(|n| card(n, &categories, &rooms[n % rooms.len()])).collect();
    let rows = add_cards(&tx, new).await.unwrap();
    let event = Event::new(registers::event::BATCH_REGISTERED).about("asset", rows[0].id, &rows[0].asset_no);
    tx.commit([event], Reply::none()).await.unwrap();
    school.id
}

fn card(n: usize, categories: &[registers::category::entity::Model], room: &location::entity::Model) -> NewCard {
    let (thing, model) = thing(n);
    let value = Some(Money::stored(i64::from(thing.yuan) * 100));
    NewCard {
        spec_model: Some(model.into()),
        unit: thing.unit.into(),
        unit_price: value,
        original_value: value,
        status: Status::InUse,
        location: Some(room.clone()),
        ..NewCard::of(categories.iter().find(|c| c.code == thing.code).unwrap().clone(), thing.name.into())
    }
}

/// Cases over the last two years with their audit events, most of them closed.
pub async fn history(db: &Db, school: Uuid, cases: usize, events_per_case: usize) {
    use campus::{location::entity as place, person::entity as person};
    let raw = db.maintenance();
    let rooms =
        place::Entity::find().filter(place::Column::SchoolId.eq(school)).filter(place::Column::Kind.eq("room")).all(raw).await.unwrap();
    let people = person::Entity::find().filter(person::Column::SchoolId.eq(school)).all(raw).await.unwrap();
    let workers: Vec<_> = people.iter().filter(|p| p.name.starts_with("王师傅")).cloned().collect();
    // A neighbour has nobody but its founders.
    let workers = if workers.is_empty() { people.clone() } else { workers };
    let began = db.clock().now() - TimeDelta::days(730);
    let mut made = 0;
    while made < cases {
        let count = CASES_AT_ONCE.min(cases - made);
        let numbers = made..made + count;
        let rows: Vec<case::Model> = numbers
            .map(|n| {
                let at = began + TimeDelta::days(729) * i32::try_from(n).unwrap() / i32::try_from(cases).unwrap();
                one_case(db, school, n, at, &rooms[n * 31 % rooms.len()], (&people, &workers))
            })
            .collect();
        let (headers, subjects) = trail(db, &rows, &people, events_per_case);
        let tx = raw.begin().await.unwrap();
        insert::<case::Entity, case::ActiveModel>(&tx, rows).await;
        insert::<header::Entity, header::ActiveModel>(&tx, headers).await;
        insert::<subject::Entity, subject::ActiveModel>(&tx, subjects).await;
        TransactionSession::commit(tx).await.unwrap();
        made += count;
    }
}

pub async fn insert<E: EntityTrait, A>(db: &impl ConnectionTrait, rows: Vec<E::Model>)
where
    A: sea_orm::ActiveModelTrait<Entity = E> + Send,
    E::Model: IntoActiveModel<A>,
{
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let some: Vec<A> = rows.by_ref().take(500).map(|row| row.into_active_model().reset_all()).collect();
        E::insert_many(some).exec_without_returning(db).await.unwrap();
    }
}

fn one_case(
    db: &Db,
    school: Uuid,
    n: usize,
    at: DateTime<Utc>,
    room: &campus::location::entity::Model,
    (people, workers): (&[campus::person::entity::Model], &[campus::person::entity::Model]),
) -> case::Model {
    // Three in two hundred are still open; those are in somebody's hands.
    let open = n % 200 < 3;
    let (reporter, worker) = (&people[n % people.len()], &workers[(n / 200) % workers.len()]);
    case::Model {
        school_id: school,
        id: db.ids().next(),
        number: format!("BX{}-{n:06}", at.format("%Y%m%d")),
        category: CATEGORIES[n % CATEGORIES.len()].into(),
        description: "第三排的灯不亮，一闪一闪的".into(),
        danger: false,
        priority: 3,
        location_id: room.id,
        campus_id: room.campus_id,
        building_id: room.building_id,
        floor_id: room.floor_id,
        room_id: room.room_id,
        asset_id: None,
        reporter_id: Some(reporter.id),
        reporter_name: reporter.name.clone(),
        reporter_phone: None,
        channel: "app".into(),
        entered_by: None,
        happened_at: at,
        reported_at: at,
        updated_at: at + TimeDelta::days(1),
        phase: if open { "assigned" } else { "closed" }.into(),
        is_open: open,
        worker_id: Some(worker.id),
        owner_id: open.then_some(worker.id),
        assigned_at: Some(at),
        started_at: None,
        expected_on: None,
        note: None,
        work_note: None,
        damage: (!open).then(|| "natural_wear".into()),
        done_at: (!open).then(|| at + TimeDelta::hours(20)),
        done_by: (!open).then_some(worker.id),
        accept_due_at: None,
        closed_at: (!open).then(|| at + TimeDelta::days(1)),
        auto_accepted: false,
        reason: None,
        refusals: 0,
        previous_case_id: None,
        follow_up_code: None,
        version: 5,
    }
}

fn trail(
    db: &Db,
    rows: &[case::Model],
    people: &[campus::person::entity::Model],
    each: usize,
) -> (Vec<header::Model>, Vec<subject::Model>) {
    let mut headers = Vec::with_capacity(rows.len() * each);
    let mut subjects = Vec::with_capacity(rows.len() * each);
    for (n, row) in rows.iter().enumerate() {
        for (action, permission) in ACTS.iter().cycle().take(each) {
            let actor = &people[(n * 3) % people.len()];
            let id = db.ids().next();
            headers.push(header::Model {
                school_id: row.school_id,
                id,
                at: row.reported_at,
                actor_kind: "person".into(),
                actor_id: Some(actor.id),
                actor_name: actor.name.clone(),
                acting_role: "staff".into(),
                permission: (*permission).into(),
                request_id: id.to_string(),
                action: (*action).into(),
                row_hash: id.as_bytes().repeat(2),
            });
            subjects.push(subject::Model {
                school_id: row.school_id,
                event_id: id,
                seq: 0,
                kind: "repair_case".into(),
                subject_id: row.id,
                label: row.number.clone(),
                before: Some(serde_json::json!({ "phase": "assigned" })),
                after: Some(serde_json::json!({ "phase": "closed", "worker": "王师傅" })),
            });
        }
    }
    (headers, subjects)
}
