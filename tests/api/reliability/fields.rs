//! C. Fields. The cases are generated from the description for every operation that takes a body.

use serde_json::{Map, Value, json};
use test_support::{Client, Digest};

use super::calls::{self, Call, nullable, resolve};
use crate::{coverage::fixtures::Everything, on_both_engines};

/// What somebody would like to set himself.
const COVETED: [&str; 10] =
    ["role", "is_admin", "permissions", "school_id", "approved_by", "price", "created_at", "id", "version", "password_hash"];

on_both_engines! {
    async fn c01_fields_that_are_not_described_are_refused_everywhere(engine) {
        let all = Everything::build(engine).await;
        let before = Digest::of(&all.school.app.db).await;
        let mut tried = 0;
        for call in calls::with_bodies(&all) {
            for at in objects(call.schema(), "") {
                let known = resolve_at(call.schema(), &at)["properties"].as_object().cloned().unwrap_or_default();
                for field in COVETED.into_iter().filter(|f| !known.contains_key(*f)) {
                    let mut body = call.body.clone().unwrap();
                    body.pointer_mut(&at).unwrap()[field] = json!("x");
                    let problem = call.with_body(body).await.expect_problem(422, "validation_failed");
                    let error = &problem["errors"][0];
                    let expected = (format!("{at}/{field}"), "unknown_field");
                    assert_eq!((error["pointer"].as_str().unwrap(), error["code"].as_str().unwrap()), (expected.0.as_str(), expected.1), "{}", call.what());
                    tried += 1;
                }
            }
        }
        assert!(tried > 300, "only {tried} tried");
        before.assert_unchanged(&all.school.app.db, "a field that is not described").await;
    }
}

/// Pointers of all objects in a body: itself and what is nested in it (arrays by their first element).
fn objects(schema: &'static Value, at: &str) -> Vec<String> {
    let schema = resolve(schema);
    if schema["type"] == "array" || schema["type"][0] == "array" {
        return objects(&schema["items"], &format!("{at}/0"));
    }
    let Some(fields) = schema["properties"].as_object() else {
        // Names of a map are the caller's own.
        let closed = schema["type"] == "object" && schema.get("additionalProperties").is_none_or(|more| more == false);
        return if closed { vec![at.to_owned()] } else { Vec::new() };
    };
    std::iter::once(at.to_owned()).chain(fields.iter().flat_map(|(name, field)| objects(field, &format!("{at}/{name}")))).collect()
}

