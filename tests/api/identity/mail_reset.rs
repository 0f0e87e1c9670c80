//! Mail addresses of accounts, and new passwords by a mailed link.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, Digest, MailServer, PASSWORD, Response, School, TestEngine, text};

use super::second_factor;
use crate::{
    notices::{
        channels::school,
        mail::{server, text_of},
    },
    on_both_engines,
};

const NEW: &str = "new-stone-bridge-44";

/// A school with a mail server, and 李老师 (T001).
struct Posted {
    school: School,
    mail: MailServer,
    teacher: Client,
}

impl Posted {
    async fn open(engine: TestEngine) -> Self {
        let (school, mail) = (school(engine).await, MailServer::open().await);
        school.admin.post("/notice-channels", server(&mail)).await.expect(201);
        let teacher = school.person("李老师", &["staff"]).await;
        Self { school, mail, teacher }
    }

    /// What has come to `to` since `seen` letters, once everything was delivered.
    async fn letters(&self, seen: usize) -> Vec<(String, String)> {
        self.school.app.deliver().await;
        let letters = self.mail.letters();
        letters.into_iter().skip(seen).map(|letter| (letter.to.join(","), text_of(&letter.data).replace("\r\n", "\n"))).collect()
    }

    /// Enters an address and opens the link.
    async fn confirm(&self, client: &Client, address: &str) {
        let seen = self.mail.letters().len();
        enter(client, address).await.expect(204);
        let letters = self.letters(seen).await;
        assert_eq!(letters.len(), 1, "{letters:?}");
        confirm(&self.school, &code_in(&letters[0].1, "/confirm-mail#")).await.expect(204);
    }

    async fn ask(&self, login: &str) -> Response {
        self.school.app.nobody().post("/password-resets", json!({ "login": login })).await
    }

    /// Asks for a link and answers the code in it.
    async fn link(&self, login: &str) -> String {
        let seen = self.mail.letters().len();
        self.ask(login).await.expect(204);
        let letters = self.letters(seen).await;
        assert_eq!(letters.len(), 1, "{letters:?}");
        code_in(&letters[0].1, "/j#")
    }
}

async fn enter(client: &Client, address: &str) -> Response {
    client.post("/me/mail-address", json!({ "address": address, "password": PASSWORD })).await
}

async fn confirm(school: &School, code: &str) -> Response {
    school.app.nobody().post("/mail-addresses/confirm", json!({ "code": code })).await
}

async fn redeem(school: &School, code: &str, one_time_code: Option<&str>) -> Response {
    let mut body = json!({ "code": code, "password": NEW });
    if let Some(one_time_code) = one_time_code {
        body["one_time_code"] = json!(one_time_code);
    }
    school.app.nobody().post("/sign-in-slips/redeem", body).await
}

/// The code behind a link; the link is on the school's own address, and the code behind the `#`, where no referrer has it.
fn code_in(text: &str, path: &str) -> String {
    let link = text.lines().find(|line| line.contains("://")).unwrap_or_else(|| panic!("no link: {text}"));
    link.strip_prefix(&format!("http://school.test{path}")).unwrap_or_else(|| panic!("{link}")).to_owned()
}

/// One more with an account, made by an administrator whose proof is fresh.
async fn another(school: &School, admin: &Client, name: &str, staff_no: &str) -> Client {
    let person = admin.post("/people", json!({ "name": name, "staff_no": staff_no })).await.expect(201);
    admin.post(&format!("/people/{}/account", text(&person["id"])), json!({ "password": PASSWORD })).await.expect(200);
    school.app.sign_in(staff_no).await
}

async fn mine(client: &Client) -> Value {
    client.get("/me/mail-address").await.expect(200)
}

