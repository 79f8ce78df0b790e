//! `#[auth::event(…)]`: runs after something happened.

use serde::de::DeserializeOwned;

pub use super::change::{PasswordChange, SecondFactorChange};
use super::{
    arguments::{RequestFacts, argument_trait},
    profile::{Profile, RawProfile},
    state::AppState,
    wiring::{Subject, Then, UsersOf, unnested},
};
use crate::contract::{
    error::BoxError,
    model::{Account, Removed, User, VerifiedEmail},
    session::{Session, SessionData, SessionUser},
    token::{claims::Claims, jwt::Jwt},
};

/// A user has signed in, and the session cookie is ready.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct SignInEvent<'c> {
    /// The user.
    pub user: &'c User,
    /// The account that the user signed in with.
    pub account: &'c Account,
    /// `Some(true)` if this sign-in created the user; `None` without a database.
    pub is_new_user: Option<bool>,
    /// The user's e-mail address, if this sign-in or an earlier one has proven it.
    pub verified_email: Option<VerifiedEmail<'c>>,
    /// The profile from the provider. A handler gets it typed with a further argument,
    /// `Option<Profile<YourProfile>>`.
    pub profile: Option<RawProfile<'c>>,
}

/// A user has signed out. A handler gets the token with a further argument, `&Jwt<YourToken>`.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct SignOutEvent<'c> {
    /// The user's ID from the token.
    pub user_id: Option<&'c str>,
}

/// A user has been created.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct CreateUserEvent<'c> {
    /// The user.
    pub user: &'c User,
}

/// A stored user has been changed.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct UpdateUserEvent<'c> {
    /// The user.
    pub user: &'c User,
}

/// An account has been linked to a user.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct LinkAccountEvent<'c> {
    /// The user.
    pub user: &'c User,
    /// The account.
    pub account: &'c Account,
}

/// An account, or the account of a passkey, has been removed from a user. (Auth.js has the function `unlinkAccount` of
/// adapters, and no event.)
///
/// Notify the user, for example by e-mail: a change that the user has not made is the sign of a takeover.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct UnlinkAccountEvent<'c> {
    /// The user.
    pub user: &'c User,
    /// The account.
    pub account: &'c Account,
}

/// A stored user has been deleted, with everything that belonged to the user. (Auth.js has the function `deleteUser` of
/// adapters, and no event.)
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct DeleteUserEvent<'c> {
    /// The user, as stored before.
    pub user: &'c User,
}

/// The e-mail address of a stored user has been proven for the first time, by a magic link, by a provider that has
/// verified it, or by the application.
///
/// Until then anyone could have created the user by typing the address. The first proof therefore removes what was added
/// before it. (Auth.js has no such event.)
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct VerifyEmailEvent<'c> {
    /// The user.
    pub user: &'c User,
    /// The address.
    pub email: VerifiedEmail<'c>,
    /// The accounts, passkeys and sessions that were removed.
    pub removed: &'c Removed,
}

/// The e-mail address of a stored user has been changed on the page `email/change`, or by the methods of `Auth` for it. The
/// new one is proven. (Auth.js has no such event.)
///
/// Copy the new address to where the application keeps it. `update_user` follows, and `verify_email` if nothing had proven
/// the former address.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ChangeEmailEvent<'c> {
    /// The user, with the new address.
    pub user: &'c User,
    /// The former address; `None` if the user had none.
    pub from: Option<&'c str>,
    /// The new address.
    pub email: VerifiedEmail<'c>,
}

/// A user has a new password: chosen on one of the built-in pages, or by the methods of `Auth` for them. (Auth.js has no such
/// event.)
///
/// The other sessions of the user have ended or are about to end. Notify the user, unless `.account_mails(…)` does: a change
/// that the user has not made is the sign of a takeover.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ChangePasswordEvent<'c> {
    /// The user.
    pub user: &'c User,
    /// The change.
    pub change: PasswordChange,
}

/// A session has been read or updated. A handler gets the whole session and the token with further arguments,
/// `&Session<YourSession>` and `&Jwt<YourToken>`.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct SessionEvent<'c> {
    /// The standard fields of the user.
    pub user: &'c SessionUser,
}

/// The second factor of a stored user was enrolled, changed or removed, a recovery code was used, or codes were guessed.
/// (Auth.js has no second factor.)
///
/// Notify the user, for example by e-mail: a change that the user has not made is the sign of a takeover.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct SecondFactorEvent<'c> {
    /// The user.
    pub user: &'c User,
    /// The change.
    pub change: SecondFactorChange,
}

