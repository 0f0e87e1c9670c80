//! For a feature that needs rounds of its own: it says once what they are, by a fixed key, and finds them by it ever after. What the school
//! changed meanwhile, another time of the day, another checklist, stays as the school wants it.

use campus::{location, school::entity::Model as School};
use kernel::{Result, Tx, audit::Event};
use uuid::Uuid;

use super::{CheckKind, KIND, Level, Performer, Plan, PlanId, Rhythm, Window, repo};
use crate::{
    checklist::{self, Item, repo::New},
    event,
};

/// What a feature wants to be held.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Of the plan and of its checklist: `canteen.daily`, with an id behind it where a feature wants it more than once.
    pub key: String,
    /// Whose it is, a word of the feature: `canteen_daily`.
    pub subject: &'static str,
    /// Of both, in the language of the school.
    pub name: String,
    pub items: Vec<Item>,
    pub second_signature: bool,
    pub location_id: Option<Uuid>,
    pub check_kind: CheckKind,
    pub level: Level,
    pub rhythm: Rhythm,
    pub windows: Vec<Window>,
    pub on_holidays: bool,
    pub performer: Performer,
}

/// The plan of this key, made with its checklist where it is not there yet; then with the event that says so. A role that is named must be
/// one of [`super::PERFORMERS`].
///
/// # Errors
/// Those of the database; 422 for a place that is not there, or a checklist of this name that is the school's own.
pub async fn ensure(tx: &Tx, school: &School, wanted: &Wanted) -> Result<(PlanId, Option<Event>)> {
    if let Some(plan) = repo::by_key(tx, school.id, &wanted.key).await? {
        return Ok((plan.id, None));
    }
    let new = New {
        key: Some(&wanted.key),
        subject: wanted.subject,
        name: &wanted.name,
        items: wanted.items.clone(),
        second_signature: wanted.second_signature,
        active: true,
    };
    let (list, is_new) = match checklist::repo::by_key(tx, school.id, &wanted.key).await? {
        Some(list) => (list, false),
        None => (checklist::repo::add(tx, &new).await?, true),
    };
    let levels = match wanted.location_id {
        Some(place) => location::repo::active(tx, school.id, place, "/location_id").await?.levels(),
        None => location::Levels::default(),
    };
    let plan = Plan {
        school_id: school.id,
        id: PlanId(tx.new_id()),
        key: Some(wanted.key.clone()),
        name: wanted.name.clone(),
        checklist_id: list.id,
        location_id: wanted.location_id,
        levels,
        check_kind: wanted.check_kind,
        level: wanted.level,
        rhythm: wanted.rhythm.clone(),
        windows: wanted.windows.clone(),
        on_holidays: wanted.on_holidays,
        performer: wanted.performer,
        starts_on: school.today(tx.now()),
        ends_on: None,
        active: true,
        since: tx.now(),
        made_until: None,
        created_at: tx.now(),
        updated_at: tx.now(),
        version: 1,
    };
    repo::insert(tx, &plan).await?;
    let event = Event::new(event::PLAN_ADDED).created(KIND, plan.id, &plan.name, &plan.recorded());
    let event = if is_new {
        let recorded = checklist::repo::recorded(&list, &new.items, new.second_signature);
        event.created(checklist::KIND, list.id, &list.name, &recorded)
    } else {
        event
    };
    Ok((plan.id, Some(event)))
}
