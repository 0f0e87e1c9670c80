//! Places that hang elsewhere, are closed and opened again: what is below and what stands there goes with them.

use futures_util::future::join_all;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use test_support::{Client, Digest, School, text};

use crate::on_both_engines;

struct Ground {
    school: School,
    room: String,
    custodian: Client,
    teacher: Client,
}

impl Ground {
    /// Room 101 of 致远楼 with a card and an open case.
    async fn open(engine: test_support::TestEngine) -> Self {
        let school = School::open(engine).await;
        let room = school.a_room().await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let card = json!({ "name": "投影仪", "category_code": "A02020200", "location_id": room });
        custodian.post("/assets", card).await.expect(201);
        let case = json!({ "location_id": room, "faults": [{ "category": "furniture" }] });
        teacher.post("/repair-cases", case).await.expect(201);
        Self { school, room, custodian, teacher }
    }

    async fn place(&self, path: &str) -> Value {
        let rows = self.school.admin.rows("/locations?limit=200").await;
        rows.into_iter().find(|row| row["path"] == path).unwrap_or_else(|| panic!("no {path}"))
    }

    async fn building(&self, name: &str) -> Value {
        self.school.admin.post("/locations", json!({ "kind": "building", "name": name })).await.expect(201)
    }

    async fn moved(&self, place: &Value, parent: &Value) -> Value {
        let path = format!("/locations/{}/move", text(&place["id"]));
        let body = json!({ "parent_id": parent["id"], "reason": "教室调整" });
        self.school.admin.seen(place["version"].as_i64().unwrap()).post(&path, body).await.expect(200)
    }

    /// Cards and open cases at or below a place.
    async fn standing(&self, place: &Value) -> (usize, usize) {
        let id = text(&place["id"]);
        let cards = self.custodian.rows(&format!("/assets?location_id={id}")).await.len();
        (cards, self.custodian.rows(&format!("/repair-cases?location_id={id}")).await.len())
    }
}

on_both_engines! {
    async fn what_stands_in_a_room_goes_with_it_to_another_building(engine) {
        let ground = Ground::open(engine).await;
        let old = ground.place("致远楼").await;
        let new = ground.building("博学楼").await;
        let floor = ground.place("致远楼 / 1层").await;
        assert_eq!((ground.standing(&old).await, ground.standing(&new).await), ((1, 1), (0, 0)));
        let floor = ground.moved(&floor, &new).await;
        assert_eq!(floor["path"], "博学楼 / 1层");
        assert_eq!(ground.place("博学楼 / 1层 / 101").await["id"], json!(ground.room));
        assert_eq!((ground.standing(&old).await, ground.standing(&new).await, ground.standing(&floor).await), ((0, 0), (1, 1), (1, 1)));
        // A campus above all of it, and the room straight below a building.
        let campus = ground.school.admin.post("/locations", json!({ "kind": "campus", "name": "东校区" })).await.expect(201);
        ground.moved(&new, &campus).await;
        assert_eq!(ground.standing(&campus).await, (1, 1));
        let room = ground.place("东校区 / 博学楼 / 1层 / 101").await;
        let room = ground.moved(&room, &old).await;
        assert_eq!((&room["path"], ground.standing(&campus).await, ground.standing(&old).await), (&json!("致远楼 / 101"), (0, 0), (1, 1)));
        let acts = ground.school.principal.rows(&format!("/audit-events?action=location.moved&subject_id={}", ground.room)).await;
        assert_eq!(acts.len(), 1);
    }
}

on_both_engines! {
    /// Who may see a building's cases sees those of a room that came to it, and no longer those of one that went.
    async fn rights_at_a_place_go_with_what_stands_there(engine) {
        let ground = Ground::open(engine).await;
        let new = ground.building("博学楼").await;
        let worker = ground.school.person("王师傅", &[]).await;
        let path = format!("/people/{}/role-grants", worker.person_id);
        let grant = ground.school.admin.post(&path, json!({ "role": "repair_worker", "places": [new["id"]] })).await.expect(201);
        let path = format!("/role-grants/{}/confirm", text(&grant["id"]));
        ground.school.principal.seen(1).post(&path, json!({})).await.expect(200);
        assert_eq!(worker.rows("/repair-cases").await.len(), 0);
        let room = ground.place("致远楼 / 1层 / 101").await;
        ground.moved(&room, &new).await;
        assert_eq!(worker.rows("/repair-cases").await.len(), 1);
    }
}

on_both_engines! {
    async fn a_zone_takes_the_zones_within_it_along_and_never_goes_into_itself(engine) {
        let ground = Ground::open(engine).await;
        let admin = &ground.school.admin;
        let yard = admin.post("/locations", json!({ "kind": "zone", "name": "操场" })).await.expect(201);
        let corner = admin.post("/locations", json!({ "kind": "zone", "name": "沙坑", "parent_id": yard["id"] })).await.expect(201);
        let card = json!({ "name": "单杠", "category_code": "A02020200", "location_id": corner["id"] });
        ground.custodian.post("/assets", card).await.expect(201);
        let body = json!({ "parent_id": corner["id"], "reason": "x" });
        let path = format!("/locations/{}/move", text(&yard["id"]));
        let before = Digest::of(&ground.school.app.db).await;
        admin.seen(1).post(&path, body).await.expect_problem(422, "validation_failed");
        admin.seen(1).post(&path, json!({ "parent_id": null, "reason": "x" })).await.expect_problem(422, "validation_failed");
        admin.seen(1).post(&path, json!({ "parent_id": ground.room, "reason": "x" })).await.expect_problem(422, "validation_failed");
        before.assert_unchanged(&ground.school.app.db, "a refused move of a place").await;
        let building = ground.place("致远楼").await;
        ground.moved(&yard, &building).await;
        assert_eq!(ground.standing(&building).await, (2, 1));
        assert_eq!(ground.place("致远楼 / 操场 / 沙坑").await["id"], corner["id"]);
    }
}

