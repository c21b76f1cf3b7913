//! Compiled vocabularies, kept in a folder for the next run.
//!
//! In: vocabulary files. Out: what they compile to, taken from the folder where the same files were compiled before by the same
//! program. Never: an answer from a file that is damaged or made of anything else, and no failure because of one.
//!
//! # The file
//! `MAGIC`, a checksum of all that follows, a hash of what it was made from (the texts of the vocabulary files, their names, the
//! languages, and the code that compiles), and then pieces, each with its length before it. It is written beside its place and
//! then renamed, so that a reader never meets half of one. A vocabulary that was edited takes the place of the older one.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{env, process};

use bytes::{Buf, Bytes};
use twox_hash::{XxHash3_64, XxHash3_128};

use crate::base::sort_by_key;
use crate::dictionary::compile::compile;
use crate::dictionary::files::{VocabError, VocabFile, list_folder};
use crate::dictionary::kept::Loaded;
use crate::dictionary::load::read;

/// How a file begins, with the number of its format.
const MAGIC: &[u8; 8] = b"consort1";

/// The ending of a file.
const ENDING: &str = "lexicon";

/// So many vocabularies are kept: those that were used last.
const KEPT: usize = 16;

/// A file that is used is marked so after this time.
const FRESH: Duration = Duration::from_secs(3600);

/// The variable that names the folder, or says that there is none: `off`.
const VARIABLE: &str = "CONSORT_CACHE";

/// Where compiled vocabularies are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cache {
    folder: Option<PathBuf>,
}

impl Cache {
    /// The folder that `CONSORT_CACHE` names, none where it says `off`; else the user's folder for what can be made anew.
    #[must_use]
    pub fn of_user() -> Self {
        let named = env::var_os(VARIABLE);
        let folder = match named {
            Some(named) if named.is_empty() || named == "off" => None,
            Some(named) => Some(PathBuf::from(named)),
            None => user_folder().map(|folder| folder.join("consort")),
        };
        Self { folder }
    }

    /// A folder; it is made when something is to be kept.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: Some(folder.to_owned()) }
    }

    /// None: everything is compiled anew.
    #[must_use]
    pub fn off() -> Self {
        Self { folder: None }
    }
}

