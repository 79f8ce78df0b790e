//! The owner of an account: found, linked, created or refused. The decision of Auth.js, with the checks that make it
//! safe.

use super::{
    cleared::Cleared,
    first_proof::{self, TokenRevocation},
};
use crate::{
    adapter::{Adapter, AdapterError, Basis, Conflict, EmailProven, Link, NewSession, NewUser, SignedUp},
    contract::{AdapterSession, AdapterUser, Removed, StoredId, VerifiedEmail},
    flow::{error::AuthError, session},
};

/// The input of the decision: an account that a user has proven, and the user who is signed in.
#[derive(Clone)]
pub(crate) struct LinkRequest<'a> {
    /// The user who is created if the account has no owner.
    pub(crate) user: NewUser,
    /// The account.
    pub(crate) link: Link,
    /// The stored user who is signed in with this browser.
    pub(crate) signed_in: Option<AdapterUser>,
    /// The state of that user and the session, as they were read.
    pub(crate) basis: Basis,
    /// The e-mail address that the account proves.
    pub(crate) proof: Option<VerifiedEmail<'a>>,
    /// `true` if the account may be linked to the user who has the proven e-mail address.
    pub(crate) link_by_email: bool,
    /// The session to start, if sessions are in the database.
    pub(crate) session: Option<NewSession>,
    /// The revocation of the tokens that a first proof ends.
    pub(crate) tokens: TokenRevocation<'a>,
    /// The owner for whom the sign-in may continue.
    pub(crate) cleared: Cleared,
    /// `true` if a user may be created.
    pub(crate) may_sign_up: bool,
    /// The owner of the account, and the owner's epoch as it was before.
    pub(crate) epoch: Option<(StoredId, u64)>,
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
    /// The ways in that were removed, if the account was the first proof of the user's e-mail address.
    pub(crate) removed: Option<Removed>,
}

impl LinkedUser {
    fn proven(kind: LinkKind, proven: EmailProven) -> Self {
        let EmailProven { user, session, removed } = proven;
        Self { user, kind, session, removed }
    }
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
/// | no | no | yes, proven by the account | linked to the owner of the e-mail address, if the provider may |
/// | no | no | yes | refused |
/// | no | no | no | a new user |
///
/// If the account proves the e-mail address of its owner and nothing has proven it before, what was added to the owner
/// before is removed.
///
/// An account or a session that was decided without a proof of the owner's address is written only while there is none. If
/// a concurrent request proves the address first, the account and the signed-in user are of the time before it: what the
/// proof has removed signs nobody in, and nothing is linked.
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
    let decision = match decide(adapter, request.clone()).await {
        // The signed-in user stays as it was read: the proof has ended that session.
        Err(LinkError::Store(AdapterError::Conflict(_))) => decide(adapter, request).await,
        decision => decision,
    };
    match decision {
        Err(LinkError::Store(AdapterError::Conflict(Conflict::Proof | Conflict::Ended))) => {
            Err(LinkError::NotLinked)
        }
        decision => decision,
    }
}

