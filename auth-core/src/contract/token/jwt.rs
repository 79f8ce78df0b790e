//! The session token: the standard claims, and the application's own.

use std::{fmt, marker::PhantomData, ops};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, IgnoredAny, MapAccess},
    ser::SerializeMap,
};

use super::{
    claims::{Claims, MemberName, OtherClaims},
    subject::TokenSubject,
    version::{ClaimsError, Read, VERSION_CLAIM, read_members, take_version},
};
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
            fn read<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<bool, A::Error> {
                match name {
                    $($name => self.$field = $read(map)?,)*
                    $($name2 => self.$field2 = $read2(map)?,)*
                    _ => return Ok(false),
                }
                Ok(true)
            }
        }

        impl<T> Jwt<T> {
            /// Separates the standard claims from the application's.
            pub(crate) fn split(self) -> (Jwt, T) {
                let Self { $($field,)* $($field2,)* claims } = self;
                (Jwt { $($field,)* $($field2,)* claims: () }, claims)
            }

            fn write_before<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                $(member(map, $name, &self.$field)?;)*
                Ok(())
            }

            fn write_after<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
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

/// Absent values are left out. The order is that of Auth.js: user, own claims, times, ID. The version comes first, so
/// that a reader knows it before the claims that depend on it.
impl<T: Claims> Serialize for Jwt<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if T::VERSION > 1 {
            map.serialize_entry(VERSION_CLAIM, &T::VERSION)?;
        }
        self.write_before(&mut map)?;
        self.claims.write(&mut map)?;
        self.write_after(&mut map)?;
        map.end()
    }
}

fn member<M: SerializeMap, V: Serialize>(map: &mut M, name: &str, value: &Option<V>) -> Result<(), M::Error> {
    match value {
        Some(value) => map.serialize_entry(name, value),
        None => Ok(()),
    }
}

/// Reads the members in one pass, unless they are of an older version. Of a repeated member the last one counts, as
/// in JavaScript.
impl<'de, T: Claims> Deserialize<'de> for Jwt<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Read::deserialize(deserializer)?.token()
    }
}

impl<'de, T: Claims> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(TokenVisitor(PhantomData)).map(Self)
    }
}

struct TokenVisitor<T>(PhantomData<T>);

impl<'de, T: Claims> de::Visitor<'de> for TokenVisitor<T> {
    type Value = Result<Box<Jwt<T>>, ClaimsError>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the claims of a token")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        if T::VERSION == 1 {
            return one_pass(map);
        }
        // A token of this version that was written here begins with its version. Any other token is read whole, since
        // the meaning of a member depends on a version that may follow it.
        let mut members = OtherClaims::new();
        if let Some(first) = map.next_key::<MemberName<'de>>()? {
            if first.as_str() == VERSION_CLAIM {
                let version: u32 = map.next_value()?;
                if version == T::VERSION {
                    return one_pass(map);
                }
                members.insert(VERSION_CLAIM.to_owned(), version.into());
            } else {
                members.insert(first.as_str().to_owned(), map.next_value()?);
            }
        }
        while let Some((name, value)) = map.next_entry()? {
            members.insert(name, value);
        }
        Ok(take_version(&mut members)
            .map_err(ClaimsError::from)
            .and_then(|version| read_members(version, members).map(Box::new)))
    }
}

/// Builds a token from members that were read before, all of the present version.
pub(crate) fn of_members<T: Claims>(members: OtherClaims) -> Result<Jwt<T>, serde_json::Error> {
    struct Members<T>(PhantomData<T>);

    impl<'de, T: Claims> de::Visitor<'de> for Members<T> {
        type Value = Result<Box<Jwt<T>>, ClaimsError>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("the claims of a token")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            one_pass(map)
        }
    }

    let read = serde_json::Value::Object(members).deserialize_map(Members(PhantomData))?;
    Read(read).token()
}

/// Reads the members in their order, each into its field. A token of another version is read to its end and dropped.
fn one_pass<'de, T: Claims, A: MapAccess<'de>>(
    mut map: A,
) -> Result<Result<Box<Jwt<T>>, ClaimsError>, A::Error> {
    let mut token = Jwt::EMPTY;
    let mut claims = T::Partial::default();
    while let Some(name) = map.next_key::<MemberName<'de>>()? {
        let name = name.as_str();
        if token.read(name, &mut map)? {
            continue;
        }
        if name == VERSION_CLAIM {
            let found: u32 = map.next_value()?;
            if found != T::VERSION {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                return Ok(Err(ClaimsError::UnknownVersion { found, current: T::VERSION }));
            }
        } else if !T::read(&mut claims, name, &mut map)? {
            map.next_value::<IgnoredAny>()?;
        }
    }
    Ok(Ok(Box::new(token.with(T::finish(claims)?))))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_members_are_skipped_and_the_last_double_counts() {
        let token: Jwt =
            serde_json::from_str(r#"{"name":"A","x":{"y":[1]},"name":"B","picture":null}"#).unwrap();
        assert_eq!(token.name.as_deref(), Some("B"));
        assert_eq!(serde_json::to_string(&token).unwrap(), r#"{"name":"B"}"#);
    }

    #[test]
    fn a_numeric_subject_is_read_as_text() {
        let token: Jwt = serde_json::from_str(r#"{"sub":42}"#).unwrap();
        assert_eq!(token.sub.as_deref(), Some("42"));
        assert!(serde_json::from_str::<Jwt>(r#"{"sub":[1]}"#).is_err());
    }

    #[test]
    fn a_time_is_a_number() {
        for bad in [r#"{"exp":"1"}"#, r#"{"exp":null}"#, r#"{"iat":true}"#, r#"[]"#, r#""token""#] {
            assert!(serde_json::from_str::<Jwt>(bad).is_err(), "{bad}");
        }
    }
}
