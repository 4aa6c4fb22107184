//! What comparing the languages finds, and above all what it does not.

use crate::harness::GuideTest;

const ACCESS: &str = "content/access.yaml";
const COMMENT: &str = "    comment: {ja: 状態を確認します。, en: For its status.}";

/// The codes found in a text in two languages.
fn found(ja: &str, en: &str) -> Vec<String> {
    let text = |text: &str| serde_json::to_string(text).unwrap();
    let comment = format!("    comment: {{ja: {}, en: {}}}", text(ja), text(en));
    let outcome = GuideTest::fixture("small").edit(ACCESS, COMMENT, &comment).build();
    outcome.diagnostics.iter().map(|one| one.code.as_str().to_owned()).collect()
}

#[test]
fn the_same_number_in_the_words_of_two_languages_is_the_same() {
    for (ja, en) in [
        ("10分ほど", "about 10 minutes"),
        ("10分の会議", "a 10-minute meeting"),
        ("1時間", "one hour"),
        ("1日前", "the day before"),
        ("24時間", "1 day"),
        ("3つ", "three"),
        ("三つ", "3"),
        ("2回", "twice"),
        ("2026年11月22日", "22 November 2026"),
        ("2026年11月22日", "November 22, 2026"),
        ("2026年11月22日", "2026-11-22"),
        ("2026年11月", "November 2026"),
        ("11月22日", "the 22nd of November"),
        ("2026年", "in 2026"),
        ("AOS 7.1以降", "AOS 7.1 or later"),
        ("ポート443と5004～5006", "ports 443 and 5004 to 5006"),
        ("平均30%", "30 percent on average"),
        ("1万台", "10,000 machines"),
        ("9時30分", "9:30"),
        ("午後9時", "9 p.m."),
        ("9時から17時", "9am to 5pm"),
        ("午後1時半", "1:30 PM"),
        ("9:00〜17:00", "9:00-17:00"),
        ("09:00～17:00", "09:00-17:00"),
        ("9 時 30 分", "9:30"),
        ("2026 年 11 月 22 日", "22 November 2026"),
        ("11月 22日", "22 November"),
        ("2026年11月22日", "Nov 22, 2026"),
        ("2026年5月2日", "2 May 2026"),
        ("2026年度", "FY2026"),
        ("64ビット", "64bit"),
        ("30fps", "30 fps"),
        ("30分", "thirty minutes"),
        ("2.3億", "230 million"),
        ("10GB", "10 GB"),
        ("X11のセッション", "a session"),
        ("0053-116-1201", "0053-116-1201"),
        ("Windows 10、Windows 10", "Windows 10"),
        ("1920×1080", "1920 by 1080"),
    ] {
        assert_eq!(found(ja, en), [""; 0], "{ja} / {en}");
    }
}

#[test]
fn another_number_is_another_number() {
    for (ja, en) in [
        ("10分", "15 minutes"),
        ("10分", "10 hours"),
        ("2026年11月22日", "22 November 2025"),
        ("2026年11月22日", "22 October 2026"),
        ("AOS 7.1", "AOS 7.10"),
        ("ポート443", "port 80"),
        ("0053-116-1201", "0053-116-1202"),
        ("30%", "30 days"),
        ("3つ", "two"),
        ("5つ", "some"),
        ("9時から17時", "9am to 6pm"),
        ("9:00〜17:00", "9:00-18:00"),
        ("11月22日", "22 January"),
        ("2026年度", "FY2025"),
        ("30分", "forty minutes"),
        ("0000年00月00日", "some day"),
    ] {
        let codes = found(ja, en);
        assert!(
            codes.iter().all(|code| code == "numbers-differ") && !codes.is_empty(),
            "{ja} / {en}: {codes:?}"
        );
    }
}

#[test]
fn the_same_things_in_another_order_are_the_same() {
    for (ja, en) in [
        ("[一覧](access)と[確認](check)", "[Check](check) and [list](access)"),
        ("https://example.com/ja-jp/a を見ます", "See https://example.com/a."),
        ("<support@example.com>へ", "Write to support@example.com."),
        ("`a`と`b`", "`b` and `a`"),
        ("◎と○", "○, ◎ and ◎"),
    ] {
        assert_eq!(found(ja, en), [""; 0], "{ja} / {en}");
    }
}

#[test]
fn names_and_quotations_may_be_in_another_script() {
    assert_eq!(found("日本語で読む", "Read it in 日本語."), [""; 0]);
    assert_eq!(found("「はい」を押す", "Press \"はい\"."), [""; 0]);
    assert_eq!(found("`はい`を押す", "Press `はい`."), [""; 0]);
}

#[test]
fn a_comment_for_annai_reaches_no_page() {
    let page = "content/pages/about.en.md";
    let text = GuideTest::fixture("small").text(page).replace(
        "We look",
        "<!-- annai: allow(numbers-differ) SECRET reason -->\nIn 5 days we look",
    );
    let outcome = GuideTest::fixture("small").write(page, &text).build().clean();
    for edition in ["external", "internal"] {
        let all = outcome.everything(edition);
        assert!(
            all.contains("In 5 days we look") && !all.contains("SECRET") && !all.contains("annai:")
        );
    }
}

#[test]
fn after_an_edit_the_same_is_found_with_a_memo_as_without() {
    let page = "content/pages/about.en.md";
    let guide = GuideTest::fixture("small").edit(page, "What we open", "In 5 days, what we open");
    let first = guide.build().reports(&["numbers-differ"]);
    let again = first.again().edit(page, "We look", "In 7 days we look");
    let fresh = again.forgetful().build().short();
    let again = again.build().reports(&["numbers-differ", "numbers-differ"]);
    assert_eq!(again.short(), fresh);
}

#[test]
fn what_is_quoted_or_names_nobody_is_no_difference() {
    for (ja, en) in [
        ("「×」を押します。", "Select the X button."),
        ("○○株式会社", "Acme"),
        ("「Webexを開く」を選びます。", "Select \"Webexを開く\"."),
        ("Webexを開くを選びます。", "Select “Webexを開く” there."),
        (
            "[使い方](https://support.example.com/answer/95647?hl=ja)",
            "[How to use it](https://support.example.com/answer/95647?hl=en)",
        ),
    ] {
        assert_eq!(found(ja, en), [""; 0], "{ja} / {en}");
    }
    for (ja, en, code) in [
        ("選びます。", "Select \"Webex\" を開く.", "foreign-script"),
        ("○は要ります。", "It is needed.", "marks-differ"),
        ("[A](https://example.com/?id=1)", "[A](https://example.com/?id=2)", "links-differ"),
    ] {
        assert!(found(ja, en).contains(&code.to_owned()), "{ja} / {en}: {:?}", found(ja, en));
    }
}

#[test]
fn a_comment_on_the_line_where_a_block_begins_is_a_comment() {
    let comment = "    comment:\n      ja: 状態を確認します。\n      en: >-  # annai: allow(numbers-differ) it is a name\n        For status 7.\n";
    let outcome =
        GuideTest::fixture("small").edit(ACCESS, &format!("{COMMENT}\n"), comment).build();
    assert_eq!(outcome.short(), "");
}