/// The user's folder for what can be made anew, as each system has it.
fn user_folder() -> Option<PathBuf> {
    let named = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if cfg!(windows) {
        named("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        named("HOME").map(|home| home.join("Library/Caches"))
    } else {
        named("XDG_CACHE_HOME").or_else(|| named("HOME").map(|home| home.join(".cache")))
    }
}

/// Reads and compiles vocabulary files, or takes what they compiled to before from a cache. `languages` are those whose labels
/// are names too, whatever the heads of the files say.
///
/// # Errors
/// When they hold no entries.
///
/// ```
/// use consort::dictionary::{Cache, VocabFile, builtin_files, load};
/// # let folder = std::env::temp_dir().join(format!("consort-cache-{}", std::process::id()));
/// let mut files = builtin_files();
/// let text = "[zeta]\nname = \"Zeta Body\"\n";
/// files.push(VocabFile { name: "organisations-x.toml".into(), text: text.into(), builtin: false });
/// let cache = Cache::in_folder(&folder);
/// let first = load(&files, &[], &cache)?;
/// let again = load(&files, &[], &cache)?; // not compiled, but read
/// assert_eq!(again.lexicon.get("zeta").map(|known| &*known.entity.label), Some("Zeta Body"));
/// assert_eq!(again.lexicon.hash, first.lexicon.hash);
/// # std::fs::remove_dir_all(&folder).expect("removed");
/// # Ok::<(), consort::dictionary::VocabError>(())
/// ```
pub fn load(
    files: &[VocabFile],
    languages: &[String],
    cache: &Cache,
) -> Result<Loaded, VocabError> {
    load_of(files, languages, cache)
}

/// The same, with the texts let go as soon as they are read where they are given away.
fn load_of(
    files: impl Deref<Target = [VocabFile]>,
    languages: &[String],
    cache: &Cache,
) -> Result<Loaded, VocabError> {
    let name = || name(&files, std::iter::empty(), languages);
    let place = cache.folder.as_ref().map(|folder| (folder, folder.join(name())));
    let key = Key::new(&files, languages).finish();
    if let Some(kept) = place.as_ref().and_then(|(_, place)| kept(place, key)) {
        return Ok(kept);
    }
    let (mut vocabulary, faults) = read(&files);
    drop(files);
    vocabulary.languages = languages.to_vec();
    let (lexicon, notes) = compile(vocabulary)?;
    let loaded = Loaded { lexicon, faults, notes };
    if let Some((folder, place)) = place {
        // A folder that cannot be written to costs time at the next run, and nothing else.
        let _ = keep(&loaded, key, folder, &place);
    }
    Ok(loaded)
}

/// The same with the files of folders behind these: they are read piece by piece where they were compiled before, and not kept.
///
/// # Errors
/// When a folder or file cannot be read, or there are no entries.
///
/// ```
/// use consort::dictionary::{Cache, builtin_files, load_folders};
/// # let folder = std::env::temp_dir().join(format!("consort-folders-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder).expect("a place for files");
/// std::fs::write(folder.join("programmes.toml"), "[zeta]\nname = \"Zeta Project\"\n").expect("written");
/// let loaded = load_folders(builtin_files(), &[folder.clone()], &[], &Cache::off())?;
/// assert!(loaded.lexicon.get("zeta").is_some());
/// # std::fs::remove_dir_all(&folder).expect("removed");
/// # Ok::<(), consort::dictionary::VocabError>(())
/// ```
pub fn load_folders(
    mut files: Vec<VocabFile>,
    folders: &[PathBuf],
    languages: &[String],
    cache: &Cache,
) -> Result<Loaded, VocabError> {
    let mut paths = Vec::new();
    for folder in folders {
        paths.extend(list_folder(folder)?);
    }
    if let Some(folder) = cache.folder.as_ref().filter(|_| !paths.is_empty()) {
        let names = paths.iter().map(|path| path.display().to_string());
        let place = folder.join(name(&files, names, languages));
        let mut key = Key::new(&files, languages);
        let read = paths.iter().try_for_each(|path| key.file(path));
        if let Some(kept) = read.ok().and_then(|()| kept(&place, key.finish())) {
            return Ok(kept);
        }
    }
    for path in &paths {
        files.push(VocabFile::read(path)?);
    }
    load_of(files, languages, cache)
}

/// What a compiled vocabulary is made from, as a number.
struct Key(XxHash3_128);

impl Key {
    fn new(files: &[VocabFile], languages: &[String]) -> Self {
        let mut key = Self(XxHash3_128::new());
        key.add(env!("CONSORT_COMPILER").as_bytes());
        languages.iter().for_each(|language| key.add(language.as_bytes()));
        key.add(&(languages.len() as u64).to_le_bytes());
        for file in files {
            key.add(file.text.as_bytes());
            key.add(file.name.as_bytes());
            key.add(&[u8::from(file.builtin)]);
        }
        key
    }

    /// Each text has its length behind it.
    fn add(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
        self.0.write(&(bytes.len() as u64).to_le_bytes());
    }

    /// A file of the user's, as if its text had been given.
    fn file(&mut self, path: &Path) -> io::Result<()> {
        let mut file = File::open(path)?;
        let mut piece = vec![0; PIECE];
        let mut length = 0_u64;
        loop {
            match file.read(&mut piece)? {
                0 => break,
                n => {
                    self.0.write(&piece[..n]);
                    length += n as u64;
                }
            }
        }
        self.0.write(&length.to_le_bytes());
        self.add(path.display().to_string().as_bytes());
        self.add(&[0]);
        Ok(())
    }

    fn finish(&self) -> u128 {
        self.0.finish_128()
    }
}

/// Files are hashed in pieces of so many bytes.
const PIECE: usize = 1 << 18;

/// The name of the file for a vocabulary, whatever its files say: an edit takes the place of what was before.
fn name(files: &[VocabFile], more: impl Iterator<Item = String>, languages: &[String]) -> String {
    let mut hasher = XxHash3_64::new();
    let mut add = |text: &[u8]| {
        std::hash::Hasher::write(&mut hasher, text);
        std::hash::Hasher::write(&mut hasher, &[0]);
    };
    languages.iter().for_each(|language| add(language.as_bytes()));
    let own = files.iter().filter(|file| !file.builtin).map(|file| file.name.clone());
    // Files of one name in two folders are two vocabularies.
    for path in own.chain(more).map(|name| std::path::absolute(&name).unwrap_or(name.into())) {
        add(path.as_os_str().as_encoded_bytes());
    }
    let builtin = files.iter().filter(|file| file.builtin);
    builtin.for_each(|file| add(file.name.as_bytes()));
    format!("{:016x}.{ENDING}", std::hash::Hasher::finish(&hasher))
}

/// What stands in a file, if it is whole and made from this.
fn kept(place: &Path, key: u128) -> Option<Loaded> {
    let mut file = File::open(place).ok()?;
    let about = file.metadata().ok().filter(fs::Metadata::is_file)?;
    let mut head = [0; HEAD];
    file.read_exact(&mut head).ok()?;
    let checksum = checksum_of(&head, key)?;
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).ok()?);
    file.read_to_end(&mut bytes).ok()?;
    let loaded = Loaded::of(pieces(Bytes::from(bytes), checksum, key)?)?;
    if about.modified().ok()?.elapsed().is_ok_and(|age| age > FRESH) {
        let now = SystemTime::now();
        // Only to say that it is in use.
        let _ = File::options().write(true).open(place).and_then(|file| file.set_modified(now));
    }
    Some(loaded)
}

