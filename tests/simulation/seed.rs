//! Dice: every choice of a world comes from its seed.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use auth::config::Random;

/// A sequence of numbers that depends only on its seed (SplitMix64).
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns the next number of 64 bits.
    pub(crate) fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Returns a number below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.number() % end as u64) as usize
    }

    /// Returns `true` once in `n` times.
    pub(crate) fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// Returns one of several values. Each has a weight.
    pub(crate) fn weighed<T: Copy>(&mut self, among: &[(usize, T)]) -> T {
        let total: usize = among.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(total);
        for (weight, value) in among {
            match left.checked_sub(*weight) {
                Some(rest) => left = rest,
                None => return *value,
            }
        }
        among[0].1
    }
}

/// The randomness of one process. It is not secret, and the same in every run.
pub(crate) struct Noise(Mutex<Dice>);

impl Noise {
    pub(crate) fn of(seed: u64) -> Self {
        Self(Mutex::new(Dice::of(seed)))
    }
}

impl Random for Noise {
    fn fill(&self, buffer: &mut [u8]) {
        let mut dice = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for chunk in buffer.chunks_mut(8) {
            chunk.iter_mut().zip(dice.number().to_le_bytes()).for_each(|(byte, random)| *byte = random);
        }
    }
}

/// What has happened, as one number: two runs with the same number were the same, bit by bit. (FNV-1a.)
#[derive(Debug)]
pub(crate) struct Trace {
    hash: AtomicU64,
    is_printed: bool,
}

impl Trace {
    /// Begins a trace. It is printed if the variable `AUTH_TRACE` is set.
    pub(crate) fn new() -> Self {
        let is_printed = std::env::var_os("AUTH_TRACE").is_some();
        Self { hash: AtomicU64::new(0xcbf2_9ce4_8422_2325), is_printed }
    }

    pub(crate) fn note(&self, what: &str) {
        if self.is_printed {
            println!("    {what}");
        }
        let start = self.hash.load(Ordering::Relaxed);
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        self.hash.store(what.bytes().chain([b'\n']).fold(start, step), Ordering::Relaxed);
    }

    pub(crate) fn hash(&self) -> u64 {
        self.hash.load(Ordering::Relaxed)
    }
}
