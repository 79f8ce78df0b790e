//! The owner of an account: found, linked, created or refused. The decision of Auth.js, with the checks that make it
//! safe.

use crate::{
    adapter::{Adapter, AdapterError, Link, NewSession, NewUser, SignedUp},
    contract::{AdapterSession, AdapterUser, EmailAddress},
};

/// The input of the decision: an account that a user has proven, and the user who is signed in.
#[derive(Clone)]
pub(crate) struct LinkRequest<'a> {
    /// The user who is created if the account has no owner.
    pub(crate) user: NewUser,
    /// The account.
    pub(crate) link: Link,
    /// The user who is signed in with this browser.
    pub(crate) signed_in: Option<AdapterUser>,
    /// The e-mail address that may link the account to its owner; see [`VerifiedEmail::proven`].
    pub(crate) linking_email: Option<VerifiedEmail<'a>>,
    /// The session to start, if sessions are in the database.
    pub(crate) session: Option<NewSession>,
}

/// An e-mail address that the provider has verified, and by which accounts may be linked according to the
/// configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct VerifiedEmail<'a>(&'a EmailAddress);

impl<'a> VerifiedEmail<'a> {
    /// Returns the e-mail address of a profile, if the provider reports it as verified and accounts may be linked by
    /// it.
    #[cfg(feature = "oauth")]
    pub(crate) fn proven(
        address: Option<&'a EmailAddress>,
        profile: &crate::contract::ProfileUser,
        may_link: bool,
    ) -> Option<Self> {
        address.filter(|_| may_link && profile.email_verified == Some(true)).map(Self)
    }

    /// Returns `true` if a stored user has proven the same e-mail address here. Account and user then belong to the
    /// same person.
    pub(crate) fn is_proven_by(self, user: &AdapterUser) -> bool {
        user.email_verified.is_some() && self.0.is_spelled(user.user.email.as_deref())
    }
}

/// The way in which an account came to its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkKind {
    /// The account was linked to the owner before.
    Known,
    /// The account has just been linked.
    Linked,
    /// The owner has just been created together with the account.
    Created,
}

/// The owner of an account, and the session that was started.
pub(crate) struct LinkedUser {
    pub(crate) user: AdapterUser,
    pub(crate) kind: LinkKind,
    pub(crate) session: Option<AdapterSession>,
}

/// The error of an account without an owner who could be signed in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LinkError {
    /// The account belongs to another user than the signed-in one, or its e-mail address belongs to a user who has not
    /// linked it.
    #[error(
        "this account is not linked to the signed-in user, or its e-mail address belongs to another user"
    )]
    NotLinked,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] AdapterError),
}

/// Finds, links or creates the owner of an account, and starts the session. If two requests do so at the same time for
/// the same account or e-mail address, the later one finds the rows that the earlier one has written.
///
/// | account known | signed in | e-mail address known | result |
/// | --- | --- | --- | --- |
/// | yes | as its owner, or not at all | | signs in its owner |
/// | yes | as another user | | refused |
/// | no | yes | | linked to the signed-in user |
/// | no | no | yes, proven on both sides | linked to the owner of the e-mail address |
/// | no | no | yes | refused |
/// | no | no | no | a new user |
///
/// A link with a passkey is a registration. It is refused if the account is known, even if its owner is signed in: a
/// registration proves nothing about a passkey that a user already has.
///
/// # Errors
/// Fails if the account is refused or the database fails.
pub(crate) async fn resolve(
    adapter: &impl Adapter,
    request: LinkRequest<'_>,
) -> Result<LinkedUser, LinkError> {
    match decide(adapter, request.clone()).await {
        Err(LinkError::Store(AdapterError::Conflict(_))) => decide(adapter, request).await,
        decision => decision,
    }
}

/// Decides once, by the table of [`resolve`].
async fn decide(adapter: &impl Adapter, request: LinkRequest<'_>) -> Result<LinkedUser, LinkError> {
    let LinkRequest { user, link, signed_in, linking_email, session } = request;
    let (provider, id) = (&link.account.provider, &link.account.provider_account_id);
    let (owner, kind) = match (adapter.user_by_account(provider, id).await?, signed_in) {
        (Some(_), _) if link.authenticator.is_some() => return Err(LinkError::NotLinked),
        (Some(owner), Some(current)) if owner.user.id != current.user.id => return Err(LinkError::NotLinked),
        (Some(owner), _) => (owner, LinkKind::Known),
        (None, Some(current)) => (current, LinkKind::Linked),
        (None, None) => {
            let same_email = match &user.user.email {
                Some(email) => adapter.user_by_email(email).await?,
                None => None,
            };
            match same_email {
                None => {
                    let SignedUp { user, session } = adapter.sign_up(user, Some(link), session).await?;
                    return Ok(LinkedUser { user, kind: LinkKind::Created, session });
                }
                Some(owner) if linking_email.is_some_and(|email| email.is_proven_by(&owner)) => {
                    (owner, LinkKind::Linked)
                }
                Some(_) => return Err(LinkError::NotLinked),
            }
        }
    };
    let session = match (kind, session) {
        (LinkKind::Known, None) => None,
        (LinkKind::Known, Some(session)) => Some(adapter.create_session(&owner.user.id, session).await?),
        (_, session) => adapter.link_account(&owner.user.id, link, session).await?,
    };
    Ok(LinkedUser { user: owner, kind, session })
}

