//! YAML text to typed values, with the position of every value.
//!
//! In: the text of one file. Out: a tree of [`Node`]s, and from it any type that derives `Deserialize`. This is the only
//! module that knows a YAML library.
//!
//! Two steps instead of one, because a plain deserializer stops at the first mistake and an author wants them all: the
//! text becomes a tree whose nodes know where they stand, and [`decode()`] walks the tree with serde. An unknown key is
//! reported and passed over; a bad element of an [`Items`] list or [`Entries`] map is reported and left out; everything
//! else goes on.

mod decode;
mod error;
mod failure;
mod keep;
mod node;
mod syntax;
mod variant;

pub use decode::decode;
pub use keep::{Entries, Items, Spanned};
pub use node::{Entry, Kind, Node};
pub use syntax::parse;
