//! Why something could not be read.
//!
//! In: nothing. Out: errors that name the file and the cure. Never: what is wrong inside a text, which is a warning.

use crate::base::Warning;

/// Why something could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// A path leads nowhere.
    #[error("{name}: no such file or folder; check the spelling, or the folder you are in")]
    Missing {
        /// The path as the user gave it.
        name: String,
    },
    /// The system does not hand the bytes over.
    #[error("{name}: cannot be read; check that it is a file and that you may read it")]
    Io {
        /// The file as the user named it.
        name: String,
        /// What the system says.
        #[source]
        error: std::io::Error,
    },
    /// The bytes are not text.
    #[error(
        "{name}: holds NUL bytes, so it is no text consort can read; convert it to UTF-8 text \
         (a PDF: pdftotext, UTF-16 without a mark: iconv -f UTF-16LE -t UTF-8)"
    )]
    Binary {
        /// The file as the user named it.
        name: String,
    },
    /// The bytes are something that consort does not read, or they are damaged.
    #[error("{name}: {message}")]
    Refused {
        /// The file as the user named it.
        name: String,
        /// What it is, and the cure.
        message: String,
    },
}

impl ReadError {
    /// A file that is refused, with what it is and the cure: `is a picture; recognise it with OCR`.
    pub(super) fn refused(name: &str, message: impl Into<String>) -> Self {
        Self::Refused { name: name.to_owned(), message: message.into() }
    }

    /// The same as a warning about the file `name`.
    #[must_use]
    pub fn warning(&self, name: &str) -> Warning {
        let message = self.to_string();
        let message = message.strip_prefix(&format!("{name}: ")).unwrap_or(&message).to_owned();
        Warning { place: name.to_owned(), message }
    }
}
