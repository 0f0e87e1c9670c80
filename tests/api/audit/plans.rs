//! How the database finds what is asked of the trail: by an index, in order, never by reading all of it.

use sea_orm::ConnectionTrait;
use serde_json::json;
use test_support::{School, statements, statements::Statements, text};

use crate::on_both_engines;

/// Cards, each a subject of an event: enough that a table is not simply read.
const CARDS: usize = 6000;

on_both_engines! {
    async fn no_filter_of_the_trail_reads_all_of_it(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let mut ledger = String::from("资产编号,资产名称,数量\n");
        for n in 0..CARDS {
            ledger.push_str(&format!("QH-{n:05},课桌,1\n"));
        }
        let file = custodian.upload("台账.csv", "text/csv", ledger.into_bytes()).await.expect(201);
        let import = json!({ "file": { "upload_id": file["id"] } });
        custodian.with("idempotency-key", "plans").post("/imports", import).await.expect(201);
        school.app.run_jobs().await;
        let raw = school.app.db.raw().await;
        raw.execute_unprepared("ANALYZE").await.unwrap();
        let card = custodian.rows("/assets?limit=1").await[0].clone();
        let ear = Statements::listen();
        for filter in [
            format!("q={}", text(&card["asset_no"])),
            format!("subject_id={}", text(&card["id"])),
            format!("q={}&subject_kind=asset", text(&card["asset_no"])),
            "subject_kind=asset".to_owned(),
            "subject_kind=school".to_owned(),
        ] {
            ear.take();
            school.principal.get(&format!("/audit-events?limit=50&{filter}")).await.expect(200);
            let asked = ear.take();
            let of_trail: Vec<_> = asked.iter().filter(|sql| sql.contains("audit_subject")).collect();
            assert!(!of_trail.is_empty(), "{filter}: {asked:?}");
            for sql in of_trail {
                let plan = statements::plan(&raw, sql).await.join("\n");
                let whole = ["Seq Scan on audit_subject", "SCAN audit_subject"];
                assert!(whole.iter().all(|way| !plan.contains(way)), "{filter}\n{sql}\n{plan}");
            }
        }
    }
}
