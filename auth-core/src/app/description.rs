//! The description of an engine for `cargo auth`, without the types of its callbacks.

use crate::{
    config::Origin,
    contract::{
        PublicProvider,
        token::claims::{ClaimField, Claims},
    },
    cookie::budget::{CookieBudget, cookie_budget},
    flow::{application::Engine, types::AppTypes},
};

/// The part of an engine that describes it.
pub(crate) trait Described {
    /// Returns the providers, with URLs at an origin.
    fn providers(&self, origin: &Origin) -> Vec<PublicProvider>;
    /// Returns the maximum size of the session token.
    fn budget(&self) -> CookieBudget;
    /// Returns the claims of the application.
    fn claims(&self) -> &'static [ClaimField];
}

impl<F: AppTypes> Described for Engine<F> {
    fn providers(&self, origin: &Origin) -> Vec<PublicProvider> {
        let base = self.settings.paths.below("");
        self.providers.iter().map(|provider| provider.public(origin, &base)).collect()
    }

    fn budget(&self) -> CookieBudget {
        const { cookie_budget::<F::Token>() }
    }

    fn claims(&self) -> &'static [ClaimField] {
        <F::Token as Claims>::FIELDS
    }
}
