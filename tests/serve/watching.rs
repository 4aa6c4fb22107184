//! Whatever an author's editor and tools do to files, the pages follow.

use std::fs;
use std::thread;
use std::time::Duration;

use super::{ABOUT, PAGE, Preview, until};
use crate::harness::GuideTest;

fn small() -> Preview {
    Preview::start(&GuideTest::fixture("small"), &[])
}

/// A page of the guide that has a word.
fn page(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\n---\n\n{text}\n")
}

#[test]
fn a_file_that_is_written_in_place() {
    let preview = small();
    preview.edit(ABOUT, "画面を共有", "画面を一緒に共有");
    preview.until_page_has(PAGE, "画面を一緒に共有");
}

#[test]
fn a_file_that_is_saved_by_renaming_another_over_it() {
    let preview = small();
    for (from, to) in [("画面を共有", "一度目の共有"), ("一度目の共有", "二度目の共有")]
    {
        let text = preview.replaced(ABOUT, from, to);
        let temporary = preview.root.join("content/pages/.about.ja.md.tmp");
        fs::write(&temporary, text).unwrap();
        fs::rename(&temporary, preview.root.join(ABOUT)).unwrap();
        preview.until_page_has(PAGE, to);
    }
}

#[test]
fn a_file_that_is_moved_away_and_written_anew() {
    let preview = small();
    let (file, backup) = (preview.root.join(ABOUT), preview.root.join(format!("{ABOUT}~")));
    let text = preview.replaced(ABOUT, "画面を共有", "画面を一緒に共有");
    fs::rename(&file, &backup).unwrap();
    fs::write(&file, text).unwrap();
    preview.until_page_has(PAGE, "画面を一緒に共有");
}

#[test]
fn a_file_that_is_deleted_and_created_again() {
    let preview = small();
    let text = fs::read_to_string(preview.root.join(ABOUT)).unwrap();
    fs::remove_file(preview.root.join(ABOUT)).unwrap();
    until("the missing page is reported", || preview.says("error[missing-language]"));
    assert_eq!(preview.get(PAGE).status, 200, "the last good page stays");
    preview.write(ABOUT, &text.replace("画面を共有", "画面を一緒に共有"));
    preview.until_page_has(PAGE, "画面を一緒に共有");
}

#[test]
fn a_file_with_a_syntax_error_that_is_mended() {
    let preview = small();
    let good = fs::read_to_string(preview.root.join("content/guide.yaml")).unwrap();
    preview.write("content/guide.yaml", &good.replacen("title: {ja", "title: {{ja", 1));
    until("the error is said", || preview.says("content/guide.yaml:2:"));
    assert_eq!(preview.get("/external/ja/").status, 200);
    preview.write("content/guide.yaml", &good.replacen("小さなガイド", "直したガイド", 1));
    preview.until_page_has("/external/ja/", "直したガイド");
}

#[test]
fn a_folder_that_is_renamed_and_comes_back() {
    let preview = small();
    let (content, away) = (preview.root.join("content"), preview.root.join("away"));
    fs::rename(&content, &away).unwrap();
    until("the missing folder is reported", || preview.says("no folder `content`"));
    fs::rename(&away, &content).unwrap();
    let builds = preview.builds();
    until("it is built again", || preview.builds() > builds);
    // The folder is another one for the system by now: changes in it still count.
    preview.edit(ABOUT, "画面を共有", "画面を一緒に共有");
    preview.until_page_has(PAGE, "画面を一緒に共有");
}

#[test]
fn a_folder_inside_that_is_renamed() {
    let preview = small();
    let (pages, away) = (preview.root.join("content/pages"), preview.root.join("away"));
    fs::rename(&pages, &away).unwrap();
    until("its pages are missed", || preview.says("error["));
    fs::rename(&away, &pages).unwrap();
    preview.edit(ABOUT, "画面を共有", "画面を一緒に共有");
    preview.until_page_has(PAGE, "画面を一緒に共有");
}

