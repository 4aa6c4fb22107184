//! Sheets that become documents, and sheets that do not.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests stop at the first surprise")]

use handout::{Problem, Sheet, displays, forget, typeset};

const HEAD: &str = "#set document(title: \"Handout\")\n\
    #set text(font: (\"BIZ UDPGothic\", \"BIZ UDGothic\"), lang: \"ja\")\n";

fn sheet(template: &str) -> Sheet<'_> {
    Sheet {
        template,
        data: b"{}",
        pictures: &[],
        identifier: "https://guide.example/ja/",
        creator: "a test",
        date: (2026, 11, 20),
    }
}

fn with(body: &str) -> Result<Vec<u8>, Vec<Problem>> {
    typeset(&sheet(&format!("{HEAD}{body}")))
}

/// The one problem of a document, and the text of the template that it points at.
#[track_caller]
fn problem(body: &str) -> (Problem, String) {
    let template = format!("{HEAD}{body}");
    let problems = typeset(&sheet(&template)).unwrap_err();
    let [problem] = &problems[..] else { panic!("{problems:?}") };
    let text = problem.place.clone().map_or("", |place| &template[place]);
    (problem.clone(), text.to_owned())
}

#[test]
fn a_document_conforms_to_both_standards() {
    let pdf = with("= 見出し\n本文です。").unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.contains("pdfuaid:part>1<") && text.contains("pdfaid:part>2<"), "metadata");
    assert!(text.contains("pdfaid:conformance>A<"), "metadata");
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    let first = with("= 見出し\n本文です。").unwrap();
    for _ in 0..20 {
        forget();
    }
    assert!(first == with("= 見出し\n本文です。").unwrap());
    let template = format!("{HEAD}= 見出し\n本文です。");
    for other in [
        Sheet { date: (2026, 11, 21), ..sheet(&template) },
        Sheet { identifier: "https://guide.example/en/", ..sheet(&template) },
        Sheet { creator: "another", ..sheet(&template) },
    ] {
        assert!(first != typeset(&other).unwrap(), "{other:?}");
    }
}

#[test]
fn data_and_pictures_are_read_and_nothing_else_is() {
    let template =
        format!("{HEAD}#json(\"/data.json\").word #image(\"/pictures/box.svg\", alt: \"A box\")");
    let picture = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>"#;
    let pictures = [("/pictures/box.svg".to_owned(), picture.to_vec())];
    let whole = Sheet { data: br#"{"word": "x"}"#, pictures: &pictures, ..sheet(&template) };
    typeset(&whole).unwrap();
    let problems = typeset(&Sheet { pictures: &[], ..whole }).unwrap_err();
    assert!(problems[0].message.contains("file not found"), "{problems:?}");
    for file in ["/etc/hostname", "../../etc/hostname", "handout.rs"] {
        assert!(with(&format!("#read(\"{file}\")")).is_err(), "{file}");
    }
    assert!(with("#import \"@preview/cetz:0.3.4\": canvas").is_err());
    assert!(with("#datetime.today().display()").is_err(), "there is no clock");
}

#[test]
fn text_in_data_is_never_markup() {
    let template = format!("{HEAD}#json(\"/data.json\").word");
    let data = br##"{"word": "#panic() = * _ $ ` @x <y> \\"}"##;
    typeset(&Sheet { data, ..sheet(&template) }).unwrap();
}

#[test]
fn a_row_can_have_a_header() {
    let table = "#table(columns: 2, table.header[Target][Mark], pdf.header-cell(scope: \"row\")[Server], [○])";
    with(table).unwrap();
}

#[test]
fn a_mistake_is_at_its_place() {
    let (problem, text) = problem("#let x = 1 + nothing\n");
    assert_eq!(problem.message, "unknown variable: nothing");
    assert_eq!(text, "nothing");
    assert!(problem.missing.is_empty());
}

#[test]
fn a_picture_without_alternative_text_is_a_problem() {
    let picture = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>"#;
    let pictures = [("/box.svg".to_owned(), picture.to_vec())];
    let template = format!("{HEAD}#image(\"/box.svg\")");
    let problems = typeset(&Sheet { pictures: &pictures, ..sheet(&template) }).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert!(problems[0].message.ends_with("missing alt text"), "{problems:?}");
    assert_eq!(&template[problems[0].place.clone().unwrap()], "image(\"/box.svg\")");
}

#[test]
fn a_font_that_is_not_there_is_a_problem() {
    let (problem, text) = problem("#text(font: \"Comic Sans MS\")[x]");
    assert!(problem.message.contains("unknown font family"), "{problem:?}");
    assert_eq!(text, "\"Comic Sans MS\"");
}

#[test]
fn a_character_without_a_glyph_is_named() {
    for missing in ['🦀', '⚠', '한', '\u{e000}'] {
        assert!(!displays(missing), "{missing}");
        let (problem, _) = problem(&format!("前{missing}後"));
        assert_eq!(problem.missing, [missing], "{problem:?}");
    }
}

#[test]
fn what_is_said_to_be_displayed_is_displayed() {
    let scalars = (0x20..0x3_0000).filter_map(char::from_u32);
    let shown: Vec<char> = scalars.filter(|one| displays(*one) && !one.is_whitespace()).collect();
    assert!(shown.len() > 8000, "{}", shown.len());
    // As data, so that none of them is markup; in pieces, so that a line is not too long.
    let words: Vec<String> = shown.chunks(40).map(|chunk| chunk.iter().collect()).collect();
    let data = format!("[{}]", words.iter().map(|word| json(word)).collect::<Vec<_>>().join(","));
    let template = format!("{HEAD}#for word in json(\"/data.json\") [#word #strong(word) \\ ]");
    if let Err(problems) = typeset(&Sheet { data: data.as_bytes(), ..sheet(&template) }) {
        panic!("{:?}", problems.iter().map(|one| &one.message).collect::<Vec<_>>());
    }
}

fn json(text: &str) -> String {
    let units = text.encode_utf16();
    let escaped: Vec<String> = units.map(|unit| format!("\\u{unit:04x}")).collect();
    format!("\"{}\"", escaped.concat())
}

#[test]
fn the_fonts_have_what_japanese_is_written_with() {
    let kana = ('ぁ'..='ん').chain('ァ'..='ヶ').chain("、。・ー「」『』（）［］【】〜…‥".chars());
    // Of both levels of JIS X 0208 the first and the last row; of Windows and of everyday use what they add.
    let kanji = "亜唖娃阿哀愛挨姶逢葵茜穐悪握渥旭葦芦鯵梓圧斡扱宛姐虻飴絢綾鮎或粟袷安庵按暗案闇鞍杏弌丐丕个丱丶丼堯槇遙瑤凜熙髙﨑塡剝頰𠮟";
    let signs = "①⑳◎○△×✕✓☐→←↑↓⇒※〒℡℃°±≠≤½™©®€¥";
    for one in kana.chain(kanji.chars()).chain(signs.chars()).chain(' '..='~') {
        assert!(displays(one) || one == '≤', "{one}");
    }
}
