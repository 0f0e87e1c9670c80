//! Who is in a chain: never the requester, in whatever capacity (D02, D03, D08).

use serde_json::{Value, json};
use test_support::{Digest, School, text};

use super::{Buying, approve, ask_for, decide, draft, look, step, waiting, wish};
use crate::on_both_engines;

async fn chain(all: &Buying, price: &str) -> Value {
    let drafted = draft(&all.teacher, wish("一件东西", "1", price)).await;
    drafted["judgement"]["chain"].clone()
}

on_both_engines! {
    async fn d08_a_fen_below_at_and_above_each_limit(engine) {
        let all = Buying::open(engine).await;
        let (director, vice, principal) = (json!(["总务主任"]), json!(["总务主任", "分管副校长"]), json!(["总务主任", "分管副校长", "校长"]));
        let meeting = json!(["总务主任", "分管副校长", "校长", "校务会"]);
        let congress = json!(["总务主任", "分管副校长", "校长", "校务会", "教职工代表大会"]);
        let expected = [
            ("499.99", &director),
            ("500.00", &director),
            ("500.01", &vice),
            ("999.99", &vice),
            ("1000.00", &vice),
            ("1000.01", &principal),
            ("9999.99", &principal),
            ("10000.00", &meeting),
            ("10000.01", &meeting),
            ("49999.99", &meeting),
            ("50000.00", &congress),
            ("50000.01", &congress),
        ];
        for (price, steps) in expected {
            assert_eq!(&chain(&all, price).await, steps, "{price}");
        }
    }
}

on_both_engines! {
    /// By the price of a piece, the fund and the class of things, each a fen and a word apart; what was asked before the rule stays as it was judged.
    async fn d08_what_a_rule_names_goes_higher_up_whatever_it_costs(engine) {
        let all = Buying::open(engine).await;
        let earlier = ask_for(&all.teacher, "医用酒精", "38").await;
        let raise = |price: Value, fund: Value, words: Value, approver: &str| json!({ "unit_price_from": price, "fund": fund, "words": words, "approver": approver });
        let none = || json!(null);
        let rule = json!([
            raise(json!("300.00"), none(), json!([]), "vice_principal"),
            raise(none(), json!("special"), json!([]), "principal"),
            raise(none(), none(), json!(["酒精", "硫酸"]), "office_meeting"),
            raise(none(), json!("donation"), json!(["钢琴"]), "staff_congress"),
        ]);
        let body = json!({ "value": rule, "valid_from": "2026-11-24", "source": "校务会", "reason": "收紧" });
        all.principal().seen(0).put("/policies/purchase.raises", body).await.expect(200);
        let director = || json!(["总务主任"]);
        let vice = json!(["总务主任", "分管副校长"]);
        let meeting = json!(["总务主任", "分管副校长", "校长", "校务会"]);
        for (name, price, fund, steps) in [
            ("粉笔", "299.99", "public", director()),
            ("粉笔", "300.00", "public", vice.clone()),
            ("粉笔", "300.01", "public", vice),
            ("粉笔", "1", "special", json!(["总务主任", "分管副校长", "校长"])),
            ("95% 酒 精", "1", "public", meeting.clone()),
            ("硫酸铜", "300.00", "special", meeting),
            ("钢琴罩", "1", "donation", json!(["总务主任", "教职工代表大会"])),
            ("钢琴罩", "1", "public", director()),
        ] {
            let mut wished = wish(name, "1", price);
            wished["fund"] = json!(fund);
            let judged = draft(&all.teacher, wished).await["judgement"].clone();
            assert_eq!(judged["chain"], steps, "{name} {price} {fund}");
            assert_eq!(judged["lifted_by"].as_array().unwrap().is_empty(), steps == director(), "{judged}");
        }
        let told = draft(&all.teacher, wish("酒精", "1", "1")).await["judgement"]["lifted_by"].clone();
        assert_eq!(told, json!(["品名含“酒精”“硫酸”：不论金额，报校务会"]));
        // What is asked for after it waits for the meeting too, and whoever decides is told why.
        let asked = ask_for(&all.teacher, "工业酒精", "38").await;
        let seen = all.director.get(&format!("/approvals/{}", text(&asked["approval_id"]))).await.expect(200);
        assert!(seen["brief"]["warnings"].as_array().unwrap().contains(&told[0]), "{seen}");
        approve(&all.director, &earlier).await;
        assert_eq!(look(&all.teacher, &earlier).await["state"], "approved");
    }
}

