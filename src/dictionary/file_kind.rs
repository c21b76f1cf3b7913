//! What a vocabulary file holds, by its name.
//!
//! In: a [`VocabFile`]. Out: its kind. Never: a look into its text.

use std::path::Path;

use crate::base::Class;
use crate::dictionary::files::VocabFile;

/// What a file holds, by the first part of its name.
#[derive(Clone, Copy)]
pub(super) enum FileKind {
    Entries(Class),
    Templates,
    Grammar,
    Heads,
    Money,
    Relations,
    Sentences,
    Frames,
    /// The program has them built in; a checkout holds them beside the entries.
    Registries,
}

impl VocabFile {
    /// Whether it tells how a language is read rather than what is named: without such files nothing can be read at all.
    #[must_use]
    pub fn is_language(&self) -> bool {
        use FileKind::{Frames, Grammar, Heads, Money, Relations, Sentences, Templates};
        matches!(
            FileKind::of(self),
            Some(Templates | Grammar | Heads | Money | Relations | Sentences | Frames)
        )
    }

    /// Whether it holds entries, and nothing else.
    pub(super) fn has_entries(&self) -> bool {
        matches!(FileKind::of(self), Some(FileKind::Entries(_)))
    }

    /// Whether it lists small words.
    pub(super) fn is_grammar(&self) -> bool {
        matches!(FileKind::of(self), Some(FileKind::Grammar))
    }
}

impl FileKind {
    /// The kind of a file, if its name says one.
    pub(super) fn of(file: &VocabFile) -> Option<Self> {
        Some(match Self::word(file) {
            "organisations" | "organizations" => FileKind::Entries(Class::Organisation),
            "countries" => FileKind::Entries(Class::Country),
            "programmes" | "programs" => FileKind::Entries(Class::Programme),
            "funds" => FileKind::Entries(Class::Donor),
            "instruments" => FileKind::Entries(Class::Instrument),
            "regions" => FileKind::Entries(Class::Region),
            "templates" => FileKind::Templates,
            "grammar" => FileKind::Grammar,
            "heads" => FileKind::Heads,
            "money" => FileKind::Money,
            "relations" => FileKind::Relations,
            "sentences" => FileKind::Sentences,
            "frames" => FileKind::Frames,
            "registries" => FileKind::Registries,
            _ => return None,
        })
    }

    /// The first part of the name of a file, which says its kind.
    pub(super) fn word(file: &VocabFile) -> &str {
        let stem = Path::new(&file.name).file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        stem.split('-').next().unwrap_or_default()
    }
}
