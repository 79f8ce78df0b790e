//! The result of the checks. Code generation reads nothing else.

use proc_macro2::{Ident, Span, TokenStream};
use syn::{LitStr, Path, Type, Visibility};

use crate::{
    contract::callback::Kind,
    input::item::{Function, shared_attributes},
};

/// The name of a callback and what precedes it.
pub(crate) struct Head {
    /// The function's name.
    pub(crate) ident: Ident,
    /// Its visibility.
    pub(crate) vis: Visibility,
    /// Those of its attributes that generated items need too.
    pub(crate) attrs: TokenStream,
}

impl Head {
    /// Returns the head of a function.
    pub(crate) fn of(function: &Function) -> Self {
        Self {
            ident: function.sig.ident.clone(),
            vis: function.vis.clone(),
            attrs: shared_attributes(&function.attrs),
        }
    }
}

/// A function that has been checked.
pub(crate) struct Callback {
    /// The kind of callback.
    pub(crate) kind: Kind,
    /// Its arguments, in order.
    pub(crate) arguments: Vec<Argument>,
    /// The parts of the state that it takes.
    pub(crate) parts: Vec<Type>,
    /// The application's claims, if it takes the token.
    pub(crate) token: Option<Type>,
    /// The application's session fields, if it takes the session.
    pub(crate) session: Option<Type>,
    /// The application's columns, if it takes the stored user of a session with them.
    pub(crate) columns: Option<Type>,
    /// The argument that it receives by value: a form, or a user's profile.
    pub(crate) input: Option<Type>,
    /// The return type as the user wrote it; `()` if there is none and none is needed. `None` if it was
    /// rejected.
    pub(crate) outcome: Option<TokenStream>,
    /// The span for errors about the return type.
    pub(crate) outcome_span: Span,
    /// `true` if the function is `async`.
    pub(crate) is_async: bool,
    /// The enum of permissions that a grants function returns a set of.
    pub(crate) permission: Option<Type>,
    /// `true` if it lacks what this kind of callback must have, so that another attribute may have been meant.
    pub(crate) may_be_another: bool,
    /// The arguments that were refused, by their position, each with its error. Of several arguments that are one mistake,
    /// only the first has an error.
    pub(crate) refused: Vec<(usize, Option<syn::Error>)>,
}

impl Callback {
    /// Returns a callback of which only the kind is known.
    pub(crate) fn new(kind: Kind) -> Self {
        Self {
            kind,
            arguments: Vec::new(),
            parts: Vec::new(),
            token: None,
            session: None,
            columns: None,
            input: None,
            outcome: None,
            outcome_span: Span::call_site(),
            is_async: true,
            permission: None,
            may_be_another: false,
            refused: Vec::new(),
        }
    }

    /// Returns `true` if the stub of the callback has all its types without an error in place of one.
    pub(crate) fn has_what_a_stub_needs(&self) -> bool {
        match self.kind {
            Kind::Guard => self.session.is_some(),
            Kind::Grants => self.grants_something(),
            Kind::Authorize | Kind::SignUp => self.input.is_some(),
            Kind::Jwt | Kind::Session => self.outcome.is_some(),
            _ => true,
        }
    }

    /// Returns `true` if the stub of a refused grants function has all its types.
    pub(crate) fn grants_something(&self) -> bool {
        self.session.is_some() && self.permission.is_some()
    }

    /// Returns `true` if the callback takes the stored user of a session in place of a token.
    pub(crate) fn takes_stored_user(&self) -> bool {
        let is_user = |argument: &Argument| matches!(argument, Argument::StoredUser | Argument::PlainUser(_));
        self.arguments.iter().any(is_user)
    }
}

/// An attribute of serde on a struct of this crate.
pub(crate) struct Foreign {
    /// The path of the attribute.
    pub(crate) path: TokenStream,
    /// The error if the struct has none of serde's derives.
    pub(crate) message: String,
}

/// An argument of a callback.
pub(crate) enum Argument {
    /// The token, passed on.
    Token,
    /// The session, passed on.
    Session,
    /// The stored user of a database session, with the application's columns.
    StoredUser,
    /// The stored user without these columns, which must have this type.
    PlainUser(Box<Type>),
    /// The form or the profile, passed on.
    Input,
    /// A value that the argument trait extracts. Errors appear at the type.
    Extracted(Box<Type>),
}

/// An enum of permissions that has been checked.
pub(crate) struct PermissionSet {
    /// Its name.
    pub(crate) ident: Ident,
    /// Its visibility.
    pub(crate) vis: Visibility,
    /// Those of its attributes that generated items need too.
    pub(crate) attrs: TokenStream,
    /// The module with a type for each permission.
    pub(crate) module: Ident,
    /// Its variants.
    pub(crate) variants: Vec<PermissionVariant>,
}