on_both_engines! {
    async fn an_address_is_confirmed_by_its_link_and_a_forgotten_password_replaced_by_another(engine) {
        let posted = Posted::open(engine).await;
        let (school, teacher) = (&posted.school, &posted.teacher);
        let me = mine(teacher).await;
        assert_eq!((&me["available"], &me["address"], &me["codes_needed"]), (&json!(true), &Value::Null, &json!(false)));
        assert_eq!(school.app.nobody().get("/password-resets").await.expect(200), json!({ "by_mail": true }));
        let wrong = json!({ "address": "li@school.cn", "password": "wrong-stone-42" });
        let wrong = teacher.post("/me/mail-address", wrong).await.expect_problem(422, "validation_failed");
        assert_eq!(wrong["errors"][0]["pointer"], "/password");
        for none in ["li@", "a b@c.cn", "a@b.cn\r\nBcc: c@d.cn", "a@b.cn, c@d.cn"] {
            let problem = enter(teacher, none).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["code"], "bad_mail_address", "{none:?}");
        }
        teacher.delete("/me/mail-address").await.expect_problem(404, "not_found");

        enter(teacher, "Li@School.cn").await.expect(204);
        let letters = posted.letters(0).await;
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].0, "Li@School.cn");
        let me = mine(teacher).await;
        assert_eq!((&me["address"], &me["waiting"]), (&Value::Null, &json!("Li@School.cn")));
        // Not confirmed, it is good for nothing.
        posted.ask("li@school.cn").await.expect(204);
        assert_eq!(posted.letters(1).await.len(), 0);
        let code = code_in(&letters[0].1, "/confirm-mail#");
        confirm(school, &code).await.expect(204);
        confirm(school, &code).await.expect_problem(400, "link_not_good");
        let me = mine(teacher).await;
        assert_eq!((&me["address"], &me["waiting"]), (&json!("Li@School.cn"), &Value::Null));

        // By the address however it is written, and by the sign-in name.
        let first = posted.link(" LI@school.cn ").await;
        let code = posted.link("T001").await;
        redeem(school, &first, None).await.expect_problem(400, "slip_not_good");
        let owner = school.app.nobody().post("/sign-in-slips/owner", json!({ "code": code })).await.expect(200);
        assert_eq!((&owner["name"], &owner["reset"], &owner["by_mail"]), (&json!("李老师"), &json!(true), &json!(true)));
        let elsewhere = school.app.sign_in("T001").await;
        let answer = redeem(school, &code, None).await;
        let mut fresh = school.app.nobody();
        fresh.token = answer.cookie("steward_access");
        answer.expect(200);
        for older in [teacher, &elsewhere] {
            older.get("/me").await.expect_problem(401, "unauthenticated");
        }
        school.app.deliver().await;
        let notice = &fresh.rows("/notices").await[0];
        assert_eq!((&notice["topic"], &notice["urgent"]), (&json!("account.password_reset_by_mail"), &json!(true)));
        let acts = school.principal.column(&format!("/audit-events?subject_id={}&limit=200", teacher.person_id), "action").await;
        for act in [
            "account.mail_address_entered", "account.mail_address_confirmed", "account.reset_mailed", "account.password_reset_by_mail",
            "session.started",
        ] {
            assert!(acts.iter().any(|done| done == act), "{act}: {acts:?}");
        }
        fresh.delete("/me/mail-address").await.expect(204);
        posted.ask("T001").await.expect(204);
        assert_eq!(posted.letters(3).await.len(), 0, "without an address there is no letter");
    }
}

