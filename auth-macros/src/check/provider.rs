//! The rules of `#[auth::provider(…)]`: the description of a provider.

use proc_macro2::Span;
use syn::LitStr;

use super::url::{self, Url};
use crate::{
    contract::option::{
        AUTHORIZATION, BRAND_COLOR, CLIENT_AUTH, FORM_POST, ID, ISSUER, NAME, PROFILE_FROM_USERINFO, SCOPES,
        Spec, TOKEN, USERINFO, WITHOUT_NONCE, WITHOUT_PKCE,
    },
    diag::{Diagnostics, list},
    input::{options::Options, suggest},
    model::{ClientAuth, Description, Protocol},
};

/// The options that replace the issuer.
const ENDPOINTS: [Spec; 3] = [AUTHORIZATION, TOKEN, USERINFO];

/// Checks the options.
pub(crate) fn description(options: &Options, errors: &mut Diagnostics) -> Description {
    // An option that could not be read is not missing as well.
    let complete = errors.is_empty();
    let id = options.string(ID);
    match id {
        Some(id) => check_id(id, errors),
        None if complete => missing_id(options, errors),
        None => {}
    }
    let id = id.map(LitStr::value).unwrap_or_default();
    let name = options.string(NAME).inspect(|name| {
        if name.value().trim().is_empty() {
            errors.at(name, "the name appears on the button: write `name = \"Acme\"`");
        }
    });
    let may_miss = complete && options.string(ID).is_some();
    Description {
        name: name.map_or_else(|| capitalised(&id), LitStr::value),
        id,
        protocol: protocol(options, may_miss, errors).unwrap_or_default(),
        scopes: options.string(SCOPES).map(|scopes| {
            check_scopes(scopes, options.has(ISSUER), errors);
            scopes.value()
        }),
        brand_color: options.string(BRAND_COLOR).and_then(|color| brand_color(color, errors)),
        client_auth: options.string(CLIENT_AUTH).map(|auth| client_auth(auth, errors)).unwrap_or_default(),
        pkce: !options.has(WITHOUT_PKCE),
        nonce: options.has(ISSUER) && !options.has(WITHOUT_NONCE),
        form_post: options.has(FORM_POST),
    }
}

/// Adds one error for everything that a bare attribute lacks.
fn missing_id(options: &Options, errors: &mut Diagnostics) {
    let has_url = options.has(ISSUER) || ENDPOINTS.iter().any(|endpoint| options.has(*endpoint));
    let fix = if has_url {
        "write `id = \"acme\"`"
    } else {
        "write `#[auth::provider(id = \"acme\", issuer = \"https://acme.example\")]`"
    };
    let message = format!("a provider needs an ID, which is part of its callback URL: {fix}");
    errors.at_span(Span::call_site(), message);
}

fn check_id(id: &LitStr, errors: &mut Diagnostics) {
    let text = id.value();
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    if !text.is_empty() && text.chars().all(fits) {
        return;
    }
    let plain: String = text.trim().chars().map(|c| if fits(c) { c } else { '-' }).collect();
    let plain = plain.trim_matches('-').to_lowercase();
    let fix = if plain.is_empty() { "acme" } else { &plain };
    let message = format!(
        "the ID is part of URLs (`/auth/callback/{fix}`) and consists of letters, digits, `-` and `_`. Write \
            `id = \"{fix}\"`"
    );
    errors.at(id, message);
}

