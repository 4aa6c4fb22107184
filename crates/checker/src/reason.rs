//! Why a verdict is what it is.

use alloc::string::String;
use core::fmt;

use crate::policy::named;

/// What was seen, and what it is about where that is not the browser or the system: a host, a version, a permission.
///
/// Its sentence is in the page, in the reader's language, with `{value}` for what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Because {
    /// What was seen.
    pub reason: Reason,
    /// What it is about, an id or a number; often empty.
    pub value: String,
}

impl From<Reason> for Because {
    fn from(reason: Reason) -> Self {
        Self { reason, value: String::new() }
    }
}

impl fmt::Display for Because {
    /// `reason` or `reason:value`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason.id())?;
        if self.value.is_empty() { Ok(()) } else { write!(f, ":{}", self.value) }
    }
}

named! {
    /// What was seen. A sentence of the page says it, so a reason never says whether it is good.
    Reason {
        /// The browser is one of those asked for, and new enough.
        BrowserSupported = "browser-supported",
        /// The browser names a version older than `{value}` in more than its user agent.
        BrowserTooOld = "browser-too-old",
        /// Only the user agent names a version older than `{value}`.
        BrowserLooksOld = "browser-looks-old",
        /// The browser does not tell its version, which has to be `{value}` or later.
        BrowserVersionHidden = "browser-version-hidden",
        /// The browser can no longer be used.
        BrowserRetired = "browser-retired",
        /// The browser is one the guide knows, and not one of those asked for.
        BrowserOther = "browser-other",
        /// The browser is none the guide knows.
        BrowserUnknown = "browser-unknown",
        /// The system is one of those asked for, and new enough.
        SystemSupported = "system-supported",
        /// The system names a version older than `{value}` in more than the user agent.
        SystemTooOld = "system-too-old",
        /// Only the user agent names a version older than `{value}`.
        SystemLooksOld = "system-looks-old",
        /// The browser does not tell the version of the system, which has to be `{value}` or later.
        SystemVersionHidden = "system-version-hidden",
        /// The system is another than those asked for.
        SystemOther = "system-other",
        /// The browser does not tell the system, or tells one that nothing else bears out.
        SystemUnknown = "system-unknown",
        /// The machine is a computer.
        DeviceComputer = "device-computer",
        /// The machine is a telephone.
        DevicePhone = "device-phone",
        /// The machine is a tablet.
        DeviceTablet = "device-tablet",
        /// The machine is a Chromebook.
        DeviceChromebook = "device-chromebook",
        /// The machine may be a telephone, a tablet or a Chromebook: only its user agent says so, or it hides it.
        DeviceUnclear = "device-unclear",
        /// The page may use devices.
        PageSecure = "page-secure",
        /// The page was opened over plain http, so that the browser hides devices from it.
        PageInsecure = "page-insecure",
        /// It has not become clear whether the page may use devices.
        PageUnknown = "page-unknown",
        /// WebAssembly runs.
        WasmWorks = "wasm-works",
        /// Nothing is known of WebAssembly.
        WasmUnknown = "wasm-unknown",
        /// The browser can hold a conversation.
        WebrtcWorks = "webrtc-works",
        /// The browser lacks what a conversation takes, or it is switched off.
        WebrtcOff = "webrtc-off",
        /// It has not become clear whether the browser can hold a conversation.
        WebrtcUnknown = "webrtc-unknown",
        /// The browser can show the screen; nobody has tried.
        ScreenCapturePresent = "screen-capture-present",
        /// The browser has shown the whole screen.
        ScreenShared = "screen-shared",
        /// The browser has shown a window or a tab.
        ScreenPartShared = "screen-part-shared",
        /// The browser has shown something, and does not tell whether it was the whole screen.
        ScreenSomeShared = "screen-some-shared",
        /// The browser cannot show the screen.
        ScreenCaptureMissing = "screen-capture-missing",
        /// The reader or a setting of the browser said no.
        ScreenRefused = "screen-refused",
        /// The system does not let the browser show the screen.
        ScreenBlocked = "screen-blocked",
        /// It has not become clear whether the browser can show the screen.
        ScreenCaptureUnknown = "screen-capture-unknown",
        /// Sound arrives from the microphone.
        MicrophoneHeard = "microphone-heard",
        /// The microphone is on, and silent.
        MicrophoneSilent = "microphone-silent",
        /// There is a microphone; nobody has tried it.
        MicrophonePresent = "microphone-present",
        /// There is no microphone.
        MicrophoneMissing = "microphone-missing",
        /// The reader or a setting of the browser said no.
        MicrophoneRefused = "microphone-refused",
        /// Another program has the microphone, or the system does not give it.
        MicrophoneBusy = "microphone-busy",
        /// The browser does not tell whether there is a microphone.
        MicrophoneUnknown = "microphone-unknown",
        /// The reader has heard the tone.
        SpeakerHeard = "speaker-heard",
        /// The reader has not heard the tone.
        SpeakerSilent = "speaker-silent",
        /// Nobody has tried the speaker.
        SpeakerUntried = "speaker-untried",
        /// The browser could not play a tone.
        SpeakerFailed = "speaker-failed",
        /// A picture arrives from the camera.
        CameraSeen = "camera-seen",
        /// The camera is on, and dark.
        CameraDark = "camera-dark",
        /// There is a camera; nobody has tried it.
        CameraPresent = "camera-present",
        /// There is no camera.
        CameraMissing = "camera-missing",
        /// The reader or a setting of the browser said no.
        CameraRefused = "camera-refused",
        /// Another program has the camera, or the system does not give it.
        CameraBusy = "camera-busy",
        /// The browser does not tell whether there is a camera.
        CameraUnknown = "camera-unknown",
        /// The page may use `{value}` without asking.
        PermissionGranted = "permission-granted",
        /// The browser refuses the page the use of `{value}`.
        PermissionDenied = "permission-denied",
        /// The browser will ask before the page may use `{value}`.
        PermissionPrompt = "permission-prompt",
        /// The browser does not tell whether the page may use `{value}`.
        PermissionUnknown = "permission-unknown",
        /// `{value}` answers with what it should.
        ReachOk = "reach-ok",
        /// Nobody has tried to reach `{value}`.
        ReachUntried = "reach-untried",
        /// Something answers for `{value}`, and not with what it should: perhaps a page that says it is blocked.
        ReachReplaced = "reach-replaced",
        /// Every attempt to reach `{value}` failed at once.
        ReachRefused = "reach-refused",
        /// Attempts to reach `{value}` got no answer.
        ReachSilent = "reach-silent",
        /// The one attempt to reach `{value}` failed, which may be for another reason.
        ReachUnclear = "reach-unclear",
        /// The browser says there is no network.
        Offline = "offline",
        /// `{value}` answers over UDP.
        UdpOk = "udp-ok",
        /// Nobody has tried `{value}` over UDP.
        UdpUntried = "udp-untried",
        /// Nothing came back from `{value}` over UDP, for whatever reason.
        UdpSilent = "udp-silent",
        /// The screen is large enough: `{value}`.
        ScreenSizeEnough = "screen-size-enough",
        /// The screen is smaller: `{value}`.
        ScreenSizeSmall = "screen-size-small",
        /// The browser does not tell the size of the screen, or rounds it.
        ScreenSizeUnknown = "screen-size-unknown",
        /// The clock agrees with that of the server.
        ClockRight = "clock-right",
        /// The clock differs from that of the server by `{value}` seconds.
        ClockWrong = "clock-wrong",
        /// The clock shows a day before the guide was written.
        ClockBehind = "clock-behind",
        /// Nobody has compared the clock.
        ClockUntried = "clock-untried",
        /// There is no server to compare the clock with.
        ClockUnknown = "clock-unknown",
        /// The reader has not answered.
        AskOpen = "ask-open",
        /// The reader said yes.
        AskYes = "ask-yes",
        /// The reader said no.
        AskNo = "ask-no",
    }
}
