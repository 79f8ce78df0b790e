//! Names that people expect where enums of this crate are compared and matched, and what is meant.

/// The variants of `SignInMethod`.
pub(crate) const METHODS: [&str; 13] = [
    "LinkRequested",
    "LinkOpened",
    "Provider",
    "Credentials",
    "Passkey",
    "PasskeyAdded",
    "PasskeyRegistration",
    "AddressEntered",
    "AddressProven",
    "CodeRequested",
    "CodeEntered",
    "NumberAdded",
    "NumberRegistration",
];

/// Returns what to write in place of a variant that `SignInMethod` does not have; `None` if it has it.
pub(super) fn method(name: &str) -> Option<String> {
    if METHODS.contains(&name) || !name.starts_with(|first: char| first.is_ascii_uppercase()) {
        return None;
    }
    let variant = meant(name);
    Some(match variant {
        Some("SignInMethod::LinkOpened(_)") => {
            "a requested link proves nothing, and an opened one does: write `SignInMethod::LinkRequested(_)` or \
             `SignInMethod::LinkOpened(_)`"
                .to_owned()
        }
        Some("SignInMethod::CodeEntered(_)") => {
            "a requested code proves nothing, and an entered one does: write `SignInMethod::CodeRequested(_)` or \
             `SignInMethod::CodeEntered(_)`"
                .to_owned()
        }
        Some(variant) => format!("`SignInMethod` has no `{name}`: write `{variant}`"),
        None => format!("`SignInMethod` has no `{name}`. There are {}", crate::diag::list(&METHODS)),
    })
}

/// Returns the variant of `SignInMethod` that a name or a string means.
pub(super) fn meant(name: &str) -> Option<&'static str> {
    Some(match name.to_lowercase().replace(['-', '_', ' '], "").as_str() {
        "oauth" | "oauth2" | "oidc" | "openid" | "openidconnect" | "social" | "sso" | "provider"
        | "github" | "google" | "federated" | "external" => "SignInMethod::Provider(_)",
        "email" | "magiclink" | "link" | "mail" | "maillink" | "emaillink" | "nodemailer"
        | "verification" => "SignInMethod::LinkOpened(_)",
        "credentials" | "credential" | "password" | "form" | "login" => "SignInMethod::Credentials",
        "webauthn" | "passkey" | "passkeys" | "fido" => "SignInMethod::Passkey",
        "sms" | "phone" | "otp" | "telephone" | "code" => "SignInMethod::CodeEntered(_)",
        _ => return None,
    })
}

/// Returns the variant of `ProviderType` that a string means.
pub(super) fn provider_type(text: &str) -> &'static str {
    match text.to_lowercase().as_str() {
        "oidc" | "openid" => "Oidc",
        "email" | "mail" => "Email",
        "credentials" | "password" => "Credentials",
        "webauthn" | "passkey" => "WebAuthn",
        "sms" => "Sms",
        _ => "OAuth",
    }
}

/// Returns the variant of `Trigger` that a string means.
pub(super) fn trigger(text: &str) -> &'static str {
    match text.to_lowercase().replace(['-', '_'], "").as_str() {
        "signup" | "register" | "newuser" => "Trigger::SignUp",
        _ => "Trigger::SignIn",
    }
}

/// The methods of strings that people call on an `Option` of one, and whether they return a `bool`.
pub(super) fn of_strings(method: &str) -> Option<bool> {
    match method {
        "starts_with" | "ends_with" | "contains" | "is_empty" | "eq_ignore_ascii_case" => Some(true),
        "len" | "split" | "split_once" | "rsplit_once" | "strip_prefix" | "strip_suffix" | "trim"
        | "find" | "to_lowercase" | "to_uppercase" | "to_ascii_lowercase" | "chars" | "bytes" | "as_str"
        | "as_bytes" | "to_string" | "to_owned_string" | "parse" | "lines" | "into_bytes" => Some(false),
        _ => None,
    }
}
