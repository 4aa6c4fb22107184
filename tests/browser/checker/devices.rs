//! The buttons for the microphone, the speaker and the screen.

use super::guide::{ENGLISH, Guide, JAPANESE};
use super::page::Page;
use crate::browser::{Browser, Engine, Media, Setup};

fn start(engine: Engine, media: Media) -> Browser {
    engine.start_as(Setup { media, ..Setup::READER })
}

/// What the page has asked the reader for.
fn asked(browser: &Browser) -> String {
    let asked =
        browser.eval("return annaiWatch.asked.filter(name => name !== 'AudioContext').join()");
    asked.as_str().unwrap_or_default().to_owned()
}

/// The states of all that the page was given.
fn tracks(browser: &Browser) -> String {
    let states = browser.eval("return annaiWatch.tracks.map(track => track.readyState).join()");
    states.as_str().unwrap_or_default().to_owned()
}

/// The page's own sentence for a reason.
fn sentence(browser: &Browser, reason: &str) -> String {
    let script =
        format!("return document.querySelector('[data-say=reason-{reason}]').textContent.trim()");
    let sentence = browser.eval(&script).as_str().unwrap_or_default().to_owned();
    assert!(!sentence.is_empty(), "{reason}");
    sentence
}

const MICROPHONE: &str = "[data-try=microphone]";
const SPEAKER: &str = "[data-try=speaker]";
const SCREEN: &str = "[data-try=screen]";

#[test]
fn sound_is_heard_after_a_click_and_the_microphone_let_go() {
    let guide = Guide::external().watched();
    let server = guide.serve();
    for engine in Engine::ALL {
        let browser = start(engine, Media::Fake);
        for address in [server.url(JAPANESE), guide.on_disk(ENGLISH)] {
            let page = Page::open(&browser, &address).agrees();
            assert_eq!(asked(&browser), "", "{engine:?} {address}");
            assert!(
                page.reasons("audio").contains(&"microphone-present".to_owned()),
                "{engine:?} {address}"
            );
            let name = browser.text(MICROPHONE);
            browser.click(MICROPHONE);
            let page = Page::knows(&browser, "microphone=heard").agrees();
            assert_eq!(asked(&browser), "getUserMedia", "{engine:?} {address}");
            assert_eq!(tracks(&browser), "ended", "{engine:?} {address}");
            // What is still open is said; that it hears is said below, with the speaker.
            assert!(
                !page.reasons("audio").contains(&"microphone-present".to_owned()),
                "{engine:?} {address}"
            );
            assert_eq!(browser.text(MICROPHONE), name, "{engine:?} {address}");
            assert!(!browser.is_visible("#audio meter"), "{engine:?} {address}");
            assert_eq!(browser.problems(), [""; 0], "{engine:?} {address}");
        }
    }
}

#[test]
fn a_trial_ends_with_a_second_click() {
    // A microphone that is on, and silent, so that the trial does not end by itself at once.
    let silence = "annaiWatch.getUserMedia = function () {
        return Promise.resolve(new AudioContext().createMediaStreamDestination().stream);
    };";
    let guide = Guide::external().watched().script("silence.js", silence);
    let server = guide.serve();
    for engine in Engine::ALL {
        let browser = start(engine, Media::Fake);
        Page::open(&browser, &server.url(JAPANESE));
        browser.click(MICROPHONE);
        browser.until("return !document.querySelector('#audio meter').closest('.trial').hidden");
        assert_eq!(tracks(&browser), "live", "{engine:?}");
        browser.click(MICROPHONE);
        browser.until("return annaiWatch.tracks[0].readyState === 'ended'");
        let page = Page::read(&browser).agrees();
        assert_eq!(page.fact("microphone"), None, "{engine:?}");
        // Left to itself it finds nothing, and says so.
        browser.click(MICROPHONE);
        let page = Page::knows(&browser, "microphone=silent").agrees();
        assert_eq!(tracks(&browser), "ended,ended", "{engine:?}");
        assert!(
            page.seen("audio").contains(&sentence(&browser, "microphone-silent")),
            "{engine:?}"
        );
    }
}

#[test]
fn a_microphone_that_is_refused_or_missing_disproves_nothing_that_it_should_not() {
    let guide = Guide::external().watched();
    let server = guide.serve();
    let cases = [
        (Media::Denied, "NotAllowedError", "microphone-refused"),
        (Media::None, "NotFoundError", "microphone-missing"),
    ];
    for engine in Engine::ALL {
        for (media, error, reason) in cases {
            let browser = start(engine, media);
            Page::open(&browser, &server.url(JAPANESE)).agrees();
            if engine == Engine::WebKit {
                // Its driver allows everything, and what it has no device for it calls a wrong question.
                browser.eval(&format!(
                    "annaiWatch.getUserMedia = () => Promise.reject(new DOMException('', '{error}')); return 0"
                ));
            }
            browser.click(MICROPHONE);
            let page = Page::knows(&browser, &format!("microphone={error}")).agrees();
            assert_eq!(asked(&browser), "getUserMedia", "{engine:?}");
            assert_eq!(tracks(&browser), "", "{engine:?}");
            assert!(page.reasons("audio").contains(&reason.to_owned()), "{engine:?}");
            assert!(page.seen("audio").contains(&sentence(&browser, reason)), "{engine:?}");
            // The reader can still say that sound comes over a telephone.
            assert_eq!(page.verdict("audio"), "ask", "{engine:?}");
            browser.click("#audio [data-answer=yes]");
            Page::once(&browser, "audio", "proved").agrees();
        }
    }
}

