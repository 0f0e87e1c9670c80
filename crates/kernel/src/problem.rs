//! Problem details (RFC 9457): the one shape of every refusal and failure.
//!
//! A [`Problem`] is built here and nowhere else; [`crate::http::render`] writes it in the caller's language. What went wrong
//! inside is kept in a field that has no way out but the log.

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use sea_orm::{DbErr, RuntimeErr, SqlErr};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{Lang, Text, reply::StoredReply};

/// An answer that is not success. Cheap to move: one pointer.
#[derive(Debug, Clone)]
pub struct Problem(Box<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    status: StatusCode,
    code: &'static str,
    detail: Text,
    errors: Vec<FieldError>,
    members: Map<String, Value>,
    headers: Vec<(HeaderName, HeaderValue)>,
    cause: Option<Cause>,
    replay: Option<StoredReply>,
}

/// What happened inside. No `Display`: it cannot be formatted into an answer by mistake.
#[derive(Debug, Clone)]
pub struct Cause(String);

impl Cause {
    /// The text for the log line of this request, written once at the edge.
    pub fn for_log(&self) -> &str {
        &self.0
    }
}

/// One field of the request that was refused.
#[derive(Debug, Clone)]
pub struct FieldError {
    /// RFC 6901 pointer into the body, or the name of a query parameter after `?`.
    pub pointer: String,
    pub code: &'static str,
    pub detail: Text,
}

impl Problem {
    /// A refusal with its stable code and its sentence in both languages.
    pub fn new(status: StatusCode, code: &'static str, detail: Text) -> Self {
        Self(Box::new(Inner {
            status,
            code,
            detail,
            errors: Vec::new(),
            members: Map::new(),
            headers: Vec::new(),
            cause: None,
            replay: None,
        }))
    }

