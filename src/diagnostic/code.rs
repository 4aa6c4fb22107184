//! The names of everything that can be wrong.

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident => $text:literal)*) => {
        /// What is wrong, as a name that can be searched for. `docs/diagnostics.md` explains each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// Every code, in alphabetical order.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The name in small letters with hyphens.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

codes! {
    /// A comment that allows nothing that can be allowed.
    BadAllow => "bad-allow"
    /// A date that is not a day.
    BadDate => "bad-date"
    /// A line that looks like a directive and is none.
    BadDirective => "bad-directive"
    /// A sketch of a screen that cannot be.
    BadFigure => "bad-figure"
    /// A footnote without its text, or without its mark in a text.
    BadFootnote => "bad-footnote"
    /// A heading of a wrong level, with wrong braces, or where none can be.
    BadHeading => "bad-heading"
    /// An id that cannot stand in an address.
    BadId => "bad-id"
    /// A language tag that is none.
    BadLocale => "bad-locale"
    /// A record of translations that cannot be read.
    BadLock => "bad-lock"
    /// A link of the finished site that leads nowhere.
    BrokenLink => "broken-link"
    /// Code that differs between languages.
    CodeDiffers => "code-differs"
    /// A slot of report codes that no requirement has, below one that one has.
    CodeGap => "code-gap"
    /// An outside link whose page is gone.
    DeadLink => "dead-link"
    /// An anchor that stands twice on a finished page.
    DuplicateAnchor => "duplicate-anchor"
    /// Two requirements with one slot in report codes.
    DuplicateCode => "duplicate-code"
    /// Two things with one id.
    DuplicateId => "duplicate-id"
    /// A key that stands twice.
    DuplicateKey => "duplicate-key"
    /// Two files that would be written to one path.
    DuplicatePath => "duplicate-path"
    /// A file without content.
    EmptyFile => "empty-file"
    /// A rule that looks at nothing.
    EmptyRule => "empty-rule"
    /// A text without words.
    EmptyText => "empty-text"
    /// A mark of a figure that is out of order, or that no text explains, or that is not there.
    FigureMark => "figure-mark"
    /// Words that do not fit into their box in a figure.
    FigureOverflow => "figure-overflow"
    /// A file too large to be a part of a guide.
    FileTooLarge => "file-too-large"
    /// Characters that the language is not written with.
    ForeignScript => "foreign-script"
    /// Latin letters, digits or katakana in an unusual width.
    FullWidthLatin => "full-width-latin"
    /// A handout that cannot be typeset.
    HandoutTemplate => "handout-template"
    /// Headings that differ between languages.
    HeadingMismatch => "heading-mismatch"
    /// A link to something the edition does not show.
    HiddenLink => "hidden-link"
    /// A script or a style in a template, which browsers ignore.
    InlineCode => "inline-code"
    /// A value of a wrong kind.
    InvalidValue => "invalid-value"
    /// Words on screens that differ between languages.
    LabelsDiffer => "labels-differ"
    /// A symbolic link that leads out of the guide.
    LinkOutsideGuide => "link-outside-guide"
    /// Links that differ between languages.
    LinksDiffer => "links-differ"
    /// Lists or tables of different lengths.
    ListsDiffer => "lists-differ"
    /// Words in a colour that is too near to its ground.
    LowContrast => "low-contrast"
    /// Signs of the matrix that differ between languages.
    MarksDiffer => "marks-differ"
    /// A key in a file where it has no meaning.
    MisplacedKey => "misplaced-key"
    /// A picture without alternative text.
    MissingAlternative => "missing-alternative"
    /// A conditional mark that does not say when.
    MissingCondition => "missing-condition"
    /// A file that every guide has.
    MissingFile => "missing-file"
    /// A page without its title.
    MissingFrontMatter => "missing-front-matter"
    /// A character that the fonts of the handout do not have.
    MissingGlyph => "missing-glyph"
    /// A heading without an id.
    MissingHeadingId => "missing-heading-id"
    /// A key that is needed.
    MissingKey => "missing-key"
    /// A text that is missing in a language.
    MissingLanguage => "missing-language"
    /// A comment that allows something and does not say why.
    MissingReason => "missing-reason"
    /// A browser, system or client for which a step has no words.
    MissingVariant => "missing-variant"
    /// A title that is more than a line of text.
    NotALine => "not-a-line"
    /// A file that is not UTF-8.
    NotUtf8 => "not-utf8"
    /// Numbers that differ between languages.
    NumbersDiffer => "numbers-differ"
    /// A page that no section leads to.
    PageNotInNavigation => "page-not-in-navigation"
    /// A host to reach whose name is not public.
    PrivateHost => "private-host"
    /// HTML in a text.
    RawHtml => "raw-html"
    /// A word that the glossary refuses.
    RefusedWord => "refused-word"
    /// A page or a file with a name that the guide uses itself.
    ReservedName => "reserved-name"
    /// Steps for a browser that can no longer be used.
    RetiredBrowser => "retired-browser"
    /// A translation whose source has changed.
    StaleTranslation => "stale-translation"
    /// A template that cannot be used.
    TemplateError => "template-error"
    /// A block of code that never ends.
    UnclosedCode => "unclosed-code"
    /// A target without a mark for a case.
    UncoveredCell => "uncovered-cell"
    /// A place on a page that is not there.
    UnknownAnchor => "unknown-anchor"
    /// A file of `static/` that is not there.
    UnknownAsset => "unknown-asset"
    /// A browser that is not there.
    UnknownBrowser => "unknown-browser"
    /// A case that is not there.
    UnknownCase => "unknown-case"
    /// A client that is not there.
    UnknownClient => "unknown-client"
    /// A directive that is not there.
    UnknownDirective => "unknown-directive"
    /// An edition that is not there.
    UnknownEdition => "unknown-edition"
    /// A file that is not a part of a guide.
    UnknownFile => "unknown-file"
    /// A picture that is not there.
    UnknownImage => "unknown-image"
    /// A key that is not a part of the format.
    UnknownKey => "unknown-key"
    /// A label that is not there.
    UnknownLabel => "unknown-label"
    /// A language of code that cannot be coloured.
    UnknownLanguage => "unknown-language"
    /// A language that the guide does not have.
    UnknownLocale => "unknown-locale"
    /// A sign that is not in the legend.
    UnknownMark => "unknown-mark"
    /// A page that is not there.
    UnknownPage => "unknown-page"
    /// A platform that is not there.
    UnknownPlatform => "unknown-platform"
    /// Something to reach that is not there.
    UnknownProbe => "unknown-probe"
    /// A kind of reference that is not there.
    UnknownReference => "unknown-reference"
    /// A requirement that is not there.
    UnknownRequirement => "unknown-requirement"
    /// A server that is not there.
    UnknownServer => "unknown-server"
    /// A system that is not there.
    UnknownSystem => "unknown-system"
    /// A word that is not one of a few.
    UnknownValue => "unknown-value"
    /// A value with one home that is not there.
    UnknownValueId => "unknown-value-id"
    /// An outside link that could not be asked.
    UnreachableLink => "unreachable-link"
    /// A file or folder that cannot be read.
    Unreadable => "unreadable"
    /// A link with a scheme that is refused.
    UnsafeUrl => "unsafe-url"
    /// A comment that allows what was not found.
    UnusedAllow => "unused-allow"
    /// Values or marks of figures that differ between languages.
    ValuesDiffer => "values-differ"
    /// YAML that is not YAML.
    YamlSyntax => "yaml-syntax"
    /// A tab that indents.
    YamlTab => "yaml-tab"
    /// YAML that unfolds into too much.
    YamlTooLarge => "yaml-too-large"
}

impl Code {
    /// Whether it is about how languages compare, so that a comment at its place can allow it.
    #[must_use]
    pub fn can_be_allowed(self) -> bool {
        matches!(
            self,
            Self::CodeDiffers
                | Self::ForeignScript
                | Self::FullWidthLatin
                | Self::LabelsDiffer
                | Self::LinksDiffer
                | Self::ListsDiffer
                | Self::MarksDiffer
                | Self::NumbersDiffer
                | Self::RefusedWord
                | Self::ValuesDiffer
        )
    }

    /// Whether it is about how the command was called or about reading files, rather than about what is in them; the
    /// command then exits with 2.
    #[must_use]
    pub fn is_usage_or_io(self) -> bool {
        matches!(self, Self::UnknownEdition | Self::Unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn codes_are_sorted_and_unlike() {
        let names: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
    }
}
