//! Door signs: what is printed, and what whoever stands before the door may see.

use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use test_support::{School, text};

use crate::on_both_engines;

on_both_engines! {
    async fn signs_are_printed_for_one_room_or_a_whole_building(engine) {
        let school = School::open(engine).await;
        let rooms = school.rooms().await;
        let room = &rooms["203"];
        let sign = school.admin.get(&format!("/locations/{}/sign", text(&room["id"]))).await.expect(200);
        assert_eq!((&sign["code"], &sign["school_name"], &sign["location"]["path"]), (&room["sign_code"], &json!("青禾小学"), &json!("致远楼 / 2层 / 203")));
        assert_eq!(sign["url"], format!("http://school.test/s/{}", text(&room["sign_code"])));
        let building = school.admin.rows("/locations?kind=building").await[0].clone();
        let signs = school.admin.rows(&format!("/location-signs?under={}", text(&building["id"]))).await;
        let mut printed: Vec<&str> = signs.iter().map(|s| text(&s["code"])).collect();
        let mut expected: Vec<&str> = rooms.values().map(|r| text(&r["sign_code"])).collect();
        printed.sort_unstable();
        expected.sort_unstable();
        assert_eq!(printed, expected);
        let whole = school.admin.column("/location-signs", "code").await;
        assert_eq!(whole.len(), expected.len(), "the whole school is this one building");
        let floor = school.admin.rows(&format!("/location-signs?under={}", text(&room["parent_id"]))).await;
        assert_eq!(floor.len(), 3);
        assert_eq!(school.admin.rows(&format!("/location-signs?under={}", text(&room["id"]))).await.len(), 1);
        // A building has no door of its own; a yard has a sign like a room.
        school.admin.get(&format!("/locations/{}/sign", text(&building["id"]))).await.expect_problem(404, "not_found");
        let yard = school.admin.post("/locations", json!({ "kind": "zone", "name": "操场" })).await.expect(201);
        let corner = school.admin.post("/locations", json!({ "kind": "zone", "name": "沙坑", "parent_id": yard["id"] })).await.expect(201);
        let below = school.admin.column(&format!("/location-signs?under={}", text(&yard["id"])), "code").await;
        assert!(below.contains(&text(&yard["sign_code"]).to_owned()), "a yard's own sign is at the yard: {below:?}");
        assert!(below.contains(&text(&corner["sign_code"]).to_owned()), "{below:?}");
    }
}

on_both_engines! {
    /// An address of this computer opens on no phone: signs come without a code to scan, labels not at all, until there is a better one.
    async fn nothing_to_scan_is_printed_before_phones_can_open_the_address(engine) {
        let school = School::open(engine).await;
        let room = school.rooms().await["203"].clone();
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        custodian.post("/assets", json!({ "name": "打印机", "category_code": "A02020200" })).await.expect(201);
        let raw = school.app.db.raw().await;
        for address in ["'http://localhost:8080'", "'http://127.0.0.1:8080'", "NULL"] {
            raw.execute_unprepared(&format!("UPDATE school SET public_url = {address}")).await.unwrap();
            let sign = school.admin.get(&format!("/locations/{}/sign", text(&room["id"]))).await.expect(200);
            assert_eq!((&sign["url"], &sign["code"]), (&Value::Null, &room["sign_code"]), "{address}: the code stays the same");
            assert_eq!(school.admin.get("/me").await.expect(200)["school"]["public_url"], Value::Null, "{address}");
            custodian.post("/asset-labels", json!({ "filter": {} })).await.expect_problem(409, "public_url_missing");
        }
        raw.execute_unprepared("UPDATE school SET public_url = 'http://192.168.1.20:8080'").await.unwrap();
        let sheet = custodian.post("/asset-labels", json!({ "filter": {} })).await.expect(200);
        assert!(text(&sheet["items"][0]["url"]).starts_with("http://192.168.1.20:8080/s/"), "{sheet}");
        raw.close().await.unwrap();
    }
}