    /// 400: the request cannot be read.
    pub fn malformed(code: &'static str, zh: &'static str, en: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, Text::fixed(zh, en))
    }

    /// 404: absent, or outside what the caller may know of.
    pub fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "not_found",
            Text::fixed("没有找到，可能已经移走，或不在您能看到的范围内。", "Not found, moved, or outside what you can see."),
        )
    }

    /// 409: the step is not possible now.
    pub fn conflict(code: &'static str, detail: Text) -> Self {
        Self::new(StatusCode::CONFLICT, code, detail)
    }

    /// 422: readable, but refused; name the fields with [`Problem::field`].
    pub fn refused(code: &'static str, detail: Text) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail)
    }

    /// 422 for one field.
    pub fn invalid(pointer: impl Into<String>, code: &'static str, zh: &'static str, en: &'static str) -> Self {
        let detail = Text::fixed(zh, en);
        Self::refused("validation_failed", detail.clone()).field(pointer, code, detail)
    }

    /// 422: a reference to something that does not exist here.
    pub fn reference(pointer: impl Into<String>) -> Self {
        let detail = Text::fixed("所选的对象不存在或已不可用，请重新选择。", "What was chosen does not exist or is gone; choose again.");
        Self::refused("validation_failed", detail.clone()).field(pointer, "reference_not_found", detail)
    }

    /// 412: somebody else changed it first. `current` is the version to look at before trying again.
    pub fn stale(current: i64) -> Self {
        Self::new(
            StatusCode::PRECONDITION_FAILED,
            "stale",
            Text::fixed("刚刚有人改过，请看一下最新内容再操作。", "Someone changed this just now; look at it again first."),
        )
        .member("current_version", current.into())
    }

    /// 500: our fault. The caller learns only the request id.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        let mut problem = Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            Text::fixed(
                "系统出错了，没有保存任何内容。请把请求编号告诉管理员。",
                "Something failed here and nothing was saved. Give the administrator the request id.",
            ),
        );
        problem.0.cause = Some(Cause(cause.to_string()));
        problem
    }

    /// 503: try again in a moment.
    pub fn unavailable(cause: impl std::fmt::Display) -> Self {
        let mut problem = Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "unavailable",
            Text::fixed("系统正忙，没有保存，请稍后再试。", "Busy right now; nothing was saved. Please try again in a moment."),
        )
        .retry_after(2);
        problem.0.cause = Some(Cause(cause.to_string()));
        problem
    }

    /// 429 with the seconds to wait.
    pub fn too_many(seconds: u64, detail: Text) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", detail).retry_after(seconds)
    }

    /// Not an error at all: the stored answer of the same request, sent again (see [`crate::idempotency`]).
    pub(crate) fn replay(stored: StoredReply) -> Self {
        let mut problem = Self::new(stored.status, "replay", Text::fixed("", ""));
        problem.0.replay = Some(stored);
        problem
    }

    #[must_use]
    pub fn field(mut self, pointer: impl Into<String>, code: &'static str, detail: Text) -> Self {
        self.0.errors.push(FieldError { pointer: pointer.into(), code, detail });
        self
    }

    #[must_use]
    pub fn fields(mut self, errors: impl IntoIterator<Item = FieldError>) -> Self {
        self.0.errors.extend(errors);
        self
    }

    /// The same refusal of something that stands inside a larger body: its pointers begin with `prefix`.
    #[must_use]
    pub fn under(mut self, prefix: &str) -> Self {
        for error in &mut self.0.errors {
            error.pointer.insert_str(0, prefix);
        }
        self
    }

    #[must_use]
    pub fn member(mut self, name: &str, value: Value) -> Self {
        self.0.members.insert(name.to_owned(), value);
        self
    }

    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.push((name, value));
        self
    }

    #[must_use]
    pub fn retry_after(self, seconds: u64) -> Self {
        self.header(header::RETRY_AFTER, HeaderValue::from(seconds))
    }

    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// The sentence, for callers that are not HTTP (the command line).
    pub fn detail(&self) -> &Text {
        &self.0.detail
    }

    pub fn errors(&self) -> &[FieldError] {
        &self.0.errors
    }

    pub fn cause(&self) -> Option<&Cause> {
        self.0.cause.as_ref()
    }

    /// The response in the caller's language. `instance` is the path that was asked for.
    pub(crate) fn render(&self, lang: Lang, instance: &str, request_id: &str) -> Response {
        let inner = &self.0;
        let title = title(inner.status);
        let body = Body {
            r#type: format!("/problems/{}", inner.code),
            title: title.pick(lang),
            status: inner.status.as_u16(),
            detail: inner.detail.pick(lang),
            instance,
            code: inner.code,
            request_id,
            errors: inner.errors.iter().map(|e| BodyError { pointer: &e.pointer, code: e.code, detail: e.detail.pick(lang) }).collect(),
            members: &inner.members,
        };
        let bytes = serde_json::to_vec(&body).unwrap_or_default();
        let mut response = (inner.status, bytes).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag()));
        for (name, value) in &inner.headers {
            headers.insert(name.clone(), value.clone());
        }
        response
    }
}

/// What the caller may know of it, for the command line. The cause stays inside.
impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.0.detail.en, self.0.code)
    }
}

impl std::error::Error for Problem {}

/// Left on the response for the edge, which knows language, path and request id.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        if let Some(stored) = self.0.replay {
            return stored.into_response();
        }
        let mut response = self.0.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Serialize)]
struct Body<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    detail: &'a str,
    instance: &'a str,
    code: &'a str,
    request_id: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<BodyError<'a>>,
    #[serde(flatten)]
    members: &'a Map<String, Value>,
}

#[derive(Serialize)]
struct BodyError<'a> {
    pointer: &'a str,
    code: &'a str,
    detail: &'a str,
}

fn title(status: StatusCode) -> Text {
    match status.as_u16() {
        400 => Text::fixed("请求无法识别", "The request cannot be read"),
        401 => Text::fixed("请先登录", "Sign in first"),
        403 => Text::fixed("没有这项权限", "Not permitted"),
        404 => Text::fixed("没有找到", "Not found"),
        405 => Text::fixed("不支持这种操作", "Method not allowed"),
        409 => Text::fixed("现在不能这样做", "Not possible now"),
        412 => Text::fixed("内容已变化", "Changed meanwhile"),
        413 => Text::fixed("内容太大", "Too large"),
        414 => Text::fixed("网址太长", "Address too long"),
        415 => Text::fixed("格式不支持", "Unsupported format"),
        422 => Text::fixed("请检查填写的内容", "Please check what was entered"),
        428 => Text::fixed("缺少版本号", "Version needed"),
        429 => Text::fixed("操作太频繁", "Too many requests"),
        431 => Text::fixed("请求头太大", "Headers too large"),
        503 => Text::fixed("系统正忙", "Busy"),
        507 => Text::fixed("磁盘已满", "Out of disk space"),
        _ => Text::fixed("系统出错了", "Something failed"),
    }
}

