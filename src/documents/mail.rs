//! Mails: one, or many in one file.
//!
//! In: the bytes of a file. Out: a document for each mail, and what is attached to them. Never: what a mail quotes of the one
//! it answers, or a signature.
//!
//! # Rules
//!
//! 1. The subject is the title, without marks of answers; the sender is the publisher, the day of sending that of publication.
//! 2. Quoted lines and the line that introduces them are left out, and all behind the mark of an original message or the head
//!    of one, unless the mail passes it on: then it is the story.
//! 3. What stands behind `-- ` or a long rule at the end is a signature or a footer.

use std::borrow::Cow;

use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};
use serde_json::{Map, Value};

use crate::documents::fields::PUBLISHED;
use crate::documents::html;
use crate::documents::record::Record;

/// Marks before a subject that say no more than that the mail answers one or passes it on, in lower case.
const ANSWERS: [&str; 7] = ["re", "aw", "sv", "antw", "fwd", "fw", "wg"];
/// Those of mails that pass one on.
const PASSED_ON: [&str; 3] = ["fwd:", "fw:", "wg:"];
/// The fields above a message that programs quote without marks, in their languages, in lower case.
const QUOTED_HEAD: [&str; 20] = [
    "from", "sent", "date", "to", "cc", "subject", "von", "gesendet", "datum", "an", "betreff",
    "de", "envoyé", "à", "objet", "para", "enviado", "asunto", "fecha", "assunto",
];
/// So many of them make a head.
const LEAST_QUOTED_HEAD: usize = 3;
/// A signature has no more lines than this.
const LONGEST_SIGNATURE: usize = 12;
/// A text that is so short beside the page that comes with it only says that there is one, in bytes.
const SHORT: usize = 300;
/// How many times as long as such a text the page's words are.
const FULLER: usize = 3;

/// What a mail holds.
pub(super) struct Mail {
    /// Its fields and its text, if it has one, with its line in the file.
    pub(super) record: Record,
    /// What is attached: names and bytes.
    pub(super) attached: Vec<(String, Vec<u8>)>,
}

impl Mail {
    /// Whether the sender has written something.
    pub(super) fn has_text(&self) -> bool {
        self.record.1.contains_key("text")
    }

    /// Who has sent it.
    pub(super) fn sender(&self) -> Option<String> {
        self.record.1.get("publisher").and_then(Value::as_str).map(str::to_owned)
    }
}

/// The mails of a file with many, each with the line on which it starts.
pub(super) fn split(bytes: &[u8]) -> Vec<(usize, Cow<'_, [u8]>)> {
    let mut starts = Vec::new();
    let (mut at, mut line, mut is_free) = (0, 1, true);
    for text in bytes.split_inclusive(|byte| *byte == b'\n') {
        if is_free && text.starts_with(b"From ") && is_field(&bytes[at + text.len()..]) {
            starts.push((at, at + text.len(), line + 1));
        }
        is_free = text.trim_ascii().is_empty();
        at += text.len();
        line += 1;
    }
    let ends = starts.iter().skip(1).map(|start| start.0).chain([bytes.len()]);
    let mails =
        starts.iter().zip(ends).map(|(start, end)| (start.2, unquoted(&bytes[start.1..end])));
    mails.collect()
}

/// Whether a line is a field of a head.
fn is_field(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let key = line.split(|byte| *byte == b':').next().unwrap_or_default();
    key.len() < line.len() && !key.is_empty() && key.iter().all(|b| b.is_ascii_graphic())
}

/// Lines that start with `From ` have a `>` before them in such a file.
fn unquoted(mail: &[u8]) -> Cow<'_, [u8]> {
    let is_quoted = |line: &[u8]| {
        let inner = line.iter().position(|byte| *byte != b'>').unwrap_or_default();
        inner > 0 && line[inner..].starts_with(b"From ")
    };
    if !mail.split(|byte| *byte == b'\n').any(is_quoted) {
        return Cow::Borrowed(mail);
    }
    let lines = mail.split_inclusive(|byte| *byte == b'\n');
    let lines = lines.map(|line| if is_quoted(line) { &line[1..] } else { line });
    Cow::Owned(lines.collect::<Vec<_>>().concat())
}