fn resolve_at(schema: &'static Value, pointer: &str) -> &'static Value {
    pointer
        .split('/')
        .skip(1)
        .fold(resolve(schema), |schema, part| resolve(if part == "0" { &schema["items"] } else { &schema["properties"][part] }))
}

/// Values that a field of this schema cannot have.
fn wrong_values(schema: &'static Value, good: &Value) -> Vec<Value> {
    let mut wrong = vec![json!({}), json!({ "x": 1 }), json!([{}])];
    if !nullable(schema) {
        wrong.push(Value::Null);
    }
    let schema = resolve(schema);
    let kind = schema["type"].as_str().or(schema["type"][0].as_str()).unwrap_or("string");
    // Few numbers may be below nothing: those say how far.
    let below = schema["minimum"].as_i64().unwrap_or_default().min(0) - 1;
    wrong.extend(match kind {
        "string" => vec![json!(1), json!(1.5), json!(true), json!([]), json!([good]), json!({ "$ne": "" })],
        "integer" => vec![json!("1"), json!(1.5), json!(true), json!([]), json!([1]), json!(u64::MAX), json!(below), json!(1e300)],
        "boolean" => vec![json!("true"), json!(1), json!(0), json!("")],
        "array" => vec![json!("x"), json!(1), json!({ "0": good[0] })],
        _ => vec![json!("x"), json!(1), json!([]), values_in_order(good)],
    });
    match schema["format"].as_str() {
        Some("uuid") => wrong.extend(["", "0", "-1", "1 OR 1=1", "９2345678-1234-1234-1234-123456789012"].map(|v| json!(v))),
        Some("date") => {
            wrong.extend(["", "tomorrow", "2026-02-30", "0000-01-01", "-0001-01-01", "+10000-01-01", "-262143-01-01"].map(|v| json!(v)))
        }
        Some("date-time") => {
            let impossible = ["", "tomorrow", "2026-11-24", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "0000-01-01T00:00:00Z"];
            wrong.extend(impossible.iter().chain(&["-9999-01-01T00:00:00Z", "+262142-12-31T00:00:00Z"]).map(|v| json!(v)));
        }
        _ => {}
    }
    if let Some(name) = schema["enum"].as_array().and_then(|names| names[0].as_str()) {
        let mut by_name = Map::new();
        by_name.insert(name.to_owned(), Value::Null);
        let shouted = name.to_uppercase();
        let other_case = if shouted == name { name.to_lowercase() } else { shouted };
        wrong.extend([json!("nonsense"), json!(other_case), json!(""), json!([name]), Value::Object(by_name)]);
    }
    // An empty object is an object, an empty array an array; their content is another case.
    let fits = |value: &Value| (kind == "object" && value.is_object()) || (kind == "array" && value.is_array());
    wrong.retain(|value| !fits(value));
    wrong
}

/// A struct as serde would also read it: its values in the order of the fields.
fn values_in_order(good: &Value) -> Value {
    Value::Array(good.as_object().into_iter().flatten().map(|(_, v)| v.clone()).collect())
}

/// Pointers of all fields of a body, nested ones included, with their schema.
fn all_fields(schema: &'static Value) -> Vec<(String, &'static Value)> {
    let at = |object: String| {
        let fields = resolve_at(schema, &object)["properties"].as_object();
        fields.into_iter().flatten().map(move |(name, field)| (format!("{object}/{name}"), field)).collect::<Vec<_>>()
    };
    objects(schema, "").into_iter().flat_map(at).collect()
}

async fn refused(call: &Call, body: &str) {
    let answer = call.with_body(body).await;
    let status = answer.status.as_u16();
    assert!(matches!(status, 400 | 422), "{} took {body}: {status} {}", call.what(), String::from_utf8_lossy(&answer.bytes));
    let problem = answer.json();
    assert!(matches!(problem["code"].as_str(), Some("bad_json" | "validation_failed")), "{} {body}: {problem:#}", call.what());
}

on_both_engines! {
    async fn c02_values_of_another_kind_are_refused_everywhere(engine) {
        let all = Everything::build(engine).await;
        let before = Digest::of(&all.school.app.db).await;
        let mut tried = 0;
        for call in calls::with_bodies(&all) {
            let good = call.body.clone().unwrap();
            for (pointer, schema) in all_fields(call.schema()) {
                assert!(good.pointer(&pointer).is_some(), "the body of {} has no {pointer}", call.what());
                for wrong in wrong_values(schema, good.pointer(&pointer).unwrap()) {
                    let mut body = good.clone();
                    *body.pointer_mut(&pointer).unwrap() = wrong;
                    refused(&call, &body.to_string()).await;
                    tried += 1;
                }
            }
            for whole in ["[]", "[{}]", "null", "1", "true", "\"{}\"", "", &values_in_order(&good).to_string(), &format!("{good}{good}"), &format!("[{good}]")] {
                call.with_body(whole).await.expect_problem(400, "bad_json");
            }
        }
        assert!(tried > 3000, "only {tried} tried");
        before.assert_unchanged(&all.school.app.db, "a value of another kind").await;
    }
}

on_both_engines! {
    /// The first or the last value: no two readers agree, so neither is taken.
    async fn c02_a_field_that_is_there_twice_is_refused(engine) {
        let all = Everything::build(engine).await;
        let before = Digest::of(&all.school.app.db).await;
        for call in calls::with_bodies(&all) {
            let good = call.body.clone().unwrap();
            for (pointer, _) in all_fields(call.schema()) {
                let (object, name) = pointer.rsplit_once('/').unwrap();
                for first in [good.pointer(&pointer).unwrap().clone(), json!(null)] {
                    let text = twice(&good, object, name, &first);
                    let answer = call.with_body(&text).await;
                    let problem = answer.expect_problem(422, "validation_failed");
                    let error = &problem["errors"][0];
                    let code = error["code"].as_str().unwrap();
                    // A first value that cannot be null is refused before the second is seen.
                    assert!(code == "duplicate_field" || (first.is_null() && code == "invalid_value"), "{} {text}: {problem:#}", call.what());
                    assert_eq!(error["pointer"], pointer.as_str(), "{}", call.what());
                }
            }
        }
        before.assert_unchanged(&all.school.app.db, "a field that is there twice").await;
    }
}

/// The body as text, with one more `name` at the beginning of the object at `object`.
fn twice(good: &Value, object: &str, name: &str, first: &Value) -> String {
    let mark = "\u{1}mark";
    let mut marked = good.clone();
    let target = marked.pointer_mut(object).unwrap();
    let original = std::mem::replace(target, json!(mark)).to_string();
    let doubled = original.replacen('{', &format!("{{{}:{first},", json!(name)), 1);
    marked.to_string().replacen(&json!(mark).to_string(), &doubled, 1)
}

/// A change of one field: what was left out is as it was.
async fn patched(client: &Client, path: &str, field: &str, value: Value) -> (Value, Value) {
    let before = client.get(path).await.expect(200);
    let seen = client.seen(before["version"].as_i64().unwrap());
    let after = seen.patch(path, json!({ field: value })).await.expect(200);
    assert_eq!(after, client.get(path).await.expect(200));
    (before, after)
}

async fn keeps_clears_and_refuses(client: &Client, path: &str, shown_as: &[(&str, &str, Value)], fixed: &[&str]) {
    for (field, shown, new) in shown_as {
        let (before, after) = patched(client, path, field, new.clone()).await;
        assert_ne!(before[shown], after[shown], "{path} {field} did not change");
        same_but(&before, &after, shown);
    }
    for (field, shown, new) in shown_as {
        let (before, after) = patched(client, path, field, Value::Null).await;
        assert!(after.get(shown).is_none_or(Value::is_null), "{path} {field} was not cleared: {after:#}");
        same_but(&before, &after, shown);
        patched(client, path, field, new.clone()).await;
    }
    for field in fixed {
        let before = client.get(path).await.expect(200);
        let seen = client.seen(before["version"].as_i64().unwrap());
        let problem = seen.patch(path, json!({ *field: null })).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["pointer"], format!("/{field}"));
        assert_eq!(client.get(path).await.expect(200), before);
    }
}

