//! Repeatable noise, for tests that pass arbitrary input to a parser.

/// Marsaglia's xorshift with 64 bits: small, seeded, and unsuitable for secrets.
pub(crate) struct Noise(u64);

impl Noise {
    /// Creates a source that always returns the same sequence.
    pub(crate) fn new() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }

    /// Returns a number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    /// Returns up to `longest` bytes: half of them from `alphabet`, which holds the bytes that matter to the
    /// parser, and the rest arbitrary.
    pub(crate) fn bytes(&mut self, longest: usize, alphabet: &[u8]) -> Vec<u8> {
        let len = self.below(longest + 1);
        let byte = |noise: &mut Self| match noise.below(2) {
            0 => alphabet[noise.below(alphabet.len())],
            _ => noise.below(256) as u8,
        };
        (0..len).map(|_| byte(self)).collect()
    }

    /// Returns such bytes as a string.
    pub(crate) fn text(&mut self, longest: usize, alphabet: &str) -> String {
        String::from_utf8_lossy(&self.bytes(longest, alphabet.as_bytes())).into_owned()
    }
}
