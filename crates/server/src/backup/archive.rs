//! The archive itself: one tar, compressed by gzip, that any machine can open. Written in one pass; read in one pass, with a limit on
//! everything, because what is read here may be damaged or made by somebody else.

use std::{
    cell::Cell,
    fs::{self, File},
    io::{self, BufRead, BufReader, BufWriter, Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    rc::Rc,
};

use flate2::{Compression, bufread::GzDecoder, write::GzEncoder};
use sha2::{Digest, Sha256};
use tar::{Archive, Builder, Entry, EntryType, Header};

use super::contents::{self, FORMAT, FORMAT_VERSION, HEAD, Head, MANIFEST, Manifest, PartNote, SEAL};

/// Why an archive is not taken.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refused {
    #[error("this is no backup of Steward")]
    Foreign,
    #[error("the backup was written by a newer Steward (format {0}); use that version")]
    NewerFormat(u32),
    #[error("the backup is damaged or not whole: {0}")]
    Damaged(String),
    #[error("the backup holds something that no backup holds: {0}")]
    Unexpected(String),
    #[error("the backup unpacks to more than it says, or to far more than such a file can hold; it was not made by Steward")]
    Bomb,
    #[error("{needed} MB are needed to unpack this backup, and only {free} MB are free there")]
    NoRoom { needed: u64, free: u64 },
    #[error("{0}")]
    NoPlace(String),
}

fn damaged(error: impl std::fmt::Display) -> Refused {
    Refused::Damaged(error.to_string())
}

/// A tar's block.
const BLOCK: u64 = 512;
/// Longest head.
const HEAD_BYTES: u64 = 64 * 1024;
/// What a manifest may take for one part, and besides.
const NOTE_BYTES: u64 = 320;
const REST_BYTES: u64 = 1 << 20;
/// A head and a padded end for every part.
const FRAME_BYTES: u64 = 1024;
/// Nothing that a school has compresses better than this, once it is of some size.
const BEST_RATIO: u64 = 200;
const SMALL: u64 = 64 << 20;
/// Every part is named by a hash, and no hash compresses.
const HASH_BYTES: u64 = 32;

/// Writes an archive part by part.
pub(super) struct Writer {
    tar: Builder<GzEncoder<BufWriter<File>>>,
    notes: Vec<PartNote>,
}

impl Writer {
    pub(super) fn new(file: File, head: &Head) -> io::Result<Self> {
        // Photos do not compress, and the database does at the fastest level too.
        let mut tar = Builder::new(GzEncoder::new(BufWriter::new(file), Compression::fast()));
        let json = serde_json::to_vec_pretty(head)?;
        let notes = vec![note(HEAD, &json)];
        append(&mut tar, HEAD, json.len() as u64, &mut json.as_slice())?;
        Ok(Self { tar, notes })
    }

    /// Adds a file as it is now; it may not change while it is read.
    pub(super) fn add(&mut self, name: &str, path: &Path) -> io::Result<()> {
        let file = File::open(path)?;
        let bytes = file.metadata()?.len();
        let mut hashing = Hashing { inner: BufReader::new(file).take(bytes), hash: Sha256::new(), bytes: 0 };
        append(&mut self.tar, name, bytes, &mut hashing)?;
        if hashing.bytes != bytes {
            return Err(io::Error::other(format!("{} changed while it was read", path.display())));
        }
        self.notes.push(PartNote { name: name.to_owned(), bytes, sha256: hex::encode(hashing.hash.finalize()) });
        Ok(())
    }

    /// Writes manifest and seal, and everything out to the disk.
    pub(super) fn finish(mut self, manifest: impl FnOnce(Vec<PartNote>) -> Manifest) -> io::Result<Manifest> {
        let manifest = manifest(std::mem::take(&mut self.notes));
        let json = serde_json::to_vec(&manifest)?;
        append(&mut self.tar, MANIFEST, json.len() as u64, &mut json.as_slice())?;
        let seal = format!("{}  {MANIFEST}\n", hex::encode(Sha256::digest(&json)));
        append(&mut self.tar, SEAL, seal.len() as u64, &mut seal.as_bytes())?;
        let buffered = self.tar.into_inner()?.finish()?;
        let file = buffered.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        Ok(manifest)
    }
}

