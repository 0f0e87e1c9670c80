//! Pictures that are too large for their bytes, broken, or none.

use super::{Bomb, bomb};
use crate::files::samples;

pub const ALL: &[fn() -> Bomb] = &[
    || png("a picture of 426 MB in 420 KB", samples::black_png(11_930, 11_930)),
    || png("a header of 20 000 x 20 000", samples::hollow_png(20_000, 20_000)),
    || png("a header of 2 billion x 1", samples::hollow_png(u32::MAX / 2, 1)),
    || png("a header of 1 x 2 billion", samples::hollow_png(1, u32::MAX / 2)),
    || png("a header of nothing", samples::hollow_png(0, 0)),
    || png("just within the pixels, hollow", samples::hollow_png(6000, 4000)),
    || png("10 000 frames", samples::animated_png(10_000)),
    || png("text that swells to 100 MB", chunk(b"zTXt", &[b"k\0\0".to_vec(), deflated(100 << 20)].concat())),
    || png("a colour profile that swells to 100 MB", chunk(b"iCCP", &[b"k\0\0".to_vec(), deflated(100 << 20)].concat())),
    || {
        png("a chunk of 4 GB said", {
            let mut file = samples::png(10, 10);
            file[8..12].copy_from_slice(&u32::MAX.to_be_bytes());
            file
        })
    },
    || {
        jpg("a photo cut in half", {
            let photo = samples::jpeg(3000, 2000);
            photo[..photo.len() / 2].to_vec()
        })
    },
    || jpg("a photo of 65 535 x 65 535", sized(u16::MAX, u16::MAX)),
    || jpg("a photo of 65 535 x 1 said of more", sized(1, u16::MAX)),
    || jpg("a photo of nothing", sized(0, 0)),
    || jpg("a photo of markers only", [vec![0xff, 0xd8], [0xff, 0xd0].repeat(4 << 20)].concat()),
    || jpg("a photo of 2 000 scans", scans()),
    || {
        jpg("a photo and a comment of 14 MB", {
            let photo = samples::jpeg(100, 100);
            let comment = [vec![0xff, 0xfe, 0xff, 0xff], vec![b'x'; 65_533]].concat();
            [photo[..2].to_vec(), comment.repeat(220), photo[2..].to_vec()].concat()
        })
    },
    || jpg("a vector with a script", br#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#.to_vec()),
    || bomb("a document of streams in streams", "说明.pdf", [samples::PDF.to_vec(), b"<<".repeat(2 << 20)].concat()),
];

fn png(name: &'static str, bytes: Vec<u8>) -> Bomb {
    bomb(name, "照片.png", bytes)
}

fn jpg(name: &'static str, bytes: Vec<u8>) -> Bomb {
    bomb(name, "照片.jpg", bytes)
}

fn deflated(length: usize) -> Vec<u8> {
    use std::io::Write;
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let piece = vec![b'x'; 1 << 20];
    for _ in 0..length >> 20 {
        packer.write_all(&piece).unwrap();
    }
    packer.finish().unwrap()
}

/// A small picture with one more chunk behind its head.
fn chunk(kind: &[u8], content: &[u8]) -> Vec<u8> {
    let picture = samples::png(30, 30);
    let mut sum = flate2::Crc::new();
    sum.update(kind);
    sum.update(content);
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    // Signature 8, head 25.
    [&picture[..33], &length, kind, content, &sum.sum().to_be_bytes(), &picture[33..]].concat()
}

/// A photo whose frame says another size.
fn sized(width: u16, height: u16) -> Vec<u8> {
    let mut photo = samples::jpeg(64, 64);
    let at = photo.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
    photo[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    photo[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    photo
}

/// The scan of a photo again and again.
fn scans() -> Vec<u8> {
    let photo = samples::jpeg(1000, 1000);
    let at = photo.windows(2).position(|w| w == [0xff, 0xda]).unwrap();
    let (head, scan) = photo[..photo.len() - 2].split_at(at);
    [head, &scan.repeat((8 << 20) / scan.len()), &[0xff, 0xd9]].concat()
}
