//! What each callback is: the names of its traits, and what its function takes and returns.

use quote::quote;

/// The kinds of callbacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    SignIn,
    Redirect,
    Jwt,
    JwtUpdate,
    JwtAccess,
    Session,
    Event(Event),
    Authorize,
    Guard,
    Provider,
}

/// The events, in the order in which messages list them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    SignIn,
    SignOut,
    CreateUser,
    UpdateUser,
    LinkAccount,
    Session,
}

impl Event {
    /// All events.
    pub(crate) const ALL: [Self; 6] =
        [Self::SignIn, Self::SignOut, Self::CreateUser, Self::UpdateUser, Self::LinkAccount, Self::Session];

    /// The name in `#[auth::event(…)]`, which is the name of the trait's method too.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::SignOut => "sign_out",
            Self::CreateUser => "create_user",
            Self::UpdateUser => "update_user",
            Self::LinkAccount => "link_account",
            Self::Session => "session",
        }
    }

    /// The type that tells what has happened.
    pub(crate) fn payload(self) -> &'static str {
        match self {
            Self::SignIn => "SignInEvent",
            Self::SignOut => "SignOutEvent",
            Self::CreateUser => "CreateUserEvent",
            Self::UpdateUser => "UpdateUserEvent",
            Self::LinkAccount => "LinkAccountEvent",
            Self::Session => "SessionEvent",
        }
    }
}

/// How a callback's function may take the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenAccess {
    /// It is not there.
    None,
    /// `&Jwt<…>`
    Shared,
    /// `&mut Jwt<…>`, and it must be taken.
    Exclusive,
}

/// The contract of one kind of callback.
pub(crate) struct Contract {
    /// What the function is called in messages, with its article.
    pub(crate) what: &'static str,
    /// The attribute as it is written.
    pub(crate) attribute: &'static str,
    /// The module of the traits below `auth::__private::callback`.
    pub(crate) module: &'static str,
    /// The callback trait.
    pub(crate) callback: &'static str,
    /// What the callback is called with.
    pub(crate) call: &'static str,
    /// The argument trait.
    pub(crate) argument: &'static str,
    /// The outcome trait.
    pub(crate) outcome: &'static str,
    /// How the token may be taken.
    pub(crate) token: TokenAccess,
    /// Whether the session may be taken.
    pub(crate) session: bool,
    /// Whether the user may be taken with the application's columns.
    pub(crate) users: bool,
    /// What it is given by value: the trait's name of the type, and the generated variable.
    pub(crate) input: Option<(&'static str, &'static str)>,
    /// What it may return, in words and for example; `None` where it may return nothing.
    pub(crate) returns: Option<(&'static str, &'static str)>,
    /// A working function.
    pub(crate) example: &'static str,
}

