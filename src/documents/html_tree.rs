//! The tree of a page of HTML, as browsers build it from whatever is written.
//!
//! In: text. Out: elements with their attributes and the texts in them. Never: a script that is run; a recursion, which a
//! page nested a million times would turn into a crash.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, local_name, ns, parse_document};

/// What is nested deeper is cut off: no page is written so, and the time to build one grows with the square of its depth.
const DEEPEST: usize = 2_000;
/// A tag with more attributes is where a page is cut off too: each is compared with those before it.
const MOST_ATTRIBUTES: usize = 5_000;
/// How much is read between two looks at the depth, in bytes.
const PIECE: usize = 1 << 12;

/// A page.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// Whether the rest of the page was not read, because nobody writes such.
    pub(super) is_cut: bool,
}

/// An element, a text, or something else that shows no words.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) parent: Option<usize>,
    pub(super) children: Vec<usize>,
    /// The name of an element in lower case; empty for anything else.
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    /// The words of a text.
    pub(super) text: String,
}

impl Node {
    /// The value of an attribute, without white space around it; nothing where that leaves nothing.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(key, _)| key == name)?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }
}

/// A step of a walk over a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Enter(usize),
    Leave(usize),
}

impl Step {
    /// The node that it enters.
    pub(super) fn entered(&self) -> Option<usize> {
        match self {
            Self::Enter(at) => Some(*at),
            Self::Leave(_) => None,
        }
    }
}

impl Tree {
    /// The root is the first node.
    pub(super) const ROOT: usize = 0;

    /// Reads a page.
    pub(super) fn read(text: &str) -> Self {
        let mut parser = parse_document(Builder::default(), ParseOpts::default());
        let end = laden_tag(text).unwrap_or(text.len());
        parser.tokenizer.sink.sink.is_cut.set(end < text.len());
        let mut rest = &text[..end];
        while !rest.is_empty() {
            let end = (PIECE.min(rest.len())..).find(|&end| rest.is_char_boundary(end));
            let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
            parser.process(StrTendril::from_slice(piece));
            rest = after;
            if parser.tokenizer.sink.sink.depth.get() > DEEPEST {
                parser.tokenizer.sink.sink.is_cut.set(true);
                break;
            }
        }
        parser.finish()
    }

    /// Walks over a node and all below it, in the order of the page; where `enters` says no, what is below is left out.
    pub(super) fn walk(&self, from: usize, mut enters: impl FnMut(usize) -> bool) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut open = vec![Step::Enter(from)];
        while let Some(step) = open.pop() {
            if let Step::Enter(at) = step {
                if !enters(at) {
                    continue;
                }
                open.push(Step::Leave(at));
                open.extend(self.nodes[at].children.iter().rev().map(|child| Step::Enter(*child)));
            }
            steps.push(step);
        }
        steps
    }

    /// All elements of a name, in the order of the page.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = usize> {
        let steps = self.walk(Self::ROOT, |_| true).into_iter();
        steps.filter_map(|step| step.entered()).filter(move |at| self.nodes[*at].name == name)
    }

    /// All words in a node, white space folded.
    pub(super) fn words(&self, from: usize) -> String {
        let mut text = String::new();
        for at in self.walk(from, |_| true).iter().filter_map(Step::entered) {
            text.push_str(&self.nodes[at].text);
            // Words on two lines are no one word.
            text.push_str(if self.nodes[at].name == "br" { " " } else { "" });
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The elements around a node, the nearest first.
    pub(super) fn above(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.nodes[at].parent, |at| self.nodes[*at].parent)
    }
}

/// Where a tag starts that has more attributes than any page.
fn laden_tag(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = text[at..].find('<').map(|found| at + found) {
        at = start + 1;
        let is_tag = bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        // What looks like a tag in a script is none.
        let script = ["script", "style"].into_iter().find(|name| {
            text.get(at..at + name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name))
        });
        let (mut quote, mut before, mut n_gaps) = (None, b'<', 0);
        while is_tag && at < bytes.len() && (quote.is_some() || bytes[at] != b'>') {
            match (quote, bytes[at]) {
                (Some(open), byte) if byte == open => quote = None,
                (None, byte @ (b'"' | b'\'')) if before == b'=' => quote = Some(byte),
                (None, byte) if byte.is_ascii_whitespace() || byte == b'/' => {
                    n_gaps += usize::from(before != byte);
                }
                _ => {}
            }
            if !bytes[at].is_ascii_whitespace() || quote.is_none() && before != b'=' {
                before = bytes[at];
            }
            at += 1;
        }
        if n_gaps > MOST_ATTRIBUTES {
            return Some(start);
        }
        if let Some(name) = script {
            let is_name = |at: usize| {
                let written = text.get(at + 2..at + 2 + name.len());
                written.is_some_and(|written| written.eq_ignore_ascii_case(name))
            };
            let mut closing = text[at..].match_indices("</").map(|(found, _)| at + found);
            // One that is never closed is all of the rest.
            at = closing.find(|found| is_name(*found))?;
        }
    }
    None
}