on_both_engines! {
    /// Used, run out, replaced, of an account that was closed or has another password by now, or never there: one answer, nothing changes.
    async fn i07_a_mailed_link_is_good_once_for_half_an_hour_and_asks_the_second_factor(engine) {
        let posted = Posted::open(engine).await;
        let school = &posted.school;
        posted.confirm(&posted.teacher, "li@school.cn").await;
        let used = posted.link("T001").await;
        redeem(school, &used, None).await.expect(200);
        let late = posted.link("T001").await;
        school.app.advance(TimeDelta::minutes(30));
        let before = Digest::of(&school.app.db).await;
        for code in [&used, &late] {
            redeem(school, code, None).await.expect_problem(400, "slip_not_good");
        }
        before.assert_unchanged(&school.app.db, "a link that is not good").await;

        // A password that was set meanwhile, and an address that was taken away.
        school.app.advance(TimeDelta::hours(2));
        let admin = school.app.sign_in("A001").await;
        let second = another(school, &admin, "赵老师", "T900").await;
        posted.confirm(&second, "zhao@school.cn").await;
        let meanwhile = posted.link("T900").await;
        second.post("/me/password", json!({ "current": PASSWORD, "new": "another-stone-bridge-45" })).await.expect(204);
        redeem(school, &meanwhile, None).await.expect_problem(400, "slip_not_good");
        let third = another(school, &admin, "孙老师", "T901").await;
        posted.confirm(&third, "sun@school.cn").await;
        let taken = posted.link("T901").await;
        third.delete("/me/mail-address").await.expect(204);
        redeem(school, &taken, None).await.expect_problem(400, "slip_not_good");

        // Whoever left gets none, and what he has opens nothing; his address is forgotten.
        posted.confirm(&third, "sun@school.cn").await;
        let left = posted.link("T901").await;
        let path = format!("/people/{}", third.person_id);
        let version = admin.get(&path).await.expect(200)["version"].as_i64().unwrap();
        admin.seen(version).post(&format!("{path}/disable"), json!({})).await.expect(200);
        redeem(school, &left, None).await.expect_problem(400, "slip_not_good");
        let seen = posted.mail.letters().len();
        posted.ask("T901").await.expect(204);
        posted.ask("sun@school.cn").await.expect(204);
        assert_eq!(posted.letters(seen).await.len(), 0);
    }
}

on_both_engines! {
    async fn i07_with_one_time_codes_a_mailed_link_is_not_enough(engine) {
        let posted = Posted::open(engine).await;
        let school = &posted.school;
        posted.confirm(&posted.teacher, "li@school.cn").await;
        let (secret, _) = second_factor::enrol(school, &posted.teacher).await;
        let code = posted.link("T001").await;
        redeem(school, &code, None).await.expect_problem(401, "totp_required");
        redeem(school, &code, Some("000000")).await.expect_problem(401, "wrong_code");
        redeem(school, &code, Some(&second_factor::code(school, &secret, 0))).await.expect(200);
        redeem(school, &code, Some(&second_factor::code(school, &secret, 1))).await.expect_problem(400, "slip_not_good");
    }
}

/// What somebody who asks can see, and how much work it was.
fn visible(answer: &Response) -> (u16, Vec<u8>, BTreeSet<String>, u32) {
    let names = answer.headers.keys().map(ToString::to_string).collect();
    (answer.status.as_u16(), answer.bytes.to_vec(), names, answer.queries())
}

on_both_engines! {
    /// Equal answers and equal work for whoever has an account with an address, without one, left, or is nobody; also when a limit is reached.
    async fn i08_whoever_asks_for_a_link_learns_nothing_about_accounts(engine) {
        let posted = Posted::open(engine).await;
        posted.confirm(&posted.teacher, "li@school.cn").await;
        posted.school.person("王老师", &["staff"]).await;
        let known = visible(&posted.ask("T001").await);
        assert_eq!((known.0, known.1.len()), (204, 0));
        for login in ["li@school.cn", "T002", "nobody-here", "nobody@school.cn", "t001"] {
            assert_eq!(visible(&posted.ask(login).await), known, "{login}");
        }
        // The fourth in an hour is not sent, for names that are there and names that are not.
        posted.ask("T001").await.expect(204);
        let over = visible(&posted.ask("T001").await);
        for _ in 0..2 {
            posted.ask("nobody-here").await.expect(204);
        }
        assert_eq!(visible(&posted.ask("nobody-here").await), over);
        assert_eq!((over.0, &over.1), (known.0, &known.1));
        let sent = posted.letters(1).await;
        assert_eq!(sent.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), ["li@school.cn"; 3], "{sent:?}");

        // A second account that asks for the address gets the answer of the first; only whoever reads its mail learns more.
        let other = posted.school.app.sign_in("T002").await;
        enter(&other, "LI@school.cn").await.expect(204);
        let letters = posted.letters(4).await;
        assert_eq!((letters.len(), letters[0].0.as_str(), letters[0].1.contains("://")), (1, "LI@school.cn", false), "{letters:?}");
        let me = mine(&other).await;
        assert_eq!((&me["address"], &me["waiting"]), (&Value::Null, &json!("LI@school.cn")));
    }
}

