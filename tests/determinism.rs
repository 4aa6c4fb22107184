//! Same input, same bytes: from another folder, on another number of threads, after another build.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use proptest::prelude::*;

use crate::harness::{GuideTest, on_disk};

/// The files of a folder, hidden ones included.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

/// What the program writes for a guide, with every place where it stood.
fn built_by_the_program(guide: &GuideTest, threads: &str) -> BTreeMap<String, Vec<u8>> {
    let (folder, root) = on_disk(guide);
    let out = folder.path().join("out");
    let run = Command::new(env!("CARGO_BIN_EXE_annai"))
        .args(["build", "--root"])
        .arg(&root)
        .arg("--out")
        .arg(&out)
        .env("RAYON_NUM_THREADS", threads)
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let written = tree(&out);
    assert!(written.len() > 20, "{:?}", written.keys());
    let machine = folder.path().to_str().unwrap();
    for (path, bytes) in &written {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(machine), "{path} says where the guide was built");
    }
    written
}

#[track_caller]
fn assert_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(one), names(other));
    let differ: Vec<_> = one.keys().filter(|path| one[*path] != other[*path]).collect();
    assert!(differ.is_empty(), "these differ: {differ:?}");
}

#[test]
fn two_folders_give_the_same_bytes() {
    let guide = GuideTest::shipped();
    assert_same(&built_by_the_program(&guide, "0"), &built_by_the_program(&guide, "0"));
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let guide = GuideTest::shipped();
    let one = built_by_the_program(&guide, "1");
    assert_same(&one, &built_by_the_program(&guide, "4"));
}

#[test]
fn the_program_and_the_library_give_the_same_bytes() {
    let written = built_by_the_program(&GuideTest::fixture("small"), "2");
    let outcome = GuideTest::fixture("small").with_handouts().build().clean();
    for edition in ["external", "internal"] {
        for (path, bytes) in outcome.edition(edition).site.iter() {
            let path = format!("{edition}/{path}");
            assert_eq!(written.get(&path).map(Vec::as_slice), Some(&**bytes), "{path}");
        }
    }
}

#[test]
fn the_order_of_files_on_disk_does_not_matter() {
    let shipped = GuideTest::shipped().build();
    let mut files: Vec<_> = shipped.sources.files().map(|(_, file)| file.clone()).collect();
    files.reverse();
    let assets = shipped.sources.assets().iter().rev().cloned().collect();
    let sources = annai::sources::Sources::new(files, assets);
    let mut memo = annai::memo::Memo::default();
    let request = crate::harness::without_handouts();
    let (built, _) = annai::build::build(&sources, &request, &mut memo, &mut |_| {});
    assert_eq!((shipped.built.len(), built.len()), (2, 2));
    for (one, other) in shipped.built.iter().zip(&built) {
        assert!(one.site.iter().eq(other.site.iter()), "{}", one.name);
    }
}

/// Something an author does between two builds.
#[derive(Clone, Copy, Debug)]
enum Edit {
    PageText(u8),
    Code(u8),
    Label(u8),
    LabelOfAnotherLanguage(u8),
    LabelIsConfirmed(bool),
    Value(u8),
    ValueIsChecked(bool),
    Accent(u8),
    RequirementName(u8),
    CaseName(u8),
    StepText(u8),
    SectionTitle(u8),
    PageTitle(u8),
    PageLead(u8),
    PageAlias(u8),
    /// Which text was changed after it was translated.
    Stale(u8),
    Page(bool),
    PageBefore(bool),
    Picture(u8),
    Template(u8),
    Part(u8),
    StyleSheet(u8),
    Word(u8),
    Address(u8),
    RevisedOn(u8),
    Internal(bool),
    /// A template that fails only when a page is written.
    BrokenPart(bool),
    /// Not something that can be built; the next edits mend it.
    Mistake(bool),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let small = 0..3_u8;
    let edit = prop_oneof![
        small.clone().prop_map(Edit::PageText),
        small.clone().prop_map(Edit::Code),
        small.clone().prop_map(Edit::Label),
        small.clone().prop_map(Edit::LabelOfAnotherLanguage),
        small.clone().prop_map(Edit::Value),
        any::<bool>().prop_map(Edit::ValueIsChecked),
        small.clone().prop_map(Edit::RequirementName),
        small.clone().prop_map(Edit::CaseName),
        small.clone().prop_map(Edit::StepText),
        small.clone().prop_map(Edit::SectionTitle),
        any::<bool>().prop_map(Edit::LabelIsConfirmed),
        small.clone().prop_map(Edit::Accent),
        small.clone().prop_map(Edit::PageTitle),
        small.clone().prop_map(Edit::PageLead),
        small.clone().prop_map(Edit::PageAlias),
        small.clone().prop_map(Edit::Stale),
        any::<bool>().prop_map(Edit::BrokenPart),
        any::<bool>().prop_map(Edit::Page),
        any::<bool>().prop_map(Edit::PageBefore),
        small.clone().prop_map(Edit::Picture),
        small.clone().prop_map(Edit::Template),
        small.clone().prop_map(Edit::Part),
        small.clone().prop_map(Edit::StyleSheet),
        small.clone().prop_map(Edit::Word),
        small.clone().prop_map(Edit::Address),
        small.prop_map(Edit::RevisedOn),
        any::<bool>().prop_map(Edit::Internal),
        any::<bool>().prop_map(Edit::Mistake),
    ];
    prop::collection::vec(edit, 1..8)
}

