//! Views for templates, made by hand: one with everything there is, one with nothing that can be left out.
//!
//! A view that gains or renames a field does not compile here; the tests of `templates` then see whether the templates
//! know it.

use std::collections::BTreeMap;

use annai::guide::Words;
use annai::view::{
    AccessView, ActionView, AlternateView, BrowserLinkView, BrowserView, CaseView, CellView,
    CheckView, CheckerView, ChoiceView, ContentsView, DateView, DecodeView, EntryLanguageView,
    EntryView, FigureView, FiguresView, FrameView, HomeView, HostView, Html, JoinPlatformView,
    JoinView, LanguageView, LegendView, LinkView, LogoView, MarkView, MarkdownView, MatrixView,
    MovedView, NameView, NavigationLink, NoteView, PlatformView, PreparationView, ProbeView,
    QuestionView, ReasonView, RequirementLinkView, RequirementView, RestView, RetiredSlotView,
    RetiredView, RowView, SectionView, ServerView, SiteView, SlotView, SourceView, StepView,
    SystemView, TopicView, VariantView, VendorLinkView,
};

/// How much of a view is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Every option, every list.
    Full,
    /// No option, no list.
    Minimal,
}

impl Extent {
    fn some<T>(self, make: impl FnOnce() -> T) -> Option<T> {
        (self == Self::Full).then(make)
    }

    fn list<T>(self, make: impl FnOnce() -> T) -> Vec<T> {
        self.some(make).into_iter().collect()
    }

    fn is_full(self) -> bool {
        self == Self::Full
    }
}

/// A text that says where it comes from, with a character that has to be escaped.
fn text(name: &str) -> String {
    format!("[{name} & co]")
}

/// A text that is HTML already.
fn html(name: &str) -> Html {
    Html(format!("<i>[{name}]</i>"))
}

/// An address.
fn address(name: &str) -> String {
    format!("{name}/index.html")
}

fn link(name: &str) -> LinkView {
    LinkView { href: address(name), title: html(name) }
}

fn date(name: &str) -> DateView {
    DateView { iso: format!("iso-{name}"), text: text(name) }
}

fn source(name: &str, extent: Extent) -> SourceView {
    SourceView {
        href: extent.some(|| address(name)),
        host: text(&format!("host of {name}")),
        checked_on: extent.some(|| date(name)),
    }
}

/// In a full list there is one that stands open and one that is folded.
fn variants(name: &str, extent: Extent) -> Vec<VariantView> {
    let folded = |folded| VariantView { folded, ..variant(name, extent) };
    if extent.is_full() { vec![folded(false), folded(true)] } else { Vec::new() }
}

fn system(extent: Extent) -> Vec<SystemView> {
    extent.list(|| SystemView {
        id: "id of system".to_owned(),
        name: html("system"),
        has: text("has of system"),
        lacks: text("lacks of system"),
    })
}

fn variant(name: &str, extent: Extent) -> VariantView {
    VariantView {
        heading: extent.some(|| html(&format!("heading of {name}"))),
        text: html(name),
        figure: None,
        browsers: extent.some(|| format!("browsers-of {name}")).unwrap_or_default(),
        systems: extent.some(|| format!("systems-of {name}")).unwrap_or_default(),
        folded: false,
    }
}

/// One of each kind.
fn notes(name: &str, extent: Extent) -> Vec<NoteView> {
    let kinds = if extent.is_full() { &[true, false][..] } else { &[] };
    kinds.iter().map(|internal| NoteView { internal: *internal, text: html(name) }).collect()
}

fn browser_link(name: &str, extent: Extent) -> BrowserLinkView {
    BrowserLinkView {
        id: format!("id of {name}"),
        name: html(name),
        href: address(name),
        current: extent.is_full(),
        has: text(&format!("has of {name}")),
        lacks: text(&format!("lacks of {name}")),
    }
}

