//! The parameters of an address of the API, read and checked.
//!
//! In: pairs of names and values. Out: filters, pages, ids. Never: a parameter that is passed over: one that an address does not
//! have is an error, like one that has no meaning.

use std::fmt::Display;
use std::str::FromStr;

use crate::base::{Class, EntityId, PartialDate, Predicate, Status};
use crate::merge::Scope;
use crate::view::desk::{Filters, Page};
use crate::web::form::pairs;
use crate::web::problem::Problem;

/// Most rows of one answer.
pub(super) const MOST_ROWS: usize = 1000;

/// Which stories count.
#[cfg(test)]
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes what `Given::filters` reads")]
pub(super) struct InScope {
    /// Id of a country of the dateline
    country: Option<Vec<String>>,
    /// ISO 8601 day, month or year, inclusive
    from: Option<String>,
    /// ISO 8601 day, month or year, inclusive
    to: Option<String>,
}

/// Which links count.
#[cfg(test)]
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes what `Given::filters` reads")]
pub(super) struct Linked {
    /// Classes of both ends
    class: Option<Vec<Class>>,
    /// The least number of stories behind a link
    min: Option<usize>,
}

/// How firmly it is stated.
#[cfg(test)]
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes what `Given::filters` reads")]
pub(super) struct Firm {
    /// asserted (by default), planned, hedged, negated, rejected or any
    status: Option<Vec<String>>,
}

/// What is stated.
#[cfg(test)]
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes what `Given::filters` reads")]
pub(super) struct Stated {
    /// What is stated
    predicate: Option<Vec<Predicate>>,
}

/// Which part of a list.
#[cfg(test)]
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes what `Given::page` reads")]
pub(super) struct Paged {
    /// How many rows
    #[param(maximum = 1000)]
    limit: Option<usize>,
    /// After how many rows
    offset: Option<usize>,
}

/// The pairs of an address.
pub(super) struct Given(Vec<(String, String)>);

impl Given {
    /// Reads what stands after the question mark.
    pub(super) fn read(query: Option<&str>) -> Result<Self, Problem> {
        let read = pairs(query.unwrap_or_default().as_bytes());
        read.map(Self).ok_or_else(|| Problem::bad("the address is not UTF-8"))
    }

    /// Refuses what the address does not have; `open` begins the names that anybody may choose.
    pub(super) fn only(&self, known: &[String], open: Option<&str>) -> Result<(), Problem> {
        let is_open = |name: &str| open.is_some_and(|open| name.starts_with(open));
        match self.0.iter().find(|(name, _)| !known.contains(name) && !is_open(name)) {
            None => Ok(()),
            Some((name, _)) if known.is_empty() => {
                Err(Problem::bad(format!("{name:?} is no parameter here; there are none")))
            }
            Some((name, _)) => {
                Err(Problem::bad(format!("{name:?} is no parameter here ({})", known.join(", "))))
            }
        }
    }

    /// All values of a parameter.
    pub(super) fn all<T: FromStr<Err: Display>>(&self, name: &str) -> Result<Vec<T>, Problem> {
        let wrong = |e: T::Err| Problem::bad(format!("{name}: {e}"));
        // A form sends a field that is not filled in too.
        let values = self.0.iter().filter(|(n, value)| n == name && !value.is_empty());
        values.map(|(_, value)| value.parse().map_err(wrong)).collect()
    }

    /// The one value of a parameter.
    pub(super) fn one<T: FromStr<Err: Display>>(&self, name: &str) -> Result<Option<T>, Problem> {
        let mut values = self.all(name)?;
        if values.len() > 1 {
            return Err(Problem::bad(format!(
                "{name} stands there {} times; send one",
                values.len()
            )));
        }
        Ok(values.pop())
    }

    /// The one value of a parameter that has to be there.
    pub(super) fn needed<T: FromStr<Err: Display>>(&self, name: &str) -> Result<T, Problem> {
        self.one(name)?.ok_or_else(|| Problem::bad(format!("there is no parameter {name:?}")))
    }

