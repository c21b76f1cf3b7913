//! Who pays for what: the flow of money through funds, and tables of who does it to whom.
//!
//! In: a desk, filters. Out: columns of nodes with links, or a table of counts of stories. Never: a sum of amounts; texts give them in
//! different currencies, shares and stages.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::base::{Class, DocumentId, EntityId, Predicate, Window};
use crate::merge::{Claim, Object};
use crate::store::StoreError;
use crate::view::desk::counted::Counted;
use crate::view::desk::filters::Filters;
use crate::view::desk::index::Desk;
use crate::view::desk::network::LinkedBy;
use crate::view::desk::parts::{AmountLine, EntityRef};
use crate::view::heaviest::heaviest;

/// The flow of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct Flows {
    /// Donors in column 0, pooled funds between in 1, receivers in 2.
    pub nodes: Vec<FlowNode>,
    /// Who pays whom.
    pub links: Vec<FlowLink>,
    /// The same as a table.
    pub matrix: Matrix,
}

/// Somebody in the flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct FlowNode {
    /// Who.
    #[serde(flatten)]
    pub who: FlowEnd,
    /// Its column.
    pub column: u8,
}

/// What stands at an end of a flow.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum FlowEnd {
    /// An entity.
    Entity(EntityRef),
    /// All others of the column, or the activities that stories report.
    Rest {
        /// In words.
        label: String,
    },
}

/// Who pays whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct FlowLink {
    /// Place among the nodes.
    pub source: usize,
    /// Place among the nodes.
    pub target: usize,
    /// Stories that say so.
    pub documents: usize,
    /// Sums that they tie to it.
    pub amounts: Vec<AmountLine>,
}

/// A table of counts of stories.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct Matrix {
    /// Who.
    pub rows: Vec<EntityRef>,
    /// With, to or where.
    pub columns: Vec<EntityRef>,
    /// A list a row, a count a column.
    pub cells: Vec<Vec<usize>>,
}

/// What the columns of the table of donors are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FlowColumns {
    /// Who is paid for.
    #[default]
    Receiver,
    /// The countries of the datelines of the stories that say so.
    Country,
}

impl std::str::FromStr for FlowColumns {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "receiver" => Ok(Self::Receiver),
            "country" => Ok(Self::Country),
            _ => Err(format!("{text:?} makes no columns (receiver, country)")),
        }
    }
}

type Cells = BTreeMap<(EntityId, EntityId), BTreeSet<DocumentId>>;

/// Nodes and links while they are gathered.
#[derive(Default)]
struct Drawing {
    nodes: Vec<FlowNode>,
    places: BTreeMap<(u8, FlowEnd), usize>,
    links: BTreeMap<(usize, usize), (BTreeSet<DocumentId>, BTreeSet<AmountLine>)>,
}

impl Drawing {
    fn place(&mut self, column: u8, who: FlowEnd) -> usize {
        *self.places.entry((column, who.clone())).or_insert_with(|| {
            self.nodes.push(FlowNode { who, column });
            self.nodes.len() - 1
        })
    }
}

impl Desk {
    /// Who pays for what, of the `top` donors and receivers.
    #[must_use]
    pub fn flows(&self, columns: FlowColumns, filters: &Filters, top: usize) -> Flows {
        let gifts = self.gifts(filters);
        let donors = largest(&gifts, top, |claim| Some(&claim.subject));
        let receivers = largest(&gifts, top, |claim| claim.object.entity());
        let mut drawing = Drawing::default();
        for Counted { claim, evidence, .. } in &gifts {
            let is_fund = |id: &EntityId| self.class(id) == Some(Class::Donor);
            let from_fund = is_fund(&claim.subject);
            let source = match donors.contains(&claim.subject) {
                true => drawing.place(u8::from(from_fund), self.end(&claim.subject)),
                false => drawing.place(0, rest("other donors")),
            };
            let target = match &claim.object {
                Object::Event(_) => drawing.place(2, rest("activities that stories report")),
                Object::Entity(id) if is_fund(id) && !from_fund => drawing.place(1, self.end(id)),
                Object::Entity(id) if receivers.contains(id) => drawing.place(2, self.end(id)),
                Object::Entity(_) => drawing.place(2, rest("others")),
            };
            let (documents, amounts) = drawing.links.entry((source, target)).or_default();
            documents.extend(evidence.iter().map(|e| e.document.clone()));
            amounts.extend(evidence.iter().filter_map(|e| e.amount.as_ref()).map(AmountLine::from));
        }
        let link = |((source, target), (documents, amounts)): (
            (usize, usize),
            (BTreeSet<_>, BTreeSet<_>),
        )| {
            let (documents, amounts) = (documents.len(), amounts.into_iter().collect());
            FlowLink { source, target, documents, amounts }
        };
        let matrix = self.gift_matrix(&gifts, columns, top);
        let Drawing { nodes, links, .. } = drawing;
        Flows { nodes, links: links.into_iter().map(link).collect(), matrix }
    }

