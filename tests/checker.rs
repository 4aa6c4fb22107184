//! The checker as the pages have it.

mod built;
pub(crate) mod cases;
pub(crate) mod table;
mod wasm;
