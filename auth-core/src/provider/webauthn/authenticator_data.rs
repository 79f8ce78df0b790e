//! Authenticator data, which describes a ceremony (WebAuthn level 3, section 6.1).

use ciborium::Value;
use sha2::{Digest, Sha256};

use super::{RelyingParty, WebAuthnError, cbor};
use crate::contract::CredentialDeviceType;

/// The flags of authenticator data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Flags(u8);

impl Flags {
    const USER_PRESENT: u8 = 0x01;
    const USER_VERIFIED: u8 = 0x04;
    const BACKUP_ELIGIBLE: u8 = 0x08;
    const BACKED_UP: u8 = 0x10;
    const ATTESTED: u8 = 0x40;
    const EXTENSIONS: u8 = 0x80;

    fn has(self, flag: u8) -> bool {
        self.0 & flag != 0
    }

    /// Returns whether the key can exist on several devices. This is decided when it is created (section
    /// 6.1.3).
    pub(super) fn device_type(self) -> CredentialDeviceType {
        if self.has(Self::BACKUP_ELIGIBLE) {
            CredentialDeviceType::MultiDevice
        } else {
            CredentialDeviceType::SingleDevice
        }
    }

    /// Returns `true` if the authenticator has verified its user, for example by a PIN or a fingerprint.
    pub(super) fn is_user_verified(self) -> bool {
        self.has(Self::USER_VERIFIED)
    }

    /// Returns `true` if the key is backed up.
    pub(super) fn is_backed_up(self) -> bool {
        self.has(Self::BACKED_UP)
    }
}

/// Parsed authenticator data.
#[derive(Debug)]
pub(super) struct AuthenticatorData<'d> {
    rp_id_hash: &'d [u8],
    pub(super) flags: Flags,
    pub(super) counter: u32,
    pub(super) attested: Option<Attested<'d>>,
}

/// The key that was created.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attested<'d> {
    pub(super) credential_id: &'d [u8],
    /// The COSE key as received.
    pub(super) public_key: &'d [u8],
}

const MALFORMED: WebAuthnError = WebAuthnError::Malformed("authenticatorData");

impl<'d> AuthenticatorData<'d> {
    /// Parses all bytes. Trailing bytes are an error too.
    pub(super) fn parse(bytes: &'d [u8]) -> Result<Self, WebAuthnError> {
        Self::read(bytes).ok_or(MALFORMED)
    }

    fn read(bytes: &'d [u8]) -> Option<Self> {
        let (rp_id_hash, rest) = bytes.split_at_checked(32)?;
        let (&flags, rest) = rest.split_first()?;
        let (&counter, mut rest) = rest.split_first_chunk::<4>()?;
        let flags = Flags(flags);
        let mut attested = None;
        if flags.has(Flags::ATTESTED) {
            let (key, after) = Attested::read(rest)?;
            (attested, rest) = (Some(key), after);
        }
        if flags.has(Flags::EXTENSIONS) {
            let (extensions, after) = cbor::split_first(rest)?;
            Value::is_map(&extensions).then_some(())?;
            rest = after;
        }
        rest.is_empty().then_some(Self { rp_id_hash, flags, counter: u32::from_be_bytes(counter), attested })
    }

    /// Checks that the key belongs to this site, that its user was present and verified, and that the backup
    /// flags agree.
    pub(super) fn check(&self, relying_party: &RelyingParty<'_>) -> Result<(), WebAuthnError> {
        if self.rp_id_hash != Sha256::digest(relying_party.id).as_slice() {
            return Err(WebAuthnError::RelyingParty);
        }
        if !self.flags.has(Flags::USER_PRESENT) {
            return Err(WebAuthnError::UserPresence);
        }
        if !self.flags.is_user_verified() {
            return Err(WebAuthnError::UserVerification);
        }
        if self.flags.is_backed_up() && !self.flags.has(Flags::BACKUP_ELIGIBLE) {
            return Err(WebAuthnError::BackupFlags);
        }
        Ok(())
    }
}

