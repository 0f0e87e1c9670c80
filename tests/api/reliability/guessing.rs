//! I09, I10, I14: limits of guessing, whom they must not hit, and what is guessed first. H08: where one lands after signing in.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, Digest, PASSWORD, Response, School, TestDb, text};

use crate::on_both_engines;

async fn try_in(client: &Client, login: &str, password: &str) -> Response {
    client.post("/session", json!({ "login": login, "password": password })).await
}

/// What a stranger may write into a request to seem somebody else.
fn disguised(client: &Client, n: usize) -> Client {
    let header = ["x-forwarded-for", "x-real-ip", "forwarded", "cf-connecting-ip", "true-client-ip", "x-client-ip"][n % 6];
    let value = if header == "forwarded" { format!("for=203.0.113.{n}") } else { format!("203.0.113.{n}") };
    client.with(header, value)
}

on_both_engines! {
    async fn i09_guessing_ends_per_account_and_per_address_whatever_the_headers_say(engine) {
        let school = School::open(engine).await;
        school.person("李老师", &["staff"]).await;
        let nobody = school.app.nobody();
        for n in 0..5 {
            // By number and by name: one account, one count.
            let login = if n % 2 == 0 { "T001" } else { "李老师" };
            try_in(&disguised(&nobody, n), login, "wrong-stone-42").await.expect_problem(401, "invalid_credentials");
        }
        for n in 5..12 {
            let shut = try_in(&disguised(&nobody, n), "T001", PASSWORD).await;
            let seconds: i64 = shut.header("retry-after").unwrap().parse().unwrap();
            assert!((1..=900).contains(&seconds), "{seconds}");
            shut.expect_problem(429, "too_many_requests");
        }
        try_in(&nobody, "李老师", PASSWORD).await.expect_problem(429, "too_many_requests");
        try_in(&nobody, "A001", PASSWORD).await.expect(200);
        // A whole address: counted over all names and ways, at 200.
        for n in 5..200 {
            let code = json!({ "code": "ZZZZZZZZZZZZZZZZ" });
            disguised(&nobody, n).post("/sign-in-slips/owner", code).await.expect_problem(400, "slip_not_good");
        }
        let before = Digest::of(&school.app.db).await;
        for n in 0..6 {
            let shut = try_in(&disguised(&nobody, n), "A001", PASSWORD).await;
            assert!(shut.header("retry-after").is_some());
            shut.expect_problem(429, "too_many_requests");
        }
        before.assert_unchanged(&school.app.db, "a guess after too many").await;
        school.app.advance(TimeDelta::minutes(15));
        try_in(&nobody, "A001", PASSWORD).await.expect(200);
    }
}

on_both_engines! {
    /// Somebody at the next desk, behind the same address, fails on purpose until the door is shut.
    async fn i10_failures_of_others_lock_nobody_out_of_a_known_device(engine) {
        let school = School::open(engine).await;
        let teacher = school.person("李老师", &["staff"]).await;
        school.person("同事", &["staff"]).await;
        let mark = |answer: &Response| format!("steward_device={}", answer.cookie("steward_device").unwrap());
        let known = mark(&try_in(&school.app.nobody(), "T001", PASSWORD).await);
        let colleagues = mark(&try_in(&school.app.nobody(), "T002", PASSWORD).await);
        let attacker = school.app.nobody();
        for _ in 0..5 {
            try_in(&attacker, "T001", "wrong-stone-42").await.expect_problem(401, "invalid_credentials");
        }
        try_in(&attacker, "T001", PASSWORD).await.expect_problem(429, "too_many_requests");
        // Somebody else's mark, a made-up one and a bent one help nobody.
        for cookie in [colleagues, "steward_device=x.y.z".to_owned(), format!("{known}x")] {
            try_in(&attacker.with("cookie", cookie), "T001", PASSWORD).await.expect_problem(429, "too_many_requests");
        }
        let own = school.app.nobody().with("cookie", known.clone());
        try_in(&own, "T001", PASSWORD).await.expect(200);
        teacher.get("/me").await.expect(200);
        // Nor does a whole address that is shut.
        for _ in 5..200 {
            attacker.post("/sign-in-slips/owner", json!({ "code": "ZZZZZZZZZZZZZZZZ" })).await.expect_problem(400, "slip_not_good");
        }
        try_in(&attacker, "T002", PASSWORD).await.expect_problem(429, "too_many_requests");
        try_in(&own, "T001", PASSWORD).await.expect(200);
        // The mark opens nothing, and whoever has the device guesses no more often than others.
        let mut bearer = school.app.nobody();
        bearer.token = known.split_once('=').map(|(_, mark)| mark.to_owned());
        bearer.get("/me").await.expect_problem(401, "unauthenticated");
        for _ in 0..5 {
            try_in(&own, "T001", "wrong-stone-42").await.expect_problem(401, "invalid_credentials");
        }
        try_in(&own, "T001", PASSWORD).await.expect_problem(429, "too_many_requests");
    }
}

