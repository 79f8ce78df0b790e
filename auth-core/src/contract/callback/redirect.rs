//! `#[auth::redirect]`: where to go next.

use super::arguments::{RequestFacts, argument_trait, arguments};
use super::state::AppState;
use crate::contract::BoxError;

/// The URL to which somebody asked to be sent: a `callbackUrl`, or what a sign-in guard returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RedirectUrl<'c> {
    requested: &'c str,
    origin: &'c str,
    on_this_site: bool,
}

impl<'c> RedirectUrl<'c> {
    /// A requested URL, the origin of this site, and whether the one lies within the other.
    pub fn new(requested: &'c str, origin: &'c str, on_this_site: bool) -> Self {
        Self { requested, origin, on_this_site }
    }

    /// As it was requested: a path, an absolute URL, or a stranger's nonsense.
    pub fn requested(&self) -> &'c str {
        self.requested
    }

    /// The origin of this site, without a slash at the end (Auth.js: `baseUrl`).
    pub fn origin(&self) -> &'c str {
        self.origin
    }

    /// Whether it is a path of this site, or an absolute URL with this site's origin.
    pub fn is_on_this_site(&self) -> bool {
        self.on_this_site
    }
}

/// Where a redirect callback sends the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// Where it asked to go if that is on this site, otherwise to the start page: what happens without a
    /// callback.
    Requested,
    /// To the start page of this site.
    Home,
    /// To a path of this site (it starts with `/`), or to an absolute http(s) URL. An absolute URL of another
    /// site must never be made out of the requested one without a list of the sites that are meant.
    To(String),
}

impl Target {
    /// To a path of this site, or to an absolute http(s) URL.
    pub fn to(url: impl Into<String>) -> Self {
        Self::To(url.into())
    }
}

/// Decides where a browser is sent after sign-in and sign-out.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a redirect callback for this application",
    label = "not a redirect callback",
    note = "put `#[auth::redirect]` on the function and wire it by its name: `.redirect::<my_function>()`"
)]
pub trait RedirectCallback<S: AppState>: 'static {
    /// The callback itself: the builder remembers it by this name, which only a callback has.
    type Wired;

    /// What the function returns.
    type Outcome: RedirectOutcome;

    /// Runs the function.
    fn call(call: RedirectCall<'_, S>) -> impl Future<Output = Self::Outcome> + Send;
}

/// What a redirect callback is called with.
pub struct RedirectCall<'c, S> {
    /// The application's state.
    pub state: &'c S,
    /// The request.
    pub facts: RequestFacts<'c>,
    /// What was requested.
    pub url: RedirectUrl<'c>,
}

argument_trait! {
    /// What a redirect callback may take.
    #[diagnostic::on_unimplemented(
        message = "a redirect callback cannot take `{Self}`",
        label = "not there when a target is chosen",
        note = "it can take `RedirectUrl<'_>`, `State<…>` (written out, no alias), `&HeaderMap`, \
            `Cookies<'_>` and `Option<ClientIp>`"
    )]
    pub trait RedirectArgument<'c, S>: RedirectCall<'c, S>;
}

arguments! {
    RedirectArgument<'c, S>: RedirectCall<'c, S>;
    RedirectUrl<'c> => |call| call.url;
}

/// What a redirect callback may return.
#[diagnostic::on_unimplemented(
    message = "a redirect callback cannot return `{Self}`",
    label = "not a target",
    note = "return `Target`, or a `Result` of it"
)]
pub trait RedirectOutcome: Send {
    /// That it can be returned.
    const IS_SUPPORTED: bool = true;

    /// The target, or what failed.
    ///
    /// # Errors
    /// The error of the application.
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

/// No callback: the built-in rule.
#[diagnostic::do_not_recommend]
impl<S: AppState> RedirectCallback<S> for () {
    type Wired = Self;
    type Outcome = Target;

    async fn call(_: RedirectCall<'_, S>) -> Target {
        Target::Requested
    }
}
