//! Report codes: any text is read or refused, and what is read is written in one way only.
#![no_main]

use checker::code::ReportCode;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = checker::wire::decode(text.as_bytes());
    if let Ok(code) = ReportCode::read(text) {
        let written = code.to_string();
        assert_eq!(ReportCode::read(&written).as_ref(), Ok(&code), "{written}");
        assert_eq!(ReportCode::read(&written).map(|code| code.to_string()), Ok(written));
    }
});
