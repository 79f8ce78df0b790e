//! `#[auth::redirect]`: decides where the browser goes after sign-in and sign-out.

use super::{
    arguments::{RequestFacts, argument_trait, arguments},
    state::AppState,
};
use crate::contract::{BoxError, into_text::IntoText};

/// The requested URL: a `callbackUrl`, or the URL that a sign-in guard returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RedirectUrl<'c> {
    requested: &'c str,
    origin: &'c str,
    on_this_site: bool,
}

impl<'c> RedirectUrl<'c> {
    /// Combines a requested URL with the origin of this site. `on_this_site` is `true` if the URL has that origin.
    pub fn new(requested: &'c str, origin: &'c str, on_this_site: bool) -> Self {
        Self { requested, origin, on_this_site }
    }

    /// Returns the URL as it was requested. It is untrusted and can be any string, not only a path or an absolute
    /// URL.
    pub fn requested(&self) -> &'c str {
        self.requested
    }

    /// Returns the origin of this site, without a slash at the end (Auth.js: `baseUrl`).
    pub fn origin(&self) -> &'c str {
        self.origin
    }

    /// Returns `true` if the URL is a path of this site, or an absolute URL with this site's origin.
    pub fn is_on_this_site(&self) -> bool {
        self.on_this_site
    }
}

/// Compares the URL as it was requested with another one, as a whole.
impl PartialEq<str> for RedirectUrl<'_> {
    fn eq(&self, other: &str) -> bool {
        self.requested == other
    }
}

impl PartialEq<&str> for RedirectUrl<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.requested == *other
    }
}

/// The page that a redirect callback sends the browser to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// The requested URL if it is on this site, otherwise the start page. This is the rule without a callback.
    Requested,
    /// The start page of this site.
    Home,
    /// A path of this site, which starts with `/`, or an absolute http(s) URL. Never build a URL of another site
    /// from the requested one without a list of allowed sites.
    To(String),
}

impl Target {
    /// Sends the browser to a path of this site, or to an absolute http(s) URL.
    pub fn to(url: impl IntoText<String>) -> Self {
        Self::To(url.into_text())
    }
}

/// Decides where the browser goes after sign-in and sign-out.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a redirect callback for this application",
    label = "not a redirect callback",
    note = "put `#[auth::redirect]` on the function and register it by its name: `.redirect::<my_function>()`"
)]
pub trait RedirectCallback<S: AppState>: 'static {
    /// The callback itself. The builder stores it as this type, which only callbacks have.
    type Wired;

    /// The return type of the function.
    type Outcome: RedirectOutcome;

    /// Runs the function.
    fn call(call: RedirectCall<'_, S>) -> impl Future<Output = Self::Outcome> + Send;
}

/// The call of a redirect callback.
pub struct RedirectCall<'c, S> {
    /// The application's state.
    pub state: &'c S,
    /// The facts about the request.
    pub facts: RequestFacts<'c>,
    /// The requested URL.
    pub url: RedirectUrl<'c>,
}

argument_trait! {
    /// The arguments that a redirect callback may take.
    #[diagnostic::on_unimplemented(
        message = "a redirect callback cannot take `{Self}`",
        label = "not available in this callback",
        note = "it can take `RedirectUrl<'_>`, a part of the state as `State<…>` (written out, no alias), `&HeaderMap`, \
            `Cookies<'_>` and `Option<ClientIp>`"
    )]
    pub trait RedirectArgument<'c, S>: RedirectCall<'c, S>;
}

arguments! {
    RedirectArgument<'c, S>: RedirectCall<'c, S>;
    RedirectUrl<'c> => |call| call.url;
}

/// The values that a redirect callback may return.
#[diagnostic::on_unimplemented(
    message = "a redirect callback cannot return `{Self}`",
    label = "not a target",
    note = "return `Target`, or a `Result` of it"
)]
pub trait RedirectOutcome: Send {
    /// Always `true`: a type that cannot be returned does not implement this trait.
    const IS_SUPPORTED: bool = true;

    /// Returns the target.
    ///
    /// # Errors
    /// Returns the error of the application.
    fn target(self) -> Result<Target, BoxError>;
}

#[diagnostic::do_not_recommend]
impl RedirectOutcome for Target {
    fn target(self) -> Result<Target, BoxError> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<O: RedirectOutcome, E: Into<BoxError> + Send> RedirectOutcome for Result<O, E> {
    fn target(self) -> Result<Target, BoxError> {
        self.map_err(Into::into)?.target()
    }
}

/// Applies the built-in rule, if the application registers no callback.
#[diagnostic::do_not_recommend]
impl<S: AppState> RedirectCallback<S> for () {
    type Wired = Self;
    type Outcome = Target;

    async fn call(_: RedirectCall<'_, S>) -> Target {
        Target::Requested
    }
}