/// Constructors for tests of handlers.
macro_rules! constructors {
    ($($Event:ident($($field:ident: $Type:ty),*);)*) => {$(
        impl<'c> $Event<'c> {
            /// Builds the event, for a test of a handler.
            pub fn new($($field: $Type),*) -> Self {
                Self { $($field),* }
            }
        }
    )*};
}

impl<'c> SignInEvent<'c> {
    /// Builds the event of a sign-in without a profile, for a test of a handler.
    pub fn new(user: &'c User, account: &'c Account, is_new_user: Option<bool>) -> Self {
        Self { user, account, is_new_user, verified_email: None, profile: None }
    }
}

constructors! {
    SignOutEvent(user_id: Option<&'c str>);
    CreateUserEvent(user: &'c User);
    UpdateUserEvent(user: &'c User);
    LinkAccountEvent(user: &'c User, account: &'c Account);
    UnlinkAccountEvent(user: &'c User, account: &'c Account);
    DeleteUserEvent(user: &'c User);
    VerifyEmailEvent(user: &'c User, email: VerifiedEmail<'c>, removed: &'c Removed);
    ChangeEmailEvent(user: &'c User, from: Option<&'c str>, email: VerifiedEmail<'c>);
    ChangePasswordEvent(user: &'c User, change: PasswordChange);
    SecondFactorEvent(user: &'c User, change: SecondFactorChange);
    SessionEvent(user: &'c SessionUser);
}

/// The table of events: hands each row to the macro `$declare`. A row is the name that the attribute takes, the
/// payload, `of user` if the event has a user, and the further values that handlers receive.
///
/// A new event is one row here, its payload above, one row in the table of the attributes, and the call in the flow.
macro_rules! with_events {
    ($declare:ident $(: $Handled:ty)?) => {
        $declare! {
            $(-> $Handled;)?
            sign_in: SignInEvent, of user;
            sign_out: SignOutEvent, with (token: &Jwt<T>);
            create_user: CreateUserEvent, of user;
            update_user: UpdateUserEvent, of user;
            link_account: LinkAccountEvent, of user;
            unlink_account: UnlinkAccountEvent, of user;
            delete_user: DeleteUserEvent, of user;
            verify_email: VerifyEmailEvent, of user;
            change_email: ChangeEmailEvent, of user;
            change_password: ChangePasswordEvent, of user;
            second_factor: SecondFactorEvent, of user;
            session: SessionEvent, with (token: &Jwt<T>, session: &Session<V>);
        }
    };
}
#[cfg(feature = "server")]
pub(crate) use with_events;

/// The call of an event handler, apart from the token and the session.
pub struct EventCall<'c, S: AppState, E: EventPayload> {
    /// The application's state.
    pub state: &'c S,
    /// The request.
    pub facts: RequestFacts<'c>,
    /// The event.
    pub event: E,
    /// The event's user with the application's own columns; `()` if the event has no user.
    pub subject: E::Subject<'c, S>,
}

impl<S: AppState, E: EventPayload> Clone for EventCall<'_, S, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: AppState, E: EventPayload> Copy for EventCall<'_, S, E> {}

/// The payload of an event.
pub trait EventPayload: Copy {
    /// The type of the event's user with the application's own columns; `()` if the event has no user.
    type Subject<'c, S: AppState>: Copy;
}

argument_trait! {
    /// The arguments that a handler of the event may take.
    #[diagnostic::on_unimplemented(
        message = "a handler of `{E}` cannot take `{Self}`",
        label = "not available for this event",
        note = "it can take `{E}`, `State<…>` (written out, no alias), `&HeaderMap`, `Cookies<'_>` and \
            `Option<ClientIp>`; at sign-in also `Option<Profile<…>>`, at events of users also `&User<…>` (with \
            the type in `.users::<…>()`), at sign-out and session events also `&Jwt<…>`, at session events also \
            `&Session<…>`"
    )]
    pub trait EventArgument<'c, S, E: EventPayload>: EventCall<'c, S, E>;
}

#[diagnostic::do_not_recommend]
impl<'c, S: AppState, T: DeserializeOwned + 'static> EventArgument<'c, S, SignInEvent<'c>>
    for Option<Profile<T>>
{
    fn from_call(call: &EventCall<'c, S, SignInEvent<'c>>) -> Self {
        call.event.profile?.read()
    }
}

/// Declares the items that follow from the table of events.
macro_rules! events {
    (-> $Handled:ty; $($name:ident: $Event:ident $(, of $user:ident)? $(, with ($($extra:ident: $Extra:ty),+))?;)*) => {
        /// The names of all events, as the attribute takes them.
        pub const EVENTS: &[&str] = &[$(stringify!($name)),*];

        /// Handles events. A handler of one event ignores the others.
        ///
        /// Handlers are awaited one after the other. An error is logged and has no other effect.
        #[diagnostic::on_unimplemented(
            message = "`{Self}` handles no event of this application",
            label = "not an event handler",
            note = "put `#[auth::event(…)]` on the function and register it by its name: `.on::<my_function>()`"
        )]
        pub trait EventCallback<S: AppState, T: Claims, V: SessionData>: 'static {
            /// The callback itself. The builder stores it as this type, which only callbacks have.
            type Wired;

            /// `true` if there is no handler, so that nothing has to be called.
            const IS_EMPTY: bool = false;

            $(
                #[doc = concat!("`#[auth::event(", stringify!($name), ")]`")]
                fn $name<'c>(
                    _: EventCall<'c, S, $Event<'c>>,
                    $($(_: $Extra,)+)?
                ) -> $Handled {
                    std::future::ready(Ok(()))
                }
            )*
        }

        /// Both handlers run, whatever the first one returns. The first error is reported.
        #[diagnostic::do_not_recommend]
        impl<S, T, V, A, B> EventCallback<S, T, V> for Then<A, B>
        where
            S: AppState,
            T: Claims,
            V: SessionData,
            A: EventCallback<S, T, V>,
            B: EventCallback<S, T, V>,
        {
            type Wired = Self;

            $(
                async fn $name<'c>(
                    call: EventCall<'c, S, $Event<'c>>,
                    $($($extra: $Extra,)+)?
                ) -> Result<(), BoxError> {
                    let first =
                        if A::IS_EMPTY { Ok(()) } else { unnested(A::$name(call $($(, $extra)+)?)).await };
                    first.and(B::$name(call $($(, $extra)+)?).await)
                }
            )*
        }

        $(
            impl EventPayload for $Event<'_> {
                type Subject<'c, S: AppState> = subject!('c, S $(, $user)?);
            }

            #[diagnostic::do_not_recommend]
            impl<'c, S: AppState> EventArgument<'c, S, $Event<'c>> for $Event<'c> {
                fn from_call(call: &EventCall<'c, S, $Event<'c>>) -> Self {
                    call.event
                }
            }

            $(user_argument!($user, $Event);)?
        )*
    };
}

