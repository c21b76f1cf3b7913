//! A table of a vocabulary as a Rust value.
//!
//! In: TOML values with their places. Out: what serde makes of them, or what is wrong and where. Never: a rule about what a table
//! may say.
//!
//! The deserializer of `toml` has serde write the code that reads a table four times, for tables, lists, dates and places; the
//! word lists have hundreds of keys, and reading them was a twentieth of what the compiler had to do. Here a table is a table.

use std::fmt::{self, Display};
use std::ops::Range;

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Expected, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, Visitor,
};
use serde::{Deserializer, forward_to_deserialize_any};
use toml::Spanned;
use toml::de::{DeString, DeValue};

/// What a value says.
///
/// # Errors
/// Where it says anything else.
pub(super) fn typed<T: DeserializeOwned>(value: Spanned<DeValue<'_>>) -> Result<T, Fault> {
    T::deserialize(Written(value))
}

/// What is wrong, and the bytes where it stands.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) span: Option<Range<usize>>,
}

impl Fault {
    /// The same, in these bytes unless it is known more closely.
    fn at(self, span: Range<usize>) -> Self {
        Self { span: self.span.or(Some(span)), ..self }
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: Display>(message: T) -> Self {
        Self { message: message.to_string(), span: None }
    }
}

type Value<'i> = Spanned<DeValue<'i>>;

struct Written<'i>(Value<'i>);

/// A whole number, if it is not too large.
fn integer(value: &DeValue<'_>) -> Option<i64> {
    let number = value.as_integer()?;
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

fn float(value: &DeValue<'_>) -> Option<f64> {
    value.as_float()?.as_str().parse().ok()
}

/// Says what stands there in place of what is expected.
fn misplaced(value: &DeValue<'_>, expected: &dyn Expected) -> Fault {
    let found = match value {
        DeValue::String(text) => Unexpected::Str(text),
        DeValue::Integer(number) => match integer(value) {
            Some(number) => Unexpected::Signed(number),
            None => Unexpected::Other(number.as_str()),
        },
        DeValue::Float(number) => match float(value) {
            Some(number) => Unexpected::Float(number),
            None => Unexpected::Other(number.as_str()),
        },
        DeValue::Boolean(is) => Unexpected::Bool(*is),
        DeValue::Array(_) => Unexpected::Seq,
        // A date is no text, and there is no list of dates.
        DeValue::Table(_) | DeValue::Datetime(_) => Unexpected::Map,
    };
    de::Error::invalid_type(found, expected)
}

impl<'i> Written<'i> {
    /// Text, numbers and truth.
    fn simple<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let span = self.0.span();
        let value = self.0.get_ref();
        let read = match value {
            DeValue::String(text) => visitor.visit_str(text),
            DeValue::Boolean(is) => visitor.visit_bool(*is),
            _ => match (integer(value), float(value)) {
                (Some(number), _) => visitor.visit_i64(number),
                (_, Some(number)) => visitor.visit_f64(number),
                _ => Err(misplaced(value, &visitor)),
            },
        };
        read.map_err(|fault| fault.at(span))
    }

    fn list<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let span = self.0.span();
        let read = match self.0.into_inner() {
            DeValue::Array(values) => visitor.visit_seq(List(values.into_iter())),
            other => Err(misplaced(&other, &visitor)),
        };
        read.map_err(|fault| fault.at(span))
    }

    fn table<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let span = self.0.span();
        let read = match self.0.into_inner() {
            DeValue::Table(table) => {
                visitor.visit_map(Table { keys: table.into_iter(), value: None })
            }
            other => Err(misplaced(&other, &visitor)),
        };
        read.map_err(|fault| fault.at(span))
    }
}

impl<'de> Deserializer<'de> for Written<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0.get_ref() {
            DeValue::Array(_) => self.list(visitor),
            DeValue::Table(_) => self.table(visitor),
            _ => self.simple(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.simple(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.simple(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.simple(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.list(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.table(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.table(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let span = self.0.span();
        visitor.visit_newtype_struct(self).map_err(|fault| fault.at(span))
    }

    /// One of several words.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let read = match self.0.get_ref() {
            DeValue::String(word) => {
                let word: StrDeserializer<'_, Fault> = word.as_ref().into_deserializer();
                visitor.visit_enum(word)
            }
            other => Err(misplaced(other, &"a string")),
        };
        read.map_err(|fault| fault.at(self.0.span()))
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct
        identifier ignored_any
    }
}

struct List<I>(I);

impl<'de, 'i, I: Iterator<Item = Value<'i>>> SeqAccess<'de> for List<I> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        self.0.next().map(|value| seed.deserialize(Written(value))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.size_hint().0)
    }
}

struct Table<'i, I> {
    keys: I,
    /// That of the key which was read last.
    value: Option<Value<'i>>,
}

impl<'de, 'i, I: Iterator<Item = (Spanned<DeString<'i>>, Value<'i>)>> MapAccess<'de>
    for Table<'i, I>
{
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        let Some((key, value)) = self.keys.next() else { return Ok(None) };
        self.value = Some(value);
        let word: StrDeserializer<'_, Fault> = key.get_ref().as_ref().into_deserializer();
        seed.deserialize(word).map(Some).map_err(|fault| fault.at(key.span()))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        match self.value.take() {
            Some(value) => seed.deserialize(Written(value)),
            None => Err(de::Error::custom("a value is asked for without its key")),
        }
    }
}
