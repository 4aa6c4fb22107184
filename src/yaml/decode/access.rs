//! What serde asks for one after the other: the elements of a list, the keys of a map, the parts of a value with its
//! place.

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};

use super::{Decoder, Failure, Report};
use crate::diagnostic::Code;
use crate::yaml::{Entry, Kind, Node};

/// File, start, end and the value itself, as [`Spanned`] asks for them.
pub(super) struct SpannedParts<'a> {
    pub(super) decoder: Decoder<'a>,
    pub(super) next: u8,
}

impl<'de> SeqAccess<'de> for SpannedParts<'_> {
    type Error = Failure;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Failure> {
        let span = self.decoder.node.head();
        self.next += 1;
        match self.next {
            1 => seed.deserialize(span.file.index().into_deserializer()),
            2 => seed.deserialize(span.start.into_deserializer()),
            3 => seed.deserialize(span.end.into_deserializer()),
            _ => seed.deserialize(self.decoder),
        }
        .map(Some)
    }
}

pub(super) struct ListItems<'a> {
    pub(super) decoder: Decoder<'a>,
    pub(super) items: std::slice::Iter<'a, Node>,
}

impl<'de> SeqAccess<'de> for ListItems<'_> {
    type Error = Failure;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Failure> {
        let Some(node) = self.items.next() else { return Ok(None) };
        let decoder = Decoder { node, ..self.decoder };
        seed.deserialize(decoder).map(Some).map_err(|failure| decoder.report(failure))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

pub(super) struct MapEntries<'a> {
    pub(super) decoder: Decoder<'a>,
    pub(super) entries: std::vec::IntoIter<&'a Entry>,
    /// The one whose key was read and whose value was not.
    pub(super) entry: Option<&'a Entry>,
}

impl<'de> MapAccess<'de> for MapEntries<'_> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Failure> {
        let Some(entry) = self.entries.next() else { return Ok(None) };
        self.entry = Some(entry);
        let kind = Kind::Scalar { text: entry.key.clone(), quoted: true };
        let node = Node { span: entry.key_span, kind };
        let decoder = Decoder { node: &node, reports: self.decoder.reports };
        seed.deserialize(decoder).map(Some).map_err(|failure| decoder.report(failure))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Failure> {
        let Some(entry) = self.entry.take() else { return Err(Failure::Reported) };
        let decoder = Decoder { node: &entry.value, ..self.decoder };
        seed.deserialize(decoder).map_err(|failure| match (&entry.value.kind, failure) {
            (Kind::Null, Failure::New(_)) => decoder.report(no_value(entry)),
            (_, failure) => decoder.report(failure),
        })
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len())
    }
}

/// A key with nothing behind it, where something has to be.
fn no_value(entry: &Entry) -> Failure {
    if !entry.has_colon {
        return Failure::New(Box::new(Report::no_key(entry)));
    }
    let message = format!("the key `{}` has no value", entry.key);
    let help = "write its value after the colon, or remove the key".to_owned();
    Failure::new(Code::InvalidValue, message, Some(help)).at(entry.key_span)
}

/// A word that names a variant of an enum without data.
pub(super) struct Word<'a>(pub(super) &'a str);

impl<'de, 'a> EnumAccess<'de> for Word<'a> {
    type Error = Failure;
    type Variant = UnitOnly;

    fn variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<(T::Value, UnitOnly), Failure> {
        let word: StrDeserializer<'a, Failure> = self.0.into_deserializer();
        Ok((seed.deserialize(word)?, UnitOnly))
    }
}

pub(super) struct UnitOnly;

impl<'de> VariantAccess<'de> for UnitOnly {
    type Error = Failure;

    fn unit_variant(self) -> Result<(), Failure> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Failure> {
        Err(de::Error::custom("expected a single word"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Failure> {
        Err(de::Error::custom("expected a single word"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Failure> {
        Err(de::Error::custom("expected a single word"))
    }
}
