//! Tests of the names and attributes of cookies.

use super::*;

fn names(set: &CookieSet) -> Vec<&str> {
    set.named().map(|(_, spec)| spec.name()).to_vec()
}

fn faults(options: &CookiesOptions, secure: bool) -> Vec<(&'static str, CookieConfigError)> {
    let faults = CookieSet::resolve(options, secure).unwrap_err();
    faults.iter().map(|invalid| (invalid.cookie(), invalid.fault())).collect()
}

fn session(option: CookieOption) -> CookiesOptions {
    CookiesOptions { session_token: option, ..CookiesOptions::default() }
}

#[test]
fn defaults_over_http() {
    let set = CookieSet::resolve(&CookiesOptions::default(), false).unwrap();
    assert_eq!(
        names(&set),
        [
            "authjs.session-token",
            "authjs.callback-url",
            "authjs.csrf-token",
            "authjs.pkce.code_verifier",
            "authjs.state",
            "authjs.nonce",
            "authjs.challenge",
            "authjs.email-links",
        ]
    );
    assert!(!set.session_token.attributes.secure);
}

#[test]
fn defaults_over_https() {
    let set = CookieSet::resolve(&CookiesOptions::default(), true).unwrap();
    assert_eq!(
        names(&set),
        [
            "__Secure-authjs.session-token",
            "__Secure-authjs.callback-url",
            "__Host-authjs.csrf-token",
            "__Secure-authjs.pkce.code_verifier",
            "__Secure-authjs.state",
            "__Secure-authjs.nonce",
            "__Secure-authjs.challenge",
            "__Secure-authjs.email-links",
        ]
    );
    let attributes = set.csrf_token.attributes();
    assert!(attributes.secure && attributes.http_only && attributes.domain.is_none());
    assert_eq!((attributes.path.as_str(), attributes.same_site), ("/", SameSite::Lax));
}

#[test]
fn changes_override_the_defaults() {
    let option = CookieOption::new().name("sid").domain(".a.test").priority(Priority::High);
    let set = CookieSet::resolve(&session(option), true).unwrap();
    let attributes = set.session_token.attributes();
    assert_eq!(set.session_token.name(), "sid");
    assert_eq!(attributes.domain.as_deref(), Some(".a.test"));
    assert!(attributes.secure && attributes.http_only);
    assert_eq!(set.state.name(), "__Secure-authjs.state");
}

#[test]
fn the_names_of_next_auth_4_have_the_prefixes_that_it_gives_them() {
    let options = CookiesOptions::next_auth_4();
    let set = CookieSet::resolve(&options, false).unwrap();
    assert_eq!(set.session_token.name(), "next-auth.session-token");
    assert_eq!(set.pkce_code_verifier.name(), "next-auth.pkce.code_verifier");
    let set = CookieSet::resolve(&options, true).unwrap();
    assert_eq!(set.session_token.name(), "__Secure-next-auth.session-token");
    assert_eq!(set.callback_url.name(), "__Secure-next-auth.callback-url");
    assert_eq!(set.csrf_token.name(), "__Host-next-auth.csrf-token");
    assert_eq!(set.pending.name(), "__Secure-authjs.pending");
}

#[test]
fn every_cookie_can_belong_to_one_host() {
    let host = |options: CookiesOptions| CookiesOptions { host_prefix: true, ..options };
    let set = CookieSet::resolve(&host(CookiesOptions::default()), true).unwrap();
    let beside = [&set.sign_out_hint, &set.known_browser, &set.pending, &set.step_up, &set.last_way]
        .into_iter()
        .chain([&set.typed, &set.code])
        .map(CookieSpec::name);
    for name in names(&set).into_iter().chain(beside) {
        assert!(name.starts_with("__Host-authjs."), "{name}");
    }
    let over_http = CookieSet::resolve(&host(CookiesOptions::default()), false).unwrap();
    assert_eq!(over_http.session_token.name(), "authjs.session-token");
    let renamed = CookieSet::resolve(&host(CookiesOptions::next_auth_4()), true).unwrap();
    assert_eq!(renamed.session_token.name(), "__Host-next-auth.session-token");
    for option in [CookieOption::new().domain("a.test"), CookieOption::new().path("/app")] {
        let faults = faults(&host(session(option)), true);
        assert_eq!(faults, [("session_token", CookieConfigError::HostPrefix)]);
    }
    let named = session(CookieOption::new().name("sid").base_name("other"));
    assert_eq!(CookieSet::resolve(&named, true).unwrap().session_token.name(), "sid");
}

