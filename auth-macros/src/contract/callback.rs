//! The kinds of callbacks, and the contract of each: the names of its traits, its arguments and its outcome.

use super::{
    event::Event,
    subject::Subject::{self, Session, Token, TokenMut, User},
};

/// The kinds of callbacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    SignIn,
    SignUp,
    SecondFactor,
    DeleteAccount,
    Redirect,
    Jwt,
    JwtUpdate,
    JwtAccess,
    Session,
    Event(Event),
    Authorize,
    Guard,
    Provider,
    Grants,
    LegacyPassword,
}

/// The contract of one kind of callback.
pub(crate) struct Contract {
    /// The name of the function in messages, with its article.
    pub(crate) what: &'static str,
    /// The module of the traits below `auth::__private::callback`.
    pub(crate) module: &'static str,
    /// The common beginning of the names of its traits and types: `Jwt` in `JwtCallback` and `JwtCall`.
    prefix: &'static str,
    /// The values of the application's own types that it may take.
    takes: &'static [Subject],
    /// The argument that it receives by value: the associated type, and the variable in generated code.
    pub(crate) input: Option<(&'static str, &'static str)>,
    /// The legal return types in words, and an example; `None` if it may return nothing.
    pub(crate) returns: Option<(&'static str, &'static str)>,
    /// A working function.
    pub(crate) example: &'static str,
}

impl Contract {
    /// Returns the name of the callback trait.
    pub(crate) fn callback(&self) -> String {
        format!("{}Callback", self.prefix)
    }

    /// Returns the name of the type that the callback is called with.
    pub(crate) fn call(&self) -> String {
        format!("{}Call", self.prefix)
    }

    /// Returns the name of the trait of its arguments.
    pub(crate) fn argument(&self) -> String {
        format!("{}Argument", self.prefix)
    }

    /// Returns the name of the trait of its return types.
    pub(crate) fn outcome(&self) -> String {
        format!("{}Outcome", self.prefix)
    }

    /// Returns `true` if the callback may take the subject.
    pub(crate) fn takes(&self, subject: Subject) -> bool {
        self.takes.contains(&subject)
    }
}

impl Kind {
    /// Returns `true` if the function may be one without `async`.
    pub(crate) const fn may_be_sync(self) -> bool {
        matches!(self, Self::Grants | Self::LegacyPassword)
    }

    /// Returns `true` if the function blocks, so that it cannot be `async`.
    pub(crate) const fn blocks(self) -> bool {
        matches!(self, Self::LegacyPassword)
    }

