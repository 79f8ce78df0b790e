//! The providers that a page offers, with what their entries show.

use super::Context;
#[cfg(feature = "passkey")]
use crate::page::{self, Ceremonies};
use crate::{
    contract::{PublicProvider, form::Field},
    flow::types::AppTypes,
    page::{FieldSpec, ProviderEntry, Words},
    provider::Provider,
};

/// The providers that a page offers.
pub(super) struct Offers<'a, S> {
    offers: Vec<Offer<'a, S>>,
    #[cfg(feature = "passkey")]
    script: String,
    #[cfg(feature = "passkey")]
    base_path: &'a str,
}

/// A provider that a page offers.
pub(super) struct Offer<'a, S> {
    pub(super) provider: &'a Provider<S>,
    pub(super) public: PublicProvider,
    fields: Vec<FieldSpec<'static>>,
    /// `true` if passkeys are offered in the autofill of a field.
    #[cfg(feature = "passkey")]
    pub(super) conditional_ui: bool,
}

impl<'a, S> Offers<'a, S> {
    /// Offers providers, each after a change by the page.
    pub(super) fn new<F: AppTypes>(
        cx: &'a Context<'_, F>,
        providers: impl Iterator<Item = &'a Provider<S>>,
        mut change: impl FnMut(&mut Offer<'a, S>),
    ) -> Self {
        let offers = providers.map(|provider| {
            let mut offer = Offer::new(cx, provider);
            change(&mut offer);
            offer
        });
        Self {
            offers: offers.collect(),
            #[cfg(feature = "passkey")]
            script: format!("{}{}", cx.scope.base, page::passkey_script::src()),
            #[cfg(feature = "passkey")]
            base_path: &cx.scope.base,
        }
    }

    /// Returns the entries of the page.
    pub(super) fn entries(&self) -> Vec<ProviderEntry<'_>> {
        self.offers.iter().map(|offer| self.entry(offer)).collect()
    }

    fn entry<'b>(&'b self, offer: &'b Offer<'a, S>) -> ProviderEntry<'b> {
        let public = &offer.public;
        match offer.provider {
            Provider::Credentials(_) => ProviderEntry::Credentials {
                id: public.id.as_str(),
                name: &public.name,
                callback_url: &public.callback_url,
                fields: &offer.fields,
            },
            #[cfg(feature = "oauth")]
            Provider::OAuth(provider) => ProviderEntry::OAuth {
                name: &public.name,
                sign_in_url: &public.sign_in_url,
                brand_color: provider.brand_color,
                logo: provider.logo.as_ref(),
                // A discovered endpoint may redirect to another site, as those of organisations do.
                authorization_origin: provider.authorization_url.as_deref(),
            },
            #[cfg(feature = "email")]
            Provider::Email(_) => ProviderEntry::Email {
                id: public.id.as_str(),
                name: &public.name,
                sign_in_url: &public.sign_in_url,
            },
            #[cfg(feature = "passkey")]
            Provider::Passkey(_) => ProviderEntry::WebAuthn {
                id: public.id.as_str(),
                name: &public.name,
                callback_url: &public.callback_url,
                fields: &offer.fields,
                script: Ceremonies {
                    src: &self.script,
                    base_path: self.base_path,
                    conditional_ui: offer.conditional_ui,
                },
            },
        }
    }
}

impl<'a, S> Offer<'a, S> {
    fn new<F: AppTypes>(cx: &'a Context<'_, F>, provider: &'a Provider<S>) -> Self {
        Self {
            provider,
            public: provider.public(&cx.scope.origin, &cx.scope.base),
            fields: fields(provider, cx.scope.wording().words),
            #[cfg(feature = "passkey")]
            conditional_ui: matches!(provider, Provider::Passkey(provider) if provider.conditional_ui),
        }
    }
}

/// Returns the fields of the form of a provider.
#[cfg_attr(not(feature = "passkey"), allow(unused_variables, reason = "for the form of passkeys"))]
fn fields<S>(provider: &Provider<S>, words: &Words) -> Vec<FieldSpec<'static>> {
    match provider {
        Provider::Credentials(provider) => provider.fields.iter().map(field).collect(),
        #[cfg(feature = "oauth")]
        Provider::OAuth(_) => Vec::new(),
        #[cfg(feature = "email")]
        Provider::Email(_) => Vec::new(),
        #[cfg(feature = "passkey")]
        Provider::Passkey(_) => vec![FieldSpec { label: Some(words.sign_in.email), ..PASSKEY_FIELD }],
    }
}

/// The only field of a passkey form. Browsers offer passkeys in it (`webauthn`).
#[cfg(feature = "passkey")]
const PASSKEY_FIELD: FieldSpec<'static> = FieldSpec {
    name: "email",
    label: None,
    input_type: None,
    placeholder: None,
    required: true,
    autocomplete: Some("username webauthn"),
    attributes: &[],
};

fn field(field: &Field) -> FieldSpec<'static> {
    FieldSpec {
        name: field.name,
        label: field.label,
        input_type: Some(field.input_type),
        placeholder: field.placeholder,
        required: field.required,
        autocomplete: field.autocomplete,
        attributes: &[],
    }
}
