//! Where a supplier's money goes: two people, and nobody else sees it.

use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use test_support::{Client, Digest, Response, text};

use super::{
    Buying,
    suppliers::{path, supplier},
};
use crate::on_both_engines;

pub(crate) fn account(number: &str) -> Value {
    json!({ "account_name": "城南文具店个体户", "bank": "农业银行城南支行", "account_number": number })
}

/// The supplier as it is then.
pub(crate) async fn propose(by: &Client, supplier: &Value, number: &str) -> Value {
    by.post(&format!("{}/bank-accounts", path(supplier)), account(number)).await.expect(201)
}

/// Says yes or no to the account that was proposed last.
async fn say(by: &Client, supplier: &Value, act: &str) -> Response {
    let proposed = by.get(&path(supplier)).await.expect(200)["bank_accounts"][0].clone();
    let body = if act == "refuse" { json!({ "reason": "打电话核实过没有换账户" }) } else { json!({}) };
    by.seen(proposed["version"].as_i64().unwrap()).post(&format!("/supplier-bank-accounts/{}/{act}", text(&proposed["id"])), body).await
}

fn numbers_in_force(supplier: &Value) -> Vec<&str> {
    let accounts = supplier["bank_accounts"].as_array().unwrap();
    accounts.iter().filter(|one| one["in_force"] == true).map(|one| text(&one["account_number"])).collect()
}

on_both_engines! {
    async fn an_account_is_in_force_when_another_person_has_confirmed_it_and_the_former_ones_stay(engine) {
        let all = Buying::open(engine).await;
        let shop = supplier(&all.director, "城南文具店").await;
        let proposed = propose(&all.director, &shop, "6222 0212 0000 1111").await;
        assert_eq!(numbers_in_force(&proposed), Vec::<&str>::new());
        assert_eq!((&proposed["bank_account_waits"], &proposed["bank_accounts"][0]["may_confirm"]), (&json!(true), &json!(false)));
        assert_eq!(all.vice.column("/suppliers?bank_account_waits=true", "name").await, ["城南文具店"]);
        assert_eq!(all.vice.get(&path(&shop)).await.expect(200)["bank_accounts"][0]["may_confirm"], true);
        let confirmed = say(&all.vice, &shop, "confirm").await.expect(200);
        assert_eq!(numbers_in_force(&confirmed), ["6222021200001111"]);
        // A change is another account; until it is confirmed the money goes where it went.
        let changed = propose(&all.vice, &shop, "6222021200002222").await;
        assert_eq!(numbers_in_force(&changed), ["6222021200001111"]);
        let refused = say(all.principal(), &shop, "refuse").await.expect(200);
        assert_eq!(numbers_in_force(&refused), ["6222021200001111"]);
        assert_eq!(refused["bank_accounts"][0]["refusal"], "打电话核实过没有换账户");
        propose(&all.director, &shop, "6222021200003333").await;
        let last = say(all.principal(), &shop, "confirm").await.expect(200);
        assert_eq!(numbers_in_force(&last), ["6222021200003333"]);
        let history: Vec<_> = last["bank_accounts"].as_array().unwrap().iter().map(|one| text(&one["state"])).collect();
        assert_eq!(history, ["confirmed", "refused", "confirmed"]);
        assert_eq!(all.vice.column("/suppliers?bank_account_waits=true", "name").await, Vec::<String>::new());
    }
}

on_both_engines! {
    /// SD: one person alone changes no account, neither by confirming his own nor by deciding twice; the database says so too.
    async fn nobody_confirms_what_he_proposed_and_what_is_decided_stays(engine) {
        let all = Buying::open(engine).await;
        let shop = supplier(&all.director, "城南文具店").await;
        propose(&all.director, &shop, "6222021200001111").await;
        let before = Digest::of(&all.school.app.db).await;
        say(&all.director, &shop, "confirm").await.expect_problem(403, "own_proposal");
        let second = all.vice.post(&format!("{}/bank-accounts", path(&shop)), account("6222021200009999")).await;
        second.expect_problem(409, "account_waits");
        for by in [&all.teacher, &all.school.admin] {
            by.post(&format!("{}/bank-accounts", path(&shop)), account("6222021200009999")).await.expect_problem(403, "forbidden");
        }
        before.assert_unchanged(&all.school.app.db, "an account that one person wants alone").await;
        let raw = all.school.app.db.raw().await;
        let alone = "UPDATE supplier_bank_account SET state = 'confirmed', decided_by = proposed_by, decided_at = proposed_at";
        let refused = raw.execute_unprepared(alone).await.unwrap_err().to_string().to_lowercase();
        assert!(refused.contains("check"), "{refused}");
        say(all.principal(), &shop, "confirm").await.expect(200);
        let before = Digest::of(&all.school.app.db).await;
        say(&all.vice, &shop, "confirm").await.expect_problem(409, "illegal_transition");
        say(&all.vice, &shop, "refuse").await.expect_problem(409, "illegal_transition");
        let changed = raw.execute_unprepared("UPDATE supplier_bank_account SET account_number = '1'").await.unwrap_err().to_string();
        assert!(changed.contains("append-only"), "{changed}");
        before.assert_unchanged(&all.school.app.db, "an account that was confirmed").await;
        // Whoever sees his own mistake takes it back.
        propose(&all.director, &shop, "6222021200004444").await;
        say(&all.director, &shop, "refuse").await.expect(200);
    }
}