/// The fields of every problem, for the API description.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Problem)]
pub struct ProblemSchema {
    /// Stable address of the kind of problem, `/problems/<code>`.
    pub r#type: String,
    pub title: String,
    pub status: u16,
    /// What to do next, in the caller's language.
    pub detail: String,
    pub instance: String,
    /// What programs switch on.
    pub code: String,
    pub request_id: String,
    #[schema(nullable = false)]
    pub errors: Option<Vec<ProblemFieldSchema>>,
    /// Only with `stale` (412): the version to look at before trying again.
    #[schema(nullable = false)]
    pub current_version: Option<i64>,
}

#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = ProblemField)]
pub struct ProblemFieldSchema {
    pub pointer: String,
    pub code: String,
    pub detail: String,
}

impl From<DbErr> for Problem {
    /// What a feature did not expect of the database. Constraints it does expect are matched before this.
    fn from(error: DbErr) -> Self {
        if error.sql_err().is_some_and(|e| matches!(e, SqlErr::UniqueConstraintViolation(_) | SqlErr::ForeignKeyConstraintViolation(_))) {
            let mut problem = Self::conflict(
                "conflict",
                Text::fixed("与已有的数据冲突，没有保存。", "This conflicts with what is there; nothing was saved."),
            );
            problem.0.cause = Some(Cause(error.to_string()));
            return problem;
        }
        match fault(&error) {
            Fault::DiskFull => {
                let mut problem = Self::new(
                    StatusCode::INSUFFICIENT_STORAGE,
                    "disk_full",
                    Text::fixed(
                        "服务器磁盘已满，没有保存，请联系管理员。",
                        "The server's disk is full; nothing was saved. Tell the administrator.",
                    ),
                );
                problem.0.cause = Some(Cause(error.to_string()));
                problem
            }
            Fault::Away => Self::unavailable(error),
            Fault::Other => Self::internal(error),
        }
    }
}

enum Fault {
    /// The database cannot be reached, is restarting, read-only, or asks to try again.
    Away,
    DiskFull,
    Other,
}

/// BUSY, LOCKED, READONLY, IOERR, CANTOPEN: the low byte says it, the rest where. No code of `PostgreSQL` is so short.
fn is_sqlite_away(code: &str) -> bool {
    code.len() < 5 && code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 8 | 10 | 14))
}

/// Sorts a database error by what the caller can do about it.
#[expect(clippy::wildcard_enum_match_arm, reason = "two enums of other crates, open to new variants")]
fn fault(error: &DbErr) -> Fault {
    let runtime = match error {
        DbErr::ConnectionAcquire(_) => return Fault::Away,
        DbErr::Conn(e) | DbErr::Exec(e) | DbErr::Query(e) => e,
        _ => return Fault::Other,
    };
    let RuntimeErr::SqlxError(sqlx_error) = runtime else { return Fault::Other };
    match sqlx_error.as_ref() {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed | sqlx::Error::Tls(_) => {
            Fault::Away
        }
        sqlx::Error::Database(e) => match e.code().as_deref() {
            // SQLite: FULL; PostgreSQL: disk_full.
            Some("13" | "53100") => Fault::DiskFull,
            Some(code) if is_sqlite_away(code) => Fault::Away,
            // PostgreSQL: connection, shutdown, retry, timeout classes.
            Some(code)
                if code.starts_with("08")
                    || code.starts_with("57")
                    || code.starts_with("53")
                    || code == "40001"
                    || code == "40P01"
                    || code == "55P03" =>
            {
                Fault::Away
            }
            // PostgreSQL says 25006 when a read-only session is asked to write.
            Some("25006") => Fault::Away,
            _ => Fault::Other,
        },
        _ => Fault::Other,
    }
}
