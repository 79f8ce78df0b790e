//! Reports events to the application's handlers. Handlers are awaited; their errors are logged.

use super::{
    scope::Scope,
    types::{AppTypes, ColumnsOf},
};
use crate::{
    contract::{
        BoxError,
        callback::{
            event::{
                ChangeEmailEvent, ChangePasswordEvent, CreateUserEvent, DeleteUserEvent, EventCall,
                EventCallback, LinkAccountEvent, SecondFactorEvent, SessionEvent, SignInEvent, SignOutEvent,
                UnlinkAccountEvent, UpdateUserEvent, VerifyEmailEvent, with_events,
            },
            wiring::Subject,
        },
        session::{Session, SessionData},
        token::{Jwt, claims::Claims},
    },
    trace,
};

/// Declares one function for each event. Functions for events of a user take the user with the application's columns.
macro_rules! emitters {
    ($($name:ident: $Event:ident $(, of $user:ident)? $(, with ($($extra:ident: $Extra:ty),+))?;)*) => {$(
        #[doc = concat!("Reports the event `", stringify!($name), "`.")]
        #[allow(dead_code, reason = "some events occur with some features only")]
        pub(crate) async fn $name<F, T, V>(
            scope: &Scope<'_, F>,
            event: $Event<'_>,
            $($user: &Subject<ColumnsOf<F>>,)?
            $($($extra: $Extra,)+)?
        ) where
            F: AppTypes<Token = T, Session = V>,
            T: Claims,
            V: SessionData,
        {
            let call = EventCall { state: scope.state(), facts: scope.facts, event, subject: subject!($($user)?) };
            let handled = F::Events::$name(call $($(, $extra)+)?);
            let kind = concat!("event(", stringify!($name), ")");
            log_failure(stringify!($name), trace::callback(kind, handled).await);
        }
    )*};
}

macro_rules! subject {
    ($user:ident) => {
        $user
    };
    () => {
        ()
    };
}

with_events!(emitters);

/// Logs the error of an event handler.
pub(super) fn log_failure(event: &'static str, outcome: Result<(), BoxError>) {
    if let Err(error) = outcome {
        let causes = super::error::causes(&*error);
        tracing::error!(target: "auth", help = "event_failed", event, %error, causes, "EventError: an event handler failed");
    }
}