/// Expands to the type of an event's user with the application's own columns; `()` if the event has no user.
macro_rules! subject {
    ($c:lifetime, $S:ident, user) => { &$c Subject<$S::Columns> };
    ($c:lifetime, $S:ident) => { () };
}

/// Lets handlers of an event that has a user take `&User<…>`.
macro_rules! user_argument {
    (user, $Event:ident) => {
        #[diagnostic::do_not_recommend]
        impl<'c, S: AppState, U: UsersOf<S>> EventArgument<'c, S, $Event<'c>> for &'c User<U> {
            fn from_call(call: &EventCall<'c, S, $Event<'c>>) -> Self {
                U::of(call.subject)
            }
        }
    };
}

// The return type of a handler is written here, so that an error about it does not point inside a macro.
with_events!(events: impl Future<Output = Result<(), BoxError>> + Send);

/// Ignores all events, if the application registers no handler.
#[diagnostic::do_not_recommend]
impl<S: AppState, T: Claims, V: SessionData> EventCallback<S, T, V> for () {
    type Wired = Self;

    const IS_EMPTY: bool = true;
}

/// The values that an event handler may return.
#[diagnostic::on_unimplemented(
    message = "an event handler cannot return `{Self}`",
    label = "the return value is ignored here",
    note = "return nothing, or a `Result` of nothing"
)]
pub trait EventOutcome: Send {
    /// Always `true`: a type that cannot be returned does not implement this trait.
    const IS_SUPPORTED: bool = true;

    /// Returns the error of the handler, if it failed.
    ///
    /// # Errors
    /// Returns the error of the application.
    fn done(self) -> Result<(), BoxError>;
}

#[diagnostic::do_not_recommend]
impl EventOutcome for () {
    fn done(self) -> Result<(), BoxError> {
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<E: Into<BoxError> + Send> EventOutcome for Result<(), E> {
    fn done(self) -> Result<(), BoxError> {
        self.map_err(Into::into)
    }
}