on_both_engines! {
    async fn the_public_page_shows_room_and_open_cases_and_nothing_of_people_or_value(engine) {
        let school = School::open(engine).await;
        let rooms = school.rooms().await;
        let room = &rooms["203"];
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let (teacher, head) = (school.person("李老师", &["staff"]).await, school.person("张班主任", &["class_teacher"]).await);
        let worker = school.person("王师傅", &["repair_worker"]).await;
        let card = json!({ "name": "投影仪", "category_code": "A02020200", "location_id": room["id"], "custodian_id": custodian.person_id, "original_value": "4980.00", "asset_no": "QH-SECRET" });
        custodian.post("/assets", card).await.expect(201);
        school.admin.seen(1).patch(&format!("/locations/{}", text(&room["id"])), json!({ "responsible_person_id": head.person_id })).await.expect(200);
        let report = |client: &test_support::Client, room: &Value, category: &str| {
            let body = json!({ "location_id": room["id"], "faults": [{ "category": category }], "text": "说明里有电话15098765432" });
            let client = client.clone();
            async move { client.post("/repair-cases", body).await.expect(201)["items"][0].clone() }
        };
        let open = report(&teacher, room, "projector").await;
        report(&teacher, &rooms["201"], "lock").await;
        let withdrawn = report(&teacher, room, "network").await;
        teacher.seen(1).post(&format!("/repair-cases/{}/cancel", text(&withdrawn["id"])), json!({})).await.expect(200);
        let done = report(&worker, room, "window").await;
        let taken = worker.seen(1).post(&format!("/repair-cases/{}/take", text(&done["id"])), json!({})).await.expect(200);
        assert_eq!(taken["state"], "assigned");

        let page = school.app.nobody().get(&format!("/signs/{}", text(&room["sign_code"]))).await.expect(200);
        assert_eq!((&page["school_name"], &page["room"]), (&json!("青禾小学"), &json!({ "name": "203", "path": "致远楼 / 2层 / 203" })));
        let listed: Vec<&str> = page["open_cases"].as_array().unwrap().iter().map(|c| text(&c["number"])).collect();
        assert_eq!(listed, [text(&open["number"]), text(&done["number"])], "oldest first; neither closed ones nor those of other rooms");
        assert_eq!((page["categories"].as_array().unwrap().len(), &page["viewer_name"]), (9, &Value::Null));
        let whole = page.to_string();
        for hidden in ["吴保管", "李老师", "张班主任", "QH-SECRET", "4980", "15098765432", text(&room["id"]), text(&open["id"])] {
            assert!(!whole.contains(hidden), "{hidden} is in {page:#}");
        }
        // Signed in, the page greets; of another school it does not.
        let bearer = teacher.get(&format!("/signs/{}", text(&room["sign_code"]))).await.expect(200);
        assert_eq!(bearer["viewer_name"], "李老师");
        let (stranger, _) = school.app.second_school("别的学校").await;
        assert_eq!(stranger.get(&format!("/signs/{}", text(&room["sign_code"]))).await.expect(200)["viewer_name"], Value::Null);
    }
}

on_both_engines! {
    async fn a_code_is_read_as_people_type_it_and_others_lead_nowhere(engine) {
        let school = School::open(engine).await;
        let rooms = school.rooms().await;
        let code = text(&rooms["101"]["sign_code"]).to_owned();
        let nobody = school.app.nobody();
        let spaced = format!("{}-{}", &code[..5], &code[5..]);
        for typed in [code.to_lowercase(), spaced, code.replace('0', "O").replace('1', "l")] {
            assert_eq!(nobody.get(&format!("/signs/{typed}")).await.expect(200)["room"]["name"], "101", "{typed}");
        }
        for wrong in ["ZZZZZZZZZZ", &code[..9], &format!("{code}0"), "%27%20OR%201=1", "..%2F..%2Fpeople"] {
            nobody.get(&format!("/signs/{wrong}")).await.expect_problem(404, "not_found");
        }
        // The code of a report is no code of a door.
        let reported = nobody.post(&format!("/signs/{code}/repair-cases"), json!({ "faults": [{ "category": "other" }] })).await.expect(201);
        let follow = text(&reported["cases"][0]["follow_up_code"]);
        nobody.get(&format!("/signs/{follow}")).await.expect_problem(404, "not_found");
        nobody.get(&format!("/follow-ups/{code}")).await.expect_problem(404, "not_found");
    }
}
