//! Stories and questions for tests.
//!
//! In: nothing. Out: three stories, and questions in few words. Never: outside tests.

use crate::base::sample::{Sample, story};
use crate::base::{Predicate, Status, Story};
use crate::view::explain::Question;

/// Three stories: a grant, its denial in a month, and two names side by side.
pub(super) fn corpus() -> Vec<Story> {
    vec![
        story(
            Sample::new("grant")
                .date("2020-10-05")
                .paragraph(&["[Germany=deu]\n  gave the [UNODC=unodc] [~unodc]-[CCP=ccp] money."])
                .says("deu", Predicate::Funds, "ccp")
                .amount("EUR", "5300000")
                .paragraph(&["[UNODC=unodc] thanked [Germany=deu]."])
                .says("unodc", Predicate::Organizes, "@story"),
        ),
        story(
            Sample::new("denial")
                .date("2020-10")
                .paragraph(&["[Germany=deu] will not fund [CCP=ccp]."])
                .says("deu", Predicate::Funds, "ccp")
                .status(Status::Negated)
                .says("ccp", Predicate::Supports, "deu"),
        ),
        story(Sample::new("side").paragraph(&["[CCP=ccp] wrote to [Germany=deu]."])),
    ]
}

pub(super) fn question(a: &str, predicate: Option<Predicate>, b: Option<&str>) -> Question {
    Question { predicate, b: b.map(Into::into), ..Question::about(a.into()) }
}
