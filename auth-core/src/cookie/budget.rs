//! The maximum size of the session cookie, computed at compile time.

use super::chunk::CHUNK;
use crate::contract::token::{
    claims::{ClaimField, Claims},
    jwt::STANDARD_CLAIMS,
};

/// The size of the protected header, with the 86 characters of the key ID.
const HEADER: usize = r#"{"alg":"dir","enc":"A256CBC-HS512","kid":""}"#.len() + 86;

/// The maximum size of an encrypted session token.
///
/// ```
/// const BUDGET: auth::cookie::CookieBudget = auth::cookie::cookie_budget::<()>();
///
/// const _: () = assert!(matches!(BUDGET.cookies, Some(1)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CookieBudget {
    /// The maximum size in bytes; `None` if a claim has no maximum length.
    pub max_size: Option<usize>,
    /// The number of cookies that hold a token of this size. Browsers accept 4 KiB per cookie. `None` if a
    /// claim has no maximum length.
    pub cookies: Option<usize>,
    /// The largest claim of the application, with its maximum size in bytes as JSON.
    pub largest: Option<(&'static str, usize)>,
    /// The first claim without a maximum length. `#[auth(max = …)]` sets one.
    pub unbounded: Option<&'static str>,
}

/// Computes the maximum size of the encrypted session token for a token struct, at compile time.
///
/// It counts the fields with `#[auth(max = …)]`, the fields whose type implements
/// [`MaxSize`](crate::contract::token::size::MaxSize), and the standard claims: a name of 128 bytes, an
/// e-mail address of 254 bytes, a picture URL of 512 bytes, and a user ID of 64 bytes.
pub const fn cookie_budget<T: Claims>() -> CookieBudget {
    let mut payload = "{}".len();
    let mut standard = STANDARD_CLAIMS;
    while let [(name, size), rest @ ..] = standard {
        if let Some(size) = size {
            payload += member(name, *size);
        }
        standard = rest;
    }
    if T::VERSION > 1 {
        payload += member("auth_version", 10);
    }
    let (mut largest, mut unbounded) = (None, None);
    let mut fields: &[ClaimField] = T::FIELDS;
    while let [field, rest @ ..] = fields {
        match (field.max_size, largest) {
            (None, _) if unbounded.is_none() => unbounded = Some(field.name),
            (None, _) => {}
            (Some(size), Some((_, most))) if size <= most => payload += member(field.name, size),
            (Some(size), _) => {
                payload += member(field.name, size);
                largest = Some((field.name, size));
            }
        }
        fields = rest;
    }
    match unbounded {
        Some(_) => CookieBudget { max_size: None, cookies: None, largest, unbounded },
        None => {
            let size = sealed(payload);
            CookieBudget { max_size: Some(size), cookies: Some(size.div_ceil(CHUNK)), largest, unbounded }
        }
    }
}

/// Returns the size of a JSON member with its name, quotes, colon and comma.
const fn member(name: &str, value: usize) -> usize {
    name.len() + r#""":,"#.len() + value
}

/// Returns the size of the compact JWE of a payload (see `jose::jwe`): the payload is padded to blocks of 16
/// bytes, the IV has 16 bytes, and the tag has 32.
const fn sealed(payload: usize) -> usize {
    let ciphertext = (payload / 16 + 1) * 16;
    base64(HEADER) + base64(16) + base64(ciphertext) + base64(32) + "....".len()
}

const fn base64(bytes: usize) -> usize {
    (bytes * 4).div_ceil(3)
}

/// Logs a warning if the claims can need more than one cookie. Proxies and servers reject long headers.
pub(crate) fn warn_if_large<T: Claims>() {
    let budget = const { cookie_budget::<T>() };
    let (Some(size), Some(cookies @ 2..), Some((claim, most))) =
        (budget.max_size, budget.cookies, budget.largest)
    else {
        return;
    };
    tracing::warn!(
        target: "auth",
        help = "cookie_budget",
        size,
        cookies,
        "the session token can take {size} bytes, which is more than one cookie holds: the claim \
         `{claim}` alone takes up to {most}; lower its `#[auth(max = …)]`, or keep it in the database"
    );
}

#[cfg(test)]
mod tests {
    use serde::{de, ser::SerializeMap};

    use super::*;
    use crate::{
        contract::{Secret, UnixTime, User, assurance::AuthMethod, token::jwt::Jwt},
        jose::TokenKeys,
        random::{Random, SystemRandom},
    };

    struct Bounded(String, u8);

    impl Claims for Bounded {
        const FIELDS: &'static [ClaimField] =
            &[ClaimField::new("level").at_most(Some(3)), ClaimField::new("text").at_most(Some(4000 + 2))];

        type Partial = ();

        fn read<'de, A: de::MapAccess<'de>>(_: &mut (), _: &str, _: &mut A) -> Result<bool, A::Error> {
            Ok(false)
        }

        fn finish<E: de::Error>((): ()) -> Result<Self, E> {
            Err(E::custom("never read"))
        }

        fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
            map.serialize_entry("text", &self.0)?;
            map.serialize_entry("level", &self.1)
        }
    }

    fn longest<T>(claims: T) -> Jwt<T> {
        let user = User::new("i".repeat(64))
            .with_name("n".repeat(128))
            .with_email("e".repeat(254))
            .with_image("p".repeat(512));
        let mut token = Jwt::for_user(&user, claims);
        token.iat = Some(UnixTime::from_secs(1_700_000_000));
        token.exp = token.iat;
        token.jti = Some("j".repeat(36));
        token.auth_time = token.iat;
        token.until = token.iat;
        token.transient = Some(true);
        token.epoch = Some(u64::MAX);
        token.sid = Some("s".repeat(22));
        token.provider_session = Some("s".repeat(45));
        for method in AuthMethod::ALL {
            token.proofs.get_or_insert_default().prove(*method, UnixTime::from_secs(1_700_000_000));
        }
        token.amr = Some(AuthMethod::ALL.iter().map(|method| method.as_str()).collect());
        token.set_subject(None);
        token.set_proof(&[], None);
        token
    }

    #[test]
    fn the_maximum_size_is_that_of_a_real_token() {
        let keys = TokenKeys::derive(&Secret::new("a secret").into(), "authjs.session-token");
        let random: &dyn Random = &SystemRandom;
        let seal = |payload: Vec<u8>| keys.seal(&payload, random).len();

        let nothing = cookie_budget::<()>();
        let size = seal(serde_json::to_vec(&longest(())).unwrap());
        // The last member has no comma, and one byte may or may not need another block.
        assert!((size..=size + 22).contains(&nothing.max_size.unwrap()), "{size} {nothing:?}");
        assert_eq!((nothing.cookies, nothing.largest, nothing.unbounded), (Some(1), None, None));

        let bounded = cookie_budget::<Bounded>();
        let size = seal(serde_json::to_vec(&longest(Bounded("t".repeat(4000), 255))).unwrap());
        assert!((size..=size + 22).contains(&bounded.max_size.unwrap()), "{size} {bounded:?}");
        assert_eq!((bounded.cookies, bounded.largest), (Some(2), Some(("text", 4002))));
    }
}
