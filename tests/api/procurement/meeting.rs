//! Steps that a meeting decides: nothing without its minutes, in words or as pages; whoever writes them down decides nothing by it.

use serde_json::{Value, json};
use test_support::{Client, Digest, text};

use super::{
    Buying, approval, approve, ask, ask_for, decide,
    goods_receipts::{delivered, make as accept, receipt_step, witnessed},
    look, minutes, minutes_with,
    orders::{Chain, make, order_step, refused, written},
    petty,
    publications::{covering, posting},
    signed_scans::page,
    waiting, wish,
};
use crate::{files::samples, on_both_engines};

/// For the cases that go over every operation: what a meeting decided, with a page of its minutes, and what waits for a meeting.
pub(crate) struct Met {
    pub decided: String,
    pub page: String,
    pub waiting: String,
    /// Of the approval that waits.
    pub version: i64,
}

/// The director writes the minutes down.
pub(crate) async fn decided_and_waiting(teacher: &Client, director: &Client, principal: &Client) -> Met {
    let before_the_meeting = async |name: &str| {
        let mut thing = wish(name, "1", "12000");
        thing["fund"] = json!("donation");
        let asked = ask(teacher, thing).await;
        for by in [director, principal] {
            approve(by, &asked).await;
        }
        asked
    };
    let decided = before_the_meeting("钢琴").await;
    let scanned = page(director).await;
    decide(director, &decided, "approve", json!({ "meeting": minutes_with(text(&scanned)) })).await.expect(200);
    let view = approval(director, &decided).await;
    let waiting = approval(director, &before_the_meeting("电子琴").await).await;
    let met = view["steps"].as_array().unwrap().iter().find(|step| step["is_meeting"] == true).unwrap();
    Met {
        decided: text(&view["id"]).to_owned(),
        page: text(&met["meeting"]["pages"][0]["id"]).to_owned(),
        waiting: text(&waiting["id"]).to_owned(),
        version: waiting["version"].as_i64().unwrap(),
    }
}

on_both_engines! {
    async fn a_meeting_decides_with_its_date_attendance_votes_and_minutes(engine) {
        let all = Buying::open(engine).await;
        let asked = ask_for(&all.teacher, "钢琴", "12000").await;
        approve(&all.director, &asked).await;
        approve(&all.vice, &asked).await;
        approve(all.principal(), &asked).await;
        assert_eq!(look(&all.teacher, &asked).await["state_text"], "等校务会决定");
        // Whoever convenes it writes its minutes down; having signed before is no obstacle, he decides nothing by that.
        assert_eq!(waiting(&all.director).await, [text(&asked["number"])]);
        let before = Digest::of(&all.school.app.db).await;
        let with = |key: &str, value: serde_json::Value| {
            let mut meeting = minutes();
            meeting[key] = value;
            json!({ "meeting": meeting })
        };
        let wrong = [
            (json!({}), "minutes_missing"),
            (json!({ "comment": "会上都同意" }), "minutes_missing"),
            (with("minutes", json!(" ")), "minutes_missing"),
            (with("minutes", json!(null)), "minutes_missing"),
            (with("held_on", json!("2026-11-25")), "in_the_future"),
            (with("present", json!(6)), "more_votes_than_people"),
            (with("votes_for", json!(3)), "not_carried"),
        ];
        for (body, code) in wrong {
            let problem = decide(&all.director, &asked, "approve", body).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["code"], code);
        }
        decide(&all.director, &asked, "reject", json!({ "reason": "没通过" })).await.expect_problem(422, "validation_failed");
        assert_eq!(decide(&all.director, &asked, "approve", with("present", json!(0))).await.status, 422);
        before.assert_unchanged(&all.school.app.db, "a meeting without its minutes").await;
        decide(&all.director, &asked, "approve", json!({ "meeting": minutes() })).await.expect(200);
        let approved = look(&all.teacher, &asked).await;
        assert_eq!(approved["state"], "approved");
        let meeting = &approved["steps"][3]["meeting"];
        assert_eq!((&meeting["present"], &meeting["votes_for"], &meeting["minutes"]), (&json!(7), &json!(6), &json!("校务会〔2026〕12号：同意购置")));
    }
}

