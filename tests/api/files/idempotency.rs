//! The same upload sent twice: one file, one answer.

use test_support::{Digest, Response};

use super::{Register, samples};
use crate::on_both_engines;

on_both_engines! {
    async fn a_photo_sent_again_under_its_key_is_the_same_upload(engine) {
        let register = Register::open(engine).await;
        let keyed = register.custodian.with("idempotency-key", "photo-1");
        let first = keyed.upload("a.jpg", "image/jpeg", samples::jpeg(40, 30)).await.expect(201);
        let before = Digest::of(&register.school.app.db).await;
        let again = keyed.upload("a.jpg", "image/jpeg", samples::jpeg(40, 30)).await.expect(201);
        assert_eq!(first, again);
        keyed.upload("a.jpg", "image/jpeg", samples::jpeg(41, 30)).await.expect_problem(422, "idempotency_key_reused");
        keyed.upload("b.jpg", "image/jpeg", samples::jpeg(40, 30)).await.expect_problem(422, "idempotency_key_reused");
        before.assert_unchanged(&register.school.app.db, "an upload sent again").await;
    }
}

on_both_engines! {
    async fn eight_at_once_under_one_key_are_one_upload(engine) {
        let register = Register::open(engine).await;
        let keyed = register.custodian.with("idempotency-key", "photo-2");
        let sent = (0..8).map(|_| keyed.upload("a.pdf", "application/pdf", samples::PDF.to_vec()));
        let answers: Vec<Response> = futures_util::future::join_all(sent).await;
        let ids: std::collections::BTreeSet<String> = answers.into_iter().map(|a| a.expect(201)["id"].to_string()).collect();
        assert_eq!(ids.len(), 1);
        assert_eq!(Digest::of(&register.school.app.db).await.rows("upload"), 1);
        assert_eq!(register.school.app.db.kept_files().len(), 1);
    }
}
