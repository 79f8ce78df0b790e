//! Sources of randomness.

/// A source of unpredictable bytes. Tests use their own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a source of random bytes",
    label = "not a source of random bytes",
    note = "take `SystemRandom`, or in tests a `SeededRandom`"
)]
pub trait Random: Send + Sync + 'static {
    /// Fills the whole buffer.
    fn fill(&self, buffer: &mut [u8]);
}

/// The thread's cryptographic generator, seeded by the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

#[diagnostic::do_not_recommend]
impl Random for SystemRandom {
    fn fill(&self, buffer: &mut [u8]) {
        rand::Rng::fill_bytes(&mut rand::rng(), buffer);
    }
}

/// Returns `N` random bytes.
pub(crate) fn bytes<const N: usize>(random: &dyn Random) -> [u8; N] {
    let mut buffer = [0; N];
    random.fill(&mut buffer);
    buffer
}

/// Returns a random UUID (version 4, RFC 9562) in lower case.
pub(crate) fn uuid(random: &dyn Random) -> String {
    uuid::Builder::from_random_bytes(bytes(random)).into_uuid().to_string()
}

/// Returns a random bearer token: 32 bytes as base64url.
pub(crate) fn token(random: &dyn Random) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(bytes::<32>(random))
}