#[test]
fn cross_site_cookies_are_secure() {
    let set = CookieSet::resolve(&CookiesOptions::default(), false).unwrap();
    let state = set.state.cross_site();
    assert_eq!(state.name(), "authjs.state");
    assert_eq!((state.attributes.same_site, state.attributes.secure), (SameSite::None, true));
}

#[test]
fn cookies_that_browsers_reject_are_rejected_at_start() {
    let cases = [
        (CookieOption::new().name(""), true, CookieConfigError::Name),
        (CookieOption::new().name("a b"), true, CookieConfigError::Name),
        (CookieOption::new().name("a;b"), true, CookieConfigError::Name),
        (CookieOption::new().name("a=b"), true, CookieConfigError::Name),
        (CookieOption::new().name("a\r\nb"), true, CookieConfigError::Name),
        (CookieOption::new().name("é"), true, CookieConfigError::Name),
        (CookieOption::new().name("n".repeat(129)), true, CookieConfigError::TooLong),
        (CookieOption::new().domain("https://a.test"), true, CookieConfigError::Domain),
        (CookieOption::new().domain("a..test"), true, CookieConfigError::Domain),
        (CookieOption::new().domain(""), true, CookieConfigError::Domain),
        (CookieOption::new().path("auth"), true, CookieConfigError::Path),
        (CookieOption::new().path("/;x"), true, CookieConfigError::Path),
        (CookieOption::new().name("__Host-x").domain("a.test"), true, CookieConfigError::HostPrefix),
        (CookieOption::new().name("__Host-x").path("/auth"), true, CookieConfigError::HostPrefix),
        (CookieOption::new().name("__host-x"), false, CookieConfigError::HostPrefix),
        (CookieOption::new().name("__Secure-x"), false, CookieConfigError::SecurePrefix),
        (CookieOption::new().secure(false), true, CookieConfigError::SecurePrefix),
        (CookieOption::new().same_site(SameSite::None), false, CookieConfigError::Insecure),
        (CookieOption::new().partitioned(true), false, CookieConfigError::Insecure),
    ];
    for (option, secure, fault) in cases {
        assert_eq!(faults(&session(option.clone()), secure), [("session_token", fault)], "{option:?}");
    }
}

#[test]
fn all_faults_are_reported_at_once_with_their_fix() {
    let options = CookiesOptions {
        session_token: CookieOption::new().name("s"),
        state: CookieOption::new().name("s.1"),
        nonce: CookieOption::new().name("nonce").path(""),
        csrf_token: CookieOption::new().name("authjs.callback-url"),
        ..CookiesOptions::default()
    };
    let expected = [
        ("csrf_token", CookieConfigError::Clash),
        ("state", CookieConfigError::Clash),
        ("nonce", CookieConfigError::Path),
    ];
    assert_eq!(faults(&options, false), expected);
    let similar = CookiesOptions {
        session_token: CookieOption::new().name("s"),
        state: CookieOption::new().name("state"),
        nonce: CookieOption::new().name("s.01"),
        ..CookiesOptions::default()
    };
    assert!(CookieSet::resolve(&similar, false).is_ok());
    let text = CookieSet::resolve(&options, false).unwrap_err()[1].to_string();
    assert!(text.contains("`state`") && text.contains("choose another name"), "{text}");
}
