//! The checker as a WebAssembly module: bytes in, text out, for the script of a page.
//!
//! In: a policy and facts, or a report code. Out: the answers of [`checker::wire`]. The script asks for room with
//! [`input`], writes there, asks [`evaluate`] or [`decode`], and finds the answer where they say: its length in four
//! bytes, the lowest first, then that many bytes of UTF-8. An answer stands until the next question; the memory may grow
//! with each call. Never: imports anything, keeps anything between two questions but their room, traps on any bytes.
//!
//! Without the standard library the module is a fifth smaller: what a panic would say, nobody here could hear.
#![cfg_attr(target_family = "wasm", no_std)]
#![expect(
    unsafe_code,
    reason = "exported names are unsafe to give, and a static of a module without threads has to be called safe"
)]

extern crate alloc;

use alloc::vec::Vec;
use core::cell::RefCell;

/// Bytes that a script can write or read.
struct Room(RefCell<Vec<u8>>);

// SAFETY: a module has one thread, and nothing on the host calls into this crate.
unsafe impl Sync for Room {}

static INPUT: Room = Room(RefCell::new(Vec::new()));
static ANSWER: Room = Room(RefCell::new(Vec::new()));

/// Makes room for a question of so many bytes and says where.
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    let mut input = INPUT.0.borrow_mut();
    input.clear();
    input.resize(length, 0);
    input.as_mut_ptr()
}

/// Judges facts: the input is a policy of so many bytes, then the text of the facts.
#[unsafe(no_mangle)]
pub extern "C" fn evaluate(policy_length: usize) -> *const u8 {
    let input = INPUT.0.borrow();
    let (policy, facts) = input.split_at(policy_length.min(input.len()));
    answer(&checker::wire::evaluate(policy, facts))
}

/// Explains a report code: the input is the code as typed.
#[unsafe(no_mangle)]
pub extern "C" fn decode() -> *const u8 {
    answer(&checker::wire::decode(&INPUT.0.borrow()))
}

fn answer(text: &str) -> *const u8 {
    let mut answer = ANSWER.0.borrow_mut();
    answer.clear();
    // The memory has no more than 2^32 bytes.
    answer.extend(u32::try_from(text.len()).unwrap_or(0).to_le_bytes());
    answer.extend(text.as_bytes());
    answer.as_ptr()
}

#[cfg(target_family = "wasm")]
mod bare {
    //! What the standard library would bring along.

    /// 5 KB smaller than the usual one, and quick enough for a few hundred small texts.
    #[global_allocator]
    static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

    #[panic_handler]
    fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
        core::arch::wasm32::unreachable()
    }
}
