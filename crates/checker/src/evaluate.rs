//! Policy and facts to a report.
//!
//! A rule is true, false or neither (Kleene's logic): `all` is false as soon as one part is, `any` true as soon as one
//! is, and what is left over is not known. The reasons of an answer are those of the parts that made it.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use crate::code::ReportCode;
use crate::facts::{Attempt, Consent, Method, Outcome, Rtc, ServerTime, Udp};
use crate::policy::{Capability, Device, Level, Permission, Policy, Rule};
use crate::recognize::{Known, Machine, Version, recognize};
use crate::report::{Item, Overall, Report, Seen, Verdict};
use crate::{Because, Facts, Reason};

/// Judges facts by a policy. Never panics.
#[must_use]
pub fn evaluate(policy: &Policy, facts: &Facts) -> Report {
    let machine = recognize(policy, facts);
    let items: Vec<Item> = policy
        .requirements
        .iter()
        .map(|requirement| {
            let judge = Judge { policy, facts, machine: &machine, requirement: &requirement.id };
            let Answer { truth, because } = judge.rule(&requirement.rule);
            let is_open = || because.iter().any(|one| one.reason == Reason::AskOpen);
            let verdict = match truth {
                Truth::Yes => Verdict::Proved,
                Truth::No => Verdict::Disproved,
                Truth::Unknown if is_open() => Verdict::Ask,
                Truth::Unknown => Verdict::Unknown,
            };
            Item { id: requirement.id.clone(), verdict, because }
        })
        .collect();
    let overall = overall(policy, &items);
    let seen = seen(&machine);
    let code = code(policy, facts, &items, overall, &seen);
    Report { overall, seen, items, code }
}

/// What is required decides, then what is recommended; what is optional never does.
fn overall(policy: &Policy, items: &[Item]) -> Overall {
    let of = |level: Level| {
        let pairs = policy.requirements.iter().zip(items);
        pairs.filter(move |(one, _)| one.level == level).map(|(_, item)| item.verdict)
    };
    if of(Level::Required).any(|verdict| verdict == Verdict::Disproved) {
        Overall::Action
    } else if of(Level::Required).any(|verdict| verdict != Verdict::Proved) {
        Overall::Unknown
    } else if of(Level::Recommended).any(|verdict| verdict != Verdict::Proved) {
        Overall::Limits
    } else {
        Overall::Ready
    }
}

fn seen(machine: &Machine) -> Seen {
    let version = |known: Option<Known>| known.map_or(0, |known| known.version.number());
    Seen {
        browser: machine.browser.map(|known| known.index),
        browser_version: version(machine.browser),
        system: machine.system.map(|known| known.index),
        system_version: version(machine.system),
        device: machine.device,
    }
}

fn code(
    policy: &Policy,
    facts: &Facts,
    items: &[Item],
    overall: Overall,
    seen: &Seen,
) -> ReportCode {
    let mut code = ReportCode::new(overall);
    code.today = facts.today;
    code.device = seen.device;
    code.browser = seen.browser.map_or(0, |index| policy.browsers[index].slot);
    code.browser_version = seen.browser_version;
    code.system = seen.system.map_or(0, |index| policy.systems[index].slot);
    code.system_version = seen.system_version;
    for (requirement, item) in policy.requirements.iter().zip(items) {
        code.put(requirement.slot, item.verdict);
    }
    code
}

/// True, false or neither.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Truth {
    Yes,
    No,
    Unknown,
}

/// What a rule comes to, and why.
struct Answer {
    truth: Truth,
    because: Vec<Because>,
}

impl Answer {
    fn yes(because: impl Into<Because>) -> Self {
        Self { truth: Truth::Yes, because: vec![because.into()] }
    }

    fn no(because: impl Into<Because>) -> Self {
        Self { truth: Truth::No, because: vec![because.into()] }
    }

    fn unknown(because: impl Into<Because>) -> Self {
        Self { truth: Truth::Unknown, because: vec![because.into()] }
    }

    /// False if something bears it out, otherwise not known.
    fn no_if(is_borne_out: bool, because: impl Into<Because>) -> Self {
        if is_borne_out { Self::no(because) } else { Self::unknown(because) }
    }

    fn opposite(self) -> Self {
        let truth = match self.truth {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            Truth::Unknown => Truth::Unknown,
        };
        Self { truth, ..self }
    }

