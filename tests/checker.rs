//! The checker as the pages have it.

pub(crate) mod cases;
