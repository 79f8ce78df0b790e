//! The session token: the standard claims, and the application's own.

use std::{fmt, ops};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{self, IgnoredAny, MapAccess},
    ser::SerializeMap,
};

use super::subject::TokenSubject;
use crate::contract::{assurance::Proofs, model::User, time::UnixTime};

/// Declares what follows from the table of standard claims.
macro_rules! standard_claims {
    (
        before { $($(#[$doc:meta])* $vis:vis $field:ident: $Type:ty = $name:literal, read as $read:ident $(, at most $size:expr)?;)* }
        after { $($(#[$doc2:meta])* $vis2:vis $field2:ident: $Type2:ty = $name2:literal, read as $read2:ident $(, at most $size2:expr)?;)* }
    ) => {
        /// The claims of a session token (Auth.js: `JWT`): the standard ones as fields, the application's own in `T`,
        /// to which the token dereferences. On the wire all claims are members of one object.
        ///
        /// ```
        /// use auth::Jwt;
        ///
        /// let token: Jwt = serde_json::from_str(r#"{"name":"Ada","sub":"1","iat":1700000000}"#)?;
        /// assert_eq!(token.name.as_deref(), Some("Ada"));
        /// # Ok::<(), serde_json::Error>(())
        /// ```
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct Jwt<T = ()> {
            $($(#[$doc])* $vis $field: Option<$Type>,)*
            $($(#[$doc2])* $vis2 $field2: Option<$Type2>,)*
            /// The application's claims.
            pub claims: T,
        }

        /// The names of the standard claims, with the size that the cookie budget counts for each.
        pub const STANDARD_CLAIMS: &[(&str, Option<usize>)] =
            &[$(($name, at_most!($($size)?)),)* $(($name2, at_most!($($size2)?)),)*];

        impl Jwt {
            /// A token without any claim.
            pub(crate) const EMPTY: Self = Self { $($field: None,)* $($field2: None,)* claims: () };

            /// Adds the application's claims.
            pub(crate) fn with<T>(self, claims: T) -> Jwt<T> {
                let Self { $($field,)* $($field2,)* claims: () } = self;
                Jwt { $($field,)* $($field2,)* claims }
            }

            /// Reads a standard claim. Returns `false`, and leaves the value unread, if the claim is not standard.
            pub(super) fn read<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<bool, A::Error> {
                match name {
                    $($name => self.$field = $read(map)?,)*
                    $($name2 => self.$field2 = $read2(map)?,)*
                    _ => return Ok(false),
                }
                Ok(true)
            }
        }

        impl<T> Jwt<T> {
            pub(super) fn write_before<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                $(member(map, $name, &self.$field)?;)*
                Ok(())
            }

            pub(super) fn write_after<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                $(member(map, $name2, &self.$field2)?;)*
                Ok(())
            }
        }
    };
}

macro_rules! at_most {
    ($size:expr) => {
        Some($size)
    };
    () => {
        None
    };
}

// The standard claims, in the order in which they are written before and after the application's. A row is the field,
// its type, the name on the wire, how the claim is read, and the size that the cookie budget counts for it (in bytes as
// JSON; none if the claim is never written).
//
// A new standard claim is one row here, and one in the table of reserved names of the attributes.
standard_claims! {
    before {
        /// The user's name.
        pub name: String = "name", read as string, at most 128 + 2;
        /// The user's e-mail address.
        pub email: String = "email", read as string, at most 254 + 2;
        /// The URL of the user's picture.
        pub picture: String = "picture", read as string, at most 512 + 2;
        /// The subject: the user's ID.
        pub sub: String = "sub", read as string, at most 64 + 2;
    }
    after {
        /// The time at which the token was issued. Every write sets it.
        pub iat: UnixTime = "iat", read as value, at most 10;
        /// The time at which the token expires. Every write sets it.
        pub exp: UnixTime = "exp", read as value, at most 10;
        /// The time before which the token must not be used. It is never set here, but respected.
        pub nbf: UnixTime = "nbf", read as value;
        /// The token's own ID. Every write sets it.
        pub jti: String = "jti", read as string, at most 36 + 2;
        /// The time of the sign-in, or of the last step-up. No later write changes it.
        pub(crate) auth_time: UnixTime = "auth_time", read as option, at most 10;
        /// The time of the last proof by each method. Only the sign-in flow writes it.
        pub(crate) proofs: Proofs = "auth_proofs", read as option, at most 139;
        /// The names of the methods (RFC 8176), for readers other than this library, which does not read them.
        pub(crate) amr: Vec<&'static str> = "amr", read as nothing, at most 51;
        /// The time at which the session ends, even if it is used, if the sign-in has limited it.
        pub(crate) until: UnixTime = "auth_until", read as option, at most 10;
        /// `true` if the browser forgets the session when it is closed.
        pub(crate) transient: bool = "auth_transient", read as option, at most 4;
        /// The epoch of the user in which the token was issued, if tokens can be revoked.
        pub(crate) epoch: u64 = "auth_epoch", read as option, at most 20;
        /// The ID of the session, if tokens can be revoked: the same in all tokens that follow one sign-in.
        pub(crate) sid: String = "auth_sid", read as option, at most 22 + 2;
        /// A hash of the provider's session in which the sign-in took place, if the provider may end it, and after a `~` that of
        /// another one in which the session was continued.
        pub(crate) provider_session: String = "auth_provider_session", read as option, at most 45 + 2;
        /// The owner of the ID in `sub` (`auth_subject`).
        pub(crate) subject: TokenSubject = "auth_subject", read as option, at most 11 + 2;
        /// The user of the database whose session this is, if the application has given the token another subject.
        pub(crate) owner: String = "auth_user", read as option;
        /// `true` if the token's e-mail address was proven when it was issued, `false` if the user's was not.
        pub(crate) email_verified: bool = "auth_email_verified", read as flag, at most 5;
        /// The issuer of a signed token. Encrypted tokens keep it if they have one. It is not part of the cookie budget.
        pub(crate) iss: serde_json::Value = "iss", read as option;
        /// The audience of a signed token: one or several. Encrypted tokens keep it if they have one.
        pub(crate) aud: serde_json::Value = "aud", read as option;
    }
}

impl<T> Jwt<T> {
    /// Creates the token of a user who has just signed in: name, e-mail address and picture are the user's, and `sub`
    /// is the user's ID.
    pub fn for_user(user: &User, claims: T) -> Self {
        let standard = Jwt {
            name: user.name.clone(),
            email: user.email.clone(),
            picture: user.image.clone(),
            sub: Some(user.id.as_str().to_owned()),
            ..Jwt::EMPTY
        };
        standard.with(claims)
    }

    /// Returns the time of the sign-in, or of the last step-up, which issues the session anew. It is `None` for sessions
    /// of Auth.js and of versions before 0.2, which do not record it.
    ///
    /// It does not say that the user has proven anything at that time: see
    /// [`Session::assurance`](crate::contract::Session::assurance).
    ///
    /// ```
    /// use auth::prelude::*;
    ///
    /// #[auth::jwt(access)]
    /// async fn signed_in_since_2023(token: &Jwt<()>) -> bool {
    ///     token.auth_time().is_some_and(|time| time.as_secs() >= 1_672_531_200)
    /// }
    /// ```
    pub fn auth_time(&self) -> Option<UnixTime> {
        self.auth_time
    }
}

impl<T> ops::Deref for Jwt<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.claims
    }
}

impl<T> ops::DerefMut for Jwt<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.claims
    }
}

/// Reads a claim that is a string, a number or null.
fn string<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<String>, A::Error> {
    map.next_value().map(|Text(text)| text)
}

/// Reads a claim that must have a value.
fn value<'de, A: MapAccess<'de>, V: Deserialize<'de>>(map: &mut A) -> Result<Option<V>, A::Error> {
    map.next_value().map(Some)
}

/// Reads a claim that may be null.
fn option<'de, A: MapAccess<'de>, V: Deserialize<'de>>(map: &mut A) -> Result<Option<V>, A::Error> {
    map.next_value()
}

/// Skips a claim that is only for other readers.
fn nothing<'de, A: MapAccess<'de>, V>(map: &mut A) -> Result<Option<V>, A::Error> {
    map.next_value::<IgnoredAny>().map(|_| None)
}

/// Reads a claim that is true or not. Any other value is not true.
fn flag<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<bool>, A::Error> {
    map.next_value::<serde_json::Value>().map(|value| Some(value == true))
}

/// A string, or null. Applications of Auth.js with numeric IDs write them as numbers, which are read as strings.
struct Text(Option<String>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl de::Visitor<'_> for TextVisitor {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text(Some(text.to_owned())))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Text, E> {
                Ok(Text(Some(number.to_string())))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Text, E> {
                Ok(Text(Some(number.to_string())))
            }

            fn visit_unit<E: de::Error>(self) -> Result<Text, E> {
                Ok(Text(None))
            }
        }

        deserializer.deserialize_any(TextVisitor)
    }
}

fn member<M: SerializeMap, V: Serialize>(map: &mut M, name: &str, value: &Option<V>) -> Result<(), M::Error> {
    match value {
        Some(value) => map.serialize_entry(name, value),
        None => Ok(()),
    }
}
