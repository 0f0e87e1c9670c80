//! `steward export`.

use serde_json::Value;

use super::ledgers::{DONE, IMPOSSIBLE, Office, PROGRAM, REFUSED, THREE};
use crate::on_both_engines;

on_both_engines! {
    async fn the_command_writes_the_file_and_its_manifest_and_overwrites_nothing(engine) {
        let office = Office::open(engine).await;
        office.file("台账.csv", THREE);
        office.import("台账.csv", &["--commit"]).await.expect(DONE);
        let db = &office.school.app.db;
        let run = async |arguments: &[&str]| db.run(PROGRAM, &[&["export", "--as", "T001"], arguments].concat()).await;
        let done = run(&["出.csv", "--filter", "category=A02&status=in_use", "--columns", "asset_no,name"]).await.expect(DONE);
        assert!(done.out.contains("已导出 2 张卡片"), "{}", done.out);
        let file = std::fs::read(db.dir.path().join("出.csv")).unwrap();
        assert_eq!(String::from_utf8(file).unwrap(), "\u{feff}资产编号,资产名称\r\nQH-001,投影仪\r\nQH-003,台式计算机\r\n");
        let manifest: Value = serde_json::from_slice(&std::fs::read(db.dir.path().join("出.csv.manifest.json")).unwrap()).unwrap();
        assert_eq!((&manifest["rows"], &manifest["exported_by"]["name"]), (&2.into(), &"吴保管".into()));
        assert!(done.out.contains(manifest["data_sha256"].as_str().unwrap()), "{}", done.out);
        run(&["出.csv"]).await.expect(IMPOSSIBLE);
        run(&["别.csv", "--filter", "colour=red"]).await.expect(REFUSED);
        run(&["别.csv", "--columns", "secret"]).await.expect(REFUSED);
        assert!(!db.dir.path().join("别.csv").exists());
        run(&["all.xlsx", "--format", "xlsx", "--lang", "en"]).await.expect(DONE);
        let events = office.school.principal.get("/audit-events?action=register.exported").await.expect(200);
        assert_eq!((events["items"].as_array().unwrap().len(), &events["items"][0]["actor_kind"]), (2, &"cli".into()));
        db.run(PROGRAM, &["export", "--as", "P999", "x.csv"]).await.expect(IMPOSSIBLE);
    }
}
