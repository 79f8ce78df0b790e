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
    /// The owner of the account, if it is known. A session is started only if the account is still the owner's.
    pub(crate) owner: Option<AdapterUser>,
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
        // The signed-in user stays as it was read: the proof has ended that session. The owner of the account is looked up.
        Err(LinkError::Store(AdapterError::Conflict(_))) => {
            decide(adapter, LinkRequest { owner: None, ..request }).await
        }
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
        owner,
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
    // A first proof removes what the user has, so its owner is looked up when it is written.
    let owner = owner.filter(|owner| owner.email_verified.is_some() || proof.is_none());
    let account = owner.as_ref().map(|_| (provider.clone(), id.clone()));
    let owner = match owner {
        Some(owner) => Some(owner),
        None => adapter.user_by_account(&provider, &id).await?,
    };
    let (owner, kind) = match (owner, signed_in) {
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
                    let session = session.on(state.clone().with_epoch(epoch).with_account(account));
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
            let link = link.on(basis.while_unproven(is_first)).proving_email(proof.is_some());
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
mod tests;
