//! `/sign-in-slips`.

use axum::{extract::State, http::HeaderMap, response::Response};
use kernel::{Grant, Json, Page, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{IssueSlips, IssuedSlips, RedeemSlip, SlipCode, SlipOwner},
    issue::Slips,
};
use crate::{
    Identity,
    permissions::{IssueSlips as MayIssue, OwnAccount, RedeemSlip as MayRedeem},
    session::{Device, Me, MembershipView, Sessions},
};

pub fn routes(identity: &Identity) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(issue))
        .routes(routes!(look))
        .routes(routes!(redeem))
        .routes(routes!(join))
        .with_state(Slips::new(identity.clone()))
}

/// New slips for people who cannot sign in yet, or not any more. Older ones of theirs are void.
#[utoipa::path(post, path = "/sign-in-slips", operation_id = "slip_issue", tag = "identity", request_body = IssueSlips,
    responses((status = 201, body = IssuedSlips)), extensions(("x-permission" = json!(MayIssue::INFO.key))))]
async fn issue(grant: Grant<MayIssue>, State(slips): State<Slips>, Json(body): Json<IssueSlips>) -> Result<Reply<IssuedSlips>> {
    slips.issue(&grant, body).await
}

/// Whose slip this is.
#[utoipa::path(post, path = "/sign-in-slips/owner", operation_id = "slip_owner", tag = "identity", request_body = SlipCode,
    responses((status = 200, body = SlipOwner)), extensions(("x-permission" = json!(MayRedeem::INFO.key))))]
async fn look(
    grant: Grant<MayRedeem>,
    State(slips): State<Slips>,
    headers: HeaderMap,
    Json(body): Json<SlipCode>,
) -> Result<Reply<SlipOwner>> {
    let device = Device::of(&slips.0, grant.context(), &headers);
    slips.look(&grant, &body.code, &device).await.map(Reply::ok)
}

/// Chooses a password with a slip and signs in. Every older session of the account ends.
#[utoipa::path(post, path = "/sign-in-slips/redeem", operation_id = "slip_redeem", tag = "identity", request_body = RedeemSlip,
    responses((status = 200, body = Me)), extensions(("x-permission" = json!(MayRedeem::INFO.key))))]
async fn redeem(grant: Grant<MayRedeem>, State(slips): State<Slips>, headers: HeaderMap, Json(body): Json<RedeemSlip>) -> Result<Response> {
    let device = Device::of(&slips.0, grant.context(), &headers);
    let (tokens, me) = slips.redeem(&grant, body, device).await?;
    Ok(Sessions::new(slips.0.clone()).with_cookies(tokens, me))
}

/// Uses a slip with the account one is signed in with: one is that person as well from now on. Answers one's schools.
#[utoipa::path(post, path = "/me/schools", operation_id = "me_join_school", tag = "identity", request_body = SlipCode,
    responses((status = 200, body = Page<MembershipView>)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn join(
    grant: Grant<OwnAccount>,
    State(slips): State<Slips>,
    headers: HeaderMap,
    Json(body): Json<SlipCode>,
) -> Result<Reply<Page<MembershipView>>> {
    let device = Device::of(&slips.0, grant.context(), &headers);
    let schools = slips.join(&grant, &body.code, &device).await?;
    Ok(Reply::ok(Page::whole(schools.into_iter().map(MembershipView::from).collect())))
}