    /// The answer of several parts of which one decides: `deciding` if any part is that, then not known if any part is,
    /// otherwise `rest`.
    fn of_parts(parts: impl Iterator<Item = Self>, deciding: Truth, rest: Truth) -> Self {
        let parts: Vec<Self> = parts.collect();
        let has = |truth| parts.iter().any(|part| part.truth == truth);
        let truth =
            [deciding, Truth::Unknown].into_iter().find(|truth| has(*truth)).unwrap_or(rest);
        // What is decided is decided by some parts; where nothing is, all of them are worth knowing.
        let counts = |part: &Self| truth == Truth::Unknown || part.truth == truth;
        let mut because: Vec<Because> = Vec::new();
        for one in parts.into_iter().filter(counts).flat_map(|part| part.because) {
            if !because.contains(&one) {
                because.push(one);
            }
        }
        Self { truth, because }
    }
}

/// A reason about something.
fn about(reason: Reason, value: impl Into<String>) -> Because {
    Because { reason, value: value.into() }
}

/// Answers the rules of one requirement.
struct Judge<'a> {
    policy: &'a Policy,
    facts: &'a Facts,
    machine: &'a Machine,
    requirement: &'a str,
}

impl Judge<'_> {
    fn rule(&self, rule: &Rule) -> Answer {
        let answers = |rules: &[Rule]| rules.iter().map(|rule| self.rule(rule)).collect::<Vec<_>>();
        match rule {
            Rule::All(rules) => Answer::of_parts(answers(rules).into_iter(), Truth::No, Truth::Yes),
            Rule::Any(rules) => Answer::of_parts(answers(rules).into_iter(), Truth::Yes, Truth::No),
            Rule::Not(rule) => self.rule(rule).opposite(),
            Rule::Browser(places) => self.browser(places),
            Rule::System(places) => self.system(places),
            Rule::Device(devices) => self.device(devices),
            Rule::Capability(capability) => self.capability(*capability),
            Rule::Permission(permission) => self.permission(*permission),
            Rule::Reach(place) => self.reach(*place),
            Rule::Udp(place) => self.udp(*place),
            Rule::Screen(width, height) => self.screen(*width, *height),
            Rule::Clock(within) => self.clock(*within),
            Rule::Ask(number) => self.ask(*number),
        }
    }

    fn browser(&self, places: &[u8]) -> Answer {
        let Some(known) = self.machine.browser else {
            return Answer::unknown(Reason::BrowserUnknown);
        };
        let browser = &self.policy.browsers[known.index];
        if !has_place(places, known.index) {
            let reason =
                if browser.retired { Reason::BrowserRetired } else { Reason::BrowserOther };
            return Answer::no_if(known.is_borne_out, reason);
        }
        new_enough(
            known,
            browser.minimum,
            [
                Reason::BrowserSupported,
                Reason::BrowserTooOld,
                Reason::BrowserLooksOld,
                Reason::BrowserVersionHidden,
            ],
        )
    }

    fn system(&self, places: &[u8]) -> Answer {
        let Some(known) = self.machine.system else {
            let reason = if self.machine.is_other_system {
                Reason::SystemOther
            } else {
                Reason::SystemUnknown
            };
            return Answer::no_if(self.machine.is_other_system, reason);
        };
        if !has_place(places, known.index) {
            return Answer::no(Reason::SystemOther);
        }
        new_enough(
            known,
            self.policy.systems[known.index].minimum,
            [
                Reason::SystemSupported,
                Reason::SystemTooOld,
                Reason::SystemLooksOld,
                Reason::SystemVersionHidden,
            ],
        )
    }

    fn device(&self, devices: &[Device]) -> Answer {
        let Some(device) = self.machine.device else {
            return Answer::unknown(Reason::DeviceUnclear);
        };
        let reason = match device {
            Device::Computer => Reason::DeviceComputer,
            Device::Phone => Reason::DevicePhone,
            Device::Tablet => Reason::DeviceTablet,
            Device::Chromebook => Reason::DeviceChromebook,
        };
        if devices.contains(&device) { Answer::yes(reason) } else { Answer::no(reason) }
    }

    fn capability(&self, capability: Capability) -> Answer {
        let facts = self.facts;
        match capability {
            Capability::SecureContext => match facts.is_secure {
                Some(true) => Answer::yes(Reason::PageSecure),
                Some(false) => Answer::no(Reason::PageInsecure),
                None => Answer::unknown(Reason::PageUnknown),
            },
            Capability::WebAssembly if facts.has_wasm => Answer::yes(Reason::WasmWorks),
            Capability::WebAssembly => Answer::unknown(Reason::WasmUnknown),
            Capability::Webrtc => match facts.rtc {
                Some(Rtc::Works) => Answer::yes(Reason::WebrtcWorks),
                Some(Rtc::Failed | Rtc::Missing) => Answer::no(Reason::WebrtcOff),
                None => Answer::unknown(Reason::WebrtcUnknown),
            },
            Capability::ScreenCapture => self.screen_capture(),
            Capability::Microphone => self.microphone(),
            Capability::Camera => self.camera(),
            Capability::Speaker => match facts.speaker.as_deref() {
                Some("heard") => Answer::yes(Reason::SpeakerHeard),
                Some("silent") => Answer::no(Reason::SpeakerSilent),
                Some("failed") => Answer::unknown(Reason::SpeakerFailed),
                _ => Answer::unknown(Reason::SpeakerUntried),
            },
        }
    }

    fn screen_capture(&self) -> Answer {
        match self.facts.screen_share.as_deref() {
            Some("monitor") => return Answer::yes(Reason::ScreenShared),
            Some("window" | "browser") => return Answer::yes(Reason::ScreenPartShared),
            Some("unknown") => return Answer::yes(Reason::ScreenSomeShared),
            Some("NotAllowedError") => return Answer::unknown(Reason::ScreenRefused),
            Some("NotFoundError" | "NotReadableError") => return Answer::no(Reason::ScreenBlocked),
            Some(_) => return Answer::unknown(Reason::ScreenCaptureUnknown),
            None => {}
        }
        match self.facts.has_display_capture {
            Some(true) => Answer::yes(Reason::ScreenCapturePresent),
            _ if self.facts.is_secure == Some(false) => Answer::unknown(Reason::PageInsecure),
            Some(false) => Answer::no(Reason::ScreenCaptureMissing),
            None => Answer::unknown(Reason::ScreenCaptureUnknown),
        }
    }

    fn microphone(&self) -> Answer {
        let microphones = self.facts.devices.map(|[microphones, ..]| microphones);
        match self.facts.microphone.as_deref() {
            Some("heard") => Answer::yes(Reason::MicrophoneHeard),
            Some("silent") => Answer::unknown(Reason::MicrophoneSilent),
            Some("NotFoundError") => Answer::no(Reason::MicrophoneMissing),
            Some("NotAllowedError" | "SecurityError") => Answer::unknown(Reason::MicrophoneRefused),
            Some("NotReadableError" | "AbortError") => Answer::unknown(Reason::MicrophoneBusy),
            Some(_) => Answer::unknown(Reason::MicrophoneUnknown),
            None => self.untried(
                microphones,
                [Reason::MicrophonePresent, Reason::MicrophoneMissing, Reason::MicrophoneUnknown],
            ),
        }
    }

    fn camera(&self) -> Answer {
        let cameras = self.facts.devices.map(|[.., cameras]| cameras);
        match self.facts.camera.as_deref() {
            Some("seen") => Answer::yes(Reason::CameraSeen),
            Some("dark") => Answer::unknown(Reason::CameraDark),
            Some("NotFoundError") => Answer::no(Reason::CameraMissing),
            Some("NotAllowedError" | "SecurityError") => Answer::unknown(Reason::CameraRefused),
            Some("NotReadableError" | "AbortError") => Answer::unknown(Reason::CameraBusy),
            Some(_) => Answer::unknown(Reason::CameraUnknown),
            None => self.untried(
                cameras,
                [Reason::CameraPresent, Reason::CameraMissing, Reason::CameraUnknown],
            ),
        }
    }

    /// A microphone or a camera that nobody has tried. Only a list that names some device says that another is not there:
    /// a browser that hides devices gives an empty one.
    fn untried(&self, count: Option<u16>, [present, missing, unknown]: [Reason; 3]) -> Answer {
        let has_any = self.facts.devices.is_some_and(|devices| devices != [0; 3]);
        match count {
            _ if self.facts.is_secure == Some(false) => Answer::unknown(Reason::PageInsecure),
            Some(1..) => Answer::unknown(present),
            Some(0) if has_any => Answer::no(missing),
            _ => Answer::unknown(unknown),
        }
    }

    fn permission(&self, permission: Permission) -> Answer {
        let because = |reason| about(reason, permission.id());
        match self.facts.permission(permission) {
            Some(Consent::Granted) => Answer::yes(because(Reason::PermissionGranted)),
            Some(Consent::Denied) => Answer::no(because(Reason::PermissionDenied)),
            Some(Consent::Prompt) => Answer::unknown(because(Reason::PermissionPrompt)),
            None => Answer::unknown(because(Reason::PermissionUnknown)),
        }
    }

    /// A picture can only come from the host itself; anything else may be the page of somebody in between that says no,
    /// and so may what leads to another host.
    /// That nothing comes is believed when it happens at two addresses: one may refuse to be asked from elsewhere
    /// (`Cross-Origin-Resource-Policy`), or be on the list of a blocker.
    fn reach(&self, place: u8) -> Answer {
        let id = self.policy.probes.get(usize::from(place)).map_or("", String::as_str);
        let because = |reason| about(reason, id);
        let tried = self.facts.reaches.iter().rfind(|(probe, _)| probe == id);
        let attempts: &[Attempt] = tried.map_or(&[], |(_, attempts)| attempts);
        let by = |method| attempts.iter().filter(move |attempt| attempt.method == method);
        let came = |method| by(method).any(|attempt| attempt.outcome == Outcome::Ok);
        let leads_elsewhere = attempts.iter().any(|attempt| attempt.outcome == Outcome::Elsewhere);
        if came(Method::Image) || came(Method::Fetch) && by(Method::Image).count() == 0 {
            Answer::yes(because(Reason::ReachOk))
        } else if came(Method::Fetch) || leads_elsewhere {
            Answer::unknown(because(Reason::ReachReplaced))
        } else if self.facts.is_online == Some(false) {
            Answer::no(Reason::Offline)
        } else if attempts.is_empty() {
            Answer::unknown(because(Reason::ReachUntried))
        } else if by(Method::Fetch).count().max(by(Method::Image).count()) < 2 {
            Answer::unknown(because(Reason::ReachUnclear))
        } else if attempts.iter().any(|attempt| attempt.outcome == Outcome::Timeout) {
            Answer::no(because(Reason::ReachSilent))
        } else {
            Answer::no(because(Reason::ReachRefused))
        }
    }

    /// That no answer comes back has many causes, most of them harmless, so it proves nothing.
    fn udp(&self, place: u8) -> Answer {
        let id = self.policy.servers.get(usize::from(place)).map_or("", String::as_str);
        let asked = self.facts.udp.iter().rfind(|(server, _)| server == id);
        match asked.map(|(_, udp)| udp) {
            Some(Udp::Answered) => Answer::yes(about(Reason::UdpOk, id)),
            Some(Udp::Silent) => Answer::unknown(about(Reason::UdpSilent, id)),
            Some(Udp::Off) => Answer::unknown(Reason::WebrtcOff),
            None => Answer::unknown(about(Reason::UdpUntried, id)),
        }
    }

    fn screen(&self, width: u16, height: u16) -> Answer {
        let Some((wide, high)) = self.facts.screen.filter(|_| !self.machine.is_hiding) else {
            return Answer::unknown(Reason::ScreenSizeUnknown);
        };
        let size = format!("{wide}×{high}");
        if wide >= width && high >= height {
            Answer::yes(about(Reason::ScreenSizeEnough, size))
        } else {
            Answer::no(about(Reason::ScreenSizeSmall, size))
        }
    }

    fn clock(&self, within: u16) -> Answer {
        /// Seconds.
        const DAY: i64 = 86_400;
        let Some(now) = self.facts.now else { return Answer::unknown(Reason::ClockUnknown) };
        // Where the guide was written it may have been a day later.
        if now.div_euclid(DAY) + 1 < i64::from(self.policy.revised_on) {
            return Answer::no(Reason::ClockBehind);
        }
        match self.facts.server_time {
            Some(ServerTime::At(time)) => {
                let difference = now.abs_diff(time);
                if difference <= within.into() {
                    Answer::yes(Reason::ClockRight)
                } else {
                    Answer::no(about(Reason::ClockWrong, difference.to_string()))
                }
            }
            Some(ServerTime::Missing) => Answer::unknown(Reason::ClockUnknown),
            None => Answer::unknown(Reason::ClockUntried),
        }
    }

    fn ask(&self, number: u8) -> Answer {
        let answers = &self.facts.answers;
        let answer = answers.iter().rfind(|(id, at, _)| id == self.requirement && *at == number);
        match answer {
            Some((.., true)) => Answer::yes(Reason::AskYes),
            Some((.., false)) => Answer::no(Reason::AskNo),
            None => Answer::unknown(Reason::AskOpen),
        }
    }
}

fn has_place(places: &[u8], index: usize) -> bool {
    places.iter().any(|place| usize::from(*place) == index)
}

/// Whether a browser or a system is new enough: the reasons for yes, no, only the user agent says no, and not told.
fn new_enough(known: Known, minimum: u16, [enough, old, looks_old, hidden]: [Reason; 4]) -> Answer {
    match known.version {
        _ if minimum == 0 => Answer::yes(enough),
        Version::Exactly(version) | Version::AtLeast(version) if version >= minimum => {
            Answer::yes(enough)
        }
        Version::Exactly(_) if known.is_borne_out => Answer::no(about(old, minimum.to_string())),
        Version::Exactly(_) => Answer::unknown(about(looks_old, minimum.to_string())),
        Version::AtLeast(_) | Version::Hidden => {
            Answer::unknown(about(hidden, minimum.to_string()))
        }
    }
}