on_both_engines! {
    async fn a_major_purchase_goes_before_the_staff_congress_too(engine) {
        let all = Buying::open(engine).await;
        let asked = ask_for(&all.teacher, "塑胶跑道", "50000").await;
        assert_eq!(asked["judgement"]["chain"], json!(["总务主任", "分管副校长", "校长", "校务会", "教职工代表大会"]));
        for by in [&all.director, &all.vice, all.principal()] {
            approve(by, &asked).await;
        }
        let meeting = json!({ "meeting": minutes() });
        decide(&all.director, &asked, "approve", meeting.clone()).await.expect(200);
        assert_eq!(look(&all.teacher, &asked).await["state_text"], "等教职工代表大会决定");
        let refused = json!({ "reason": "先修屋顶", "meeting": { "held_on": "2026-11-24", "present": 40, "votes_for": 10, "votes_against": 25, "votes_abstained": 5, "minutes": "教代会决议" } });
        decide(all.principal(), &asked, "reject", refused).await.expect(200);
        assert_eq!(look(&all.teacher, &asked).await["state"], "rejected");
    }
}

on_both_engines! {
    /// D02: the minutes about one's own request are not written by whoever stands in for oneself.
    async fn d02_a_stand_in_of_the_requester_writes_no_minutes_about_his_request(engine) {
        let all = Buying::open(engine).await;
        let own = ask_for(&all.director, "钢琴", "12000").await;
        assert_eq!(own["judgement"]["chain"], json!(["分管副校长", "校长", "校务会"]));
        approve(&all.vice, &own).await;
        approve(all.principal(), &own).await;
        let colleague = all.school.person("王老师", &["staff"]).await;
        let away = |by: &str| json!({ "to_id": colleague.person_id, "roles": [by], "starts_on": "2026-11-24", "ends_on": "2026-11-30", "reason": "培训" });
        all.director.post("/me/delegations", away("logistics_director")).await.expect(201);
        assert_eq!(waiting(&colleague).await, Vec::<String>::new());
        let before = Digest::of(&all.school.app.db).await;
        decide(&colleague, &own, "approve", json!({ "meeting": minutes() })).await.expect_problem(403, "self_approval");
        before.assert_unchanged(&all.school.app.db, "minutes by the requester's stand-in").await;
        // For somebody else he does, and it is said for whom.
        all.vice.post("/me/delegations", away("vice_principal")).await.expect(201);
        assert_eq!(waiting(&colleague).await, [text(&own["number"])]);
        decide(&colleague, &own, "approve", json!({ "meeting": minutes() })).await.expect(200);
        let step = &look(&all.director, &own).await["steps"][2];
        assert_eq!((&step["decided_by"]["name"], &step["on_behalf_of"]["name"]), (&json!("王老师"), &json!("陈副校长")));
    }
}

on_both_engines! {
    async fn minutes_are_for_meetings_and_their_requester_writes_none(engine) {
        let all = Buying::open(engine).await;
        let small = ask_for(&all.teacher, "水龙头", "38").await;
        let problem = decide(&all.director, &small, "approve", json!({ "meeting": minutes() })).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["code"], "no_meeting");
        // The principal's own request above his tier: the meeting decides, and somebody else writes it down.
        let own = ask_for(all.principal(), "会议桌", "6000").await;
        assert_eq!((&own["judgement"]["chain"], &own["judgement"]["raised"]), (&json!(["总务主任", "分管副校长", "校务会"]), &json!(true)));
        approve(&all.director, &own).await;
        approve(&all.vice, &own).await;
        let before = Digest::of(&all.school.app.db).await;
        decide(all.principal(), &own, "approve", json!({ "meeting": minutes() })).await.expect_problem(403, "self_approval");
        before.assert_unchanged(&all.school.app.db, "minutes by the requester").await;
        let warnings = approval(&all.director, &own).await["brief"]["warnings"].to_string();
        assert!(warnings.contains("已上提一级"), "{warnings}");
        decide(&all.director, &own, "approve", json!({ "meeting": minutes() })).await.expect(200);
    }
}

