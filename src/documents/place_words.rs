//! The words that tell a place from prose in a dateline.
//!
//! In: nothing. Out: tables, one entry a case met in the press. Never: lists of countries or cities, which the vocabulary has.

/// Names that hold an "and", as the words on its two sides: no place is cut there.
pub(super) const NAMES_WITH_AND: [(&str, &str); 20] = [
    ("Bosnia", "Herzegovina"),
    ("Bosnia", "Hercegovina"),
    ("Trinidad", "Tobago"),
    ("Antigua", "Barbuda"),
    ("Kitts", "Nevis"),
    ("Vincent", "the"),
    ("Tome", "Principe"),
    ("Tomé", "Príncipe"),
    ("Turks", "Caicos"),
    ("Wallis", "Futuna"),
    ("Pierre", "Miquelon"),
    ("Heard", "McDonald"),
    ("Svalbard", "Jan"),
    ("Britain", "Northern"),
    ("Newfoundland", "Labrador"),
    ("Jammu", "Kashmir"),
    ("Andaman", "Nicobar"),
    ("Dumfries", "Galloway"),
    ("Tyne", "Wear"),
    ("Ascension", "Tristan"),
];

/// Words without a capital that may stand inside the name of a place.
pub(super) const PLACE_WORDS: [&str; 69] = [
    "of", "the", "and", "under", "in", "on", "near", "upon", "at", "de", "la", "le", "les", "du",
    "des", "del", "di", "da", "do", "dos", "e", "y", "el", "al", "am", "an", "der", "den",
    "border", "crossing", "airport", "region", "es", "as", "ar", "ash", "ad", "ed", "et", "en",
    "au", "aux", "sur", "sous", "lez", "lès", "los", "las", "das", "della", "delle", "dei",
    "degli", "nel", "na", "nad", "pod", "pri", "kod", "bei", "vor", "im", "zu", "ob", "van", "von",
    "ter", "op", "aan",
];

/// Words that say a meeting had no place or was joined from afar.
pub(super) const ONLINE_WORDS: [&str; 11] = [
    "online",
    "virtual",
    "virtually",
    "hybrid",
    "remote",
    "remotely",
    "webinar",
    "videoconference",
    "teleconference",
    "Zoom",
    "Webex",
];

/// Words that go with [`ONLINE_WORDS`] and name no place.
pub(super) const ONLINE_COMPANY: [&str; 19] = [
    "event",
    "format",
    "meeting",
    "training",
    "session",
    "sessions",
    "conference",
    "mode",
    "via",
    "by",
    "in",
    "person",
    "held",
    "platform",
    "site",
    "on",
    "onsite",
    "the",
    "and",
];

/// Words with a capital that open prose or another line of a head, not a place.
pub(super) const PROSE_OPENERS: [&str; 40] = [
    "In",
    "On",
    "At",
    "By",
    "From",
    "Since",
    "During",
    "Until",
    "After",
    "Before",
    "As",
    "Between",
    "For",
    "Following",
    "Within",
    "This",
    "That",
    "These",
    "It",
    "We",
    "He",
    "She",
    "They",
    "A",
    "Press",
    "PRESS",
    "Media",
    "MEDIA",
    "News",
    "NEWS",
    "Statement",
    "STATEMENT",
    "Source",
    "SOURCE",
    "Contact",
    "CONTACT",
    "Photo",
    "PHOTO",
    "Title",
    "TITLE",
];
