//! The checker as the pages have it.

mod built;
mod wasm;
