//! Sites that nobody thought of.

use proptest::prelude::*;

use super::*;

/// A small site of names that are likely to be a folder in one site and a file in another.
fn small_site() -> impl Strategy<Value = Files> {
    let path = prop::collection::vec(prop::sample::select(vec!["a", "a-", "b", "assets"]), 1..4);
    let text = prop::sample::select(vec!["x", "y", "long"]);
    prop::collection::btree_map(path.prop_map(|path| path.join("/")), text, 0..8).prop_map(
        |drawn| {
            let mut files = Files::new();
            for (path, text) in drawn {
                if !clashes(&path, files.keys()) {
                    files.insert(path, text.to_owned());
                }
            }
            files
        },
    )
}

/// Whether one of `paths` would have to be a file and a folder at once, if `path` was there too.
fn clashes<'a>(path: &str, mut paths: impl Iterator<Item = &'a String>) -> bool {
    let lies_in = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'))
    };
    paths.any(|other| lies_in(other, path) || lies_in(path, other))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_site_replaces_any_other_and_keeps_what_is_not_its_own(
        before in small_site(),
        after in small_site(),
        mine in small_site(),
    ) {
        let output = Output::quick();
        output.emit(&before);
        let mine: Files = mine
            .into_iter()
            .filter(|(path, _)| !before.contains_key(path) && !clashes(path, before.keys()))
            .collect();
        for (path, text) in &mine {
            output.put(path, text);
        }
        let as_it_was = output.all();
        let fits = |(path, text): (&String, &String)| {
            after.get(path).is_none_or(|other| other == text) && !clashes(path, after.keys())
        };
        if mine.iter().all(fits) {
            output.emit(&after);
            let expected: Files = mine.into_iter().chain(after.clone()).collect();
            prop_assert_eq!(output.files(), expected);
            let again = emit_on(&Dying::after(0), &site(&after), &output.path());
            prop_assert_eq!(again.ok().map(|done| done.unchanged), Some(after.len()));
        } else {
            let error = output.refuse(&after);
            prop_assert!(matches!(error, EmitError::InTheWay { .. }), "{}", error);
            prop_assert_eq!(output.all(), as_it_was);
        }
    }
}
