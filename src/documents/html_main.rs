//! The story on a page, without what stands around every story of a site.
//!
//! In: the tree of a page. Out: its paragraphs. Never: menus, scripts, banners, captions of pictures, comments of readers.
//!
//! # Rules
//!
//! 1. What says by its name, its role or its class that it is no story is left out, unless it holds most of the page.
//! 2. A run of words between two block tags counts for a story with its words beyond the first ten, and against one when most
//!    of them are links: so sentences count for, menus against, and headings not at all.
//! 3. The element whose runs come to the most is the story; of several alike, the innermost. An element in it that says that
//!    it is the text goes before it when it comes to nearly as much; one that says so in the words of schema.org, anywhere.
//! 4. Of it, what is links in the main is left out, and what stands above the heading of the page.
//!
//! The numbers were chosen on the pages of `tests/check/pages.py`.

use crate::documents::html_tree::{Step, Tree};

/// So many words of a run count for nothing: a heading or a line of a menu has no more.
const FREE_WORDS: usize = 10;
/// No run counts against a story with more words.
const MOST_AGAINST: usize = 20;
/// Of a run or a block, the share of its words from which it is links in the main.
const MOST_LINKED: (f64, f64) = (0.5, 0.6);
/// An element with more of a page than this is left out for nothing that it says: a class may be that of what it holds.
const MOST_LEFT_OUT: f64 = 0.5;
/// The share of the best element from which one goes before it that says it is the text: in its class, or in the words of
/// schema.org.
const TEXT_SHARE: (f64, f64) = (0.8, 0.2);
/// What stands above the heading of a page is left out when it has no more of the story than this.
const MOST_ABOVE_HEADING: f64 = 0.2;

/// Elements that show no words.
const WORDLESS: [&str; 19] = [
    "audio", "button", "canvas", "embed", "head", "iframe", "input", "map", "math", "noscript",
    "object", "picture", "script", "select", "style", "svg", "template", "textarea", "video",
];
/// Elements that hold no words of a story.
const LEFT_OUT: [&str; 10] = [
    "aside",
    "dialog",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "label",
    "menu",
    "nav",
];
/// Roles that are no part of a story.
const ROLES: [&str; 12] = [
    "alert",
    "alertdialog",
    "banner",
    "complementary",
    "contentinfo",
    "dialog",
    "menu",
    "menubar",
    "navigation",
    "search",
    "toolbar",
    "tooltip",
];
/// Words in the class or the name of an element that is no part of a story.
const CLASSES: [&str; 64] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "author",
    "banner",
    "bio",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "caption",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "credit",
    "disclaimer",
    "disqus",
    "footer",
    "gallery",
    "gdpr",
    "hidden",
    "like",
    "login",
    "menu",
    "meta",
    "modal",
    "more",
    "most",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "pager",
    "pagination",
    "popular",
    "popup",
    "print",
    "promo",
    "recirc",
    "recommended",
    "related",
    "reply",
    "respond",
    "share",
    "sharedaddy",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
    "toolbar",
    "tooltip",
    "trending",
    "widget",
];
/// Words in the class or the name of an element that is the text of a story, one after the other or as one.
const TEXT_CLASSES: ([&str; 5], [&str; 3]) =
    (["article", "entry", "field", "post", "story"], ["body", "content", "text"]);
/// Elements that are one paragraph of a story, or less.
const PARAGRAPHS: [&str; 20] = [
    "a",
    "b",
    "blockquote",
    "dd",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "small",
    "span",
    "strong",
    "ul",
];
/// Tags around blocks.
const BLOCKS: [&str; 47] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// The paragraphs of the story on a page; items of a list open with a bullet.
pub(super) fn paragraphs(tree: &Tree) -> Vec<String> {
    let shown = tree.walk(Tree::ROOT, |at| !is_wordless(tree, at));
    let all = sums(tree, &shown, &runs(tree, &shown), |run| run.worth().max(0.0));
    let leaves_out = |at: usize| {
        is_wordless(tree, at) || all[at] <= MOST_LEFT_OUT * all[Tree::ROOT] && is_no_story(tree, at)
    };
    let steps = tree.walk(Tree::ROOT, |at| !leaves_out(at));
    let found = runs(tree, &steps);
    let worths = sums(tree, &steps, &found, Run::worth);
    let words = sums(tree, &steps, &found, |run| run.n_words as f64);
    let linked = sums(tree, &steps, &found, |run| run.n_linked as f64);
    let story = story(tree, &steps, &worths);
    let is_links = |at: usize| {
        let is_block = at != story && BLOCKS.contains(&tree.nodes[at].name.as_str());
        is_block && linked[at] > MOST_LINKED.1 * words[at]
    };
    let steps = tree.walk(story, |at| !leaves_out(at) && !is_links(at));
    let mut runs = runs(tree, &steps);
    runs.drain(..n_above_text(tree, &steps, &runs));
    runs.into_iter().map(Run::shown).collect()
}

