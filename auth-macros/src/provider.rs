//! What `#[auth::provider(…)]` says of a provider: its options, and what can be wrong with them.

use syn::LitStr;

use crate::{
    diag::{Diagnostics, list},
    options::{CRATE, Expect, Options, Spec},
    suggest,
    url::{self, Url},
};

/// The options, in the order in which messages list them.
pub(crate) const OPTIONS: &[Spec] = &[
    Spec::new("id", Expect::Text, "id = \"acme\""),
    Spec::new("name", Expect::Text, "name = \"Acme\""),
    Spec::new("issuer", Expect::Text, "issuer = \"https://acme.example\""),
    Spec::new("authorization", Expect::Text, "authorization = \"https://acme.example/authorize\""),
    Spec::new("token", Expect::Text, "token = \"https://acme.example/token\""),
    Spec::new("userinfo", Expect::Text, "userinfo = \"https://acme.example/me\""),
    Spec::new("scopes", Expect::Text, "scopes = \"openid email\""),
    Spec::new("brand_color", Expect::Text, "brand_color = \"#0a7cff\""),
    Spec::new("client_auth", Expect::Text, "client_auth = \"client_secret_post\""),
    Spec::new("profile_from_userinfo", Expect::Flag, "profile_from_userinfo"),
    Spec::new("with_nonce", Expect::Flag, "with_nonce"),
    Spec::new("without_pkce", Expect::Flag, "without_pkce"),
    Spec::new("form_post", Expect::Flag, "form_post"),
    CRATE,
];

const ENDPOINTS: [&str; 3] = ["authorization", "token", "userinfo"];

/// A provider that has been checked. The default is none, for stubs.
#[derive(Default)]
pub(crate) struct Description {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) protocol: Protocol,
    pub(crate) scopes: Option<String>,
    pub(crate) brand_color: Option<[u8; 3]>,
    pub(crate) client_auth: ClientAuth,
    pub(crate) pkce: bool,
    pub(crate) nonce: bool,
    pub(crate) form_post: bool,
}

/// What it speaks, and where.
pub(crate) enum Protocol {
    Oidc { issuer: String, userinfo: bool },
    OAuth2 { authorization: String, token: String, userinfo: String },
}

impl Default for Protocol {
    fn default() -> Self {
        Self::Oidc { issuer: String::new(), userinfo: false }
    }
}

/// How the client says who it is.
#[derive(Clone, Copy, Default)]
pub(crate) enum ClientAuth {
    #[default]
    Basic,
    Post,
    SecretJwt,
}

impl ClientAuth {
    /// The variant's name in generated code.
    pub(crate) fn variant(self) -> &'static str {
        match self {
            Self::Basic => "Basic",
            Self::Post => "Post",
            Self::SecretJwt => "SecretJwt",
        }
    }
}

impl Description {
    /// Reads the options. What comes back is only complete when there were no errors.
    pub(crate) fn read(options: &Options, errors: &mut Diagnostics) -> Self {
        // An option that could not be read is not missing too.
        let complete = errors.is_empty();
        let id = options.text("id");
        match id {
            Some(id) => check_id(id, errors),
            None if complete => missing_id(options, errors),
            None => {}
        }
        let id = id.map(LitStr::value).unwrap_or_default();
        let name = options.text("name").inspect(|name| {
            if name.value().trim().is_empty() {
                errors.at(name, "the name stands on the button: write `name = \"Acme\"`");
            }
        });
        let may_miss = complete && options.text("id").is_some();
        Self {
            name: name.map_or_else(|| capitalised(&id), LitStr::value),
            id,
            protocol: protocol(options, may_miss, errors).unwrap_or_default(),
            scopes: options.text("scopes").map(|scopes| {
                check_scopes(scopes, options.key("issuer").is_some(), errors);
                scopes.value()
            }),
            brand_color: options.text("brand_color").and_then(|color| brand_color(color, errors)),
            client_auth: options
                .text("client_auth")
                .map(|auth| client_auth(auth, errors))
                .unwrap_or_default(),
            pkce: options.key("without_pkce").is_none(),
            nonce: options.key("with_nonce").is_some(),
            form_post: options.key("form_post").is_some(),
        }
    }
}

/// One error for everything that a bare attribute lacks.
fn missing_id(options: &Options, errors: &mut Diagnostics) {
    let place = options.key("issuer").is_some() || ENDPOINTS.iter().any(|key| options.key(key).is_some());
    let fix = if place {
        "write `id = \"acme\"`"
    } else {
        "write `#[auth::provider(id = \"acme\", issuer = \"https://acme.example\")]`"
    };
    let message = format!("a provider needs an id, which stands in its callback URL: {fix}");
    errors.at_span(proc_macro2::Span::call_site(), message);
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
        "the id is a part of URLs (`/auth/callback/{fix}`): letters, digits, `-` and `_`. Write `id = \"{fix}\"`"
    );
    errors.at(id, message);
}