impl<'d> Attested<'d> {
    /// Reads the AAGUID, which is ignored, the credential ID after its length, and the key.
    fn read(bytes: &'d [u8]) -> Option<(Self, &'d [u8])> {
        /// The maximum length of a credential ID (section 7.1, step 25), in bytes.
        const MAX_ID: usize = 1023;
        /// The maximum length of a stored key, in bytes. RSA with 8192 bits needs about 1040.
        const MAX_KEY: usize = 2048;

        let (_aaguid, rest) = bytes.split_at_checked(16)?;
        let (&length, rest) = rest.split_first_chunk::<2>()?;
        let (credential_id, rest) = rest.split_at_checked(u16::from_be_bytes(length).into())?;
        let (_, after) = cbor::split_first(rest)?;
        let public_key = rest.get(..rest.len() - after.len())?;
        let is_sound =
            !credential_id.is_empty() && credential_id.len() <= MAX_ID && public_key.len() <= MAX_KEY;
        is_sound.then_some((Self { credential_id, public_key }, after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::Origin, provider::webauthn::Passkey};

    fn data(flags: u8, tail: &[u8]) -> Vec<u8> {
        [&Sha256::digest("example.org")[..], &[flags, 0, 0, 1, 2], tail].concat()
    }

    fn checked(flags: u8) -> Result<(), WebAuthnError> {
        let origin = Origin::parse("https://example.org").unwrap();
        let passkey = Passkey::new();
        AuthenticatorData::parse(&data(flags, b""))?.check(&passkey.relying_party(&origin))
    }

    #[test]
    fn presence_and_verification_are_required_and_backup_flags_agree() {
        assert_eq!(checked(0x05), Ok(()));
        assert_eq!(checked(0x1d), Ok(()));
        assert_eq!(checked(0x0d), Ok(()));
        assert_eq!(checked(0x04), Err(WebAuthnError::UserPresence));
        assert_eq!(checked(0x01), Err(WebAuthnError::UserVerification));
        assert_eq!(checked(0x15), Err(WebAuthnError::BackupFlags));
    }

    #[test]
    fn another_relying_party_is_refused() {
        let origin = Origin::parse("https://example.com").unwrap();
        let (passkey, bytes) = (Passkey::new(), data(0x05, b""));
        let parsed = AuthenticatorData::parse(&bytes).unwrap();
        assert_eq!(parsed.counter, 0x0102);
        assert_eq!(parsed.check(&passkey.relying_party(&origin)), Err(WebAuthnError::RelyingParty));
    }

    #[test]
    fn missing_and_trailing_bytes_are_rejected() {
        let attested = [&[0; 16][..], &[0, 2, 7, 8], &[0xa1, 1, 2]].concat();
        let key = data(0x45, &attested);
        let parsed = AuthenticatorData::parse(&key).unwrap().attested.unwrap();
        assert_eq!((parsed.credential_id, parsed.public_key), (&[7, 8][..], &[0xa1, 1, 2][..]));

        let padded = |length: u16| {
            let key = [&[0xa1, 1, 0x59][..], &length.to_be_bytes(), &vec![0; length.into()]].concat();
            data(0x45, &[&attested[..20], &key].concat())
        };
        assert!(AuthenticatorData::parse(&padded(2043)).is_ok());
        assert_eq!(AuthenticatorData::parse(&padded(2044)).err(), Some(MALFORMED));

        let with_extensions = data(0xc5, &[&attested[..], &[0xa1, 0x61, b'x', 0xf5]].concat());
        assert!(AuthenticatorData::parse(&with_extensions).unwrap().attested.is_some());

        for cut in 0..with_extensions.len() {
            assert_eq!(AuthenticatorData::parse(&with_extensions[..cut]).err(), Some(MALFORMED), "{cut}");
        }
        for bad in [data(0x05, b"x"), data(0x85, &[0x01]), data(0x45, &[&[0; 18][..], &[0xa0]].concat())] {
            assert_eq!(AuthenticatorData::parse(&bad).err(), Some(MALFORMED));
        }
    }
}