    /// Returns the contract of this kind.
    pub(crate) fn contract(self) -> Contract {
        match self {
            Self::SignIn => Contract {
                what: "a sign-in guard",
                module: "sign_in",
                prefix: "SignIn",
                takes: &[User],
                input: None,
                returns: Some(("`bool`, `SignIn`, or a `Result` of either", "-> Result<SignIn>")),
                example: "async fn not_banned(user: &User) -> Result<SignIn>",
            },
            Self::SignUp => Contract {
                what: "a sign-up callback",
                module: "sign_up",
                prefix: "SignUp",
                takes: &[],
                input: Some(("Form", "form")),
                returns: Some(("`SignUp`, or a `Result` of it", "-> Result<SignUp>")),
                example: "async fn register(form: Registration, email: VerifiedEmail<'_>) -> Result<SignUp>",
            },
            Self::SecondFactor => Contract {
                what: "a second-factor callback",
                module: "second_factor",
                prefix: "SecondFactor",
                takes: &[User],
                input: None,
                returns: Some(("`SecondFactor`, or a `Result` of it", "-> SecondFactor")),
                example: "async fn needed(user: &User) -> SecondFactor",
            },
            Self::DeleteAccount => Contract {
                what: "a delete-account callback",
                module: "delete_account",
                prefix: "DeleteAccount",
                takes: &[User],
                input: None,
                returns: None,
                example: "async fn forget(user: &User, transaction: DeletionTransaction<'_>) -> Result<()>",
            },
            Self::Redirect => Contract {
                what: "a redirect callback",
                module: "redirect",
                prefix: "Redirect",
                takes: &[],
                input: None,
                returns: Some(("`Target`, or a `Result` of it", "-> Target")),
                example: "async fn home(url: RedirectUrl<'_>) -> Target",
            },
            Self::Jwt => Contract {
                what: "a jwt callback",
                module: "jwt",
                prefix: "Jwt",
                takes: &[User],
                input: None,
                returns: Some((
                    "the struct under `#[auth::jwt]`, a `Jwt` of it, or an `Option` or `Result` of either",
                    "-> Result<Token>",
                )),
                example: "async fn issue(user: &User) -> Result<Token>",
            },
            Self::JwtUpdate => Contract {
                what: "an update callback",
                module: "jwt",
                prefix: "JwtUpdate",
                takes: &[TokenMut],
                input: None,
                returns: None,
                example: "async fn rename(token: &mut Jwt<Token>, Update(patch): Update<Patch>)",
            },
            Self::JwtAccess => Contract {
                what: "an access callback",
                module: "jwt",
                prefix: "JwtAccess",
                takes: &[Token],
                input: None,
                returns: Some(("`Access`, `bool`, or a `Result` of either", "-> Result<Access>")),
                example: "async fn still_valid(token: &Jwt<Token>) -> Result<Access>",
            },
            Self::Session => Contract {
                what: "a session callback",
                module: "session",
                prefix: "Session",
                takes: &[Token],
                input: None,
                returns: Some((
                    "the struct under `#[auth::session]`, a `Session` of it, or a `Result` of either",
                    "-> Result<Visible>",
                )),
                example: "async fn show(token: &Jwt<Token>) -> Result<Visible>",
            },
            Self::Event(event) => Contract {
                what: "an event handler",
                module: "event",
                prefix: "Event",
                takes: event.takes(),
                input: None,
                returns: None,
                example: "async fn audit(event: SignInEvent<'_>)",
            },
            Self::Authorize => Contract {
                what: "an authorize callback",
                module: "authorize",
                prefix: "Authorize",
                takes: &[],
                input: Some(("Form", "form")),
                returns: Some((
                    "`Option<User>`, `User`, `Option<KnownUser>`, `KnownUser`, or a `Result` of one of them",
                    "-> Result<Option<User>>",
                )),
                example: "async fn login(form: Login) -> Result<Option<User>>",
            },
            Self::Guard => Contract {
                what: "a guard",
                module: "guard",
                prefix: "Guard",
                takes: &[Session],
                input: None,
                returns: Some(("`bool`, or a `Result` of it", "-> bool")),
                example: "async fn admins(session: &Session<Visible>) -> bool",
            },
            Self::Provider => Contract {
                what: "the function of a provider",
                module: "provider",
                prefix: "Provider",
                takes: &[],
                input: Some(("Profile", "profile")),
                returns: Some((
                    "`User`, `ProfileUser`, or an `Option` or `Result` of either",
                    "-> Result<User>",
                )),
                example: "async fn acme(profile: AcmeProfile) -> Result<User>",
            },
            Self::Grants => Contract {
                what: "a grants function",
                module: "grants",
                prefix: "Grants",
                takes: &[Session],
                input: None,
                returns: Some((
                    "`Set<…>` of the enum under `#[auth::permissions]`, or a `Result` of it",
                    "-> Set<Permission>",
                )),
                example: "fn granted(session: &Session<Visible>) -> Set<Permission>",
            },
            Self::LegacyPassword => Contract {
                what: "a legacy-password function",
                module: "legacy_password",
                prefix: "LegacyPassword",
                takes: &[],
                input: None,
                returns: Some(("`bool`, or a `Result` of it", "-> bool")),
                example: "fn verify_old(password: &Secret, hash: &str) -> bool",
            },
        }
    }
}
