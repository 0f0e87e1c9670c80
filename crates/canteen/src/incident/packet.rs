//! The last 48 hours of a canteen, put together from what was written down: nobody writes anything for it.

use std::collections::HashMap;

use campus::{person, school::entity::Model as School};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Lang, Result, Text};
use sea_orm::ConnectionTrait;
use stores::{
    OnHand,
    stock::{
        DocumentKind,
        food_moves::{self, FoodMove, FoodSpan},
    },
};
use uuid::Uuid;

use super::{
    dto::{PacketPart, PacketSection},
    entity::Model,
};
use crate::{
    CanteenError,
    book::{
        self, Content, Kind,
        repo::Record,
        view::{Names, people_of},
    },
    menu,
    sample::phase::State,
    sheet::{
        columns::{Style, heads},
        dto::{SheetKind, SheetRow},
        service::certificate_rows,
    },
    site::entity::Model as Canteen,
    staff::{self, dto::StaffRef, repo::Whom},
};

/// What is looked at when somebody falls ill.
const HOURS: i64 = 48;

/// Moves of stores in that time: what does not fit is refused, never cut.
const MOST: u64 = 5_000;

/// What was put together.
pub(super) struct Packet {
    pub from: DateTime<Utc>,
    pub to: DateTime<Utc>,
    pub sections: Vec<PacketSection>,
    /// Names that were looked up on the way.
    pub people: HashMap<Uuid, String>,
}

const ISSUES: &[Text] = &[
    Text::fixed("日期", "Day"),
    Text::fixed("品名", "Item"),
    Text::fixed("批号", "Lot"),
    Text::fixed("生产日期", "Made on"),
    Text::fixed("到期日", "Good until"),
    Text::fixed("数量", "Quantity"),
    Text::fixed("供货商", "Supplier"),
    Text::fixed("领用人", "Received by"),
    Text::fixed("出库人", "Handed out by"),
    Text::fixed("单号", "Document"),
];

const SAMPLES: &[Text] = &[
    Text::fixed("日期", "Day"),
    Text::fixed("餐次", "Meal"),
    Text::fixed("品名", "Dish"),
    Text::fixed("留样量（克）", "Grams"),
    Text::fixed("留样时间", "Taken"),
    Text::fixed("留样柜", "Fridge"),
    Text::fixed("状态", "State"),
];