on_both_engines! {
    /// The way in for whoever sits at no known device: a slip, from whoever hands them out.
    async fn i10_a_slip_gets_in_whom_others_have_locked_out(engine) {
        let school = School::open(engine).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let nobody = school.app.nobody();
        for _ in 0..5 {
            try_in(&nobody, "T001", "wrong-stone-42").await.expect_problem(401, "invalid_credentials");
        }
        try_in(&nobody, "T001", PASSWORD).await.expect_problem(429, "too_many_requests");
        let slip = school.admin.post("/sign-in-slips", json!({ "people": [teacher.person_id], "on_screen": true })).await.expect(201);
        let redeem = json!({ "code": slip["items"][0]["code"], "password": "new-stone-bridge-44" });
        let answer = nobody.post("/sign-in-slips/redeem", redeem).await;
        let mark = format!("steward_device={}", answer.cookie("steward_device").unwrap());
        answer.expect(200);
        try_in(&nobody.with("cookie", mark), "T001", "new-stone-bridge-44").await.expect(200);
    }
}

/// From lists of the most common passwords, Chinese and English, of eight characters and more.
const COMMON: [&str; 32] = [
    "password",
    "password1",
    "123456789",
    "1234567890",
    "12345678",
    "qwertyuiop",
    "iloveyou",
    "princess",
    "football",
    "baseball",
    "sunshine",
    "superman",
    "trustno1",
    "welcome1",
    "1q2w3e4r",
    "qwerty123",
    "letmein1",
    "administrator",
    "passw0rd",
    "P@ssw0rd",
    "11111111",
    "88888888",
    "66666666",
    "00000000",
    "abcd1234",
    "a1234567",
    "asdfghjkl",
    "5201314520",
    "woaini1314",
    "woaini520",
    "woaini123",
    "1qaz2wsx",
];

on_both_engines! {
    async fn i14_what_is_guessed_first_is_refused_and_what_is_not_is_taken_whole(engine) {
        let school = School::open(engine).await;
        let person = school.admin.post("/people", json!({ "name": "林悦", "staff_no": "L0123" })).await.expect(201);
        let path = format!("/people/{}/account", text(&person["id"]));
        let open = |password: &str| {
            let (admin, path, body) = (school.admin.clone(), path.clone(), json!({ "password": password }));
            async move { admin.post(&path, body).await }
        };
        let before = Digest::of(&school.app.db).await;
        let own = ["青禾小学2026", "qinghexiaoxue2026", "林悦林悦林悦林悦", "linyue2026", "L0123L0123", "L01232026"];
        for weak in COMMON.iter().chain(&own) {
            let problem = open(weak).await.expect_problem(422, "validation_failed");
            assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!("/password"), &json!("weak_password")), "{weak}");
        }
        // Bounds are told.
        for (password, code, says) in [("xk7#mQ2", "too_short", "8"), ("枣树两棵在墙外", "too_short", "8"), ("长".repeat(257).as_str(), "too_long", "256")] {
            let problem = open(password).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["code"], code);
            assert!(text(&problem["errors"][0]["detail"]).contains(says), "{problem}");
        }
        before.assert_unchanged(&school.app.db, "a password that is too easy").await;
        // The reason is told in the caller's language.
        let english = school.admin.with("accept-language", "en").post(&path, json!({ "password": "iloveyou" })).await.expect_problem(422, "validation_failed");
        assert!(text(&english["errors"][0]["detail"]).contains("anybody would try"), "{english}");

        let long = "four lazy otters sleep in the old boat house ".repeat(5);
        let good = [&long[..200], "窗外有两棵树一棵是枣树另一棵也是枣树", " leading and trailing spaces ", "stone-bridge-42", &"雪落无声梅自开窗前灯火待君来".repeat(10)[..384]];
        for password in good {
            open(password).await.expect(200);
            try_in(&school.app.nobody(), "L0123", password).await.expect(200);
            let cut: String = password.chars().take(password.chars().count() - 1).collect();
            try_in(&school.app.nobody(), "L0123", &cut).await.expect_problem(401, "invalid_credentials");
            school.app.advance(TimeDelta::minutes(1));
        }
    }
}