fn capitalised(id: &str) -> String {
    let mut chars = id.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// OpenID Connect by its issuer, or OAuth 2.0 by its endpoints.
fn protocol(options: &Options, may_miss: bool, errors: &mut Diagnostics) -> Option<Protocol> {
    let endpoints = ENDPOINTS.map(|key| options.key(key));
    let Some(issuer) = options.key("issuer") else {
        return oauth2(options, may_miss, errors);
    };
    if let Some(endpoint) = endpoints.into_iter().flatten().next() {
        let userinfo = if endpoint == "userinfo" {
            ". The profile is that of the ID token; `profile_from_userinfo` takes it from there"
        } else {
            ""
        };
        let message = format!(
            "`{endpoint}` does not go together with `{issuer}`, which says where it is: keep the issuer, or \
                the three endpoints of plain OAuth 2.0{userinfo}"
        );
        errors.at(endpoint, message);
    }
    Some(Protocol::Oidc {
        issuer: checked_url(options, "issuer", Url::Issuer, errors)?,
        userinfo: options.key("profile_from_userinfo").is_some(),
    })
}

fn oauth2(options: &Options, may_miss: bool, errors: &mut Diagnostics) -> Option<Protocol> {
    for (key, why) in [
        ("with_nonce", "a nonce binds the ID token of OpenID Connect, and without `issuer` there is none"),
        ("profile_from_userinfo", "without `issuer` the profile is always that of `userinfo`"),
    ] {
        if let Some(key) = options.key(key).filter(|_| options.key("token").is_some()) {
            errors.at(key, format!("{why}: remove `{key}`"));
        }
    }
    let missing: Vec<&str> = ENDPOINTS.into_iter().filter(|key| options.key(key).is_none()).collect();
    let first = ENDPOINTS.into_iter().find_map(|key| options.key(key));
    match first {
        Some(first) if !missing.is_empty() && may_miss => {
            let verb = if missing.len() == 1 { "is" } else { "are" };
            let message = format!(
                "{} {verb} missing beside `{first}`: plain OAuth 2.0 needs all three endpoints. An OpenID \
                    provider is named by `issuer = \"https://…\"` alone",
                list(&missing)
            );
            errors.at(first, message);
        }
        None if may_miss => {
            let message = "where is the provider? Write `issuer = \"https://…\"` for OpenID Connect, or \
                `authorization`, `token` and `userinfo` for plain OAuth 2.0";
            errors.at_span(proc_macro2::Span::call_site(), message);
        }
        _ => {}
    }
    let [authorization, token, userinfo] =
        ENDPOINTS.map(|key| checked_url(options, key, Url::Endpoint, errors));
    Some(Protocol::OAuth2 { authorization: authorization?, token: token?, userinfo: userinfo? })
}

fn checked_url(options: &Options, key: &str, kind: Url, errors: &mut Diagnostics) -> Option<String> {
    let text = options.text(key)?;
    match url::check(&text.value(), kind) {
        Ok(()) => Some(text.value()),
        Err(fault) => {
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
        "`scopes` is empty: name what is asked for, separated by spaces, or remove it".to_owned()
    } else if text.contains(", ") {
        format!("scopes are separated by spaces: write `scopes = \"{}\"`", apart.join(" "))
    } else if !words.iter().all(|word| word.bytes().all(|b| b.is_ascii_graphic() && !b"\"\\".contains(&b))) {
        "a scope is of ASCII characters without quotes and backslashes (RFC 6749, section 3.3): write \
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

/// `#0a7cff` or `#07f`.
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
        ("client_secret_basic", ClientAuth::Basic),
        ("client_secret_post", ClientAuth::Post),
        ("client_secret_jwt", ClientAuth::SecretJwt),
    ];
    let text = auth.value();
    if let Some((_, method)) = METHODS.iter().find(|(name, _)| *name == text) {
        return *method;
    }
    let names = METHODS.map(|(name, _)| name);
    let short = names.into_iter().find(|name| name.strip_prefix("client_secret_") == Some(&*text));
    let guess = short.or_else(|| suggest::nearest(&text, names));
    let fix = match (&*text, guess) {
        ("none", _) => "a client without a secret is made by `public(client_id)` in the place of \
            `new(client_id, client_secret)`"
            .to_owned(),
        (_, Some(guess)) => format!("did you mean `client_auth = \"{guess}\"`? There are {}", list(&names)),
        _ => format!("there are {}", list(&names)),
    };
    errors.at(auth, format!("`{text}` is no way in which a secret is sent: {fix}"));
    ClientAuth::default()
}