on_both_engines! {
    async fn i09_links_are_three_an_hour_for_an_account_and_twenty_for_a_network_address(engine) {
        let posted = Posted::open(engine).await;
        posted.confirm(&posted.teacher, "li@school.cn").await;
        for _ in 0..6 {
            posted.ask("T001").await.expect(204);
        }
        assert_eq!(posted.letters(1).await.len(), 3);
        // Whoever goes on asking does not keep it shut: after the hour the owner gets his letter.
        for _ in 0..5 {
            school_passes(&posted, TimeDelta::minutes(15));
            posted.ask("T001").await.expect(204);
        }
        let later = posted.letters(4).await.len();
        assert!((1..=3).contains(&later), "{later}");
        school_passes(&posted, TimeDelta::hours(2));
        for nth in 0..20 {
            posted.ask(&format!("nobody-{nth}")).await.expect(204);
        }
        // What a request says about where it comes from changes nothing.
        let forged = posted.school.app.nobody().with("x-forwarded-for", "203.0.113.9").with("x-real-ip", "203.0.113.9");
        let shut = forged.post("/password-resets", json!({ "login": "T001" })).await;
        assert!(shut.header("retry-after").is_some());
        shut.expect_problem(429, "too_many_requests");
        school_passes(&posted, TimeDelta::minutes(75));
        posted.ask("T001").await.expect(204);
    }
}

fn school_passes(posted: &Posted, time: TimeDelta) {
    posted.school.app.advance(time);
}

on_both_engines! {
    /// Links lead to the address that the school set, whatever the request says.
    async fn h09_a_forged_host_stands_in_no_letter(engine) {
        let posted = Posted::open(engine).await;
        posted.confirm(&posted.teacher, "li@school.cn").await;
        let forged = posted.school.app.nobody().with("x-forwarded-host", "evil.example").with("forwarded", "host=evil.example");
        let forged = forged.with("host", "evil.example");
        forged.post("/password-resets", json!({ "login": "T001" })).await.expect(204);
        let letters = posted.letters(1).await;
        assert!(!letters[0].1.contains("evil.example"), "{letters:?}");
        code_in(&letters[0].1, "/j#");
        // What the letter carries is kept nowhere.
        let code = code_in(&letters[0].1, "/j#");
        assert!(!format!("{:?}", posted.school.app.db.dump().await).contains(&code));
    }
}

on_both_engines! {
    /// The administrator chose the mail server: he must not get at the account that confirms his grants.
    async fn b09_no_link_for_a_second_key_holder_without_one_time_codes(engine) {
        let posted = Posted::open(engine).await;
        let (school, principal) = (&posted.school, &posted.school.principal);
        posted.confirm(principal, "dong@school.cn").await;
        assert_eq!(mine(principal).await["codes_needed"], true);
        posted.ask("P001").await.expect(204);
        let letters = posted.letters(1).await;
        assert_eq!((letters.len(), letters[0].1.contains("://")), (1, false), "{letters:?}");
        let (secret, _) = second_factor::enrol(school, principal).await;
        assert_eq!(mine(principal).await["codes_needed"], false);
        let code = posted.link("P001").await;
        redeem(school, &code, Some(&second_factor::code(school, &secret, 0))).await.expect(200);
    }
}