on_both_engines! {
    /// Where one goes after signing in, the page decides and only within itself (`safePath`, with its own test of these addresses); the
    /// server sends nobody anywhere, whatever stands in the address.
    async fn h08_the_server_sends_nobody_anywhere_after_signing_in(engine) {
        let school = School::open(engine).await;
        for next in ["//evil.example", "/%5Cevil.example", "https:evil.example", "https://evil.example", "/%0D%0ALocation:%20https://evil.example"] {
            for parameter in ["next", "redirect", "return_to", "url"] {
                let credentials = json!({ "login": "A001", "password": PASSWORD });
                let answer = school.app.nobody().post(&format!("/session?{parameter}={next}"), credentials).await;
                assert!(!answer.status.is_redirection() && answer.header("location").is_none(), "{next}");
                assert!(!String::from_utf8_lossy(&answer.bytes).contains("https://evil"), "{next} comes back");
                let me = school.admin.get(&format!("/me?{parameter}={next}")).await;
                assert!(!me.status.is_redirection() && me.header("location").is_none(), "{next}");
            }
        }
    }
}

on_both_engines! {
    async fn b12_set_up_is_called_once(engine) {
        let school = School::open_with(TestDb::new(engine).await, |_| {}).await;
        let token = school.app.running.as_ref().unwrap().setup_token.clone().unwrap();
        let founder = |name: &str| json!({ "name": name, "staff_no": "X1", "password": PASSWORD });
        let body = |token: &str| json!({
            "token": token, "school": { "name": "别的学校" }, "administrator": founder("来人"), "second_key_holder": { "name": "另一人", "password": PASSWORD }
        });
        let before = Digest::of(&school.app.db).await;
        for client in [&school.app.nobody(), &school.admin, &school.principal] {
            for token in [token.as_str(), "", "not-the-token"] {
                let answer = client.post("/setup", body(token)).await;
                if token.is_empty() {
                    answer.expect_problem(422, "validation_failed");
                } else {
                    answer.expect_problem(404, "not_found");
                }
            }
            assert_eq!(client.get("/setup").await.expect(200), json!({ "needed": false, "openid": null }));
        }
        before.assert_unchanged(&school.app.db, "a second set-up").await;
    }
}

on_both_engines! {
    async fn b08_nobody_makes_a_way_in_for_somebody_else(engine) {
        let school = School::open(engine).await;
        let teacher = school.person("李老师", &["class_teacher"]).await;
        let worker = school.person("王师傅", &["repair_worker"]).await;
        let (mine, others) = (&teacher.person_id, &worker.person_id);
        let session = worker.get("/sessions").await.expect(200)["items"][0]["id"].clone();
        let before = Digest::of(&school.app.db).await;
        let password = json!({ "password": "stone-bridge-49" });
        for (path, body) in [
            (format!("/people/{others}/account"), password.clone()),
            (format!("/people/{mine}/account"), password),
            ("/sign-in-slips".into(), json!({ "people": [others] })),
            ("/sign-in-slips".into(), json!({ "people": [mine] })),
            (format!("/people/{others}/role-grants"), json!({ "role": "staff" })),
        ] {
            teacher.post(&path, body).await.expect_problem(403, "forbidden");
        }
        teacher.delete(&format!("/people/{others}/second-factor")).await.expect_problem(403, "forbidden");
        teacher.delete(&format!("/sessions/{}", text(&session))).await.expect_problem(404, "not_found");
        // What is one's own names nobody else.
        for name in ["person_id", "account_id", "login", "session_id"] {
            for (method, path, body) in [
                ("PUT", "/me/pin", json!({ "pin": "480215", "password": PASSWORD })),
                ("POST", "/me/totp", json!({ "password": PASSWORD })),
                ("POST", "/me/password", json!({ "current": PASSWORD, "new": "new-stone-bridge-44" })),
                ("POST", "/session/step-up", json!({ "password": PASSWORD })),
            ] {
                let mut body: Value = body;
                body[name] = json!(others);
                let answer = teacher.send(method.parse().unwrap(), path, Some(body.to_string().into_bytes())).await;
                assert_eq!(answer.expect_problem(422, "validation_failed")["errors"][0]["code"], "unknown_field", "{path} {name}");
            }
        }
        before.assert_unchanged(&school.app.db, "a way in for somebody else").await;
        worker.get("/me").await.expect(200);
    }
}

