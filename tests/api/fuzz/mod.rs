//! Every reader of what strangers send, fed with what is nearly right: tables, pictures, bodies, filters, tokens. Inputs are made from good
//! ones by chance that can be repeated (`STEWARD_FUZZ_SEED`); `STEWARD_FUZZ_SECONDS` is the time for each reader. What breaks one is
//! written to the build folder, to become a test. Not guided by coverage. `make prove STEP=fuzz` runs it (`--ignored fuzz::`).

mod mutate;

use std::{
    io::Read,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    time::{Duration, Instant},
};

use identity::token::Claimed;
use kernel::Clock;
use reqwest::Method;
use test_support::{Client, School, TestEngine};
use uuid::Uuid;

use self::mutate::Mutator;
use crate::{
    files::samples,
    registers::ledgers::{PROGRAM, REFUSED},
    reliability::sheets::{sheet, workbook},
    server::{
        archives::packed,
        backup::{backed_up, busy},
    },
};

/// Longest that one input may take.
const EACH: Duration = Duration::from_secs(10);

fn lasting() -> Duration {
    Duration::from_secs(crate::setting("STEWARD_FUZZ_SECONDS").unwrap_or(20))
}

/// A reader's inputs, and what has become of them.
struct Run {
    name: &'static str,
    mutator: Mutator,
    began: Instant,
    lasting: Duration,
    inputs: usize,
    slowest: Duration,
}

impl Run {
    fn of(name: &'static str, good: Vec<Vec<u8>>, lasting: Duration) -> Self {
        let mutator = Mutator::new(good);
        eprintln!("{name}: STEWARD_FUZZ_SEED={}", mutator.seed);
        Self { name, mutator, began: Instant::now(), lasting, inputs: 0, slowest: Duration::ZERO }
    }

    fn next(&mut self) -> Option<Vec<u8>> {
        (self.began.elapsed() < self.lasting).then(|| {
            self.inputs += 1;
            self.mutator.next()
        })
    }

    /// Why the run ends here, when it does.
    fn done(&mut self, input: &[u8], took: Duration, survived: bool) -> Option<String> {
        self.slowest = self.slowest.max(took);
        if survived && took <= EACH {
            return None;
        }
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("fuzz");
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("{}-{}-{}", self.name, self.mutator.seed, self.inputs));
        std::fs::write(&file, input).unwrap();
        Some(format!("{}: {took:.1?}, survived: {survived}: {}", self.name, file.display()))
    }

    fn print(&self) {
        eprintln!("fuzz | {:<24} | {:>9} inputs | slowest {:>6.2} s | nothing broke", self.name, self.inputs, self.slowest.as_secs_f64());
    }
}

/// A reader without a server around it.
fn alone(name: &'static str, good: Vec<Vec<u8>>, lasting: Duration, read: impl Fn(&[u8])) -> Result<(), String> {
    let mut run = Run::of(name, good, lasting);
    while let Some(input) = run.next() {
        let began = Instant::now();
        let survived = catch_unwind(AssertUnwindSafe(|| read(&input))).is_ok();
        if let Some(why) = run.done(&input, began.elapsed(), survived) {
            return Err(why);
        }
    }
    run.print();
    Ok(())
}

/// A reader behind the server: no answer is a 500, each fits the description.
async fn served<F: Future<Output = ()> + Send + 'static>(name: &'static str, good: Vec<Vec<u8>>, send: impl Fn(Vec<u8>) -> F) {
    let mut run = Run::of(name, good, lasting());
    while let Some(input) = run.next() {
        let began = Instant::now();
        let survived = tokio::spawn(send(input.clone())).await.is_ok();
        if let Some(why) = run.done(&input, began.elapsed(), survived) {
            panic!("{why}");
        }
    }
    run.print();
}

fn row(cells: &str) -> Vec<u8> {
    workbook(sheet(&format!("<row r=\"1\">{cells}</row>")).as_bytes(), &[])
}

/// What the process does that reads a file: a library that panics in there is a damaged file, and all else ends here.
fn parsed() -> impl Fn(&[u8]) {
    let file = tempfile::NamedTempFile::new_in("/dev/shm").unwrap();
    move |bytes| {
        std::fs::write(file.path(), bytes).unwrap();
        let mut told = Vec::new();
        let whole = sheets::run(file.path(), &mut told);
        let last = told.trim_ascii_end().rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        let last = String::from_utf8(last.to_vec()).unwrap();
        assert!(last.contains(if whole { "end" } else { "error" }), "the last line tells nothing: {last}");
    }
}

