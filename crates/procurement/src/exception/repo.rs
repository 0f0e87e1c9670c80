//! Finding and keeping exceptions.

use std::collections::HashMap;

use kernel::{Problem, Result, Tx};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, SimpleExpr},
};
use uuid::Uuid;

use super::{
    entity::{Column, Entity, Model},
    model::{Exception, Rule},
};

/// Those of several records of one kind, by record. Ask only for those that bear the flag.
pub(crate) async fn of(
    db: &impl ConnectionTrait,
    school: Uuid,
    kind: &str,
    flagged: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Exception>> {
    let flagged: Vec<Uuid> = flagged.into_iter().collect();
    if flagged.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::SubjectKind.eq(kind))
        .filter(Column::SubjectId.is_in(flagged))
        .all(db)
        .await?;
    rows.into_iter().map(|row| Ok((row.subject_id, read(row)?))).collect()
}

pub(crate) fn read(row: Model) -> Result<Exception> {
    let rule = Rule::of(&row.rule).ok_or_else(|| Problem::internal("an exception of a rule that nobody knows"))?;
    let Model { id, reason, asked_by, asked_at, cosigner_id, signed_at, .. } = row;
    Ok(Exception { id, rule, reason, asked_by, asked_at, cosigner_id, signed_at })
}

/// Records of a kind that somebody is asked to co-sign, or has: they are his to see.
pub(crate) fn cosigned_by(id: impl ExprTrait, kind: &'static str, school: Uuid, person: Uuid) -> SimpleExpr {
    let records = Entity::find()
        .select_only()
        .column(Column::SubjectId)
        .filter(Column::SchoolId.eq(school))
        .filter(Column::SubjectKind.eq(kind))
        .filter(Column::CosignerId.eq(person))
        .into_query();
    id.in_subquery(records)
}

/// Records of a kind that wait for somebody to co-sign them.
pub(crate) fn unsigned_by(id: impl ExprTrait, kind: &'static str, school: Uuid, person: Uuid) -> SimpleExpr {
    let records = Entity::find()
        .select_only()
        .column(Column::SubjectId)
        .filter(Column::SchoolId.eq(school))
        .filter(Column::SubjectKind.eq(kind))
        .filter(Column::CosignerId.eq(person))
        .filter(Column::SignedAt.is_null())
        .into_query();
    id.in_subquery(records)
}

pub(crate) async fn insert(tx: &Tx, exception: &Exception, kind: &str, id: Uuid, number: &str) -> Result<()> {
    let row = Model {
        school_id: tx.school()?,
        id: exception.id,
        rule: exception.rule.key().into(),
        subject_kind: kind.into(),
        subject_id: id,
        subject_number: number.into(),
        reason: exception.reason.clone(),
        asked_by: exception.asked_by,
        asked_at: exception.asked_at,
        cosigner_id: exception.cosigner_id,
        signed_at: None,
    };
    row.into_active_model().reset_all().insert(tx).await?;
    Ok(())
}

/// Keeps the signature. Save the record first: whoever holds the row writes what belongs to it.
pub(crate) async fn sign(tx: &Tx, exception: &Exception) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::SignedAt, Expr::value(tx.now()))
        .filter(Column::SchoolId.eq(tx.school()?))
        .filter(Column::Id.eq(exception.id))
        .filter(Column::SignedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}