/// Decides once, by the table of [`resolve`].
async fn decide(adapter: &impl Adapter, request: LinkRequest<'_>) -> Result<LinkedUser, LinkError> {
    let LinkRequest {
        user,
        link,
        signed_in,
        basis,
        proof,
        link_by_email,
        session,
        tokens,
        cleared,
        may_sign_up,
        epoch,
    } = request;
    let (provider, id) = (link.account.provider.clone(), link.account.provider_account_id.clone());
    let (owner, kind) = match (adapter.user_by_account(&provider, &id).await?, signed_in) {
        (Some(_), _) if link.authenticator.is_some() => return Err(LinkError::NotLinked),
        (Some(owner), Some(current)) if owner.id() != current.id() => return Err(LinkError::NotLinked),
        (Some(owner), _) => (owner, LinkKind::Known),
        (None, Some(current)) => (current, LinkKind::Linked),
        (None, None) if !may_sign_up => return Err(LinkError::NotLinked),
        (None, None) => {
            let same_email = match &user.user.email {
                Some(email) => adapter.user_by_email(email).await?,
                None => None,
            };
            let proves = |email: Option<&str>| proof.is_some_and(|proof| proof.is(email));
            match same_email {
                None => {
                    let proves_email = proves(user.user.email.as_deref());
                    let user = if proves_email { user.verified_at(tokens.now) } else { user };
                    let link = link.proving_email(proves_email);
                    let SignedUp { user, session } = adapter.sign_up(user, Some(link), session).await?;
                    return Ok(LinkedUser { user, kind: LinkKind::Created, session, removed: None });
                }
                Some(owner) if link_by_email && proves(owner.user.email.as_deref()) => {
                    (owner, LinkKind::Linked)
                }
                Some(_) => return Err(LinkError::NotLinked),
            }
        }
    };
    if !cleared.includes(adapter, &owner).await? {
        return Err(LinkError::NotLinked);
    }
    let email_proof = first_proof::of_user(&owner, proof, tokens.now);
    let is_first = owner.email_verified.is_none();
    let state = session::basis_of(&owner, None, None);
    let unproven_session = |session: NewSession| session.on(state.clone());
    match (kind, email_proof) {
        (LinkKind::Known, Some(proof)) if is_first => {
            let proof = proof.by(provider, id).with_session(session);
            Ok(LinkedUser::proven(kind, tokens.prove(adapter, &owner, proof).await?))
        }
        (LinkKind::Known, _) => {
            let session = match session {
                Some(session) => {
                    let id = owner.id();
                    let epoch = epoch.filter(|(of, _)| *of == id).map(|(_, epoch)| epoch);
                    let session = session.on(state.clone().with_epoch(epoch));
                    Some(adapter.create_session(&id, session).await?)
                }
                None => None,
            };
            Ok(LinkedUser { user: owner, kind, session, removed: None })
        }
        (_, Some(proof)) if is_first => {
            let proof = proof.with_link(Some(link.proving_email(true))).with_session(session);
            Ok(LinkedUser::proven(kind, tokens.prove(adapter, &owner, proof).await?))
        }
        (_, proof) => {
            let link = link.on(basis).proving_email(proof.is_some()).while_unproven(is_first);
            let session = session.map(unproven_session);
            let session = adapter.link_account(&owner.id(), link, session).await?;
            Ok(LinkedUser { user: owner, kind, session, removed: None })
        }
    }
}

impl From<LinkError> for AuthError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::NotLinked => Self::NotLinked,
            LinkError::Store(error) => Self::Adapter(error),
        }
    }
}

