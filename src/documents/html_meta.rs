//! What a page says about its story beside the text: title, date, language, author, publisher, address.
//!
//! In: the tree of a page. Out: fields, as a record has them. Never: a guess where the page says nothing.
//!
//! Where it says a thing more than once, JSON-LD goes before OpenGraph, and both before the older names and what is shown.

use serde_json::{Map, Value};

use crate::documents::dates;
use crate::documents::fields::PUBLISHED;
use crate::documents::html_tree::Tree;
use crate::documents::rendered::About;
use crate::documents::story::folded;

/// Types of schema.org that are the story of a page.
const STORIES: [&str; 8] = [
    "article",
    "blogposting",
    "event",
    "newsarticle",
    "pressrelease",
    "report",
    "reportagenewsarticle",
    "socialmediaposting",
];
/// Names of `meta` elements, the best first, and those of JSON-LD before them.
const TITLES: [&str; 5] = ["og:title", "dc.title", "dcterms.title", "twitter:title", "title"];
const DATES: [&str; 14] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "publishdate",
    "pubdate",
    "publication_date",
    "date",
];
const AUTHORS: [&str; 5] =
    ["author", "article:author", "dc.creator", "dcterms.creator", "parsely-author"];
const PUBLISHERS: [&str; 5] =
    ["og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name"];
const LANGUAGES: [&str; 4] = ["content-language", "dc.language", "dcterms.language", "og:locale"];
/// What stands between the title of a story and the name of its site.
const BARS: [&str; 7] = [" | ", " - ", " – ", " — ", " :: ", " » ", " · "];

/// What a page says: `title`, `url`, `publisher`, `author`, `language`, and the day of publication.
pub(super) fn about(tree: &Tree) -> About {
    let page = Page::new(tree);
    let publisher = page.publisher();
    let published = page.date();
    let fields = [
        ("title", page.title(publisher.as_deref())),
        ("url", page.address()),
        ("publisher", publisher),
        ("author", page.author()),
        ("language", page.language()),
        (PUBLISHED, published.clone()),
    ];
    let given = fields.into_iter().filter_map(|(key, value)| {
        let value = folded(&plain(value?));
        (!value.is_empty()).then(|| (key.to_owned(), Value::String(value)))
    });
    About { fields: given.collect(), published, made: None }
}

/// A text without tags, its signs decoded: some pages write HTML into their data.
fn plain(text: String) -> String {
    match text.contains(['&', '<']) {
        true => Tree::read(&text).words(Tree::ROOT),
        false => text,
    }
}

struct Page<'a> {
    tree: &'a Tree,
    /// Names of `meta` elements in lower case, and what they say.
    meta: Vec<(String, &'a str)>,
    /// The objects of JSON-LD that are stories.
    stories: Vec<Map<String, Value>>,
}

impl<'a> Page<'a> {
    fn new(tree: &'a Tree) -> Self {
        let mut meta = Vec::new();
        for at in tree.named("meta") {
            let node = &tree.nodes[at];
            let keys = ["property", "name", "itemprop", "http-equiv"];
            let names = keys.into_iter().filter_map(|key| node.attribute(key));
            if let Some(content) = node.attribute("content") {
                meta.extend(names.map(|name| (name.to_lowercase(), content)));
            }
        }
        let mut stories = Vec::new();
        for at in tree.named("script") {
            let kind = tree.nodes[at].attribute("type").unwrap_or_default();
            if kind.to_lowercase().contains("ld+json") {
                // Some write line ends into strings, which JSON has no room for.
                let text = tree.words(at);
                stories.extend(serde_json::from_str(&text).map(stories_in).unwrap_or_default());
            }
        }
        Self { tree, meta, stories }
    }

    fn meta(&self, names: &[&str]) -> Option<String> {
        let of = |name: &&str| self.meta.iter().find(|(key, _)| key == name);
        names.iter().find_map(of).map(|(_, content)| (*content).to_owned())
    }

    /// What the stories of JSON-LD say under a key: a text, or the names of what is given there.
    fn said(&self, key: &str) -> Option<String> {
        let names = self.stories.iter().filter_map(|story| story.get(key)).map(names);
        names.map(|names| names.join(", ")).find(|names| !names.is_empty())
    }

    /// Some put the name of the site behind the title: the heading that the title begins with has none.
    fn title(&self, publisher: Option<&str>) -> Option<String> {
        let shown = || self.tree.named("title").map(|at| self.tree.words(at)).next();
        let title = self.said("headline").or_else(|| self.meta(&TITLES)).or_else(shown);
        let headings: Vec<String> = self.tree.named("h1").map(|at| self.tree.words(at)).collect();
        let title = match title.map(|title| folded(&plain(title))).filter(|title| !title.is_empty())
        {
            Some(title) => title,
            // One heading is the title, several are parts.
            None => {
                return headings.into_iter().next().filter(|_| self.tree.named("h1").count() == 1);
            }
        };
        let is_in =
            |heading: &&String| heading.len() > title.len() / 3 && title.contains(heading.as_str());
        if let Some(heading) = headings.iter().find(is_in) {
            return Some(heading.clone());
        }
        let cut = BARS
            .iter()
            .filter_map(|bar| title.rsplit_once(bar))
            .find(|(_, site)| publisher.is_some_and(|name| name.eq_ignore_ascii_case(site)));
        Some(cut.map_or(title.as_str(), |(title, _)| title).to_owned())
    }

