//! `/notices`: who is told what, and that nobody is told twice or of what is not his.

use serde_json::{Value, json};
use test_support::{Client, text};

use crate::{
    on_both_engines,
    repairs::crew::{Crew, finish, step},
};

/// What somebody finds in his inbox, the newest first, after all news were handed on.
pub async fn told(crew: &Crew, client: &Client) -> Vec<String> {
    crew.school.app.deliver().await;
    let list = client.get("/notices").await.expect(200);
    list["items"].as_array().unwrap().iter().map(|notice| text(&notice["text"]).to_owned()).collect()
}

async fn unread(client: &Client) -> i64 {
    client.get("/me/summary").await.expect(200)["unread_notices"].as_i64().unwrap()
}

on_both_engines! {
    async fn each_step_of_a_case_is_told_to_whom_it_concerns_and_to_nobody_else(engine) {
        let crew = Crew::open(engine).await;
        let roles = told(&crew, &crew.worker).await;
        assert_eq!(roles, ["您现在是维修工"]);
        let case = crew.case("lighting").await;
        let number = text(&case["number"]);
        assert_eq!(told(&crew, &crew.director).await[0], format!("等您派人：致远楼 / 1层 / 101 灯/风扇（{number}）"));
        let case = step(&crew.director, &case, "assign", json!({ "worker_id": crew.worker.person_id })).await;
        assert_eq!(told(&crew, &crew.worker).await[0], format!("派给您了：致远楼 / 1层 / 101 灯/风扇（{number}）"));
        let case = finish(&crew.worker, &case).await;
        assert_eq!(told(&crew, &crew.teacher).await[0], format!("修好了，请看一下：致远楼 / 1层 / 101 灯/风扇（{number}）"));
        let case = step(&crew.teacher, &case, "refuse", json!({ "reason": "还在闪" })).await;
        assert_eq!(told(&crew, &crew.worker).await[0], format!("没修好，退回：致远楼 / 1层 / 101 灯/风扇（{number}）：还在闪"));
        let case = step(&crew.director, &case, "defer", json!({ "until": "2026-12-01", "reason": "等灯管" })).await;
        let english = crew.teacher.with("accept-language", "en");
        assert_eq!(told(&crew, &english).await[0], format!("Put off: Light, fan at 致远楼 / 1层 / 101 ({number}): 12/1 Tue, 等灯管"));
        // Taken by himself: he knows, and so does whoever put it off.
        step(&crew.worker, &case, "take", json!({})).await;
        assert!(!told(&crew, &crew.worker).await[0].starts_with("派给您了"));
        assert_eq!(told(&crew, &crew.director).await.len(), 2, "his role and the report");
        assert_eq!(told(&crew, &crew.mate).await.len(), 1, "his role only");
        assert_eq!(crew.school.app.deliver().await, 0, "nothing is left over");
    }
}

on_both_engines! {
    async fn danger_is_told_to_the_office_at_once_also_where_somebody_has_it_by_rule(engine) {
        let crew = Crew::open(engine).await;
        let route = json!({ "category": "plumbing", "worker_id": crew.worker.person_id });
        crew.school.admin.post("/repair-routes", route).await.expect(201);
        let faults = json!({ "faults": [{ "category": "plumbing", "danger": true }], "text": "水漫出来了" });
        let reported = crew.school.app.nobody().post(&format!("/signs/{}/repair-cases", crew.sign("101")), faults).await.expect(201);
        let number = text(&reported["cases"][0]["number"]);
        assert_eq!(told(&crew, &crew.director).await[0], format!("有危险，请马上看：致远楼 / 1层 / 101 厕所/下水（{number}）：水漫出来了"));
        assert_eq!(told(&crew, &crew.worker).await[0], format!("派给您了：致远楼 / 1层 / 101 厕所/下水（{number}）：水漫出来了"));
        let notice = crew.director.get("/notices").await.expect(200)["items"][0].clone();
        assert_eq!((&notice["urgent"], text(&notice["subject_kind"])), (&json!(true), "repair_case"));
        assert_eq!(text(&notice["link"]), format!("/repairs/{}", text(&notice["subject_id"])));
    }
}

