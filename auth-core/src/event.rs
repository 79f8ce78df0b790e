//! Telling the application's event handlers. They are awaited; what they say changes nothing.

use crate::{
    BoxError,
    callback::event::{EventCall, EventCallback, SessionEvent, SignOutEvent},
    flow::Flow,
    jwt::Jwt,
    scope::Scope,
    session_data::Session,
    trace,
};

impl<F: Flow> Scope<'_, F> {
    /// A session has been read or updated.
    pub(crate) async fn tell_session(&self, token: &Jwt<F::Token>, session: &Session<F::Session>) {
        let event = SessionEvent { user: &session.user };
        let call = EventCall { state: self.state(), facts: self.facts, event };
        log_failure(
            "session",
            trace::callback("event(session)", F::Events::session(call, token, session)).await,
        );
    }

    /// Somebody has signed out.
    pub(crate) async fn tell_sign_out(&self, token: &Jwt<F::Token>) {
        let event = SignOutEvent { user_id: token.sub.as_deref() };
        let call = EventCall { state: self.state(), facts: self.facts, event };
        log_failure("sign_out", trace::callback("event(sign_out)", F::Events::sign_out(call, token)).await);
    }
}

/// Logs what an event handler could not do.
pub(crate) fn log_failure(event: &'static str, outcome: Result<(), BoxError>) {
    if let Err(error) = outcome {
        let causes = crate::auth_error::causes(&*error);
        tracing::error!(target: "auth", event, %error, causes, "EventError: an event handler failed");
    }
}
