//! The first proof of a stored user's e-mail address. It removes what was added to the user before, since anyone could
//! have created the user by typing the address.

use crate::{
    adapter::{Adapter, AdapterError, EmailProof, EmailProven},
    contract::{
        AdapterUser, Removed, UnixTime, VerifiedEmail,
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

/// The revocation of session tokens, if the application has it.
#[derive(Clone, Copy)]
pub(crate) struct TokenRevocation<'a> {
    epochs: Option<(&'a Epochs, &'a dyn Random)>,
    pub(crate) now: UnixTime,
}

impl<'a> TokenRevocation<'a> {
    pub(crate) fn of<F: AppTypes>(scope: &Scope<'a, F>) -> Self {
        let settings = &scope.engine.settings;
        let epochs = settings.epochs.as_deref().map(|epochs| (epochs, &*settings.random));
        Self { epochs, now: scope.now }
    }

    /// Revokes no tokens, for a test.
    #[cfg(test)]
    pub(crate) fn none(now: UnixTime) -> Self {
        Self { epochs: None, now }
    }

    /// Revokes all tokens of a user whose address is about to be proven. It happens before the proof is stored, so that
    /// no token is left if the process stops in between. A token that is issued in the meantime ends with the proof.
    pub(crate) async fn prepare(
        self,
        adapter: &impl Adapter,
        user: &AdapterUser,
    ) -> Result<(), AdapterError> {
        if let (Some((epochs, random)), None) = (self.epochs, user.email_verified) {
            let id = user.id();
            adapter.advance_epoch(&id, epochs::at(self.now, random)).await?;
            epochs.forget(|known, _| known == id.as_str());
        }
        Ok(())
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