#[test]
fn webkit_without_devices_is_not_taken_for_one_with_a_refusal() {
    let guide = Guide::external().watched();
    let server = guide.serve();
    let browser = start(Engine::WebKit, Media::None);
    Page::open(&browser, &server.url(JAPANESE)).agrees();
    browser.click(MICROPHONE);
    let page = Page::knows(&browser, "microphone=OverconstrainedError").agrees();
    assert!(page.reasons("audio").contains(&"microphone-unknown".to_owned()));
}

#[test]
fn the_reader_says_whether_the_tone_was_heard() {
    let guide = Guide::external().watched();
    let server = guide.serve();
    for engine in Engine::ALL {
        let browser = start(engine, Media::Fake);
        Page::open(&browser, &server.url(ENGLISH));
        assert_eq!(browser.eval("return annaiWatch.asked.length"), 0, "{engine:?}");
        assert!(!browser.is_visible(".heard"), "{engine:?}");
        browser.click(SPEAKER);
        browser.until("return !document.querySelector('.heard').hidden");
        assert_eq!(Page::read(&browser).agrees().fact("speaker"), None, "{engine:?}");
        browser.click("[data-heard=heard]");
        Page::knows(&browser, "speaker=heard").agrees();
        browser.click("[data-heard=silent]");
        let page = Page::knows(&browser, "speaker=silent").agrees();
        assert!(page.seen("audio").contains(&sentence(&browser, "speaker-silent")), "{engine:?}");
        // With a microphone that hears and a tone that is heard, nothing is left to ask.
        browser.click("[data-heard=heard]");
        browser.click(MICROPHONE);
        let page = Page::knows(&browser, "microphone=heard").agrees();
        assert_eq!(page.verdict("audio"), "proved", "{engine:?}");
        for reason in ["microphone-heard", "speaker-heard"] {
            assert!(
                page.seen("audio").contains(&sentence(&browser, reason)),
                "{engine:?} {reason}"
            );
        }
        assert_eq!(asked(&browser), "getUserMedia", "{engine:?}: a tone needs no permission");
    }
}

#[test]
fn a_speaker_that_cannot_play_is_not_held_against_anybody() {
    let guide = Guide::external();
    let server = guide.serve();
    // Without a sound card Chromium and WebKit play to nobody; Firefox does not play.
    let browser = start(Engine::Firefox, Media::None);
    Page::open(&browser, &server.url(ENGLISH));
    browser.click(SPEAKER);
    let page = Page::knows(&browser, "speaker=failed").agrees();
    assert_eq!(page.verdict("audio"), "ask");
    assert!(!browser.is_visible(".heard"));
}

#[test]
fn the_screen_is_shown_after_a_click_and_let_go_at_once() {
    let guide = Guide::external().watched();
    let server = guide.serve();
    for engine in Engine::ALL {
        let browser = start(engine, Media::Fake);
        let page = Page::open(&browser, &server.url(JAPANESE)).agrees();
        assert_eq!(page.fact("display-capture"), Some("present"), "{engine:?}");
        assert_eq!(asked(&browser), "", "{engine:?}");
        let (fact, reason) = if engine == Engine::Firefox {
            // It finds no screen where there is no window, so it gets a picture; a real one, that can be let go.
            browser.eval(
                "annaiWatch.getDisplayMedia = () => Promise.resolve(document.createElement('canvas').captureStream());
                 document.createElement('canvas').getContext('2d');
                 return 0",
            );
            ("unknown", "screen-some-shared")
        } else {
            ("monitor", "screen-shared")
        };
        browser.click(SCREEN);
        let page = Page::knows(&browser, &format!("screen-share={fact}")).agrees();
        assert_eq!(asked(&browser), "getDisplayMedia", "{engine:?}");
        assert_eq!(tracks(&browser), "ended", "{engine:?}");
        // Debian's WebKit has no WebRTC, without which a screen that can be shown is of no use.
        let (verdict, reason) = match engine {
            Engine::WebKit => ("disproved", "webrtc-off"),
            _ => ("proved", reason),
        };
        assert_eq!(page.verdict("browser-sharing"), verdict, "{engine:?}");
        assert!(page.seen("browser-sharing").contains(&sentence(&browser, reason)), "{engine:?}");
    }
}

#[test]
fn a_screen_that_is_refused_or_blocked_is_told_apart() {
    let guide = Guide::external().watched();
    let server = guide.serve();
    for engine in Engine::ALL {
        let browser = start(engine, Media::Denied);
        Page::open(&browser, &server.url(JAPANESE));
        let (error, reason) = match engine {
            Engine::Chromium => ("NotAllowedError", "screen-refused"),
            // Without a window there is no screen, as on a macOS that does not give it.
            Engine::Firefox => ("NotFoundError", "screen-blocked"),
            Engine::WebKit => {
                browser.eval(
                    "annaiWatch.getDisplayMedia = () => Promise.reject(new DOMException('', 'NotAllowedError')); return 0",
                );
                ("NotAllowedError", "screen-refused")
            }
        };
        browser.click(SCREEN);
        let page = Page::knows(&browser, &format!("screen-share={error}")).agrees();
        let reason = if engine == Engine::WebKit { "webrtc-off" } else { reason };
        assert!(page.seen("browser-sharing").contains(&sentence(&browser, reason)), "{engine:?}");
        assert_eq!(tracks(&browser), "", "{engine:?}");
    }
}