/// A mail; `None` where the bytes are none.
pub(super) fn read(bytes: &[u8], line: usize) -> Option<Mail> {
    let message = MessageParser::default().parse(bytes)?;
    if message.headers().is_empty() {
        return None;
    }
    let mut record = Map::new();
    let mut put = |key: &str, value: Option<String>| {
        let value = value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        record.extend(value.map(|value| (key.to_owned(), Value::String(value))));
    };
    let subject = message.subject().unwrap_or_default();
    let is_passed_on = PASSED_ON.iter().any(|mark| subject.to_lowercase().starts_with(mark));
    put("title", Some(without_marks(subject).to_owned()));
    put("text", Some(own_words(&body(&message), is_passed_on)));
    let day = message.date().filter(|date| date.is_valid());
    put(PUBLISHED, day.map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)));
    let from = message.from().and_then(Address::first);
    let address = from.and_then(|from| from.address.as_deref());
    let name = from.and_then(|from| from.name.as_deref());
    put("publisher", name.or(address).map(str::to_owned));
    put("from", address.map(str::to_owned));
    put("message_id", message.message_id().map(str::to_owned));
    Some(Mail { record: (line, record), attached: attached(&message) })
}

/// A subject without the marks of answers.
fn without_marks(subject: &str) -> &str {
    let mut rest = subject.trim();
    while let Some((mark, after)) = rest.split_once(':') {
        if !ANSWERS.contains(&mark.trim().to_lowercase().as_str()) {
            break;
        }
        rest = after.trim_start();
    }
    rest
}

/// The text of a mail; of a page only where there is no text, or one that only points to the page.
fn body(message: &Message<'_>) -> String {
    let mut text = String::new();
    let mut page = String::new();
    for part in message.text_bodies() {
        match &part.body {
            PartType::Text(words) => push(&mut text, words),
            PartType::Html(words) => push(&mut text, &html::without_tags(words)),
            _ => {}
        }
    }
    for part in message.html_bodies() {
        if let PartType::Html(words) = &part.body {
            push(&mut page, &html::without_tags(words));
        }
    }
    let is_fuller = text.len() < SHORT && page.len() > text.len() * FULLER;
    if is_fuller { page } else { text }
}

fn push(out: &mut String, part: &str) {
    if !out.is_empty() {
        out.push_str("\n\n");
    }
    out.push_str(part);
}

/// Rules 2 and 3: what the sender has written.
fn own_words(text: &str, is_passed_on: bool) -> String {
    let mut lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    if !is_passed_on && let Some(at) = original(&lines) {
        lines.truncate(at);
    }
    lines.truncate(signature(&lines));
    let is_quoted = |line: &str| line.starts_with('>');
    let mut own: Vec<&str> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if is_passed_on {
            own.push(line.trim_start_matches(['>', ' ']));
            continue;
        }
        if is_quoted(line) {
            let is_first = at == 0 || !is_quoted(lines[at - 1]);
            if is_first {
                drop_opener(&mut own);
                // What stands before and behind are two paragraphs.
                own.push("");
            }
            continue;
        }
        own.push(line);
    }
    own.join("\n").trim_end().to_owned()
}

/// Drops the line that introduces a quotation, such as `On 4 March, A wrote:`, which may have been wrapped.
fn drop_opener(own: &mut Vec<&str>) {
    let drop_blank = |own: &mut Vec<&str>| {
        while own.last().is_some_and(|line| line.is_empty()) {
            own.pop();
        }
    };
    drop_blank(own);
    let has_digit = |line: &str| line.contains(|c: char| c.is_ascii_digit());
    let Some(last) = own.last().filter(|line| line.ends_with(':')) else { return };
    // Of a wrapped one the first line has the date.
    let before = own.len().checked_sub(2).and_then(|at| own.get(at));
    let is_wrapped = !has_digit(last)
        && before.is_some_and(|line| has_digit(line) && !line.ends_with(['.', '!', '?', ':']));
    if is_wrapped || has_digit(last) || last.contains('@') {
        own.truncate(own.len() - if is_wrapped { 2 } else { 1 });
        drop_blank(own);
    }
}

/// Where the message that is answered starts: at a mark such as `-----Original Message-----`, or at its head.
fn original(lines: &[&str]) -> Option<usize> {
    let is_mark = |line: &str| {
        line.starts_with("-----") && line.ends_with("-----") && line.contains(char::is_alphabetic)
    };
    let key = |line: &str| line.split_once(':').map(|(key, _)| key.trim().to_lowercase());
    let is_known = |line: &&&str| key(line).is_some_and(|key| QUOTED_HEAD.contains(&key.as_str()));
    let is_head =
        |at: usize| lines[at..].iter().take(8).take_while(is_known).count() >= LEAST_QUOTED_HEAD;
    (1..lines.len()).find(|&at| is_mark(lines[at]) || is_head(at))
}

/// Where the signature or the footer of a list starts.
fn signature(lines: &[&str]) -> usize {
    let is_short = |at: usize| {
        let words = lines[at + 1..].iter().filter(|line| !line.is_empty());
        words.take(LONGEST_SIGNATURE + 1).count() <= LONGEST_SIGNATURE
    };
    let is_mark = |line: &str| line == "--" || line.len() >= 20 && line.bytes().all(|b| b == b'_');
    let found = (0..lines.len()).find(|&at| is_mark(lines[at]) && is_short(at));
    found.unwrap_or(lines.len())
}

