//! What is set, and from where: a wrong file or a forgotten variable is found by looking.

use std::path::Path;

use figment::{Figment, Source};
use serde_json::Value;

use crate::Config;

/// One setting, its value for the eye, and where it comes from.
pub(super) struct Setting {
    pub key: String,
    pub value: String,
    pub from: String,
}

/// Every setting. Secrets are hidden by their type ([`crate::config::Secret`]).
pub(super) fn all(sources: &Figment, config: &Config) -> serde_json::Result<Vec<Setting>> {
    let mut found = Vec::new();
    if let Value::Object(sections) = serde_json::to_value(config)? {
        for (section, settings) in sections {
            for (key, value) in settings.as_object().into_iter().flatten() {
                let key = format!("{section}.{key}");
                let from = origin(sources, &key);
                found.push(Setting { key, value: shown(value), from });
            }
        }
    }
    Ok(found)
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "–".into(),
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

fn origin(sources: &Figment, key: &str) -> String {
    let Some(metadata) = sources.find_metadata(key) else { return "default".into() };
    match &metadata.source {
        Some(Source::File(path)) => Path::new(path).file_name().map_or_else(|| "file".into(), |name| name.to_string_lossy().into_owned()),
        _ if metadata.name.contains("environment") => format!("STEWARD_{}", key.replace('.', "_").to_uppercase()),
        _ => "default".into(),
    }
}
