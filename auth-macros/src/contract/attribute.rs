//! The attributes, one row each.

use super::{callback::Kind, event::Event};

/// The items that an attribute goes on. A kind of callback is the one that a function is without options.
#[derive(Clone, Copy)]
enum Target {
    Struct,
    Enum,
    Function(Kind),
    Either(Kind),
}

macro_rules! attributes {
    ($($attribute:ident: $name:literal, $target:expr;)*) => {
        /// The attributes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Attribute {
            $($attribute),*
        }

        impl Attribute {
            /// All attributes.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$attribute),*];

            /// The name below `auth::`.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Self::$attribute => $name),*
                }
            }

            const fn target(self) -> Target {
                match self {
                    $(Self::$attribute => $target),*
                }
            }
        }
    };
}

attributes! {
    // attribute    name              goes on
    Jwt:          "jwt",            Target::Either(Kind::Jwt);
    Session:      "session",        Target::Either(Kind::Session);
    SignIn:       "sign_in",        Target::Function(Kind::SignIn);
    SignUp:       "sign_up",        Target::Function(Kind::SignUp);
    SecondFactor: "second_factor",  Target::Function(Kind::SecondFactor);
    DeleteAccount: "delete_account", Target::Function(Kind::DeleteAccount);
    Redirect:     "redirect",       Target::Function(Kind::Redirect);
    Event:        "event",          Target::Function(Kind::Event(Event::SignIn));
    Credentials:  "credentials",    Target::Struct;
    Authorize:    "authorize",      Target::Function(Kind::Authorize);
    Guard:        "guard",          Target::Function(Kind::Guard);
    Provider:     "provider",       Target::Function(Kind::Provider);
    User:         "user",           Target::Struct;
    ApiKey:       "api_key",        Target::Struct;
    Permissions:  "permissions",    Target::Enum;
    Grants:       "grants",         Target::Function(Kind::Grants);
    LegacyPassword: "legacy_password", Target::Function(Kind::LegacyPassword);
}

impl Attribute {
    /// Returns `true` if the attribute goes on structs.
    pub(crate) const fn goes_on_structs(self) -> bool {
        matches!(self.target(), Target::Struct | Target::Either(_))
    }

    /// Returns `true` if the attribute goes on enums.
    pub(crate) const fn goes_on_enums(self) -> bool {
        matches!(self.target(), Target::Enum)
    }

    /// Returns the kind of callback that a function is without options; `None` if the attribute does not go on
    /// functions.
    ///
    /// A function under `#[auth::event]` needs an option. The kind returned here serves as an example.
    pub(crate) const fn callback(self) -> Option<Kind> {
        match self.target() {
            Target::Struct | Target::Enum => None,
            Target::Function(kind) | Target::Either(kind) => Some(kind),
        }
    }
}