on_both_engines! {
    /// The director's own requests are most of them (everyday.md, scene 3).
    async fn d02_the_directors_own_request_goes_one_tier_up_by_itself(engine) {
        let all = Buying::open(engine).await;
        let own = ask_for(&all.director, "文件柜", "400").await;
        assert_eq!((&own["judgement"]["chain"], &own["judgement"]["raised"]), (&json!(["分管副校长"]), &json!(true)));
        assert_eq!(waiting(&all.director).await, Vec::<String>::new());
        let before = Digest::of(&all.school.app.db).await;
        for end in ["approve", "return", "reject"] {
            let body = if end == "approve" { json!({}) } else { json!({ "reason": "x" }) };
            decide(&all.director, &own, end, body).await.expect_problem(403, "self_approval");
        }
        before.assert_unchanged(&all.school.app.db, "one's own request").await;
        approve(&all.vice, &own).await;
        assert_eq!(look(&all.director, &own).await["state"], "approved");
    }
}

on_both_engines! {
    /// Through a second role, and through a delegate.
    async fn d02_nobody_approves_what_he_asked_for_by_a_second_role_or_by_a_stand_in(engine) {
        let all = Buying::open(engine).await;
        // Somebody who is both: his rung falls out, and what he asked for he does not decide as the other either.
        let rule = json!({ "value": true, "valid_from": "2026-11-24", "source": "校务会", "reason": "人手不够" });
        all.principal().seen(0).put("/policies/roles.small_school", rule).await.expect(200);
        all.school.grant(&all.director.person_id, "vice_principal").await;
        let own = ask_for(&all.director, "文件柜", "900").await;
        assert_eq!(own["judgement"]["chain"], json!(["分管副校长"]));
        decide(&all.director, &own, "approve", json!({})).await.expect_problem(403, "self_approval");
        // His stand-in signs in his name.
        let colleague = all.school.person("王老师", &["staff"]).await;
        let away = json!({ "to_id": colleague.person_id, "roles": ["logistics_director", "vice_principal"], "starts_on": "2026-11-24", "ends_on": "2026-11-30", "reason": "培训" });
        all.director.post("/me/delegations", away).await.expect(201);
        assert_eq!(waiting(&colleague).await, Vec::<String>::new());
        let before = Digest::of(&all.school.app.db).await;
        decide(&colleague, &own, "approve", json!({})).await.expect_problem(403, "self_approval");
        before.assert_unchanged(&all.school.app.db, "a stand-in for the requester").await;
        // And the stand-in's own request is not his to approve in the other's name.
        let his = ask_for(&colleague, "教具", "100").await;
        assert_eq!(waiting(&colleague).await, Vec::<String>::new());
        decide(&colleague, &his, "approve", json!({})).await.expect_problem(403, "self_approval");
        approve(&all.director, &his).await;
    }
}

on_both_engines! {
    /// D03: one person, one signature; also when he signs the second for somebody else.
    async fn d03_nobody_signs_two_steps_of_one_chain(engine) {
        let all = Buying::open(engine).await;
        let asked = ask_for(&all.teacher, "打印机", "900").await;
        approve(&all.director, &asked).await;
        let away = json!({ "to_id": all.director.person_id, "roles": ["vice_principal"], "starts_on": "2026-11-24", "ends_on": "2026-11-30", "reason": "培训" });
        all.vice.post("/me/delegations", away).await.expect(201);
        assert_eq!(waiting(&all.director).await, Vec::<String>::new(), "what he signed waits for him no more");
        let before = Digest::of(&all.school.app.db).await;
        decide(&all.director, &asked, "approve", json!({})).await.expect_problem(403, "two_steps");
        before.assert_unchanged(&all.school.app.db, "a second signature").await;
        approve(&all.vice, &asked).await;
        // A stand-in who has not signed does, and both names stand there.
        let other = ask_for(&all.teacher, "扫描仪", "900").await;
        let colleague = all.school.person("王老师", &["staff"]).await;
        let away = json!({ "to_id": colleague.person_id, "roles": ["logistics_director"], "starts_on": "2026-11-24", "ends_on": "2026-11-30", "reason": "培训" });
        all.director.post("/me/delegations", away).await.expect(201);
        assert_eq!(waiting(&colleague).await, [text(&other["number"])]);
        approve(&colleague, &other).await;
        let step = &look(&all.teacher, &other).await["steps"][0];
        assert_eq!((&step["decided_by"]["name"], &step["on_behalf_of"]["name"]), (&json!("王老师"), &json!("周主任")));
        // And the other may not sign the next step for whom he signed.
        let away = json!({ "to_id": all.director.person_id, "roles": ["vice_principal"], "starts_on": "2026-12-01", "ends_on": "2026-12-02", "reason": "培训" });
        all.vice.post("/me/delegations", away).await.expect(201);
        decide(&all.director, &other, "approve", json!({})).await.expect_problem(403, "two_steps");
    }
}

