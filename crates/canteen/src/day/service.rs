//! A day put together from what was written down of it.

use std::collections::{BTreeSet, HashMap};

use campus::{person, school};
use kernel::{Db, Grant, Permission, Result, text};
use uuid::Uuid;

use super::dto::{DayView, MealOfDay, ShowDay};
use crate::{
    Meal,
    book::{
        self, Content,
        dto::RecordView,
        off_post,
        repo::Record,
        view::{Names, people_of},
    },
    error::NotFit,
    menu::{self, dto::Dish, dto::MenuView},
    permissions::{ViewCanteen, ViewHealth},
    site::{self, dto::CanteenRef},
    staff::{
        self,
        dto::StaffRef,
        repo::{Whom, Worker, judged},
    },
};

/// Days of canteens.
#[derive(Debug, Clone)]
pub struct DayOfCanteen {
    db: Db,
}

impl DayOfCanteen {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn show(&self, grant: &Grant<ViewCanteen>, canteen: Uuid, query: &ShowDay) -> Result<DayView> {
        let reader = self.db.read(grant);
        let canteen = site::repo::find(&reader, &grant.scope()?, canteen).await?;
        let id = canteen.school_id;
        let day = match query.day {
            Some(day) => day,
            None => school::find(&reader, id).await?.today(reader.now()),
        };
        let menus = menu::repo::between(&reader, id, canteen.id, day, day).await?;
        let records = book::repo::of_day(&reader, id, canteen.id, day).await?;
        let (rows, certificates) = staff::repo::with_certificates(&reader, (id, canteen.id), Whom::All).await?;
        let off_post = off_post::of(&reader, (id, canteen.id), &rows, day).await?;
        // One look-up of people for menus, records and the staff themselves.
        let people: Vec<Uuid> = people_of(&records).into_iter().chain(menu::service::people(&menus)).collect();
        let people = person::repo::names(&reader, id, people).await?;
        let here = person::repo::active_of(&reader, id, rows.iter().filter_map(|row| row.person_id).collect()).await?;
        let by_id = rows.iter().map(|row| (row.id, StaffRef { id: row.id, name: row.name.clone() }));
        let names = Names { staff: by_id.collect::<HashMap<_, _>>(), people };
        let today: Vec<&Record> = records.iter().filter(|one| one.row.day == day && one.stands()).collect();
        let workers = judged(rows, &certificates, &off_post, &here, day);
        let (actor, now, lang) = (grant.actor(), reader.now(), grant.context().lang());
        let view = |one: &Record| book::view::view(one, &names, actor, now, lang);
        let of = |wanted: &dyn Fn(&Record) -> bool| records.iter().filter(|one| wanted(one)).map(&view).collect::<Result<Vec<_>>>();
        let menus = menus.into_iter().filter(|row| row.struck_at.is_none()).map(|row| menu::service::view(row, &names.people));
        let menus = menus.collect::<Result<Vec<_>>>()?;
        let mut meals = Vec::new();
        for meal in served(&site::repo::meals(&canteen), &menus, &today) {
            let menu = menus.iter().find(|menu| menu.meal == meal);
            let recorded = of(&|one| one.row.day == day && one.meal() == Some(meal))?;
            meals.push(meal_of_day(meal, menu, recorded));
        }
        Ok(DayView {
            canteen: CanteenRef { id: canteen.id, name: canteen.name },
            day,
            meals,
            records: of(&|one| one.row.day == day && one.content.kind() == book::Kind::MorningCheck)?,
            kept_samples: of(&|one| one.row.day != day)?,
            operators: operators(&workers),
            unchecked: unchecked(&workers, &today),
            to_clear: if actor.may(ViewHealth::INFO.key) { to_clear(&workers) } else { Vec::new() },
        })
    }
}

/// The meals of the canteen, and any other of which something was written down.
fn served(usual: &[Meal], menus: &[MenuView], today: &[&Record]) -> Vec<Meal> {
    let written = menus.iter().map(|menu| menu.meal).chain(today.iter().filter_map(|one| one.meal()));
    let all: BTreeSet<Meal> = usual.iter().copied().chain(written).collect();
    all.into_iter().collect()
}

fn meal_of_day(meal: Meal, menu: Option<&MenuView>, records: Vec<RecordView>) -> MealOfDay {
    let sampled: BTreeSet<String> = records
        .iter()
        .filter(|one| one.struck.is_none())
        .filter_map(|one| one.food_sample.as_ref())
        .map(|sample| text::fold(&sample.dish))
        .collect();
    let dishes: &[Dish] = menu.map(|menu| menu.dishes.as_slice()).unwrap_or_default();
    let unsampled = dishes.iter().filter(|dish| !sampled.contains(&text::fold(&dish.name))).map(|dish| dish.name.clone()).collect();
    MealOfDay { meal, menu: menu.cloned(), unsampled, records }
}

fn operators(workers: &[Worker]) -> Vec<StaffRef> {
    workers.iter().filter(|one| one.fit.is_ok()).map(named).collect()
}

/// Still there, and in no morning check that counts.
fn unchecked(workers: &[Worker], today: &[&Record]) -> Vec<StaffRef> {
    let mut checked: BTreeSet<Uuid> = BTreeSet::new();
    for one in today {
        if let Content::MorningCheck { lines } = &one.content {
            checked.extend(lines.iter().map(|line| line.staff_id));
        }
    }
    workers.iter().filter(|one| one.row.active && !checked.contains(&one.row.id)).map(named).collect()
}

/// Found unfit on a day before, and not cleared.
fn to_clear(workers: &[Worker]) -> Vec<StaffRef> {
    workers.iter().filter(|one| matches!(one.fit, Err(NotFit::NotCleared(_)))).map(named).collect()
}

fn named(worker: &Worker) -> StaffRef {
    StaffRef { id: worker.row.id, name: worker.row.name.clone() }
}