impl Kind {
    /// The contract of this kind.
    pub(crate) fn contract(self) -> Contract {
        match self {
            Self::SignIn => Contract {
                what: "a sign-in guard",
                attribute: "#[auth::sign_in]",
                module: "sign_in",
                callback: "SignInCallback",
                call: "SignInCall",
                argument: "SignInArgument",
                outcome: "SignInOutcome",
                token: TokenAccess::None,
                session: false,
                users: true,
                input: None,
                returns: Some(("`bool`, `SignIn`, or a `Result` of either", "-> Result<SignIn>")),
                example: "async fn not_banned(user: &User) -> Result<SignIn>",
            },
            Self::Redirect => Contract {
                what: "a redirect callback",
                attribute: "#[auth::redirect]",
                module: "redirect",
                callback: "RedirectCallback",
                call: "RedirectCall",
                argument: "RedirectArgument",
                outcome: "RedirectOutcome",
                token: TokenAccess::None,
                session: false,
                users: false,
                input: None,
                returns: Some(("`Target`, or a `Result` of it", "-> Target")),
                example: "async fn home(url: RedirectUrl<'_>) -> Target",
            },
            Self::Jwt => Contract {
                what: "a jwt callback",
                attribute: "#[auth::jwt]",
                module: "jwt",
                callback: "JwtCallback",
                call: "JwtCall",
                argument: "JwtArgument",
                outcome: "JwtOutcome",
                token: TokenAccess::None,
                session: false,
                users: true,
                input: None,
                returns: Some((
                    "the struct under `#[auth::jwt]`, a `Jwt` of it, or an `Option` or `Result` of either",
                    "-> Result<Token>",
                )),
                example: "async fn issue(user: &User) -> Result<Token>",
            },
            Self::JwtUpdate => Contract {
                what: "an update callback",
                attribute: "#[auth::jwt(update)]",
                module: "jwt",
                callback: "JwtUpdateCallback",
                call: "JwtUpdateCall",
                argument: "JwtUpdateArgument",
                outcome: "JwtUpdateOutcome",
                token: TokenAccess::Exclusive,
                session: false,
                users: false,
                input: None,
                returns: None,
                example: "async fn rename(token: &mut Jwt<Token>, Update(patch): Update<Patch>)",
            },
            Self::JwtAccess => Contract {
                what: "an access callback",
                attribute: "#[auth::jwt(access)]",
                module: "jwt",
                callback: "JwtAccessCallback",
                call: "JwtAccessCall",
                argument: "JwtAccessArgument",
                outcome: "JwtAccessOutcome",
                token: TokenAccess::Shared,
                session: false,
                users: false,
                input: None,
                returns: Some(("`Keep`, `bool`, or a `Result` of either", "-> Result<Keep>")),
                example: "async fn still_valid(token: &Jwt<Token>) -> Result<Keep>",
            },
            Self::Session => Contract {
                what: "a session callback",
                attribute: "#[auth::session]",
                module: "session",
                callback: "SessionCallback",
                call: "SessionCall",
                argument: "SessionArgument",
                outcome: "SessionOutcome",
                token: TokenAccess::Shared,
                session: false,
                users: false,
                input: None,
                returns: Some((
                    "the struct under `#[auth::session]`, a `Session` of it, or a `Result` of either",
                    "-> Result<Visible>",
                )),
                example: "async fn show(token: &Jwt<Token>) -> Result<Visible>",
            },
            Self::Event(event) => Contract {
                what: "an event handler",
                attribute: "#[auth::event]",
                module: "event",
                callback: "EventCallback",
                call: "EventCall",
                argument: "EventArgument",
                outcome: "EventOutcome",
                token: match event {
                    Event::SignOut | Event::Session => TokenAccess::Shared,
                    _ => TokenAccess::None,
                },
                session: event == Event::Session,
                users: !matches!(event, Event::SignOut | Event::Session),
                input: None,
                returns: None,
                example: "async fn audit(event: SignInEvent<'_>)",
            },
            Self::Authorize => Contract {
                what: "an authorize callback",
                attribute: "#[auth::authorize]",
                module: "authorize",
                callback: "AuthorizeCallback",
                call: "AuthorizeCall",
                argument: "AuthorizeArgument",
                outcome: "AuthorizeOutcome",
                token: TokenAccess::None,
                session: false,
                users: false,
                input: Some(("Form", "form")),
                returns: Some(("`Option<User>`, `User`, or a `Result` of either", "-> Result<Option<User>>")),
                example: "async fn login(form: Login) -> Result<Option<User>>",
            },
            Self::Guard => Contract {
                what: "a guard",
                attribute: "#[auth::guard]",
                module: "guard",
                callback: "GuardCallback",
                call: "GuardCall",
                argument: "GuardArgument",
                outcome: "GuardOutcome",
                token: TokenAccess::None,
                session: true,
                users: false,
                input: None,
                returns: Some(("`bool`, or a `Result` of it", "-> bool")),
                example: "async fn admins(session: &Session<Visible>) -> bool",
            },
            Self::Provider => Contract {
                what: "the function of a provider",
                attribute: "#[auth::provider(…)]",
                module: "provider",
                callback: "ProviderCallback",
                call: "ProviderCall",
                argument: "ProviderArgument",
                outcome: "ProviderOutcome",
                token: TokenAccess::None,
                session: false,
                users: false,
                input: Some(("Profile", "profile")),
                returns: Some((
                    "`User`, `ProfileUser`, or an `Option` or `Result` of either",
                    "-> Result<User>",
                )),
                example: "async fn acme(profile: AcmeProfile) -> Result<User>",
            },
        }
    }

    /// A legal outcome for a stub whose function returns something else or nothing, where it does not matter
    /// to wiring.
    pub(crate) fn stub_outcome(self, paths: &crate::paths::Paths) -> Option<proc_macro2::TokenStream> {
        match self {
            Self::SignIn => Some(paths.callback("sign_in", "SignIn")),
            Self::Redirect => Some(paths.callback("redirect", "Target")),
            Self::JwtUpdate => Some(quote!(())),
            Self::JwtAccess => Some(paths.callback("jwt", "Keep")),
            Self::Guard => Some(quote!(bool)),
            Self::Authorize | Self::Provider => Some(paths.private("User")),
            Self::Jwt | Self::Session | Self::Event(_) => None,
        }
    }
}
