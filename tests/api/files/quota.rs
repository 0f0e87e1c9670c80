//! A school's space.

use sea_orm::{ConnectionTrait, Statement};
use test_support::{Digest, School, TestDb};

use super::Register;
use crate::on_both_engines;

/// Bytes that are counted, of all schools together.
pub async fn taken(school: &School) -> i64 {
    let raw = school.app.db.raw().await;
    let sql = "SELECT CAST(COALESCE(SUM(bytes), 0) AS bigint) AS n FROM upload_usage";
    raw.query_one_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap().unwrap().try_get("", "n").unwrap()
}

fn document(n: usize, size: usize) -> Vec<u8> {
    let mut file = format!("%PDF-1.7 {n}").into_bytes();
    file.resize(size, b' ');
    file
}

on_both_engines! {
    async fn g16_a_full_school_is_refused_and_others_are_not(engine) {
        let school = School::open_with(TestDb::new(engine).await, |config| config.files.quota_bytes = 10_000).await;
        let register = Register::in_school(school).await;
        let (_, other) = register.school.app.second_school("别的学校").await;
        register.custodian.upload("1.pdf", "application/pdf", document(1, 6000)).await.expect(201);
        let before = Digest::of(&register.school.app.db).await;
        register.custodian.upload("2.pdf", "application/pdf", document(2, 4001)).await.expect_problem(413, "quota_exceeded");
        before.assert_unchanged(&register.school.app.db, "an upload beyond the quota").await;
        // The same bytes once more take no space.
        register.teacher.upload("1.pdf", "application/pdf", document(1, 6000)).await.expect(201);
        register.custodian.upload("2.pdf", "application/pdf", document(2, 4000)).await.expect(201);
        register.custodian.upload("3.txt", "text/plain", b"x".to_vec()).await.expect_problem(413, "quota_exceeded");
        other.upload("3.pdf", "application/pdf", document(3, 6000)).await.expect(201);
        assert_eq!(taken(&register.school).await, 16_000);
    }
}

on_both_engines! {
    /// Ten at once where three fit.
    async fn g16_uploads_at_once_do_not_overrun_the_quota(engine) {
        let school = School::open_with(TestDb::new(engine).await, |config| config.files.quota_bytes = 10_000).await;
        let register = Register::in_school(school).await;
        let sent = (0..10).map(|n| register.custodian.upload("x.pdf", "application/pdf", document(n, 3000)));
        let answers = futures_util::future::join_all(sent).await;
        assert_eq!(answers.iter().filter(|a| a.status == 201).count(), 3);
        assert!(answers.iter().all(|a| a.status == 201 || a.status == 413));
        assert_eq!(taken(&register.school).await, 9000);
        assert_eq!(register.school.app.db.kept_files().len(), 3);
    }
}

on_both_engines! {
    /// At nine tenths and when it is as good as full: once each, in words, to those who can do something about it.
    async fn the_administrator_is_told_before_it_is_full(engine) {
        let school = School::open_with(TestDb::new(engine).await, |config| config.files.quota_bytes = 10_000).await;
        let register = Register::in_school(school).await;
        let told = async || {
            register.school.app.deliver().await;
            register.school.admin.column("/notices?limit=50", "topic").await.into_iter().filter(|topic| topic.starts_with("files.")).collect::<Vec<_>>()
        };
        let usage = async || register.school.admin.get("/file-usage").await.expect(200);
        register.custodian.upload("1.pdf", "application/pdf", document(1, 8999)).await.expect(201);
        assert_eq!((told().await.len(), usage().await["state"].clone(), usage().await["percent"].clone()), (0, "enough".into(), 89.into()));
        register.custodian.upload("2.pdf", "application/pdf", document(2, 100)).await.expect(201);
        register.custodian.upload("3.pdf", "application/pdf", document(3, 100)).await.expect(201);
        assert_eq!((told().await, usage().await["state"].clone()), (vec!["files.nearly_full".to_owned()], "nearly_full".into()));
        register.custodian.upload("4.pdf", "application/pdf", document(4, 750)).await.expect(201);
        register.custodian.upload("5.pdf", "application/pdf", document(5, 20)).await.expect(201);
        let all = told().await;
        assert_eq!((all.len(), all.contains(&"files.full".to_owned()), usage().await["state"].clone()), (2, true, "full".into()));
        let words = register.school.admin.column("/notices?limit=1", "text").await;
        assert!(words[0].contains("99%") && words[0].contains("照常"), "{words:?}");
        register.teacher.get("/file-usage").await.expect_problem(403, "forbidden");
    }
}