/// What a file begins with: `MAGIC`, the checksum, the key.
const HEAD: usize = 32;

/// The checksum at the beginning of a file, if it is made from this.
fn checksum_of(mut head: &[u8], key: u128) -> Option<u64> {
    if !head.starts_with(MAGIC) {
        return None;
    }
    head.advance(MAGIC.len());
    let checksum = head.get_u64_le();
    (head.get_u128_le() == key).then_some(checksum)
}

/// The pieces of a file behind its head, if they are whole.
fn pieces(mut bytes: Bytes, checksum: u64, key: u128) -> Option<Vec<Bytes>> {
    let mut found = XxHash3_64::new();
    std::hash::Hasher::write(&mut found, &key.to_le_bytes());
    std::hash::Hasher::write(&mut found, &bytes);
    if std::hash::Hasher::finish(&found) != checksum {
        return None;
    }
    let mut pieces = Vec::new();
    while bytes.len() >= 8 {
        let length = usize::try_from(bytes.get_u64_le()).ok()?;
        if length > bytes.len() {
            return None;
        }
        pieces.push(bytes.split_to(length));
    }
    bytes.is_empty().then_some(pieces)
}

/// Writes a file beside its place, and then into it.
fn keep(loaded: &Loaded, key: u128, folder: &Path, place: &Path) -> io::Result<()> {
    let Some(pieces) = loaded.pieces() else { return Ok(()) };
    let mut checksum = XxHash3_64::new();
    let mut heads: Vec<Vec<u8>> = Vec::new();
    let mut before = key.to_le_bytes().to_vec();
    for piece in &pieces {
        before.extend_from_slice(&(piece.len() as u64).to_le_bytes());
        std::hash::Hasher::write(&mut checksum, &before);
        std::hash::Hasher::write(&mut checksum, piece);
        heads.push(std::mem::take(&mut before));
    }
    fs::create_dir_all(folder)?;
    let unfinished = place.with_extension(format!("{}.unfinished", process::id()));
    let written = (|| {
        let mut file = private(&unfinished)?;
        file.write_all(MAGIC)?;
        file.write_all(&std::hash::Hasher::finish(&checksum).to_le_bytes())?;
        for (head, piece) in heads.iter().zip(&pieces) {
            file.write_all(head)?;
            file.write_all(piece)?;
        }
        drop(file);
        fs::rename(&unfinished, place)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    written?;
    forget(folder)
}

/// A new file that nobody else may read: a vocabulary can be confidential.
fn private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Removes the files that were not used for longest.
fn forget(folder: &Path) -> io::Result<()> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let age = fs::metadata(&path).and_then(|about| about.modified()).map(|at| at.elapsed());
        let age = age.ok().and_then(Result::ok).unwrap_or_default();
        match path.extension().and_then(|ending| ending.to_str()) {
            Some(ENDING) => files.push((age, path)),
            // A run that was stopped leaves one behind.
            Some("unfinished") if age > FRESH => fs::remove_file(path)?,
            _ => {}
        }
    }
    sort_by_key(&mut files, |(age, _)| *age);
    files.into_iter().skip(KEPT).try_for_each(|(_, path)| fs::remove_file(path))
}
