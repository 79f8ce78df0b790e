//! E-mail addresses that are proven.

use super::{AdapterUser, ProviderId};

/// An e-mail address that is proven to be the user's. Only the sign-in flow makes it, so code that has one need not
/// check anything else.
///
/// `#[auth::sign_in]` and `#[auth::jwt]` take it as `Option<VerifiedEmail<'_>>`; [`SignInEvent`] and [`Session`] have
/// it. The address of a [`User`](crate::User) alone proves nothing: it may have been typed by anyone.
///
/// ```
/// use auth::prelude::*;
///
/// #[auth::sign_in]
/// async fn staff(email: Option<VerifiedEmail<'_>>) -> bool {
///     email.is_some_and(|email| email.domain() == "acme.example")
/// }
/// ```
///
/// [`SignInEvent`]: crate::contract::callback::event::SignInEvent
/// [`Session`]: crate::contract::Session::verified_email
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifiedEmail<'a> {
    address: &'a str,
    by: VerifiedBy<'a>,
}

/// The proof of an e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifiedBy<'a> {
    /// The user has opened a link that was mailed to the address.
    Mail,
    /// The provider reports that it has verified the address.
    Provider(&'a ProviderId),
    /// The application has verified the address
    /// ([`KnownUser::with_verified_email`](super::KnownUser::with_verified_email)).
    Application,
    /// An earlier sign-in has proven the address, according to the database or to the session token.
    Stored,
}

impl<'a> VerifiedEmail<'a> {
    /// Returns the proof of an address; `None` if the string is not an address. An empty or malformed string proves
    /// nothing.
    pub(crate) fn new(address: &'a str, by: VerifiedBy<'a>) -> Option<Self> {
        let (local, domain) = address.rsplit_once('@')?;
        let is_address = !local.is_empty()
            && !domain.is_empty()
            && !address.chars().any(|c| c.is_whitespace() || c.is_control());
        is_address.then_some(Self { address, by })
    }

    /// Returns the stored proof of a user's address; `None` if no sign-in has proven it.
    pub(crate) fn stored(user: &'a AdapterUser) -> Option<Self> {
        user.email_verified?;
        Self::new(user.user.email.as_deref()?, VerifiedBy::Stored)
    }

    /// Returns `true` if this is the given address.
    pub(crate) fn is(&self, address: Option<&str>) -> bool {
        address.is_some_and(|address| address.eq_ignore_ascii_case(self.address))
    }

    /// Returns the address.
    pub fn as_str(&self) -> &'a str {
        self.address
    }

    /// Returns the domain: the part behind the last `@`.
    pub fn domain(&self) -> &'a str {
        self.address.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// Returns the proof.
    pub fn by(&self) -> VerifiedBy<'a> {
        self.by
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{UnixTime, User};

    #[test]
    fn a_string_that_is_no_address_proves_nothing() {
        for text in ["", " ", "@", "a@", "@b", "a b@c.example", "a@b\n", " a@b.example", "a@b.example "] {
            assert_eq!(VerifiedEmail::new(text, VerifiedBy::Mail), None, "{text:?}");
        }
        let email = VerifiedEmail::new("ada@acme.example", VerifiedBy::Mail).unwrap();
        assert_eq!((email.as_str(), email.domain()), ("ada@acme.example", "acme.example"));
    }

    #[test]
    fn a_stored_address_is_proven_if_it_was_verified() {
        let mut user = AdapterUser::new(User::new("1").with_email("ada@acme.example"));
        assert_eq!(VerifiedEmail::stored(&user), None);
        user.email_verified = Some(UnixTime::from_secs(1));
        assert!(VerifiedEmail::stored(&user).is_some_and(|email| email.is(Some("ADA@acme.example"))));
        user.user.email = Some(String::new());
        assert_eq!(VerifiedEmail::stored(&user), None);
    }
}
