//! Telling the application's event handlers. They are awaited; what they say changes nothing.

use crate::{
    Account, BoxError,
    auth_error::AuthError,
    callback::{
        event::{
            CreateUserEvent, EventCall, EventCallback, LinkAccountEvent, SessionEvent, SignOutEvent,
            UpdateUserEvent,
        },
        subject::Subject,
    },
    flow::{ColumnsOf, Flow},
    jwt::Jwt,
    model::AdapterUser,
    scope::Scope,
    session_data::Session,
    trace,
};

impl<F: Flow> Scope<'_, F> {
    /// A session has been read or updated.
    pub(crate) async fn tell_session(&self, token: &Jwt<F::Token>, session: &Session<F::Session>) {
        let event = SessionEvent { user: &session.user };
        let call = EventCall { state: self.state(), facts: self.facts, event, subject: () };
        log_failure(
            "session",
            trace::callback("event(session)", F::Events::session(call, token, session)).await,
        );
    }

    /// Somebody has signed out.
    pub(crate) async fn tell_sign_out(&self, token: &Jwt<F::Token>) {
        let event = SignOutEvent { user_id: token.sub.as_deref() };
        let call = EventCall { state: self.state(), facts: self.facts, event, subject: () };
        log_failure("sign_out", trace::callback("event(sign_out)", F::Events::sign_out(call, token)).await);
    }

    /// A user has been created.
    pub(crate) async fn tell_create_user(&self, user: &AdapterUser) -> Result<(), AuthError> {
        let subject = &Subject::<ColumnsOf<F>>::typed(user.typed()?);
        let event = CreateUserEvent { user: subject.plain() };
        let call = EventCall { state: self.state(), facts: self.facts, event, subject };
        log_failure("create_user", trace::callback("event(create_user)", F::Events::create_user(call)).await);
        Ok(())
    }

    /// A stored user has been changed.
    #[cfg_attr(not(feature = "email"), allow(dead_code, reason = "magic links change users"))]
    pub(crate) async fn tell_update_user(&self, user: &AdapterUser) -> Result<(), AuthError> {
        let subject = &Subject::<ColumnsOf<F>>::typed(user.typed()?);
        let event = UpdateUserEvent { user: subject.plain() };
        let call = EventCall { state: self.state(), facts: self.facts, event, subject };
        log_failure("update_user", trace::callback("event(update_user)", F::Events::update_user(call)).await);
        Ok(())
    }

    /// An account has been linked to a user.
    #[cfg_attr(not(feature = "oauth"), allow(dead_code, reason = "for providers whose accounts are linked"))]
    pub(crate) async fn tell_link_account(
        &self,
        user: &AdapterUser,
        account: &Account,
    ) -> Result<(), AuthError> {
        let subject = &Subject::<ColumnsOf<F>>::typed(user.typed()?);
        let event = LinkAccountEvent { user: subject.plain(), account };
        let call = EventCall { state: self.state(), facts: self.facts, event, subject };
        log_failure(
            "link_account",
            trace::callback("event(link_account)", F::Events::link_account(call)).await,
        );
        Ok(())
    }
}

/// Logs what an event handler could not do.
pub(crate) fn log_failure(event: &'static str, outcome: Result<(), BoxError>) {
    if let Err(error) = outcome {
        let causes = crate::auth_error::causes(&*error);
        tracing::error!(target: "auth", event, %error, causes, "EventError: an event handler failed");
    }
}
