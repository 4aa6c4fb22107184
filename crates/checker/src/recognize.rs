//! Facts to the machine they are of.
//!
//! A user agent says what its browser was made to say: that Windows 11 is Windows 10, that every macOS is 10.15, that an
//! iPad is a Mac. What only it says is believed when it speaks for the reader, and never held against them; what a
//! second interface bears out is.

use crate::Facts;
use crate::facts::leading_number;
use crate::policy::{Device, Policy};

/// What the facts say of a machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Machine {
    /// The browser, if it is one of the policy's.
    pub(crate) browser: Option<Known>,
    /// The system, if it is one of the policy's and more than the user agent says so.
    pub(crate) system: Option<Known>,
    /// Whether the system is certainly none of the policy's.
    pub(crate) is_other_system: bool,
    /// The kind of machine, if more than the user agent says so.
    pub(crate) device: Option<Device>,
    /// Whether the browser gives everybody's answers in place of its own.
    pub(crate) is_hiding: bool,
}

/// A browser or a system of the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// Its place in the policy.
    pub(crate) index: usize,
    /// Its version.
    pub(crate) version: Version,
    /// Whether its version comes from more than the user agent.
    pub(crate) is_borne_out: bool,
}

/// A major version, as far as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    /// This one.
    Exactly(u16),
    /// This one or a later one.
    AtLeast(u16),
    /// Any.
    Hidden,
}

impl Version {
    /// The version, if it is told.
    pub(crate) fn number(self) -> u16 {
        match self {
            Self::Exactly(version) => version,
            Self::AtLeast(_) | Self::Hidden => 0,
        }
    }

    fn exactly(version: Option<u16>) -> Self {
        version.filter(|version| *version > 0).map_or(Self::Hidden, Self::Exactly)
    }
}

/// What the facts say of a machine.
pub(crate) fn recognize(policy: &Policy, facts: &Facts) -> Machine {
    let is_hiding = is_hiding(facts);
    let device = if is_hiding { None } else { device(facts) };
    let is_small = device.is_some_and(|device| device != Device::Computer);
    // An iPad that calls itself a Mac is none.
    let system = if is_hiding || is_small { None } else { system(policy, facts) };
    Machine {
        browser: browser(policy, facts),
        system,
        is_other_system: system.is_none() && (is_small || facts.platform.is_some()),
        device,
        is_hiding,
    }
}

/// Whether Firefox is told to make all its users look the same (`privacy.resistFingerprinting`): its clock then shows no
/// time zone and its screen a rounded size. Others look so too, so nothing is concluded but that nothing is known.
fn is_hiding(facts: &Facts) -> bool {
    let has_no_zone = facts
        .time_zone
        .as_deref()
        .is_some_and(|zone| ["UTC", "Atlantic/Reykjavik"].contains(&zone));
    let is_rounded =
        facts.screen.is_some_and(|(width, height)| width % 100 == 0 && height % 50 == 0);
    facts.agent.contains("Firefox/") && has_no_zone && is_rounded
}

fn browser(policy: &Policy, facts: &Facts) -> Option<Known> {
    if facts.is_brave {
        // It gives Chrome's user agent.
        return None;
    }
    let browsers = || policy.browsers.iter().enumerate();
    if !facts.brands.is_empty() {
        let (index, version) = browsers().find_map(|(index, browser)| {
            // A page hands over what it has at once and what comes later, which is the same or better.
            let brands = facts.brands.iter().filter(|brand| brand.name == browser.brand);
            Some((index, brands.map(|brand| brand.version).max()?))
        })?;
        return Some(Known { index, version: Version::exactly(Some(version)), is_borne_out: true });
    }
    let (index, browser) =
        browsers().find(|(_, browser)| says(&facts.agent, &browser.has, &browser.lacks))?;
    let version = number_after(&facts.agent, &browser.version_after);
    // Only Internet Explorer and its mode in Edge have this number.
    let is_borne_out = facts.document_mode.is_some();
    Some(Known { index, version: Version::exactly(version), is_borne_out })
}

