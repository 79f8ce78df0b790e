//! An account that has proven a user, as the cookie between the factors keeps it.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[cfg(feature = "sms")]
use crate::contract::PhoneNumber;
use crate::{
    adapter::Link,
    contract::{
        Account, Authenticator, CredentialDeviceType, ProviderId, Secret, StoredId, TokenSet, User,
        callback::{profile::RawProfile, sign_in::SignInMethod},
    },
};

/// An account, with the profile of its provider.
#[derive(Deserialize, Serialize)]
pub(crate) struct KeptAccount {
    pub(crate) user: User,
    account: Account,
    tokens: Value,
    passkey: Option<SealedPasskey>,
    pub(crate) profile: Option<Value>,
    /// `true` if the account proves the e-mail address.
    pub(crate) proves_email: bool,
    /// `true` if a visitor without a session registers the passkey or the phone number.
    pub(crate) is_registration: bool,
    /// `true` if the signed-in user adds the phone number.
    #[serde(default)]
    pub(crate) is_added_number: bool,
}

/// A passkey that is about to be stored.
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

impl KeptAccount {
    /// Keeps an account, with the profile from which its user was made, and whether it proves the e-mail address.
    pub(crate) fn new(
        user: &User,
        link: &Link,
        (profile, proves_email, method): (Option<RawProfile<'_>>, bool, SignInMethod<'_>),
    ) -> Self {
        Self {
            user: user.clone(),
            account: link.account.clone(),
            tokens: tokens(&link.account.tokens),
            passkey: link.authenticator.as_ref().map(SealedPasskey::new),
            profile: profile.map(|profile| profile.json().clone()),
            proves_email,
            is_registration: matches!(
                method,
                SignInMethod::PasskeyRegistration(_) | SignInMethod::NumberRegistration(_)
            ),
            is_added_number: matches!(method, SignInMethod::NumberAdded(_)),
        }
    }

    /// Returns the ID of the provider.
    pub(crate) fn provider(&self) -> &ProviderId {
        &self.account.provider
    }

    /// Returns the phone number, if the account is one.
    #[cfg(feature = "sms")]
    pub(crate) fn number(&self) -> Option<PhoneNumber> {
        PhoneNumber::parse(&self.account.provider_account_id).ok()
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
