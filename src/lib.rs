//! annai turns a folder of structured YAML and a little Markdown into a guide for remote support sessions.
//!
//! A build goes through these stages, each a module, in this order:
//!
//! 1. [`load`] reads the guide folder into [`Sources`](sources::Sources).
//! 2. [`parse`] decodes each file on its own into a [`RawGuide`](parse::RawGuide).
//! 3. [`resolve`] looks up every name and gives a [`Guide`](guide::Guide) in which nothing dangles.
//! 4. [`redact`] leaves out what an edition may not show: [`EditionGuide`](guide::EditionGuide).
//! 5. [`localize`] chooses a language: [`Projection`](localize::Projection).
//! 6. [`render`] makes [views](view), and from them and the [`theme`] the files of a [`Site`](site::Site).
//! 7. [`check`] looks at the finished site.
//! 8. [`emit`] writes it; [`serve`] shows it without writing, and again whenever [`watch`] sees a change.
//!
//! A stage knows the types before it and never a stage after it. It takes everything it needs as arguments and returns
//! its result with its [`Diagnostics`](diagnostic::Diagnostics); it does not print, and input cannot make it panic.
//! `docs/ARCHITECTURE.md` has the map and the invariants.

// In reading order: what the stages pass on, then the stages, then what holds them together.
pub mod diagnostic;
pub mod sources;
pub mod load;
pub mod yaml;
pub mod markup;
pub mod highlight;
pub mod parse;
pub mod texts;
pub mod compare;
pub mod translations;
pub mod ages;
pub mod guide;
pub mod resolve;
pub mod redact;
pub mod localize;
pub mod view;
pub mod theme;
pub mod render;
pub mod site;
pub mod check;
pub mod external;
pub mod emit;
pub mod starter;
pub mod memo;
pub mod build;
pub mod watch;
pub mod serve;
pub mod schema;
pub mod cli;