/// Every word of the theme says its key.
pub fn words() -> Words {
    let words: BTreeMap<String, _> =
        Words::keys().map(|key| (key.to_string(), format!("word:{key}.").into())).collect();
    Words::from_map(&words).expect("every word is there")
}

pub fn site(extent: Extent) -> SiteView {
    SiteView {
        lang: "xx".to_owned(),
        title: text("title of the guide"),
        organization: text("organization"),
        internal: extent.is_full(),
        style: address("style"),
        script: address("script"),
        home: address("home"),
        logo: extent
            .is_full()
            .then(|| LogoView { light: address("logo"), dark: Some(address("dark logo")) }),
        files: BTreeMap::new(),
        shortcuts: extent.list(|| link("shortcut")),
        words: words(),
        contact: html("contact"),
        notices: extent.list(|| html("notice")),
        revised_on: date("revision"),
    }
}

pub fn navigation(extent: Extent) -> Vec<SectionView> {
    extent.list(|| SectionView {
        title: html("section"),
        pages: vec![NavigationLink {
            page: "placed".to_owned(),
            href: address("placed"),
            title: html("placed"),
        }],
    })
}

pub fn frame(extent: Extent) -> FrameView {
    let alternate = || AlternateView { lang: "yy".to_owned(), href: address("alternate") };
    let language = || LanguageView {
        lang: "zz".to_owned(),
        name: text("language"),
        href: address("language"),
    };
    FrameView {
        csp: text("policy"),
        page: "page".to_owned(),
        placed: "placed".to_owned(),
        title: html("title"),
        head_title: text("title of the window"),
        description: text("description"),
        lead: extent.some(|| html("lead")),
        canonical: address("canonical"),
        alternates: extent.list(alternate),
        languages: extent.list(language),
        previous: extent.some(|| link("previous")),
        next: extent.some(|| link("next")),
        contents: extent.list(|| ContentsView {
            href: address("content"),
            title: html("content"),
            number: Some(4712),
        }),
        handout: extent.some(|| link("handout")),
        indexable: !extent.is_full(),
    }
}

pub fn home(extent: Extent) -> HomeView {
    let action = || ActionView {
        page: "action".to_owned(),
        href: address("action"),
        title: html("action"),
        text: text("what it does"),
    };
    HomeView {
        welcome: html("welcome"),
        actions: extent.list(action),
        highlights: extent.list(|| html("highlight")),
    }
}

pub fn markdown() -> MarkdownView {
    MarkdownView { body: html("body") }
}

pub fn check(extent: Extent) -> CheckView {
    let browser = || BrowserView {
        name: html("browser"),
        systems: html("systems of a browser"),
        supported: extent.some(|| html("supported")),
        update: extent.some(|| html("update")),
        retired: extent.some(|| html("retired")),
        source: extent.some(|| source("browser", extent)),
    };
    CheckView {
        requirements: requirements(extent),
        systems: system(extent),
        browsers: extent.list(browser),
        checker: checker(extent),
    }
}

pub fn checker(extent: Extent) -> CheckerView {
    CheckerView {
        policy: "cG9saWN5".to_owned(),
        wasm: address("checker"),
        loader: address("loader"),
        script: address("probe"),
        probes: extent.list(|| ProbeView {
            id: "id-of-probe".to_owned(),
            name: html("probe"),
            fetch: "https://fetch.example.com/ https://fetch.example.org/".to_owned(),
            image: "https://image.example.com/a.png".to_owned(),
        }),
        servers: extent.list(|| ServerView {
            id: "id-of-server".to_owned(),
            name: html("server"),
            server: "stun.example.com:3478".to_owned(),
        }),
        hosts: extent.list(|| "host.example.com".to_owned()),
        names: extent.list(|| name("name")),
        reasons: extent.list(|| ReasonView { id: "id-of-reason".to_owned(), text: text("reason") }),
        has_clock: extent.is_full(),
    }
}

