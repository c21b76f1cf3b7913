//! Stories for tests, written with the mentions marked in the text.
//!
//! In: `"[UNODC=unodc] met [~wco]"` (`~`: nested). Out: a [`Story`]. Never: outside tests.

use std::sync::Arc;

use crate::base::{
    Amount, Argument, Assertion, Class, Document, Entity, EntityId, Extraction, Mention,
    MoneyShare, Origin, Paragraph, ParagraphKind, Predicate, Sentence, Source, Span, Status, Story,
    Tie, Via, Window,
};

/// A story under construction.
pub(crate) struct Sample(Story);

impl Sample {
    pub(crate) fn new(id: &str) -> Self {
        let document = Document {
            id: id.into(),
            title: format!("Story {id}"),
            text: String::new(),
            title_span: Span::default(),
            paragraphs: vec![],
            dateline: None,
            date_start: None,
            date_end: None,
            given: Default::default(),
            copy_of: None,
            source: Source { file: "stories.txt".to_owned(), line: 1, ..Default::default() },
            extra: Default::default(),
        };
        Self(Story { document, extraction: Extraction::default() })
    }

    pub(crate) fn date(mut self, date: &str) -> Self {
        self.0.document.date_start = date.parse().ok();
        self.0.document.date_end = self.0.document.date_start;
        self
    }

    pub(crate) fn paragraph(mut self, sentences: &[&str]) -> Self {
        let Story { document, extraction } = &mut self.0;
        if !document.text.is_empty() {
            document.text.push_str("\n\n");
        }
        let first = document.text.len();
        for (i, marked) in sentences.iter().enumerate() {
            if i > 0 {
                document.text.push(' ');
            }
            let start = document.text.len();
            let sentence = extraction.sentences.len();
            for (j, piece) in marked.split(['[', ']']).enumerate() {
                if j % 2 == 0 {
                    document.text.push_str(piece);
                    continue;
                }
                let nested = piece.starts_with('~');
                let piece = piece.trim_start_matches('~');
                let (surface, id) = piece.split_once('=').unwrap_or((piece, piece));
                let at = document.text.len();
                document.text.push_str(surface);
                let span = Span::new(at, document.text.len());
                let entity = entity(id);
                extraction.mentions.push(Mention {
                    span,
                    sentence,
                    entity,
                    via: Via::Name,
                    nested,
                });
            }
            let span = Span::new(start, document.text.len());
            extraction.sentences.push(Sentence { span, paragraph: document.paragraphs.len() });
        }
        let span = Span::new(first, document.text.len());
        document.paragraphs.push(Paragraph { span, kind: ParagraphKind::Text });
        self
    }

    /// A relation read from the last sentence; the object `@story` is the activity.
    pub(crate) fn says(mut self, subject: &str, predicate: Predicate, object: &str) -> Self {
        let extraction = &mut self.0.extraction;
        let sentence = extraction.sentences.len() - 1;
        let evidence = extraction.sentences[sentence].span;
        extraction.assertions.push(Assertion {
            predicate,
            subject: entity(subject),
            object: object.parse::<Argument<EntityId>>().unwrap().map(|id| entity(&id)),
            status: Status::Asserted,
            rule: "rule".into(),
            evidence,
            sentence,
            trigger: evidence,
            amount: None,
            ended: false,
            decided: None,
        });
        self
    }

    /// Changes the status of the last relation.
    pub(crate) fn status(mut self, status: Status) -> Self {
        if let Some(last) = self.0.extraction.assertions.last_mut() {
            last.status = status;
        }
        self
    }

    /// Gives the last relation a sum of money.
    pub(crate) fn amount(mut self, currency: &str, value: &str) -> Self {
        if let Some(last) = self.0.extraction.assertions.last_mut() {
            let (currency, value) = (currency.to_owned(), value.to_owned());
            let (share, stage) = (MoneyShare::Own, None);
            last.amount =
                Some(Amount { currency, value, max: None, share, stage, span: last.evidence });
        }
        self
    }
}

/// A tie of which nothing but its count is known.
pub(crate) fn tie(a: &str, b: &str, count: u64) -> Tie {
    Tie {
        a: a.into(),
        b: b.into(),
        window: Window::Sentence,
        count,
        documents: 0,
        distinct_sentences: 0,
        sources: 0,
        first: None,
        last: None,
        association_strength: 0.0,
        npmi: 0.0,
        log_likelihood: 0.0,
        p_value: 0.0,
        q_value: 0.0,
        jaccard: 0.0,
        cosine: 0.0,
        disparity: 0.0,
        chance: None,
    }
}

/// The finished story.
pub(crate) fn story(sample: Sample) -> Story {
    sample.0
}

fn entity(id: &str) -> Arc<Entity> {
    let class = match id {
        "deu" | "alb" => Class::Country,
        "ccp" => Class::Programme,
        "mptf" => Class::Donor,
        _ => Class::Organisation,
    };
    Arc::new(Entity {
        id: id.into(),
        label: id.to_uppercase(),
        class,
        country: None,
        parent: None,
        origin: Origin::Listed,
    })
}
