//! Names that were made to hurt.

use test_support::text;

use super::{Register, samples};
use crate::on_both_engines;

on_both_engines! {
    async fn g02_hostile_names_are_made_harmless_and_sent_encoded(engine) {
        let register = Register::open(engine).await;
        let long = "长".repeat(300);
        let names = [
            "../../etc/passwd", "..\\..\\windows\\x.pdf", "/etc/cron.d/x", "C:\\x.pdf", "a\0b.pdf", "a\r\nSet-Cookie: a=b\r\n\r\n<html>.pdf",
            "\"><img src=x onerror=alert(1)>.pdf", "合同\u{202e}fdp.exe", "..", ".", " ", "", "\u{feff}\u{200b}", long.as_str(), "a;filename=b.html",
            "CON", "-rf", "%2e%2e%2fx", "😀.pdf", "a.pdf.html",
        ];
        for name in names {
            let upload = register.custodian.upload(name, "application/pdf", samples::PDF.to_vec()).await.expect(201);
            let kept = text(&upload["file_name"]).to_owned();
            assert!(kept.ends_with(".pdf") && kept.chars().count() <= 120 && kept.len() > 4, "{name:?}: {kept:?}");
            let bad = |c: char| c.is_control() || "/\\\"<>:\u{202e}\u{200b}\u{feff}".contains(c);
            assert!(!kept.contains(bad), "{name:?}: {kept:?}");
            let attachment = register.attached("document", upload).await;
            let sent = register.custodian.get(&register.content(&attachment)).await;
            let disposition = sent.header("content-disposition").unwrap_or_else(|| panic!("{name:?}")).to_owned();
            assert!(disposition.starts_with("attachment; filename=\"") && disposition.contains("; filename*=UTF-8''"), "{disposition}");
            assert!(sent.header("set-cookie").is_none() && disposition.is_ascii(), "{disposition}");
            assert_eq!(disposition.matches('"').count(), 2, "{disposition}");
        }
        // Whatever it is called, it lies below its school's folder under its own hash.
        let kept = register.school.app.db.kept_files();
        assert_eq!(kept.len(), 1, "{kept:?}");
        assert!(kept[0].split('/').nth(1).unwrap().split(' ').next().unwrap().bytes().all(|b| b.is_ascii_hexdigit()), "{kept:?}");
    }
}

on_both_engines! {
    async fn names_that_cannot_be_read_are_refused(engine) {
        let register = Register::open(engine).await;
        let named = |name: &str| register.custodian.with("content-type", "application/pdf").with("file-name", name);
        let send = |client: test_support::Client| async move {
            client.send(reqwest::Method::POST, "/uploads", Some(samples::PDF.to_vec())).await
        };
        send(named("%FF%FE.pdf")).await.expect_problem(400, "bad_file_name");
        send(named("合同.pdf")).await.expect_problem(400, "bad_file_name");
        send(named("a.pdf").with("file-name", "b.pdf")).await.expect_problem(400, "bad_file_name");
        assert_eq!(send(named("a.pdf")).await.expect(201)["file_name"], "a.pdf");
    }
}
