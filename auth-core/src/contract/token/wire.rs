//! The token as JSON: members in one object, read in one pass.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, IgnoredAny, MapAccess},
    ser::SerializeMap,
};

use super::{
    claims::{Claims, ClaimsError, OtherClaims, VERSION_CLAIM, read_claims},
    jwt::{Jwt, STANDARD_CLAIMS},
    member_name::MemberName,
};

/// The result of reading a genuine token. Unlike a `Jwt`, it distinguishes an unknown version from a broken token.
/// It is boxed, because it passes through many hands.
pub(crate) struct Read<T>(pub(crate) Result<Box<Jwt<T>>, ClaimsError>);

impl<T> Read<T> {
    /// Returns the token, or the error of a deserialiser.
    pub(crate) fn token<E: de::Error>(self) -> Result<Jwt<T>, E> {
        self.0.map(|token| *token).map_err(E::custom)
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
        Ok(of_members(members).map(Box::new))
    }
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

/// Builds a token from its members, and migrates the application's claims if they are of an older version.
fn of_members<T: Claims>(mut members: OtherClaims) -> Result<Jwt<T>, ClaimsError> {
    let version = members.remove(VERSION_CLAIM).map_or(Ok(1), u32::deserialize)?;
    let mut standard = OtherClaims::new();
    for (name, _) in STANDARD_CLAIMS {
        standard.extend(members.remove_entry(*name));
    }
    let token = Jwt::<()>::deserialize(serde_json::Value::Object(standard))?;
    Ok(token.with(read_claims(version, members)?))
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
