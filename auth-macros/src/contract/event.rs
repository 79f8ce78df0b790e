//! The events, one row each. Everything else that this crate knows of an event follows from its row: the
//! option of `#[auth::event(…)]`, the handler's arguments, the generated method and the messages.

use super::subject::Subject;

macro_rules! events {
    ($($event:ident: $name:literal, $payload:literal, [$($subject:ident),*];)*) => {
        /// The events, in the order in which messages list them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Event {
            $($event),*
        }

        impl Event {
            /// All events.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$event),*];

            /// The name in `#[auth::event(…)]`, which is also the name of the trait's method.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Self::$event => $name),*
                }
            }

            /// The type that describes what happened.
            pub(crate) const fn payload(self) -> &'static str {
                match self {
                    $(Self::$event => $payload),*
                }
            }

            /// The values that a handler may take besides the payload.
            pub(crate) const fn takes(self) -> &'static [Subject] {
                match self {
                    $(Self::$event => &[$(Subject::$subject),*]),*
                }
            }
        }
    };
}

events! {
    // event        name              payload              a handler may take
    SignIn:       "sign_in",        "SignInEvent",       [User];
    SignOut:      "sign_out",       "SignOutEvent",      [Token];
    CreateUser:   "create_user",    "CreateUserEvent",   [User];
    UpdateUser:   "update_user",    "UpdateUserEvent",   [User];
    LinkAccount:  "link_account",   "LinkAccountEvent",  [User];
    UnlinkAccount: "unlink_account", "UnlinkAccountEvent", [User];
    DeleteUser:   "delete_user",    "DeleteUserEvent",   [User];
    VerifyEmail:  "verify_email",      "VerifyEmailEvent",  [User];
    ChangeEmail:  "change_email",   "ChangeEmailEvent",  [User];
    ChangePassword: "change_password", "ChangePasswordEvent", [User];
    SecondFactor: "second_factor",  "SecondFactorEvent", [User];
    Session:      "session",        "SessionEvent",      [Token, Session];
}
