//! Facts to the machine they are of.
