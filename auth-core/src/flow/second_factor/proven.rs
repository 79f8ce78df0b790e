//! The first factor of a sign-in, as the cookie between the factors keeps it.

use serde::{Deserialize, Serialize};

#[cfg(any(feature = "oauth", feature = "passkey", feature = "sms"))]
use super::kept_account::KeptAccount;
use crate::contract::{
    Identity, KnownUser, ProviderId, StoredId, User,
    form::{Field, FormInput},
};

/// The way in by which a user has come, with what was proven.
#[derive(Deserialize, Serialize)]
#[serde(tag = "by")]
pub(crate) enum ProvenFirst {
    /// A form, or the application itself.
    #[serde(rename = "form")]
    Form(ProvenForm),
    /// A magic link, which is spent when the sign-in is finished.
    #[cfg(feature = "email")]
    #[serde(rename = "link")]
    Link(ProvenLink),
    /// An account at a provider, or a new passkey.
    #[cfg(any(feature = "oauth", feature = "passkey", feature = "sms"))]
    #[serde(rename = "account")]
    Account(Box<KeptAccount>),
}

/// A user that the application has authenticated.
#[derive(Deserialize, Serialize)]
pub(crate) struct ProvenForm {
    pub(crate) provider: ProviderId,
    /// The user. Of a user of the database only the ID counts.
    user: User,
    is_stored: bool,
    is_email_verified: bool,
    /// The fields of the form. Passwords are left out.
    pub(crate) fields: Option<SealedForm>,
}

/// The fields of a form.
#[derive(Deserialize, Serialize)]
pub(crate) struct SealedForm(Vec<(String, String)>);

/// A link that was opened.
#[cfg(feature = "email")]
#[derive(Deserialize, Serialize)]
pub(crate) struct ProvenLink {
    pub(crate) provider: ProviderId,
    pub(crate) address: String,
    /// The hash of the link's token, as the database has it.
    pub(crate) hash: String,
}

impl ProvenForm {
    /// Keeps a user of the application, or of the database, with the form without its passwords.
    pub(crate) fn new(
        provider: &ProviderId,
        user: &KnownUser,
        (fields, form): (&[Field], Option<&(dyn FormInput + Sync)>),
    ) -> Self {
        let (user, is_stored) = match &user.identity {
            Identity::Stored(id) => (User::new((**id).clone()), true),
            Identity::Application(user) => (user.clone(), false),
        };
        let fields = form.map(|form| SealedForm::new(fields, form));
        Self { provider: provider.clone(), user, is_stored, is_email_verified: false, fields }
    }

    /// Records that the application has verified the e-mail address.
    pub(crate) fn with_verified_email(self, is_email_verified: bool) -> Self {
        Self { is_email_verified, ..self }
    }

    /// Returns the user.
    pub(crate) fn user(&self) -> KnownUser {
        if self.is_stored {
            return KnownUser::stored(&StoredId::from_store(self.user.id.clone()));
        }
        let known = KnownUser::from(&self.user);
        match &self.user.email {
            Some(email) if self.is_email_verified => known.with_verified_email(email),
            _ => known,
        }
    }
}

impl SealedForm {
    /// Keeps the fields of a form. Passwords become empty: the server has checked them, and a cookie is no place for them.
    fn new(fields: &[Field], form: &(dyn FormInput + Sync)) -> Self {
        let kept = fields.iter().filter_map(|field| {
            let text = form.text(field.name)?;
            let text = if field.input_type == "password" { "" } else { text };
            Some((field.name.to_owned(), text.to_owned()))
        });
        Self(kept.collect())
    }
}

impl FormInput for SealedForm {
    fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, text)| text.as_str())
    }
}
