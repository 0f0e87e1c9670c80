//! G06–G12: ledgers that mean harm, or are only badly written, through the upload and the dry run.

use std::io::{Cursor, Write};

use serde_json::{Value, json};
use test_support::{Client, Digest, Response, School, text};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::on_both_engines;

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK_RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

/// A workbook around one sheet, packed, with more entries behind it.
pub fn workbook(sheet: &[u8], more: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let parts = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let more = more.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    for (name, bytes) in parts.into_iter().chain(more) {
        zip.start_file(name, packed).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn sheet(data: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{data}</sheetData></worksheet>"#
    )
}

/// Uploads a file and looks at it, whichever of the two refuses it.
async fn looked_at(client: &Client, name: &str, bytes: Vec<u8>) -> Response {
    let sent = client.upload(name, "application/octet-stream", bytes).await;
    if sent.status != 201 {
        return sent;
    }
    client.post("/imports/dry-run", json!({ "upload_id": sent.json()["id"] })).await
}

async fn refused(client: &Client, name: &str, bytes: Vec<u8>) {
    let answer = looked_at(client, name, bytes).await;
    assert!(matches!(answer.status.as_u16(), 413 | 415 | 422), "{name}: {}", answer.status);
    let problem = answer.json();
    assert!(problem["detail"].as_str().is_some_and(|d| !d.is_empty()), "{name}: {problem}");
    client.get("/me").await.expect(200);
}

async fn custodian(school: &School) -> Client {
    school.person("吴保管", &["head_custodian"]).await
}

on_both_engines! {
    async fn g06_a_sheet_with_a_far_corner_is_refused(engine) {
        let school = School::open(engine).await;
        let custodian = custodian(&school).await;
        let far = sheet(r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#);
        refused(&custodian, "far.xlsx", workbook(far.as_bytes(), &[])).await;
    }
}

on_both_engines! {
    async fn g07_archives_that_swell_are_refused(engine) {
        let school = School::open(engine).await;
        let custodian = custodian(&school).await;
        let wide = format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{}</t></is></c></row>", " ".repeat(200 * 1024 * 1024));
        refused(&custodian, "swell.xlsx", workbook(sheet(&wide).as_bytes(), &[])).await;
        let many: Vec<(String, Vec<u8>)> = (0..20_000).map(|n| (format!("xl/x{n}"), Vec::new())).collect();
        refused(&custodian, "entries.xlsx", workbook(sheet("").as_bytes(), &many)).await;
        let nested = workbook(sheet("").as_bytes(), &[("xl/inner.zip".into(), workbook(&vec![b' '; 60 * 1024 * 1024], &[]))]);
        refused(&custodian, "nested.xlsx", nested).await;
        let rows: String = (1..=120_000).map(|n| format!("<row r=\"{n}\"><c r=\"A{n}\"><v>1</v></c></row>")).collect();
        refused(&custodian, "rows.xlsx", workbook(sheet(&rows).as_bytes(), &[])).await;
    }
}

on_both_engines! {
    /// What is slow to parse ends with its own process; others are served meanwhile.
    async fn g08_slow_xml_ends_and_others_are_served(engine) {
        let school = School::open(engine).await;
        let custodian = custodian(&school).await;
        let attributes: String = (0..80_000).map(|n| format!(" a{n}=\"x\"")).collect();
        let flood = sheet(&format!("<row r=\"1\"{attributes}><c r=\"A1\"><v>1</v></c></row>"));
        let other = custodian.clone();
        let (slow, served) = tokio::join!(looked_at(&custodian, "flood.xlsx", workbook(flood.as_bytes(), &[])), async move {
            other.get("/assets").await.status.as_u16()
        });
        assert_eq!((slow.status.as_u16(), served), (422, 200));
        let spaces: String = (0..5_000).map(|n| format!("<a{n} xmlns:n{n}=\"urn:{n}\">")).collect();
        refused(&custodian, "names.xlsx", workbook(sheet(&spaces).as_bytes(), &[])).await;
    }
}

on_both_engines! {
    async fn g09_external_entities_are_not_followed(engine) {
        let school = School::open(engine).await;
        let custodian = custodian(&school).await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        for target in [format!("http://127.0.0.1:{port}/x"), "file:///etc/passwd".to_owned()] {
            let xml = sheet(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>"#)
                .replace("?><worksheet", &format!("?><!DOCTYPE w [<!ENTITY x SYSTEM \"{target}\">]><worksheet"));
            let answer = looked_at(&custodian, "entity.xlsx", workbook(xml.as_bytes(), &[])).await;
            assert_eq!(answer.status, 422);
            assert!(!String::from_utf8_lossy(&answer.bytes).contains("root:"));
        }
        let called = tokio::time::timeout(std::time::Duration::from_millis(200), listener.accept()).await;
        assert!(called.is_err(), "the parser called out");
    }
}

on_both_engines! {
    async fn g10_text_is_read_rightly_or_refused_with_its_line(engine) {
        let school = School::open(engine).await;
        let custodian = custodian(&school).await;
        let rows = "资产名称;数量;备注\r\n课桌;2;\"两行\n备注\"\r\n课椅;3;\r\n";
        let gbk = encoding_rs::GBK.encode(rows).0.into_owned();
        for (name, bytes) in [("utf8.csv", rows.as_bytes().to_vec()), ("bom.csv", [b"\xEF\xBB\xBF", rows.as_bytes()].concat()), ("gbk.csv", gbk)] {
            let plan = looked_at(&custodian, name, bytes).await.expect(200);
            assert_eq!((&plan["accepted_rows"], &plan["refused_rows"]), (&json!(2), &json!(0)), "{name}");
            assert_eq!((&plan["examples"][1]["name"], &plan["examples"][1]["row"]), (&json!("课椅"), &json!(3)), "{name}");
        }
        let tabs = looked_at(&custodian, "粘贴.txt", "资产名称\t数量\n课桌\t五\n".into()).await.expect(200);
        assert_eq!((&tabs["refused"][0]["row"], &tabs["refused"][0]["problems"][0]["code"]), (&json!(2), &json!("bad_quantity")));
        let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(rows.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        refused(&custodian, "utf16.csv", utf16).await;
        refused(&custodian, "line.csv", [b"a,b\n".to_vec(), vec![b'x'; 49 * 1024 * 1024]].concat()).await;
        refused(&custodian, "wide.csv", vec!["x"; 10_000].join(",").into_bytes()).await;
        let open = looked_at(&custodian, "quote.csv", "资产名称,数量\n\"课桌,2\n课椅,3\n".into()).await;
        assert!(matches!(open.status.as_u16(), 200 | 422));
        if open.status == 200 {
            let plan = open.json();
            assert_eq!(plan["accepted_rows"], 0, "an unclosed quote swallows no row unseen: {plan}");
        }
    }
}

on_both_engines! {
    /// The dry run and the real run agree; the one bad row is named, and nothing is written.
    async fn g11_one_bad_row_in_ten_thousand_stops_the_import(engine) {
        let school = School::open(engine).await;
        let custodian = custodian(&school).await;
        let row = |n: usize| if n == 7_776 { format!("QH-{n},课桌,坏\n") } else { format!("QH-{n},课桌,1\n") };
        let ledger: String = std::iter::once("资产编号,资产名称,数量\n".to_owned()).chain((1..=10_000).map(row)).collect();
        let file = custodian.upload("万行.csv", "text/csv", ledger.into()).await.expect(201);
        let before = Digest::of(&school.app.db).await;
        let plan = custodian.post("/imports/dry-run", json!({ "upload_id": file["id"] })).await.expect(200);
        assert_eq!((&plan["accepted_rows"], &plan["refused"][0]["row"], &plan["refused"][0]["line"]), (&json!(9_999), &json!(7_777), &json!(7_777)));
        let body = json!({ "file": { "upload_id": file["id"] } });
        let keyed = custodian.with("idempotency-key", "g11");
        let problem = keyed.post("/imports", body).await.expect_problem(422, "rows_refused");
        assert!(text(&problem["detail"]).contains('1'));
        before.assert_unchanged(&school.app.db, "an import with a refused row").await;
    }
}

on_both_engines! {
    /// Columns that would decide who owns a row, what a person may do or what the database runs are only columns.
    async fn g12_foreign_schools_roles_and_sql_in_rows_do_nothing(engine) {
        let school = School::open(engine).await;
        let custodian = custodian(&school).await;
        let (other, _) = school.app.second_school("别的学校").await;
        let foreign = other.get("/me").await.expect(200)["school"]["id"].as_str().unwrap().to_owned();
        let ledger = format!(
            "school_id,id,role,资产名称,数量,保管人,备注\n{foreign},{foreign},system_admin,课桌,1,'; DROP TABLE asset; --,\"x'); DELETE FROM person; --\"\n"
        );
        let file = custodian.upload("坏.csv", "text/csv", ledger.into()).await.expect(201);
        let body = json!({ "file": { "upload_id": file["id"] } });
        custodian.with("idempotency-key", "g12").post("/imports", body).await.expect(201);
        let cards = custodian.rows("/assets").await;
        assert_eq!(cards.len(), 1);
        let card = custodian.get(&format!("/assets/{}", text(&cards[0]["id"]))).await.expect(200);
        assert_ne!(text(&card["id"]), foreign);
        assert_eq!((&card["custodian"]["name"], &card["remarks"]), (&json!("'; DROP TABLE asset; --"), &json!("x'); DELETE FROM person; --")));
        let person = custodian.get(&format!("/people/{}", text(&card["custodian"]["id"]))).await.expect(200);
        assert_eq!((&person["roles"], &person["has_account"]), (&json!([]), &Value::Bool(false)));
        assert!(other.get("/imports").await.expect(200)["items"].as_array().unwrap().is_empty());
    }
}
