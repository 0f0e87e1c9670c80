//! A certificate as those see it who may.

use std::collections::HashMap;

use campus::person::{self, PersonRef};
use chrono::{NaiveDate, TimeDelta};
use kernel::{Actor, Lang, Permission, Result};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    dto::{AllowedStep, CertificateView, Standing},
    entity::Model,
    phase::{CommandKind, Facts, State, guard},
    repo,
};
use crate::{permissions::KeepHealth, policy::CERTIFICATE_NOTICE_DAYS};

/// Who entered and verified these, by name.
pub(crate) async fn names(
    db: &impl ConnectionTrait,
    school: Uuid,
    certificates: &HashMap<Uuid, Vec<Model>>,
) -> Result<HashMap<Uuid, String>> {
    let people = certificates.values().flatten().flat_map(|row| [Some(row.entered_by), row.verified_by]).flatten().collect();
    person::repo::names(db, school, people).await
}

pub(crate) fn view(row: &Model, names: &HashMap<Uuid, String>, actor: &Actor, today: NaiveDate, lang: Lang) -> Result<CertificateView> {
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    let state = repo::phase(row)?.state();
    // Whose own it is, the service asks; the list spares the look-up.
    let facts = Facts { keeps: actor.may(KeepHealth::INFO.key), is_party: actor.person == Some(row.entered_by) };
    let step = |action| match guard(state, action, facts) {
        Ok(()) => AllowedStep { action, allowed: true, reason: None },
        Err(refusal) => AllowedStep { action, allowed: false, reason: Some(refusal.text().pick(lang).to_owned()) },
    };
    Ok(CertificateView {
        id: row.id,
        number: row.number.clone(),
        issued_on: row.issued_on,
        expires_on: row.expires_on,
        state,
        standing: standing(state, row.expires_on, today),
        entered_by: person(row.entered_by),
        verified_by: row.verified_by.map(person),
        verified_at: row.verified_at,
        reason: row.reason.clone(),
        allowed_actions: CommandKind::ALL.into_iter().map(step).collect(),
        version: row.version,
    })
}

/// How a certificate stands on a day: the first notice day of the product tells what "soon" is.
pub(crate) fn standing(state: State, expires_on: NaiveDate, today: NaiveDate) -> Standing {
    match state {
        State::Submitted => Standing::Unverified,
        State::Suspended => Standing::Suspended,
        State::Withdrawn => Standing::Withdrawn,
        State::Valid if expires_on < today => Standing::Expired,
        State::Valid => {
            let [first, ..] = CERTIFICATE_NOTICE_DAYS.default;
            if expires_on - today <= TimeDelta::days(first) { Standing::Expiring } else { Standing::Valid }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_within_sixty_days_ends_soon() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let of = |last: &str| standing(State::Valid, day(last), day("2026-11-24"));
        assert_eq!((of("2027-01-23"), of("2027-01-24")), (Standing::Expiring, Standing::Valid));
        assert_eq!((of("2026-11-24"), of("2026-11-23")), (Standing::Expiring, Standing::Expired));
        assert_eq!(standing(State::Submitted, day("2020-01-01"), day("2026-11-24")), Standing::Unverified);
    }
}
