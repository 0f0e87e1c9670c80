//! From a picture that somebody sent to the two that are kept: turned upright, in the sizes that screens show, written anew,
//! so that nothing is left of what a phone noted about place and device.
//!
//! A crate of its own, because it is compiled for speed in every build: decoders are generic, and compiled where they are used.

mod whole;

use std::io::Cursor;

use fast_image_resize::{
    FilterType, PixelTrait, ResizeAlg, ResizeOptions, Resizer,
    images::{TypedImage, TypedImageRef},
    pixels::{U8x3, U8x4},
};
use image::{
    DynamicImage, ImageDecoder, ImageError, Limits, RgbImage, RgbaImage,
    codecs::{
        jpeg::{JpegDecoder, JpegEncoder},
        png::PngDecoder,
    },
};

/// Most pixels of a picture: what phones take today is 12 million, at times 24.
const MAX_PIXELS: u64 = 24_000_000;
/// Most memory of one decoding: such a picture with four channels of 16 bits, and room to work.
const MAX_DECODED: u64 = 256 * 1024 * 1024;
/// Most memory of what a PNG brings beside its pixels. The profile of a screen has a few kilobytes, that of a printer at most three megabytes.
const MAX_BESIDE: u64 = 16 * 1024 * 1024;
/// Longer side of what is looked at, and of the thumbnail.
const LARGE: u32 = 1600;
const SMALL: u32 = 320;
const QUALITY: u8 = 82;

/// What a picture is sent as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Jpeg,
    Png,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhotoError {
    #[error("too many pixels")]
    TooManyPixels,
    #[error("an animation")]
    Animated,
    #[error("the picture cannot be read")]
    Broken,
    #[error("{0}")]
    Failed(String),
}

/// What is kept of a picture, as JPEG.
#[derive(Debug)]
pub struct Photo {
    pub large: Vec<u8>,
    pub small: Vec<u8>,
    /// Of the large one.
    pub width: u32,
    pub height: u32,
}

/// Decodes once and makes both renditions. Takes up to a quarter of a gigabyte: one at a time.
///
/// # Errors
/// For pictures that are too large (told from the header alone), damaged or moving.
pub fn render(bytes: &[u8], format: Format) -> Result<Photo, PhotoError> {
    let mut decoder = decoder(bytes, format)?;
    decoder.set_limits(up_to(MAX_DECODED)).map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(PhotoError::TooManyPixels);
    }
    whole::require(bytes, format)?;
    let orientation = decoder.orientation().map_err(refusal)?;
    let picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    let channels =
        if picture.color().has_alpha() { DynamicImage::from(picture.into_rgba8()) } else { DynamicImage::from(picture.into_rgb8()) };
    let mut large = fit(channels, LARGE)?;
    large.apply_orientation(orientation);
    let large = on_white(large);
    let (width, height) = large.dimensions();
    let small = on_white(fit(large.clone().into(), SMALL)?);
    Ok(Photo { large: jpeg(&large)?, small: jpeg(&small)?, width, height })
}

/// Reads what stands before the pixels. A PNG's colour profile is unpacked then, and dropped where it is no profile any more: of a few
/// kilobytes it could become as much as the pixels may.
fn decoder(bytes: &[u8], format: Format) -> Result<Box<dyn ImageDecoder + '_>, PhotoError> {
    let bytes = Cursor::new(bytes);
    match format {
        Format::Jpeg => Ok(Box::new(JpegDecoder::new(bytes).map_err(refusal)?)),
        Format::Png => Ok(Box::new(PngDecoder::with_limits(bytes, up_to(MAX_BESIDE)).map_err(refusal)?)),
    }
}

fn up_to(bytes: u64) -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(bytes);
    limits
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn refusal(error: ImageError) -> PhotoError {
    if matches!(error, ImageError::Limits(_)) { PhotoError::TooManyPixels } else { PhotoError::Broken }
}

/// The picture with its longer side at most so long. Small ones stay.
fn fit(picture: DynamicImage, longest: u32) -> Result<DynamicImage, PhotoError> {
    let (width, height) = (picture.width(), picture.height());
    let longer = width.max(height);
    if longer <= longest {
        return Ok(picture);
    }
    let scaled = |side: u32| {
        let exact = (u64::from(side) * u64::from(longest) + u64::from(longer) / 2) / u64::from(longer);
        u32::try_from(exact).unwrap_or(longest).max(1)
    };
    // By kind: asked for any picture, the resizer is compiled for thirteen kinds of pixels.
    let (narrow, low) = (scaled(width), scaled(height));
    if let DynamicImage::ImageRgba8(picture) = &picture {
        let mut fitted = RgbaImage::new(narrow, low);
        resize::<U8x4>((picture, picture.dimensions()), (&mut fitted, (narrow, low)))?;
        return Ok(fitted.into());
    }
    let mut fitted = RgbImage::new(narrow, low);
    resize::<U8x3>((&picture.into_rgb8(), (width, height)), (&mut fitted, (narrow, low)))?;
    Ok(fitted.into())
}

type Size = (u32, u32);

fn resize<P: PixelTrait>((from, size): (&[u8], Size), (to, fitted): (&mut [u8], Size)) -> Result<(), PhotoError> {
    let failed = |error: &dyn std::error::Error| PhotoError::Failed(error.to_string());
    let from = TypedImageRef::<P>::from_buffer(size.0, size.1, from).map_err(|error| failed(&error))?;
    let mut to = TypedImage::<P>::from_buffer(fitted.0, fitted.1, to).map_err(|error| failed(&error))?;
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
    Resizer::new().resize_typed(&from, &mut to, &options).map_err(|error| failed(&error))
}

/// JPEG knows no transparency: what shines through is white.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let see_through = picture.into_rgba8();
    let mut solid = RgbImage::new(see_through.width(), see_through.height());
    for (from, to) in see_through.pixels().zip(solid.pixels_mut()) {
        let [r, g, b, alpha] = from.0.map(u16::from);
        let over = |channel: u16| u8::try_from((channel * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(255);
        to.0 = [over(r), over(g), over(b)];
    }
    solid
}

fn jpeg(picture: &RgbImage) -> Result<Vec<u8>, PhotoError> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(picture).map_err(|error| PhotoError::Failed(error.to_string()))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use image::ImageFormat;

    use super::*;

    fn png(picture: &DynamicImage) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn large_ones_shrink_small_ones_stay_and_nothing_shines_through() {
        let photo = render(&png(&DynamicImage::new_rgba8(2000, 500)), Format::Png).unwrap();
        assert_eq!((photo.width, photo.height), (1600, 400));
        let small = image::load_from_memory(&photo.small).unwrap();
        assert_eq!((small.width(), small.height()), (320, 80));
        assert!(small.into_rgb8().pixels().all(|p| p.0.iter().all(|c| *c > 250)));
        let photo = render(&png(&DynamicImage::new_luma16(10, 4)), Format::Png).unwrap();
        assert_eq!((photo.width, photo.height), (10, 4));
    }

    #[test]
    fn as_many_pixels_as_may_be_are_read_in_their_widest_form() {
        let photo = render(&png(&DynamicImage::new_rgba16(6000, 4000)), Format::Png).unwrap();
        assert_eq!((photo.width, photo.height), (1600, 1067));
    }

    #[test]
    fn a_thin_line_keeps_a_pixel() {
        let photo = render(&png(&DynamicImage::new_rgb8(9000, 1)), Format::Png).unwrap();
        assert_eq!((photo.width, photo.height), (1600, 1));
    }
}
