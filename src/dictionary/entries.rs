//! The entries of a compiled vocabulary, read one by one when a text names them.
//!
//! In: entries in the order of their ids. Out: [`Entries`], in one piece of memory, as in a file. Never: a change of an entry.
//!
//! A text names a few of thousands of entries, or of a million: those alone are made into values, and stay so.

use std::ops::Index;
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use postcard::ser_flavors::Flavor;
use postcard::serialize_with_flavor;
use serde::{Deserialize, Serialize};

use crate::base::{Class, Entity, EntityId, Origin, PartialDate};
use crate::dictionary::entry::Entry;
use crate::dictionary::index::EntryIndex;
use crate::dictionary::numbers::{Numbers, number};

/// An entry ready for use.
#[derive(Debug, Clone)]
pub struct Known {
    /// What mentions of it refer to.
    pub entity: Arc<Entity>,
    /// What its table says.
    pub entry: Arc<Entry>,
    /// First date of its name.
    pub since: Option<PartialDate>,
    /// Last date of its name.
    pub until: Option<PartialDate>,
}

/// The entries, sorted by id.
#[derive(Debug, Clone, Default)]
pub struct Entries {
    /// Where each begins; one more at the end.
    begin: Numbers,
    bytes: Bytes,
    /// Those that were asked for.
    known: Vec<OnceLock<Box<Known>>>,
}

/// The same while entries are added.
#[derive(Debug, Default)]
pub(super) struct EntryBuilder {
    begin: Vec<u32>,
    bytes: Vec<u8>,
}

/// An entry as it is kept. The id comes first: it alone is read when one is looked for.
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    id: &'a str,
    class: Class,
    /// The name of its country, which its label holds.
    country_name: Option<&'a str>,
    /// Its country, where that is an entry.
    country: Option<&'a str>,
    /// Its parent, where that is an entry.
    parent: Option<&'a str>,
}

/// Writes behind what is written already, whole texts at once.
struct Behind<'a>(&'a mut Vec<u8>);

impl Flavor for Behind<'_> {
    type Output = ();

    fn try_extend(&mut self, data: &[u8]) -> postcard::Result<()> {
        self.0.extend_from_slice(data);
        Ok(())
    }

    fn try_push(&mut self, data: u8) -> postcard::Result<()> {
        self.0.push(data);
        Ok(())
    }

    fn finalize(self) -> postcard::Result<()> {
        Ok(())
    }
}

impl EntryBuilder {
    /// Adds the next entry; its country is given with its name, country and parent where they are entries.
    pub(super) fn add(
        &mut self,
        id: &str,
        class: Class,
        country: Option<(&str, &str)>,
        parent: Option<&str>,
        entry: &Entry,
    ) {
        let (country, country_name) = country.unzip();
        let kept = Kept { id, class, country_name, country, parent };
        self.begin.push(number(self.bytes.len()));
        // Into memory, nothing can fail that does not fail for every entry.
        let written = serialize_with_flavor(&kept, Behind(&mut self.bytes))
            .and_then(|()| serialize_with_flavor(entry, Behind(&mut self.bytes)));
        if written.is_err() {
            self.bytes.clear();
        }
    }

    /// No more are added.
    pub(super) fn finish(mut self) -> Entries {
        self.begin.push(number(self.bytes.len()));
        Entries::of([Numbers::from_iter(self.begin).bytes().clone(), self.bytes.into()])
    }
}

impl Entries {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// All of them in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Known> {
        (0..self.len()).map(|i| self.known(i))
    }

    /// The ids in their order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|i| self.id(i))
    }

    /// The place of the entry with this id.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<EntryIndex> {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            match self.id(middle).cmp(id) {
                std::cmp::Ordering::Equal => return Some(EntryIndex::at(middle)),
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        None
    }

    /// Each as it is kept, in their order.
    pub(super) fn written(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len()).map(|i| self.kept(i))
    }

    /// Reads each in their order, and keeps none.
    pub(super) fn each(&self) -> impl Iterator<Item = Known> {
        self.written().filter_map(read)
    }

    fn kept(&self, i: usize) -> &[u8] {
        self.bytes.get(self.begin.place(i)..self.begin.place(i + 1)).unwrap_or(&[])
    }

    /// The id of the entry at a place.
    pub(super) fn id(&self, i: usize) -> &str {
        postcard::take_from_bytes(self.kept(i)).map_or("", |(id, _)| id)
    }

    #[expect(
        clippy::expect_used,
        reason = "these are bytes that this program has written, as their checksum says"
    )]
    fn known(&self, i: usize) -> &Known {
        let read = || Box::new(read(self.kept(i)).expect("an entry as it was written"));
        self.known[i].get_or_init(read)
    }

    /// The same, none of them read.
    pub(super) fn unread(&self) -> Self {
        Self::of(self.bytes().map(Clone::clone))
    }

    /// The bytes that hold them.
    pub(super) fn bytes(&self) -> [&Bytes; 2] {
        [self.begin.bytes(), &self.bytes]
    }

    /// The entries that these bytes hold.
    pub(super) fn of([begin, bytes]: [Bytes; 2]) -> Self {
        let begin = Numbers::from(begin);
        let known = (1..begin.len()).map(|_| OnceLock::new()).collect();
        Self { begin, bytes, known }
    }
}

fn read(bytes: &[u8]) -> Option<Known> {
    let (kept, bytes): (Kept<'_>, _) = postcard::take_from_bytes(bytes).ok()?;
    let entry: Entry = postcard::from_bytes(bytes).ok()?;
    let id = |id: Option<&str>| id.map(EntityId::new).transpose().ok();
    let entity = Entity {
        id: EntityId::new(kept.id).ok()?,
        label: match kept.country_name {
            Some(country) => format!("{} ({country})", entry.name),
            None => entry.name.clone(),
        },
        class: kept.class,
        country: id(kept.country)?,
        parent: id(kept.parent)?,
        origin: Origin::Listed,
    };
    let date = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
    let (since, until) = (date(&entry.since), date(&entry.until));
    Some(Known { entity: Arc::new(entity), entry: Arc::new(entry), since, until })
}

impl Index<EntryIndex> for Entries {
    type Output = Known;

    fn index(&self, place: EntryIndex) -> &Known {
        self.known(place.number())
    }
}