fn note(name: &str, bytes: &[u8]) -> PartNote {
    PartNote { name: name.to_owned(), bytes: bytes.len() as u64, sha256: hex::encode(Sha256::digest(bytes)) }
}

fn append(tar: &mut Builder<impl Write>, name: &str, bytes: u64, from: &mut impl Read) -> io::Result<()> {
    let mut header = Header::new_ustar();
    header.set_entry_type(EntryType::Regular);
    header.set_size(bytes);
    header.set_mode(0o600);
    // A name that does not fit would be written as an extension, which the reader does not take.
    header.set_path(name)?;
    header.set_cksum();
    tar.append(&header, from)
}

struct Hashing<R> {
    inner: R,
    hash: Sha256,
    bytes: u64,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.hash.update(into.get(..read).unwrap_or_default());
        self.bytes += read as u64;
        Ok(read)
    }
}

/// A stream that may go on only so long, and has nothing where nothing was written.
struct Limited<R> {
    inner: R,
    bounds: Rc<Bounds>,
}

struct Bounds {
    left: Cell<u64>,
    at: Cell<u64>,
    /// From here on there is nothing but what fills blocks up, to there.
    blank: Cell<(u64, u64)>,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        let bounds = &self.bounds;
        bounds.left.set(bounds.left.get().checked_sub(read as u64).ok_or_else(|| io::Error::other(TooMuch))?);
        let (at, (from, to)) = (bounds.at.get(), bounds.blank.get());
        bounds.at.set(at + read as u64);
        let inside = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(read);
        let blank = into.get(inside(from.saturating_sub(at))..inside(to.saturating_sub(at))).unwrap_or_default();
        if blank.iter().any(|byte| *byte != 0) {
            return Err(io::Error::other("something stands where nothing was written"));
        }
        Ok(read)
    }
}

#[derive(Debug, thiserror::Error)]
#[error("more than was said")]
struct TooMuch;