/// An element under construction: where it is, and its name, which the parser asks for again and again.
#[derive(Debug, Clone)]
struct Handle {
    at: usize,
    name: Rc<QualName>,
}

/// Puts a tree together as the parser says.
#[derive(Debug)]
struct Builder {
    nodes: RefCell<Vec<Node>>,
    no_name: Rc<QualName>,
    /// The depth of what was added last.
    depth: Cell<usize>,
    depths: RefCell<Vec<usize>>,
    is_cut: Cell<bool>,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            nodes: RefCell::new(vec![Node::default()]),
            no_name: Rc::new(QualName::new(None, ns!(), local_name!(""))),
            depth: Cell::default(),
            depths: RefCell::new(vec![0]),
            is_cut: Cell::default(),
        }
    }
}

impl Builder {
    fn add(&self, node: Node, name: Rc<QualName>) -> Handle {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(node);
        self.depths.borrow_mut().push(0);
        Handle { at: nodes.len() - 1, name }
    }

    /// Puts a node or a text into `parent` at a place among its children; texts beside each other are one.
    fn insert(&self, parent: usize, place: usize, child: NodeOrText<Handle>) {
        let child = match child {
            NodeOrText::AppendNode(node) => node.at,
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = place.checked_sub(1).map(|before| nodes[parent].children[before]);
                if let Some(before) = before.filter(|at| !nodes[*at].text.is_empty()) {
                    nodes[before].text.push_str(&text);
                    return;
                }
                drop(nodes);
                self.add(Node { text: text.to_string(), ..Node::default() }, self.no_name.clone())
                    .at
            }
        };
        self.detach(child);
        let mut nodes = self.nodes.borrow_mut();
        nodes[child].parent = Some(parent);
        let place = place.min(nodes[parent].children.len());
        nodes[parent].children.insert(place, child);
        let mut depths = self.depths.borrow_mut();
        depths[child] = depths[parent] + 1;
        self.depth.set(depths[child].max(self.depth.get()));
    }

    fn detach(&self, at: usize) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(parent) = nodes[at].parent.take() else { return };
        // What is moved was most often added last.
        let place = nodes[parent].children.iter().rposition(|child| *child == at);
        place.map(|place| nodes[parent].children.remove(place));
    }
}

fn attributes(attributes: Vec<Attribute>) -> impl Iterator<Item = (String, String)> {
    attributes.into_iter().map(|a| (a.name.local.to_string(), a.value.to_string()))
}

impl TreeSink for Builder {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner(), is_cut: self.is_cut.get() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { at: Tree::ROOT, name: self.no_name.clone() }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Handle {
        let node = Node {
            name: name.local.to_string(),
            attributes: attributes(attrs).collect(),
            ..Node::default()
        };
        self.add(node, Rc::new(name))
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.add(Node::default(), self.no_name.clone())
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.add(Node::default(), self.no_name.clone())
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let place = self.nodes.borrow()[parent.at].children.len();
        self.insert(parent.at, place, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let has_parent = self.nodes.borrow()[element.at].parent.is_some();
        match has_parent {
            true => self.append_before_sibling(element, child),
            false => self.append(previous, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.at == y.at
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, new: NodeOrText<Handle>) {
        if let NodeOrText::AppendNode(node) = &new {
            self.detach(node.at);
        }
        let nodes = self.nodes.borrow();
        let Some(parent) = nodes[sibling.at].parent else { return };
        let place = nodes[parent].children.iter().rposition(|child| *child == sibling.at);
        drop(nodes);
        self.insert(parent, place.unwrap_or_default(), new);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        let known = &mut self.nodes.borrow_mut()[target.at].attributes;
        for (name, value) in attributes(attrs) {
            if !known.iter().any(|(key, _)| *key == name) {
                known.push((name, value));
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.at);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let children = std::mem::take(&mut self.nodes.borrow_mut()[node.at].children);
        for child in children {
            self.nodes.borrow_mut()[child].parent = None;
            let place = self.nodes.borrow()[new_parent.at].children.len();
            let name = self.no_name.clone();
            self.insert(new_parent.at, place, NodeOrText::AppendNode(Handle { at: child, name }));
        }
    }
}
