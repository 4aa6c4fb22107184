//! The module in the pages, run without a browser: the same bytes, the same three functions.

use checker::policy::{Browser, Level, MOST_NESTED, Policy, Requirement, Rule, System};
use checker::wire;
use proptest::prelude::*;
use wasmi::{Engine, Linker, Memory, Module, Store, TypedFunc};

/// The module that is in the pages.
pub(crate) const MODULE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/checker.wasm"));

/// A running module.
pub(crate) struct Checker {
    store: Store<()>,
    memory: Memory,
    input: TypedFunc<u32, u32>,
    evaluate: TypedFunc<u32, u32>,
    decode: TypedFunc<(), u32>,
}

impl Checker {
    /// Starts the module as a page does: it imports nothing.
    pub(crate) fn start() -> Self {
        let engine = Engine::default();
        let module = Module::new(&engine, MODULE).expect("a module");
        let mut store = Store::new(&engine, ());
        let instance =
            Linker::new(&engine).instantiate_and_start(&mut store, &module).expect("no imports");
        Self {
            memory: instance.get_memory(&store, "memory").expect("a memory"),
            input: instance.get_typed_func(&store, "input").expect("a function"),
            evaluate: instance.get_typed_func(&store, "evaluate").expect("a function"),
            decode: instance.get_typed_func(&store, "decode").expect("a function"),
            store,
        }
    }

    /// What [`wire::evaluate`] answers.
    pub(crate) fn evaluate(&mut self, policy: &[u8], facts: &[u8]) -> String {
        self.give(&[policy, facts].concat());
        let length = u32::try_from(policy.len()).expect("a short policy");
        let place = self.evaluate.call(&mut self.store, length).expect("never a trap");
        self.take(place)
    }

    /// What [`wire::decode`] answers.
    pub(crate) fn decode(&mut self, code: &[u8]) -> String {
        self.give(code);
        let place = self.decode.call(&mut self.store, ()).expect("never a trap");
        self.take(place)
    }

    fn give(&mut self, bytes: &[u8]) {
        let length = u32::try_from(bytes.len()).expect("a short input");
        let place = self.input.call(&mut self.store, length).expect("never a trap");
        self.memory.write(&mut self.store, place as usize, bytes).expect("room for the input");
    }

    fn take(&self, place: u32) -> String {
        let answer = &self.memory.data(&self.store)[place as usize..];
        let (length, text) = answer.split_first_chunk().expect("a length");
        let text = &text[..u32::from_le_bytes(*length) as usize];
        String::from_utf8(text.to_vec()).expect("text")
    }
}

/// A policy with some of everything that does not depend on a guide.
fn policy() -> Policy {
    let requirement = |slot, rule| Requirement {
        id: format!("requirement-{slot}"),
        slot,
        level: Level::Required,
        rule,
    };
    Policy {
        revised_on: 20_400,
        browsers: vec![Browser {
            id: "chrome".into(),
            slot: 1,
            brand: "Google Chrome".into(),
            has: vec!["Chrome/".into()],
            lacks: vec!["Edg/".into()],
            version_after: "Chrome/".into(),
            minimum: 140,
            retired: false,
        }],
        systems: vec![System {
            id: "windows".into(),
            slot: 1,
            platform: "Windows".into(),
            has: vec!["Windows NT".into()],
            lacks: Vec::new(),
            minimum: 10,
        }],
        probes: vec!["webex".into()],
        servers: vec!["stun".into()],
        requirements: vec![
            requirement(1, Rule::All(vec![Rule::Browser(vec![0]), Rule::System(vec![0])])),
            requirement(2, Rule::Any(vec![Rule::Reach(0), Rule::Udp(0)])),
            requirement(3, Rule::Not(Box::new(Rule::Screen(1280, 720)))),
            requirement(60, Rule::Ask(0)),
        ],
    }
}

