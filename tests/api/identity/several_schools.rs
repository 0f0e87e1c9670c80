//! One account in several schools: joined by a slip, acting in one at a time, and leaving one of them.

use serde_json::{Value, json};
use test_support::{Client, Digest, PASSWORD, School, text};

use crate::on_both_engines;

/// 李老师 of 青禾小学, who teaches at 别的学校 as well; the two schools' ids.
struct Both {
    home: School,
    other_admin: Client,
    other_principal: Client,
    teacher: Client,
    here: Value,
    there: Value,
    person_there: String,
}

async fn slip(by: &Client, person: &str) -> Value {
    by.post("/sign-in-slips", json!({ "people": [person] })).await.expect(201)["items"][0]["code"].clone()
}

async fn switch(client: &Client, school: &Value) -> Value {
    client.post("/session/school", json!({ "school_id": school })).await.expect(200)
}

impl Both {
    async fn open(engine: test_support::TestEngine, roles_here: &[&str], roles_there: &[&str]) -> Self {
        let home = School::open(engine).await;
        let (other_admin, other_principal) = home.app.second_school("别的学校").await;
        let teacher = home.person("李老师", roles_here).await;
        let person = other_admin.post("/people", json!({ "name": "李老师", "staff_no": "T001" })).await.expect(201);
        let person_there = text(&person["id"]).to_owned();
        for role in roles_there {
            let grant = other_admin.post(&format!("/people/{person_there}/role-grants"), json!({ "role": role })).await.expect(201);
            if grant["pending"] == true {
                let path = format!("/role-grants/{}/confirm", text(&grant["id"]));
                other_principal.seen(1).post(&path, json!({})).await.expect(200);
            }
        }
        let code = slip(&other_admin, &person_there).await;
        let owner = home.app.nobody().post("/sign-in-slips/owner", json!({ "code": code })).await.expect(200);
        assert_eq!((&owner["reset"], &owner["other_schools"]), (&json!(false), &json!(true)));
        let schools = teacher.post("/me/schools", json!({ "code": code })).await.expect(200);
        let id = |nth: usize| schools["items"][nth]["id"].clone();
        Self { other_admin, other_principal, teacher, here: id(0), there: id(1), person_there, home }
    }
}

on_both_engines! {
    async fn a_slip_joins_ones_account_to_another_school_once(engine) {
        let both = Both::open(engine, &["staff"], &["staff"]).await;
        let me = both.teacher.get("/me").await.expect(200);
        assert_eq!((&me["school"]["name"], &me["sign_in_name"]), (&json!("青禾小学"), &json!("T001")), "the session stays where it is");
        let me = switch(&both.teacher, &both.there).await;
        assert_eq!((&me["school"]["name"], &me["person"]["id"]), (&json!("别的学校"), &json!(both.person_there)));
        assert_eq!(me["sign_in_name"], "T001", "the number is one's own");
        assert_eq!(both.home.app.sign_in("T001").await.get("/me").await.expect(200)["school"]["name"], "别的学校", "where one worked last");
        let acts = both.other_principal.column("/audit-events?limit=3", "action").await;
        assert_eq!(acts, ["session.started", "session.school_switched", "account.joined"]);

        // A slip of somebody with an account, of a second person in the same school, a used one and a wrong one.
        let with_account = both.home.person("王老师", &["staff"]).await;
        let taken = slip(&both.home.admin, &with_account.person_id).await;
        let second = both.other_admin.post("/people", json!({ "name": "赵老师" })).await.expect(201);
        let second = slip(&both.other_admin, text(&second["id"])).await;
        let before = Digest::of(&both.home.app.db).await;
        both.teacher.post("/me/schools", json!({ "code": taken })).await.expect_problem(409, "has_account");
        both.teacher.post("/me/schools", json!({ "code": second })).await.expect_problem(409, "belongs_already");
        before.assert_unchanged(&both.home.app.db, "slips that join nothing").await;
        both.teacher.post("/me/schools", json!({ "code": "7K3M9QXT2WBC4N8P" })).await.expect_problem(400, "slip_not_good");
    }
}

on_both_engines! {
    /// Leaving one school ends what was open there; the other one goes on, and nothing falls back by itself.
    async fn a06_after_a_membership_ended_nothing_acts_there(engine) {
        let both = Both::open(engine, &["staff"], &["staff"]).await;
        let (at_home, away) = (both.home.app.sign_in("T001").await, both.home.app.sign_in("T001").await);
        switch(&away, &both.there).await;
        let path = format!("/people/{}", both.person_there);
        let version = both.other_admin.get(&path).await.expect(200)["version"].as_i64().unwrap();
        both.other_admin.seen(version).post(&format!("{path}/disable"), json!({})).await.expect(200);
        let before = Digest::of(&both.home.app.db).await;
        away.get("/me").await.expect_problem(401, "unauthenticated");
        away.post("/saved-views", json!({ "list": "assets", "name": "x", "query": "" })).await.expect_problem(401, "unauthenticated");
        at_home.post("/session/school", json!({ "school_id": both.there })).await.expect_problem(422, "validation_failed");
        before.assert_unchanged(&both.home.app.db, "somebody who left").await;
        let me = at_home.get("/me").await.expect(200);
        assert_eq!((&me["school"]["name"], me["schools"].as_array().unwrap().len()), (&json!("青禾小学"), 1));
        assert_eq!(both.home.app.sign_in("T001").await.get("/me").await.expect(200)["school"]["name"], "青禾小学");
        // The last one closes the account.
        let path = format!("/people/{}", at_home.person_id);
        let version = both.home.admin.get(&path).await.expect(200)["version"].as_i64().unwrap();
        both.home.admin.seen(version).post(&format!("{path}/disable"), json!({})).await.expect(200);
        let credentials = json!({ "login": "T001", "password": PASSWORD });
        both.home.app.nobody().post("/session", credentials).await.expect_problem(401, "invalid_credentials");
    }
}

