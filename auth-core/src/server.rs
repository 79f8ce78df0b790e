//! Sessions on the server's side, without HTTP round trips: each call returns what the response must set.

use http::{HeaderMap, HeaderValue, Response, header::SET_COOKIE};
use serde_json::Value;

use crate::{
    Account, User,
    auth::Head,
    auth_error::AuthError,
    callback::jwt::Keep,
    cookie::jar::CookieJar,
    engine::Engine,
    flow::Flow,
    form::FormInput,
    model::ProviderType,
    page::{self, Frame},
    response::Outcome,
    revocation::SessionId,
    scope::Scope,
    session::Found,
    session_data::Session,
    sign_in::SignedIn,
};

/// Cookies that a response must set, or the call that returned them has no effect.
#[derive(Clone, Debug, Default)]
#[must_use = "the browser learns of it by these cookies only"]
pub struct SetCookies(HeaderMap);

impl SetCookies {
    pub(crate) fn of(jar: &CookieJar) -> Result<Self, AuthError> {
        let mut headers = HeaderMap::new();
        jar.append_to(&mut headers).map_err(|error| AuthError::Unwritable(error.into()))?;
        Ok(Self(headers))
    }

    /// The values of the `Set-Cookie` headers.
    pub fn iter(&self) -> impl Iterator<Item = &HeaderValue> {
        self.0.get_all(SET_COOKIE).iter()
    }

    /// Adds them to the headers of a response.
    pub fn append_to(&self, headers: &mut HeaderMap) {
        headers.extend(self.iter().map(|value| (SET_COOKIE, value.clone())));
    }
}

/// A session that was prolonged or updated.
#[derive(Debug)]
#[non_exhaustive]
pub struct Change<V> {
    /// The session, or none if nobody is signed in (any more).
    pub session: Option<Session<V>>,
    /// What the response must set.
    pub cookies: SetCookies,
}

/// How a sign-in on the server's side ended that was not refused.
#[derive(Debug)]
pub enum Entered {
    /// Signed in; the response must set these cookies.
    SignedIn(SetCookies),
    /// A guard sends the browser there instead.
    Redirect(String),
}

/// A session that was read, and perhaps issued anew.
pub(crate) struct Read<V> {
    pub(crate) session: Option<Session<V>>,
    pub(crate) renewed: Option<SetCookies>,
}

impl<F: Flow> Engine<F> {
    fn scope<'r>(&'r self, head: Head<'r>) -> Result<Scope<'r, F>, AuthError> {
        Ok(Scope::new(self, head.headers, head.uri, head.extensions)?)
    }

    /// Reads the session; with `renew` a token that is due is issued anew.
    pub(crate) async fn read(&self, head: Head<'_>, renew: bool) -> Result<Read<F::Session>, AuthError> {
        let mut scope = self.scope(head)?;
        let Found::Session(mut record) = scope.read_session().await? else {
            return Ok(Read { session: None, renewed: None });
        };
        let renewed =
            if renew && scope.renew(&mut record).await? { Some(SetCookies::of(&scope.jar)?) } else { None };
        let expires = record.exp.unwrap_or_else(|| scope.expiry());
        Ok(Read { session: Some(scope.show(&record, expires, None).await?), renewed })
    }

    /// Prolongs the session, updated by a payload if there is one.
    pub(crate) async fn refresh(
        &self,
        head: Head<'_>,
        update: Option<Value>,
    ) -> Result<Change<F::Session>, AuthError> {
        let mut scope = self.scope(head)?;
        let session = match scope.read_session().await? {
            Found::Nothing => None,
            Found::Ended => {
                scope.end_session();
                None
            }
            Found::Session(mut record) => {
                let keep = match &update {
                    Some(payload) => scope.update_token(&mut record, payload).await?,
                    None => Keep::Yes,
                };
                scope.prolong(record, keep, update.as_ref()).await?
            }
        };
        Ok(Change { session, cookies: SetCookies::of(&scope.jar)? })
    }

    /// Signs in by a form.
    pub(crate) async fn sign_in(
        &self,
        head: Head<'_>,
        provider: &str,
        form: &(dyn FormInput + Sync),
    ) -> Result<Entered, AuthError> {
        let provider = self.provider(provider)?.credentials().ok_or(AuthError::InvalidProvider)?;
        let mut scope = self.scope(head)?;
        let signed_in = scope.sign_in_with(provider, form).await?;
        entered(&scope, signed_in)
    }

    /// Signs in a user.
    pub(crate) async fn sign_in_as(&self, head: Head<'_>, user: &User) -> Result<Entered, AuthError> {
        let mut scope = self.scope(head)?;
        let account = Account::new("credentials", ProviderType::Credentials, user.id.as_str());
        let signed_in = scope.sign_in_by_credentials(user.clone(), &account, None).await?;
        entered(&scope, signed_in)
    }

    /// Signs out.
    pub(crate) async fn sign_out(&self, head: Head<'_>) -> Result<SetCookies, AuthError> {
        let mut scope = self.scope(head)?;
        scope.sign_out().await;
        SetCookies::of(&scope.jar)
    }

    /// The name of the session in the cookie, where sessions are kept in the database.
    pub(crate) fn session_id(&self, head: Head<'_>) -> Result<Option<SessionId>, AuthError> {
        let scope = self.scope(head)?;
        Ok(scope.session_store().and(scope.session_token()).as_ref().map(SessionId::of))
    }

    /// The sign-in page, as a path or the application's own URL, with the way back.
    pub(crate) fn sign_in_page(&self, callback_url: &str) -> String {
        let query = [("callbackUrl", callback_url)];
        match &self.settings.pages.sign_in {
            Some(page) => page.with_query(&query).as_str().to_owned(),
            None => {
                let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
                format!("{}/signin?{query}", self.settings.base_path.as_str())
            }
        }
    }

    /// The page for a visitor whom a guard does not let pass.
    pub(crate) fn access_denied(&self) -> Response<bytes::Bytes> {
        let frame = Frame { style: &self.settings.style, origin: "", redirect_targets: &[] };
        Outcome::Page(page::forbidden(&frame)).into_response(false)
    }
}

fn entered<F: Flow>(scope: &Scope<'_, F>, signed_in: SignedIn) -> Result<Entered, AuthError> {
    Ok(match signed_in {
        SignedIn::Done => Entered::SignedIn(SetCookies::of(&scope.jar)?),
        SignedIn::Redirected(to) => Entered::Redirect(to.to_string()),
    })
}
