//! What of an address may stand in a log. Follow-up codes in a path are as good as passwords, and people type anything.

use axum::{extract::MatchedPath, http::Extensions};
use uuid::Uuid;

/// Codes and tokens have at least this many letters and digits.
const SHORTEST_SECRET: usize = 10;
/// Longest name of a file of the frontend.
const LONGEST_FILE: usize = 60;

/// The path with everything that could be a secret left out: of a known route only its UUIDs are filled in; of an unknown one long
/// words are dropped.
pub(super) fn for_log(path: &str, extensions: &Extensions) -> String {
    let template = extensions.get::<MatchedPath>().map(MatchedPath::as_str).filter(|t| t.split('/').count() == path.split('/').count());
    match template {
        Some(template) => join(path.split('/').zip(template.split('/')).map(|(segment, shape)| {
            let parameter = shape.starts_with('{');
            if parameter && is_uuid(segment) { segment } else { shape }
        })),
        None => of_unknown(path),
    }
}

/// The same for a path of which nobody has looked up the route.
pub(super) fn of_unknown(path: &str) -> String {
    join(path.split('/').map(|segment| if may_be_secret(segment) { "*" } else { segment }))
}

fn join<'a>(segments: impl Iterator<Item = &'a str>) -> String {
    segments.collect::<Vec<_>>().join("/")
}

fn is_uuid(segment: &str) -> bool {
    Uuid::try_parse(segment).is_ok()
}

fn may_be_secret(segment: &str) -> bool {
    let file = segment.contains('.') && segment.len() <= LONGEST_FILE;
    let long = segment.chars().filter(char::is_ascii_alphanumeric).count() >= SHORTEST_SECRET;
    long && !file && !is_uuid(segment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_tokens_are_left_out_and_ids_stay() {
        let none = Extensions::new();
        assert_eq!(for_log("/f/7K3MABCDEF", &none), "/f/*");
        assert_eq!(for_log("/f/7k3m-abcd-ef", &none), "/f/*");
        assert_eq!(for_log("/assets/index-BxYz12ab90.js", &none), "/assets/index-BxYz12ab90.js");
        assert_eq!(for_log("/x/01900000-0000-7000-8000-000000000001", &none), "/x/01900000-0000-7000-8000-000000000001");
    }
}
