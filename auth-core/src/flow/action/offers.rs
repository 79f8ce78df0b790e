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
                id: public.id.as_str(),
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
            #[cfg(feature = "sms")]
            Provider::Sms(_) => ProviderEntry::Sms {
                id: public.id.as_str(),
                name: &public.name,
                sign_in_url: &public.sign_in_url,
                fields: &offer.fields,
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

/// Returns a field of the form of e-mail address and password, in the words of the page.
fn in_words(built_in: &'static Field, words: &Words) -> FieldSpec<'static> {
    let words = &words.sign_in;
    let spec = field(built_in);
    match built_in.input_type {
        "password" => FieldSpec { label: Some(words.password), ..spec },
        _ => FieldSpec { label: Some(words.email), placeholder: Some(words.email_placeholder), ..spec },
    }
}

/// Returns the fields of the form of a provider.
fn fields<S>(provider: &Provider<S>, words: &Words) -> Vec<FieldSpec<'static>> {
    match provider {
        Provider::Credentials(provider) if provider.is_built_in => {
            provider.fields.iter().map(|field| in_words(field, words)).collect()
        }
        Provider::Credentials(provider) => provider.fields.iter().map(field).collect(),
        #[cfg(feature = "oauth")]
        Provider::OAuth(_) => Vec::new(),
        #[cfg(feature = "email")]
        Provider::Email(_) => Vec::new(),
        #[cfg(feature = "passkey")]
        Provider::Passkey(_) => vec![FieldSpec { label: Some(words.sign_in.email), ..PASSKEY_FIELD }],
        #[cfg(feature = "sms")]
        Provider::Sms(_) => vec![FieldSpec {
            label: Some(words.sms.number),
            placeholder: Some(words.sms.number_placeholder),
            ..PHONE_FIELD
        }],
    }
}

/// The only field of the form for codes by telephone.
#[cfg(feature = "sms")]
const PHONE_FIELD: FieldSpec<'static> = FieldSpec {
    name: "phone",
    label: None,
    input_type: Some("tel"),
    placeholder: None,
    required: true,
    autocomplete: Some("tel"),
    attributes: &[],
};

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

/// Returns a field of a credentials form as the page shows it.
pub(super) fn field(field: &Field) -> FieldSpec<'static> {
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
