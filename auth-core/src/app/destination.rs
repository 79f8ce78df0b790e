//! The choice of the URL at which a browser goes on after a sign-in by a handler of the application.

use std::pin::Pin;

use crate::{
    check::callback_url::{self, CallbackUrl},
    flow::{
        application::Engine,
        error::AuthError,
        scope::{RequestHead, Scope},
        types::AppTypes,
    },
};

type Chosen<'r> = Pin<Box<dyn Future<Output = Result<String, AuthError>> + Send + 'r>>;

/// The part of an engine that chooses where a browser goes on.
pub(crate) trait Destination {
    fn callback_url<'r>(&'r self, head: RequestHead<'r>, requested: &'r str) -> Chosen<'r>;
}

impl<F: AppTypes> Destination for Engine<F> {
    fn callback_url<'r>(&'r self, head: RequestHead<'r>, requested: &'r str) -> Chosen<'r> {
        Box::pin(choose(self, head, requested))
    }
}

async fn choose<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
    requested: &str,
) -> Result<String, AuthError> {
    let scope = Scope::new(engine, head)?;
    let home = || CallbackUrl::home(&scope.origin).to_string();
    if requested.is_empty() || requested.len() > callback_url::MAX_LENGTH {
        return Ok(home());
    }
    match scope.redirect_target(requested).await {
        Err(AuthError::InvalidCallbackUrl) => Ok(home()),
        chosen => chosen.map(|url| url.to_string()),
    }
}
