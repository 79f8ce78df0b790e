//! Signing in whom the application vouches for: by a form, or by a call on the server's side.

use super::{Attempt, Entrance, SignedIn, address::lower_case};
use crate::{
    Account, User,
    adapter::{Adapter, AdapterError, AnyAdapter, Conflict, Kind, NewSession, NewUser, SignedUp},
    auth_error::AuthError,
    callback::subject::Subject,
    flow::{ColumnsOf, Flow},
    form::FormInput,
    model::{AdapterUser, ProviderType, UserData},
    provider::credentials::Credentials,
    random,
    scope::Scope,
};

impl<F: Flow> Scope<'_, F> {
    /// Signs in whom a credentials provider recognises by a form.
    pub(crate) async fn sign_in_with(
        &mut self,
        provider: &Credentials<F::State>,
        form: &(dyn FormInput + Sync),
    ) -> Result<SignedIn, AuthError> {
        self.count_sign_in()?;
        let user = provider.authorize(self.state(), self.facts, form).await?;
        let account = Account::new(provider.id.clone(), ProviderType::Credentials, user.id.as_str());
        self.sign_in_by_credentials(user, &account, Some(form)).await
    }

    /// Signs in whom the application vouches for.
    pub(crate) async fn sign_in_by_credentials(
        &mut self,
        user: User,
        account: &Account,
        form: Option<&(dyn FormInput + Sync)>,
    ) -> Result<SignedIn, AuthError> {
        let known = self.stored_twin(&user).await?;
        let columns = match &known {
            Some(known) => ColumnsOf::<F>::read(&known.columns)?,
            None => ColumnsOf::<F>::of_new_user(),
        };
        let subject = Subject::typed(user.with_columns(columns));
        let attempt = Attempt { form, ..Attempt::new(&subject, account) };
        if let Some(elsewhere) = self.ask_guards(attempt).await? {
            return Ok(SignedIn::Redirected(elsewhere));
        }
        match (self.session_store(), self.new_session()) {
            (Some(adapter), Some(session)) => {
                let (user, entrance) = match known {
                    Some(known) => start(adapter, known, session).await?,
                    None => self.sign_up(adapter, subject.plain(), session).await?,
                };
                let subject = Subject::typed(user.typed()?);
                self.finish(Attempt { subject: &subject, ..attempt }, entrance).await?;
            }
            _ => self.finish(attempt, Entrance::STATELESS).await?,
        }
        Ok(SignedIn::Done)
    }

    /// The stored user of the same address, where the store keeps sessions or columns of users. The ids of
    /// the application are not those of the store, so it is the address that tells who it is.
    async fn stored_twin(&self, user: &User) -> Result<Option<AdapterUser>, AuthError> {
        let Some(store) = &self.engine.settings.store else { return Ok(None) };
        let is_needed = store.keeps_sessions || !ColumnsOf::<F>::COLUMNS.is_empty();
        match address(user).filter(|_| is_needed) {
            Some(address) => Ok(store.adapter.user_by_email(&address).await?),
            None => Ok(None),
        }
    }

    /// Makes the user of an address that nobody has, with a session.
    async fn sign_up(
        &self,
        adapter: &AnyAdapter,
        user: &User,
        session: NewSession,
    ) -> Result<(AdapterUser, Entrance), AuthError> {
        let address = address(user).ok_or(AuthError::UnknownUser)?;
        let id = random::uuid(&*self.engine.settings.random).into();
        let new = User { id, email: Some(address.clone()), ..user.clone() };
        match adapter.sign_up(NewUser::new(new), None, Some(session.clone())).await {
            Ok(SignedUp { user, session }) => {
                self.tell_create_user(&user).await?;
                Ok((user, Entrance { is_new_user: Some(true), session }))
            }
            // Somebody else has just made the user.
            Err(AdapterError::Conflict(Conflict::Email)) => {
                let known = adapter.user_by_email(&address).await?;
                start(adapter, known.ok_or(AdapterError::NotFound(Kind::User))?, session).await
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// A session for a user who was there before.
async fn start(
    adapter: &AnyAdapter,
    known: AdapterUser,
    session: NewSession,
) -> Result<(AdapterUser, Entrance), AuthError> {
    let session = adapter.create_session(&known.user.id, session).await?;
    Ok((known, Entrance { is_new_user: Some(false), session: Some(session) }))
}

/// The address of a user, as it is stored.
fn address(user: &User) -> Option<String> {
    let address = lower_case(user.email.as_deref()?.trim());
    (!address.is_empty()).then_some(address)
}
