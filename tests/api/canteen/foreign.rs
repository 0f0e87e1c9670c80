//! What canteens name in bodies, for the cases that point at rows of another school.

use serde_json::Value;
use test_support::text;

/// Every field of a body that names another row, with one of another school.
pub(crate) fn references(kitchen: &Value, person: &str, room: &str) -> Vec<(&'static str, &'static str, &'static str, String)> {
    let (person, room) = (|| person.to_owned(), || room.to_owned());
    let kitchen = |what: &str| text(&kitchen[what]).to_owned();
    vec![
        ("POST", "/api/v1/canteens", "/place_id", room()),
        ("POST", "/api/v1/canteens", "/manager_id", person()),
        ("POST", "/api/v1/canteens", "/officer_id", person()),
        ("POST", "/api/v1/canteens", "/director_id", person()),
        ("PUT", "/api/v1/canteens/{id}", "/place_id", room()),
        ("PUT", "/api/v1/canteens/{id}", "/manager_id", person()),
        ("PUT", "/api/v1/canteens/{id}", "/officer_id", person()),
        ("PUT", "/api/v1/canteens/{id}", "/director_id", person()),
        ("POST", "/api/v1/canteens/{id}/staff", "/person_id", person()),
        ("PUT", "/api/v1/canteen-staff/{id}", "/person_id", person()),
        ("POST", "/api/v1/canteens/{id}/morning-checks", "/lines/0/staff_id", kitchen("cook")),
        ("POST", "/api/v1/canteens/{id}/morning-checks", "/replaces_id", kitchen("record")),
        ("POST", "/api/v1/canteens/{id}/food-samples", "/keeper_id", kitchen("cook")),
        ("POST", "/api/v1/canteens/{id}/food-samples", "/supervisor_id", person()),
        ("POST", "/api/v1/canteens/{id}/food-samples", "/samples/0/replaces_id", kitchen("sample")),
        ("POST", "/api/v1/canteens/{id}/disinfections", "/operator_id", kitchen("cook")),
        ("POST", "/api/v1/canteens/{id}/disinfections", "/supervisor_id", person()),
        ("POST", "/api/v1/canteens/{id}/disinfections", "/replaces_id", kitchen("record")),
        ("POST", "/api/v1/canteens/{id}/accompanied-meals", "/companion_id", person()),
        ("POST", "/api/v1/canteens/{id}/accompanied-meals", "/replaces_id", kitchen("record")),
        ("POST", "/api/v1/canteens/{id}/leftovers", "/operator_id", kitchen("cook")),
        ("POST", "/api/v1/canteens/{id}/leftovers", "/replaces_id", kitchen("record")),
        ("POST", "/api/v1/canteens/{id}/meetings", "/chair_id", person()),
        ("POST", "/api/v1/canteens/{id}/trainings", "/attended/0", kitchen("cook")),
        ("POST", "/api/v1/canteens/{id}/trainings", "/replaces_id", kitchen("record")),
        ("POST", "/api/v1/canteens/{id}/surveys", "/replaces_id", kitchen("record")),
        ("POST", "/api/v1/canteens/{id}/outside-inspections", "/findings/0/responsible_id", person()),
        ("POST", "/api/v1/canteens/{id}/outside-inspections", "/findings/0/place_id", room()),
        ("POST", "/api/v1/food-samples/{id}/discard", "/operator_id", kitchen("cook")),
        ("POST", "/api/v1/food-samples/{id}/discard", "/supervisor_id", person()),
    ]
}