fn capitalised(id: &str) -> String {
    let mut chars = id.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Reads OpenID Connect with its issuer, or OAuth 2.0 with its endpoints.
fn protocol(options: &Options, may_miss: bool, errors: &mut Diagnostics) -> Option<Protocol> {
    let Some(issuer) = options.key(ISSUER) else {
        return oauth2(options, may_miss, errors);
    };
    if let Some(endpoint) = ENDPOINTS.into_iter().find_map(|endpoint| options.key(endpoint)) {
        let userinfo = if endpoint == USERINFO.key() {
            ". The profile comes from the ID token; `profile_from_userinfo` takes it from the userinfo endpoint"
        } else {
            ""
        };
        let message = format!(
            "`{endpoint}` does not go together with `{issuer}`, from which it is discovered: keep the issuer, or \
                the three endpoints of plain OAuth 2.0{userinfo}"
        );
        errors.at(endpoint, message);
    }
    Some(Protocol::Oidc {
        issuer: checked_url(options, ISSUER, Url::Issuer, errors)?,
        userinfo: options.has(PROFILE_FROM_USERINFO),
    })
}

fn oauth2(options: &Options, may_miss: bool, errors: &mut Diagnostics) -> Option<Protocol> {
    for (option, why) in [
        (WITHOUT_NONCE, "a nonce binds the ID token of OpenID Connect, and without `issuer` there is none"),
        (PROFILE_FROM_USERINFO, "without `issuer` the profile always comes from `userinfo`"),
    ] {
        if let Some(key) = options.key(option).filter(|_| options.has(TOKEN)) {
            errors.at(key, format!("{why}: remove `{key}`"));
        }
    }
    let missing: Vec<&str> =
        ENDPOINTS.iter().filter(|endpoint| !options.has(**endpoint)).map(Spec::key).collect();
    let first = ENDPOINTS.into_iter().find_map(|endpoint| options.key(endpoint));
    match first {
        Some(first) if !missing.is_empty() && may_miss => {
            let verb = if missing.len() == 1 { "is" } else { "are" };
            let message = format!(
                "{} {verb} missing next to `{first}`: plain OAuth 2.0 needs all three endpoints. An OpenID \
                    provider needs `issuer = \"https://…\"` alone",
                list(&missing)
            );
            errors.at(first, message);
        }
        None if may_miss => {
            let message = "a provider needs its URLs. Write `issuer = \"https://…\"` for OpenID Connect, or \
                `authorization`, `token` and `userinfo` for plain OAuth 2.0";
            errors.at_span(Span::call_site(), message);
        }
        _ => {}
    }
    let [authorization, token, userinfo] =
        ENDPOINTS.map(|endpoint| checked_url(options, endpoint, Url::Endpoint, errors));
    Some(Protocol::OAuth2 { authorization: authorization?, token: token?, userinfo: userinfo? })
}

fn checked_url(options: &Options, option: Spec, kind: Url, errors: &mut Diagnostics) -> Option<String> {
    let text = options.string(option)?;
    match url::check(&text.value(), kind) {
        Ok(()) => Some(text.value()),
        Err(fault) => {
            let key = option.key();
            errors.at(text, format!("`{key}` {}: write `{key} = \"{}\"`", fault.what, fault.fix));
            None
        }
    }
}

fn check_scopes(scopes: &LitStr, is_oidc: bool, errors: &mut Diagnostics) {
    let text = scopes.value();
    let words: Vec<&str> = text.split_whitespace().collect();
    let apart: Vec<&str> = text.split([',', ' ']).filter(|word| !word.is_empty()).collect();
    let message = if words.is_empty() {
        "`scopes` is empty: name the scopes, separated by spaces, or remove it".to_owned()
    } else if text.contains(", ") {
        format!("scopes are separated by spaces: write `scopes = \"{}\"`", apart.join(" "))
    } else if !words.iter().all(|word| word.bytes().all(|b| b.is_ascii_graphic() && !b"\"\\".contains(&b))) {
        "a scope consists of ASCII characters without quotes and backslashes (RFC 6749, section 3.3): write \
            `scopes = \"openid email\"`"
            .to_owned()
    } else if is_oidc && !words.contains(&"openid") {
        format!(
            "without the scope `openid` an issuer sends no ID token: write `scopes = \"openid {}\"`",
            words.join(" ")
        )
    } else {
        return;
    };
    errors.at(scopes, message);
}

/// Reads `#0a7cff` or `#07f`.
fn brand_color(color: &LitStr, errors: &mut Diagnostics) -> Option<[u8; 3]> {
    let text = color.value();
    let digits: Option<Vec<u8>> = text
        .strip_prefix('#')
        .and_then(|hex| hex.chars().map(|digit| u8::try_from(digit.to_digit(16)?).ok()).collect());
    match digits.as_deref() {
        Some(&[r, g, b]) => Some([r * 17, g * 17, b * 17]),
        Some(&[r, s, g, h, b, c]) => Some([r * 16 + s, g * 16 + h, b * 16 + c]),
        _ => {
            errors.at(color, "a colour is `#` and six hexadecimal digits: write `brand_color = \"#0a7cff\"`");
            None
        }
    }
}

fn client_auth(auth: &LitStr, errors: &mut Diagnostics) -> ClientAuth {
    const METHODS: [(&str, ClientAuth); 3] = [
        ("client_secret_basic", ClientAuth("Basic")),
        ("client_secret_post", ClientAuth("Post")),
        ("client_secret_jwt", ClientAuth("SecretJwt")),
    ];
    let text = auth.value();
    if let Some((_, method)) = METHODS.iter().find(|(name, _)| *name == text) {
        return *method;
    }
    let names = METHODS.map(|(name, _)| name);
    let short = names.into_iter().find(|name| name.strip_prefix("client_secret_") == Some(&*text));
    let guess = short.or_else(|| suggest::nearest(&text, names));
    let fix = match (&*text, guess) {
        ("none", _) => "a client without a secret comes from `public(client_id)` in place of \
            `new(client_id, client_secret)`"
            .to_owned(),
        (_, Some(guess)) => format!("did you mean `client_auth = \"{guess}\"`? There are {}", list(&names)),
        _ => format!("there are {}", list(&names)),
    };
    errors.at(auth, format!("`{text}` is not a way to send the client secret: {fix}"));
    ClientAuth::default()
}
