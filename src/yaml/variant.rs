//! Enums: a word that names a variant, or a map whose one key does and whose value is what the variant holds.

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, EnumAccess, IntoDeserializer, VariantAccess, Visitor};

use super::decode::Decoder;
use super::failure::Failure;
use super::node::Entry;

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

/// The one key of a map, which names a variant, and its value, which is what the variant holds.
pub(super) struct OneKey<'a> {
    pub(super) decoder: Decoder<'a>,
    pub(super) entry: &'a Entry,
}

impl<'de> EnumAccess<'de> for OneKey<'_> {
    type Error = Failure;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Failure> {
        let word: StrDeserializer<'_, Failure> = (*self.entry.key).into_deserializer();
        let variant = seed.deserialize(word).map_err(|failure| failure.at(self.entry.key_span))?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for OneKey<'_> {
    type Error = Failure;

    fn unit_variant(self) -> Result<(), Failure> {
        Err(de::Error::custom("expected a word without a value"))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Failure> {
        self.decoder.value_of(self.entry, seed)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Failure> {
        Err(de::Error::custom("expected a value"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Failure> {
        Err(de::Error::custom("expected a value"))
    }
}
