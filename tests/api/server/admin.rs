//! `steward admin`: the way back in when nobody can sign in.

use serde_json::json;
use test_support::{Digest, PASSWORD, School};

use crate::{
    identity::{authenticator, second_factor},
    on_both_engines,
    registers::ledgers::{DONE, PROGRAM},
};

/// What the command prints between empty lines.
fn printed(out: &str) -> String {
    out.lines().find(|line| line.starts_with("    ")).unwrap().trim().to_owned()
}

on_both_engines! {
    async fn an_administrator_gets_a_new_password_and_his_sessions_end(engine) {
        let school = School::open(engine).await;
        let db = &school.app.db;
        let before = db.dump().await["audit_event"].len();
        let done = db.run(PROGRAM, &["admin", "reset", "A001"]).await.expect(DONE);
        let password = printed(&done.out);
        assert!(password.len() == 17 && !done.err.contains(&password), "{done:?}");
        assert_eq!(db.dump().await["audit_event"].len(), before + 1);
        // A write asks anew at once, a read within two seconds.
        school.admin.post("/people", json!({ "name": "新人" })).await.expect_problem(401, "unauthenticated");
        let nobody = school.app.nobody();
        nobody.post("/session", json!({ "login": "A001", "password": PASSWORD })).await.expect_problem(401, "invalid_credentials");
        nobody.post("/session", json!({ "login": "A001", "password": password })).await.expect(200);
        let events = school.principal.get("/audit-events?action=account.password_reset").await.expect(200);
        assert_eq!((&events["items"][0]["actor_kind"], &events["items"][0]["actor_name"]), (&"cli".into(), &"command line".into()));
    }
}

on_both_engines! {
    async fn a_new_administrator_is_one_at_once_and_it_is_written_down(engine) {
        let school = School::open(engine).await;
        let db = &school.app.db;
        let done = db.run(PROGRAM, &["admin", "add", "应急管理", "--staff-no", "A900"]).await.expect(DONE);
        let answer = school.app.nobody().post("/session", json!({ "login": "A900", "password": printed(&done.out) })).await;
        let token = answer.cookie("steward_access");
        let me = answer.expect(200);
        let mut rescued = school.app.nobody();
        rescued.token = token;
        assert_eq!(me["person"]["name"], "应急管理");
        rescued.post("/people", json!({ "name": "新人" })).await.expect(201);
        let events = school.principal.get("/audit-events?limit=10").await.expect(200);
        let by_cli = events["items"].as_array().unwrap().iter().filter(|event| event["actor_kind"] == "cli").count();
        assert_eq!(by_cli, 3, "the person, the account and the role: {events:#}");
    }
}

on_both_engines! {
    async fn nobody_else_is_helped_in_by_it(engine) {
        let school = School::open(engine).await;
        school.person("李老师", &["staff"]).await;
        let db = &school.app.db;
        let before = Digest::of(db).await;
        for (arguments, why) in [
            (vec!["admin", "reset", "没这人"], "nobody at 青禾小学 signs in as 没这人"),
            (vec!["admin", "reset", "T001"], "not the account of an administrator"),
            (vec!["admin", "reset", "P001"], "not the account of an administrator"),
            (vec!["admin", "add", ""], "is no name"),
            (vec!["admin", "add", "第二个", "--staff-no", "A001"], "staff number"),
            (vec!["admin", "add", "第二个", "--school", "别的学校"], "there is no such school"),
        ] {
            let refused = db.run(PROGRAM, &arguments).await.expect(1);
            assert!(refused.err.to_lowercase().contains(why) || refused.err.contains(why), "{arguments:?}: {refused:?}");
        }
        before.assert_unchanged(db, "somebody who is no administrator").await;
    }
}

on_both_engines! {
    async fn a_district_is_put_above_the_schools_and_only_one(engine) {
        let school = School::open(engine).await;
        let db = &school.app.db;
        let arguments = ["admin", "district", "东城学区", "--administrator", "区管理", "--second-key-holder", "区主任"];
        let done = db.run(PROGRAM, &arguments).await.expect(DONE);
        let (name, password) = printed(&done.out).split_once("    ").map(|(name, secret)| (name.to_owned(), secret.to_owned())).unwrap();
        let answer = school.app.nobody().post("/session", json!({ "login": name, "password": password })).await;
        let token = answer.cookie("steward_access");
        let me = answer.expect(200);
        assert_eq!((&me["school"]["kind"], &me["school"]["name"]), (&json!("district"), &json!("东城学区")));
        let mut admin = school.app.nobody();
        admin.token = token;
        assert_eq!(admin.column("/schools", "name").await, ["青禾小学"]);
        assert_eq!(school.principal.column("/audit-events?limit=1", "action").await, ["school.joined_district"]);
        let before = Digest::of(db).await;
        let refused = db.run(PROGRAM, &arguments).await.expect(1);
        assert!(refused.err.contains("There is a district already"), "{refused:?}");
        let alone = ["admin", "district", "西城学区", "--administrator", "某人", "--second-key-holder", "某人"];
        assert!(db.run(PROGRAM, &alone).await.expect(1).err.contains("somebody else"));
        before.assert_unchanged(db, "a second district").await;
    }
}

on_both_engines! {
    async fn the_address_of_signs_moves_with_the_server(engine) {
        let school = School::open(engine).await;
        let db = &school.app.db;
        for wrong in ["zongwu.school.lan", "ftp://school.test", "https://", "https://school.test?x=1"] {
            let refused = db.run(PROGRAM, &["admin", "address", wrong]).await.expect(1);
            assert!(refused.err.contains("Give a whole address"), "{refused:?}");
        }
        for here in ["http://localhost:8080", "https://127.0.0.1", "http://[::1]:8080"] {
            let refused = db.run(PROGRAM, &["admin", "address", here]).await.expect(1);
            assert!(refused.err.contains("means the phone itself"), "{refused:?}");
        }
        db.run(PROGRAM, &["admin", "address", "https://school.test"]).await.expect(DONE);
        assert_eq!(school.admin.get("/me").await.expect(200)["school"]["public_url"], "https://school.test");
        let events = school.principal.get("/audit-events?action=school.address_changed").await.expect(200);
        assert_eq!((events["items"].as_array().unwrap().len(), &events["items"][0]["actor_kind"]), (1, &"cli".into()));
    }
}

on_both_engines! {
    /// The second key's holder has lost the phone: no administrator may help, the server's owner does, and learns no password.
    async fn one_time_codes_of_anybody_are_taken_away_at_the_server(engine) {
        let school = School::open(engine).await;
        second_factor::enrol(&school, &school.principal).await;
        let sign_in = || async { school.app.nobody().post("/session", json!({ "login": "P001", "password": PASSWORD })).await };
        sign_in().await.expect_problem(401, "totp_required");
        let done = school.app.db.run(PROGRAM, &["admin", "codes", "P001"]).await.expect(DONE);
        assert!(done.out.contains("董校长 signs in with the password alone"), "{done:?}");
        sign_in().await.expect(200);
        let events = school.admin.get("/audit-events?action=account.totp_taken").await.expect(200);
        assert_eq!(events["items"][0]["actor_kind"], "cli");
        let (mut phone, _) = authenticator::add(&school.principal, "手机").await;
        school.app.db.run(PROGRAM, &["admin", "codes", "P001"]).await.expect(DONE);
        authenticator::sign_in(&school, &mut phone).await.expect_problem(401, "passkey_not_good");
        school.app.db.run(PROGRAM, &["admin", "codes", "没这人"]).await.expect(1);
    }
}
