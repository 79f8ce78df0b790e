//! The first factor of a sign-in, as the cookie between the factors keeps it.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::contract::{
    Account, Authenticator, Identity, KnownUser, ProviderId, Secret, StoredId, TokenSet, User,
    form::{Field, FormInput},
};
#[cfg(any(feature = "oauth", feature = "passkey"))]
use crate::{
    adapter::Link,
    contract::{
        CredentialDeviceType,
        callback::{profile::RawProfile, sign_in::SignInMethod},
    },
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
    #[cfg(any(feature = "oauth", feature = "passkey"))]
    #[serde(rename = "account")]
    Account(Box<ProvenProfile>),
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

/// An account, with the profile of its provider.
#[cfg(any(feature = "oauth", feature = "passkey"))]
#[derive(Deserialize, Serialize)]
pub(crate) struct ProvenProfile {
    pub(crate) user: User,
    account: Account,
    tokens: Value,
    passkey: Option<SealedPasskey>,
    pub(crate) profile: Option<Value>,
    /// `true` if the account proves the e-mail address.
    pub(crate) proves_email: bool,
    /// `true` if a visitor without a session registers the passkey.
    pub(crate) is_registration: bool,
}

/// A passkey that is about to be stored.
#[cfg(any(feature = "oauth", feature = "passkey"))]
#[derive(Deserialize, Serialize)]
struct SealedPasskey {
    credential_id: String,
    user_id: String,
    public_key: String,
    counter: u32,
    is_synchronised: bool,
    is_backed_up: bool,
    transports: Vec<String>,
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

#[cfg(any(feature = "oauth", feature = "passkey"))]
impl ProvenFirst {
    /// Keeps an account, with the profile from which its user was made, and whether it proves the e-mail address.
    pub(crate) fn account(
        user: &User,
        link: &Link,
        (profile, proves_email, method): (Option<RawProfile<'_>>, bool, SignInMethod<'_>),
    ) -> Self {
        Self::Account(Box::new(ProvenProfile {
            user: user.clone(),
            account: link.account.clone(),
            tokens: tokens(&link.account.tokens),
            passkey: link.authenticator.as_ref().map(SealedPasskey::new),
            profile: profile.map(|profile| profile.json().clone()),
            proves_email,
            is_registration: matches!(method, SignInMethod::PasskeyRegistration(_)),
        }))
    }
}

#[cfg(any(feature = "oauth", feature = "passkey"))]
impl ProvenProfile {
    /// Returns the ID of the provider.
    pub(crate) fn provider(&self) -> &ProviderId {
        &self.account.provider
    }

    /// Returns the account, with the passkey if it is the account of one.
    pub(crate) fn link(&self) -> Link {
        let tokens = TokenSet::deserialize(&self.tokens).unwrap_or_default();
        let account = Account { tokens, ..self.account.clone() };
        match &self.passkey {
            Some(passkey) => Link::passkey(account, passkey.opened()),
            None => account.into(),
        }
    }
}

/// Returns tokens as JSON, which [`TokenSet`] reads.
#[cfg(any(feature = "oauth", feature = "passkey"))]
fn tokens(tokens: &TokenSet) -> Value {
    let text = |secret: &Option<Secret>| secret.as_ref().map(|secret| secret.expose().to_owned());
    json!({
        "access_token": text(&tokens.access_token),
        "refresh_token": text(&tokens.refresh_token),
        "id_token": text(&tokens.id_token),
        "token_type": tokens.token_type,
        "expires_at": tokens.expires_at,
        "scope": tokens.scope,
        "session_state": tokens.session_state,
    })
}

#[cfg(any(feature = "oauth", feature = "passkey"))]
impl SealedPasskey {
    fn new(passkey: &Authenticator) -> Self {
        Self {
            credential_id: passkey.credential_id.clone(),
            user_id: passkey.user_id.as_str().to_owned(),
            public_key: passkey.credential_public_key.clone(),
            counter: passkey.counter,
            is_synchronised: passkey.credential_device_type == CredentialDeviceType::MultiDevice,
            is_backed_up: passkey.credential_backed_up,
            transports: passkey.transports.clone(),
        }
    }

    fn opened(&self) -> Authenticator {
        let owner = StoredId::from_store(self.user_id.as_str());
        let mut passkey = Authenticator::new(&self.credential_id, owner, &self.public_key);
        passkey.counter = self.counter;
        if self.is_synchronised {
            passkey.credential_device_type = CredentialDeviceType::MultiDevice;
        }
        passkey.credential_backed_up = self.is_backed_up;
        passkey.transports.clone_from(&self.transports);
        passkey
    }
}