on_both_engines! {
    /// Only its owner and whoever manages accounts see an address; the trail has none.
    async fn an_address_is_seen_by_its_owner_and_the_administrator_only(engine) {
        let posted = Posted::open(engine).await;
        let (school, teacher) = (&posted.school, &posted.teacher);
        let director = school.person("周主任", &["logistics_director"]).await;
        posted.confirm(teacher, "li@school.cn").await;
        let path = format!("/people/{}/mail-address", teacher.person_id);
        for other in [&director, &school.principal, teacher] {
            other.get(&path).await.expect_problem(403, "forbidden");
        }
        assert_eq!(school.admin.get(&path).await.expect(200)["address"], "li@school.cn");
        let none = school.admin.get(&format!("/people/{}/mail-address", director.person_id)).await.expect(200);
        assert_eq!(none["address"], Value::Null);
        for client in [&school.principal, &school.admin, &director] {
            for path in [format!("/people/{}", teacher.person_id), "/people?limit=200".into(), "/notice-deliveries".into()] {
                assert!(!String::from_utf8_lossy(&client.get(&path).await.bytes).contains("li@school.cn"), "{path}");
            }
        }
        let trail = school.principal.get("/audit-events?limit=200").await.expect(200).to_string();
        assert!(trail.contains("account.mail_address_confirmed") && !trail.contains("li@school.cn"));
    }
}

on_both_engines! {
    async fn of_two_accounts_that_confirm_one_address_at_once_one_has_it(engine) {
        let posted = Posted::open(engine).await;
        let other = posted.school.person("王老师", &["staff"]).await;
        for (client, address) in [(&posted.teacher, "li@school.cn"), (&other, "Li@school.cn")] {
            enter(client, address).await.expect(204);
        }
        let codes: Vec<String> = posted.letters(0).await.iter().map(|(_, text)| code_in(text, "/confirm-mail#")).collect();
        assert_eq!(codes.len(), 2, "nobody had it when both were written");
        let (one, two) = tokio::join!(confirm(&posted.school, &codes[0]), confirm(&posted.school, &codes[1]));
        let mut answers = [one.status.as_u16(), two.status.as_u16()];
        answers.sort_unstable();
        assert_eq!(answers, [204, 400]);
    }
}

on_both_engines! {
    /// Guessing codes of links counts with guessing passwords.
    async fn i11_guessing_links_counts_with_guessing_passwords(engine) {
        let school = School::open(engine).await;
        for _ in 0..200 {
            confirm(&school, "ZZZZZZZZZZZZZZZZ").await.expect_problem(400, "link_not_good");
        }
        confirm(&school, "ZZZZZZZZZZZZZZZZ").await.expect_problem(429, "too_many_requests");
        let password = json!({ "login": "A001", "password": PASSWORD });
        school.app.nobody().post("/session", password).await.expect_problem(429, "too_many_requests");
    }
}

on_both_engines! {
    /// The mail server is down: the letter comes when it is back within the half hour, and not after. The quiet hours are no matter.
    async fn a_letter_waits_for_the_mail_server_and_for_nothing_else(engine) {
        let posted = Posted::open(engine).await;
        posted.confirm(&posted.teacher, "li@school.cn").await;
        // 22:00 at the school.
        school_passes(&posted, TimeDelta::hours(12));
        posted.mail.is_busy(true);
        posted.ask("T001").await.expect(204);
        assert_eq!(posted.letters(1).await.len(), 0);
        posted.mail.is_busy(false);
        school_passes(&posted, TimeDelta::seconds(30));
        let letters = posted.letters(1).await;
        assert_eq!(letters.len(), 1);
        redeem(&posted.school, &code_in(&letters[0].1, "/j#"), None).await.expect(200);
        posted.mail.is_busy(true);
        posted.ask("T001").await.expect(204);
        assert_eq!(posted.letters(2).await.len(), 0);
        posted.mail.is_busy(false);
        school_passes(&posted, TimeDelta::minutes(31));
        assert_eq!(posted.letters(2).await.len(), 0, "too late to be of use");
    }
}

