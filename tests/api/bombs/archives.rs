//! Archives that swell, lie about themselves, or hold what no workbook holds.

use std::{
    fmt::Write as _,
    io::{Cursor, Write},
};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{Bomb, bomb};
use crate::reliability::sheets::{sheet, workbook};

pub const ALL: &[fn() -> Bomb] = &[
    || xlsx("a far corner", &sheet(r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#)),
    || xlsx("a sheet that swells to 200 MB", &cell(&" ".repeat(200 << 20))),
    || with("20 000 entries", (0..20_000).map(|n| (format!("xl/x{n}"), Vec::new()))),
    || with("an archive in the archive", [("xl/inner.zip".into(), workbook(&vec![b' '; 60 << 20], &[]))]),
    || with("ten entries of 60 MB", (0..10).map(|n| (format!("xl/media/{n}.bin"), vec![0; 60 << 20]))),
    || {
        xlsx(
            "120 000 rows",
            &sheet(&(1..=120_000).fold(String::new(), |mut s, n| {
                write!(s, "<row r=\"{n}\"><c r=\"A{n}\"><v>1</v></c></row>").unwrap();
                s
            })),
        )
    },
    || xlsx("4 million cells", &sheet(&format!("<row r=\"1\">{}</row>", "<c/>".repeat(4_000_000)))),
    || {
        xlsx(
            "80 000 attributes",
            &sheet(&format!(
                "<row r=\"1\"{}/>",
                (0..80_000).fold(String::new(), |mut s, n| {
                    write!(s, " a{n}=\"x\"").unwrap();
                    s
                })
            )),
        )
    },
    || {
        xlsx(
            "5 000 namespaces in each other",
            &sheet(&(0..5_000).fold(String::new(), |mut s, n| {
                write!(s, "<a{n} xmlns:n{n}=\"urn:{n}\">").unwrap();
                s
            })),
        )
    },
    || xlsx("elements 500 000 deep", &sheet(&"<x>".repeat(500_000))),
    || entity("an external entity, a file", r#"<!ENTITY x SYSTEM "file:///etc/passwd">"#),
    || entity("an external entity, an address", r#"<!ENTITY x SYSTEM "http://127.0.0.1:9/x">"#),
    || {
        entity(
            "a billion laughs",
            r#"<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY x "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">"#,
        )
    },
    || entity("an entity of 10 MB", &format!("<!ENTITY x \"{}\">", "x".repeat(10 << 20))),
    || shared("3 million shared strings", &"<si><t>x</t></si>".repeat(3_000_000), ""),
    || shared("4 billion declared shared strings", "<si><t>x</t></si>", r#" count="4294967295" uniqueCount="4294967295""#),
    || shared("a shared string of 100 MB", &format!("<si><t>{}</t></si>", "x".repeat(100 << 20)), ""),
    || shared("a shared string beyond the last", "", ""),
    || {
        xlsx(
            "formulas that call out",
            &sheet(
                r#"<row r="1"><c r="A1" t="str"><f>HYPERLINK("http://127.0.0.1:9/","x")</f><v>x</v></c><c r="B1"><f>cmd|'/c calc'!A0</f></c><c r="C1"><f>WEBSERVICE("http://127.0.0.1:9/")</f></c></row>"#,
            ),
        )
    },
    || {
        with("external links", [("xl/externalLinks/externalLink1.xml".into(), br#"<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook r:id="rId1"/></externalLink>"#.to_vec()), ("xl/externalLinks/_rels/externalLink1.xml.rels".into(), br#"<Relationships><Relationship Id="rId1" Target="file:///etc/passwd" TargetMode="External"/></Relationships>"#.to_vec())])
    },
    || xlsx("a dimension of everything", &sheet("").replace("<sheetData>", r#"<dimension ref="A1:XFD1048576"/><sheetData>"#)),
    || {
        xlsx(
            "a million merged cells",
            &sheet("").replace(
                "</sheetData>",
                &format!("</sheetData><mergeCells>{}</mergeCells>", r#"<mergeCell ref="A1:XFD1048576"/>"#.repeat(1_000_000)),
            ),
        )
    },
    || xlsx("row 4 294 967 295", &sheet(r#"<row r="4294967295"><c r="A4294967295"><v>1</v></c></row>"#)),
    || xlsx("row -1", &sheet(r#"<row r="-1"><c r="A-1"><v>1</v></c></row>"#)),
    || xlsx("column ZZZZZZZZ", &sheet(r#"<row r="1"><c r="ZZZZZZZZ1"><v>1</v></c></row>"#)),
    || {
        xlsx(
            "numbers beyond numbers",
            &sheet(r#"<row r="1"><c r="A1"><v>1e999</v></c><c r="B1"><v>NaN</v></c><c r="C1" t="d"><v>99999-99-99</v></c></row>"#),
        )
    },
    || {
        with(
            "a million styles",
            [(
                "xl/styles.xml".into(),
                format!(
                    r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>{}</cellXfs></styleSheet>"#,
                    r#"<xf numFmtId="14"/>"#.repeat(1_000_000)
                )
                .into_bytes(),
            )],
        )
    },
    || {
        parts(
            "100 000 sheets",
            &[(
                "xl/workbook.xml",
                format!(
                    r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets>{}</sheets></workbook>"#,
                    r#"<sheet name="x" sheetId="1" r:id="rId1"/>"#.repeat(100_000)
                )
                .into_bytes(),
            )],
        )
    },
    || {
        parts("no sheet where one is named", &[("xl/workbook.xml", br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets><sheet name="x" sheetId="1" r:id="rId9"/></sheets></workbook>"#.to_vec())])
    },
    || parts("no workbook", &[("xl/nothing.xml", Vec::new())]),
    || {
        parts("a sheet outside of the archive", &[("xl/workbook.xml", br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets><sheet name="x" sheetId="1" r:id="rId1"/></sheets></workbook>"#.to_vec()), ("xl/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="rId1" Target="../../../../../etc/passwd"/></Relationships>"#.to_vec())])
    },
    || with("names that climb", [("../../../../tmp/steward-climbed".into(), b"x".to_vec())]),
    || bomb("a link in the archive", "x.xlsx", link()),
    || changed("an archive cut in half", |zip| zip.truncate(zip.len() / 2)),
    || {
        changed("an archive with another checksum", |zip| {
            let at = zip.len() / 3;
            zip[at] ^= 0xff;
        })
    },
    || changed("sizes of 4 GB in every header", |zip| lie(zip, 24, 0xffff_fff0)),
    || changed("sizes of 0 in every header", |zip| lie(zip, 24, 0)),
    || changed("packed sizes of 4 GB", |zip| lie(zip, 20, 0xffff_fff0)),
    || changed("entries said to be encrypted", |zip| lie_short(zip, 8, 1)),
    || changed("an unknown way of packing", |zip| lie_short(zip, 10, 99)),
    || changed("rubbish behind the archive", |zip| zip.extend(vec![0xAA; 1 << 20])),
    || bomb("an archive of nothing", "x.xlsx", ZipWriter::new(Cursor::new(Vec::new())).finish().unwrap().into_inner()),
    || xlsx("NUL in the text", &cell("a\0b")),
    || xlsx("tags that do not close", &sheet("<row><c><v>")),
    || {
        ods(
            "2 billion repeated columns",
            r#"<table:table-row><table:table-cell table:number-columns-repeated="2147483647" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>"#,
        )
    },
    || {
        ods(
            "2 billion repeated rows",
            r#"<table:table-row table:number-rows-repeated="2147483647"><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>"#,
        )
    },
];

fn xlsx(name: &'static str, sheet: &str) -> Bomb {
    bomb(name, "台账.xlsx", workbook(sheet.as_bytes(), &[]))
}

fn cell(text: &str) -> String {
    sheet(&format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{text}</t></is></c></row>"))
}

fn with(name: &'static str, more: impl IntoIterator<Item = (String, Vec<u8>)>) -> Bomb {
    let more: Vec<_> = more.into_iter().collect();
    bomb(name, "台账.xlsx", workbook(cell("资产名称").as_bytes(), &more))
}

fn entity(name: &'static str, declared: &str) -> Bomb {
    xlsx(name, &cell("&x;").replace("?><worksheet", &format!("?><!DOCTYPE w [{declared}]><worksheet")))
}

fn shared(name: &'static str, strings: &str, about: &str) -> Bomb {
    let strings = format!(r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"{about}>{strings}</sst>"#);
    let used = sheet(r#"<row r="1"><c r="A1" t="s"><v>4000000000</v></c></row>"#);
    bomb(name, "台账.xlsx", workbook(used.as_bytes(), &[("xl/sharedStrings.xml".into(), strings.into_bytes())]))
}

fn packed(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn parts(name: &'static str, more: &[(&str, Vec<u8>)]) -> Bomb {
    let mut all = vec![("[Content_Types].xml", b"<Types/>".to_vec()), ("_rels/.rels", b"<Relationships/>".to_vec())];
    all.extend(more.iter().cloned());
    bomb(name, "台账.xlsx", packed(&all))
}

fn ods(name: &'static str, rows: &str) -> Bomb {
    let content = format!(
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="x">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let kind = b"application/vnd.oasis.opendocument.spreadsheet".to_vec();
    bomb(name, "台账.ods", packed(&[("mimetype", kind), ("content.xml", content.into_bytes())]))
}

fn link() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("xl/workbook.xml", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn changed(name: &'static str, change: impl FnOnce(&mut Vec<u8>)) -> Bomb {
    let mut zip = workbook(cell("资产名称").as_bytes(), &[]);
    change(&mut zip);
    bomb(name, "台账.xlsx", zip)
}

/// Where the headers of the directory at the end begin.
fn headers(zip: &[u8]) -> Vec<usize> {
    zip.windows(4).enumerate().filter(|(_, w)| *w == b"PK\x01\x02").map(|(at, _)| at).collect()
}

fn lie(zip: &mut [u8], offset: usize, value: u32) {
    for at in headers(zip) {
        zip[at + offset..at + offset + 4].copy_from_slice(&value.to_le_bytes());
    }
}

fn lie_short(zip: &mut [u8], offset: usize, value: u16) {
    for at in headers(zip) {
        zip[at + offset..at + offset + 2].copy_from_slice(&value.to_le_bytes());
    }
}
