//! Who accepts: others than those who bought, two from the school's amount on, one of them of the side that will use it (SD2), or an
//! exception of that which somebody else signs for.

use campus::{delegation::StandIns, person};
use kernel::{Grant, Problem, Result, Tx};
use uuid::Uuid;

use super::{dto::ReceiptBody, error::ReceiptError, model::Acceptor};
use crate::{
    exception::{self, Exception, ExceptionError, Rule},
    order::Order,
    permissions::AcceptGoods,
};

/// Whoever makes the receipt, who signs by it, and the others: each another person.
pub(super) async fn acceptors(
    tx: &Tx,
    grant: &Grant<AcceptGoods>,
    order: &Order,
    body: &ReceiptBody,
) -> Result<(Vec<Acceptor>, Option<Exception>)> {
    let (me, school) = (grant.person()?, tx.school()?);
    for (index, other) in body.acceptor_ids.iter().enumerate() {
        person::repo::active(tx, school, *other, &format!("/acceptor_ids/{index}")).await?;
    }
    let people: Vec<Uuid> = std::iter::once(me).chain(body.acceptor_ids.iter().copied()).collect();
    let stand_ins = StandIns::of(tx, people.clone()).await?;
    let against = against(tx, order, body, &people).await?;
    for (index, person) in people.iter().enumerate().skip(1) {
        if people.iter().take(index).any(|other| stand_ins.are_one(*other, *person)) {
            return Err(ReceiptError::AcceptorTwice(index - 1).into());
        }
    }
    if body.using_side_id.is_some_and(|person| !people.contains(&person)) {
        return Err(Problem::reference("/using_side_id"));
    }
    let exception = excepted(tx, order, body, &people, against).await?;
    let acceptor = |person_id: Uuid| Acceptor {
        person_id,
        using_side: body.using_side_id == Some(person_id),
        signed_at: (person_id == me).then(|| tx.now()),
    };
    Ok((people.into_iter().map(acceptor).collect(), exception))
}

/// What of the rule is not kept by these people.
async fn against(tx: &Tx, order: &Order, body: &ReceiptBody, people: &[Uuid]) -> Result<Option<ReceiptError>> {
    if let Some(index) = refuse_buyers(tx, order, people).await? {
        return Ok(Some(ReceiptError::BuyerAccepts(index.checked_sub(1))));
    }
    let two = order.acceptors_needed > 1;
    if two && people.len() < 2 {
        return Ok(Some(ReceiptError::TwoAcceptors));
    }
    let Some(side) = body.using_side_id else { return Ok(two.then_some(ReceiptError::UsingSideMissing)) };
    Ok((!will_use_it(tx, order, side).await?).then_some(ReceiptError::NotUsingSide))
}

/// Whoever asked for it will use it; where he has a department, anybody of it will. By the departments of today.
async fn will_use_it(tx: &Tx, order: &Order, person: Uuid) -> Result<bool> {
    if person == order.requester_id {
        return Ok(true);
    }
    let both = person::repo::all_of(tx, order.school_id, vec![person, order.requester_id]).await?;
    let department = |id: Uuid| both.iter().find(|one| one.id == id).and_then(|one| one.department_id);
    Ok(department(order.requester_id).is_some_and(|his| department(person) == Some(his)))
}

/// The exception that is asked for: only where the rule is not kept, and never without one where it is not.
async fn excepted(tx: &Tx, order: &Order, body: &ReceiptBody, people: &[Uuid], against: Option<ReceiptError>) -> Result<Option<Exception>> {
    let Some(asked) = &body.exception else { return against.map_or(Ok(None), |against| Err(against.into())) };
    let me = *people.first().ok_or_else(|| Problem::internal("a receipt that nobody makes"))?;
    let parties: Vec<Uuid> = people.iter().copied().chain(order.buyers.iter().map(|buyer| buyer.person_id)).collect();
    let exception = exception::asked(tx, asked, Rule::Sd2, me, &parties).await?;
    if against.is_none() {
        return Err(ExceptionError::NotNeeded.into());
    }
    Ok(Some(exception))
}

/// Which of these people bought it, or stands in for who did, or has him stand in.
pub(super) async fn refuse_buyers(tx: &Tx, order: &Order, people: &[Uuid]) -> Result<Option<usize>> {
    let buyers: Vec<Uuid> = order.buyers.iter().map(|buyer| buyer.person_id).collect();
    let stand_ins = StandIns::of(tx, people.iter().chain(&buyers).copied().collect()).await?;
    Ok(people.iter().position(|person| buyers.iter().any(|buyer| stand_ins.are_one(*buyer, *person))))
}
