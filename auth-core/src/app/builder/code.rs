//! The codes of configuration problems, under which the guide explains them.

use super::BuildProblem;
use crate::cookie::CookieConfigError;
#[cfg(feature = "oauth")]
use crate::provider::oauth::ProviderConfigError;
#[cfg(feature = "passkey")]
use crate::provider::webauthn::PasskeyConfigError;

impl BuildProblem {
    /// Returns the code of the problem, such as `missing_secret`: its heading in the guide, on the page about errors.
    pub fn code(&self) -> &'static str {
        match self {
            Self::MissingSecret => "missing_secret",
            Self::WeakSecret { .. } => "weak_secret",
            Self::MissingOrigin => "missing_origin",
            Self::NoProvider => "no_provider",
            Self::DuplicateProvider(_) => "duplicate_provider",
            Self::InvalidProviderId(_) => "invalid_provider_id",
            Self::RegisteredTwice(_) => "registered_twice",
            Self::LateState => "late_state",
            Self::LateUsers => "late_users",
            Self::RevocableWithoutAdapter => "revocable_without_adapter",
            Self::HashesWithoutDatabaseSessions => "hashes_without_database_sessions",
            Self::ApiKeysWithoutAdapter => "api_keys_without_adapter",
            Self::ApiKeysNotKept => "api_keys_not_kept",
            Self::AccountPageWithoutAdapter => "account_page_without_adapter",
            Self::AccountPageNotKept => "account_page_not_kept",
            Self::SamePrefix { .. } => "same_prefix",
            Self::UsersWithoutAdapter => "users_without_adapter",
            Self::UnknownUserColumn(_) => "unknown_user_column",
            Self::NoMaxAge => "no_max_age",
            Self::NoLifetime => "no_lifetime",
            Self::LateUpdateAge => "late_update_age",
            Self::Cookie(cookie) => of_cookie(cookie.fault()),
            #[cfg(feature = "oauth")]
            Self::Provider { fault, .. } => of_provider(fault),
            #[cfg(feature = "email")]
            Self::EmailWithoutAdapter(_) => "email_without_adapter",
            #[cfg(feature = "email")]
            Self::NoLinkAge(_) => "no_link_age",
            #[cfg(feature = "sms")]
            Self::SmsWithoutAdapter(_) => "sms_without_adapter",
            #[cfg(feature = "sms")]
            Self::SmsPrefix(_) => "sms_prefix",
            #[cfg(feature = "passkey")]
            Self::Passkey { fault, .. } => of_passkey(*fault),
            #[cfg(feature = "password")]
            Self::PasswordsWithoutAdapter => "passwords_without_adapter",
            #[cfg(feature = "password")]
            Self::PasswordsNotKept => "passwords_not_kept",
            #[cfg(feature = "password")]
            Self::LegacyWithoutPasswords => "legacy_without_passwords",
            #[cfg(feature = "password")]
            Self::PasswordLength(_) => "password_length",
            #[cfg(feature = "password")]
            Self::PasswordCost(_) => "password_cost",
            #[cfg(feature = "totp")]
            Self::TotpWithoutAdapter => "totp_without_adapter",
            #[cfg(feature = "totp")]
            Self::TotpNotKept => "totp_not_kept",
            #[cfg(feature = "totp")]
            Self::NoSecondFactor => "no_second_factor",
            #[cfg(feature = "totp")]
            Self::TotpIssuer(_) => "totp_issuer",
            Self::LogoutWithoutRevocation(_) => "logout_without_revocation",
            #[cfg(feature = "oauth")]
            Self::RedirectProxy => "redirect_proxy",
            #[cfg(feature = "email")]
            Self::AccountMailsWithoutSender => "account_mails_without_sender",
            #[cfg(feature = "email")]
            Self::AccountMailsWithoutAdapter => "account_mails_without_adapter",
            #[cfg(feature = "email")]
            Self::NoAccountLinkAge => "no_account_link_age",
            #[cfg(feature = "email")]
            Self::SignUpWithoutMails => "sign_up_without_mails",
            #[cfg(feature = "email")]
            Self::SignUpWithoutAdapter => "sign_up_without_adapter",
            #[cfg(feature = "email")]
            Self::SignUpWithoutPasswords(_) => "sign_up_without_passwords",
            #[cfg(feature = "oauth")]
            Self::HttpClient(_) => "http_client",
            Self::Url(_) => "invalid_url",
            Self::BasePath(_) => "invalid_path",
            Self::Variable(_) => "invalid_variable",
        }
    }
}

fn of_cookie(fault: CookieConfigError) -> &'static str {
    match fault {
        CookieConfigError::Name => "cookie_name",
        CookieConfigError::TooLong => "cookie_too_long",
        CookieConfigError::Domain => "cookie_domain",
        CookieConfigError::Path => "cookie_path",
        CookieConfigError::HostPrefix => "cookie_host_prefix",
        CookieConfigError::SecurePrefix => "cookie_secure_prefix",
        CookieConfigError::Insecure => "cookie_insecure",
        CookieConfigError::Clash => "cookie_clash",
    }
}

#[cfg(feature = "oauth")]
fn of_provider(fault: &ProviderConfigError) -> &'static str {
    match fault {
        ProviderConfigError::MissingIssuer => "provider_issuer",
        ProviderConfigError::MissingEndpoint(_) => "provider_endpoint",
        ProviderConfigError::MissingSignOut => "provider_sign_out",
        ProviderConfigError::MissingLogoutKeys => "provider_logout_keys",
        ProviderConfigError::ReservedParameter(_) => "provider_parameter",
        ProviderConfigError::MissingOption(_) => "provider_option",
        ProviderConfigError::InvalidUrl(_) => "provider_url",
        ProviderConfigError::InsecureUrl(_) => "provider_insecure_url",
    }
}

#[cfg(feature = "passkey")]
fn of_passkey(fault: PasskeyConfigError) -> &'static str {
    match fault {
        PasskeyConfigError::RelyingPartyId => "passkey_domain",
        PasskeyConfigError::Origin => "passkey_origin",
        PasskeyConfigError::ConditionalUi => "passkey_conditional_ui",
        PasskeyConfigError::MissingAdapter => "passkey_without_adapter",
    }
}
