//! YAML files: decoded, or taken from the memo, and taken over into the guide.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::{Declared, RawTree};
use crate::diagnostic::{Code, Diagnostics};
use crate::memo::Memo;
use crate::sources::{FileId, SourceFile, Sources, Span};
use crate::yaml::{self, Kind, Node};

/// A YAML file as far as it can be used, and what is wrong with it.
#[derive(Debug)]
pub struct ParsedYaml<T> {
    file: FileId,
    value: Option<Arc<T>>,
    node: Option<Arc<Node>>,
    diagnostics: Diagnostics,
}

/// Whether a guide can do without a file.
#[derive(Clone, Copy)]
pub(super) enum Need {
    Required,
    Optional,
}

/// Reads files, each on its own.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) sources: &'a Sources,
    pub(super) memo: &'a Memo,
}

impl Reader<'_> {
    /// Reads a file of `content/`; nothing where there is none.
    pub(super) fn find<T>(self, name: &str, need: Need) -> Option<Arc<ParsedYaml<T>>>
    where
        T: DeserializeOwned + Send + Sync + 'static,
    {
        let (id, source) = self.sources.find(&format!("content/{name}"))?;
        Some(self.read(id, source, need))
    }

    /// Reads a file.
    pub(super) fn read<T>(self, id: FileId, source: &SourceFile, need: Need) -> Arc<ParsedYaml<T>>
    where
        T: DeserializeOwned + Send + Sync + 'static,
    {
        self.memo.yaml(id, source).unwrap_or_else(|| Arc::new(decode(id, source, need)))
    }
}

fn decode<T: DeserializeOwned>(id: FileId, source: &SourceFile, need: Need) -> ParsedYaml<T> {
    let mut diagnostics = Diagnostics::new();
    let node = yaml::parse(id, &source.text, 0, &mut diagnostics);
    let value = match &node {
        Some(node) if matches!(node.kind, Kind::Null) => {
            empty(id, need, &mut diagnostics);
            None
        }
        Some(node) => yaml::decode(node, &mut diagnostics),
        None => None,
    };
    ParsedYaml { file: id, value: value.map(Arc::new), node: node.map(Arc::new), diagnostics }
}

/// Takes over what was read, file after file.
pub(super) struct Taker<'a> {
    pub(super) sources: &'a Sources,
    pub(super) memo: &'a mut Memo,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// The ids of the lists that were asked for.
    pub(super) declared: Declared,
    pub(super) trees: Vec<RawTree>,
}

impl Taker<'_> {
    /// Takes a file over that was looked for, with the ids of some of its lists.
    pub(super) fn take<T: Send + Sync + 'static>(
        &mut self,
        name: &str,
        found: Option<Arc<ParsedYaml<T>>>,
        need: Need,
        lists: &[&'static str],
    ) -> Option<Arc<T>> {
        if let Some(read) = found {
            return self.take_read(read, lists);
        }
        let path = format!("content/{name}");
        if self.sources.is_unread(&path) {
            self.declared.collect(lists, None, false);
        } else if matches!(need, Need::Required) {
            self.diagnostics
                .error(Code::MissingFile, path.as_str(), format!("the guide has no `{path}`"))
                .help("every guide has guide.yaml and ui.yaml in its content folder");
        }
        None
    }

    /// Takes a file over, with the ids of some of its lists.
    pub(super) fn take_read<T: Send + Sync + 'static>(
        &mut self,
        read: Arc<ParsedYaml<T>>,
        lists: &[&'static str],
    ) -> Option<Arc<T>> {
        self.declared.collect(lists, read.node.as_deref(), read.value.is_some());
        let node = read.node.clone();
        self.trees.extend(node.map(|node| RawTree { file: read.file, node }));
        self.diagnostics.append(read.diagnostics.clone());
        let value = read.value.clone();
        self.memo.keep_yaml(read.file, self.sources.file(read.file), read);
        value
    }
}

fn empty(file: FileId, need: Need, diagnostics: &mut Diagnostics) {
    diagnostics.error(Code::EmptyFile, Span::new(file, 0..0), "this file is empty").help(
        match need {
            Need::Required => "every guide needs it: write it, or take it from another guide",
            Need::Optional => "delete it if the guide does not need it",
        },
    );
}
