//! Words of a template that name no body of a country.
//!
//! In: the names of a text, a template's words among them. Out: what those words mean instead. Never: a change to a name.

use crate::base::Class;
use crate::dictionary::SmallWord;
use crate::extract::beside::Surroundings;
use crate::extract::names::Link;
use crate::extract::scan::TemplateUse;

/// What the words of a template at name `i` mean where they name no body of a country: nothing, or the agency of which a post
/// behind its office speaks.
pub(super) fn not_national(
    around: &Surroundings<'_, '_>,
    i: usize,
    used: &TemplateUse,
) -> Option<Link> {
    if is_regional(around, i) || names_no_body(around, i) {
        return Some(Link::Nothing);
    }
    has_post(around, i, used)
}

/// `UNODC Regional Office for Central Asia` belongs to no country.
fn is_regional(around: &Surroundings<'_, '_>, i: usize) -> bool {
    let end = around.names[i].end;
    let region = around.starting_at(around.reading.after_article(end + 1)).is_some_and(
        |n| matches!(&around.names[n].link, Link::Entity(e) if e.class == Class::Region),
    );
    around.reading.is(end, SmallWord::PURPOSE) && region
}

/// `Border Police Conference`, `Audit Office Act`: the words behind a body make an event, a law or a place of it.
fn names_no_body(around: &Surroundings<'_, '_>, i: usize) -> bool {
    let others = &around.reading.lexicon.heads.others;
    let (mut end, mut last) = (around.names[i].end, None);
    while is_capital_behind(around, end) && around.starting_at(end).is_none() {
        last = Some(around.reading.word(end));
        end += 1;
    }
    last.is_some_and(|word| others.contains(word))
}

/// Whether a capital follows after a space alone.
fn is_capital_behind(around: &Surroundings<'_, '_>, token: usize) -> bool {
    let reading = around.reading;
    let (text, spans) = (&reading.document.text, &reading.tokens.spans);
    let spaced = |gap: &str| !gap.is_empty() && gap.chars().all(char::is_whitespace);
    spans.get(token).is_some_and(|span| {
        text[span.range()].starts_with(char::is_uppercase)
            && spaced(&text[spans[token - 1].end..span.start])
            && reading.sentence(token) == reading.sentence(token - 1)
    })
}

/// The agency of which a post behind its office speaks: `USAID Mission Director`.
fn has_post(around: &Surroundings<'_, '_>, i: usize, used: &TemplateUse) -> Option<Link> {
    let (reading, end) = (around.reading, around.names[i].end);
    let lexicon = reading.lexicon;
    let is_post = end < reading.tokens.len()
        && reading.written(end).starts_with(char::is_uppercase)
        && lexicon.heads.titles.contains(reading.word(end));
    let value = &lexicon.values[*used.values.first()?];
    let parent = lexicon.templates[used.template].template.parent.as_ref()?;
    let agency = lexicon.get(&value.id).filter(|_| is_post && parent.contains('{'))?;
    Some(Link::Entity(agency.entity.clone()))
}
