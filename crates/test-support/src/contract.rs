//! Every answer against the description: a status that is not described, or a body that does not fit, fails the test.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock},
};

use jsonschema::{Registry, Validator};
use matchit::Router;
use serde_json::Value;

/// What the description is called by schemas that refer to it.
const DESCRIPTION: &str = "urn:steward:api";

/// The published description, ready to judge answers.
pub struct Contract {
    api: Value,
    /// Path templates by method, found as the product's own router finds them.
    templates: HashMap<String, Router<String>>,
    /// The description, for schemas that refer to it.
    registry: Registry<'static>,
    /// By where in the description an answer stands, and by schema.
    validators: Mutex<HashMap<String, Arc<Validator>>>,
}

impl Contract {
    /// The one of this process.
    pub fn published() -> &'static Self {
        static CONTRACT: OnceLock<Contract> = OnceLock::new();
        CONTRACT.get_or_init(|| {
            let api: Value = serde_json::from_str(&server::openapi::describe().unwrap().to_json().unwrap()).unwrap();
            let registry = Registry::new().add(DESCRIPTION, Value::clone(&api)).unwrap().prepare().unwrap();
            let mut contract = Self { api, templates: HashMap::new(), registry, validators: Mutex::default() };
            let mut templates: HashMap<String, Router<String>> = HashMap::new();
            for (method, path, _) in contract.operations() {
                templates.entry(method).or_default().insert(path.clone(), path).unwrap();
            }
            contract.templates = templates;
            contract
        })
    }

    pub fn api(&self) -> &Value {
        &self.api
    }

    /// Every operation: method, path template, description.
    pub fn operations(&self) -> Vec<(String, String, &Value)> {
        let paths = self.api["paths"].as_object().unwrap();
        let each = paths
            .iter()
            .flat_map(|(path, item)| item.as_object().unwrap().iter().map(move |(method, op)| (method.to_uppercase(), path.clone(), op)));
        each.collect()
    }

    /// Whether an operation cannot be asked by its path alone.
    pub fn asks_for_more(operation: &Value) -> bool {
        Self::query_of(operation).any(|parameter| parameter["required"] == true)
    }

    /// Whether its answer comes in pages.
    pub fn pages(operation: &Value) -> bool {
        Self::query_of(operation).any(|parameter| parameter["name"] == "limit")
    }

    fn query_of(operation: &Value) -> impl Iterator<Item = &Value> {
        operation["parameters"].as_array().into_iter().flatten().filter(|parameter| parameter["in"] == "query")
    }

    /// # Panics
    /// When the answer is not as described.
    pub fn check(&self, method: &str, path: &str, status: u16, content_type: &str, body: &[u8]) {
        let Some((template, operation)) = self.find(method, path) else { return };
        let responses = &operation["responses"];
        let described = responses.get(status.to_string()).or_else(|| (status >= 400).then(|| responses.get("default")).flatten());
        let described = described.unwrap_or_else(|| panic!("{method} {template} answered {status}, which is not described"));
        let Some(content) = described.get("content").and_then(Value::as_object) else {
            assert!(body.is_empty(), "{method} {template} {status}: a body where none is described");
            return;
        };
        // Files are what they are.
        if content.contains_key("*/*") {
            return;
        }
        let media = content_type.split(';').next().unwrap_or_default();
        assert!(content.contains_key(media), "{method} {template} {status}: {media} is not described");
        if !media.ends_with("json") {
            return;
        }
        let value: Value = serde_json::from_slice(body).unwrap_or_else(|e| panic!("{method} {template} {status}: not JSON: {e}"));
        let schema = &content[media]["schema"];
        let validator = self.validator(format!("{method} {template} {status} {media}"), schema);
        let wrong: Vec<String> = validator.iter_errors(&value).map(|e| format!("{} at {}", e, e.instance_path())).collect();
        assert!(wrong.is_empty(), "{method} {template} {status} does not fit its description: {wrong:?}\n{value:#}");
    }

    fn validator(&self, place: String, schema: &Value) -> Arc<Validator> {
        let mut validators = self.validators.lock().unwrap();
        if let Some(found) = validators.get(&place) {
            return found.clone();
        }
        // Many answers have one schema: a list of errors, a record after each of its steps.
        let elsewhere = schema.to_string().replace("\"#/components/", &format!("\"{DESCRIPTION}#/components/"));
        let made = validators.get(&elsewhere).cloned().unwrap_or_else(|| {
            let schema = serde_json::from_str(&elsewhere).unwrap();
            Arc::new(jsonschema::options().with_registry(&self.registry).build(&schema).unwrap())
        });
        validators.insert(elsewhere, made.clone());
        validators.insert(place, made.clone());
        made
    }

    fn find(&self, method: &str, path: &str) -> Option<(&str, &Value)> {
        let path = path.split('?').next().unwrap_or_default();
        let template = self.templates.get(method)?.at(path).ok()?.value;
        Some((template, &self.api["paths"][template][method.to_lowercase()]))
    }
}