#[test]
#[ignore = "make prove STEP=fuzz"]
fn tables() {
    let text = |text: &str| text.as_bytes().to_vec();
    let good = vec![
        text("资产编号,资产名称,数量,单价,存放地点,保管人\nK1,课桌,2,100.01,1号楼101,李老师\n"),
        text("a;b;c\n\"x;\"\"y\";1,5;2026-11-24\n"),
        text("\u{feff}名称\t数量\n=1+1\t2\n"),
        encoding_rs::GBK.encode("资产名称,数量\n课桌,3\n").0.into_owned(),
        row(r#"<c r="A1" t="inlineStr"><is><t>资产名称</t></is></c><c r="B1"><v>1.5</v></c><c r="C1" t="b"><v>1</v></c>"#),
        samples::ole(&["Workbook"]),
    ];
    alone("tables", good, lasting(), parsed()).unwrap();
}

/// Inside of the archive: what chance does to packed bytes stops at the checksum.
#[test]
#[ignore = "make prove STEP=fuzz"]
fn sheets_inside_of_workbooks() {
    let good = vec![
        sheet(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>资产名称</t></is></c><c r="B1"><v>1.5</v></c></row>"#).into_bytes(),
        sheet(r#"<row r="2" spans="1:3"><c r="B2" s="1"><f>SUM(A1:A9)</f><v>45000</v></c><c r="C2" t="s"><v>0</v></c></row>"#).into_bytes(),
        sheet("").replace("</sheetData>", r#"</sheetData><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>"#).into_bytes(),
    ];
    let parsed = parsed();
    alone("sheets in workbooks", good, lasting(), |sheet| parsed(&workbook(sheet, &[]))).unwrap();
}

#[test]
#[ignore = "make prove STEP=fuzz"]
fn tokens() {
    let key = identity::TokenKey::new(b"7c0e4d1a9b8f6352e4d1a9b8f63527c0e4d1a9b8f6352aa").unwrap();
    let signer = identity::Signer::new(&key, Clock::default());
    let account = Uuid::from_u128(7);
    let (token, _) = signer.sign(Claimed { account, session: account, version: 1 }).unwrap();
    let good = vec![token.clone().into_bytes(), token.replace('.', "..").into_bytes(), b"eyJhbGciOiJub25lIn0.e30.".to_vec()];
    let reads = |input: &[u8]| {
        let input = String::from_utf8_lossy(input);
        let taken = signer.read(&input).is_ok();
        assert!(!taken || input == token, "a forged token was taken: {input}");
    };
    alone("tokens", good, lasting(), reads).unwrap();
}

#[tokio::test]
#[ignore = "make prove STEP=fuzz"]
async fn pictures() {
    let school = School::open(TestEngine::Sqlite).await;
    let good = vec![samples::png(40, 30), samples::jpeg(64, 48), samples::phone_photo(60, 40), samples::animated_png(3)];
    let client = school.principal.clone();
    let send = move |bytes: Vec<u8>| {
        let client = client.clone();
        let (name, media) = if bytes.starts_with(b"\x89P") { ("a.png", "image/png") } else { ("a.jpg", "image/jpeg") };
        async move { drop(client.upload(name, media, bytes).await) }
    };
    served("pictures", good, send).await;
}

#[tokio::test]
#[ignore = "make prove STEP=fuzz"]
async fn bodies() {
    for engine in [TestEngine::Sqlite, TestEngine::Postgres] {
        let school = School::open(engine).await;
        let room = school.a_room().await;
        let text = |body: String| body.into_bytes();
        let good = vec![
            text(format!(
                r#"{{"location_id":"{room}","faults":[{{"category":"furniture","other":"桌腿"}}],"text":"坏了","happened_at":"2026-11-24T01:00:00Z"}}"#
            )),
            text(r#"{"name":"李老师","staff_no":"T900","valid_until":null}"#.to_owned()),
            text(
                r#"{"name":"课桌","quantity":"2","unit":"张","unit_price":"100.01","category_id":"01900000-0000-7000-8000-000000000001"}"#
                    .to_owned(),
            ),
        ];
        let client = school.admin.clone();
        let paths = ["/repair-cases", "/people", "/assets", "/locations", "/saved-views"];
        let send = move |bytes: Vec<u8>| {
            let (client, path) = (client.clone(), paths[bytes.len() % paths.len()]);
            async move { drop(client.send(Method::POST, path, Some(bytes)).await) }
        };
        served(if engine == TestEngine::Sqlite { "bodies, SQLite" } else { "bodies, PostgreSQL" }, good, send).await;
    }
}

#[tokio::test]
#[ignore = "make prove STEP=fuzz"]
async fn filters() {
    for engine in [TestEngine::Sqlite, TestEngine::Postgres] {
        let school = School::open(engine).await;
        let text = |query: &str| query.as_bytes().to_vec();
        let good = vec![
            text("q=课桌&limit=10&sort=-reported_at&state=open,closed"),
            text("view=all&category=furniture&cursor=eyJhIjoxfQ"),
            text("acquired_from=2026-01-01&acquired_to=2026-12-31&value_min=1.00&voided=true&label=x"),
            text("location_id=01900000-0000-7000-8000-000000000001&kind=room&active=true"),
        ];
        let client = school.principal.clone();
        let send = move |bytes: Vec<u8>| ask(client.clone(), bytes);
        served(if engine == TestEngine::Sqlite { "filters, SQLite" } else { "filters, PostgreSQL" }, good, send).await;
    }
}

async fn ask(client: Client, query: Vec<u8>) {
    let paths =
        ["/repair-cases", "/repair-cases/totals", "/assets", "/assets/totals", "/people", "/locations", "/audit-events", "/notices"];
    let path = paths[query.len() % paths.len()];
    let written = query.iter().fold(String::new(), |all, byte| match byte {
        b'=' | b'&' | b'-' | b',' | b'_' | b'%' => all + &char::from(*byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => all + &char::from(*byte).to_string(),
        byte => format!("{all}%{byte:02X}"),
    });
    drop(client.get(&format!("{path}?{written}")).await);
}

/// By the command itself, which ends by a refusal whatever it is given. What is inside of the compression is changed as well as the file.
#[tokio::test]
#[ignore = "make prove STEP=fuzz"]
async fn backups() {
    let register = busy(TestEngine::Sqlite).await;
    let archive = backed_up(&register.school.app.db, "good.tar.gz").await;
    let archived = std::fs::read(&archive).unwrap();
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(archived.as_slice()).read_to_end(&mut plain).unwrap();
    // Deflate can say the same in other words: what counts is what is unpacked, to the last byte of the file.
    let same = |bytes: &[u8]| {
        let (mut left, mut unpacked) = (bytes, Vec::new());
        let whole = flate2::bufread::GzDecoder::new(&mut left).read_to_end(&mut unpacked).is_ok();
        whole && left.is_empty() && unpacked == plain
    };
    for (name, good, inside) in [("backups", archived, false), ("backups, inside", plain.clone(), true)] {
        let mut run = Run::of(name, vec![good], lasting());
        while let Some(input) = run.next() {
            let file = register.school.app.db.dir.path().join("fuzzed.tar.gz");
            let bytes = if inside { packed(&input) } else { input.clone() };
            std::fs::write(&file, &bytes).unwrap();
            let began = Instant::now();
            let told = register.school.app.db.run(PROGRAM, &["restore", file.to_str().unwrap(), "--check"]).await;
            let survived = told.code == Some(REFUSED) || (told.code == Some(0) && same(&bytes));
            if let Some(why) = run.done(&input, began.elapsed(), survived) {
                panic!("{why}: {told:?}");
            }
        }
        run.print();
    }
}

/// The harness can fail: a reader that breaks on one byte is found.
#[test]
fn control_a_reader_that_breaks_on_one_byte_is_found() {
    let quiet = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let found = alone("control", vec![b"a good input".to_vec()], EACH, |input| assert!(!input.contains(&0xfe)));
    std::panic::set_hook(quiet);
    assert!(found.is_err_and(|why| why.contains("survived: false")), "it was not found");
}
