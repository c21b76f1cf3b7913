//! One target under libFuzzer: the variable `TARGET` says which.
//!
//! In: bytes that libFuzzer makes up. Out: a panic where a law does not hold. Never: a law of its own; those stand in `targets`.

#![no_main]
#![expect(clippy::unwrap_used, reason = "a target that cannot go on must stop")]

#[path = "../integration/dice.rs"]
#[expect(dead_code, reason = "how often is tried, libFuzzer says")]
mod dice;
#[path = "../integration/fault.rs"]
mod fault;
#[path = "../integration/made_up.rs"]
mod made_up;
#[path = "../integration/odd_words.rs"]
mod odd_words;
mod support;
mod targets;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static TARGET: LazyLock<targets::Target> = LazyLock::new(|| {
    let wanted = std::env::var("TARGET").unwrap_or_default();
    let found = targets::TARGETS.iter().find(|(name, _)| *name == wanted);
    let names = targets::TARGETS.map(|(name, _)| name).join(", ");
    found.unwrap_or_else(|| panic!("TARGET is one of {names}")).1
});

fuzz_target!(init: {
    // A panic that the program itself catches is no finding: libFuzzer's hook would end the process at it.
    drop(std::panic::take_hook());
    LazyLock::force(&TARGET);
}, |data: &[u8]| TARGET(data));