    /// The parameters whose names begin so, without that beginning.
    pub(super) fn beginning_with(&self, start: &str) -> Vec<(String, String)> {
        let named = self.0.iter().filter_map(|(n, v)| Some((n.strip_prefix(start)?, v)));
        named.map(|(name, value)| (name.to_owned(), value.clone())).collect()
    }

    /// A number up to a bound.
    pub(super) fn number(&self, name: &str, default: usize, most: usize) -> Result<usize, Problem> {
        let number = self.one::<usize>(name)?.unwrap_or(default);
        if number > most {
            return Err(Problem::bad(format!("{name} is at most {most}")));
        }
        Ok(number)
    }

    /// `limit` and `offset`.
    pub(super) fn page(&self, limit: usize) -> Result<Page, Problem> {
        let limit = self.number("limit", limit, MOST_ROWS)?;
        Ok(Page { limit, offset: self.number("offset", 0, usize::MAX / 2)? })
    }

    /// What counts.
    pub(super) fn filters(&self) -> Result<Filters, Problem> {
        let scope = Scope {
            since: self.one::<PartialDate>("from")?,
            until: self.one::<PartialDate>("to")?,
            countries: self.all::<EntityId>("country")?,
        };
        if scope.is_empty() {
            return Err(Problem::bad("no story lies between: \"from\" is later than \"to\""));
        }
        let statuses = self.all::<StatusName>("status")?;
        let any = statuses.contains(&StatusName::Any);
        let named = statuses.iter().filter_map(|s| s.status()).collect::<Vec<_>>();
        Ok(Filters {
            classes: self.all::<Class>("class")?,
            predicates: self.all::<Predicate>("predicate")?,
            statuses: match (any, named.is_empty()) {
                (true, _) => Some(Vec::new()),
                (false, true) => None,
                (false, false) => Some(named),
            },
            exclude: Vec::new(),
            scope,
            sources: Vec::new(),
            min: self.number("min", 0, usize::MAX / 2)?,
        })
    }
}

/// A status, or any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StatusName {
    Any,
    One(Status),
}

impl StatusName {
    fn status(self) -> Option<Status> {
        match self {
            StatusName::Any => None,
            StatusName::One(status) => Some(status),
        }
    }
}

impl FromStr for StatusName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "any" {
            return Ok(Self::Any);
        }
        text.parse().map(Self::One).map_err(|e: String| e.replace("rejected)", "rejected, any)"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(query: &str) -> Given {
        Given::read(Some(query)).unwrap()
    }

    #[test]
    fn filters_are_read_and_what_is_wrong_is_named() {
        let filters =
            given("class=Donor&class=country&predicate=funds&from=2020-03&min=2").filters();
        let filters = filters.unwrap();
        assert_eq!(filters.classes, [Class::Donor, Class::Country]);
        assert_eq!((filters.predicates.as_slice(), filters.min), (&[Predicate::Funds][..], 2));
        assert_eq!(given("status=").filters().unwrap().statuses, None);
        assert_eq!(given("status=any").filters().unwrap().statuses, Some(vec![]));
        let planned = given("status=planned").filters().unwrap().statuses;
        assert_eq!(planned, Some(vec![Status::Planned]));
        for (query, says) in [
            ("class=bank", "class: "),
            ("from=yesterday", "from: "),
            ("from=2021&to=2020", "no story lies between"),
            ("from=2021&from=2020", "from stands there 2 times"),
            ("status=sure", "rejected, any)"),
            ("min=-1", "min: "),
        ] {
            let problem = given(query).filters().unwrap_err();
            assert!(problem.says.contains(says), "{query}: {}", problem.says);
        }
        assert!(given("limit=1001").page(10).is_err());
    }

    #[test]
    fn an_unknown_parameter_is_an_error() {
        let known = ["from".to_owned()];
        assert!(given("from=2020").only(&known, None).is_ok());
        assert!(given("set-org=osce").only(&known, Some("set-")).is_ok());
        let says = given("form=2020").only(&known, None).unwrap_err().says;
        assert_eq!(says, "\"form\" is no parameter here (from)");
    }
}
