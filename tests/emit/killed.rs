//! Builds that are killed at every change they make to the disk.

use super::*;

/// What must hold for readers at every moment of a build.
fn assert_whole(output: &Output, before: &Files, after: &Files, at: &str) {
    let found = output.files();
    for (path, text) in found.iter().filter(|(path, _)| !path.ends_with('/')) {
        let whole = [before.get(path), after.get(path)];
        assert!(whole.contains(&Some(text)), "{at}: `{path}` is not whole: {text:?}");
    }
    for path in before.keys().filter(|path| after.contains_key(*path)) {
        assert!(found.contains_key(path), "{at}: `{path}` was there and has gone");
    }
}

/// What must hold besides while `before` becomes `after` for the first time.
fn assert_in_order(output: &Output, before: &Files, after: &Files, at: &str) {
    let found = output.files();
    let is_asset = |path: &str| path.starts_with("assets/");
    let is_new =
        |path: &str| before.get(path) != after.get(path) && found.get(path) == after.get(path);
    // No page is newer than what it loads, and nothing goes before everything new is there.
    if after.keys().any(|path| !is_asset(path) && is_new(path)) {
        for asset in after.keys().filter(|path| is_asset(path)) {
            assert!(found.contains_key(asset), "{at}: a new page came before `{asset}`");
        }
    }
    // Where a folder becomes a file, or a file a folder, the old one has to go at once.
    let in_the_way = |path: &str| path.contains("becomes");
    if before.keys().any(|path| !found.contains_key(path) && !in_the_way(path)) {
        for path in after.keys() {
            let text = found.get(path);
            assert_eq!(text, after.get(path), "{at}: an old file went before `{path}` came");
        }
    }
}

/// Two sites whose builds have one step of every kind, few enough for every pair of kills.
fn few_before_and_after() -> (Files, Files) {
    let before = files([("assets/1.css", "old"), ("becomes-folder", "old"), ("ja/gone/x", "old")]);
    let after = files([("assets/2.css", "new"), ("becomes-folder/x", "new"), ("ja/x", "new")]);
    (before, after)
}

/// A build from one site to another, to be killed.
struct Killed<'a> {
    before: &'a Files,
    after: &'a Files,
    /// A folder in the output that is a disk of its own.
    elsewhere: Option<&'a str>,
}

impl Killed<'_> {
    /// Kills the build after each number of changes in turn, and calls `then` with what it left and when that was.
    fn everywhere(&self, then: impl Fn(&Output, &str)) {
        for changes in 0..1000 {
            let output = self.output();
            if self.at(changes, &output) {
                output.assert_is(self.after);
                assert!(changes > 5, "only {changes} changes: there was nothing to do");
                return;
            }
            let at = format!("killed after {changes} changes");
            assert_whole(&output, self.before, self.after, &at);
            assert_in_order(&output, self.before, self.after, &at);
            then(&output, &at);
        }
        panic!("the build never ends");
    }

    /// Kills the build everywhere, after that the build of `next` everywhere, and finishes it.
    fn everywhere_and(&self, next: &Self) {
        for changes in 0..1000 {
            let unfinished = AtomicUsize::new(0);
            self.everywhere(|output, at| {
                let at = format!("{at}, then after {changes}");
                unfinished.fetch_add(usize::from(!next.at(changes, output)), SeqCst);
                assert_whole(output, self.before, self.after, &at);
                next.finish(output, &at);
            });
            if unfinished.into_inner() == 0 {
                return;
            }
        }
        panic!("the second build never ends");
    }

    /// The output before the build. There is none before a first build.
    fn output(&self) -> Output {
        let output = Output::quick();
        if !self.before.is_empty() {
            output.emit(self.before);
        }
        if let Some(elsewhere) = self.elsewhere {
            fs::create_dir_all(output.file(elsewhere)).expect("a folder");
        }
        output
    }

    /// Kills the build after some changes; or it was finished before, and says so.
    fn at(&self, changes: usize, output: &Output) -> bool {
        let elsewhere = self.elsewhere.map(|elsewhere| output.file(elsewhere));
        let disk = Dying { elsewhere, ..Dying::after(changes) };
        emit_on(&disk, &site(self.after), &output.path()).is_ok()
    }

    fn finish(&self, output: &Output, at: &str) {
        assert!(self.at(usize::MAX / 2, output), "{at}");
        output.assert_is(self.after);
    }
}

#[test]
fn a_first_build_killed_anywhere_can_be_repeated() {
    let (first, _) = before_and_after();
    let build = Killed { before: &Files::new(), after: &first, elsewhere: None };
    build.everywhere(|output, at| build.finish(output, at));
}

#[test]
fn a_build_killed_anywhere_leaves_whole_files_and_can_be_repeated() {
    let (before, after) = before_and_after();
    let build = Killed { before: &before, after: &after, elsewhere: None };
    build.everywhere(|output, at| build.finish(output, at));
}

#[test]
fn a_build_onto_two_disks_killed_anywhere_can_be_repeated() {
    let (before, after) = before_and_after();
    let build = Killed { before: &before, after: &after, elsewhere: Some("ja") };
    build.everywhere(|output, at| build.finish(output, at));
}

#[test]
fn a_killed_build_can_be_followed_by_one_of_the_old_site() {
    let (before, after) = before_and_after();
    for elsewhere in [None, Some("ja")] {
        let build = Killed { before: &before, after: &after, elsewhere };
        let back = Killed { before: &after, after: &before, elsewhere };
        build.everywhere(|output, at| back.finish(output, at));
    }
}

#[test]
fn a_repeated_build_can_be_killed_too() {
    let (before, after) = few_before_and_after();
    for elsewhere in [None, Some("ja")] {
        let build = Killed { before: &before, after: &after, elsewhere };
        build.everywhere_and(&build);
    }
}

#[test]
fn a_build_of_the_old_site_after_a_killed_one_can_be_killed_too() {
    let (before, after) = few_before_and_after();
    for elsewhere in [None, Some("ja")] {
        let build = Killed { before: &before, after: &after, elsewhere };
        build.everywhere_and(&Killed { before: &after, after: &before, elsewhere });
    }
}
