//! Text and documents in XML.
//!
//! In: any text, and elements as `quick-xml` writes them. Out: text that may stand in an element or between double quotes,
//! and documents, two blanks a level. Never: a character that XML 1.0 has no way to write; such a one becomes U+FFFD.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::name::QName;

/// A document under way.
pub(in crate::view) type Document<'a> = Writer<&'a mut dyn Write>;

/// Writes a document: its root, the attributes of it, and what stands inside.
pub(in crate::view) fn document<'a>(
    out: &'a mut dyn Write,
    root: &str,
    attributes: &[(&str, &str)],
    content: impl FnOnce(&mut Document<'a>) -> io::Result<()>,
) -> io::Result<()> {
    let mut document = Writer::new_with_indent(out, b' ', 2);
    document.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = document.create_element(root).with_attributes(attributes.iter().copied());
    root.write_inner_content(content)?;
    writeln!(document.get_mut())
}

/// An attribute with any text as its value.
pub(in crate::view) fn attribute<'a>(name: &'a str, value: &str) -> Attribute<'a> {
    Attribute { key: QName(name.as_bytes()), value: escape(value).into_bytes().into() }
}

/// Any text as the content of an element.
pub(in crate::view) fn text(text: &str) -> BytesText<'static> {
    BytesText::from_escaped(escape(text))
}

/// Escapes a text; white space becomes blanks, for attributes keep no other, and an apostrophe stays readable.
pub(in crate::view) fn escape(text: &str) -> String {
    let writable = |c| match c {
        '\t' | '\n' | '\r' => ' ',
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        other => other,
    };
    let text: String = text.chars().map(writable).collect();
    partial_escape(text).replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::Reader;

    use super::*;

    fn one_element(value: &str) -> String {
        let mut out = Vec::new();
        document(&mut out, "a", &[("xmlns", "http://b.org/")], |xml| {
            xml.create_element("b").with_attribute(attribute("c", value)).write_empty()?;
            xml.create_element("d").write_text_content(text(value))?;
            Ok(())
        })
        .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_document_stands_line_by_line() {
        assert_eq!(
            one_element("\"Q\" & <t>'s\\\tend\u{1}"),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a xmlns=\"http://b.org/\">\n  \
             <b c=\"&quot;Q&quot; &amp; &lt;t&gt;'s\\ end\u{fffd}\"/>\n  \
             <d>&quot;Q&quot; &amp; &lt;t&gt;'s\\ end\u{fffd}</d>\n</a>\n"
        );
    }

    proptest! {
        /// But for white space and for what XML cannot write, a reader sees what was written.
        #[test]
        fn any_text_is_read_back(value: String) {
            let document = one_element(&value);
            let mut reader = Reader::from_str(&document);
            let mut seen = Vec::new();
            loop {
                match reader.read_event().unwrap() {
                    Event::Empty(element) => {
                        let value = element.try_get_attribute("c").unwrap().unwrap();
                        seen.push(value.unescape_value().unwrap().into_owned());
                    }
                    Event::Text(text) if !text.trim_ascii().is_empty() || seen.len() == 1 => {
                        seen.push(text.unescape().unwrap().into_owned());
                    }
                    Event::Eof => break,
                    _ => {}
                }
            }
            let writable = |c: char| if c.is_whitespace() && c.is_ascii() { ' ' } else { c };
            let expected: String = value.chars().map(writable).collect();
            prop_assert_eq!(&seen[0], &expected);
        }
    }
}
