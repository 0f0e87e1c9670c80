//! The code in the envelope: made at set-up and by the holder of the second key, told once.

use campus::{person, person::PersonRef, school};
use kernel::{Grant, Reply, Result, Tx, audit::Event};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use uuid::Uuid;

use super::{
    dto::{AuditorCodeView, SealedCode},
    entity::code::{ActiveModel, Column, Entity},
    seats::AuditorSeats,
};
use crate::{
    event,
    permissions::{ManageAuditorSeats, ViewAuditorSeats},
    slip,
};

/// Makes a code for the school of the transaction. The one that lay sealed until now opens nothing any more.
pub(crate) async fn seal(tx: &Tx, by: Option<Uuid>) -> Result<String> {
    let school = tx.school()?;
    Entity::update_many().col_expr(Column::VoidedAt, Expr::value(tx.now())).filter(sealed(school)).exec(tx).await?;
    let code = slip::new_code()?;
    let row = ActiveModel {
        code_hash: Set(slip::hash(&code)),
        school_id: Set(school),
        made_at: Set(tx.now()),
        made_by: Set(by),
        used_at: Set(None),
        voided_at: Set(None),
    };
    row.insert(tx).await?;
    Ok(code)
}

/// The code of a school that opens a seat, if there is one.
fn sealed(school: Uuid) -> Condition {
    Condition::all().add(Column::SchoolId.eq(school)).add(Column::UsedAt.is_null()).add(Column::VoidedAt.is_null())
}

impl AuditorSeats {
    /// A new code for the envelope. Sent again it makes another: the answer is not kept for a repeated request.
    pub async fn make_code(&self, grant: &Grant<ManageAuditorSeats>) -> Result<Reply<SealedCode>> {
        let grant = grant.clone().not_remembered();
        let tx = self.0.db.begin(&grant).await?;
        let school = school::find(&tx, tx.school()?).await?;
        let code = seal(&tx, grant.actor().person).await?;
        let event = Event::new(event::AUDITOR_CODE_MADE).about("school", school.id, &school.name);
        let made_at = tx.now();
        tx.commit([event], Reply::created(SealedCode { code, school: school.name, made_at })).await
    }

    pub async fn code(&self, grant: &Grant<ViewAuditorSeats>) -> Result<AuditorCodeView> {
        let reader = self.0.db.read(grant);
        let school = grant.school()?;
        let newest = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::VoidedAt.is_null()).order_by_desc(Column::MadeAt);
        let Some(row) = newest.one(&reader).await? else {
            return Ok(AuditorCodeView { made_at: None, made_by: None, used_at: None, sealed: false });
        };
        let names = person::repo::names(&reader, school, row.made_by.into_iter().collect()).await?;
        Ok(AuditorCodeView {
            made_at: Some(row.made_at),
            made_by: row.made_by.map(|id| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() }),
            sealed: row.used_at.is_none(),
            used_at: row.used_at,
        })
    }
}
