//! The term summary as a Word document: it opens, says what the page says, in the reader's language, and its making is on record.

use std::io::{Cursor, Read};

use serde_json::{Value, json};
use test_support::{Client, Response, text};

use super::term;
use crate::{
    on_both_engines,
    procurement::{decide, orders::Chain, petty, publications::chairs},
};

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A file inside the document.
fn part(answer: &Response, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(answer.bytes.to_vec())).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

async fn exported(by: &Client, term: &str) -> Response {
    let answer = by.post(&format!("/term-summaries/{term}/export"), json!({})).await;
    assert_eq!(answer.status.as_u16(), 200, "{}", String::from_utf8_lossy(&answer.bytes));
    assert_eq!(answer.header("content-type"), Some(DOCX));
    answer
}

/// A sum as the document says it.
fn said(figure: &Value, chinese: bool) -> String {
    let sum = &figure["sum"];
    let (count, money) = (&sum["count"], sum["amount"].as_str().unwrap_or_default());
    match (text(&figure["measure"]), chinese) {
        ("count", true) => format!("{count} 件"),
        ("count", false) => format!("{count}"),
        ("amount", true) => format!("{money} 元（{count} 笔）"),
        ("amount", false) => format!("{money} yuan ({count})"),
        ("worth", true) => format!("{} 件，{money} 元（{count} 张卡片）", text(&sum["quantity"])),
        ("worth", false) => format!("{} pieces, {money} yuan ({count} cards)", text(&sum["quantity"])),
        ("weight", true) => format!("{} 千克（{count} 次）", text(&sum["quantity"])),
        ("weight", false) => format!("{} kg ({count})", text(&sum["quantity"])),
        (_, true) => "没有".to_owned(),
        (_, false) => "none".to_owned(),
    }
}

on_both_engines! {
    async fn the_document_holds_every_figure_its_definition_its_days_and_a_link(engine) {
        let school = Chain::open(engine).await;
        let director = &school.all.director;
        let term = term(&school.all.school).await;
        chairs(&school).await;
        let valve = petty::record(&school.helper, &school.all.teacher, "角阀", "38").await;
        decide(director, &valve, "approve", json!({})).await.expect(200);
        let words = json!({ "opening": "第一段。\n第二段 <重要> & 必须。", "purchases": "大宗采购都走了三家比价。", "plan": "暑假换窗帘。" });
        let path = format!("/term-summaries/{term}");
        director.seen(0).put(&path, words).await.expect(200);
        for (by, chinese) in [(director.clone(), true), (director.with("accept-language", "en"), false)] {
            let page = by.get(&path).await.expect(200);
            let file = exported(&by, &term).await;
            let document = part(&file, "word/document.xml");
            let links = part(&file, "word/_rels/document.xml.rels");
            for chapter in page["chapters"].as_array().unwrap() {
                assert!(document.contains(text(&chapter["title"])), "{chapter}");
                for figure in chapter["figures"].as_array().unwrap() {
                    let written = |key: &str| document.contains(&text(&figure[key]).replace('\'', "&apos;"));
                    assert!(written("title") && written("definition"), "{figure}");
                    assert!(document.contains(&said(figure, chinese)), "{} is not in the document", said(figure, chinese));
                    let rows = format!("http://school.test/term-summaries/{term}/figures/{}", text(&figure["key"]));
                    assert!(links.contains(&rows), "no link to {rows}: {links}");
                }
            }
            assert!(document.contains(if chinese { "统计期间：2026-09-01 至 2026-11-24" } else { "Period: 2026-09-01 to 2026-11-24" }));
            assert!(document.contains("第二段 &lt;重要&gt; &amp; 必须。") && document.contains("暑假换窗帘。"));
            assert!(!document.contains("<重要>"));
        }
        // Making it stands in the trail, once each.
        let events = school.all.school.principal.rows("/audit-events?action=report.exported").await;
        assert_eq!(events.len(), 2);
        assert!(text(&events[0]["subjects"][0]["label"]).ends_with(".docx"), "{events:#?}");
        school.all.teacher.post(&format!("{path}/export"), json!({})).await.expect_problem(403, "forbidden");
    }
}
