//! Setting a canteen's checks up: plans of `inspections`, each by a key of this canteen, held by whoever answers for food safety.

use campus::school::entity::Model as School;
use inspections::plan::{self, CheckKind, Level, Performer, Rhythm, Wanted, Window};
use kernel::{Problem, Result, Tx, audit::Event};
use uuid::Uuid;

use super::{Check, checklists, repo};
use crate::{CanteenError, site::entity::Model as Canteen};

/// Friday.
const LAST_DAY_OF_THE_WEEK: u32 = 5;

/// Makes the checks that are not there yet, with the events that say so; nothing where both are.
pub(super) async fn set_up(tx: &Tx, school: &School, canteen: &Canteen) -> Result<Vec<Event>> {
    let there = repo::plans(tx, canteen.school_id, canteen.id).await?;
    let mut events = Vec::new();
    for check in Check::ALL {
        if there.plan(check).is_some() {
            continue;
        }
        let holder = holder(canteen, check).ok_or(CanteenError::NobodyAnswers)?;
        let (plan, event) = plan::ensure(tx, school, &wanted(canteen, check, holder)?).await?;
        repo::keep(tx, canteen, check, plan).await?;
        events.extend(event);
    }
    Ok(events)
}

/// Who holds a check: the officer of food safety the daily one, the director, where there is one, the weekly one; the manager where nobody
/// else is named.
fn holder(canteen: &Canteen, check: Check) -> Option<Uuid> {
    match check {
        Check::Daily => canteen.officer_id.or(canteen.manager_id),
        Check::Weekly => canteen.director_id.or(canteen.officer_id).or(canteen.manager_id),
    }
}

fn wanted(canteen: &Canteen, check: Check, holder: Uuid) -> Result<Wanted> {
    let (subject, rhythm, (from, to)) = match check {
        Check::Daily => ("canteen_daily", Rhythm::daily(), ("06:30", "20:00")),
        Check::Weekly => ("canteen_weekly", Rhythm::weekly([LAST_DAY_OF_THE_WEEK]), ("08:00", "18:00")),
    };
    Ok(Wanted {
        key: format!("canteen.{}.{}", check.key(), canteen.id),
        subject,
        name: format!("食堂{}（{}）", check.title().zh, canteen.name),
        items: checklists::items(check),
        // Of the day somebody who is not of the canteen says too that it was so (domain.md S75).
        second_signature: check == Check::Daily,
        location_id: canteen.place_id,
        check_kind: match check {
            Check::Daily => CheckKind::Daily,
            Check::Weekly => CheckKind::Minor,
        },
        level: Level::SelfCheck,
        rhythm,
        windows: vec![Window::between(from, to).map_err(Problem::internal)?],
        on_holidays: false,
        performer: Performer::Person(holder),
    })
}

/// Whoever answers for food safety is another one: his checks are the other's from the next round on.
pub(crate) async fn hand_over(tx: &Tx, before: &Canteen, after: &Canteen) -> Result<Vec<Event>> {
    let changes = Check::ALL.into_iter().filter_map(|check| {
        let (from, to) = (holder(before, check)?, holder(after, check)?);
        (from != to).then_some((check, from, to))
    });
    let changes: Vec<_> = changes.collect();
    let mut events = Vec::new();
    if changes.is_empty() {
        return Ok(events);
    }
    let plans = repo::plans(tx, after.school_id, after.id).await?;
    for (check, from, to) in changes {
        if let Some(plan) = plans.plan(check) {
            events.extend(plan::hand_over(tx, after.school_id, plan, (from, to)).await?);
        }
    }
    Ok(events)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_director_holds_the_weekly_check_and_the_manager_only_what_nobody_else_is_named_for() {
        let canteen = |officer: Option<u128>, director: Option<u128>, manager: Option<u128>| Canteen {
            school_id: Uuid::nil(),
            id: Uuid::from_u128(9),
            name: "第一食堂".into(),
            name_key: String::new(),
            mode: "own".into(),
            place_id: None,
            diners: 1,
            meals: serde_json::json!([]),
            manager_id: manager.map(Uuid::from_u128),
            officer_id: officer.map(Uuid::from_u128),
            director_id: director.map(Uuid::from_u128),
            retired: false,
            created_at: chrono::DateTime::<chrono::Utc>::UNIX_EPOCH,
            version: 1,
        };
        let held = |one: &Canteen| Check::ALL.map(|check| holder(one, check).map(|id| id.as_u128()));
        assert_eq!(held(&canteen(Some(1), Some(2), Some(3))), [Some(1), Some(2)]);
        assert_eq!(held(&canteen(Some(1), None, Some(3))), [Some(1), Some(1)]);
        assert_eq!(held(&canteen(None, None, Some(3))), [Some(3), Some(3)]);
        assert_eq!(held(&canteen(None, None, None)), [None, None]);
        let plan = wanted(&canteen(Some(1), None, None), Check::Daily, Uuid::from_u128(1)).unwrap();
        assert_eq!((plan.name.as_str(), plan.rhythm.wrong()), ("食堂日管控（第一食堂）", None));
        assert!(plan.second_signature);
        assert!(plan.key.ends_with(&Uuid::from_u128(9).to_string()));
    }
}
