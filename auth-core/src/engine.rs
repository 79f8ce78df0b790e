//! A running application: what every request finds there.

use std::marker::PhantomData;

use crate::{
    auth_error::AuthError,
    flow::Flow,
    page::{self, ErrorPageParam},
    provider::Provider,
    settings::Settings,
};

/// A running application: its settings, its providers, and (in its type) its callbacks.
pub(crate) struct Engine<F: Flow> {
    pub(crate) settings: Settings,
    pub(crate) state: F::State,
    pub(crate) providers: Vec<Provider<F::State>>,
    pub(crate) flow: PhantomData<fn() -> F>,
}

impl<F: Flow> Engine<F> {
    /// Where the browser is sent after an error.
    pub(crate) fn error_url(&self, origin: &str, error: &AuthError) -> String {
        let Settings { pages, base_path, .. } = &self.settings;
        let (page, built_in) =
            if error.leads_to_sign_in() { (&pages.sign_in, "signin") } else { (&pages.error, "error") };
        let mut query = vec![("error", error.code())];
        if let AuthError::CredentialsSignin(refusal) = error {
            query.push(("code", refusal.code()));
        }
        match page {
            Some(page) => page.with_query(&query).resolve(origin),
            None => {
                let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
                format!("{origin}{}/{built_in}?{query}", base_path.as_str())
            }
        }
    }

    /// The built-in error page.
    pub(crate) fn error_page(&self, origin: &str, error: ErrorPageParam) -> page::Page {
        let sign_in_url = format!("{origin}{}/signin", self.settings.base_path.as_str());
        let frame = page::Frame { style: &self.settings.style, origin, redirect_targets: &[] };
        page::error(&page::ErrorPage { frame, error, sign_in_url: &sign_in_url })
    }

    /// The provider of an id.
    pub(crate) fn provider(&self, id: &str) -> Result<&Provider<F::State>, AuthError> {
        self.providers.iter().find(|provider| provider.id() == id).ok_or(AuthError::UnknownProvider)
    }
}
