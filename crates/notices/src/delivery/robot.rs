//! What robots and hooks are sent, and how it is signed. Text, never Markdown: what somebody wrote into a report stays what he wrote.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::Sha256;
use url::Url;

use super::message::Message;
use crate::{
    channel::ChannelKind,
    outbound::{NotSent, Outbound, http::Answer},
};

/// Posts a message to a robot or hook at `target`.
pub async fn send(
    out: &Outbound,
    kind: ChannelKind,
    target: &str,
    secret: Option<&str>,
    message: &Message,
    now: DateTime<Utc>,
) -> Result<(), NotSent> {
    let mut url = out.readable(target).ok_or_else(|| NotSent("an address that is not allowed".into()))?;
    let mut headers = vec![("steward-delivery", message.id.to_string())];
    let body = match kind {
        ChannelKind::Wecom | ChannelKind::Dingtalk => robot_text(&message.short_text()),
        ChannelKind::Webhook | ChannelKind::Smtp => message.json(),
    };
    let body = serde_json::to_vec(&body).map_err(NotSent::because)?;
    match (kind, secret) {
        (ChannelKind::Dingtalk, Some(secret)) => sign_dingtalk(&mut url, secret, now)?,
        (ChannelKind::Webhook, Some(secret)) => {
            let at = now.timestamp();
            headers.push(("steward-timestamp", at.to_string()));
            headers.push(("steward-signature", format!("v1={}", signature(secret, at, &body)?)));
        }
        _ => {}
    }
    understood(kind, &out.post(&url, &headers, body).await?)
}

fn robot_text(text: &str) -> Value {
    json!({ "msgtype": "text", "text": { "content": text } })
}

/// 钉钉: `timestamp` and `sign` in the query, the signature over the time and the secret itself.
fn sign_dingtalk(url: &mut Url, secret: &str, now: DateTime<Utc>) -> Result<(), NotSent> {
    let at = now.timestamp_millis();
    let sign = STANDARD.encode(hmac(secret, &[format!("{at}\n{secret}").as_bytes()])?);
    url.query_pairs_mut().append_pair("timestamp", &at.to_string()).append_pair("sign", &sign);
    Ok(())
}

/// What a hook's receiver computes again: HMAC-SHA256 in hex over `timestamp.body`.
fn signature(secret: &str, at: i64, body: &[u8]) -> Result<String, NotSent> {
    Ok(hex::encode(hmac(secret, &[at.to_string().as_bytes(), b".", body])?))
}

fn hmac(secret: &str, parts: &[&[u8]]) -> Result<Vec<u8>, NotSent> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(NotSent::because)?;
    for part in parts {
        mac.update(part);
    }
    Ok(mac.finalize().into_bytes().to_vec())
}

#[derive(Deserialize)]
struct RobotAnswer {
    errcode: i64,
}

/// Robots answer 200 whatever happens, and say in the body whether it did.
fn understood(kind: ChannelKind, answer: &Answer) -> Result<(), NotSent> {
    if !answer.status.is_success() {
        return Err(NotSent(format!("status {}", answer.status.as_u16())));
    }
    match kind {
        ChannelKind::Webhook | ChannelKind::Smtp => Ok(()),
        ChannelKind::Wecom | ChannelKind::Dingtalk => match serde_json::from_slice::<RobotAnswer>(&answer.body) {
            Ok(RobotAnswer { errcode: 0 }) => Ok(()),
            Ok(RobotAnswer { errcode }) => Err(NotSent(format!("errcode {errcode}"))),
            Err(_) => Err(NotSent("not the answer of a robot".into())),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed elsewhere, by Python's `hmac`.
    #[test]
    fn signatures_are_those_that_receivers_compute() {
        let signed = signature("stone-bridge", 1_795_000_000, b"{\"id\":1}").unwrap();
        assert_eq!(signed, "1173a9ee169c69c81bdafa964aeca57b2c3e0b1df74ada1f3bf618dc70c45894");
        let mut url = Url::parse("https://oapi.dingtalk.com/robot/send?access_token=x").unwrap();
        sign_dingtalk(&mut url, "SECabc", DateTime::from_timestamp_millis(1_795_000_000_123).unwrap()).unwrap();
        assert_eq!(url.query(), Some("access_token=x&timestamp=1795000000123&sign=76Owr%2F8oO%2BfilRVzSZGz8fe%2FwEPvVysZbHCSDs%2FXVaU%3D"));
    }

    #[test]
    fn a_robot_that_refuses_with_200_did_not_take_it() {
        let answer = |body: &str| Answer { status: hyper::StatusCode::OK, headers: hyper::HeaderMap::new(), body: body.to_owned().into() };
        understood(ChannelKind::Wecom, &answer("{\"errcode\":0,\"errmsg\":\"ok\"}")).unwrap();
        understood(ChannelKind::Wecom, &answer("{\"errcode\":93000}")).unwrap_err();
        understood(ChannelKind::Dingtalk, &answer("<html>")).unwrap_err();
        understood(ChannelKind::Webhook, &answer("<html>")).unwrap();
    }
}