on_both_engines! {
    async fn the_pages_of_the_minutes_are_enough_and_are_for_whoever_may_see_approvals(engine) {
        let all = Buying::open(engine).await;
        let auditor = all.school.person("审计", &["auditor"]).await;
        let asked = ask_for(&all.teacher, "钢琴", "12000").await;
        for by in [&all.director, &all.vice, all.principal()] {
            approve(by, &asked).await;
        }
        let word = all.director.upload("纪要.txt", "text/plain", "同意".into()).await.expect(201);
        let (photo, foreign) = (page(&all.director).await, page(&all.vice).await);
        let scan = all.director.upload("纪要.pdf", "application/pdf", samples::PDF.to_vec()).await.expect(201);
        let of = |pages: &[&Value]| {
            let mut meeting = minutes();
            (meeting["minutes"], meeting["upload_ids"]) = (json!(null), json!(pages));
            json!({ "meeting": meeting })
        };
        let before = Digest::of(&all.school.app.db).await;
        for (pages, pointer, code) in [
            (vec![&photo, &word["id"]], "/meeting/upload_ids/1", "no_page"),
            (vec![&foreign], "/meeting/upload_ids/0", "reference_not_found"),
            (vec![&photo, &photo], "/meeting/upload_ids/1", "reference_not_found"),
            (vec![], "/meeting/minutes", "minutes_missing"),
        ] {
            assert_eq!(refused(decide(&all.director, &asked, "approve", of(&pages)).await), (pointer.to_owned(), code.to_owned()));
        }
        let many = vec![&photo; 11];
        assert_eq!(refused(decide(&all.director, &asked, "approve", of(&many)).await).0, "/meeting/upload_ids");
        before.assert_unchanged(&all.school.app.db, "minutes that are none").await;
        decide(&all.director, &asked, "approve", of(&[&photo, &scan["id"]])).await.expect(200);
        let meeting = approval(&auditor, &asked).await["steps"][3]["meeting"].clone();
        assert_eq!(meeting["minutes"], json!(null));
        let kinds: Vec<_> = meeting["pages"].as_array().unwrap().iter().map(|one| (text(&one["kind"]), text(&one["added_by_name"]))).collect();
        assert_eq!(kinds, [("photo", "周主任"), ("document", "周主任")]);
        // Who asked reads how it was decided; minutes speak of more than his request.
        let own = look(&all.teacher, &asked).await;
        assert_eq!(own["steps"][3]["meeting"]["pages"].as_array().unwrap().len(), 2);
        let approved = text(&asked["approval_id"]);
        for one in meeting["pages"].as_array().unwrap() {
            let path = format!("/approvals/{approved}/minutes/{}/content", text(&one["id"]));
            assert_eq!(auditor.get(&path).await.status.as_u16(), 200);
            all.teacher.get(&path).await.expect_problem(403, "forbidden");
        }
        // A page of one decision is none of another's.
        let other = ask_for(&all.teacher, "水龙头", "38").await;
        let path = format!("/approvals/{}/minutes/{}/content", text(&other["approval_id"]), text(&meeting["pages"][0]["id"]));
        all.director.get(&path).await.expect_problem(404, "not_found");
    }
}