on_both_engines! {
    async fn without_a_mail_server_the_page_says_so_and_nothing_is_sent(engine) {
        let school = School::open(engine).await;
        let teacher = school.person("李老师", &["staff"]).await;
        assert_eq!(school.app.nobody().get("/password-resets").await.expect(200), json!({ "by_mail": false }));
        assert_eq!(mine(&teacher).await["available"], false);
        enter(&teacher, "li@school.cn").await.expect_problem(409, "no_mail_server");
        school.app.nobody().post("/password-resets", json!({ "login": "T001" })).await.expect(204);
        school.app.deliver().await;
    }
}

/// The teacher of `posted` is somebody of another school as well.
async fn also_elsewhere(posted: &Posted) {
    let (other_admin, _) = posted.school.app.second_school("别的学校").await;
    let person = other_admin.post("/people", json!({ "name": "李老师" })).await.expect(201);
    let slips = other_admin.post("/sign-in-slips", json!({ "people": [person["id"]] })).await.expect(201);
    posted.teacher.post("/me/schools", json!({ "code": slips["items"][0]["code"] })).await.expect(200);
}

/// The schools of whoever is signed in by this answer.
fn schools(answer: Response) -> Vec<String> {
    answer.expect(200)["schools"].as_array().unwrap().iter().map(|school| text(&school["name"]).to_owned()).collect()
}

on_both_engines! {
    /// The letter went by the mail server of one school: its administrator could have read it, and has nothing to do with the other one.
    async fn a_link_by_one_school_opens_no_other_one_unless_a_code_shows_the_owner(engine) {
        let posted = Posted::open(engine).await;
        also_elsewhere(&posted).await;
        posted.confirm(&posted.teacher, "li@school.cn").await;
        let code = posted.link("T001").await;
        assert!(text_of(&posted.mail.letters()[1].data).contains("您在其他学校的登录也会断开"), "said beforehand");
        assert_eq!(schools(redeem(&posted.school, &code, None).await), ["青禾小学"]);

        let posted = Posted::open(engine).await;
        also_elsewhere(&posted).await;
        posted.confirm(&posted.teacher, "li@school.cn").await;
        let (secret, _) = second_factor::enrol(&posted.school, &posted.teacher).await;
        let code = posted.link("T001").await;
        let answer = redeem(&posted.school, &code, Some(&second_factor::code(&posted.school, &secret, 0))).await;
        assert_eq!(schools(answer).len(), 2);
    }
}

on_both_engines! {
    async fn an_address_that_nobody_confirms_is_forgotten_after_a_day(engine) {
        let posted = Posted::open(engine).await;
        enter(&posted.teacher, "typo@school.cn").await.expect(204);
        let letters = posted.letters(0).await;
        school_passes(&posted, TimeDelta::hours(23));
        posted.school.app.deliver().await;
        assert!(format!("{:?}", posted.school.app.db.dump().await).contains("typo@school.cn"), "there for a day");
        school_passes(&posted, TimeDelta::hours(1));
        confirm(&posted.school, &code_in(&letters[0].1, "/confirm-mail#")).await.expect_problem(400, "link_not_good");
        posted.school.app.deliver().await;
        assert!(!format!("{:?}", posted.school.app.db.dump().await).contains("typo@school.cn"));
        // A confirmed one stays when another, entered later, was not.
        let teacher = posted.school.app.sign_in("T001").await;
        posted.confirm(&teacher, "li@school.cn").await;
        enter(&teacher, "typo@school.cn").await.expect(204);
        school_passes(&posted, TimeDelta::hours(24));
        posted.school.app.deliver().await;
        let me = mine(&posted.school.app.sign_in("T001").await).await;
        assert_eq!((&me["address"], &me["waiting"]), (&json!("li@school.cn"), &Value::Null));
    }
}
