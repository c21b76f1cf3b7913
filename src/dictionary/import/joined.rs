//! Rows on one body as one entry.
//!
//! In: an entry, what a file says of it once more. Out: one entry with both. Never: a value of one row in place of another's in
//! silence.

use crate::cut::fold_name;
use crate::dictionary::draft::Drafts;
use crate::dictionary::entry::Entry;
use crate::dictionary::import::given::{Given, of};

/// Puts what is said once more of a body of the file to what was said before.
pub(super) fn join(at: usize, given: Given, out: &mut Drafts) {
    let Given { entry: more, what, .. } = given;
    let entry = &mut out.drafts[at].entry;
    let mut lost = Vec::new();
    let single = [
        ("formal", &mut entry.formal, more.formal),
        ("type", &mut entry.kind, more.kind),
        ("parent", &mut entry.parent, more.parent),
        ("country", &mut entry.country, more.country),
        ("since", &mut entry.since, more.since),
        ("until", &mut entry.until, more.until),
        ("replaced_by", &mut entry.replaced_by, more.replaced_by),
        ("note", &mut entry.note, more.note),
    ];
    for (key, known, new) in single {
        match (known.as_ref(), new) {
            (None, new) => *known = new,
            (Some(known), Some(new)) if *known != new => lost.push(format!("{key} {new:?}")),
            _ => {}
        }
    }
    let maps = [("labels", &mut entry.labels, more.labels), ("ids", &mut entry.ids, more.ids)];
    for (key, known, new) in maps {
        for (part, value) in new {
            let kept = known.entry(part.clone()).or_insert_with(|| value.clone());
            if *kept != value {
                lost.push(format!("{key} {part}={value}"));
            }
        }
    }
    if more.name != entry.name {
        entry.names.push(more.name);
    }
    entry.names.extend(more.names);
    entry.abbr.extend(more.abbr);
    entry.patterns.extend(more.patterns);
    let lists = [
        (&mut entry.demonym, more.demonym),
        (&mut entry.capital, more.capital),
        (&mut entry.part_of, more.part_of),
        (&mut entry.implementers, more.implementers),
        (&mut entry.funds, more.funds),
        (&mut entry.same_as, more.same_as),
        (&mut entry.see_also, more.see_also),
    ];
    for (known, new) in lists {
        let new: Vec<String> = new.into_iter().filter(|value| !known.contains(value)).collect();
        known.extend(new);
    }
    tidy(entry);
    for lost in lost {
        out.leave_out(of(lost, &what), "the entry has another value already");
    }
    out.note(what, "the file has it more than once; its rows are one entry");
}

/// Leaves each name once: what differs in case, spaces or accents alone is found already.
pub(super) fn tidy(entry: &mut Entry) {
    let mut seen = vec![fold_name(&entry.name)];
    entry.names.retain(|name| {
        let folded = fold_name(name);
        let is_new = !seen.contains(&folded);
        seen.push(folded);
        is_new
    });
    let mut seen = vec![entry.name.clone()];
    entry.abbr.retain(|abbr| {
        let is_new = !seen.contains(abbr);
        seen.push(abbr.clone());
        is_new
    });
}