/// Rule 3.
fn story(tree: &Tree, steps: &[Step], worths: &[f64]) -> usize {
    let entered = || steps.iter().filter_map(Step::entered);
    let most = |among: &dyn Fn(usize) -> bool| {
        entered().filter(|at| among(*at)).fold(None, |best: Option<usize>, at| {
            // Of several alike the one that is met last is inside the others.
            if best.is_none_or(|best| worths[at] >= worths[best]) { Some(at) } else { best }
        })
    };
    let Some(best) = most(&|_| true).filter(|best| worths[*best] > 0.0) else { return Tree::ROOT };
    let is_inside = |at: usize| at == best || tree.above(at).any(|above| above == best);
    let is_named = |at: usize| {
        let property = tree.nodes[at].attribute("itemprop").unwrap_or_default();
        property.split_whitespace().any(|word| word == "articleBody")
            && worths[at] > TEXT_SHARE.1 * worths[best]
    };
    let is_classed = |at: usize| {
        worths[at] > TEXT_SHARE.0 * worths[best]
            && classes(tree, at).any(is_text_class)
            && is_inside(at)
    };
    let mut story = most(&is_named).or_else(|| most(&is_classed)).unwrap_or(best);
    // A story of one long paragraph and some short ones is more than the long one.
    while PARAGRAPHS.contains(&tree.nodes[story].name.as_str()) {
        story = tree.nodes[story].parent.unwrap_or(Tree::ROOT);
    }
    story
}

/// Rule 4: how many runs stand up to the heading, the heading with them, since the page's title is read elsewhere.
fn n_above_text(tree: &Tree, steps: &[Step], runs: &[Run]) -> usize {
    let is_end = |step: &Step| matches!(step, Step::Leave(at) if tree.nodes[*at].name == "h1");
    let Some(end) = steps.iter().position(is_end) else { return 0 };
    let n_above = runs.iter().take_while(|run| run.end <= end).count();
    let n_words = |runs: &[Run]| runs.iter().map(|run| run.n_words).sum::<usize>() as f64;
    let is_text = n_words(&runs[..n_above]) > MOST_ABOVE_HEADING * n_words(runs);
    if is_text { 0 } else { n_above }
}

fn is_wordless(tree: &Tree, at: usize) -> bool {
    WORDLESS.contains(&tree.nodes[at].name.as_str())
}

