//! Repeatable noise for tests that throw anything at a parser.

/// Marsaglia's xorshift with 64 bits: small, seeded, and of no use as a secret.
pub(crate) struct Noise(u64);

impl Noise {
    /// A source which always starts alike.
    pub(crate) fn new() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    /// Up to `longest` bytes: half of them from `alphabet`, which holds what the parser cares for, the rest
    /// any.
    pub(crate) fn bytes(&mut self, longest: usize, alphabet: &[u8]) -> Vec<u8> {
        let len = self.below(longest + 1);
        let byte = |noise: &mut Self| match noise.below(2) {
            0 => alphabet[noise.below(alphabet.len())],
            _ => noise.below(256) as u8,
        };
        (0..len).map(|_| byte(self)).collect()
    }

    /// The same as text.
    pub(crate) fn text(&mut self, longest: usize, alphabet: &str) -> String {
        String::from_utf8_lossy(&self.bytes(longest, alphabet.as_bytes())).into_owned()
    }
}
