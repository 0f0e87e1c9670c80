//! Pictures that are too large, broken, moving, or tell too much.

use std::sync::LazyLock;

use test_support::{Client, Digest, Process, TestDb};

use super::{Register, samples};
use crate::on_both_engines;

on_both_engines! {
    /// In a process of its own, so that its memory is its own.
    async fn g03_a_picture_of_gigabytes_is_refused_by_its_header(engine) {
        static BOMB: LazyLock<Vec<u8>> = LazyLock::new(|| samples::black_png(11_930, 11_930));
        let bomb = BOMB.clone();
        assert!(bomb.len() < 450_000, "{}", bomb.len());
        let db = TestDb::new(engine).await;
        let server = Process::start(env!("CARGO_BIN_EXE_steward-test-server"), &db, &[]).await.unwrap();
        let (_, principal): (Client, Client) = server.nobody().set_up(server.setup_token.as_ref().unwrap(), "青禾小学").await;
        principal.upload("暖.png", "image/png", samples::png(10, 10)).await.expect(201);
        let before = server.most_memory();
        for file in [bomb, samples::hollow_png(20_000, 20_000), samples::hollow_png(u32::MAX / 2, 1), samples::hollow_png(4899, 4899 + 1)] {
            principal.upload("照片.png", "image/png", file).await.expect_problem(422, "too_many_pixels");
        }
        let grown = server.most_memory() - before;
        assert!(grown < 64 * 1024, "{grown} KB more");
    }
}

on_both_engines! {
    async fn g04_broken_and_mislabelled_pictures_are_422(engine) {
        let register = Register::open(engine).await;
        let before = Digest::of(&register.school.app.db).await;
        let (jpeg, png) = (samples::jpeg(400, 300), samples::png(400, 300));
        let half = |file: &[u8]| file[..file.len() / 2].to_vec();
        let most = |file: &[u8]| file[..file.len() - 2].to_vec();
        let mut scrambled = png.clone();
        for byte in &mut scrambled[200..400] {
            *byte ^= 0x55;
        }
        for (file, media_type, code) in [
            (Vec::new(), "image/jpeg", "empty_file"),
            (half(&jpeg), "image/jpeg", "broken_picture"),
            (most(&jpeg), "image/jpeg", "broken_picture"),
            (half(&png), "image/png", "broken_picture"),
            (most(&png[..png.len() - 12]), "image/png", "broken_picture"),
            (scrambled, "image/png", "broken_picture"),
            (samples::hollow_png(30, 30), "image/png", "broken_picture"),
            (b"\xff\xd8\xff\xe0".to_vec(), "image/jpeg", "broken_picture"),
            (png, "image/jpeg", "mislabelled"),
            (jpeg, "image/png", "mislabelled"),
            (samples::animated_png(10_000), "image/png", "animated"),
        ] {
            register.custodian.upload("照片", media_type, file).await.expect_problem(422, code);
        }
        before.assert_unchanged(&register.school.app.db, "a picture that is none").await;
    }
}

on_both_engines! {
    async fn g05_place_and_device_are_gone_and_the_photo_stands_upright(engine) {
        let register = Register::open(engine).await;
        let secrets: [&[u8]; 4] = [b"GEHEIMTEL", b"31.2304N", b"Exif", b"MM\0*"];
        let photo = samples::phone_photo(800, 600);
        assert!(secrets[..3].iter().all(|secret| contains(&photo, secret)));
        let upload = register.custodian.upload("IMG_0001.JPG", "image/jpeg", photo.clone()).await.expect(201);
        assert_eq!((upload["width"].as_i64(), upload["height"].as_i64()), (Some(600), Some(800)));
        let attachment = register.attached("photo", upload).await;
        for size in ["", "?size=320", "?size=1600"] {
            let sent = register.custodian.get(&format!("{}{size}", register.content(&attachment))).await;
            assert_eq!(sent.status, 200);
            assert!(secrets.iter().all(|secret| !contains(&sent.bytes, secret)), "{size}");
            let shown = image::load_from_memory(&sent.bytes).unwrap();
            assert_eq!((shown.width(), shown.height()), if size == "?size=320" { (240, 320) } else { (600, 800) });
            // The left edge was dark red; turned right it is on top.
            let corner = shown.to_rgb8().get_pixel(shown.width() - 1, 0).0;
            assert!(corner[0] < 40 && corner[1] < 40, "{corner:?}");
        }
        for file in kept(&register) {
            assert!(secrets.iter().all(|secret| !contains(&file, secret)));
            assert_ne!(file, photo, "the original was kept");
        }
    }
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|w| w == word)
}

fn kept(register: &Register) -> Vec<Vec<u8>> {
    let db = &register.school.app.db;
    let paths = db.kept_files().into_iter().map(|line| line.rsplit_once(' ').unwrap().0.to_owned());
    paths.map(|path| std::fs::read(db.dir.path().join("files").join(path)).unwrap()).collect()
}

on_both_engines! {
    /// The largest that is taken; many at once wait for each other instead of for memory.
    async fn large_photos_take_their_turn(engine) {
        let register = Register::open(engine).await;
        let photo = samples::jpeg(6000, 4000);
        let sent = (0..3).map(|_| register.custodian.upload("大.jpg", "image/jpeg", photo.clone()));
        for answer in futures_util::future::join_all(sent).await {
            let upload = answer.expect(201);
            assert_eq!((upload["width"].as_i64(), upload["height"].as_i64()), (Some(1600), Some(1067)));
        }
    }
}