/// Rule 1.
fn is_no_story(tree: &Tree, at: usize) -> bool {
    let node = &tree.nodes[at];
    match node.name.as_str() {
        "" | "html" | "body" | "main" => return false,
        name if LEFT_OUT.contains(&name) => return true,
        // An article in another one shows what else there is to read.
        "article" => return tree.above(at).any(|above| tree.nodes[above].name == "article"),
        _ => {}
    }
    let is_hidden = node.attributes.iter().any(|(key, value)| match key.as_str() {
        "hidden" => true,
        "aria-hidden" => value == "true",
        "role" => ROLES.contains(&value.as_str()),
        "style" => {
            let style: String = value.split_whitespace().collect();
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        _ => false,
    });
    let words_of = |class: &str| {
        class.split(|c: char| !c.is_alphanumeric()).any(|word| CLASSES.contains(&word))
    };
    is_hidden || classes(tree, at).any(|class| words_of(&class))
}

/// The classes of an element and its name, in lower case.
fn classes(tree: &Tree, at: usize) -> impl Iterator<Item = String> {
    let given = ["class", "id"].into_iter().filter_map(move |key| tree.nodes[at].attribute(key));
    given.flat_map(str::split_whitespace).map(str::to_lowercase)
}

fn is_text_class(class: String) -> bool {
    let words: Vec<&str> =
        class.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let (whose, what) = TEXT_CLASSES;
    let is_pair = |first: &str, second: &str| whose.contains(&first) && what.contains(&second);
    let is_one = |word: &str| {
        whose.iter().any(|first| word.strip_prefix(first).is_some_and(|rest| what.contains(&rest)))
    };
    words.windows(2).any(|pair| is_pair(pair[0], pair[1])) || words.iter().any(|w| is_one(w))
}

/// A run of words between two block tags.
#[derive(Debug, Default)]
struct Run {
    text: String,
    n_words: usize,
    n_linked: usize,
    /// Whether it opens an item of a list.
    is_item: bool,
    /// The step that ends it.
    end: usize,
}

impl Run {
    /// Rule 2.
    fn worth(&self) -> f64 {
        if self.n_linked as f64 > MOST_LINKED.0 * self.n_words as f64 {
            return -(self.n_words.min(MOST_AGAINST) as f64);
        }
        self.n_words.saturating_sub(FREE_WORDS) as f64
    }

    fn shown(self) -> String {
        let has_mark = self.text.starts_with(|c: char| !c.is_alphanumeric());
        if self.is_item && !has_mark { format!("• {}", self.text) } else { self.text }
    }

    /// Adds words, white space folded; a space stands where the page shows one.
    fn add(&mut self, words: &str, is_linked: bool) {
        for (i, word) in words.split(|c: char| c.is_ascii_whitespace()).enumerate() {
            if i > 0 && !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
            self.text.push_str(word);
            let n_words = if word.contains(char::is_alphanumeric) { n_words(word) } else { 0 };
            self.n_words += n_words;
            self.n_linked += if is_linked { n_words } else { 0 };
        }
    }

    /// The run at its end, if there is a word in it.
    fn ended(mut self, end: usize) -> Option<Self> {
        let lines: Vec<&str> = self.text.split('\n').map(str::trim).collect();
        self.text = lines.join("\n").trim_matches('\n').to_owned();
        self.end = end;
        self.text.contains(char::is_alphanumeric).then_some(self)
    }
}

/// How many words stand between two spaces: in scripts without spaces two letters count for one.
fn n_words(word: &str) -> usize {
    let is_dense = |c: &char| {
        matches!(*c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
    };
    (word.chars().filter(is_dense).count() / 2).max(1)
}

/// The runs of words that a walk passes, in order.
fn runs(tree: &Tree, steps: &[Step]) -> Vec<Run> {
    let (mut runs, mut run) = (Vec::new(), Run::default());
    let mut n_links = 0_usize;
    for (i, step) in steps.iter().enumerate() {
        let (Step::Enter(at) | Step::Leave(at)) = *step;
        let (node, is_entry) = (&tree.nodes[at], matches!(step, Step::Enter(_)));
        match node.name.as_str() {
            "" if is_entry => run.add(&node.text, n_links > 0),
            "br" if is_entry => run.text.push('\n'),
            "a" if is_entry => n_links += 1,
            "a" => n_links = n_links.saturating_sub(1),
            name if BLOCKS.contains(&name) => {
                // A block that opens an item is no item of its own.
                let is_open = run.is_item && is_entry && run.text.trim().is_empty();
                runs.extend(std::mem::take(&mut run).ended(i));
                run.is_item = is_open || is_entry && name == "li";
            }
            _ => {}
        }
    }
    runs.extend(run.ended(steps.len()));
    runs
}

/// For each node the sum of `value` over the runs in it.
fn sums(tree: &Tree, steps: &[Step], runs: &[Run], value: impl Fn(&Run) -> f64) -> Vec<f64> {
    let mut sums = vec![0.0; tree.nodes.len()];
    let (mut sum, mut next) = (0.0, runs.iter().peekable());
    for (i, step) in steps.iter().enumerate() {
        while let Some(run) = next.next_if(|run| run.end <= i) {
            sum += value(run);
        }
        match step {
            Step::Enter(at) => sums[*at] = -sum,
            Step::Leave(at) => sums[*at] += sum,
        }
    }
    sums
}
