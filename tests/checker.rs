//! The checker as the pages have it.

mod built;
pub(crate) mod cases;
mod table;
mod wasm;