on_both_engines! {
    async fn two_rooms_of_one_name_do_not_meet(engine) {
        let ground = Ground::open(engine).await;
        let new = ground.building("博学楼").await;
        let floor = ground.school.admin.post("/locations", json!({ "kind": "floor", "name": "1层", "parent_id": new["id"] })).await.expect(201);
        ground.school.admin.post("/locations", json!({ "kind": "room", "name": "101", "parent_id": floor["id"] })).await.expect(201);
        let room = ground.place("致远楼 / 1层 / 101").await;
        let before = Digest::of(&ground.school.app.db).await;
        let path = format!("/locations/{}/move", text(&room["id"]));
        let body = json!({ "parent_id": floor["id"], "reason": "x" });
        ground.school.admin.seen(1).post(&path, body).await.expect_problem(409, "place_exists");
        before.assert_unchanged(&ground.school.app.db, "a move to a taken name").await;
    }
}

on_both_engines! {
    async fn a_closed_place_takes_nothing_in_and_says_what_stands_there(engine) {
        let ground = Ground::open(engine).await;
        let admin = &ground.school.admin;
        let building = ground.place("致远楼").await;
        let path = format!("/locations/{}", text(&building["id"]));
        let standing = admin.get(&format!("{path}/standing")).await.expect(200);
        assert_eq!(standing, json!({ "places": 8, "classes": [], "things": [{ "kind": "assets", "count": 1 }, { "kind": "repair_cases", "count": 1 }, { "kind": "inspection_plans", "count": 0 }] }));
        admin.seen(1).post(&format!("{path}/close"), json!({ "reason": " " })).await.expect_problem(422, "validation_failed");
        let closed = admin.seen(1).post(&format!("{path}/close"), json!({ "reason": "加固改造" })).await.expect(200);
        assert_eq!((&closed["active"], &closed["version"]), (&json!(false), &json!(2)));
        admin.seen(2).post(&format!("{path}/close"), json!({ "reason": "x" })).await.expect_problem(409, "place_closed");

        // Nothing new: no report, no card, no move in. What is there stays to be seen.
        let fault = json!({ "location_id": ground.room, "faults": [{ "category": "furniture" }] });
        let refused = ground.teacher.post("/repair-cases", fault).await.expect_problem(422, "validation_failed");
        assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!("/location_id"), &json!("place_closed")));
        let card = json!({ "name": "柜子", "category_code": "A05010502", "location_id": ground.room });
        ground.custodian.post("/assets", card).await.expect_problem(422, "validation_failed");
        assert_eq!(ground.standing(&building).await, (1, 1));
        assert_eq!((admin.rows("/locations?limit=200").await.len(), admin.rows("/locations?closed=true&limit=200").await.len()), (0, 9));
        assert_eq!(admin.get(&format!("/locations/{}", ground.room)).await.expect(200)["active"], false);

        // A room alone cannot be opened below what is closed.
        let room = format!("/locations/{}/reopen", ground.room);
        admin.seen(2).post(&room, json!({})).await.expect_problem(409, "place_above_closed");
        admin.seen(2).post(&format!("{path}/reopen"), json!({})).await.expect(200);
        admin.seen(3).post(&room, json!({})).await.expect_problem(409, "place_open");
        let fault = json!({ "location_id": ground.room, "faults": [{ "category": "window" }] });
        ground.teacher.post("/repair-cases", fault).await.expect(201);
    }
}

on_both_engines! {
    /// E09: what is made while the place above it is closed is refused or closed with it; nothing open hangs below what is closed.
    async fn e09_a_room_made_while_its_building_is_closed_is_closed_too_or_not_made(engine) {
        let school = School::open(engine).await;
        let admin = &school.admin;
        let raw = school.app.db.raw().await;
        for round in 0..crate::setting("STEWARD_RACE_ROUNDS").unwrap_or(4) {
            let building = admin.post("/locations", json!({ "kind": "building", "name": format!("旧楼{round}") })).await.expect(201);
            let floor = json!({ "kind": "floor", "name": "1层", "parent_id": building["id"] });
            let floor = admin.post("/locations", floor).await.expect(201);
            let rooms = (0..8).map(|room| {
                let body = json!({ "kind": "room", "name": format!("{room}"), "parent_id": floor["id"] });
                async move { admin.post("/locations", body).await }
            });
            let (path, closer) = (format!("/locations/{}/close", text(&building["id"])), admin.seen(1));
            let (made, closed) = tokio::join!(join_all(rooms), closer.post(&path, json!({ "reason": "拆除" })));
            closed.expect(200);
            for answer in made {
                if answer.status != 201 {
                    let problem = answer.expect_problem(422, "validation_failed");
                    assert_eq!(problem["errors"][0]["code"], "place_closed", "round {round}");
                }
            }
            let sql = "SELECT COUNT(*) AS orphans FROM location c JOIN location p ON p.school_id = c.school_id AND p.id = c.parent_id \
                       WHERE c.active AND NOT p.active";
            let row = raw.query_one_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap().unwrap();
            assert_eq!(row.try_get::<i64>("", "orphans").unwrap(), 0, "round {round}");
        }
    }
}