on_both_engines! {
    async fn a17_a_person_of_one_school_gets_no_role_in_another(engine) {
        let both = Both::open(engine, &["staff"], &[]).await;
        let before = Digest::of(&both.home.app.db).await;
        for path in [format!("/people/{}/role-grants", both.teacher.person_id), format!("/people/{}/account", both.teacher.person_id)] {
            let body = if path.ends_with("account") { json!({ "password": PASSWORD }) } else { json!({ "role": "staff" }) };
            both.other_admin.post(&path, body).await.expect_problem(404, "not_found");
        }
        let people = json!({ "people": [both.teacher.person_id] });
        both.other_admin.post("/sign-in-slips", people).await.expect_problem(422, "validation_failed");
        let route = json!({ "category": "lock", "worker_id": both.teacher.person_id });
        both.other_admin.post("/repair-routes", route).await.expect_problem(422, "validation_failed");
        before.assert_unchanged(&both.home.app.db, "a person of another school").await;
    }
}

on_both_engines! {
    /// Neither somebody with a slip that was not used nor a grant that waits for the second key opens anything.
    async fn a18_who_was_invited_and_not_confirmed_has_no_right(engine) {
        let home = School::open(engine).await;
        let (other_admin, _) = home.app.second_school("别的学校").await;
        let teacher = home.person("李老师", &["staff"]).await;
        let person = other_admin.post("/people", json!({ "name": "李老师" })).await.expect(201);
        let id = text(&person["id"]);
        other_admin.post(&format!("/people/{id}/role-grants"), json!({ "role": "head_custodian" })).await.expect(201);
        let code = slip(&other_admin, id).await;
        let there = other_admin.get("/me").await.expect(200)["school"]["id"].clone();
        let before = Digest::of(&home.app.db).await;
        teacher.post("/session/school", json!({ "school_id": there })).await.expect_problem(422, "validation_failed");
        before.assert_unchanged(&home.app.db, "an invitation that was not taken").await;
        teacher.post("/me/schools", json!({ "code": code })).await.expect(200);
        assert_eq!(switch(&teacher, &there).await["roles"], json!([]));
        let before = Digest::of(&home.app.db).await;
        let card = json!({ "name": "投影仪", "category_code": "A02020200" });
        teacher.post("/assets", card).await.expect_problem(403, "forbidden");
        teacher.get("/assets").await.expect_problem(403, "forbidden");
        before.assert_unchanged(&home.app.db, "a grant without its second key").await;
    }
}

on_both_engines! {
    async fn a19_rights_of_one_school_do_nothing_in_another(engine) {
        let both = Both::open(engine, &["head_custodian"], &["staff"]).await;
        let card = json!({ "name": "投影仪", "category_code": "A02020200" });
        let mine = both.teacher.post("/assets", card.clone()).await.expect(201);
        let path = format!("/assets/{}", text(&mine["id"]));
        switch(&both.teacher, &both.there).await;
        let before = Digest::of(&both.home.app.db).await;
        both.teacher.post("/assets", card).await.expect_problem(403, "forbidden");
        both.teacher.seen(1).post(&format!("{path}/void"), json!({ "reason": "x" })).await.expect_problem(403, "forbidden");
        both.teacher.get(&path).await.expect_problem(403, "forbidden");
        before.assert_unchanged(&both.home.app.db, "rights of the other school").await;
        switch(&both.teacher, &both.here).await;
        both.teacher.seen(1).post(&format!("{path}/void"), json!({ "reason": "登记错了" })).await.expect(200);
    }
}

on_both_engines! {
    /// Whoever hands out a new password in one school could use it; in the other one the person proves himself anew.
    async fn a_reset_in_one_school_opens_no_other(engine) {
        let both = Both::open(engine, &["staff"], &["head_custodian"]).await;
        let path = format!("/people/{}/account", both.teacher.person_id);
        both.home.admin.post(&path, json!({ "password": "handed-over-47" })).await.expect(200);
        let credentials = json!({ "login": "T001", "password": "handed-over-47" });
        let me = both.home.app.nobody().post("/session", credentials).await.expect(200);
        assert_eq!((&me["school"]["name"], me["schools"].as_array().unwrap().len()), (&json!("青禾小学"), 1));
        let event = &both.other_principal.rows("/audit-events?limit=1").await[0];
        assert_eq!((&event["action"], &event["actor_name"]), (&json!("account.cut_off"), &json!("林管理")));
        let person = both.other_admin.get(&format!("/people/{}", both.person_there)).await.expect(200);
        assert_eq!(person["has_account"], false, "a slip of that school brings it back");
        // One's own change of the password is one's own.
        let both = Both::open(engine, &["staff"], &["staff"]).await;
        let change = json!({ "current": PASSWORD, "new": "my-own-bridge-48" });
        both.teacher.post("/me/password", change).await.expect(204);
        let credentials = json!({ "login": "T001", "password": "my-own-bridge-48" });
        let me = both.home.app.nobody().post("/session", credentials).await.expect(200);
        assert_eq!(me["schools"].as_array().unwrap().len(), 2);
    }
}