/// Also below what others wrapped round it.
fn is_too_much(error: &io::Error) -> bool {
    let mut inner: Option<&(dyn std::error::Error + 'static)> = error.get_ref().map(|inner| inner as _);
    while let Some(error) = inner {
        if error.is::<TooMuch>() {
            return true;
        }
        inner = error.source();
    }
    false
}

fn unreadable(error: &io::Error) -> Refused {
    if is_too_much(error) { Refused::Bomb } else { damaged(error) }
}

/// Reads a whole archive and holds every part against the manifest; with `into` the parts are written below that folder.
pub(super) fn read(archive: &Path, into: Option<&Path>) -> Result<(Head, Manifest), Refused> {
    let file = File::open(archive).map_err(|error| Refused::NoPlace(format!("cannot open {}: {error}", archive.display())))?;
    let packed = file.metadata().map_err(damaged)?.len();
    let bounds = Rc::new(Bounds { left: Cell::new(HEAD_BYTES + 2 * FRAME_BYTES), at: Cell::new(0), blank: Cell::new((0, 0)) });
    let stream = Limited { inner: GzDecoder::new(BufReader::new(file)), bounds: bounds.clone() };
    let mut tar = Archive::new(stream);
    let mut reading = Reading { into, head: None, notes: Vec::new(), manifest: None, sealed: false, bytes: 0 };
    // Raw: extensions are not followed, they are entries like any other, and refused.
    let entries = tar.entries().map_err(|_| Refused::Foreign)?.raw(true);
    for entry in entries {
        let entry = entry.map_err(|error| if reading.head.is_none() { foreign(&error) } else { unreadable(&error) })?;
        let first = reading.head.is_none();
        let end = entry.raw_file_position().saturating_add(entry.size());
        reading.entry(entry)?;
        bounds.blank.set((end, if reading.sealed { u64::MAX } else { end.next_multiple_of(BLOCK) }));
        if let (true, Some(head)) = (first, &reading.head) {
            refuse_bomb(head, packed)?;
            refuse_without_room(head, into)?;
            bounds.left.set(head.bytes + head.parts.saturating_mul(FRAME_BYTES + NOTE_BYTES) + REST_BYTES);
        }
    }
    // What is behind the end also carries the checksum of gzip. Two blocks of nothing are the end, and nothing comes after it.
    let mut rest = tar.into_inner();
    io::copy(&mut rest, &mut io::sink()).map_err(|error| unreadable(&error))?;
    let done = reading.whole()?;
    let end = bounds.blank.get().0.next_multiple_of(BLOCK) + 2 * BLOCK;
    let behind = rest.inner.into_inner().fill_buf().map_err(damaged)?.len();
    if bounds.at.get() != end || behind > 0 {
        return Err(Refused::Damaged("it does not end where it was ended".into()));
    }
    Ok(done)
}

fn foreign(error: &io::Error) -> Refused {
    if error.kind() == io::ErrorKind::UnexpectedEof { damaged(error) } else { Refused::Foreign }
}

fn refuse_bomb(head: &Head, packed: u64) -> Result<(), Refused> {
    let too_much = head.bytes > SMALL && head.bytes / BEST_RATIO > packed;
    let too_many = head.parts.saturating_mul(HASH_BYTES) > packed;
    if too_much || too_many { Err(Refused::Bomb) } else { Ok(()) }
}

fn refuse_without_room(head: &Head, into: Option<&Path>) -> Result<(), Refused> {
    let Some(space) = into.and_then(|folder| rustix::fs::statvfs(folder).ok()) else { return Ok(()) };
    let free = space.f_bavail.saturating_mul(space.f_frsize);
    if head.bytes > free { Err(Refused::NoRoom { needed: head.bytes >> 20, free: free >> 20 }) } else { Ok(()) }
}

struct Reading<'a> {
    into: Option<&'a Path>,
    head: Option<Head>,
    notes: Vec<PartNote>,
    manifest: Option<(Manifest, String)>,
    sealed: bool,
    bytes: u64,
}