on_both_engines! {
    /// Lists bring people and cards. Who may do what comes by grants, and weighty ones by the second key.
    async fn b04_an_import_gives_nobody_a_right(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let people = "姓名,工号,角色,密码,role,permissions,is_admin\n赵新,N01,系统管理员,stone-bridge-42,system_admin,*,1\n李老师,T001,校长,x,principal,*,1\n";
        let list = custodian.upload("名单.csv", "text/csv", people.into()).await.expect(201);
        let roster = json!({ "upload_id": list["id"], "role": "staff" });
        let before = Digest::of(&school.app.db).await;
        custodian.with("idempotency-key", "r").post("/rosters", roster).await.expect_problem(403, "forbidden");
        before.assert_unchanged(&school.app.db, "a list of people from whoever imports cards").await;

        // A ledger with the same columns: cards come, and no person, account, grant or custody of somebody unknown.
        let ledger = "资产名称,数量,使用人,角色,密码,审批人,approved_by\n投影仪,1,赵新,system_admin,stone-bridge-42,李老师,李老师\n";
        let file = custodian.upload("台账.csv", "text/csv", ledger.into()).await.expect(201);
        let import = json!({ "file": { "upload_id": file["id"], "options": { "people": "create" } } });
        let answer = custodian.with("idempotency-key", "i").post("/imports", import).await;
        assert!(answer.status.is_success() || answer.status == 403 || answer.status == 422, "{}", String::from_utf8_lossy(&answer.bytes));
        let after = Digest::of(&school.app.db).await;
        for table in ["account", "sign_in_name", "role_grant", "role_grant_place", "repair_case", "sign_in_slip"] {
            assert_eq!(after.rows(table), before.rows(table), "{table} after an import");
        }
        let me = teacher.get("/me").await.expect(200);
        assert_eq!(me["roles"].as_array().unwrap().len(), 1, "{me}");

        // Whoever may bring people gives a role without weight with them, and no other.
        let list = school.admin.upload("名单.csv", "text/csv", people.into()).await.expect(201);
        for role in ["system_admin", "principal", "head_custodian", "logistics_director", "auditor"] {
            let body = json!({ "upload_id": list["id"], "role": role });
            let answer = school.admin.with("idempotency-key", format!("r-{role}")).post("/rosters", body).await;
            assert_eq!(answer.status, 422, "{role}: {}", String::from_utf8_lossy(&answer.bytes));
        }
        let body = json!({ "upload_id": list["id"], "role": "staff" });
        let taken = school.admin.with("idempotency-key", "r-staff").post("/rosters", body).await;
        assert!(taken.status.is_success() || taken.status == 422, "{}", String::from_utf8_lossy(&taken.bytes));
        let grants = school.admin.rows("/role-grants?limit=200").await;
        let weighty: Vec<&str> = grants.iter().map(|g| text(&g["role"]["code"])).filter(|role| *role != "staff").collect();
        assert_eq!(weighty.len(), 3, "the founders and the custodian: {weighty:?}");
        assert_eq!(school.app.nobody().post("/session", json!({ "login": "N01", "password": PASSWORD })).await.status, 401);
    }
}
