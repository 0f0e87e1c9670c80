//! K11: thousands of connections that say nothing, or say it one byte at a time.

use std::time::{Duration, Instant};

use test_support::{Process, TestDb, TestEngine};
use tokio::{io::AsyncWriteExt, net::TcpStream};

use crate::kill::{self, PROGRAM};

/// A new client waits at most until the silent ones have been shown out.
const LET_IN: Duration = Duration::from_secs(15);
/// What somebody who is in already waits at most.
const SERVED: Duration = Duration::from_secs(1);
/// Memory of the crowd, in kilobytes.
const MEMORY: u64 = 64 * 1024;

/// Opens connections until `most` stand or nobody takes them any more.
async fn crowd(base: &str, most: usize, first_words: &'static [u8]) -> Vec<TcpStream> {
    let address = base.trim_start_matches("http://");
    let (mut all, mut turned_away) = (Vec::new(), 0);
    while all.len() < most && turned_away < 20 {
        let Ok(Ok(mut stream)) = tokio::time::timeout(Duration::from_millis(300), TcpStream::connect(address)).await else {
            turned_away += 1;
            continue;
        };
        let _ = stream.write_all(first_words).await;
        all.push(stream);
    }
    all
}

#[tokio::test]
#[ignore = "make prove STEP=chaos"]
async fn a_crowd_that_says_nothing_keeps_nobody_out_for_long() {
    let most: usize = crate::setting("STEWARD_CROWD").unwrap_or(9000);
    let db = TestDb::new(TestEngine::Sqlite).await;
    let process = Process::start(PROGRAM, &db, &[]).await.unwrap();
    let cast = kill::found(&process).await;
    let before = process.most_memory();
    let mut wrong = Vec::new();
    for (what, words) in [("silent", &b""[..]), ("one byte a second", &b"GET /api/v1/me HTTP/1.1\r\nhost: x\r\nx-a: "[..])] {
        // Whoever is in already, on a connection that is kept alive.
        cast.teacher.get("/me").await.expect(200);
        let mut standing = crowd(&process.base, most, words).await;
        let stood = standing.len();
        let base = process.base.clone();
        let token = cast.teacher.token.clone().unwrap();
        let newcomer = tokio::spawn(async move {
            let began = Instant::now();
            let http = reqwest::Client::builder().timeout(LET_IN * 2).build().unwrap();
            let answer = http.get(format!("{base}/api/v1/me")).bearer_auth(token).send().await;
            (answer.is_ok_and(|a| a.status() == 200), began.elapsed())
        });
        let (began, mut slowest) = (Instant::now(), Duration::ZERO);
        while began.elapsed() < Duration::from_secs(8) {
            let asked = Instant::now();
            cast.teacher.get("/me").await.expect(200);
            slowest = slowest.max(asked.elapsed());
            if !words.is_empty() {
                for stream in &mut standing {
                    let _ = stream.try_write(b"a");
                }
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        let (served, took) = newcomer.await.unwrap();
        drop(standing);
        let grown = process.most_memory().saturating_sub(before);
        let fault = format!("crowd of {stood}, {what}");
        eprintln!(
            "chaos | {fault:<44} | served in {:.2} s, newcomer let in after {:.1} s, +{} MB",
            slowest.as_secs_f64(),
            took.as_secs_f64(),
            grown / 1024
        );
        if slowest > SERVED {
            wrong.push(format!("{fault}: somebody who was in waited {slowest:.1?}"));
        }
        if !served || took > LET_IN {
            wrong.push(format!("{fault}: a newcomer waited {took:.1?} (served: {served})"));
        }
        if grown > MEMORY {
            wrong.push(format!("{fault}: {grown} KB more"));
        }
        if stood < 1000 {
            wrong.push(format!("{fault}: no crowd"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