    /// Who does something to whom, or is named with whom, among the `top` of each side.
    ///
    /// # Errors
    /// When the stories have to be counted anew and cannot be read.
    pub fn matrix(
        &self,
        of: LinkedBy,
        filters: &Filters,
        top: usize,
    ) -> Result<Matrix, StoreError> {
        if of == LinkedBy::Claims {
            let mut cells = Cells::new();
            let claims = self.corpus().claims.iter();
            for Counted { claim, evidence, .. } in self.counted(claims, filters) {
                let Object::Entity(object) = &claim.object else { continue };
                let documents = || evidence.iter().map(|e| e.document.clone());
                let (a, b) = (claim.subject.clone(), object.clone());
                cells.entry((a.clone(), b.clone())).or_default().extend(documents());
                if claim.predicate.is_symmetric() {
                    cells.entry((b, a)).or_default().extend(documents());
                }
            }
            return Ok(self.table(cells.into_iter().map(|(k, d)| (k, d.len())).collect(), top));
        }
        let ties = self.ties(Window::Sentence, filters)?;
        let both_ways = ties.iter().filter(|t| t.documents >= filters.min as u64).flat_map(|t| {
            let documents = usize::try_from(t.documents).unwrap_or(usize::MAX);
            [((t.a.clone(), t.b.clone()), documents), ((t.b.clone(), t.a.clone()), documents)]
        });
        Ok(self.table(both_ways.collect(), top))
    }

    /// The claims that say who funds what.
    pub(super) fn gifts(&self, filters: &Filters) -> Vec<Counted<'_>> {
        let predicates = vec![Predicate::Funds];
        let filters = Filters { predicates, ..filters.clone() };
        self.counted(self.corpus().claims.iter(), &filters)
    }

    fn class(&self, id: &EntityId) -> Option<Class> {
        self.facts(id).map(|facts| facts.entity.class)
    }

    fn end(&self, id: &EntityId) -> FlowEnd {
        FlowEnd::Entity(self.entity_ref(id))
    }

    fn gift_matrix(&self, gifts: &[Counted<'_>], columns: FlowColumns, top: usize) -> Matrix {
        let mut cells = Cells::new();
        for Counted { claim, evidence, .. } in gifts {
            for one in evidence {
                let countries = self.document(&one.document).map(|d| d.countries.as_slice());
                let at: &[EntityId] = match (columns, &claim.object) {
                    (FlowColumns::Country, _) => countries.unwrap_or_default(),
                    (FlowColumns::Receiver, Object::Entity(id)) => std::slice::from_ref(id),
                    (FlowColumns::Receiver, Object::Event(_)) => &[],
                };
                for column in at {
                    let cell = cells.entry((claim.subject.clone(), column.clone())).or_default();
                    cell.insert(one.document.clone());
                }
            }
        }
        self.table(cells.into_iter().map(|(ends, d)| (ends, d.len())).collect(), top)
    }

    fn table(&self, cells: BTreeMap<(EntityId, EntityId), usize>, top: usize) -> Matrix {
        let rows = heaviest(cells.iter().map(|((row, _), n)| (row, *n)), top);
        let columns = heaviest(cells.iter().map(|((_, column), n)| (column, *n)), top);
        let cell = |row: &EntityId, column: &EntityId| {
            cells.get(&(row.clone(), column.clone())).copied().unwrap_or(0)
        };
        let line = |row: &&EntityId| columns.iter().map(|column| cell(row, column)).collect();
        Matrix {
            cells: rows.iter().map(line).collect(),
            rows: rows.iter().map(|id| self.entity_ref(id)).collect(),
            columns: columns.iter().map(|id| self.entity_ref(id)).collect(),
        }
    }
}

fn rest(label: &str) -> FlowEnd {
    FlowEnd::Rest { label: label.to_owned() }
}

/// The ends with most sentences.
fn largest<'a>(
    gifts: &[Counted<'a>],
    top: usize,
    key: impl Fn(&'a Claim) -> Option<&'a EntityId>,
) -> BTreeSet<&'a EntityId> {
    let counts = gifts.iter().filter_map(|gift| Some((key(gift.claim)?, gift.evidence.len())));
    heaviest(counts, top).into_iter().collect()
}
