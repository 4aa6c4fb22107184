//! A policy as bytes, for a page.
//!
//! Fields follow one another in the order of their types. A number takes a byte for every seven of its bits, the lowest
//! first; a list and a text begin with their length. Rules inside rules are read to a depth that no stack minds, which
//! no library of this kind does; and without one the module in the page is smaller by a twelfth.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::policy::{
    Browser, Capability, Device, Level, MOST_NESTED, Permission, Policy, Requirement, Rule, System,
};

/// Packs a policy.
pub(crate) fn pack(policy: &Policy) -> Vec<u8> {
    let mut bytes = Vec::new();
    policy.put(&mut bytes);
    bytes
}

/// Reads a policy; `None` if it is none, or if its rules are nested deeper than [`MOST_NESTED`].
pub(crate) fn unpack(bytes: &[u8]) -> Option<Policy> {
    let mut rest = Rest { bytes, depth: 0, is_broken: false };
    let policy = Policy::take(&mut rest);
    (rest.bytes.is_empty() && !rest.is_broken).then_some(policy)
}

/// What is left to read.
struct Rest<'a> {
    bytes: &'a [u8],
    /// How many rules are open.
    depth: usize,
    /// Whether something could not be read. It is looked at once, at the end: ways out of every field would be a tenth
    /// of the module.
    is_broken: bool,
}

impl Rest<'_> {
    /// Notes that something cannot be read, and lets something else stand for it until the end.
    fn broken<T>(&mut self, instead: T) -> T {
        self.bytes = &[];
        self.is_broken = true;
        instead
    }
}

trait Packed: Sized {
    fn put(&self, bytes: &mut Vec<u8>);
    fn take(rest: &mut Rest) -> Self;
}

impl Packed for u8 {
    fn put(&self, bytes: &mut Vec<u8>) {
        bytes.push(*self);
    }

    fn take(rest: &mut Rest) -> Self {
        let Some((first, others)) = rest.bytes.split_first() else { return rest.broken(0) };
        rest.bytes = others;
        *first
    }
}

impl Packed for usize {
    fn put(&self, bytes: &mut Vec<u8>) {
        let mut number = *self;
        while number > 0x7f {
            // The lowest seven bits, and the mark that more follow.
            bytes.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        bytes.push(number.to_le_bytes()[0]);
    }

    fn take(rest: &mut Rest) -> Self {
        let mut number = 0;
        // Three bytes hold any length that a policy can have.
        for shift in [0, 7, 14] {
            let byte = u8::take(rest);
            number |= Self::from(byte & 0x7f) << shift;
            if byte <= 0x7f {
                return number;
            }
        }
        rest.broken(0)
    }
}

impl Packed for u16 {
    fn put(&self, bytes: &mut Vec<u8>) {
        usize::from(*self).put(bytes);
    }

    fn take(rest: &mut Rest) -> Self {
        Self::try_from(usize::take(rest)).unwrap_or_else(|_| rest.broken(0))
    }
}

impl Packed for bool {
    fn put(&self, bytes: &mut Vec<u8>) {
        bytes.push((*self).into());
    }

    fn take(rest: &mut Rest) -> Self {
        match u8::take(rest) {
            0 => false,
            1 => true,
            _ => rest.broken(false),
        }
    }
}

impl Packed for String {
    fn put(&self, bytes: &mut Vec<u8>) {
        self.len().put(bytes);
        bytes.extend(self.as_bytes());
    }

    fn take(rest: &mut Rest) -> Self {
        let length = usize::take(rest);
        let Some((text, others)) = rest.bytes.split_at_checked(length) else {
            return rest.broken(Self::new());
        };
        rest.bytes = others;
        str::from_utf8(text).map_or_else(|_| rest.broken(Self::new()), Self::from)
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn put(&self, bytes: &mut Vec<u8>) {
        self.len().put(bytes);
        for one in self {
            one.put(bytes);
        }
    }

    fn take(rest: &mut Rest) -> Self {
        let length = usize::take(rest);
        let mut list = Self::new();
        while list.len() < length && !rest.is_broken {
            list.push(T::take(rest));
        }
        list
    }
}

impl Packed for Box<Rule> {
    fn put(&self, bytes: &mut Vec<u8>) {
        (**self).put(bytes);
    }

    fn take(rest: &mut Rest) -> Self {
        Self::new(Rule::take(rest))
    }
}

/// Types whose fields follow one another.
macro_rules! fields {
    ($($name:ident { $($field:ident)* })*) => { $(
        impl Packed for $name {
            fn put(&self, bytes: &mut Vec<u8>) {
                $(self.$field.put(bytes);)*
            }

            fn take(rest: &mut Rest) -> Self {
                Self { $($field: Packed::take(rest)),* }
            }
        }
    )* };
}

fields! {
    Policy { revised_on browsers systems probes servers requirements }
    Browser { id slot brand has lacks version_after minimum retired }
    System { id slot platform has lacks minimum }
    Requirement { id slot level rule }
}

/// Types of which one of several stands there, by its place among them.
macro_rules! choices {
    ($($name:ident)*) => { $(
        impl Packed for $name {
            fn put(&self, bytes: &mut Vec<u8>) {
                bytes.push(*self as u8);
            }

            fn take(rest: &mut Rest) -> Self {
                let place = usize::from(u8::take(rest));
                Self::ALL.get(place).copied().unwrap_or_else(|| rest.broken(Self::ALL[0]))
            }
        }
    )* };
}

choices! { Level Device Capability Permission }

/// The kinds of rule, each with a number and what follows it.
macro_rules! rules {
    ($($number:literal $kind:ident($($part:ident),*))*) => {
        impl Packed for Rule {
            fn put(&self, bytes: &mut Vec<u8>) {
                match self {
                    $(Self::$kind($($part),*) => {
                        bytes.push($number);
                        $($part.put(bytes);)*
                    })*
                }
            }

            fn take(rest: &mut Rest) -> Self {
                if rest.depth == MOST_NESTED {
                    return rest.broken(Self::Ask(0));
                }
                rest.depth += 1;
                let rule = match u8::take(rest) {
                    $($number => {
                        $(let $part = Packed::take(rest);)*
                        Self::$kind($($part),*)
                    })*
                    _ => rest.broken(Self::Ask(0)),
                };
                rest.depth -= 1;
                rule
            }
        }
    };
}

rules! {
    0 All(rules)
    1 Any(rules)
    2 Not(rule)
    3 Browser(places)
    4 System(places)
    5 Device(devices)
    6 Capability(capability)
    7 Permission(permission)
    8 Reach(place)
    9 Udp(place)
    10 Screen(width, height)
    11 Clock(within)
    12 Ask(number)
}