/// The packet of an incident. Checks and certificates are left out for those who may not see health.
pub(super) async fn of(
    db: &impl ConnectionTrait,
    school: &School,
    (canteen, incident): (&Canteen, &Model),
    sees_health: bool,
    lang: Lang,
) -> Result<Packet> {
    let (from, to) = (incident.happened_at - TimeDelta::hours(HOURS), incident.recorded_at);
    let days = (school.today(from), school.today(to));
    let menus = menu::repo::between(db, school.id, canteen.id, days.0, days.1).await?;
    let records = book::repo::of_days(db, school.id, canteen.id, days, from).await?;
    let (workers, certificates) = staff::repo::with_certificates(db, (school.id, canteen.id), Whom::All).await?;
    let stores = stores::store::repo::at_place(db, school.id, canteen.place_id).await?;
    let span = FoodSpan { days, ledger: None, kinds: &[DocumentKind::Issue] };
    let issues = food_moves::of_stores(db, school.id, &stores, span, MOST).await?;
    if u64::try_from(issues.len()).is_ok_and(|count| count > MOST) {
        return Err(CanteenError::SheetTooLong.into());
    }
    let people = super::view::people(incident).chain(people_of(&records)).chain(menu::service::people(&menus));
    let people = people.chain(issues.iter().flat_map(|one| [Some(one.recorded_by), one.receiver_id]).flatten());
    let people = people.chain(certificates.values().flatten().filter_map(|one| one.verified_by)).collect();
    let people = person::repo::names(db, school.id, people).await?;
    let by_id = workers.iter().map(|row| (row.id, StaffRef { id: row.id, name: row.name.clone() }));
    let names = Names { staff: by_id.collect(), people };
    let style = Style { names: &names, zone: school.zone(), lang };
    let within: Vec<&Record> = records.iter().filter(|one| (from..=to).contains(&one.row.happened_at)).collect();
    let of_kind =
        |kind: Kind| -> Vec<SheetRow> { within.iter().filter(|one| one.content.kind() == kind).flat_map(|one| style.rows(one)).collect() };
    let section = |part: PacketPart, title: &Text, columns: &[Text], rows: Vec<SheetRow>| PacketSection {
        part,
        title: title.pick(lang).to_owned(),
        columns: columns.iter().map(|head| head.pick(lang).to_owned()).collect(),
        rows,
    };
    let of_sheet = |part: PacketPart, kind: SheetKind, rows: Vec<SheetRow>| section(part, &kind.title(), heads(kind), rows);
    let views = menus.into_iter().map(|row| menu::service::view(row, &names.people)).collect::<Result<Vec<_>>>()?;
    let mut sections = vec![
        of_sheet(PacketPart::Menus, SheetKind::Menu, views.iter().map(|view| style.menu(view)).collect()),
        section(PacketPart::Samples, &Text::fixed("还在的留样", "Samples that are still there"), SAMPLES, samples(&records, &style)),
        section(PacketPart::Issues, &Text::fixed("领用的食品和批次", "Food that came out of the stores"), ISSUES, moved(&issues, &names)),
    ];
    if sees_health {
        let held = certificate_rows(&workers, &certificates, &names.people, days, lang);
        sections.push(of_sheet(PacketPart::Staff, SheetKind::HealthCertificates, held));
        sections.push(of_sheet(PacketPart::MorningChecks, SheetKind::MorningCheck, of_kind(Kind::MorningCheck)));
    }
    sections.push(of_sheet(PacketPart::Disinfection, SheetKind::Disinfection, of_kind(Kind::Disinfection)));
    sections.push(of_sheet(PacketPart::AccompaniedMeals, SheetKind::AccompaniedMeal, of_kind(Kind::AccompaniedMeal)));
    sections.push(of_sheet(PacketPart::Leftovers, SheetKind::Leftovers, of_kind(Kind::Leftovers)));
    Ok(Packet { from, to, sections, people: names.people })
}

/// Samples that are still there, and where.
fn samples(records: &[Record], style: &Style<'_>) -> Vec<SheetRow> {
    let there = records.iter().filter_map(|one| {
        let Content::FoodSample { dish, grams, .. } = &one.content else { return None };
        let life = one.sample.as_ref()?;
        let state = State::of(&life.phase).filter(|state| *state != State::Discarded)?;
        Some(SheetRow {
            cells: vec![
                one.row.day.to_string(),
                style.meal(one.meal()),
                dish.clone(),
                grams.to_string(),
                style.at(one.row.happened_at),
                life.fridge.clone().unwrap_or_default(),
                style.say(&state.formal()),
            ],
            late: one.row.late,
            // What was struck out may still lie in the fridge.
            struck: !one.stands(),
        })
    });
    there.collect()
}

/// Food that came out of the stores, with whose it was.
fn moved(issues: &[FoodMove], names: &Names) -> Vec<SheetRow> {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let row = |one: &FoodMove| SheetRow {
        cells: vec![
            one.happened_on.to_string(),
            one.item.in_full(),
            one.lot_no.clone().unwrap_or_default(),
            day(one.produced_on),
            day(one.expires_on),
            format!("{} {}", OnHand::stored(one.quantity.abs()), one.item.unit),
            one.supplier.clone().unwrap_or_default(),
            one.receiver_id.map(|id| names.person(id).name).unwrap_or_default(),
            names.person(one.recorded_by).name,
            one.number.clone(),
        ],
        late: one.late,
        struck: false,
    };
    issues.iter().map(row).collect()
}
