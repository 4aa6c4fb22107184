//! What the live page says, read out of a browser.

use std::collections::BTreeMap;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use checker::code::ReportCode;
use checker::{Policy, wire};
use serde_json::Value;

use crate::browser::Browser;

/// The page at one moment.
pub(super) struct Page {
    policy: Vec<u8>,
    /// What the page hands to the checker.
    pub(super) facts: String,
    /// `data-overall`.
    pub(super) overall: String,
    /// The text of `#report-code`.
    pub(super) code: String,
    /// `data-verdict` of each requirement.
    verdicts: Vec<(String, String)>,
    /// The sentences about what was seen, by requirement.
    seen: BTreeMap<String, String>,
}

/// Everything at once, so that nothing changes in between.
const READ: &str = "
    const root = document.querySelector('#checker');
    const items = [...document.querySelectorAll('[data-requirement]')];
    return {
        policy: root.dataset.policy,
        facts: annaiChecker.facts(),
        overall: root.dataset.overall ?? '',
        code: document.querySelector('#report-code').textContent,
        verdicts: items.map(item => [item.dataset.requirement, item.dataset.verdict ?? '']),
        seen: items.map(item => [item.dataset.requirement, [...item.querySelectorAll('.seen li')].map(it => it.textContent).join('\\n')]),
    };
";

impl Page {
    /// Opens a page and reads it once it has judged and the browser has told what it tells in its own time.
    pub(super) fn open(browser: &Browser, address: &str) -> Self {
        browser.open(address);
        browser.until(
            "const facts = window.annaiChecker?.facts?.() ?? '';
             return /^rtc=/m.test(facts) && /^permission.microphone=/m.test(facts) && /^devices=/m.test(facts)",
        );
        Self::read(browser)
    }

    pub(super) fn read(browser: &Browser) -> Self {
        let value = browser.eval(READ);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let pairs = |value: &Value| -> Vec<(String, String)> {
            let pairs = value.as_array().expect("a list");
            pairs.iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
        };
        let policy = value["policy"].as_str().unwrap_or_default();
        Self {
            policy: BASE64_STANDARD.decode(policy).expect("the policy is base64"),
            facts: text(&value["facts"]),
            overall: text(&value["overall"]),
            code: text(&value["code"]),
            verdicts: pairs(&value["verdicts"]),
            seen: pairs(&value["seen"]).into_iter().collect(),
        }
    }

    /// Waits until a requirement has a verdict, and reads the page then.
    pub(super) fn once(browser: &Browser, id: &str, verdict: &str) -> Self {
        browser.until(&format!(
            "return document.querySelector('#{id}').dataset.verdict === '{verdict}'"
        ));
        Self::read(browser)
    }

    /// Waits until the page knows a fact, and reads it then.
    pub(super) fn knows(browser: &Browser, fact: &str) -> Self {
        browser.until(&format!(
            "return ('\\n' + annaiChecker.facts() + '\\n').includes('\\n{fact}\\n')"
        ));
        Self::read(browser)
    }

    /// Waits until the checker has a reason for a requirement, and reads the page then.
    pub(super) fn knows_reason(browser: &Browser, id: &str, reason: &str) -> Self {
        browser.until(&format!(
            "const policy = document.querySelector('#checker').dataset.policy;
             const lines = annaiChecker.evaluate(policy, annaiChecker.facts()).split('\\n');
             return lines.some(line => line.startsWith('item {id} ') && line.split(' ').includes('{reason}'))"
        ));
        Self::read(browser)
    }

    #[track_caller]
    pub(super) fn verdict(&self, id: &str) -> &str {
        let found = self.verdicts.iter().find(|(name, _)| name == id);
        let Some((_, verdict)) = found else { panic!("no {id}") };
        verdict
    }

    /// What the page says it has seen of a requirement.
    #[track_caller]
    pub(super) fn seen(&self, id: &str) -> &str {
        self.seen.get(id).unwrap_or_else(|| panic!("no {id}"))
    }

    /// The value of a fact.
    pub(super) fn fact(&self, key: &str) -> Option<&str> {
        let mut pairs = self.facts.lines().filter_map(|line| line.split_once('='));
        pairs.find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// The reasons the checker gives for a requirement on this machine.
    pub(super) fn reasons(&self, id: &str) -> Vec<String> {
        let start = format!("item {id} ");
        let answer = self.answer();
        let line = answer.lines().find_map(|line| line.strip_prefix(&start)).unwrap_or_default();
        line.split(' ').skip(1).map(str::to_owned).collect()
    }

    /// What the checker says on this machine.
    pub(super) fn answer(&self) -> String {
        wire::evaluate(&self.policy, self.facts.as_bytes())
    }

    pub(super) fn policy(&self) -> Policy {
        wire::read_policy(&self.policy).expect("the policy can be read")
    }

    pub(super) fn policy_bytes(&self) -> &[u8] {
        &self.policy
    }

    /// Every verdict, the overall one and the code are those that the checker gives here for the same facts; the code
    /// holds those verdicts; and what was seen is said in a sentence without blanks.
    #[track_caller]
    pub(super) fn agrees(self) -> Self {
        let shown: String = std::iter::once(format!("overall {}\n", self.overall))
            .chain(self.verdicts.iter().map(|(id, verdict)| format!("item {id} {verdict}\n")))
            .chain([format!("code {}\n", self.code)])
            .collect();
        let answer = self.answer();
        let expected: String = answer
            .lines()
            .filter(|line| ["overall", "item", "code"].iter().any(|word| line.starts_with(word)))
            .map(|line| line.splitn(4, ' ').take(3).collect::<Vec<_>>().join(" ") + "\n")
            .collect();
        assert_eq!(shown, expected, "{}", self.facts);
        let code = ReportCode::read(&self.code).expect("the code can be read");
        assert_eq!(code.overall.id(), self.overall);
        let slots: BTreeMap<u8, &str> =
            code.slots().map(|(slot, verdict)| (slot, verdict.id())).collect();
        for requirement in &self.policy().requirements {
            assert_eq!(slots[&requirement.slot], self.verdict(&requirement.id), "{}", self.code);
            let seen = self.seen(&requirement.id);
            // The verdict itself says that a question is open.
            let has_reason = self.reasons(&requirement.id).iter().any(|it| it != "ask-open");
            assert_eq!(!seen.is_empty(), has_reason, "{}: {seen:?}", requirement.id);
            assert!(!seen.contains(['{', '}']), "{}: {seen:?}", requirement.id);
        }
        self
    }
}