fn name(of: &str) -> NameView {
    NameView { id: format!("id-of-{of}"), name: html(of) }
}

pub fn decode(extent: Extent) -> DecodeView {
    DecodeView {
        wasm: address("checker"),
        loader: address("loader"),
        script: address("decode"),
        requirements: extent.list(|| SlotView {
            slot: 51,
            name: html("slot"),
            level: "required".to_owned(),
            level_name: text("level of a slot"),
            remedy: html("remedy of a slot"),
            remedies: variants("remedy of a slot for some", extent),
            notes: notes("note on a slot", extent),
        }),
        retired: extent.list(|| RetiredSlotView { slot: 52, name: html("slot that is gone") }),
        browsers: extent.list(|| name("slot-of-browser")),
        systems: extent.list(|| name("slot-of-system")),
    }
}

/// In a minimal list there is one requirement, with nothing in it that can be left out.
pub fn requirements(extent: Extent) -> Vec<RequirementView> {
    vec![RequirementView {
        id: "requirement".to_owned(),
        name: html("requirement"),
        level: "required".to_owned(),
        level_name: text("level"),
        used: extent.some(|| text("used")),
        questions: extent.list(|| QuestionView { n: 4713, text: html("question") }),
        controls: if extent.is_full() {
            ["microphone", "speaker", "camera", "screen", "network"].map(str::to_owned).into()
        } else {
            Vec::new()
        },
        why: html("why"),
        remedy: html("remedy"),
        remedies: variants("remedy for some", extent),
        notes: notes("note on a requirement", extent),
        source: extent.some(|| source("requirement", extent)),
    }]
}

pub fn requirement_links(extent: Extent) -> Vec<RequirementLinkView> {
    extent.list(|| RequirementLinkView {
        link: link("requirement"),
        level: "required".to_owned(),
        level_name: text("level"),
        why: html("why"),
    })
}

fn mark(name: &str) -> MarkView {
    MarkView { tone: format!("tone-{name}"), symbol: text("symbol"), name: html(name) }
}

pub fn access(extent: Extent) -> AccessView {
    let prepared = || PreparationView {
        target: link("prepared target"),
        mark: mark("mark of a prepared target"),
        when: extent.some(|| html("when it is prepared")),
        needs: extent.list(|| link("need of a prepared target")),
    };
    let case = CaseView {
        id: "case".to_owned(),
        name: html("name of a case"),
        heading: html("case"),
        description: html("description of a case"),
        targets: extent.list(prepared),
    };
    AccessView { cases: vec![case], matrix: matrix(extent) }
}

pub fn matrix(extent: Extent) -> MatrixView {
    let cell = CellView {
        case: html("case of a cell"),
        mark: mark("mark of a cell"),
        when: extent.some(|| html("when of a cell")),
    };
    let row = RowView {
        id: extent.some(|| "row".to_owned()),
        name: html("row"),
        cells: vec![cell],
        comment: extent.some(|| html("comment")),
        needs: extent.list(|| link("need of a row")),
        notes: notes("note on a row", extent),
    };
    let legend = || LegendView { mark: mark("mark of the legend"), meaning: html("meaning") };
    MatrixView {
        cases: vec![html("column")],
        rows: vec![row],
        legend: extent.list(legend),
        legend_note: extent.some(|| html("note on the legend")),
    }
}

pub fn join(extent: Extent) -> JoinView {
    let platform = || JoinPlatformView {
        link: link("platform"),
        lead: html("lead of a platform"),
        key: html("key of a platform"),
        browsers: extent.list(|| browser_link("browser of a platform", extent)),
    };
    JoinView { platforms: extent.list(platform) }
}

