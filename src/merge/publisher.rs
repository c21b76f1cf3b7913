//! Leaves whoever published a story out of it.
//!
//! In: stories, and a look-up of names. Out: the same stories without their publishers. Never: a publisher left out of what
//! others published, or one passed over in silence; who is not found is kept for a warning.

use std::collections::BTreeMap;

use crate::base::{EntityId, Source, Story};

/// The publishers of stories, each looked up once.
///
/// A body that publishes stories names itself in most of them, which says nothing about its partners. What it does in the
/// stories of others still counts. Whatever reads stories takes them so: counting, claims, networks, pictures.
///
/// ```
/// use consort::EntityId;
/// use consort::merge::Publishers;
/// use consort::merge::cooccur::{CooccurOptions, count};
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let text = "3 March 2020, Vienna, Austria: UNODC and WHO met. OSCE and UNODC met. OSCE and WHO met.";
/// # let mut document = parse("note.txt", text, Format::Text, &ReadOptions::default()).output.remove(0);
/// # document.source.url = Some("https://www.unodc.org/news".to_owned());
/// # let stories = [consort::pipeline::read_story(document, &lexicon, &Default::default())];
/// // One story of www.unodc.org: UNODC and WHO met, OSCE and UNODC met, OSCE and WHO met.
/// let find = |name: &str| EntityId::new(name).ok().filter(|id| id.as_str() == "unodc");
/// let mut publishers = Publishers::new(&find);
/// let stories = stories.into_iter().map(|story| publishers.without(story));
/// let ties = count(stories, &CooccurOptions::default());
/// assert_eq!(ties.len(), 1);
/// assert_eq!([&*ties[0].a, &*ties[0].b], ["osce", "who"]);
/// # Ok::<(), consort::dictionary::VocabError>(())
/// ```
pub struct Publishers<'a> {
    find: &'a dyn Fn(&str) -> Option<EntityId>,
    /// By the name of the source.
    known: BTreeMap<String, Option<EntityId>>,
}

impl<'a> Publishers<'a> {
    /// Nobody is known yet.
    ///
    /// # Arguments
    /// * `find`: the entity that a name means, if it is one alone: the name that the input gives the publisher, or a part of
    ///   the host of the story's address.
    #[must_use]
    pub fn new(find: &'a dyn Fn(&str) -> Option<EntityId>) -> Self {
        Self { find, known: BTreeMap::new() }
    }

    /// The entity that publishes a source: the one called like the publisher, else like a part of the host, from the right
    /// and without the last: `unodc` of `www.unodc.org`.
    pub fn of(&mut self, source: &Source) -> Option<&EntityId> {
        let find = self.find;
        let look_up = || {
            let host = source.host();
            let parts = host.iter().flat_map(|host| host.rsplit('.').skip(1));
            source.publisher.iter().map(String::as_str).chain(parts).find_map(find)
        };
        self.known.entry(source.name()).or_insert_with(look_up).as_ref()
    }

    /// The story without mentions of its publisher, and without what it says of it.
    #[must_use]
    pub fn without(&mut self, mut story: Story) -> Story {
        let Some(publisher) = self.of(&story.document.source) else { return story };
        let extraction = &mut story.extraction;
        extraction.mentions.retain(|mention| mention.entity.id != *publisher);
        extraction.assertions.retain(|a| {
            let object = a.object.entity().is_some_and(|e| e.id == *publisher);
            a.subject.id != *publisher && !object
        });
        story
    }

    /// The sources met so far behind which no entity was found, sorted by name.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        self.known.iter().filter(|(_, found)| found.is_none()).map(|(name, _)| name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Predicate;
    use crate::base::sample::{Sample, story};

    fn published(publisher: &str, url: &str) -> Story {
        let sample = Sample::new("s").paragraph(&["[unodc] and [wco] met [osce]."]);
        let sample = sample
            .says("unodc", Predicate::Supports, "osce")
            .says("wco", Predicate::PartnersWith, "unodc")
            .says("wco", Predicate::Supports, "osce");
        let mut story = story(sample.says("unodc", Predicate::Organizes, "@story"));
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        story.document.source.publisher = given(publisher);
        story.document.source.url = given(url);
        story
    }

    #[test]
    fn is_found_by_name_then_by_host_and_left_out_of_names_and_relations() {
        let find = |name: &str| match name {
            "unodc" | "UN Drugs Office" => Some(EntityId::from("unodc")),
            "com" | "org" => Some(EntityId::from("wco")),
            _ => None,
        };
        for (publisher, url, n_mentions, n_assertions) in [
            ("UN Drugs Office", "", 2, 1),
            ("", "https://www.unodc.org/a", 2, 1),
            ("Somebody", "https://news.unodc.org/a", 2, 1),
            ("Somebody", "https://example.com/a", 3, 4),
            ("", "", 3, 4),
        ] {
            let mut publishers = Publishers::new(&find);
            let left = publishers.without(published(publisher, url)).extraction;
            assert_eq!(
                (left.mentions.len(), left.assertions.len()),
                (n_mentions, n_assertions),
                "{publisher:?} {url:?}"
            );
        }
    }

    #[test]
    fn those_not_found_are_listed_once_in_order() {
        let mut publishers = Publishers::new(&|_| None);
        for name in ["Zeta", "Alpha", "Zeta"] {
            let _ = publishers.without(published(name, ""));
        }
        assert_eq!(publishers.unknown().collect::<Vec<_>>(), ["Alpha", "Zeta"]);
    }
}
