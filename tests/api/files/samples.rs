//! Files as people and attackers send them.

use std::io::{Cursor, Write};

use flate2::{Compression, Crc, write::ZlibEncoder};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use zip::{ZipWriter, write::SimpleFileOptions};

pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n";

/// A picture with something on it: a gradient, so that sides can be told apart.
fn picture(width: u32, height: u32) -> RgbImage {
    let shade = |part: u32, whole: u32| u8::try_from(part * 255 / whole.max(1)).unwrap();
    RgbImage::from_fn(width, height, |x, y| Rgb([shade(x, width), shade(y, height), 40]))
}

fn encoded(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(picture(width, height), ImageFormat::Jpeg)
}

pub fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(picture(width, height), ImageFormat::Png)
}

/// A photo as a phone writes it: lying on its side, with the maker, a place, and words of ours to look for.
pub fn phone_photo(width: u32, height: u32) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0".to_vec();
    // Three entries: maker (10 bytes at 50), orientation 6, place (at 60).
    exif.extend(3u16.to_le_bytes());
    let mut entry = |tag: u16, kind: u16, count: u32, value: u32| {
        exif.extend(tag.to_le_bytes());
        exif.extend(kind.to_le_bytes());
        exif.extend(count.to_le_bytes());
        exif.extend(value.to_le_bytes());
    };
    entry(0x010f, 2, 10, 50);
    entry(0x0112, 3, 1, 6);
    entry(0x8825, 4, 1, 60);
    exif.extend(0u32.to_le_bytes());
    exif.extend(b"GEHEIMTEL\0");
    exif.extend(1u16.to_le_bytes());
    exif.extend([1, 0, 2, 0, 2, 0, 0, 0, b'N', 0, 0, 0, 0, 0, 0, 0]);
    let mut photo = vec![0xff, 0xd8, 0xff, 0xe1];
    photo.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    photo.extend(&exif);
    let comment = b"31.2304N 121.4737E";
    photo.extend([0xff, 0xfe]);
    photo.extend(u16::try_from(comment.len() + 2).unwrap().to_be_bytes());
    photo.extend(comment);
    photo.extend(&jpeg(width, height)[2..]);
    photo
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(kind);
    crc.update(data);
    [&u32::try_from(data.len()).unwrap().to_be_bytes(), &kind[..], data, &crc.sum().to_be_bytes()].concat()
}

/// A PNG of so many black pixels, packed as tightly as they pack.
pub fn black_png(width: u32, height: u32) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    let row = vec![0; width as usize * 3 + 1];
    for _ in 0..height {
        packed.write_all(&row).unwrap();
    }
    png_of(width, height, &[chunk(b"IDAT", &packed.finish().unwrap())])
}

/// A PNG that says it is so large, and is not.
pub fn hollow_png(width: u32, height: u32) -> Vec<u8> {
    png_of(width, height, &[chunk(b"IDAT", &[])])
}

/// An animation of so many frames.
pub fn animated_png(frames: u32) -> Vec<u8> {
    let one = png(4, 4);
    let control = chunk(b"acTL", &[frames.to_be_bytes(), 0u32.to_be_bytes()].concat());
    // Behind the header of 8 + 25 bytes.
    [&one[..33], &control, &one[33..]].concat()
}

fn png_of(width: u32, height: u32, chunks: &[Vec<u8>]) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header), chunks.concat(), chunk(b"IEND", &[])].concat()
}

/// An archive of these entries, each with a word in it.
pub fn archive(names: &[&str]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for name in names {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored)).unwrap();
        zip.write_all(b"<x/>").unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn xlsx() -> Vec<u8> {
    archive(&["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
}

/// The head of an old Office file with streams of these names.
pub fn ole(streams: &[&str]) -> Vec<u8> {
    let mut file = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    file.resize(1024, 0);
    for stream in streams {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let at = file.len();
        file.extend(name);
        file.resize(at + 128, 0);
    }
    file
}
