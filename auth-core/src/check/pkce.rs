//! PKCE (RFC 7636): the authorization code is useless without the verifier, which only this browser's cookie
//! has.

use sha2::{Digest, Sha256};

use crate::{
    contract::Secret,
    jose,
    random::{self, Random},
};

/// Creates a code verifier: 32 random bytes in 43 characters.
pub(crate) fn verifier(random: &dyn Random) -> Secret {
    Secret::new(jose::encode(random::bytes::<32>(random)))
}

/// Returns the challenge of a verifier by the method `S256`.
pub(crate) fn challenge(verifier: &Secret) -> String {
    jose::encode(Sha256::digest(verifier.expose()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemRandom;

    #[test]
    fn the_challenge_is_that_of_rfc_7636() {
        let verifier = Secret::new("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(challenge(&verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assert_eq!(super::verifier(&SystemRandom).expose().len(), 43);
    }
}