on_both_engines! {
    async fn a_petty_purchase_shows_the_meeting_that_decided_it_too(engine) {
        let all = Buying::open(engine).await;
        let plumber = all.school.person("王师傅", &["repair_worker"]).await;
        let recorder = all.school.person("赵主任", &["logistics_director"]).await;
        // Of what was asked for above the meeting's tier a piece is bought at the corner: judged with the rest of it.
        ask_for(&all.teacher, "钢琴", "12000").await;
        let bought = petty::record(&plumber, &all.teacher, "钢琴", "38").await;
        for by in [&all.director, &all.vice, all.principal()] {
            approve(by, &bought).await;
        }
        let scanned = page(&recorder).await;
        decide(&recorder, &bought, "approve", json!({ "meeting": minutes_with(text(&scanned)) })).await.expect(200);
        let after = petty::look(&plumber, &bought).await;
        assert_eq!((text(&after["state"]), &after["steps"][3]["is_meeting"]), ("approved", &json!(true)));
        let meeting = &after["steps"][3]["meeting"];
        assert_eq!((&meeting["present"], meeting["pages"].as_array().unwrap().len()), (&json!(7), 1));
        // On the board as well, with whoever wrote it down, who approved nothing by that.
        let mut asked = covering("十一月采购公示");
        asked["with_petty"] = json!(true);
        let notice = all.director.post("/publications", asked).await.expect(201);
        let (row, met) = (&notice["rows"][0], &notice["meetings"][0]);
        assert_eq!((row["approvers"].as_array().unwrap().len(), &row["meetings"]), (3, &json!(["校务会"])));
        assert_eq!((&met["request_number"], text(&met["title"]), text(&met["recorded_by"])), (&bought["number"], "校务会", "赵主任"));
    }
}

on_both_engines! {
    /// He may buy it, stands on no notice as one who approved it, and the meeting stands there instead.
    async fn whoever_writes_the_minutes_down_is_no_approver(engine) {
        let school = Chain::open(engine).await;
        let (all, director) = (&school.all, &school.all.director);
        let rules = all.principal().rows("/policies").await;
        let version = rules.iter().find(|rule| rule["key"] == "purchase.tiers").unwrap()["version"].as_i64().unwrap();
        let tiers = json!([
            { "up_to": "500.00", "inclusive": true, "approver": "vice_principal" },
            { "up_to": null, "inclusive": false, "approver": "office_meeting" },
        ]);
        let rule = json!({ "value": tiers, "valid_from": "2026-11-24", "source": "校务会", "reason": "新规定" });
        all.principal().seen(version).put("/policies/purchase.tiers", rule).await.expect(200);
        let asked = ask_for(&all.teacher, "电钢琴", "900").await;
        assert_eq!(asked["judgement"]["chain"], json!(["分管副校长", "校务会"]));
        approve(&all.vice, &asked).await;
        decide(director, &asked, "approve", json!({ "meeting": minutes() })).await.expect(200);
        let lines = [(0, "1", "900")];
        let by_vice = written(&asked, &school.shop, &all.vice, &lines);
        assert_eq!(refused(make(&school.custodian, by_vice).await), ("/other_buyer_id".to_owned(), "approver_buys".to_owned()));
        let made = make(director, written(&asked, &school.shop, &school.helper, &lines)).await.expect(201);
        let order = order_step(&school.helper, &made, "confirm", json!({})).await.expect(200);
        let line = json!({ "position": 0, "delivered": "1", "accepted": "1", "destination": { "kind": "used" } });
        let came = accept(&school.keeper, witnessed(delivered(&order, json!([line])), &all.teacher)).await.expect(201);
        receipt_step(&all.teacher, &came, "sign", json!({})).await.expect(200);
        let notice = director.post("/publications", covering("十一月采购公示")).await.expect(201);
        let path = format!("/publications/{}", text(&notice["id"]));
        let hung = director.seen(1).post(&format!("{path}/post"), posting(director).await).await.expect(200);
        for shown in [notice, hung, all.vice.get(&path).await.expect(200)] {
            assert_eq!((&shown["rows"][0]["approvers"], &shown["rows"][0]["meetings"]), (&json!(["陈副校长"]), &json!(["校务会"])));
            let met = &shown["meetings"][0];
            assert_eq!((&met["request_number"], text(&met["title"]), text(&met["recorded_by"])), (&asked["number"], "校务会", "周主任"));
            assert_eq!((&met["present"], &met["votes_for"], &met["votes_abstained"]), (&json!(7), &json!(6), &json!(1)));
            assert_eq!((text(&met["held_on"]), text(&met["minutes"])), ("2026-11-23", "校务会〔2026〕12号：同意购置"));
        }
    }
}