#[cfg(feature = "oauth")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        adapter::MemoryAdapter,
        contract::{Account, ProviderType, UnixTime, User, UserId},
        http::testing::block_on,
    };

    const EMAIL: &str = "ada@example.com";

    fn add(store: &MemoryAdapter, id: &str, email: &str, verified: bool) -> AdapterUser {
        let mut user = NewUser::new(User::new(id).with_email(email));
        if verified {
            user = user.verified_at(UnixTime::from_secs(1));
        }
        block_on(store.sign_up(user, None, None)).unwrap().user
    }

    fn link(account: &str) -> Link {
        Account::new("acme", ProviderType::OAuth, account).into()
    }

    fn resolve_account(
        store: &MemoryAdapter,
        account: &str,
        signed_in: Option<&AdapterUser>,
        linking: bool,
    ) -> Result<(LinkKind, UserId), LinkError> {
        let address = EmailAddress::parse(EMAIL).unwrap();
        let request = LinkRequest {
            user: NewUser::new(User::new("fresh").with_email(EMAIL)),
            link: link(account),
            signed_in: signed_in.cloned(),
            linking_email: linking.then_some(VerifiedEmail(&address)),
            session: None,
        };
        block_on(resolve(store, request)).map(|linked| (linked.kind, linked.user.user.id))
    }

    fn is_refused(outcome: Result<(LinkKind, UserId), LinkError>) -> bool {
        matches!(outcome, Err(LinkError::NotLinked))
    }

    #[test]
    fn a_known_account_signs_in_only_its_owner() {
        let store = MemoryAdapter::new();
        let (ada, bob) = (add(&store, "1", EMAIL, true), add(&store, "2", "bob@example.com", true));
        block_on(store.link_account(&ada.user.id, link("a"), None)).unwrap();
        assert_eq!(resolve_account(&store, "a", None, false).unwrap(), (LinkKind::Known, "1".into()));
        assert_eq!(resolve_account(&store, "a", Some(&ada), false).unwrap(), (LinkKind::Known, "1".into()));
        assert!(is_refused(resolve_account(&store, "a", Some(&bob), true)));
    }

    #[test]
    fn the_signed_in_user_links_an_account() {
        let store = MemoryAdapter::new();
        let bob = add(&store, "2", "bob@example.com", false);
        assert_eq!(resolve_account(&store, "a", Some(&bob), false).unwrap(), (LinkKind::Linked, "2".into()));
        assert_eq!(resolve_account(&store, "a", None, false).unwrap(), (LinkKind::Known, "2".into()));
    }

    #[test]
    fn a_registration_never_signs_in_by_an_account_that_exists() {
        let store = MemoryAdapter::new();
        let ada = add(&store, "1", EMAIL, true);
        block_on(store.link_account(&ada.user.id, link("key"), None)).unwrap();
        for signed_in in [None, Some(ada)] {
            let passkey = crate::contract::model::Authenticator::new("key", "2".into(), "");
            let request = LinkRequest {
                user: NewUser::new(User::new("2").with_email("eve@example.com")),
                link: Link::passkey(Account::new("acme", ProviderType::WebAuthn, "key"), passkey),
                signed_in,
                linking_email: None,
                session: None,
            };
            assert!(matches!(block_on(resolve(&store, request)), Err(LinkError::NotLinked)));
        }
    }

    #[test]
    fn an_address_links_if_it_is_proven_on_both_sides() {
        for (stored_verified, may_link, links) in
            [(true, true, true), (false, true, false), (true, false, false), (false, false, false)]
        {
            let store = MemoryAdapter::new();
            add(&store, "1", EMAIL, stored_verified);
            let outcome = resolve_account(&store, "a", None, may_link);
            if links {
                assert_eq!(outcome.unwrap(), (LinkKind::Linked, "1".into()));
            } else {
                assert!(is_refused(outcome));
                assert!(block_on(store.user_by_account(&"acme".into(), "a")).unwrap().is_none());
            }
        }
    }

    #[test]
    fn an_unknown_address_is_a_new_user() {
        let store = MemoryAdapter::new();
        assert_eq!(resolve_account(&store, "a", None, true).unwrap(), (LinkKind::Created, "fresh".into()));
        assert_eq!(resolve_account(&store, "a", None, true).unwrap(), (LinkKind::Known, "fresh".into()));
    }

    #[test]
    fn an_address_is_proof_only_if_the_provider_says_so_and_may() {
        let profile = crate::contract::ProfileUser::new(1).email(EMAIL.to_owned());
        let address = EmailAddress::parse(EMAIL).unwrap();
        let proven = |profile: &crate::contract::ProfileUser, may| {
            VerifiedEmail::proven(Some(&address), profile, may) == Some(VerifiedEmail(&address))
        };
        assert!(!proven(&profile, true));
        assert!(!proven(&profile.clone().email_verified(false), true));
        assert!(!proven(&profile.clone().email_verified(true), false));
        let verified = profile.email_verified(true);
        assert!(proven(&verified, true));
        assert_eq!(VerifiedEmail::proven(None, &verified, true), None);
    }
}
