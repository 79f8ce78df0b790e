//! A sign-up, for pages of the application. `sign_up_pages` has the methods of `Auth` for it.

use super::{
    address::LinkRequest,
    server_side::{self, SignInResult},
};
use crate::{
    contract::{EmailAddress, form::FormInput},
    flow::{
        account_mail::Outcome,
        application::Engine,
        error::AuthError,
        scope::{RequestHead, Scope},
        sign_up::{self, SignUpError},
        types::AppTypes,
    },
    provider::email::LinkToken,
};

/// The parameters of the link in a mail.
#[derive(Clone, Copy)]
pub(crate) struct SignUpLink<'r> {
    pub(crate) token: &'r str,
    pub(crate) address: &'r str,
}

impl SignUpLink<'_> {
    fn parse(self) -> Result<(EmailAddress, LinkToken), AuthError> {
        let token = LinkToken::submitted(self.token).ok_or(AuthError::IncompleteLink)?;
        Ok((EmailAddress::parse(self.address)?, token))
    }
}

/// Mails a link, or a notice if a user has the address.
pub(super) async fn request<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
    address: &str,
) -> Result<LinkRequest, AuthError> {
    let mut scope = Scope::new(engine, head)?;
    Ok(match sign_up::request(&mut scope, &EmailAddress::parse(address)?).await? {
        Outcome::Done(()) => LinkRequest::Mailed,
        Outcome::Redirected(url) => LinkRequest::Redirect(url.to_string()),
    })
}

/// Looks for a link without spending it.
pub(super) async fn open<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
    link: SignUpLink<'_>,
) -> Result<EmailAddress, AuthError> {
    let scope = Scope::new(engine, head)?;
    let (address, token) = link.parse()?;
    sign_up::visit(&scope, &address, &token).await?;
    Ok(address)
}

/// Creates the user, and signs the browser in.
pub(super) async fn finish<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
    link: SignUpLink<'_>,
    form: &(dyn FormInput + Sync),
) -> Result<SignInResult, SignUpError> {
    let mut scope = Scope::new(engine, head).map_err(AuthError::from)?;
    let (address, token) = link.parse()?;
    let signed_in = sign_up::finish(&mut scope, (&address, &token), form).await?;
    Ok(server_side::result(&mut scope, signed_in)?)
}