#[test]
fn a_folder_that_is_new() {
    let guide = GuideTest::fixture("small");
    let preview = Preview::start(&guide, &[]);
    let fresh = preview.root.join("static/pictures");
    fs::create_dir_all(fresh.join("deep")).unwrap();
    fs::write(fresh.join("deep/new.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").unwrap();
    preview.edit(ABOUT, "画面を共有", "![画面](pictures/deep/new.svg)\n\n画面を共有");
    preview.until_page_has(PAGE, "<img");
    fs::write(fresh.join("deep/new.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>")
        .unwrap();
    let before = preview.get(PAGE).text();
    until("the picture has another name", || preview.get(PAGE).text() != before);
}

#[test]
fn two_hundred_files_at_once_are_one_change() {
    let names: Vec<String> = (0..100).map(|number| format!("more-{number:03}")).collect();
    let navigation = format!("[home, about, {}]", names.join(", "));
    let mut guide =
        GuideTest::fixture("small").edit("content/guide.yaml", "[home, about]", &navigation);
    for name in &names {
        guide = guide
            .write(&format!("content/pages/{name}.ja.md"), &page("追加", "本文です。"))
            .write(&format!("content/pages/{name}.en.md"), &page("More", "A text."));
    }
    let preview = Preview::start(&guide, &[]);
    let builds = preview.builds();
    for name in &names {
        preview.write(&format!("content/pages/{name}.ja.md"), &page("追加", "新しい本文です。"));
        preview.write(&format!("content/pages/{name}.en.md"), &page("More", "A newer text."));
    }
    for name in &names {
        preview.until_page_has(&format!("/external/ja/{name}/"), "新しい本文です。");
        preview.until_page_has(&format!("/external/en/{name}/"), "A newer text.");
    }
    // One; another if this process was held up for a while between two files.
    let builds = preview.builds() - builds;
    assert!((1..=3).contains(&builds), "{builds} builds");
}

#[test]
fn a_change_while_the_last_one_is_built() {
    let preview = small();
    for round in 0..20 {
        preview.write(ABOUT, &page("概要", &format!("一つ目{round} 。\n\n## 範囲 {{#scope}}\n\n:::internal\n\n## 記録 {{#record}}\n\n:::\n")));
        // Somewhere between the pause and the end of the build.
        thread::sleep(Duration::from_millis(10 + round));
        let english = page(
            "About",
            &format!(
                "Second {round}.\n\n## Scope {{#scope}}\n\n:::internal\n\n## Record {{#record}}\n\n:::\n"
            ),
        );
        preview.write("content/pages/about.en.md", &english);
        preview.until_page_has(PAGE, &format!("一つ目{round}"));
        preview.until_page_has("/external/en/about/", &format!("Second {round}."));
    }
}

#[test]
fn what_editors_leave_beside_a_file_is_no_change() {
    let preview = small();
    let builds = preview.builds();
    for name in
        [".about.ja.md.swp", "about.ja.md~", "#about.ja.md#", "about.ja.md.bak", ".DS_Store"]
    {
        preview.write(&format!("content/pages/{name}"), "left behind");
    }
    // A new time and the same bytes.
    preview.write(ABOUT, &fs::read_to_string(preview.root.join(ABOUT)).unwrap());
    preview.write("notes.txt", "beside the guide");
    preview.write("dist/external/index.html", "an output folder");
    thread::sleep(Duration::from_millis(400));
    assert_eq!(preview.builds(), builds);
    preview.edit(ABOUT, "画面を共有", "画面を一緒に共有");
    preview.until_page_has(PAGE, "画面を一緒に共有");
}

#[test]
fn a_template_of_the_guide() {
    let preview = small();
    preview.edit(
        "templates/markdown.html",
        "{% block content %}",
        "{% block content %}<p>ここから</p>",
    );
    preview.until_page_has(PAGE, "ここから");
}