/// A permission.
pub(crate) struct PermissionVariant {
    /// The name of the variant.
    pub(crate) ident: Ident,
    /// Its name outside of the process.
    pub(crate) name: String,
    /// The conditions under which it exists.
    pub(crate) conditions: TokenStream,
    /// Its documentation, and whether it is deprecated.
    pub(crate) docs: TokenStream,
}

/// A struct that has been checked.
pub(crate) struct Extension<F> {
    /// Its name.
    pub(crate) ident: Ident,
    /// Those of its attributes that generated items need too.
    pub(crate) attrs: TokenStream,
    /// Its fields.
    pub(crate) fields: Vec<Member<F>>,
}

/// A field of a struct.
pub(crate) struct Member<F> {
    /// Its name.
    pub(crate) ident: Ident,
    /// Its type.
    pub(crate) ty: Type,
    /// Its name in JSON, in the database or in the form.
    pub(crate) wire: String,
    /// Its other options.
    pub(crate) role: F,
}

/// The version of the application's claims that a struct is.
pub(crate) struct Version {
    /// Its number.
    pub(crate) number: u32,
    /// The function that makes it from the previous version.
    pub(crate) migrate: Option<Path>,
}

/// A field of the token.
pub(crate) struct ClaimRole {
    /// The rule for tokens without the claim.
    pub(crate) presence: Presence,
    /// The maximum number of bytes.
    pub(crate) max: Option<u32>,
    /// Its type in TypeScript, if it does not follow from the Rust type.
    pub(crate) ts: Option<LitStr>,
    /// `true` if an export of the user's data holds it.
    pub(crate) personal: bool,
}

impl ClaimRole {
    /// Returns `true` if the field keeps undeclared claims instead of being a claim.
    pub(crate) fn is_rest(&self) -> bool {
        matches!(self.presence, Presence::Rest)
    }
}

/// The rule for tokens without a claim.
pub(crate) enum Presence {
    /// The claim must be present, unless its type is an option.
    Plain,
    /// The claim may be absent.
    Default,
    /// The field keeps undeclared claims.
    Rest,
}

/// A column of the table of users.
pub(crate) struct ColumnRole {
    /// `true` if the default of its type replaces an absent value.
    pub(crate) default: bool,
    /// `true` if an export of the user's data holds it.
    pub(crate) personal: bool,
}

/// A field of an API key.
pub(crate) struct KeyRole {
    /// `true` if the default of its type replaces a missing member.
    pub(crate) default: bool,
}

/// A field of the session.
pub(crate) struct SessionRole {
    /// `true` if the field is next to `user` rather than in it.
    pub(crate) root: bool,
    /// The function that makes it from the token.
    pub(crate) with: Option<Path>,
    /// Its type in TypeScript, if it does not follow from the Rust type.
    pub(crate) ts: Option<LitStr>,
}

/// A field of a form.
pub(crate) struct FormRole {
    /// The input type, if it does not follow from the field's type.
    pub(crate) input: Option<String>,
    /// The label.
    pub(crate) label: Option<String>,
    /// The placeholder.
    pub(crate) placeholder: Option<String>,
    /// The value of `autocomplete`.
    pub(crate) autocomplete: Option<String>,
    /// `true` if the field must not be empty.
    pub(crate) required: bool,
    /// `true` if the type is called `Password`, or an `Option` of it.
    pub(crate) is_password: bool,
}

/// A provider that has been checked. Stubs use the default.
#[derive(Default)]
pub(crate) struct Description {
    /// The ID.
    pub(crate) id: String,
    /// The name on the button.
    pub(crate) name: String,
    /// The protocol, with its URLs.
    pub(crate) protocol: Protocol,
    /// The scopes, if they are not the default ones.
    pub(crate) scopes: Option<String>,
    /// The colour of the button.
    pub(crate) brand_color: Option<[u8; 3]>,
    /// The way to send the client secret.
    pub(crate) client_auth: ClientAuth,
    /// `true` if requests use PKCE.
    pub(crate) pkce: bool,
    /// `true` if requests have a nonce.
    pub(crate) nonce: bool,
    /// `true` if the provider posts a form to the callback URL.
    pub(crate) form_post: bool,
}

/// The protocol of a provider, with its URLs.
pub(crate) enum Protocol {
    /// OpenID Connect.
    Oidc {
        /// The issuer.
        issuer: String,
        /// `true` if the profile comes from the userinfo endpoint.
        userinfo: bool,
    },
    /// Plain OAuth 2.0.
    OAuth2 {
        /// The authorization endpoint.
        authorization: String,
        /// The token endpoint.
        token: String,
        /// The userinfo endpoint.
        userinfo: String,
    },
}

impl Default for Protocol {
    fn default() -> Self {
        Self::Oidc { issuer: String::new(), userinfo: false }
    }
}

/// The way to send the client secret: the name of the variant in generated code.
#[derive(Clone, Copy)]
pub(crate) struct ClientAuth(pub(crate) &'static str);

impl Default for ClientAuth {
    fn default() -> Self {
        Self("Basic")
    }
}