/// The small guide with everything in its texts that edits touch.
fn start() -> GuideTest {
    let mut guide = GuideTest::fixture("small").asset("screen.svg", b"<svg>0</svg>");
    for (locale, also) in
        [("ja", "aliases: [before-that]\nlead: First.\n"), ("en", "lead: First.\n")]
    {
        let text = format!(
            "---\ntitle: Edited\n{also}---\n\nText 0 {{ui:chrome.allow}} {{ui:webex.stop-sharing}} {{value:hotline}} {{value:limit}}[^1]\n\n\
             > [!NOTE]\n> [Why](check#browser)\n\n```bash\necho 0\n```\n\n![A screen](screen.svg)\n\n[^1]: A note.\n"
        );
        guide = guide.write(&format!("content/pages/edited.{locale}.md"), &text);
    }
    let accent = "review_days: 180\ntheme:\n  accent: {light: \"#0b5c56\", dark: \"#6fd3c6\"}";
    guide.edit("content/guide.yaml", "pages: [home, about]", "pages: [home, about, edited]").edit(
        "content/guide.yaml",
        "review_days: 180",
        accent,
    )
}

/// Records of translations: everything is new, the page or a step was changed.
const LOCKS: [&str; 3] = [
    "",
    "pages/edited@en: 0000000000000000\n",
    "join/webex/steps/open-link/title@en: 0000000000000000\n",
];

/// Replaces every occurrence of one of the texts by the first or another of them.
fn switch(guide: GuideTest, path: &str, texts: [&str; 3], to: u8) -> GuideTest {
    let mut known = texts;
    // One may begin as another does.
    known.sort_by_key(|text| std::cmp::Reverse(text.len()));
    let text = guide.text(path).to_owned();
    let text = known.iter().fold(text, |text, from| text.replace(from, "\u{0}"));
    assert!(text.contains('\u{0}'), "{path} has none of {texts:?}");
    guide.write(path, &text.replace('\u{0}', texts[usize::from(to)]))
}