/// In a minimal rest there is nothing that can be left out.
pub fn rest(extent: Extent) -> RestView {
    let host = || HostView {
        names: vec![text("name of a host")],
        ports: extent.list(|| text("port")),
        purpose: html("purpose"),
        source: extent.some(|| source("host", extent)),
    };
    let links = || {
        vec![
            VendorLinkView {
                href: address("vendor"),
                title: html("vendor"),
                checked_on: Some(date("vendor")),
            },
            VendorLinkView {
                href: address("other vendor"),
                title: html("other vendor"),
                checked_on: None,
            },
        ]
    };
    RestView {
        topics: extent.list(|| TopicView {
            id: "topic".to_owned(),
            title: html("title of a topic"),
            text: html("text of a topic"),
        }),
        about: html("about"),
        network: extent.some(|| html("network")),
        hosts: extent.list(host),
        links: extent.some(links).unwrap_or_default(),
    }
}

pub fn platform(extent: Extent) -> PlatformView {
    PlatformView {
        key_title: html("title of the key"),
        key_text: html("text of the key"),
        chosen: extent.some(|| html("chosen")),
        browsers: extent.list(|| browser_link("browser", extent)),
        all: link("all browsers"),
        systems: system(extent),
        retired: extent.list(|| RetiredView {
            heading: html("heading of retired"),
            text: html("retired"),
            source: extent.some(|| source("retired", extent)),
        }),
        figures: extent.some(figures),
        steps: if extent.is_full() { steps(extent) } else { Vec::new() },
        more: extent.some(|| link("more")),
        rest: extent.some(|| rest(extent)),
        notes: notes("note on a platform", extent),
        source: extent.some(|| source("platform", extent)),
    }
}

/// What the figures of a page need.
pub fn figures() -> FiguresView {
    FiguresView { style: address("style of figures"), icons: html("icons") }
}

fn figure(name: &str) -> FigureView {
    FigureView {
        svg: html(&format!("figure of {name}")),
        caption: html(&format!("caption of {name}")),
    }
}

fn variants_with_figures(name: &str, extent: Extent) -> Vec<VariantView> {
    let drawn = |variant: VariantView| VariantView {
        figure: Some(figure(if variant.folded { "folded variant" } else { "variant" })),
        ..variant
    };
    variants(name, extent).into_iter().map(drawn).collect()
}

/// In a minimal list there is one step, with nothing in it that can be left out.
pub fn steps(extent: Extent) -> Vec<StepView> {
    let choice = || ChoiceView { title: html("choice"), text: html("how to do it") };
    vec![StepView {
        id: extent.some(|| "step".to_owned()),
        number: 4711,
        number_name: text("number"),
        title: html("step"),
        text: extent.some(|| html("what to do")),
        figure: extent.some(|| figure("step")),
        variants: variants_with_figures("what some do", extent),
        choices: extent.list(choice),
        expect: extent.some(|| html("what one sees")),
        warning: extent.some(|| html("warning")),
        notes: notes("note on a step", extent),
    }]
}

/// There is always one language.
pub fn entry(extent: Extent) -> EntryView {
    let language = |lang: &str| EntryLanguageView {
        lang: lang.to_owned(),
        name: text(&format!("name of {lang}")),
        href: address(lang),
        title: text(&format!("title in {lang}")),
        description: text(&format!("description in {lang}")),
        not_found_title: text(&format!("not found in {lang}")),
        not_found_text: text(&format!("what to do in {lang}")),
    };
    let mut languages = vec![language("xx")];
    languages.extend(extent.some(|| language("yy")));
    EntryView {
        languages,
        csp: text("policy"),
        style: address("style"),
        script: address("script"),
        title: text("title"),
        alternates: extent
            .list(|| AlternateView { lang: "zz".to_owned(), href: address("alternate") }),
        indexable: !extent.is_full(),
    }
}

pub fn moved() -> MovedView {
    MovedView {
        lang: "xx".to_owned(),
        csp: text("policy"),
        style: address("style"),
        title: text("title"),
        words: text("words"),
        href: address("now"),
        canonical: address("canonical"),
    }
}
