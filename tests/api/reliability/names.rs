//! F11: names by which people sign in.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use test_support::{Digest, PASSWORD, Response, School};

use crate::on_both_engines;

/// Adds a person and opens the account.
async fn admit(school: &School, name: &str, staff_no: Option<&str>) -> Result<Value, Response> {
    let person = school.admin.post("/people", json!({ "name": name, "staff_no": staff_no })).await;
    if person.status != 201 {
        return Err(person);
    }
    let person = person.json();
    let before = Digest::of(&school.app.db).await;
    let path = format!("/people/{}/account", person["id"].as_str().unwrap());
    let account = school.admin.post(&path, json!({ "password": PASSWORD })).await;
    if account.status == 200 {
        return Ok(account.json());
    }
    before.assert_unchanged(&school.app.db, "an account that was refused").await;
    Err(account)
}

on_both_engines! {
    async fn f11_names_that_look_alike_cannot_both_sign_in(engine) {
        let school = School::open(engine).await;
        for (staff_no, alikes) in [
            ("Teacher1", ["teacher1", "TEACHER1", "Ｔｅａｃｈｅｒ１", "Téacher1", "Te\u{301}acher1", "Teacher 1", "ⓣeacher1", "Teacher¹"].as_slice()),
            ("Strauss", &["Strauß", "STRAUẞ", "ſtrauss"]),
            ("Σίσυφος", &["ΣΊΣΥΦΟΣ", "σισυφοσ"]),
            ("fi9", &["ﬁ9", "FI9"]),
        ] {
            admit(&school, "某人", Some(staff_no)).await.unwrap_or_else(|a| panic!("{staff_no}: {:#}", a.json()));
            let mut taken = BTreeSet::from([kernel::text::fold(staff_no)]);
            for alike in alikes {
                let refused = admit(&school, "另一人", Some(alike)).await.err().unwrap_or_else(|| panic!("{alike} beside {staff_no}"));
                assert_eq!(refused.status, 409, "{alike} beside {staff_no}");
                let code = refused.json()["code"].clone();
                assert!(code == "sign_in_name_taken" || code == "staff_no_taken", "{alike}: {code}");
                // Who has no number signs in by a name that looks like nobody else's.
                let by_name = admit(&school, alike, None).await.unwrap_or_else(|a| panic!("{alike}: {:#}", a.json()));
                let name = by_name["sign_in_name"].as_str().unwrap();
                assert!(taken.insert(kernel::text::fold(name)), "the name {alike} beside the number {staff_no} became {name}");
            }
        }
        // A name that somebody has is no second way in for a namesake.
        admit(&school, "欧阳 娜娜", None).await.unwrap_or_else(|a| panic!("{:#}", a.json()));
        let second = admit(&school, "欧阳娜娜", None).await.unwrap_or_else(|a| panic!("{:#}", a.json()));
        assert_eq!(second["sign_in_name"], "欧阳娜娜2");
        let namesake = admit(&school, "欧阳娜娜", Some("N77")).await.unwrap_or_else(|a| panic!("{:#}", a.json()));
        assert_eq!(school.app.sign_in("N77").await.person_id, namesake["person"]["id"].as_str().unwrap());
        assert_ne!(school.app.sign_in("欧阳 娜娜").await.person_id, namesake["person"]["id"].as_str().unwrap());
    }
}

on_both_engines! {
    async fn f11_hidden_characters_are_refused_in_names(engine) {
        let school = School::open(engine).await;
        let person = school.admin.post("/people", json!({ "name": "李老师", "staff_no": "S1" })).await.expect(201);
        let path = format!("/people/{}", person["id"].as_str().unwrap());
        let before = Digest::of(&school.app.db).await;
        for hidden in [
            '\u{200B}', '\u{200C}', '\u{200D}', '\u{200E}', '\u{200F}', '\u{202A}', '\u{202E}', '\u{2060}', '\u{2066}', '\u{2069}', '\u{FEFF}', '\u{00AD}',
            '\u{061C}', '\u{034F}', '\u{115F}', '\u{3164}', '\u{FFA0}', '\u{2800}', '\u{2028}', '\u{2029}', '\u{E0041}', '\u{180E}', '\u{0007}', '\u{0085}',
        ] {
            for text in [format!("李{hidden}老师"), format!("{hidden}李老师"), format!("李老师{hidden}"), hidden.to_string()] {
                for (body, pointer) in [(json!({ "name": text }), "/name"), (json!({ "name": "x", "staff_no": text }), "/staff_no")] {
                    for answer in [school.admin.post("/people", body.clone()).await, school.admin.seen(1).patch(&path, body.clone()).await] {
                        let problem = answer.expect_problem(422, "validation_failed");
                        assert_eq!(problem["errors"][0]["pointer"], pointer, "U+{:04X}", u32::from(hidden));
                    }
                }
            }
        }
        before.assert_unchanged(&school.app.db, "a hidden character").await;
    }
}

on_both_engines! {
    async fn f11_signing_in_compares_exactly(engine) {
        let school = School::open(engine).await;
        admit(&school, "严老师", Some("Teacher1")).await.unwrap_or_else(|a| panic!("{:#}", a.json()));
        // Four tries: a fifth failure would close the door for a quarter of an hour, look-alikes counted together.
        for login in ["teacher1", "Ｔｅａｃｈｅｒ１", "Téacher1", "Teacher1\u{200B}"] {
            let refused = school.app.nobody().post("/session", json!({ "login": login, "password": PASSWORD })).await;
            refused.expect_problem(401, "invalid_credentials");
        }
        school.app.sign_in("Teacher1").await;
    }
}
