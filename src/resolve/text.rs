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
    /// How many marks the figure beside the texts has: `{mark:1}` is one of them. 0 where there is none.
    pub(super) marks: u8,
}

/// The words on screens.
#[derive(Debug, Default)]
pub(super) struct Labels {
    pub(super) words: BTreeMap<LabelId, Label>,
    pub(super) also: Vec<Option<Arc<str>>>,
    /// False when the file could not be read, so that nothing can be said to be missing.
    pub(super) complete: bool,
}

impl<'a> Texts<'a> {
    /// The same for texts beside a figure with so many marks.
    pub(super) fn beside(&self, marks: u8) -> Texts<'a> {
        Texts { marks, ..*self }
    }

    /// A text that is there in every language of the guide.
    pub(super) fn localized(
        &self,
        raw: &raw::Localized,
        extent: Extent,
        d: &mut Diagnostics,
    ) -> Option<Localized<Markup>> {
        let texts = in_every_language(self.locales, raw, d)?;
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
        raw.and_then(|raw| self.localized(raw, extent, d))
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
        self.references(&Arc::new(ast), text.span, None, d)
    }

    /// A text whose references are looked up; `here` is the page that `#anchor` alone means.
    pub(super) fn references(
        &self,
        ast: &Arc<Ast>,
        span: Span,
        here: Option<&PageId>,
        d: &mut Diagnostics,
    ) -> Option<Markup> {
        let found: Vec<Option<Reference>> =
            ast.references.iter().map(|reference| self.reference(reference, here, d)).collect();
        let references = found.into_iter().collect::<Option<Vec<_>>>()?.into();
        Some(Markup { ast: Arc::clone(ast), span, references })
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
            RawReferenceKind::Mark(number) => self.mark(number, raw.span, d).map(Reference::Mark),
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

    fn mark(&self, written: &str, span: Span, d: &mut Diagnostics) -> Option<u8> {
        let number = written.parse().ok().filter(|number| (1..=self.marks).contains(number));
        if number.is_none() {
            let message = format!("there is no mark `{written}` in a figure beside this text");
            let help = match self.marks {
                0 => {
                    "only the texts of a step with a `figure:` that has marks refer to them".into()
                }
                1 => "its figure has one mark: `{mark:1}`".into(),
                most => format!("its figure has the marks 1 to {most}"),
            };
            d.error(Code::FigureMark, span, message).help(help);
        }
        number
    }

    /// The label of a name such as `webex.share`.
    pub(super) fn label(&self, written: &str, span: Span, d: &mut Diagnostics) -> Option<LabelId> {
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
        let diagnostic =
            d.error(Code::UnknownLabel, span, format!("there is no label `{written}`"));
        diagnostic.label("not in content/labels.yaml");
        let of_product =
            known.iter().find(|id| id.split_once('.').is_some_and(|(_, label)| label == written));
        if let Some(id) = of_product {
            diagnostic.help(format!("a label is named with its product: `{id}`"));
        } else if known.is_empty() {
            diagnostic.help("write the words on screens in content/labels.yaml");
        } else {
            diagnostic.suggest(written, known.iter().map(String::as_str));
        }
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
            if name.is_empty() {
                d.error(
                    Code::UnknownPage,
                    span,
                    "a text that stands on several pages cannot link to `#…` alone",
                )
                .help("name the page, `page-id#anchor`");
            } else {
                self.pages.unknown(name, span, d);
            }
            return None;
        };
        let anchor = match anchor {
            None => None,
            Some(anchor) if page.has(anchor) => Some(Anchor::new(anchor)),
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

    /// A picture of `static/`.
    pub(super) fn image(&self, path: &str, span: Span, d: &mut Diagnostics) -> Option<AssetPath> {
        let assets: BTreeSet<&str> =
            self.sources.assets().iter().map(|asset| &*asset.path).collect();
        if assets.contains(path) || self.sources.is_unread(&format!("static/{path}")) {
            return Some(AssetPath::new(path));
        }
        let diagnostic = d.error(Code::UnknownImage, span, format!("there is no picture `{path}`"));
        diagnostic.label("not in static/");
        if path.contains(':') {
            diagnostic.help("put the picture into static/; the guide loads nothing from elsewhere");
        } else {
            let is_picture = |path: &&str| {
                let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
                ["svg", "png", "jpg", "jpeg", "webp", "avif", "gif"].contains(&ending)
            };
            diagnostic.suggest(path, assets.into_iter().filter(is_picture));
            diagnostic
                .help
                .get_or_insert_with(|| format!("put it into the folder static/ as {path}"));
        }
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
                d.error(Code::UnknownDirective, span, "this guide has no access matrix")
                    .help("write content/access.yaml, or remove the directive");
                None
            }
            ("requirements", _) if self.pages.get("check").is_none() => {
                d.error(
                    Code::UnknownDirective,
                    span,
                    "this guide has no requirements to place here",
                )
                .help("write content/requirements.yaml");
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
    d: &mut Diagnostics,
) -> Option<Vec<&'a Text>> {
    // What the languages are is not known: that has been reported.
    let place = raw.span.filter(|_| !locales.is_empty())?;
    if let Some((tag, _)) =
        raw.iter().find(|(tag, _)| locales.iter().all(|locale| *locale.tag != *tag.value))
    {
        unknown_locale(tag, tag.span, locales, d);
        return None;
    }
    if raw.is_empty() && raw.bad.is_empty() {
        d.error(Code::MissingLanguage, place, "this text is missing in every language").help(
            format!(
                "write it once for each: `{{{}: …}}`",
                locales.iter().map(|locale| &*locale.tag).collect::<Vec<_>>().join(": …, ")
            ),
        );
        return None;
    }
    // A bad entry of no language may be meant for any.
    let is_bad = |locale: &Locale| {
        raw.bad.iter().any(|bad| {
            bad.value == *locale.tag || locales.iter().all(|known| *known.tag != *bad.value)
        })
    };
    let mut texts = Vec::with_capacity(locales.len());
    for locale in locales {
        let found = raw.iter().find(|(tag, _)| tag.value == *locale.tag).map(|(_, text)| text);
        if found.is_none() && !is_bad(locale) {
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

/// Reports a tag that is none of the guide's languages; silent when those are not known.
pub(super) fn unknown_locale(tag: &str, span: Span, locales: &[Locale], d: &mut Diagnostics) {
    if !locales.is_empty() {
        d.error(Code::UnknownLocale, span, format!("`{tag}` is not a language of this guide"))
            .suggest(tag, locales.iter().map(|locale| &*locale.tag));
    }
}