    fn date(&self) -> Option<String> {
        let marked = || {
            let is_published = |at: &usize| {
                let node = &self.tree.nodes[*at];
                node.attribute("itemprop").is_some_and(|name| name == "datePublished")
            };
            let at = (0..self.tree.nodes.len()).find(is_published)?;
            let node = &self.tree.nodes[at];
            let given = node.attribute("datetime").or_else(|| node.attribute("content"));
            Some(given.map_or_else(|| self.tree.words(at), str::to_owned))
        };
        let found = [self.said("datePublished"), self.meta(&DATES), marked(), self.time()];
        found.into_iter().flatten().find_map(|date| day(&date))
    }

    /// The only `time` in the heading or the story, or the first that says that it is the day of publication.
    fn time(&self) -> Option<String> {
        let inside = |at: usize| {
            let is_around = |above: usize| {
                matches!(self.tree.nodes[above].name.as_str(), "article" | "main" | "header")
            };
            self.tree.above(at).any(is_around)
        };
        let all: Vec<usize> = self.tree.named("time").collect();
        let published = |at: &&usize| {
            self.tree.nodes[**at].attributes.iter().any(|(key, value)| {
                key == "pubdate" || key == "class" && value.to_lowercase().contains("publish")
            })
        };
        let text = |at: usize| {
            let given = self.tree.nodes[at].attribute("datetime").map(str::to_owned);
            given.unwrap_or_else(|| self.tree.words(at))
        };
        let mut days = all.iter().filter(|at| inside(**at)).filter_map(|at| day(&text(*at)));
        let first = days.next();
        let is_one = days.all(|day| Some(day) == first);
        let published = all.iter().find(published).map(|at| text(*at));
        published.or(first.filter(|_| is_one))
    }

    fn address(&self) -> Option<String> {
        let canonical = self.tree.named("link").find_map(|at| {
            let node = &self.tree.nodes[at];
            let is_canonical = node.attribute("rel")?.eq_ignore_ascii_case("canonical");
            is_canonical.then(|| node.attribute("href").map(str::to_owned)).flatten()
        });
        let found =
            [canonical, self.meta(&["og:url"]), self.said("url"), self.said("mainEntityOfPage")];
        let is_whole = |url: &String| url.starts_with("http://") || url.starts_with("https://");
        found.into_iter().flatten().find(is_whole)
    }

    fn publisher(&self) -> Option<String> {
        self.said("publisher").or_else(|| self.meta(&PUBLISHERS))
    }

    fn author(&self) -> Option<String> {
        let meta =
            || AUTHORS.iter().find_map(|name| self.meta(&[name]).filter(|a| !a.contains("://")));
        self.said("author").or_else(meta)
    }

    fn language(&self) -> Option<String> {
        let html = || self.tree.named("html").find_map(|at| self.tree.nodes[at].attribute("lang"));
        let language = self.said("inLanguage").or_else(|| html().map(str::to_owned));
        language.or_else(|| self.meta(&LANGUAGES))
    }
}

/// The day with which a text opens, without what a clock shows.
fn day(text: &str) -> Option<String> {
    let text = text.trim();
    let is_clock = |at: &usize| text[..*at].ends_with(|c: char| c.is_ascii_digit());
    let end = text.find('T').filter(is_clock).unwrap_or(text.len());
    dates::points_at_start(&text[..end]).map(|_| text[..end].to_owned())
}

/// The objects in a value of JSON-LD that are stories.
fn stories_in(value: Value) -> Vec<Map<String, Value>> {
    let (mut open, mut stories) = (vec![value], Vec::new());
    while let Some(value) = open.pop() {
        match value {
            // The last is looked at first.
            Value::Array(values) => open.extend(values.into_iter().rev()),
            Value::Object(mut object) => {
                open.extend(object.remove("@graph"));
                let kinds = object.get("@type").map(names).unwrap_or_default();
                if kinds.iter().any(|kind| STORIES.contains(&kind.to_lowercase().as_str())) {
                    stories.push(object);
                }
            }
            _ => {}
        }
    }
    stories
}

/// What a value of JSON-LD calls what it gives: texts, or the names of objects.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => vec![name.clone()],
        Value::Array(values) => values.iter().flat_map(names_of_one).collect(),
        value => names_of_one(value).into_iter().collect(),
    }
}

fn names_of_one(value: &Value) -> Option<String> {
    let name = match value {
        Value::Object(object) => object.get("name").or_else(|| object.get("@id"))?,
        value => value,
    };
    name.as_str().map(str::to_owned)
}
