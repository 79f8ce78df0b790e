//! E-mail addresses that are proven.

use super::{AdapterUser, ProviderId};
use crate::contract::EmailAddress;

/// An e-mail address that is proven to be the user's. Only the sign-in flow makes it, so code that has one need not
/// check anything else.
///
/// `#[auth::sign_in]` and `#[auth::jwt]` take it as `Option<VerifiedEmail<'_>>`; [`SignInEvent`] and [`Session`] have
/// it. The address of a [`User`](crate::contract::User) alone proves nothing: it may have been typed by anyone.
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
    address: &'a EmailAddress,
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
    EarlierSignIn,
}

impl<'a> VerifiedEmail<'a> {
    /// Returns the proof of an address.
    pub(crate) fn new(address: &'a EmailAddress, by: VerifiedBy<'a>) -> Self {
        Self { address, by }
    }

    /// Returns the stored proof of an address ([`AdapterUser::proven_address`]).
    pub(crate) fn stored(address: &'a EmailAddress) -> Self {
        Self::new(address, VerifiedBy::EarlierSignIn)
    }

    /// Returns `true` if this is the given address, in any spelling.
    pub(crate) fn is(&self, address: Option<&str>) -> bool {
        self.address.is_spelled(address)
    }

    /// Returns the address.
    pub fn address(&self) -> &'a EmailAddress {
        self.address
    }

    /// Returns the address in its canonical form.
    pub fn as_str(&self) -> &'a str {
        self.address.as_str()
    }

    /// Returns the domain of the address, as A-labels in lower case.
    pub fn domain(&self) -> &'a str {
        self.address.domain()
    }

    /// Returns the proof.
    pub fn by(&self) -> VerifiedBy<'a> {
        self.by
    }
}

/// Compares with an address in any spelling.
impl PartialEq<str> for VerifiedEmail<'_> {
    fn eq(&self, other: &str) -> bool {
        self.address.is_spelled(Some(other))
    }
}

impl PartialEq<&str> for VerifiedEmail<'_> {
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

impl AdapterUser {
    /// Returns the e-mail address if a sign-in has proven it.
    pub(crate) fn proven_address(&self) -> Option<EmailAddress> {
        self.email_verified?;
        EmailAddress::parse(self.user.email.as_deref()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{UnixTime, User};

    #[test]
    fn a_stored_address_is_proven_if_it_was_verified_and_is_one() {
        let mut user = AdapterUser::new(User::new("1").with_email("ada@acme.example"));
        assert_eq!(user.proven_address(), None);
        user.email_verified = Some(UnixTime::from_secs(1));
        let address = user.proven_address().unwrap();
        let email = VerifiedEmail::stored(&address);
        assert_eq!((email.as_str(), email.domain()), ("ada@acme.example", "acme.example"));
        assert!(email.is(Some("ADA@acme.example")) && !email.is(None));
        assert!(email == "Ada@Acme.example" && email != "eve@acme.example");
        for text in ["", " ", "@", "a@", "@b", "a b@c.example"] {
            user.user.email = Some(text.to_owned());
            assert_eq!(user.proven_address(), None, "{text:?}");
        }
    }
}