#[expect(clippy::too_many_lines, reason = "a table: one arm for each edit")]
fn apply(edit: Edit, guide: GuideTest) -> GuideTest {
    let (settings, access) = ("content/guide.yaml", "content/access.yaml");
    let page = "content/pages/edited.ja.md";
    let choose = |is: bool| u8::from(is);
    match edit {
        Edit::PageText(to) => switch(guide, page, ["Text 0", "Text 1", "Text 2"], to),
        Edit::Code(to) => switch(guide, page, ["echo 0", "echo 1", "echo $2"], to),
        Edit::Label(to) => {
            switch(guide, "content/labels.yaml", ["ja: 許可,", "ja: 承認,", "ja: 同意,"], to)
        }
        Edit::LabelOfAnotherLanguage(to) => {
            switch(guide, "content/labels.yaml", ["en: Allow}", "en: Permit}", "en: Accept}"], to)
        }
        Edit::LabelIsConfirmed(is) => switch(
            guide,
            "content/labels.yaml",
            ["unconfirmed: [stop-sharing]", "unconfirmed: []", "unconfirmed: [share]"],
            choose(is),
        ),
        Edit::Accent(to) => switch(guide, settings, ["#0b5c56", "#0b57a4", "#0a5c2b"], to),
        Edit::Value(to) => {
            switch(guide, settings, ["03-0000-0000", "03-0000-0001", "03-0000-0002"], to)
        }
        Edit::ValueIsChecked(is) => switch(
            guide,
            settings,
            ["checked_on: never", "checked_on: \"2026-11-19\"", "checked_on: \"2026-11-18\""],
            choose(is),
        ),
        Edit::RequirementName(to) => switch(
            guide,
            "content/requirements.yaml",
            ["ja: ターミナル,", "ja: 端末,", "ja: 黒い画面,"],
            to,
        ),
        Edit::CaseName(to) => {
            switch(guide, access, ["en: Replacement", "en: Exchange", "en: Spare"], to)
        }
        Edit::StepText(to) => switch(
            guide,
            "content/join/webex.yaml",
            ["en: Pick a tab.", "en: Pick one tab.", "en: Choose a tab."],
            to,
        ),
        Edit::SectionTitle(to) => {
            switch(guide, settings, ["en: Start}", "en: Begin}", "en: First}"], to)
        }
        Edit::PageTitle(to) => {
            switch(guide, page, ["title: Edited", "title: Mended", "title: Changed"], to)
        }
        Edit::PageLead(to) => {
            switch(guide, page, ["lead: First.", "lead: Second.", "lead: Third."], to)
        }
        Edit::PageAlias(to) => {
            switch(guide, page, ["[before-that]", "[long-before]", "[before-it]"], to)
        }
        Edit::Stale(to) => guide.write("content/translations.lock", LOCKS[usize::from(to)]),
        Edit::Page(is) => added(guide, "zebra", is),
        Edit::PageBefore(is) => added(guide, "aardvark", is),
        Edit::Picture(to) => guide.asset("screen.svg", format!("<svg>{to}</svg>").as_bytes()),
        Edit::Template(to) => switch(
            guide,
            "templates/base.html",
            ["<body>", "<body class=\"one\">", "<body class=\"two\">"],
            to,
        ),
        Edit::Part(to) => switch(
            guide,
            "templates/part_requirements.html",
            [
                "<ul class=\"requirement-links\">",
                "<ul class=\"requirement-links one\">",
                "<ul class=\"requirement-links two\">",
            ],
            to,
        ),
        Edit::StyleSheet(to) => {
            guide.asset("style.css", format!("body {{ order: {to} }}").as_bytes())
        }
        Edit::Word(to) => switch(
            guide,
            "content/ui.yaml",
            ["note: {ja: 補足,", "note: {ja: 参考,", "note: {ja: ご参考,"],
            to,
        ),
        Edit::Address(to) => switch(
            guide,
            settings,
            ["https://example.com/guide/", "https://example.com/one/", "https://example.com/two/"],
            to,
        ),
        Edit::RevisedOn(to) => switch(
            guide,
            settings,
            [
                "revised_on: \"2026-11-20\"",
                "revised_on: \"2026-11-21\"",
                "revised_on: \"2026-11-22\"",
            ],
            to,
        ),
        Edit::Internal(is) => switch(
            guide,
            page,
            [
                "title: Edited\n",
                "title: Edited\naudience: internal\n",
                "title: Edited\naudience: external\n",
            ],
            choose(is),
        ),
        Edit::BrokenPart(is) => switch(
            guide,
            "templates/part_requirements.html",
            ["in requirements %}", "in requirements.of_nobody.at_all %}", "in  requirements %}"],
            choose(is),
        ),
        Edit::Mistake(is) => switch(
            guide,
            access,
            ["needs: [terminal]", "needs: [terminals]", "needs: [termini]"],
            choose(is),
        ),
    }
}

/// The guide with a page more, or without it.
fn added(mut guide: GuideTest, name: &str, is_there: bool) -> GuideTest {
    for locale in ["ja", "en"] {
        let path = format!("content/pages/{name}.{locale}.md");
        if is_there {
            guide = guide.write(&path, "---\ntitle: Added\n---\n\n::requirements\n");
        } else if guide.files().contains_key(&path) {
            guide = guide.remove(&path);
        }
    }
    guide
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// What a build remembers saves work and changes nothing.
    #[test]
    fn a_kept_memo_gives_the_bytes_of_an_empty_one(edits in edits()) {
        let mut outcome = start().build();
        for (index, edit) in edits.iter().enumerate() {
            let guide = apply(*edit, outcome.again());
            let fresh = guide.forgetful().build();
            outcome = guide.build();
            prop_assert_eq!(outcome.human(), fresh.human(), "after {:?}", &edits[..=index]);
            prop_assert_eq!(outcome.built.len(), fresh.built.len());
            for (kept, new) in outcome.built.iter().zip(&fresh.built) {
                let names = |site: &annai::site::Site| site.iter().map(|(path, _)| path.to_string()).collect::<Vec<_>>();
                prop_assert_eq!(names(&kept.site), names(&new.site));
                for ((path, kept), (_, new)) in kept.site.iter().zip(new.site.iter()) {
                    prop_assert!(kept == new, "{} differs after {:?}", path, &edits[..=index]);
                }
            }
        }
    }
}
