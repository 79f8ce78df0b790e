//! The first proof of a stored user's e-mail address. It removes what was added to the user before, since anyone could
//! have created the user by typing the address.

use crate::{
    adapter::{Adapter, AdapterError, EmailProof, EmailProven, Kind},
    contract::{
        AdapterUser, Removed, StoredId, UnixTime, VerifiedEmail,
        callback::{event::VerifyEmailEvent, wiring::Subject},
    },
    flow::{
        epochs::{self, Epochs},
        events,
        scope::Scope,
        types::{AppTypes, ColumnsOf},
    },
    random::Random,
};

/// The revocation of what relies on the epoch of a user: session tokens, if they can be revoked, and sign-ins that wait for
/// their second factor.
#[derive(Clone, Copy)]
pub(crate) struct TokenRevocation<'a> {
    /// The source of the next epoch; `None` if nothing relies on epochs.
    random: Option<&'a dyn Random>,
    /// The cache of epochs, if tokens can be revoked.
    epochs: Option<&'a Epochs>,
    pub(crate) now: UnixTime,
}

impl<'a> TokenRevocation<'a> {
    pub(crate) fn of<F: AppTypes>(scope: &Scope<'a, F>) -> Self {
        let settings = &scope.engine.settings;
        let epochs = settings.epochs.as_deref();
        let are_used = epochs.is_some() || settings.has_second_factors();
        Self { random: are_used.then_some(&*settings.random), epochs, now: scope.now }
    }

    /// Revokes no tokens, for a test.
    #[cfg(test)]
    pub(crate) fn none(now: UnixTime) -> Self {
        Self { random: None, epochs: None, now }
    }

    /// Begins a new epoch of a user whose address is about to be proven. It happens before the proof is stored, so that
    /// no token is left if the process stops in between. A token that is issued in the meantime ends with the proof. Returns
    /// the user with the new epoch, on which the session of the sign-in relies.
    pub(crate) async fn prepare(
        self,
        adapter: &impl Adapter,
        user: &AdapterUser,
    ) -> Result<Option<(StoredId, u64)>, AdapterError> {
        let (Some(random), None) = (self.random, user.email_verified) else { return Ok(None) };
        let id = user.id();
        let epoch = match adapter.advance_epoch(&id, epochs::at(self.now, random)).await {
            // Nothing relies on an epoch then, unless tokens can be revoked.
            Err(AdapterError::Unsupported(Kind::Epoch)) if self.epochs.is_none() => return Ok(None),
            advanced => advanced?,
        };
        if let Some(epochs) = self.epochs {
            epochs.forget(|known, _| known == id.as_str());
        }
        Ok(Some((id, epoch)))
    }

    /// Stores the proof of an address. The first proof revokes the user's tokens, too.
    pub(crate) async fn prove(
        self,
        adapter: &impl Adapter,
        user: &AdapterUser,
        proof: EmailProof,
    ) -> Result<EmailProven, AdapterError> {
        self.prepare(adapter, user).await?;
        adapter.prove_email(proof).await
    }
}

/// Builds the proof of the address that a user has, if `proof` is of this address.
pub(crate) fn of_user(
    user: &AdapterUser,
    proof: Option<VerifiedEmail<'_>>,
    now: UnixTime,
) -> Option<EmailProof> {
    let email = user.user.email.as_deref()?;
    proof.filter(|proof| proof.is(Some(email))).map(|_| EmailProof::new(user.id(), email, now))
}

/// Reports a first proof, if there was one.
pub(crate) async fn report<F: AppTypes>(
    scope: &Scope<'_, F>,
    subject: &Subject<ColumnsOf<F>>,
    email: Option<VerifiedEmail<'_>>,
    removed: Option<&Removed>,
) {
    if let (Some(email), Some(removed)) = (email, removed) {
        let event = VerifyEmailEvent { user: subject.plain(), email, removed };
        events::verify_email(scope, event, subject).await;
    }
}
