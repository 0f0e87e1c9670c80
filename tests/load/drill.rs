//! The drill of restoring at the size of a school (`make prove STEP=drill`): a backup of 100 000 cards, a million audit events and
//! 2 000 photos, taken into an empty place by the command alone, within five minutes, every recomputed sum the same; and the same archive
//! with one bit turned, which is refused wherever it was turned.

use std::{
    io::Cursor,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use image::{ImageFormat, RgbImage};
use reqwest::Client;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    Engine,
    data::{self, Size},
    operations::sign_in,
    product::{Place, Product},
    report::Figures,
};

const PHOTOS: usize = 2_000;
const PER_CARD: usize = 4;
/// Longest from the command to the end of it.
const MOST: Duration = Duration::from_mins(5);
/// Where a bit is turned, in so many places of the archive.
const TURNED: u64 = 8;

/// Prints what it found; whether it is as it should be.
pub async fn show(place: &Place, empty: &Place, size: Size, engine: Engine) -> bool {
    let school = data::load(place, size, &mut Figures::begin(size), engine).await;
    let product = Product::start(place).await;
    photos(&product, &school.cards).await;
    product.stop().await;
    let archive = place.folder.join("drill.tar.gz");
    let path = archive.to_str().unwrap();
    let (made, said) = timed(place, "backup", &[path]).await;
    let megabytes = archive.metadata().unwrap().len() >> 20;
    println!("{}: backup {:.1} s, {megabytes} MB: {}", engine.name(), made.as_secs_f64(), said.last());
    let into: Vec<String> = match &empty.url {
        None => vec!["--into".into(), empty.folder.display().to_string()],
        Some(url) => vec!["--into".into(), url.clone(), "--files".into(), empty.folder.join("files").display().to_string()],
    };
    let words: Vec<&str> = std::iter::once(path).chain(into.iter().map(String::as_str)).collect();
    let (took, said) = timed(place, "restore", &words).await;
    println!("  restored in {:.1} s (at most {} s): {}", took.as_secs_f64(), MOST.as_secs(), said.last());
    let whole = said.done && took <= MOST;
    let (_, here) = timed(place, "doctor", &["--recompute"]).await;
    let (_, there) = timed(empty, "doctor", &["--recompute"]).await;
    let alike = !here.recomputed().is_empty() && here.recomputed() == there.recomputed();
    let same = alike && there.recomputed().iter().all(|line| line.ends_with(": 0 differences."));
    println!("  recomputed in {} schools: {}", there.recomputed().len(), if same { "the same, no difference" } else { "NOT the same" });
    let mut refused = 0;
    for nth in 0..TURNED {
        turn(&archive, nth).await;
        refused += u64::from(!timed(place, "restore", &[path, "--check"]).await.1.done);
        turn(&archive, nth).await;
    }
    println!("  {refused} of {TURNED} archives with one bit turned were refused");
    let good = timed(place, "restore", &[path, "--check"]).await.1.done;
    whole && same && refused == TURNED && good
}

/// Photos as phones send them, each unlike the others, on cards of the school.
async fn photos(product: &Product, cards: &[Uuid]) {
    let http = Client::new();
    let mut token = String::new();
    for nth in 0..PHOTOS / PER_CARD {
        if nth % 100 == 0 {
            token = sign_in(product, "C001").await;
        }
        let mut uploads = Vec::new();
        for photo in 0..PER_CARD {
            let request = http.post(format!("{}/api/v1/uploads", product.base)).bearer_auth(&token).header("content-type", "image/jpeg");
            let request = request
                .header("file-name", "photo.jpg")
                .header("idempotency-key", Uuid::from_u128((nth * PER_CARD + photo) as u128 + 1).to_string());
            let answer = request.body(picture(nth * PER_CARD + photo)).send().await.unwrap();
            assert_eq!(answer.status(), 201);
            let upload: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
            uploads.push(upload["id"].clone());
        }
        let path = format!("{}/api/v1/assets/{}/attachments", product.base, cards[nth * 7]);
        let body = json!({ "upload_ids": uploads, "kind": "photo" }).to_string();
        let request = http.post(path).bearer_auth(&token).header("content-type", "application/json");
        let answer = request.header("idempotency-key", Uuid::from_u128(1 << 64 | nth as u128).to_string()).body(body).send().await.unwrap();
        assert_eq!(answer.status(), 201);
    }
}

/// Grain that does not compress to nothing.
fn picture(seed: usize) -> Vec<u8> {
    let mut state = seed as u32 * 2_654_435_761 + 1;
    let picture = RgbImage::from_fn(1280, 960, |x, y| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        let shade = ((x / 5 + y / 4) % 200) as u8;
        image::Rgb([shade, shade.wrapping_add((state % 24) as u8), 90])
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

struct Said {
    done: bool,
    out: String,
}

impl Said {
    fn last(&self) -> &str {
        self.out.lines().last().unwrap_or("nothing was said")
    }

    fn recomputed(&self) -> Vec<&str> {
        self.out.lines().filter(|line| line.contains("Recomputed")).collect()
    }
}

async fn timed(place: &Place, command: &str, words: &[&str]) -> (Duration, Said) {
    let began = Instant::now();
    let ended = place.command(command).args(words).output().await.unwrap();
    (began.elapsed(), Said { done: ended.status.success(), out: String::from_utf8_lossy(&ended.stdout).trim().to_owned() })
}

/// Turns one bit of the archive, in one of so many places; twice is never.
async fn turn(archive: &Path, nth: u64) {
    let (path, bytes): (PathBuf, u64) = (archive.to_owned(), archive.metadata().unwrap().len());
    let at = 64 + nth * ((bytes - 128) / TURNED);
    tokio::task::spawn_blocking(move || {
        use std::os::unix::fs::FileExt;
        let file = std::fs::File::options().read(true).write(true).open(path).unwrap();
        let mut byte = [0];
        file.read_exact_at(&mut byte, at).unwrap();
        file.write_all_at(&[byte[0] ^ 0x10], at).unwrap();
    })
    .await
    .unwrap();
}