/// The bytes of a mail in a mail: its parts count from where the outer one starts, unless it was packed.
fn whole(message: &Message<'_>) -> Vec<u8> {
    let root = message.root_part();
    let range = root.offset_header as usize..root.offset_end as usize;
    message.raw_message.get(range).unwrap_or_default().to_vec()
}

/// The files that come with a mail, and the mails inside it.
fn attached(message: &Message<'_>) -> Vec<(String, Vec<u8>)> {
    let mut attached = Vec::new();
    for (at, part) in message.attachments().enumerate() {
        let inner = match &part.body {
            PartType::Message(inner) => whole(inner),
            _ => part.contents().to_vec(),
        };
        let ending = if part.is_message() { ".eml" } else { "" };
        let name = part.attachment_name().map(str::trim).filter(|name| !name.is_empty());
        let name = name.map_or_else(|| format!("attachment {}{ending}", at + 1), str::to_owned);
        attached.push((name.replace(['/', '\\'], "_"), inner));
    }
    attached
}

#[cfg(test)]
mod tests {
    use super::{own_words, read, split, without_marks};

    const MAIL: &str = "Return-Path: <a@example.org>\r\nFrom: \"Press Office\" <press@example.org>\r\nSubject: =?utf-8?q?Re=3A_The_f=C3=A9te?=\r\n\
        Date: Wed, 4 Mar 2020 23:30:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
        --b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe f=E9te was paid.\r\n-- \r\nA\r\n\
        --b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=\"t.csv\"\r\nContent-Transfer-Encoding: base64\r\n\r\ndGV4dApBCg==\r\n--b--\r\n";

    #[test]
    fn a_mail() {
        let mail = read(MAIL.as_bytes(), 3).unwrap();
        let fields = serde_json::to_string(&mail.record).unwrap();
        assert_eq!(
            fields,
            r#"[3,{"title":"The féte","text":"The féte was paid.","date_published":"2020-03-04","publisher":"Press Office","from":"press@example.org"}]"#
        );
        assert_eq!(mail.attached, [("t.csv".to_owned(), b"text\nA\n".to_vec())]);
    }

    #[test]
    fn many_in_one_file() {
        let file = "From a Thu Jan 1\nSubject: A\n\nOne.\n>From two.\n\nFrom here to there.\n\nFrom b Thu Jan 1\nSubject: B\n\nTwo.\n";
        let mails = split(file.as_bytes());
        let shown: Vec<_> =
            mails.iter().map(|(line, mail)| (*line, String::from_utf8_lossy(mail))).collect();
        assert_eq!(
            shown,
            [
                (2, "Subject: A\n\nOne.\nFrom two.\n\nFrom here to there.\n\n".into()),
                (10, "Subject: B\n\nTwo.\n".into())
            ]
        );
    }

    #[test]
    fn what_is_quoted_is_left_out() {
        for (text, is_passed_on, expected) in [
            (
                "They met.\n\nOn 4 March 2020, A wrote:\n> They will.\n> So.\n\nB",
                false,
                "They met.\n\n\nB",
            ),
            (
                "They met.\nOn 4 March 2020 at 10:00, A B\n<a@e.org> wrote:\n\n> They will.",
                false,
                "They met.",
            ),
            ("They met.\n\n-----Original Message-----\nFrom: A\n\nThey will.", false, "They met."),
            (
                "They met.\n\nFrom: A <a@e.org>\nSent: 4 March\nTo: B\nSubject: C\n\nThey will.",
                false,
                "They met.",
            ),
            (
                "See below.\n\n---------- Forwarded message ---------\n> They met.",
                true,
                "See below.\n\n---------- Forwarded message ---------\nThey met.",
            ),
            ("They met.\n-- \nA\nB", false, "They met."),
            ("They met.\n____________________\nlist", false, "They met."),
            ("The list:\n> quoted", false, "The list:"),
        ] {
            assert_eq!(own_words(text, is_passed_on), expected, "{text}");
        }
        assert_eq!(without_marks("RE: Fwd: A: b"), "A: b");
    }

    proptest::proptest! {
        #[test]
        fn cut_and_broken_mails_do_no_harm(at in 0..MAIL.len(), byte in 0..=255u8, end in 0..MAIL.len()) {
            let mut mail = MAIL.as_bytes().to_vec();
            mail[at] = byte;
            let _ = read(&mail, 1);
            let _ = read(&mail[..end], 1);
            let _ = split(&mail[..end]);
        }
    }
}