on_both_engines! {
    /// D07: whose role has ended decides nothing, also with a form that was open.
    async fn d07_an_approver_whose_role_has_ended_decides_nothing(engine) {
        let all = Buying::open(engine).await;
        let late = all.school.person("孙主任", &[]).await;
        let grants = format!("/people/{}/role-grants", late.person_id);
        let grant = all.school.admin.post(&grants, json!({ "role": "logistics_director" })).await.expect(201);
        let grant = format!("/role-grants/{}", text(&grant["id"]));
        all.school.principal.seen(1).post(&format!("{grant}/confirm"), json!({})).await.expect(200);
        let asked = ask_for(&all.teacher, "打印机", "900").await;
        assert_eq!(waiting(&late).await, [text(&asked["number"])]);
        all.school.admin.seen(2).post(&format!("{grant}/revoke"), json!({})).await.expect(200);
        let before = Digest::of(&all.school.app.db).await;
        let path = format!("/approvals/{}/approve", text(&asked["approval_id"]));
        late.seen(1).post(&path, json!({})).await.expect_problem(403, "forbidden");
        before.assert_unchanged(&all.school.app.db, "a decision by a former director").await;
    }
}

on_both_engines! {
    /// D07: whoever stood in decides nothing once that is over, also with the approval that he opened while it held.
    async fn d07_a_stand_in_whose_delegation_has_ended_decides_nothing(engine) {
        let all = Buying::open(engine).await;
        let colleague = all.school.person("王老师", &["staff"]).await;
        let asked = ask_for(&all.teacher, "打印机", "900").await;
        let away = json!({ "to_id": colleague.person_id, "roles": ["logistics_director"], "starts_on": "2026-11-24", "ends_on": "2026-11-30", "reason": "培训" });
        let made = all.director.post("/me/delegations", away).await.expect(201);
        let path = format!("/approvals/{}", text(&asked["approval_id"]));
        let opened = colleague.get(&path).await.expect(200);
        all.director.seen(1).post(&format!("/delegations/{}/end", text(&made["id"])), json!({})).await.expect(200);
        let before = Digest::of(&all.school.app.db).await;
        for (end, reason) in [("approve", json!({})), ("return", json!({ "reason": "x" })), ("reject", json!({ "reason": "x" }))] {
            let form = colleague.seen(opened["version"].as_i64().unwrap());
            form.post(&format!("{path}/{end}"), reason).await.expect_problem(403, "forbidden");
        }
        before.assert_unchanged(&all.school.app.db, "a decision by whoever stood in before").await;
        assert_eq!(waiting(&all.director).await, [text(&asked["number"])]);
        approve(&all.director, &asked).await;
    }
}

on_both_engines! {
    async fn a_school_without_anybody_above_says_so_before_anything_is_asked(engine) {
        let school = School::open(engine).await;
        let tiers = json!([{ "up_to": null, "inclusive": false, "approver": "principal" }]);
        let body = json!({ "value": tiers, "valid_from": "2026-11-24", "source": "校务会", "reason": "小学校" });
        school.principal.seen(0).put("/policies/purchase.tiers", body).await.expect(200);
        let own = draft(&school.principal, wish("水龙头", "1", "38")).await;
        assert_eq!(own["judgement"], json!(null));
        assert!(text(&own["judgement_refused"]).contains("没有人能审批"), "{own}");
        let before = Digest::of(&school.app.db).await;
        step(&school.principal, &own, "submit", json!({})).await.expect_problem(409, "nobody_decides");
        before.assert_unchanged(&school.app.db, "a request that nobody could decide about").await;
    }
}