on_both_engines! {
    async fn a_role_that_is_limited_to_places_hears_of_those_places(engine) {
        let crew = Crew::open(engine).await;
        let floor = crew.school.admin.get("/locations?kind=floor&limit=200").await.expect(200);
        let first = floor["items"].as_array().unwrap().iter().find(|floor| floor["name"] == "1层").unwrap();
        let here = crew.school.person("钱主任", &[]).await;
        let body = json!({ "role": "logistics_director", "places": [first["id"]] });
        let grant = crew.school.admin.post(&format!("/people/{}/role-grants", here.person_id), body).await.expect(201);
        crew.school.principal.seen(1).post(&format!("/role-grants/{}/confirm", text(&grant["id"])), json!({})).await.expect(200);
        for room in ["101", "201"] {
            crate::repairs::crew::report(&crew.teacher, crew.room(room), json!([{ "category": "lock" }])).await;
        }
        let reports = |told: Vec<String>| told.into_iter().filter(|text| text.starts_with("等您派人")).count();
        assert_eq!(reports(told(&crew, &here).await), 1);
        assert_eq!(reports(told(&crew, &crew.director).await), 2);
    }
}

on_both_engines! {
    async fn what_was_read_stays_read_and_nobody_marks_anothers(engine) {
        let crew = Crew::open(engine).await;
        for category in ["lock", "window", "other"] {
            crew.case(category).await;
        }
        told(&crew, &crew.director).await;
        assert_eq!(unread(&crew.director).await, 4);
        let items = crew.director.get("/notices?unread=true").await.expect(200)["items"].clone();
        let path = format!("/notices/{}/read", text(&items[0]["id"]));
        let keyed = crew.director.with("idempotency-key", "read-1");
        for _ in 0..2 {
            keyed.post(&path, json!({})).await.expect(204);
            crew.director.post(&path, json!({})).await.expect(204);
        }
        assert_eq!(unread(&crew.director).await, 3);
        crew.teacher.post(&path, json!({})).await.expect_problem(404, "not_found");
        assert_eq!(crew.director.post("/notices/read-all", json!({})).await.expect(200)["marked"], 3);
        assert_eq!((unread(&crew.director).await, unread(&crew.teacher).await), (0, 1));
        assert_eq!(crew.director.get("/notices?unread=true").await.expect(200)["items"], json!([]));
        let all = crew.director.pages("/notices", 2).await;
        assert_eq!(all.len(), 4);
        assert!(all.iter().all(|notice: &Value| notice["read_at"].is_string()));
    }
}

on_both_engines! {
    async fn grants_and_imports_are_told_too(engine) {
        let crew = Crew::open(engine).await;
        let auditor = crew.school.person("周审计", &[]).await;
        let path = format!("/people/{}/role-grants", auditor.person_id);
        let grant = crew.school.admin.post(&path, json!({ "role": "auditor" })).await.expect(201);
        assert_eq!(told(&crew, &crew.school.principal).await[0], "请确认：周审计 任审计");
        assert_eq!(told(&crew, &auditor).await, Vec::<String>::new(), "not before the second key");
        crew.school.principal.seen(1).post(&format!("/role-grants/{}/confirm", text(&grant["id"])), json!({})).await.expect(200);
        assert_eq!(told(&crew, &auditor).await, ["您现在是审计"]);
        let custodian = crew.school.person("吴保管", &["head_custodian"]).await;
        let ledger = custodian.upload("台账.csv", "text/csv", "资产名称,数量\n投影仪,1\n课桌,2\n".into()).await.expect(201);
        let body = json!({ "file": { "upload_id": ledger["id"] } });
        custodian.with("idempotency-key", "i").post("/imports", body).await.expect(201);
        assert_eq!(told(&crew, &crew.director).await[0], "导入完成：台账.csv，2 张卡片");
        assert_eq!(told(&crew, &custodian).await, ["您现在是总保管员"], "he did it himself");
    }
}

on_both_engines! {
    /// What fails takes its news with it: no commit, nothing told.
    async fn nothing_is_told_of_what_did_not_happen(engine) {
        let crew = Crew::open(engine).await;
        let case = crew.case("lock").await;
        let before = told(&crew, &crew.worker).await.len();
        let path = format!("/repair-cases/{}/assign", text(&case["id"]));
        let body = json!({ "worker_id": crew.worker.person_id });
        crew.director.seen(7).post(&path, body.clone()).await.expect_problem(412, "stale");
        crew.teacher.seen(1).post(&path, body).await.expect_problem(403, "forbidden");
        assert_eq!(crew.school.app.deliver().await, 0);
        assert_eq!(told(&crew, &crew.worker).await.len(), before);
    }
}
