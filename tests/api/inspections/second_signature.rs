//! Where the checklist asks for it, another person signs: who is asked hears of it, and whoever held the round does not sign it.

use serde_json::json;
use test_support::text;

use super::{Looking, look, spot, step, yes_no};
use crate::{on_both_engines, procurement::may};

on_both_engines! {
    async fn another_person_signs_and_only_then_it_is_reviewed(engine) {
        let all = Looking::open(engine).await;
        let twice = json!({ "name": "双人检查", "items": yes_no(), "second_signature": true });
        let list = text(&all.director.post("/checklists", twice).await.expect(201)["id"]).to_owned();
        let round = spot(&all.duty, &list).await;
        // Staff choose too who signs, and see people no further than that.
        let names = all.teacher.rows("/inspection-rounds/signers?q=周").await;
        assert_eq!((names.len(), &names[0]["name"]), (1, &json!("周主任")));
        for (signer, code) in [(json!(null), "required"), (json!(all.duty.person_id), "held_it")] {
            let body = json!({ "nothing_found": true, "second_signer_id": signer });
            let refused = step(&all.duty, &round, "submit", body).await.expect_problem(422, "validation_failed");
            assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!("/second_signer_id"), &json!(code)));
        }
        let body = json!({ "nothing_found": true, "second_signer_id": all.teacher.person_id });
        let held = step(&all.duty, &round, "submit", body).await.expect(200);
        assert_eq!((&held["awaits_second"], &held["second_signer"]["name"]), (&json!(true), &json!("李老师")));
        step(&all.director, &round, "review", json!({})).await.expect_problem(409, "not_signed");
        step(&all.duty, &round, "sign", json!({})).await.expect_problem(403, "own_round");
        all.school.app.deliver().await;
        let told = all.teacher.rows("/notices").await;
        assert!(told.iter().any(|notice| notice["topic"] == "inspection_round.to_sign" && text(&notice["text"]).contains("双人检查")));
        assert_eq!(all.teacher.rows("/inspection-rounds?view=to_sign").await.len(), 1);
        assert_eq!(may(&look(&all.teacher, &round).await), ["sign"]);
        let signed = step(&all.teacher, &round, "sign", json!({ "remark": "在场" })).await.expect(200);
        assert_eq!((&signed["second"]["by"]["name"], &signed["second"]["remark"], &signed["awaits_second"]), (&json!("李老师"), &json!("在场"), &json!(false)));
        step(&all.teacher, &round, "sign", json!({})).await.expect_problem(409, "already_signed");
        assert_eq!(step(&all.director, &round, "review", json!({})).await.expect(200)["state"], "reviewed");
    }
}

on_both_engines! {
    async fn where_nobody_is_asked_for_nobody_is_named(engine) {
        let all = Looking::open(engine).await;
        let round = spot(&all.duty, &all.list(yes_no()).await).await;
        let body = json!({ "nothing_found": true, "second_signer_id": all.teacher.person_id });
        let refused = step(&all.duty, &round, "submit", body).await.expect_problem(422, "validation_failed");
        assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!("/second_signer_id"), &json!("not_asked")));
    }
}

on_both_engines! {
    /// A slip that somebody enters for another: neither of the two signs second.
    async fn neither_who_held_it_nor_who_wrote_it_down_signs_second(engine) {
        let all = Looking::open(engine).await;
        let twice = json!({ "name": "双人检查", "items": yes_no(), "second_signature": true });
        let list = text(&all.director.post("/checklists", twice).await.expect(201)["id"]).to_owned();
        let round = spot(&all.director, &list).await;
        let body = |signer: &str| json!({ "nothing_found": true, "performed_by": all.duty.person_id, "second_signer_id": signer });
        step(&all.director, &round, "submit", body(&all.duty.person_id)).await.expect_problem(422, "validation_failed");
        step(&all.director, &round, "submit", body(&all.teacher.person_id)).await.expect(200);
        step(&all.duty, &round, "sign", json!({})).await.expect_problem(403, "own_round");
        step(&all.director, &round, "sign", json!({})).await.expect_problem(403, "own_round");
        step(&all.teacher, &round, "sign", json!({})).await.expect(200);
    }
}

on_both_engines! {
    /// S56: levels of checks are held by independent people.
    async fn whoever_held_the_self_check_does_not_check_it_again(engine) {
        let all = Looking::open(engine).await;
        let list = all.list(yes_no()).await;
        let first = spot(&all.duty, &list).await;
        step(&all.duty, &first, "submit", json!({ "nothing_found": true })).await.expect(200);
        let again = |level: &str| json!({ "checklist_id": list, "check_kind": "spot", "level": level });
        let own = all.duty.post("/inspection-rounds", again("recheck")).await.expect(201);
        step(&all.duty, &own, "submit", json!({ "nothing_found": true })).await.expect_problem(403, "own_self_check");
        let other = all.director.post("/inspection-rounds", again("recheck")).await.expect(201);
        // Nor is it filed in his name by somebody else.
        let his = json!({ "nothing_found": true, "performed_by": all.duty.person_id });
        let refused = step(&all.director, &other, "submit", his.clone()).await.expect_problem(422, "validation_failed");
        assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!("/performed_by"), &json!("own_self_check")));
        step(&all.director, &other, "submit", json!({ "nothing_found": true })).await.expect(200);
        // A self-check of the same is nobody's re-check.
        let own = all.director.post("/inspection-rounds", again("self_check")).await.expect(201);
        step(&all.director, &own, "submit", his).await.expect(200);
    }
}

on_both_engines! {
    async fn whoever_another_says_held_a_round_hears_of_it(engine) {
        let all = Looking::open(engine).await;
        let list = all.list(yes_no()).await;
        let [own, of_another] = [spot(&all.director, &list).await, spot(&all.director, &list).await];
        step(&all.director, &own, "submit", json!({ "nothing_found": true })).await.expect(200);
        let body = json!({ "nothing_found": true, "performed_by": all.worker.person_id });
        step(&all.director, &of_another, "submit", body).await.expect(200);
        all.school.app.deliver().await;
        for (by, count) in [(&all.worker, 1), (&all.director, 0), (&all.duty, 0)] {
            let told = by.rows("/notices").await;
            let told: Vec<_> = told.iter().filter(|notice| notice["topic"] == "inspection_round.named").collect();
            assert_eq!(told.len(), count);
            for one in told {
                let number = text(&of_another["number"]);
                assert_eq!(text(&one["text"]), format!("周主任 登记的检查记录写您是检查人：宿舍检查（{number}）。不是的话，请告诉总务处。"));
            }
        }
    }
}
