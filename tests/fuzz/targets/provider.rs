//! The documents of a provider: metadata, keys, the answer with the tokens, the claims of a signed ID token, userinfo.
//! Whoever is signed in has proven it by a token of the issuer, for this client, this nonce and this time.
#![no_main]

use auth_fuzz::{Browser, CLIENT, ISSUER, KEYS, NOW, Site};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use url::Url;

fn claims(nonce: &str) -> Value {
    json!({
        "iss": ISSUER, "aud": CLIENT, "sub": "1", "nonce": nonce,
        "iat": NOW.as_secs(), "exp": NOW.as_secs() + 60, "email": "ada@issuer.test",
    })
}

fn tokens(claims: &Value) -> Vec<u8> {
    let token = KEYS.sign(claims).expect("the claims are JSON");
    json!({ "access_token": "a", "token_type": "Bearer", "id_token": token }).to_string().into_bytes()
}

fuzz_target!(|data: &[u8]| {
    let Some((kind, rest)) = data.split_first() else { return };
    let (site, mut browser) = (Site::new(), Browser::default());
    match kind % 5 {
        0 => site.provider.change(|documents| documents.metadata = rest.to_vec()),
        1 => site.provider.change(|documents| documents.keys = rest.to_vec()),
        2 => site.provider.change(|documents| documents.userinfo = rest.to_vec()),
        _ => {}
    }
    let answer = browser.post(&site.auth, "/auth/signin/acme", &[]);
    let location = answer.location().expect("a sign-in leads somewhere");
    let Ok(url) = Url::parse(location) else { return };
    let parameter =
        |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    let (Some(state), Some(nonce)) = (parameter("state"), parameter("nonce")) else { return };
    let mut signed = claims(&nonce);
    let answered = match kind % 5 {
        3 => rest.to_vec(),
        4 => {
            let text = String::from_utf8_lossy(rest).replace("NONCE", &nonce);
            let Ok(claims) = serde_json::from_str::<Value>(&text) else { return };
            signed = claims;
            tokens(&signed)
        }
        _ => tokens(&signed),
    };
    site.provider.change(|documents| documents.tokens = answered);
    browser.get(&site.auth, &format!("/auth/callback/acme?code=c&state={state}"));
    let session = browser.session(&site.auth);
    if session.is_null() {
        return;
    }
    assert_ne!(kind % 5, 3, "no token of the issuer was there");
    assert_eq!(signed["iss"], ISSUER);
    assert_eq!(signed["nonce"], nonce);
    assert!(signed["exp"].as_f64().is_some_and(|exp| exp > NOW.as_secs() as f64 - 60.0));
    let audience = &signed["aud"];
    let is_ours = |value: &Value| value == CLIENT;
    assert!(is_ours(audience) || audience.as_array().is_some_and(|all| all.iter().any(is_ours)));
    assert!(signed["sub"].as_str().is_some_and(|sub| !sub.trim().is_empty()) || signed["sub"].is_number());
});
