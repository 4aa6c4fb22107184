//! The report code: what it holds comes back, and what somebody misheard is found.

use checker::code::{MOST_SLOTS, Mistake, ReportCode};
use checker::policy::Device;
use checker::{Overall, Verdict};
use proptest::prelude::*;

const LETTERS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What [`example`] was written as by the first build that wrote codes.
const EARLIER: &str = "62P8H-9R4PD-NDNDN-DNDA5-B";

fn any_code() -> impl Strategy<Value = ReportCode> {
    let verdicts =
        prop::collection::btree_map(1..=MOST_SLOTS, prop::sample::select(Verdict::ALL), 0..60);
    let overall = prop::sample::select(Overall::ALL);
    let device = prop::option::of(prop::sample::select(Device::ALL));
    let machine = (device, 0_u8..16, 0_u16..512, 0_u8..16, 0_u16..64);
    (overall, prop::option::of(20_090_u16..28_281), machine, verdicts).prop_map(
        |(overall, today, (device, browser, browser_version, system, system_version), verdicts)| {
            let mut code = ReportCode::new(overall);
            code.today = today;
            code.device = device;
            code.browser = browser;
            code.browser_version = browser_version;
            code.system = system;
            code.system_version = system_version;
            for (slot, verdict) in verdicts {
                code.put(slot, verdict);
            }
            code
        },
    )
}

/// A code of the length that the shipped guide's codes have, which the tests go through letter by letter.
fn example() -> ReportCode {
    let mut code = ReportCode::new(Overall::Action);
    code.today = Some(20_779);
    code.device = Some(Device::Computer);
    code.browser = 1;
    code.browser_version = 156;
    code.system = 1;
    code.system_version = 11;
    for slot in 1..=18 {
        code.put(slot, Verdict::ALL[usize::from(slot) % 4]);
    }
    code
}

fn letters(code: &ReportCode) -> Vec<char> {
    code.to_string().chars().filter(|letter| *letter != '-').collect()
}

#[test]
fn a_code_is_about_25_letters_in_groups_of_five() {
    let code = example().to_string();
    let groups: Vec<&str> = code.split('-').collect();
    assert_eq!(letters(&example()).len(), 21);
    assert!(groups[..groups.len() - 1].iter().all(|group| group.len() == 5), "{code}");
    assert!(code.chars().all(|letter| letter == '-' || LETTERS.contains(letter)), "{code}");
}

#[test]
fn the_day_is_that_of_the_reader() {
    assert_eq!(example().date(), Some((2026, 11, 22)));
}

/// Codes of this build have to be readable by every later one. When this fails, the format has a new number.
#[test]
fn codes_that_are_out_there_stay_readable() {
    let code = ReportCode::read(EARLIER).expect("an earlier code");
    assert_eq!(code, example());
    assert_eq!(code.to_string(), EARLIER);
}

#[test]
fn it_is_read_as_people_type_it() {
    let code = example();
    let text = code.to_string();
    let wide = |letter: char| char::from_u32(u32::from(letter) + 0xFEE0).expect("a wide letter");
    let typed = [
        text.to_lowercase(),
        text.replace('-', " "),
        text.replace('-', "ー"),
        format!("  {}\n", text.replace('-', "")),
        format!("Report code: {text}"),
        format!("報告コード：{text}"),
        text.chars().map(wide).collect(),
        text.replace('0', "O").replace('1', "l"),
        text.replace('0', "o").replace('1', "I"),
    ];
    for typed in typed {
        assert_eq!(ReportCode::read(&typed), Ok(code.clone()), "{typed}");
    }
}

#[test]
fn every_wrong_letter_is_found() {
    let right = letters(&example());
    for place in 0..right.len() {
        for letter in LETTERS.chars().filter(|letter| *letter != right[place]) {
            let mut wrong = right.clone();
            wrong[place] = letter;
            let wrong: String = wrong.into_iter().collect();
            assert_eq!(ReportCode::read(&wrong), Err(Mistake::Checksum), "{wrong}");
        }
    }
}

#[test]
fn neighbours_that_changed_places_are_found() {
    let right = letters(&example());
    for place in 1..right.len() {
        if right[place] != right[place - 1] {
            let mut wrong = right.clone();
            wrong.swap(place, place - 1);
            let wrong: String = wrong.into_iter().collect();
            assert_eq!(ReportCode::read(&wrong), Err(Mistake::Checksum), "{wrong}");
        }
    }
}

#[test]
fn what_is_no_code_says_why() {
    let text = example().to_string();
    assert_eq!(ReportCode::read(" - "), Err(Mistake::Empty));
    assert_eq!(ReportCode::read("ABCDE"), Err(Mistake::Length));
    assert_eq!(ReportCode::read(&"0".repeat(100)), Err(Mistake::Length));
    assert_eq!(ReportCode::read(&text.replacen('-', "U", 1)), Err(Mistake::Letter('U')));
    assert_eq!(ReportCode::read(&text[..text.len() - 1]), Err(Mistake::Checksum));
    // Nothing but zeros fits its check letters, and is of no format.
    assert_eq!(ReportCode::read(&"0".repeat(20)), Err(Mistake::Format));
}

proptest! {
    #[test]
    fn what_a_code_holds_comes_back(code in any_code()) {
        prop_assert_eq!(ReportCode::read(&code.to_string()), Ok(code));
    }

    #[test]
    fn a_wrong_letter_is_found_in_any_code(code in any_code(), place: prop::sample::Index, letter in 0_usize..32) {
        let mut letters = letters(&code);
        let place = place.index(letters.len());
        let other = LETTERS.chars().nth(letter).expect("one of 32");
        prop_assume!(letters[place] != other);
        letters[place] = other;
        prop_assert_eq!(ReportCode::read(&letters.into_iter().collect::<String>()), Err(Mistake::Checksum));
    }

    #[test]
    fn a_swap_is_found_in_any_code(code in any_code(), place: prop::sample::Index) {
        let mut letters = letters(&code);
        let place = place.index(letters.len() - 1);
        prop_assume!(letters[place] != letters[place + 1]);
        letters.swap(place, place + 1);
        prop_assert_eq!(ReportCode::read(&letters.into_iter().collect::<String>()), Err(Mistake::Checksum));
    }

    #[test]
    fn reading_never_panics(text in ".*") {
        let _ = ReportCode::read(&text);
    }
}