/// Everything but one member and the version (and the path, which follows the name).
fn same_but(before: &Value, after: &Value, shown: &str) {
    let strip = |view: &Value| {
        let mut view = view.as_object().unwrap().clone();
        for member in [shown, "version", "path"] {
            view.remove(member);
        }
        view
    };
    assert_eq!(strip(before), strip(after));
}

on_both_engines! {
    async fn c03_absent_keeps_null_clears_and_what_cannot_be_empty_refuses_null(engine) {
        let all = Everything::build(engine).await;
        let admin = &all.school.admin;
        let person = format!("/people/{}", all.teacher.person_id);
        let full = json!({ "phone": "13800000000", "department": "教务处" });
        let version = admin.get(&person).await.expect(200)["version"].as_i64().unwrap();
        admin.seen(version).patch(&person, full).await.expect(200);
        let fields = [
            ("phone", "phone", json!("13911111111")),
            ("department", "department", json!("总务处")),
            ("staff_no", "staff_no", json!("T900")),
        ];
        keeps_clears_and_refuses(admin, &person, &fields, &["name"]).await;
        let (before, after) = patched(admin, &person, "name", json!("李改名")).await;
        same_but(&before, &after, "name");

        let room = format!("/locations/{}", all.ids["/api/v1/locations/{id}"]);
        let fields = [
            ("room_use", "room_use", json!("音乐教室")),
            ("responsible_person_id", "responsible_person", json!(all.teacher.person_id)),
        ];
        keeps_clears_and_refuses(admin, &room, &fields, &["name"]).await;
        let (before, after) = patched(admin, &room, "name", json!("101A")).await;
        same_but(&before, &after, "name");
        // Roles are no field of a person: no update, however empty, takes them away.
        assert!(!admin.get(&person).await.expect(200)["roles"].as_array().unwrap().is_empty());
    }
}