/// Facts that the rules look at, and some that nobody wrote.
const FACTS: &str = "agent=Mozilla/5.0 (Windows NT 10.0) Chrome/141.0.0.0\nbrand=Google Chrome/141\nplatform=Windows\n\
                     platform-version=15.0.0\nmobile=no\nsecure=yes\nscreen=1920x1080\nreach.webex=fetch:ok:12 image:ok:20\n\
                     today=2026-11-22\nnow=1795300000\nserver-time=1795300001\nanswer.requirement-60.0=yes\nunknown=値\n";

#[test]
fn the_module_exports_what_a_page_calls_and_nothing_else() {
    let module = Module::new(&Engine::default(), MODULE).unwrap();
    assert_eq!(module.imports().count(), 0);
    let mut exports: Vec<&str> = module.exports().map(|export| export.name()).collect();
    exports.sort_unstable();
    // The compiler adds two numbers, the ends of the data and of the stack, to every module of this target.
    assert_eq!(exports, ["__data_end", "__heap_base", "decode", "evaluate", "input", "memory"]);
}

#[test]
fn the_module_answers_as_the_host_does() {
    let mut module = Checker::start();
    let packed = wire::policy(&policy());
    let answer = module.evaluate(&packed, FACTS.as_bytes());
    assert_eq!(answer, wire::evaluate(&packed, FACTS.as_bytes()));
    let code = answer.lines().find_map(|line| line.strip_prefix("code ")).expect("a code");
    assert_eq!(module.decode(code.as_bytes()), wire::decode(code.as_bytes()));
    assert!(module.decode(code.as_bytes()).starts_with(&format!("code {code}\noverall ")));
    assert_eq!(module.decode(b""), "error empty\n");
    assert_eq!(module.evaluate(b"\xff", b""), "error policy\n");
    // A question leaves nothing behind.
    assert_eq!(module.evaluate(&packed, FACTS.as_bytes()), answer);
}

#[test]
fn a_policy_length_beyond_the_input_is_the_whole_input() {
    let mut module = Checker::start();
    module.give(b"short");
    let place = module.evaluate.call(&mut module.store, u32::MAX).expect("never a trap");
    assert_eq!(module.take(place), wire::evaluate(b"short", b""));
}

#[test]
fn rules_inside_rules_do_not_use_up_the_stack() {
    let mut module = Checker::start();
    let packed = |rule| {
        let requirements =
            vec![Requirement { id: String::new(), slot: 1, level: Level::Required, rule }];
        wire::policy(&Policy { requirements, ..Policy::default() })
    };
    // Two bytes at the end are what the last rule asks.
    let question = packed(Rule::Ask(0));
    let not = packed(Rule::Not(Box::new(Rule::Ask(0))))[question.len() - 2];
    let (start, end) = question.split_at(question.len() - 2);
    for (depth, is_read) in
        [(1, true), (MOST_NESTED - 1, true), (MOST_NESTED, false), (1 << 20, false)]
    {
        let nested = [start, &vec![not; depth], end].concat();
        let answer = module.evaluate(&nested, b"");
        assert_eq!(answer, wire::evaluate(&nested, b""));
        assert_eq!(answer != "error policy\n", is_read, "{depth}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_bytes_make_the_module_trap(
        policy in prop::collection::vec(any::<u8>(), 0..200),
        facts in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let mut module = Checker::start();
        prop_assert_eq!(module.evaluate(&policy, &facts), wire::evaluate(&policy, &facts));
        prop_assert_eq!(module.decode(&facts), wire::decode(&facts));
    }

    #[test]
    fn a_damaged_policy_does_not_make_the_module_trap(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        line in "[a-z.-]{1,12}=\\PC{0,20}",
    ) {
        let mut module = Checker::start();
        let mut packed = wire::policy(&policy());
        for (place, byte) in damage {
            let place = place.index(packed.len());
            packed[place] = byte;
        }
        let facts = [FACTS, &line].concat();
        prop_assert_eq!(module.evaluate(&packed, facts.as_bytes()), wire::evaluate(&packed, facts.as_bytes()));
    }
}
