//! The methods by which users prove who they are, and the times of their last proofs.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, IgnoredAny, MapAccess},
    ser::SerializeMap,
};

use crate::contract::time::UnixTime;

macro_rules! methods {
    ($($(#[$doc:meta])* $method:ident = $name:literal;)*) => {
        /// A method by which users prove who they are. Its name is that of RFC 8176, which has none for e-mail and for
        /// providers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum AuthMethod {
            $($(#[$doc])* $method),*
        }

        impl AuthMethod {
            /// All methods.
            pub const ALL: &'static [Self] = &[$(Self::$method),*];

            /// Returns the name in `amr` and `acr_values`.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$method => $name),*
                }
            }
        }

        /// The number of methods.
        const METHODS: usize = [$($name),*].len();
    };
}

methods! {
    /// A password, or another secret that `#[auth::authorize]` has checked.
    Password = "pwd";
    /// A link or a code that was mailed to the user's e-mail address.
    Email = "email";
    /// A provider of OAuth 2.0 or OpenID Connect.
    Federated = "fed";
    /// A passkey that is bound to one device.
    HardwareKey = "hwk";
    /// A passkey that may be synchronised between devices.
    SoftwareKey = "swk";
    /// A code of an authenticator application, or a recovery code.
    Otp = "otp";
    /// Two factors in one step: a passkey with user verification, or a provider that reports several factors and is
    /// trusted to.
    Mfa = "mfa";
    /// A code that was sent to the user's phone, which NIST SP 800-63B-4 restricts. It is no part of
    /// [`Mfa`](super::Mfa).
    Sms = "sms";
}

impl AuthMethod {
    /// The first factors, without codes by telephone. Each makes two factors together with a code ([`Otp`](Self::Otp)).
    pub(crate) const FIRST: [Self; 5] =
        [Self::Password, Self::Email, Self::Federated, Self::HardwareKey, Self::SoftwareKey];

    /// Returns the names of methods, separated by spaces, as in `acr_values`.
    #[cfg_attr(not(feature = "server"), allow(dead_code, reason = "for the flow"))]
    pub(crate) fn names(methods: &[Self]) -> String {
        methods.iter().map(|method| method.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Returns the method with this name; `None` if there is none.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|method| method.as_str() == name)
    }
}

impl fmt::Display for AuthMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The time of the last proof by each method. On the wire it is an object: `{"pwd":1700000000,"otp":1700000012}`.
/// Unknown methods, and times that are no numbers, are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proofs([UnixTime; METHODS]);

/// The time in place of a proof that there is none. An `Option` would take twice the room in every token and session.
const NEVER: UnixTime = UnixTime::from_millis(i64::MIN);

impl Default for Proofs {
    fn default() -> Self {
        Self([NEVER; METHODS])
    }
}

impl Proofs {
    /// Returns the time of the last proof by a method.
    pub fn at(&self, method: AuthMethod) -> Option<UnixTime> {
        self.0.get(method as usize).copied().filter(|at| *at != NEVER)
    }

    /// Records a proof. A later one stays.
    pub(crate) fn prove(&mut self, method: AuthMethod, at: UnixTime) {
        if let Some(last) = self.0.get_mut(method as usize) {
            *last = (*last).max(at);
        }
    }

    /// Records all proofs of `other`.
    #[cfg_attr(not(feature = "server"), allow(dead_code, reason = "for the flow"))]
    pub(crate) fn merge(&mut self, other: Self) {
        for (method, at) in other.iter() {
            self.prove(method, at);
        }
    }

    /// Returns `true` if nothing is proven.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|at| *at == NEVER)
    }

    /// Returns the methods with a proof, each with the time of the last one.
    pub fn iter(&self) -> impl Iterator<Item = (AuthMethod, UnixTime)> + '_ {
        AuthMethod::ALL.iter().filter_map(|&method| Some((method, self.at(method)?)))
    }
}

impl Serialize for Proofs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (method, at) in self.iter() {
            map.serialize_entry(method.as_str(), &at)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Proofs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ProofsVisitor)
    }
}

/// The name of a method; `None` if it is unknown.
struct MethodName(Option<AuthMethod>);

impl<'de> Deserialize<'de> for MethodName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;

        impl de::Visitor<'_> for NameVisitor {
            type Value = MethodName;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a method")
            }

            fn visit_str<E>(self, name: &str) -> Result<MethodName, E> {
                Ok(MethodName(AuthMethod::from_name(name)))
            }
        }

        deserializer.deserialize_str(NameVisitor)
    }
}

/// Reads an object. Any other value proves nothing, and is not an error.
struct ProofsVisitor;

impl<'de> de::Visitor<'de> for ProofsVisitor {
    type Value = Proofs;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the times of proofs")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Proofs, A::Error> {
        let mut proofs = Proofs::default();
        while let Some((MethodName(method), time)) = map.next_entry::<_, serde_json::Value>()? {
            if let (Some(method), Some(seconds)) = (method, time.as_i64()) {
                proofs.prove(method, UnixTime::from_secs(seconds));
            }
        }
        Ok(proofs)
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<Proofs, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Proofs::default())
    }

    fn visit_bool<E>(self, _: bool) -> Result<Proofs, E> {
        Ok(Proofs::default())
    }

    fn visit_i64<E>(self, _: i64) -> Result<Proofs, E> {
        Ok(Proofs::default())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Proofs, E> {
        Ok(Proofs::default())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Proofs, E> {
        Ok(Proofs::default())
    }

    fn visit_str<E>(self, _: &str) -> Result<Proofs, E> {
        Ok(Proofs::default())
    }

    fn visit_unit<E>(self) -> Result<Proofs, E> {
        Ok(Proofs::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proofs_are_an_object_and_other_values_prove_nothing() {
        let read = |text| serde_json::from_str::<Proofs>(text).unwrap();
        let proofs = read(r#"{"pwd":17,"smile":1,"otp":"18","hwk":null,"swk":[1],"mfa":{}}"#);
        assert_eq!(proofs.iter().collect::<Vec<_>>(), [(AuthMethod::Password, UnixTime::from_secs(17))]);
        assert_eq!(serde_json::to_string(&proofs).unwrap(), r#"{"pwd":17}"#);
        for text in ["null", "[1,[2]]", "true", "1", "-1", "1.5", "\"pwd\"", "{}"] {
            assert!(read(text).is_empty(), "{text}");
        }
    }
}