on_both_engines! {
    /// Whoever stands in for the one who proposed an account confirms it neither for him nor for himself.
    async fn a_stand_in_of_who_proposed_an_account_does_not_confirm_it(engine) {
        let all = Buying::open(engine).await;
        let teacher = &all.teacher;
        let shop = supplier(&all.director, "城南文具店").await;
        propose(&all.director, &shop, "6222021200001111").await;
        let away = json!({ "to_id": teacher.person_id, "roles": ["logistics_director"], "starts_on": "2026-11-24", "ends_on": "2026-11-25", "reason": "开会" });
        all.director.post("/me/delegations", away).await.expect(201);
        say(teacher, &shop, "confirm").await.expect_problem(403, "own_proposal");
        say(&all.vice, &shop, "refuse").await.expect(200);
        // What the stand-in proposes is the director's proposal too.
        propose(teacher, &shop, "6222021200002222").await;
        say(&all.director, &shop, "confirm").await.expect_problem(403, "own_proposal");
        say(&all.vice, &shop, "confirm").await.expect(200);
    }
}

on_both_engines! {
    async fn what_is_no_account_number_is_refused(engine) {
        let all = Buying::open(engine).await;
        let shop = supplier(&all.director, "城南文具店").await;
        let before = Digest::of(&all.school.app.db).await;
        for number in ["12345", "六二二二〇二一二", "6222/0212/0000", &"9".repeat(35)] {
            let problem = all.director.post(&format!("{}/bank-accounts", path(&shop)), account(number)).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["code"], "no_account_number", "{number}");
        }
        before.assert_unchanged(&all.school.app.db, "a number that is none").await;
    }
}

on_both_engines! {
    /// C04: for those with the right only, in the supplier, in its list, in the trail and in its export.
    async fn c04_bank_data_is_for_those_who_may_see_it_in_every_view(engine) {
        let all = Buying::open(engine).await;
        let custodian = all.school.person("吴保管", &["head_custodian"]).await;
        let shop = supplier(&all.director, "城南文具店").await;
        propose(&all.director, &shop, "6222021200001111").await;
        say(&all.vice, &shop, "confirm").await.expect(200);
        let secrets = ["6222021200001111", "农业银行", "个体户"];
        let id = all.director.get(&path(&shop)).await.expect(200)["bank_accounts"][0]["id"].clone();
        let trail = format!("/audit-events?subject_id={}", text(&id));
        let whole = [all.director.get(&path(&shop)).await.expect(200), all.principal().get(&trail).await.expect(200)];
        for view in whole {
            assert!(secrets.iter().all(|secret| view.to_string().contains(secret)), "{view}");
        }
        let detail = custodian.get(&path(&shop)).await.expect(200);
        assert_eq!(detail["bank_accounts"][0]["account_number"], "****1111");
        let hidden = [
            detail,
            custodian.get("/suppliers").await.expect(200),
            all.director.get("/suppliers").await.expect(200),
            all.school.admin.get(&trail).await.expect(200),
            all.school.admin.get(&format!("/audit-events?subject_id={}", text(&shop["id"]))).await.expect(200),
        ];
        for view in hidden {
            assert!(secrets.iter().all(|secret| !view.to_string().contains(secret)), "{view}");
        }
        let export = all.school.admin.post("/audit-exports", json!({ "filter": { "subject_kind": "supplier_bank_account" } })).await;
        let written = String::from_utf8_lossy(&export.bytes);
        assert!(export.status.is_success() && secrets.iter().all(|secret| !written.contains(secret)), "{written}");
        let refused = all.teacher.get(&path(&shop)).await.expect_problem(403, "forbidden").to_string();
        assert!(secrets.iter().all(|secret| !refused.contains(secret)), "{refused}");
    }
}