impl Reading<'_> {
    fn entry(&mut self, mut entry: Entry<'_, impl Read>) -> Result<(), Refused> {
        let name = String::from_utf8(entry.path_bytes().into_owned()).map_err(|_| Refused::Unexpected("a name that is no text".into()))?;
        if self.head.is_none() && name != HEAD {
            return Err(Refused::Foreign);
        }
        let allowed = entry.header().entry_type() == EntryType::Regular && contents::is_allowed(&name);
        // Parts come in the order of their names, each once; manifest and seal behind them.
        let in_order = matches!(name.as_str(), MANIFEST | SEAL) || self.notes.last().is_none_or(|last| last.name < name);
        if !allowed || !in_order || self.sealed {
            return Err(Refused::Unexpected(name.chars().filter(|c| !c.is_control()).take(80).collect()));
        }
        match name.as_str() {
            HEAD if self.head.is_none() => {
                let json = text(&mut entry, HEAD_BYTES)?;
                self.head = Some(head(&json)?);
                self.notes.push(note(HEAD, &json));
            }
            MANIFEST if self.manifest.is_none() => {
                let most = REST_BYTES + self.head.as_ref().map_or(0, |head| head.parts.saturating_mul(NOTE_BYTES));
                let json = text(&mut entry, most)?;
                let manifest = serde_json::from_slice(&json).map_err(|_| Refused::Damaged("its manifest cannot be read".into()))?;
                self.manifest = Some((manifest, hex::encode(Sha256::digest(&json))));
            }
            SEAL => {
                let seal = text(&mut entry, NOTE_BYTES)?;
                let fits = self.manifest.as_ref().is_some_and(|(_, hash)| seal == format!("{hash}  {MANIFEST}\n").into_bytes());
                if !fits {
                    return Err(Refused::Damaged("its manifest is not what was written".into()));
                }
                self.sealed = true;
            }
            _ if self.manifest.is_none() => self.part(&name, &mut entry)?,
            _ => return Err(Refused::Unexpected(name)),
        }
        Ok(())
    }

    fn part(&mut self, name: &str, entry: &mut Entry<'_, impl Read>) -> Result<(), Refused> {
        let (said, parts) = self.head.as_ref().map_or((0, 0), |head| (head.bytes, head.parts));
        let bytes = entry.size();
        self.bytes = self.bytes.saturating_add(bytes);
        if self.bytes > said || self.notes.len() as u64 > parts {
            return Err(Refused::Bomb);
        }
        let mut hashing = Hashing { inner: entry, hash: Sha256::new(), bytes: 0 };
        match self.into {
            Some(folder) => keep(&mut hashing, &folder.join(name))?,
            None => io::copy(&mut hashing, &mut io::sink()).map(|_| ()).map_err(|error| unreadable(&error))?,
        }
        if hashing.bytes != bytes {
            return Err(Refused::Damaged(format!("{name} ends early")));
        }
        self.notes.push(PartNote { name: name.to_owned(), bytes, sha256: hex::encode(hashing.hash.finalize()) });
        Ok(())
    }

    fn whole(self) -> Result<(Head, Manifest), Refused> {
        let (Some(head), Some((manifest, _)), true) = (self.head, self.manifest, self.sealed) else {
            return Err(Refused::Damaged("its end is missing".into()));
        };
        if manifest.parts != self.notes || self.notes.len() as u64 != head.parts + 1 || self.bytes != head.bytes {
            return Err(Refused::Damaged("a part is not what was written".into()));
        }
        if !self.notes.iter().any(|note| note.name == head.engine.database()) {
            return Err(Refused::Damaged("it holds no database".into()));
        }
        Ok((head, manifest))
    }
}

/// What is read whole, up to a limit.
fn text(entry: &mut impl Read, most: u64) -> Result<Vec<u8>, Refused> {
    let mut json = Vec::new();
    entry.take(most + 1).read_to_end(&mut json).map_err(|error| unreadable(&error))?;
    if json.len() as u64 > most { Err(Refused::Bomb) } else { Ok(json) }
}

fn head(json: &[u8]) -> Result<Head, Refused> {
    #[derive(serde::Deserialize)]
    struct Which {
        format: String,
        format_version: u32,
    }
    let which: Which = serde_json::from_slice(json).map_err(|_| Refused::Foreign)?;
    if which.format != FORMAT {
        return Err(Refused::Foreign);
    }
    if which.format_version > FORMAT_VERSION {
        return Err(Refused::NewerFormat(which.format_version));
    }
    serde_json::from_slice(json).map_err(|_| Refused::Damaged("its head cannot be read".into()))
}

/// Writes a part out to the disk, readable by its owner only.
fn keep(from: &mut impl Read, path: &Path) -> Result<(), Refused> {
    let cannot = |error: io::Error| Refused::NoPlace(format!("cannot write {}: {error}", path.display()));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    let mut file = File::options().write(true).create_new(true).mode(0o600).open(path).map_err(cannot)?;
    let mut chunk = vec![0; 128 * 1024];
    loop {
        // Told apart: what cannot be read is the archive's fault, what cannot be written is the disk's.
        let read = from.read(&mut chunk).map_err(|error| unreadable(&error))?;
        if read == 0 {
            break;
        }
        file.write_all(chunk.get(..read).unwrap_or_default()).map_err(cannot)?;
    }
    file.sync_all().map_err(cannot)
}

/// Writes folders out to the disk: only then are the names in them there.
pub(super) fn sync_folders(folder: &Path) -> io::Result<()> {
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            }
        }
        File::open(&folder)?.sync_all()?;
    }
    Ok(())
}
