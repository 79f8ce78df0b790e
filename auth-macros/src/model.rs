//! What the macros know once an item has been checked. Code generation sees nothing else.

use proc_macro2::{Ident, Span, TokenStream};
use syn::{LitStr, Path, Type, Visibility};

use crate::{
    contract::Kind,
    options::{CRATE, Expect, Spec},
    provider,
};

/// The attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attribute {
    Jwt,
    Session,
    SignIn,
    Redirect,
    Event,
    Credentials,
    Authorize,
    Guard,
    Provider,
    User,
}

impl Attribute {
    /// All of them.
    pub(crate) const ALL: [Self; 10] = [
        Self::Jwt,
        Self::Session,
        Self::SignIn,
        Self::Redirect,
        Self::Event,
        Self::Credentials,
        Self::Authorize,
        Self::Guard,
        Self::Provider,
        Self::User,
    ];

    /// The name below `auth::`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Jwt => "jwt",
            Self::Session => "session",
            Self::SignIn => "sign_in",
            Self::Redirect => "redirect",
            Self::Event => "event",
            Self::Credentials => "credentials",
            Self::Authorize => "authorize",
            Self::Guard => "guard",
            Self::Provider => "provider",
            Self::User => "user",
        }
    }

    /// The options between its parentheses.
    pub(crate) fn options(self) -> &'static [Spec] {
        const UPDATE: Spec = Spec::new("update", Expect::Flag, "update");
        const ACCESS: Spec = Spec::new("access", Expect::Flag, "access");
        const VERSION: Spec = Spec::new("version", Expect::Number, "version = 2");
        const MIGRATE: Spec = Spec::new("migrate", Expect::Path, "migrate = from_v1");
        const TYPESCRIPT: Spec = Spec::new("typescript", Expect::Flag, "typescript");
        const FROM: Spec = Spec::new("from", Expect::Type, "from = Token");
        const fn event(name: &'static str) -> Spec {
            Spec::new(name, Expect::Flag, name)
        }
        match self {
            Self::Jwt => const { &[UPDATE, ACCESS, VERSION, MIGRATE, TYPESCRIPT, CRATE] },
            Self::Session => const { &[FROM, TYPESCRIPT, CRATE] },
            Self::Event => {
                const {
                    &[
                        event("sign_in"),
                        event("sign_out"),
                        event("create_user"),
                        event("update_user"),
                        event("link_account"),
                        event("session"),
                        CRATE,
                    ]
                }
            }
            Self::Provider => provider::OPTIONS,
            _ => const { &[CRATE] },
        }
    }
}

/// The name of a callback and what stands at it.
pub(crate) struct Head {
    /// The function's name.
    pub(crate) ident: Ident,
    /// Its visibility.
    pub(crate) vis: Visibility,
    /// Its attributes that also concern what stands beside it.
    pub(crate) beside: TokenStream,
}

/// A function that has been checked.
pub(crate) struct Callback {
    /// What it is.
    pub(crate) kind: Kind,
    /// How each argument is made, in order.
    pub(crate) arguments: Vec<Argument>,
    /// The parts of the state that it takes.
    pub(crate) parts: Vec<Type>,
    /// The application's claims, where the token is taken.
    pub(crate) token: Option<Type>,
    /// The application's session fields, where the session is taken.
    pub(crate) session: Option<Type>,
    /// The application's columns, where the stored user of a session is taken with them.
    pub(crate) columns: Option<Type>,
    /// What it is given by value: the form that is checked, the profile of a user.
    pub(crate) input: Option<Type>,
    /// The return type, as it is written; `()` where there is none and none is needed. `None` where it was
    /// refused.
    pub(crate) outcome: Option<TokenStream>,
    /// Where errors about the return type are shown.
    pub(crate) outcome_span: Span,
}

impl Callback {
    /// Whether it is given the stored user of a session in the place of a token.
    pub(crate) fn takes_stored_user(&self) -> bool {
        let is_user = |argument: &Argument| matches!(argument, Argument::StoredUser | Argument::PlainUser(_));
        self.arguments.iter().any(is_user)
    }
}

/// An argument of a callback.
pub(crate) enum Argument {
    /// The token, as the callback is given it.
    Token,
    /// The session, as the callback is given it.
    Session,
    /// The stored user of a session in the database, with the application's columns.
    StoredUser,
    /// The same without them, which this type has to be.
    PlainUser(Box<Type>),
    /// The form or the profile, as the callback is given it.
    Input,
    /// Taken by the argument trait, which errors are shown at the type.
    Extracted(Box<Type>),
}

/// A struct that has been checked.
pub(crate) struct Extension<F> {
    /// Its name.
    pub(crate) ident: Ident,
    /// Its attributes that also concern what stands beside it.
    pub(crate) beside: TokenStream,
    /// Its fields.
    pub(crate) fields: Vec<Member<F>>,
}

/// A field of a struct.
pub(crate) struct Member<F> {
    /// Its name.
    pub(crate) ident: Ident,
    /// Its type.
    pub(crate) ty: Type,
    /// Its name on the wire.
    pub(crate) wire: String,
    /// What else is said of it.
    pub(crate) role: F,
}

/// Which version of the application's claims a struct is.
pub(crate) struct Version {
    /// Its number.
    pub(crate) number: u32,
    /// The function that makes it out of the version before.
    pub(crate) migrate: Option<Path>,
}

/// A field of the token.
pub(crate) struct ClaimRole {
    /// Whether it must be there.
    pub(crate) presence: Presence,
    /// How many bytes it may take.
    pub(crate) max: Option<u32>,
    /// Its type in TypeScript, where its Rust type does not say it.
    pub(crate) ts: Option<LitStr>,
}

impl ClaimRole {
    /// Whether it is no claim, but keeps those that nobody declared.
    pub(crate) fn is_rest(&self) -> bool {
        matches!(self.presence, Presence::Rest)
    }
}

/// Whether a claim must be in the token.
pub(crate) enum Presence {
    /// Must be there, unless its type is an option.
    Plain,
    /// May be absent.
    Default,
    /// Keeps the claims that nobody declared.
    Rest,
}

/// A column of the table of users.
pub(crate) struct ColumnRole {
    /// Whether the default of its type stands for nothing.
    pub(crate) default: bool,
}

/// A field of the session.
pub(crate) struct SessionRole {
    /// Beside `user` rather than in it.
    pub(crate) root: bool,
    /// The function that makes it out of the token.
    pub(crate) with: Option<Path>,
    /// Its type in TypeScript, where its Rust type does not say it.
    pub(crate) ts: Option<LitStr>,
}

/// A field of a form.
pub(crate) struct FormRole {
    /// The input type, where it is not that of the field's type.
    pub(crate) input: Option<String>,
    /// What is drawn beside and inside it.
    pub(crate) label: Option<String>,
    pub(crate) placeholder: Option<String>,
    pub(crate) autocomplete: Option<String>,
    /// Whether it must not be left empty.
    pub(crate) required: bool,
}