fn system(policy: &Policy, facts: &Facts) -> Option<Known> {
    let mut systems = policy.systems.iter().enumerate();
    if let Some(platform) = &facts.platform {
        let (index, _) = systems.find(|(_, system)| system.platform == *platform)?;
        let told = facts.platform_version.as_deref().map(|version| told_version(platform, version));
        return Some(match told {
            None | Some(Version::Hidden) => {
                let version = agents_version(platform, &facts.agent);
                Known { index, version, is_borne_out: false }
            }
            Some(version) => Known { index, version, is_borne_out: true },
        });
    }
    let (index, system) = systems.find(|(_, one)| says(&facts.agent, &one.has, &one.lacks))?;
    // `Win32` is Windows, `MacIntel` macOS, `Linux x86_64` Linux.
    let is_borne_out = facts.navigator_platform.as_ref().is_some_and(|older| {
        let starts = older.get(..3).zip(system.platform.get(..3));
        starts.is_some_and(|(older, ours)| older.eq_ignore_ascii_case(ours))
    });
    let version = agents_version(&system.platform, &facts.agent);
    is_borne_out.then_some(Known { index, version, is_borne_out: false })
}

/// Whether a user agent has all of some words and none of others. Without words it says nothing.
fn says<T: AsRef<str>>(agent: &str, has: &[T], lacks: &[T]) -> bool {
    let is_in = |word: &T| agent.contains(word.as_ref());
    !has.is_empty() && has.iter().all(is_in) && !lacks.iter().any(is_in)
}

fn number_after(agent: &str, word: &str) -> Option<u16> {
    let (_, rest) = agent.split_once(word).filter(|_| !word.is_empty())?;
    leading_number(rest)
}

/// The version that a browser tells of a system when it is asked. Windows counts otherwise there:
/// <https://learn.microsoft.com/en-us/microsoft-edge/web-platform/how-to-detect-win11>.
fn told_version(platform: &str, version: &str) -> Version {
    let major = leading_number(version);
    match (platform, major) {
        ("Windows", Some(13..)) => Version::Exactly(11),
        ("Windows", Some(1..)) => Version::Exactly(10),
        ("Windows", Some(0)) if version.starts_with("0.1") => Version::Exactly(7),
        ("Windows", Some(0)) => Version::Exactly(8),
        _ => Version::exactly(major),
    }
}

/// The version of a system in a user agent. It has not grown with Windows since 10, nor with macOS since 10.15.
fn agents_version(platform: &str, agent: &str) -> Version {
    match platform {
        "Windows" => match agent.split_once("Windows NT ").map(|(_, rest)| rest.get(..3)) {
            Some(Some("6.1")) => Version::Exactly(7),
            Some(Some("6.2" | "6.3")) => Version::Exactly(8),
            Some(Some("10.")) => Version::AtLeast(10),
            _ => Version::Hidden,
        },
        "macOS" => match agent.split_once("Mac OS X 10").map(|(_, rest)| rest.get(1..3)) {
            Some(Some("15")) => Version::AtLeast(10),
            Some(_) => Version::Exactly(10),
            None => Version::Hidden,
        },
        _ => Version::Hidden,
    }
}

/// The kind of machine, if at least two interfaces agree on it.
fn device(facts: &Facts) -> Option<Device> {
    let agent = &*facts.agent;
    let older = facts.navigator_platform.as_deref().unwrap_or("");
    // A telephone that asks for pages made for computers says that it is one, and cannot show its screen.
    let may_be_telephone = facts.has_touch()
        && facts.is_secure == Some(true)
        && facts.has_display_capture == Some(false);
    match facts.platform.as_deref() {
        Some("Android") => {
            return facts.is_mobile.map(|yes| if yes { Device::Phone } else { Device::Tablet });
        }
        Some("Chrome OS" | "Chromium OS") => return Some(Device::Chromebook),
        Some("Windows" | "macOS") if facts.is_mobile == Some(false) => {
            return Some(Device::Computer);
        }
        Some("Linux") if facts.is_mobile == Some(false) => {
            return (!may_be_telephone).then_some(Device::Computer);
        }
        Some(_) => return None,
        None => {}
    }
    if agent.contains("iPad") || agent.contains("iPhone") || agent.contains("iPod") {
        return match older {
            "iPad" => Some(Device::Tablet),
            "iPhone" | "iPod" => Some(Device::Phone),
            _ => None,
        };
    }
    if older.starts_with("Mac") {
        // No Mac has a touch screen; an iPad says it is one.
        let is_tablet = facts.has_touch();
        let is_mac = agent.contains("Macintosh") && facts.touch_points.is_some();
        return if is_tablet { Some(Device::Tablet) } else { is_mac.then_some(Device::Computer) };
    }
    if agent.contains("Android") {
        let device = if agent.contains("Mobile") { Device::Phone } else { Device::Tablet };
        return (facts.has_touch() && older.starts_with("Linux")).then_some(device);
    }
    let is_windows = agent.contains("Windows NT") && older.starts_with("Win");
    let is_linux = agent.contains("Linux") && older.starts_with("Linux") && !may_be_telephone;
    (is_windows || is_linux).then_some(Device::Computer)
}
