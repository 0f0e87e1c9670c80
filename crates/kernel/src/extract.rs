//! Extractors whose refusals are Problems: JSON bodies, paths and queries. The only ones that routes use.

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
};
use garde::Validate;
use serde::de::DeserializeOwned;

use crate::{Problem, Text, strict::Strict, validate};

/// A validated JSON body: an object of exactly the described fields.
#[derive(Debug, Clone)]
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Validate<Context = ()>> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        require_json(request.headers())?;
        let bytes = http_body_util::BodyExt::collect(request.into_body()).await.map_err(Problem::internal)?.to_bytes();
        let value = parse(&bytes)?;
        Validate::validate(&value).map_err(|report| {
            Problem::refused("validation_failed", Text::fixed("有几处需要改一下。", "A few things need changing."))
                .fields(validate::findings(&report))
        })?;
        Ok(Self(value))
    }
}

/// The one value of a header that decides something. Two of them are two meanings: neither is taken.
///
/// # Errors
/// When the header is there twice.
pub fn only(headers: &HeaderMap, name: impl header::AsHeaderName) -> Result<Option<&HeaderValue>, Twice> {
    let mut all = headers.get_all(name).iter();
    match (all.next(), all.next()) {
        (first, None) => Ok(first),
        (_, Some(_)) => Err(Twice),
    }
}

/// A header is there twice.
#[derive(Debug, Clone, Copy)]
pub struct Twice;

pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    only(headers, header::CONTENT_TYPE)
        .unwrap_or_default()
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.split(';').next())
        .is_some_and(|v| v.trim().eq_ignore_ascii_case("application/json"))
}

fn require_json(headers: &HeaderMap) -> Result<(), Problem> {
    if is_json(headers) {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "json_required",
        Text::fixed("请以 application/json 发送。", "Send the body as application/json."),
    ))
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    // serde reads a sequence into a struct by position; a body is always an object.
    if bytes.iter().find(|b| !b.is_ascii_whitespace()) != Some(&b'{') {
        return Err(Problem::malformed("bad_json", "内容应是一个 JSON 对象。", "The body must be a JSON object."));
    }
    // PostgreSQL keeps no NUL in text; refused on both engines alike.
    if has_nul_escape(bytes) {
        return Err(Problem::malformed("bad_json", "内容含有 NUL 字符。", "The body contains a NUL character."));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(Strict(&mut reader)).map_err(|error| {
        let pointer = validate::pointer(&error.path().to_string());
        bad_field(pointer, error.inner())
    })?;
    reader.end().map_err(|_| Problem::malformed("bad_json", "JSON 后面有多余的内容。", "There is something after the JSON object."))?;
    Ok(value)
}

/// Sorts serde's error: not JSON at all is 400; a field of the wrong kind, missing or unknown is 422 with its pointer.
fn bad_field(pointer: String, error: &serde_json::Error) -> Problem {
    if !error.is_data() {
        return Problem::malformed("bad_json", "内容不是有效的 JSON。", "The body is not valid JSON.");
    }
    let message = error.to_string();
    let quoted = || message.split('`').nth(1).unwrap_or_default().to_owned();
    let (pointer, code, detail) = if message.starts_with("unknown field") {
        let name = quoted();
        let text = Text::new(format!("不认识的字段 {name}。"), format!("Unknown field {name}."));
        (format!("{}/{name}", parent(&pointer, &name)), "unknown_field", text)
    } else if message.starts_with("missing field") {
        (format!("{pointer}/{}", quoted()), "required", Text::fixed("必填。", "Required."))
    } else if message.starts_with("duplicate field") {
        (format!("{}/{}", parent(&pointer, &quoted()), quoted()), "duplicate_field", Text::fixed("字段重复。", "The field is there twice."))
    } else {
        let english = message.split(" at line ").next().unwrap_or_default().to_owned();
        (pointer, "invalid_value", Text::new("填写的内容格式不对。", english))
    };
    Problem::refused("validation_failed", Text::fixed("有几处需要改一下。", "A few things need changing.")).field(pointer, code, detail)
}

/// serde's path may or may not already end with the field it complains about.
fn parent<'a>(pointer: &'a str, name: &str) -> &'a str {
    pointer.strip_suffix(name).and_then(|p| p.strip_suffix('/')).unwrap_or(pointer)
}

