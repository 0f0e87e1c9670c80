//! Small ledgers made by the tests, and the command line that imports them.

use std::io::Write;

use test_support::{Client, Ended, School};
use zip::{ZipWriter, write::SimpleFileOptions};

/// `steward` itself.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_steward-under-test");

/// Three rows, 53 pieces, ¥18,380.01 and ¥1,000.50 of it worn off. 致远楼 has 101 and 203 in every test school; 科技楼 is new.
pub const THREE: &str = "\
资产编号,资产名称,分类代码,规格型号,数量,计量单位,原值,累计折旧,存放地点,保管人,使用部门,取得日期
QH-001,投影仪,A02020200,爱普生 CB-X05,1,台,4980.00,,致远楼203,王老师,电教组,2024-09-01
QH-002,学生课桌,A05010203,,50,张,5000.01,1000.50,致远楼101,,,2020-08-15
QH-003,台式计算机,A02010105,联想 M4500,2,台,8400.00,,科技楼301,,电教组,2023-03-01
";

/// The second of its three rows has two faults.
pub const ONE_BAD: &str = "\
资产编号,资产名称,分类代码,数量,原值
QH-001,投影仪,A02020200,1,4980.00
QH-002,学生课桌,A05010203,0,面议
QH-003,台式计算机,A02010105,1,4200.00
";

pub const DONE: i32 = 0;
pub const REFUSED: i32 = 1;
pub const IMPOSSIBLE: i32 = 2;

/// A school with a ledger to import: rooms, a head custodian (T001) and the files in the data folder.
pub struct Office {
    pub school: School,
    pub custodian: Client,
}

impl Office {
    pub async fn open(engine: test_support::TestEngine) -> Self {
        let school = School::open(engine).await;
        school.rooms().await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        Self { school, custodian }
    }

    /// Puts a file where the command is run.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.school.app.db.dir.path().join(name), bytes).unwrap();
    }

    /// `steward import FILE --as T001 …`
    pub async fn import(&self, file: &str, more: &[&str]) -> Ended {
        self.import_as("T001", file, more).await
    }

    pub async fn import_as(&self, login: &str, file: &str, more: &[&str]) -> Ended {
        let arguments = [&["import", file, "--as", login], more].concat();
        self.school.app.db.run(PROGRAM, &arguments).await
    }

    /// Cards, pieces and their value, as the register tells them.
    pub async fn totals(&self) -> (i64, String, String) {
        let totals = self.custodian.get("/assets/totals").await.expect(200);
        let text = |field: &str| totals[field].as_str().unwrap().to_owned();
        (totals["count"].as_i64().unwrap(), text("quantity"), text("original_value"))
    }
}

/// The same rows as an `.xlsx` of one sheet.
pub fn workbook(csv: &str) -> Vec<u8> {
    let row = |(line, number): (&str, usize)| {
        let cells: Vec<String> = ('A'..='Z').zip(line.split(',')).map(|(column, text)| cell(column, number, text)).collect();
        format!("<row r=\"{number}\">{}</row>", cells.concat())
    };
    let rows: Vec<String> = csv.lines().zip(1..).map(row).collect();
    let rows = rows.concat();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>");
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{relation}\"><sheets><sheet name=\"台账\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let related = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{relation}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let parts = [
        ("[Content_Types].xml", format!("<Types xmlns=\"{package}/content-types\"/>")),
        ("_rels/.rels", related("officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", related("worksheet", "worksheets/sheet1.xml")),
        ("xl/workbook.xml", book),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(format!("<?xml version=\"1.0\"?>{text}").as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Numbers as numbers, everything else as text.
fn cell(column: char, row: usize, text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else if text.parse::<f64>().is_ok() {
        format!("<c r=\"{column}{row}\"><v>{text}</v></c>")
    } else {
        format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    }
}
