//! Signing in by an account: guards, then the owner is found, linked or made, then the session.

use super::link::{self, How, LinkError, Newcomer, Owned, VerifiedEmail};
use crate::{
    User,
    adapter::{Adapter, AnyAdapter, Link, NewUser},
    auth_error::AuthError,
    callback::{profile::RawProfile, subject::Subject},
    flow::Flow,
    model::AdapterUser,
    scope::Scope,
    sign_in::{Attempt, Entrance, SignedIn},
};

/// Somebody who comes with an account.
pub(crate) struct Arrival<'a> {
    /// The user as the account describes it, with a fresh id.
    pub(crate) user: User,
    /// The account, with the passkey behind it if it is one.
    pub(crate) link: Link,
    /// What the provider said.
    pub(crate) profile: Option<RawProfile<'a>>,
    /// The address by which the account may be linked to its owner.
    pub(crate) linking_email: Option<VerifiedEmail<'a>>,
}

impl<F: Flow> Scope<'_, F> {
    /// Signs in by an account. Without a database the user is a new one each time.
    ///
    /// # Errors
    /// The refusal of a guard, [`AuthError::NotLinked`], or what failed.
    pub(crate) async fn enter(&mut self, arrival: Arrival<'_>) -> Result<SignedIn, AuthError> {
        let Ok(adapter) = self.adapter() else {
            let Arrival { user, link, profile, .. } = arrival;
            let subject = Subject::new(user);
            let attempt = Attempt { profile, ..Attempt::new(&subject, &link.account) };
            if let Some(elsewhere) = self.ask_guards(attempt).await? {
                return Ok(SignedIn::Redirected(elsewhere));
            }
            self.finish(attempt, Entrance::STATELESS).await?;
            return Ok(SignedIn::Done);
        };
        self.enter_stored(adapter, arrival).await
    }

    async fn enter_stored(
        &mut self,
        adapter: &AnyAdapter,
        arrival: Arrival<'_>,
    ) -> Result<SignedIn, AuthError> {
        let Arrival { user, link, profile, linking_email } = arrival;
        let account = link.account.clone();
        let signed_in = self.signed_in_user().await?;
        // Guards see the stored user where there is one. Where the account would be linked they see who it says
        // somebody is, with the columns of the user who would have it.
        let subject = match adapter.user_by_account(&account.provider, &account.provider_account_id).await? {
            Some(known) => Subject::typed(known.typed()?),
            None => match owner_to_be(adapter, &user, signed_in.clone(), linking_email).await? {
                Some(owner) => Subject::typed(user.clone().with_columns(owner.typed()?.columns)),
                None => Subject::new(user.clone()),
            },
        };
        let attempt = Attempt { profile, ..Attempt::new(&subject, &account) };
        if let Some(elsewhere) = self.ask_guards(attempt).await? {
            return Ok(SignedIn::Redirected(elsewhere));
        }
        let mut new_user = NewUser::new(user);
        if linking_email.is_some_and(|email| email.is_of(&new_user.user)) {
            new_user = new_user.verified_at(self.now);
        }
        let session = self.new_session();
        let newcomer = Newcomer { user: new_user, link, signed_in, linking_email, session };
        let Owned { user: owner, how, session } = link::resolve(adapter, newcomer).await?;

        let account = crate::Account { user_id: Some(owner.user.id.clone()), ..account };
        if how == How::Created {
            self.tell_create_user(&owner).await?;
        }
        #[cfg(feature = "oauth")]
        if how == How::Known {
            self.replace_dead_tokens(adapter, &account).await?;
        }
        if how != How::Known {
            self.tell_link_account(&owner, &account).await?;
        }
        let subject = Subject::typed(owner.typed()?);
        let entrance = Entrance { is_new_user: Some(how == How::Created), session };
        self.finish(Attempt { profile, ..Attempt::new(&subject, &account) }, entrance).await?;
        Ok(SignedIn::Done)
    }
}

/// The stored user to whom an account would be linked that is nobody's yet.
async fn owner_to_be(
    adapter: &AnyAdapter,
    user: &User,
    signed_in: Option<AdapterUser>,
    linking_email: Option<VerifiedEmail<'_>>,
) -> Result<Option<AdapterUser>, AuthError> {
    match (signed_in, linking_email, &user.email) {
        (None, Some(proof), Some(email)) => {
            let owner = adapter.user_by_email(email).await?;
            Ok(owner.filter(|owner| proof.is_proven_by(owner)))
        }
        (signed_in, ..) => Ok(signed_in),
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