/// Finds `\u0000` as an escape (not as an escaped backslash followed by text).
pub(crate) fn has_nul_escape(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter().copied();
    while let Some(byte) = rest.next() {
        if byte == b'\\' && rest.next() == Some(b'u') && rest.clone().take(4).eq(*b"0000") {
            return true;
        }
    }
    false
}

/// For optional fields where `null` clears and absence keeps: absent is `None`, `null` is `Some(None)`.
///
/// # Errors
/// Those of the inner value.
pub fn present<'de, T: serde::Deserialize<'de>, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    <Option<T> as serde::Deserialize>::deserialize(deserializer).map(Some)
}

/// For optional fields that can be changed but not cleared: absence keeps, `null` is refused.
///
/// # Errors
/// Those of the inner value.
pub fn given<'de, T: serde::Deserialize<'de>, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// Path parameters. What does not parse is a 404: there is no such thing.
#[derive(Debug, Clone)]
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        // PostgreSQL keeps no NUL in text: nothing here has one in its name.
        if parts.uri.path().contains("%00") {
            return Err(Problem::not_found());
        }
        #[expect(clippy::disallowed_types, reason = "this is the wrapper that features use instead")]
        axum::extract::Path::<T>::from_request_parts(parts, state).await.map(|p| Self(p.0)).map_err(|_| Problem::not_found())
    }
}

/// Query parameters: every key known, each at most once.
#[derive(Debug, Clone)]
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Self::read(parts.uri.query().unwrap_or_default())
    }
}

impl<T: DeserializeOwned> Query<T> {
    /// Reads a query string.
    ///
    /// # Errors
    /// 400 for a parameter that is unknown, is there twice or does not fit.
    pub fn read(query: &str) -> Result<Self, Problem> {
        let mut seen = std::collections::HashSet::new();
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            if value.contains('\0') || key.contains('\0') {
                return Err(Problem::malformed("bad_query", "查询条件含有 NUL 字符。", "A query parameter contains a NUL character."));
            }
            if !seen.insert(key.into_owned()) {
                return Err(Problem::malformed("duplicate_parameter", "同一个查询条件出现了两次。", "A query parameter is there twice."));
            }
        }
        serde_urlencoded::from_str(query).map(Self).map_err(|error| {
            let message = error.to_string();
            let name = message.split('`').nth(1).unwrap_or_default().to_owned();
            if message.starts_with("unknown field") {
                let text = Text::new(format!("不认识的查询条件 {name}。"), format!("Unknown query parameter {name}."));
                Problem::new(StatusCode::BAD_REQUEST, "unknown_field", text)
            } else {
                Problem::new(StatusCode::BAD_REQUEST, "bad_query", Text::new("查询条件格式不对。", message))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Line {
        #[expect(dead_code)]
        count: i64,
    }
    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Body {
        #[expect(dead_code)]
        lines: Vec<Line>,
    }

    fn refusal(body: &str) -> (u16, String, &'static str) {
        let problem = parse::<Body>(body.as_bytes()).unwrap_err();
        let (pointer, code) = problem.errors().first().map_or((String::new(), problem.code()), |e| (e.pointer.clone(), e.code));
        (problem.status().as_u16(), pointer, code)
    }

    #[test]
    fn each_kind_of_bad_body_is_named() {
        assert_eq!(refusal("[]").0, 400);
        assert_eq!(refusal("{").0, 400);
        assert_eq!(refusal(r#"{"lines":[]} x"#).0, 400);
        assert_eq!(refusal(r#"{"lines":[{"count":1,"role":2}]}"#), (422, "/lines/0/role".into(), "unknown_field"));
        assert_eq!(refusal(r#"{"lines":[{}]}"#), (422, "/lines/0/count".into(), "required"));
        assert_eq!(refusal(r#"{"lines":[{"count":"1"}]}"#), (422, "/lines/0/count".into(), "invalid_value"));
        assert_eq!(refusal(r#"{"lines":[[1]]}"#), (422, "/lines/0".into(), "invalid_value"));
        assert_eq!(refusal(r#"{"lines":[],"lines":[]}"#), (422, "/lines".into(), "duplicate_field"));
        assert_eq!(refusal(r#"{"lines":"\u0000"}"#).0, 400);
        assert!(!has_nul_escape(br"a\\u0000"));
    }
}