#[cfg(feature = "oauth")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        adapter::MemoryAdapter,
        contract::{
            Account, EmailAddress, ProviderId, ProviderType, StoredId, UnixTime, User, UserId, VerifiedBy,
        },
        http::testing::block_on,
    };

    const EMAIL: &str = "ada@example.com";
    const NOW: UnixTime = UnixTime::from_secs(2);

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

    /// A sign-in by an account that proves nothing, of a visitor without a session.
    fn request(email: &str, link: Link) -> LinkRequest<'static> {
        LinkRequest {
            user: NewUser::new(User::new("fresh").with_email(email)),
            link,
            signed_in: None,
            basis: Basis::default(),
            proof: None,
            link_by_email: false,
            session: None,
            tokens: TokenRevocation::none(NOW),
            cleared: Cleared::Anyone,
            may_sign_up: true,
            epoch: None,
        }
    }

    fn resolve_account(
        store: &MemoryAdapter,
        account: &str,
        signed_in: Option<&AdapterUser>,
        linking: bool,
    ) -> Result<(LinkKind, UserId), LinkError> {
        let provider = ProviderId::from("acme");
        let address = EmailAddress::parse(EMAIL).unwrap();
        let request = LinkRequest {
            signed_in: signed_in.cloned(),
            proof: Some(VerifiedEmail::proven(&address, VerifiedBy::Provider(&provider))),
            link_by_email: linking,
            ..request(EMAIL, link(account))
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
        block_on(store.link_account(&ada.id(), link("a"), None)).unwrap();
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
        block_on(store.link_account(&ada.id(), link("key"), None)).unwrap();
        for signed_in in [None, Some(ada)] {
            let passkey = crate::contract::model::Authenticator::new("key", StoredId::from_store("2"), "");
            let link = Link::passkey(Account::new("acme", ProviderType::WebAuthn, "key"), passkey);
            let request = LinkRequest { signed_in, ..request("eve@example.com", link) };
            assert!(matches!(block_on(resolve(&store, request)), Err(LinkError::NotLinked)));
        }
    }

    #[test]
    fn a_proven_address_links_only_if_the_provider_may() {
        for stored_verified in [true, false] {
            let store = MemoryAdapter::new();
            add(&store, "1", EMAIL, stored_verified);
            assert!(is_refused(resolve_account(&store, "a", None, false)));
            assert!(block_on(store.user_by_account(&"acme".into(), "a")).unwrap().is_none());
            assert_eq!(resolve_account(&store, "a", None, true).unwrap(), (LinkKind::Linked, "1".into()));
            let owner = block_on(store.user_by_account(&"acme".into(), "a")).unwrap().unwrap();
            let first = if stored_verified { UnixTime::from_secs(1) } else { NOW };
            assert_eq!(owner.email_verified, Some(first));
        }
    }

    #[test]
    fn an_address_that_is_only_reported_links_nothing_and_proves_nothing() {
        for stored_verified in [true, false] {
            let store = MemoryAdapter::new();
            let before = add(&store, "1", EMAIL, stored_verified);
            let request = LinkRequest { link_by_email: true, ..request(EMAIL, link("a")) };
            assert!(matches!(block_on(resolve(&store, request)), Err(LinkError::NotLinked)));
            assert_eq!(block_on(store.user(&before.id())).unwrap(), Some(before));
        }
    }

    #[test]
    fn what_was_decided_before_a_proof_is_not_written_after_it() {
        let store = MemoryAdapter::new();
        let before = add(&store, "1", EMAIL, false);
        let proof = crate::adapter::EmailProof::new(before.id(), EMAIL, NOW);
        block_on(store.prove_email(proof)).unwrap();
        let passkey = crate::contract::model::Authenticator::new("key", before.id(), "");
        let account = Account::new("acme", ProviderType::WebAuthn, "key");
        for link in [link("a"), Link::passkey(account, passkey)] {
            let request = LinkRequest {
                signed_in: Some(before.clone()),
                session: Some(NewSession::new("late".into(), UnixTime::from_secs(9))),
                ..request("eve@example.com", link)
            };
            assert!(matches!(block_on(resolve(&store, request)), Err(LinkError::NotLinked)));
        }
        assert!(block_on(store.accounts_of(&before.id())).unwrap().is_empty());
        assert!(block_on(store.sessions_of(&before.id())).unwrap().is_empty());
    }

    #[test]
    fn what_was_decided_in_a_session_is_not_written_after_its_end() {
        let store = MemoryAdapter::new();
        let user = add(&store, "1", EMAIL, true);
        let session = || NewSession::new("row".into(), UnixTime::from_secs(9));
        block_on(store.create_session(&user.id(), session())).unwrap();
        let link_in_session = |account| {
            let request = LinkRequest {
                signed_in: Some(user.clone()),
                basis: Basis::default().with_session(Some("row".into())),
                ..request("eve@example.com", link(account))
            };
            block_on(resolve(&store, request)).map(|linked| linked.kind)
        };
        assert_eq!(link_in_session("a").unwrap(), LinkKind::Linked);
        block_on(store.delete_sessions_of(&user.id())).unwrap();
        assert!(matches!(link_in_session("b"), Err(LinkError::NotLinked)));
        assert!(block_on(store.user_by_account(&"acme".into(), "b")).unwrap().is_none());
    }

    #[test]
    fn a_sign_in_starts_no_session_after_the_end_of_all() {
        let store = MemoryAdapter::new();
        let id = add(&store, "1", EMAIL, true).id();
        block_on(store.link_account(&id, link("a"), None)).unwrap();
        let epoch = block_on(store.begin_epoch(&id, 1)).unwrap();
        for is_over in [false, true] {
            let session = Some(NewSession::new("row".into(), UnixTime::from_secs(9)));
            let request =
                LinkRequest { session, epoch: Some((id.clone(), epoch)), ..request(EMAIL, link("a")) };
            assert_eq!(matches!(block_on(resolve(&store, request)), Err(LinkError::NotLinked)), is_over);
            assert_eq!(block_on(store.sessions_of(&id)).unwrap().is_empty(), is_over);
            block_on(store.advance_epoch(&id, 1)).unwrap();
            block_on(store.delete_sessions_of(&id)).unwrap();
        }
    }

    #[test]
    fn an_unknown_address_is_a_new_user() {
        let store = MemoryAdapter::new();
        assert_eq!(resolve_account(&store, "a", None, true).unwrap(), (LinkKind::Created, "fresh".into()));
        assert_eq!(resolve_account(&store, "a", None, true).unwrap(), (LinkKind::Known, "fresh".into()));
    }
}
