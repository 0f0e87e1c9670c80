//! What the product says when it starts.

use ::server::{config::Secret, warnings::Warning};
use test_support::{TestApp, TestDb, TestEngine};

use crate::on_both_engines;

/// The warnings of one start, and the database for the next.
async fn start(db: TestDb, secret: &str) -> (Vec<Warning>, TestDb) {
    let mut app = TestApp::start_with(db, |config| config.auth.token_secret = Some(Secret::new(secret))).await;
    let warnings = app.running.as_ref().unwrap().warnings.clone();
    app.stop().await;
    let spare = TestDb::new(TestEngine::Sqlite).await;
    (warnings, std::mem::replace(&mut app.db, spare))
}

on_both_engines! {
    async fn a_start_with_another_token_secret_than_the_last_one_says_so(engine) {
        let (first, second) = ("8d1f5e2bac907463f5e2bac9074638d1f5e2bac9074bb", "9e206f3cbda18574a06f3cbda185749e2a6f3cbda185cc");
        let (warnings, db) = start(TestDb::new(engine).await, first).await;
        assert!(!warnings.contains(&Warning::OtherTokenSecret), "the first secret is nobody's surprise");
        let (warnings, db) = start(db, second).await;
        assert!(warnings.contains(&Warning::OtherTokenSecret));
        let (warnings, db) = start(db, second).await;
        assert!(!warnings.contains(&Warning::OtherTokenSecret), "said once, known from then on");
        let (warnings, _) = start(db, first).await;
        assert!(warnings.contains(&Warning::OtherTokenSecret), "back again is another change");
    }
}

on_both_engines! {
    async fn a_start_names_what_somebody_should_look_after(engine) {
        // The cluster of the tests has no checksums and lets its superuser in, and the clock of the tests stands still.
        let (warnings, _) = start(TestDb::new(engine).await, "8d1f5e2bac907463f5e2bac9074638d1f5e2bac9074bb").await;
        let postgres = engine == TestEngine::Postgres;
        assert_eq!(warnings.contains(&Warning::NoChecksums), postgres, "{warnings:?}");
        assert_eq!(warnings.contains(&Warning::Superuser), postgres, "{warnings:?}");
        assert_eq!(warnings.iter().any(|w| matches!(w, Warning::Clock(seconds) if *seconds > 5)), postgres, "{warnings:?}");
    }
}
