//! Opening a seat by the code.

use campus::{Role, person, role_grant, school};
use kernel::{Grant, Problem, Reply, Result, Tx, audit::Event, outbox::News, text};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr};

use super::{
    dto::OpenSeat,
    entity::{Model, code},
    seats::{AuditorSeats, recorded},
};
use crate::{
    IdentityError, account, event, gate, password,
    permissions::OpenAuditorSeat,
    session::{self, Device, Me, Tokens, Tries},
    slip,
};

impl AuditorSeats {
    /// Uses the code up, seats whoever brought it and signs him in.
    ///
    /// # Errors
    /// 400 when the code is none that opens a seat, 429 after too many that were none.
    pub async fn open(&self, grant: &Grant<OpenAuditorSeat>, body: OpenSeat, device: Device) -> Result<(Tokens, Me)> {
        // What it answers opens a session: it is kept for no repeated request.
        let grant = grant.clone().not_remembered();
        let (code, school) = self.find(&grant, &body.code, &device).await?;
        let (name, unit) = (text::tidy(&body.name), text::tidy(&body.unit));
        password::refuse_weak(&body.password, &[&school.name, &name, &unit], school.demo)
            .map_err(|problem| password::weak_at("/password", &problem))?;
        let hash = self.0.passwords.hash(body.password).await?;
        let mut tx = self.0.db.begin(&grant).await?;
        use_up(&tx, code).await?;
        tx.enter_school(school.id, None);
        let person = person::repo::add_from_outside(&tx, &name).await?;
        let added = person.added_event();
        let person = account::open(&tx, hash, person).await?;
        let today = school.today(tx.now());
        let last_day = role_grant::last_day_of_auditor(&tx, school.id, today, today).await?;
        let granted = role_grant::grant_by_code(&tx, &person, Role::Auditor, last_day).await?;
        let seat = Model {
            school_id: school.id,
            id: tx.new_id(),
            person_id: person.id,
            name,
            unit,
            opened_at: tx.now(),
            last_day,
            ended_at: None,
            ended_by: None,
            end_reason: None,
            version: 1,
        };
        seat.clone().into_active_model().reset_all().insert(&tx).await?;
        let account = person.account_id.ok_or_else(|| Problem::internal("an account was opened and is not there"))?;
        let account = account::entity::Entity::find_by_id(account).one(&tx).await?.ok_or_else(Problem::not_found)?;
        let actor = gate::signed_in(&tx, &account, school.id, None, None, tx.now()).await?;
        let actor = actor.ok_or_else(|| Problem::internal("a seat in which nobody may sit"))?;
        let opening = session::Opening::Password;
        let opened = session::open_in(&self.0, &tx, (&account, opening), &actor, device, grant.context().lang()).await?;
        tx.enter_school(school.id, Some(actor));
        tx.tell([news(&seat)]).await?;
        let taken = Event::new(event::SEAT_OPENED).created("auditor_seat", seat.id, &seat.name, &recorded(&seat)).changes_rights();
        let taken = taken.about("person", person.id, &person.name);
        let signed_in = Event::new(event::SIGNED_IN).about("person", person.id, &person.name);
        tx.commit([added, granted, taken, signed_in], Reply::none()).await?;
        Ok(opened)
    }

    /// A code that lies sealed. Wrong ones count with the failures of signing in from the same address.
    async fn find(&self, grant: &Grant<OpenAuditorSeat>, typed: &str, device: &Device) -> Result<(code::Model, school::entity::Model)> {
        let tries = Tries::of_address(device);
        let reader = self.0.db.read(grant);
        tries.refuse_after_too_many(&reader).await?;
        let found = code::Entity::find_by_id(slip::hash(typed)).one(&reader).await?;
        if let Some(code) = found.filter(|code| code.used_at.is_none() && code.voided_at.is_none()) {
            let school = school::find(&reader, code.school_id).await?;
            return Ok((code, school));
        }
        tries.count(&self.0, grant).await?;
        Err(IdentityError::AuditorCodeNotGood.into())
    }
}

/// Of two who enter the same code at once, one gets the seat.
async fn use_up(tx: &Tx, code: code::Model) -> Result<()> {
    let used = code::Entity::update_many()
        .col_expr(code::Column::UsedAt, Expr::value(tx.now()))
        .filter(code::Column::CodeHash.eq(code.code_hash))
        .filter(code::Column::UsedAt.is_null())
        .filter(code::Column::VoidedAt.is_null())
        .exec(tx)
        .await?;
    if used.rows_affected == 0 { Err(IdentityError::AuditorCodeNotGood.into()) } else { Ok(()) }
}

fn news(seat: &Model) -> News {
    let news = News::new(event::NEWS_SEAT_OPENED, "auditor_seat", seat.id, "/auditor-seats").to_role(Role::Principal.code());
    news.word("name", seat.name.as_str()).word("unit", seat.unit.as_str()).word("day", seat.last_day.to_string().as_str())
}
