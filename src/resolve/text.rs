//! Texts: every language there, every reference found.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::names::Names;
use super::pages::PageIndex;
use crate::diagnostic::{Code, Diagnostics};
use crate::guide::{
    Anchor, AssetPath, Directive, Label, LabelId, Level, Locale, Localized, Markup, PageId,
    PlatformId, Reference, Target, ValueId,
};
use crate::markup::{Ast, RawReference, RawReferenceKind};
use crate::parse::markdown::{self, Extent, Origin};
use crate::parse::raw::{self, Text};
use crate::sources::{Sources, Span};

/// What the texts of a guide are looked up in.
pub(super) struct Texts<'a> {
    pub(super) sources: &'a Sources,
    pub(super) locales: &'a [Locale],
    pub(super) names: &'a Names,
    pub(super) labels: &'a Labels,
    pub(super) pages: &'a PageIndex,
}

/// The words on screens.
#[derive(Debug, Default)]
pub(super) struct Labels {
    pub(super) words: BTreeMap<LabelId, Label>,
    pub(super) also: Vec<Option<Arc<str>>>,
    /// False when the file could not be read, so that nothing can be said to be missing.
    pub(super) complete: bool,
}

impl Texts<'_> {
    /// A text that is there in every language of the guide.
    ///
    /// `place` is underlined if the value has no language at all.
    pub(super) fn localized(
        &self,
        raw: &raw::Localized,
        place: Option<Span>,
        extent: Extent,
        d: &mut Diagnostics,
    ) -> Option<Localized<Markup>> {
        let texts = in_every_language(self.locales, raw, place, d)?;
        let markups: Vec<Option<Markup>> =
            texts.iter().map(|text| self.markup(text, extent, d)).collect();
        markups.into_iter().collect::<Option<Vec<_>>>().map(Localized::new)
    }

    /// A text that may be left out.
    pub(super) fn optional(
        &self,
        raw: Option<&raw::Localized>,
        extent: Extent,
        d: &mut Diagnostics,
    ) -> Option<Localized<Markup>> {
        raw.and_then(|raw| self.localized(raw, None, extent, d))
    }

    /// One text in one language.
    pub(super) fn markup(
        &self,
        text: &Text,
        extent: Extent,
        d: &mut Diagnostics,
    ) -> Option<Markup> {
        let origin = Origin { span: text.span, source: self.sources.text(text.span) };
        let ast = markdown::parse(text, origin, extent, d);
        if super::is_blank(&ast) {
            d.error(Code::EmptyText, text.span, "this text is empty")
                .help("write the text, or remove the key");
            return None;
        }
        self.references(&Arc::new(ast), None, d)
    }

    /// A text whose references are looked up; `here` is the page that `#anchor` alone means.
    pub(super) fn references(
        &self,
        ast: &Arc<Ast>,
        here: Option<&PageId>,
        d: &mut Diagnostics,
    ) -> Option<Markup> {
        let found: Vec<Option<Reference>> =
            ast.references.iter().map(|reference| self.reference(reference, here, d)).collect();
        let references = found.into_iter().collect::<Option<Vec<_>>>()?.into();
        Some(Markup { ast: Arc::clone(ast), references })
    }

    fn reference(
        &self,
        raw: &RawReference,
        here: Option<&PageId>,
        d: &mut Diagnostics,
    ) -> Option<Reference> {
        match &raw.kind {
            RawReferenceKind::Label(id) => self.label(id, raw.span, d).map(Reference::Label),
            RawReferenceKind::Value(id) => {
                let known = self.names.values.check_at(id, raw.span, d);
                known.then(|| Reference::Value(ValueId::new(&**id)))
            }
            RawReferenceKind::Url(url) => Some(Reference::Url((**url).into())),
            RawReferenceKind::Page(address) => {
                self.target(address, here, raw.span, d).map(Reference::Link)
            }
            RawReferenceKind::Image(path) => self.image(path, raw.span, d).map(Reference::Image),
            RawReferenceKind::Directive { name, arguments } => {
                self.directive(name, arguments, raw.span, d).map(Reference::Directive)
            }
        }
    }

    fn label(&self, written: &str, span: Span, d: &mut Diagnostics) -> Option<LabelId> {
        let id = written
            .split_once('.')
            .map(|(product, label)| LabelId { product: product.into(), label: label.into() });
        if let Some(id) =
            id.filter(|id| !self.labels.complete || self.labels.words.contains_key(id))
        {
            return Some(id);
        }
        let known: Vec<String> =
            self.labels.words.keys().map(|id| format!("{}.{}", id.product, id.label)).collect();
        d.error(Code::UnknownLabel, span, format!("there is no label `{written}`"))
            .label("not in content/labels.yaml")
            .suggest(written, known.iter().map(String::as_str));
        None
    }

    fn target(
        &self,
        address: &str,
        here: Option<&PageId>,
        span: Span,
        d: &mut Diagnostics,
    ) -> Option<Target> {
        let (name, anchor) = match address.split_once('#') {
            Some((name, anchor)) => (name, Some(anchor)),
            None => (address, None),
        };
        let found = match (name, here) {
            ("", Some(here)) => self.pages.get(&here.to_string()),
            _ => self.pages.get(name),
        };
        let Some(page) = found else {
            let diagnostic = d.error(Code::UnknownPage, span, format!("there is no page `{name}`"));
            if name.is_empty() {
                diagnostic
                    .help("this text stands on several pages: name the page, `page-id#anchor`");
            } else if let Some(better) = self.pages.same_page(name) {
                diagnostic.help(format!("a link names the page, not its file: `{better}`"));
            } else {
                diagnostic.suggest(name, self.pages.names());
            }
            return None;
        };
        let anchor = match anchor {
            None => None,
            Some(anchor) if page.anchors.contains(anchor) => Some(Anchor::new(anchor)),
            Some(anchor) => {
                d.error(
                    Code::UnknownAnchor,
                    span,
                    format!("the page `{}` has no place `{anchor}`", page.id),
                )
                .suggest(anchor, page.anchors.iter().map(String::as_str));
                return None;
            }
        };
        Some(Target { page: page.id.clone(), anchor })
    }

    fn image(&self, path: &str, span: Span, d: &mut Diagnostics) -> Option<AssetPath> {
        let assets: BTreeSet<&str> =
            self.sources.assets().iter().map(|asset| &*asset.path).collect();
        if assets.contains(path) {
            return Some(AssetPath::new(path));
        }
        d.error(Code::UnknownImage, span, format!("there is no picture `{path}`"))
            .label("not in static/")
            .suggest(path, assets);
        None
    }

    fn directive(
        &self,
        name: &str,
        arguments: &[(Box<str>, Box<str>)],
        span: Span,
        d: &mut Diagnostics,
    ) -> Option<Directive> {
        let allowed: &[&str] = match name {
            "matrix" => &[],
            "requirements" => &["level"],
            "steps" => &["platform"],
            _ => {
                d.error(Code::UnknownDirective, span, format!("there is no directive `::{name}`"))
                    .suggest(name, ["matrix", "requirements", "steps"]);
                return None;
            }
        };
        if let Some((key, _)) = arguments.iter().find(|(key, _)| !allowed.contains(&&**key)) {
            d.error(Code::UnknownDirective, span, format!("`::{name}` takes no `{key}`"))
                .suggest(key, allowed.iter().copied());
            return None;
        }
        let argument = arguments.first().map(|(_, value)| &**value);
        match (name, argument) {
            ("matrix", _) if self.pages.get("access").is_none() => {
                d.error(
                    Code::UnknownDirective,
                    span,
                    "this guide has no access matrix to place here",
                )
                .help("write content/access.yaml");
                None
            }
            ("matrix", _) => Some(Directive::Matrix),
            ("requirements", None) => Some(Directive::Requirements(None)),
            ("requirements", Some("required")) => {
                Some(Directive::Requirements(Some(Level::Required)))
            }
            ("requirements", Some("recommended")) => {
                Some(Directive::Requirements(Some(Level::Recommended)))
            }
            ("requirements", Some("optional")) => {
                Some(Directive::Requirements(Some(Level::Optional)))
            }
            ("requirements", Some(other)) => {
                d.error(
                    Code::UnknownDirective,
                    span,
                    format!("`{other}` is not a level of requirements"),
                )
                .suggest(other, ["required", "recommended", "optional"]);
                None
            }
            (_, Some(platform)) => {
                let known = self.names.platforms.check_at(platform, span, d);
                known.then(|| Directive::Steps(PlatformId::new(platform)))
            }
            (_, None) => {
                d.error(Code::UnknownDirective, span, "`::steps` does not say of which platform")
                    .help(
                        "write `::steps{platform=webex}` with the name of a file of content/join/",
                    );
                None
            }
        }
    }
}

/// The texts of a value in the guide's order of languages; reports those that are missing or of no language.
pub(super) fn in_every_language<'a>(
    locales: &[Locale],
    raw: &'a raw::Localized,
    place: Option<Span>,
    d: &mut Diagnostics,
) -> Option<Vec<&'a Text>> {
    if let Some((tag, _)) =
        raw.iter().find(|(tag, _)| locales.iter().all(|locale| *locale.tag != *tag.value))
    {
        d.error(
            Code::UnknownLocale,
            tag.span,
            format!("`{}` is not a language of this guide", tag.value),
        )
        .suggest(tag, locales.iter().map(|locale| &*locale.tag));
        return None;
    }
    let place = raw.first().map(|(tag, _)| tag.span).or(place);
    let mut texts = Vec::with_capacity(locales.len());
    for locale in locales {
        let found = raw.iter().find(|(tag, _)| tag.value == *locale.tag).map(|(_, text)| text);
        if let (None, Some(place)) = (found, place) {
            d.error(
                Code::MissingLanguage,
                place,
                format!("this text is missing in {} (`{}`)", locale.name, locale.tag),
            )
            .help(format!("add `{}: …` beside it", locale.tag));
        }
        texts.push(found);
    }
    texts.into_iter().collect()
}
