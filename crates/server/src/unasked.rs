//! Query parameters of operations that have none: refused, like unknown ones elsewhere. Nobody may believe that
//! `?school_id=…` did something.

use std::{collections::HashSet, sync::Arc};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};
use kernel::{Problem, Text};
use utoipa::openapi::{
    OpenApi, RefOr,
    path::{Operation, ParameterIn},
};

/// The operations that describe no query parameters; the others look at their own, and a method that no path has is the router's
/// to refuse.
#[derive(Debug, Clone)]
pub(crate) struct Silent(Arc<HashSet<(Method, String)>>);

impl Silent {
    pub(crate) fn of(api: &OpenApi) -> Self {
        let mut silent = HashSet::new();
        for (path, item) in &api.paths.paths {
            let operations = [
                (Method::GET, &item.get),
                (Method::PUT, &item.put),
                (Method::POST, &item.post),
                (Method::PATCH, &item.patch),
                (Method::DELETE, &item.delete),
            ];
            let without_query = operations.into_iter().filter(|(_, operation)| operation.as_ref().is_some_and(|o| !asks(o)));
            silent.extend(without_query.map(|(method, _)| (method, path.clone())));
        }
        Self(Arc::new(silent))
    }
}

fn asks(operation: &Operation) -> bool {
    operation.parameters.iter().flatten().any(|p| matches!(p, RefOr::T(p) if p.parameter_in == ParameterIn::Query))
}

/// Refuses a query where none is described.
pub(crate) async fn refuse(State(silent): State<Silent>, path: MatchedPath, request: Request, next: Next) -> Response {
    let Some(query) = request.uri().query().filter(|q| !q.is_empty()) else { return next.run(request).await };
    let method = if *request.method() == Method::HEAD { Method::GET } else { request.method().clone() };
    if !silent.0.contains(&(method, path.as_str().to_owned())) {
        return next.run(request).await;
    }
    let name: String = query.split(['=', '&']).next().unwrap_or_default().chars().take(40).collect();
    let text = Text::new(format!("不认识的查询条件 {name}。"), format!("Unknown query parameter {name}."));
    Problem::new(StatusCode::BAD_REQUEST, "unknown_field", text).into_response()
}
