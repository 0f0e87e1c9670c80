//! The API description: what the handlers say, completed with what holds for every operation. Printed by `steward openapi`.

use identity::{Cost, Identity, Passwords, Signer, TokenKey, Vault};
use kernel::{Clock, Db};
use utoipa::openapi::{
    ComponentsBuilder, Content, InfoBuilder, ObjectBuilder, OpenApi, Ref, RefOr, Required, ResponseBuilder, Type,
    header::Header,
    path::{Operation, Parameter, ParameterBuilder, ParameterIn},
    security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme},
};

/// The description as it is published, without a database behind it.
///
/// # Errors
/// When the operating system gives no randomness for a throw-away key.
pub fn describe() -> anyhow::Result<OpenApi> {
    let clock = Clock::default();
    let db = Db::detached(clock.clone());
    let key = TokenKey::new(kernel::random::token()?.as_bytes())?;
    let passwords = Passwords::new(Cost::Full)?;
    // Described, never run.
    let config = crate::Config::default();
    let beside = crate::api::Beside {
        files: files::Files::new(db.clone(), config.files()),
        exports: registers::export::Exports::new(db.clone(), config.exports()),
        parser: sheets::ParserProgram(std::path::PathBuf::new()),
        notices: notices::Notices::new(db.clone(), crate::api::TOPICS, notices::Outbound::new(false)?),
    };
    let identity = Identity {
        db,
        passwords,
        signer: Signer::new(&key, clock),
        vault: Vault::new(&key)?,
        post: std::sync::Arc::new(crate::post::Post(beside.notices.clone())),
        openid: None,
        secure_cookies: false,
        setup_token: None,
        on_school_created: Vec::new(),
    };
    let (_, api) = crate::api::assemble(&identity, &beside);
    Ok(complete(api))
}

/// The description as text, in one order: what `docs/openapi.json` holds.
///
/// # Errors
/// As [`describe`].
pub fn published() -> anyhow::Result<String> {
    // Extensions live in hash maps; a JSON value sorts them.
    let value = serde_json::to_value(describe()?)?;
    Ok(format!("{}\n", serde_json::to_string_pretty(&value)?))
}

fn complete(mut api: OpenApi) -> OpenApi {
    api.info = InfoBuilder::new()
        .title("Steward 总务")
        .description(Some("School logistics: places, people, the asset register and repairs. Rules of this API: docs/api-design.md."))
        .version(env!("CARGO_PKG_VERSION"))
        .build();
    api.servers = None;
    let mut components = ComponentsBuilder::from(api.components.take().unwrap_or_default());
    components = components
        .schema_from::<kernel::problem::ProblemSchema>()
        .schema_from::<kernel::problem::ProblemFieldSchema>()
        .security_scheme("bearer", SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build()))
        .security_scheme("cookie", SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("steward_access"))));
    api.components = Some(components.build());
    for item in api.paths.paths.values_mut() {
        let operations =
            [(&mut item.get, false), (&mut item.put, false), (&mut item.post, true), (&mut item.patch, false), (&mut item.delete, false)];
        for (operation, is_post) in operations {
            if let Some(operation) = operation {
                finish(operation, is_post);
            }
        }
    }
    api
}

fn finish(operation: &mut Operation, is_post: bool) {
    let problem = Content::new(Some(RefOr::Ref(Ref::from_schema_name("Problem"))));
    let default =
        ResponseBuilder::new().description("What was refused or failed (RFC 9457)").content("application/problem+json", problem).build();
    operation.responses.responses.insert("default".into(), RefOr::T(default));
    let extension = |name: &str| operation.extensions.as_ref().and_then(|e| e.get(name)).cloned();
    let public = extension("x-permission").and_then(|v| v.as_str().map(str::to_owned)).is_some_and(|key| is_public(&key));
    let versioned = extension("x-if-match").is_some();
    if !public {
        let none: [&str; 0] = [];
        operation.security = Some(vec![SecurityRequirement::new("bearer", none), SecurityRequirement::new("cookie", none)]);
    }
    let parameters = operation.parameters.get_or_insert_default();
    if versioned {
        let version = text().pattern(Some("^\"[0-9]{1,18}\"$"));
        parameters.push(parameter("If-Match", Required::True, "The version that was seen, such as `\"3\"`.", version));
    }
    if is_post {
        parameters.push(parameter(
            "Idempotency-Key",
            Required::False,
            "The same key with the same body has one effect and one answer, for 30 days.",
            text().pattern(Some("^[!#-~]+$")).min_length(Some(1)).max_length(Some(100)),
        ));
    }
    for parameter in parameters {
        if let RefOr::T(Parameter { name, parameter_in: ParameterIn::Query, schema, .. }) = parameter
            && *name == "limit"
        {
            let rows = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).maximum(Some(kernel::PageLimit::MAX));
            *schema = Some(rows.into());
        }
    }
    for response in operation.responses.responses.values_mut() {
        if let RefOr::T(response) = response {
            response.headers.insert("x-request-id".into(), RefOr::T(Header::new(ObjectBuilder::new().schema_type(Type::String))));
        }
    }
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn parameter(name: &str, required: Required, description: &str, schema: ObjectBuilder) -> RefOr<Parameter> {
    let parameter = ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(required)
        .description(Some(description))
        .schema(Some(schema))
        .build();
    RefOr::T(parameter)
}

fn is_public(key: &str) -> bool {
    crate::api::permissions().any(|p| p.key == key && matches!(p.access, kernel::Access::Public(_)))
}
