//! Reads `cases.txt`.

use std::collections::BTreeMap;

use checker::Policy;

/// A situation.
pub(crate) struct Case {
    /// What it is, in words.
    pub(crate) title: String,
    /// The facts, as a page hands them over.
    pub(crate) facts: String,
    /// Lines of the checker's answer.
    pub(crate) expected: Vec<String>,
}

/// The cases, for the versions that a policy asks for.
pub(crate) fn cases(policy: &Policy) -> Vec<Case> {
    let text = filled(include_str!("cases.txt"), policy);
    let mut machines: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut cases = Vec::new();
    for block in text.split("\n\n") {
        let mut lines = block.lines();
        let Some((kind, name)) = lines.next().and_then(|line| line.split_once(' ')) else {
            continue;
        };
        if kind != "machine" && kind != "case" {
            continue;
        }
        let mut facts = Vec::new();
        let mut expected = Vec::new();
        for line in lines {
            if let Some(names) = line.strip_prefix("from ") {
                for name in names.split(' ') {
                    let known = machines.get(name).unwrap_or_else(|| panic!("no machine {name}"));
                    facts.extend(known.iter().copied());
                }
            } else if let Some(verdict) = line.strip_prefix("-> ") {
                expected.push(answer_line(verdict));
            } else if let Some(key) = line.strip_suffix('=') {
                facts.retain(|fact| fact.split('=').next() != Some(key));
            } else {
                assert!(line.contains('='), "{name}: what is `{line}`?");
                facts.push(line);
            }
        }
        if kind == "machine" {
            machines.insert(name, facts);
        } else {
            assert!(!expected.is_empty(), "{name}: nothing is expected");
            cases.push(Case { title: name.to_owned(), facts: facts.join("\n"), expected });
        }
    }
    cases
}

/// A verdict as the answer has it: only those on requirements begin with another word.
fn answer_line(verdict: &str) -> String {
    let word = verdict.split(' ').next();
    let is_of_machine =
        word.is_some_and(|word| ["overall", "browser", "system", "device"].contains(&word));
    // `browser chrome 156` is what the browser is, `browser proved …` the verdict on the requirement of that name.
    let second = verdict.split(' ').nth(1).and_then(checker::Verdict::from_id);
    if is_of_machine && (word == Some("overall") || second.is_none()) {
        verdict.to_owned()
    } else {
        format!("item {verdict}")
    }
}

/// The table with the versions a policy asks for.
fn filled(table: &str, policy: &Policy) -> String {
    policy.browsers.iter().filter(|browser| browser.minimum > 0).fold(
        table.to_owned(),
        |table, browser| {
            let (id, minimum) = (&browser.id, browser.minimum);
            table
                .replace(&format!("{{{id}}}"), &minimum.to_string())
                .replace(&format!("{{{id}-1}}"), &(minimum - 1).to_string())
        },
    )
}
