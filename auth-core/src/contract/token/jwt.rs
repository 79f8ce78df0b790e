//! The session token: standard claims, and the application's own beside them.

use std::{fmt, marker::PhantomData, ops};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, IgnoredAny, MapAccess},
    ser::SerializeMap,
};

use super::{
    claims::{Claims, MemberName, OtherClaims},
    version::{ClaimsError, Read, VERSION_CLAIM, read_members, take_version},
};
use crate::contract::{model::User, time::UnixTime};

/// The claims of a session token (Auth.js: `JWT`): the standard ones as fields, the application's own in `T`,
/// to which it dereferences. On the wire all of them stand side by side.
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
    /// The user's name.
    pub name: Option<String>,
    /// The user's e-mail address.
    pub email: Option<String>,
    /// The URL of the user's picture.
    pub picture: Option<String>,
    /// The subject: the user's id.
    pub sub: Option<String>,
    /// When the token was issued; set anew at every write.
    pub iat: Option<UnixTime>,
    /// When it expires; set anew at every write.
    pub exp: Option<UnixTime>,
    /// Before when it must not be used. Never set here, honoured when it is there.
    pub nbf: Option<UnixTime>,
    /// Its own id; set anew at every write.
    pub jti: Option<String>,
    /// The user's epoch in which the token was issued, where tokens can be revoked (`auth_epoch`).
    pub(crate) epoch: Option<u64>,
    /// The application's claims.
    pub claims: T,
}

impl<T> Jwt<T> {
    /// A token for a user who has just signed in: name, e-mail address and picture are the user's, `sub` is
    /// the user's id.
    pub fn for_user(user: &User, claims: T) -> Self {
        Self {
            name: user.name.clone(),
            email: user.email.clone(),
            picture: user.image.clone(),
            sub: Some(user.id.as_str().to_owned()),
            iat: None,
            exp: None,
            nbf: None,
            jti: None,
            epoch: None,
            claims,
        }
    }

    /// The standard claims, and the application's.
    pub(crate) fn split(self) -> (Jwt, T) {
        let Self { name, email, picture, sub, iat, exp, nbf, jti, epoch, claims } = self;
        (Jwt { name, email, picture, sub, iat, exp, nbf, jti, epoch, claims: () }, claims)
    }
}

impl Jwt {
    /// These standard claims with claims of the application.
    pub(crate) fn with<T>(self, claims: T) -> Jwt<T> {
        let Self { name, email, picture, sub, iat, exp, nbf, jti, epoch, claims: () } = self;
        Jwt { name, email, picture, sub, iat, exp, nbf, jti, epoch, claims }
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

/// Absent values are left out. The order is that of Auth.js: user, own claims, times, id. The version stands
/// before them, so that a reader knows it before it meets what depends on it.
impl<T: Claims> Serialize for Jwt<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if T::VERSION > 1 {
            map.serialize_entry(VERSION_CLAIM, &T::VERSION)?;
        }
        member(&mut map, "name", &self.name)?;
        member(&mut map, "email", &self.email)?;
        member(&mut map, "picture", &self.picture)?;
        member(&mut map, "sub", &self.sub)?;
        self.claims.write(&mut map)?;
        member(&mut map, "iat", &self.iat)?;
        member(&mut map, "exp", &self.exp)?;
        member(&mut map, "nbf", &self.nbf)?;
        member(&mut map, "jti", &self.jti)?;
        member(&mut map, "auth_epoch", &self.epoch)?;
        map.end()
    }
}

fn member<M: SerializeMap, V: Serialize>(map: &mut M, name: &str, value: &Option<V>) -> Result<(), M::Error> {
    match value {
        Some(value) => map.serialize_entry(name, value),
        None => Ok(()),
    }
}

/// One pass over the members, unless they are of an older version. Of a doubled member the last one counts,
/// as in JavaScript.
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
    type Value = Result<Jwt<T>, ClaimsError>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the claims of a token")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        if T::VERSION == 1 {
            return one_pass(map);
        }
        // A token of this version that was written here says so first. Any other is read whole, since what a
        // member is depends on a version which may stand behind it.
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
            .and_then(|version| read_members(version, members)))
    }
}

/// A token of members that were read before, all of the present version.
pub(crate) fn of_members<T: Claims>(members: OtherClaims) -> Result<Jwt<T>, serde_json::Error> {
    struct Members<T>(PhantomData<T>);

    impl<'de, T: Claims> de::Visitor<'de> for Members<T> {
        type Value = Result<Jwt<T>, ClaimsError>;

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

/// The members in their order, each into its place; nothing is kept of a token of another version.
fn one_pass<'de, T: Claims, A: MapAccess<'de>>(mut map: A) -> Result<Result<Jwt<T>, ClaimsError>, A::Error> {
    let mut token = Jwt {
        name: None,
        email: None,
        picture: None,
        sub: None,
        iat: None,
        exp: None,
        nbf: None,
        jti: None,
        epoch: None,
        claims: (),
    };
    let mut claims = T::Partial::default();
    while let Some(name) = map.next_key::<MemberName<'de>>()? {
        match name.as_str() {
            "name" => token.name = text(&mut map)?,
            "email" => token.email = text(&mut map)?,
            "picture" => token.picture = text(&mut map)?,
            "sub" => token.sub = text(&mut map)?,
            "iat" => token.iat = map.next_value().map(Some)?,
            "exp" => token.exp = map.next_value().map(Some)?,
            "nbf" => token.nbf = map.next_value().map(Some)?,
            "jti" => token.jti = text(&mut map)?,
            "auth_epoch" => token.epoch = map.next_value()?,
            VERSION_CLAIM => {
                let found: u32 = map.next_value()?;
                if found != T::VERSION {
                    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                    return Ok(Err(ClaimsError::UnknownVersion { found, current: T::VERSION }));
                }
            }
            name => {
                if !T::read(&mut claims, name, &mut map)? {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
    }
    Ok(Ok(token.with(T::finish(claims)?)))
}

fn text<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<String>, A::Error> {
    map.next_value().map(|Text(text)| text)
}

/// A text, or nothing. Applications of Auth.js with numeric ids write them as numbers, which are taken as the
/// text of one.
struct Text(Option<String>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl de::Visitor<'_> for TextVisitor {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
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
