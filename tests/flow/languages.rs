//! The languages of pages and mails, by `Accept-Language`.

use auth::{
    Auth,
    adapter::MemoryAdapter,
    page::{Languages, SignInWords, SignOutWords, Words},
    provider::{Email, Passkey},
};
use axum::body::Bytes;
use http::{HeaderMap, Request, StatusCode, header::*};
use http_body_util::{BodyExt, Full};

use crate::{
    mail::Outbox,
    site::{FORM, ORIGIN, SECRET, form},
};

static ALL: [Words; 4] = [Words::ENGLISH, Words::GERMAN, Words::FRENCH, Words::SPANISH];

/// A reply: status, headers, and body.
type Reply = (StatusCode, HeaderMap, String);

fn site(configure: impl FnOnce(Auth0) -> Auth0) -> (Auth<()>, Outbox) {
    let outbox = Outbox::default();
    let email = Email::new(outbox.clone(), "no-reply@site.test").unwrap();
    let builder = Auth::builder().environment(|_| None).secret(SECRET).url(ORIGIN);
    let builder = builder.adapter(MemoryAdapter::new()).email(email).passkey(Passkey::new()).totp("Site");
    (configure(builder).build().unwrap(), outbox)
}

type Auth0 = auth::AuthBuilder<(), auth::callback::Callbacks>;

async fn send(auth: &Auth<()>, request: http::request::Builder, body: String) -> Reply {
    let request = request.body(Full::<Bytes>::from(body)).unwrap();
    let (parts, body) = auth.handle(request).await.into_parts();
    let body = body.collect().await.unwrap().to_bytes().to_vec();
    (parts.status, parts.headers, String::from_utf8(body).unwrap())
}

async fn get(auth: &Auth<()>, path: &str, language: &str) -> Reply {
    send(auth, Request::get(path).header(ACCEPT_LANGUAGE, language), String::new()).await
}

/// The text as the page has it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[tokio::test]
async fn every_page_speaks_the_language_of_the_browser_and_says_so() {
    let (auth, _) = site(|builder| builder.languages(Languages::from_accept_language()));
    for words in ALL {
        let pages = [
            ("/auth/signin", words.sign_in.heading),
            ("/auth/signin", words.sign_in.with_email),
            ("/auth/signin", words.sign_in.with_passkey),
            ("/auth/signin", words.sign_in.email),
            ("/auth/signin?error=CredentialsSignin", words.sign_in.wrong_details),
            ("/auth/signout", words.sign_out.question),
            ("/auth/error", words.error.other_heading),
            ("/auth/error?error=Configuration", words.error.server_problem),
            ("/auth/error?error=AccessDenied", words.error.refused),
            ("/auth/error?error=Verification", words.error.link_reason),
            ("/auth/error?error=SignOutError", words.error.sign_out_problem),
            ("/auth/verify-request", words.email.sent),
            ("/auth/callback/email?token=x&email=a@b.example", words.email.confirm_heading),
        ];
        for (path, text) in pages {
            let language = format!("it, {}-XX;q=0.9", words.language);
            let (_, headers, body) = get(&auth, path, &language).await;
            assert!(body.contains(&format!("<html lang=\"{}\">", words.language)), "{path}: {body}");
            assert!(body.contains(&escaped(text)), "{path}: {text}");
            let varies = headers.get_all(VARY).iter().any(|value| value == "accept-language");
            assert!(varies, "{path}: {headers:?}");
        }
    }
}

#[tokio::test]
async fn without_the_option_all_is_english_and_nothing_varies() {
    let (auth, outbox) = site(|builder| builder);
    for path in ["/auth/signin", "/auth/signout", "/auth/error", "/auth/verify-request"] {
        let (_, headers, body) = get(&auth, path, "de").await;
        assert!(body.contains("<html lang=\"en\">"), "{path}");
        assert_eq!(headers.get(VARY), None, "{path}");
        assert!(!body.contains("data-words"), "{path}");
    }
    ask(&auth, "de").await;
    assert_eq!(outbox.take()[0].subject, "Sign in to site.test");
}

/// Asks for a magic link.
async fn ask(auth: &Auth<()>, language: &str) {
    let (_, headers, csrf) = get(auth, "/auth/csrf", language).await;
    let csrf: serde_json::Value = serde_json::from_str(&csrf).unwrap();
    let cookie = headers[SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    let body =
        form([("email", "ada@site.test"), ("csrfToken", csrf["csrfToken"].as_str().unwrap())].into_iter());
    let request = Request::post("/auth/signin/email")
        .header(ACCEPT_LANGUAGE, language)
        .header(COOKIE, cookie)
        .header(CONTENT_TYPE, FORM);
    let (status, headers, _) = send(auth, request, body).await;
    assert_eq!(status, StatusCode::FOUND);
    assert!(headers[LOCATION].to_str().unwrap().contains("/verify-request"), "{headers:?}");
}

#[tokio::test]
async fn mails_speak_the_language_of_the_request() {
    let (auth, outbox) = site(|builder| builder.languages(Languages::from_accept_language()));
    for (words, subject) in ALL.into_iter().zip([
        "Sign in to site.test",
        "Anmeldung bei site.test",
        "Connexion à site.test",
        "Iniciar sesión en site.test",
    ]) {
        ask(&auth, words.language).await;
        let [mail] = <[auth::provider::email::Mail; 1]>::try_from(outbox.take()).ok().unwrap();
        assert_eq!(mail.subject, subject);
        assert!(mail.text.starts_with(&format!("{subject}\nhttp://site.test/")), "{}", mail.text);
        let html = mail.html.unwrap();
        assert!(html.contains(&format!("<html lang=\"{}\">", words.language)));
        assert!(html.contains(&escaped(words.email.mail_ignore)), "{html}");
    }
}

#[tokio::test]
async fn the_script_for_passkeys_gets_the_words_of_the_page() {
    let (auth, _) = site(|builder| builder.words(Words::FRENCH));
    let (_, headers, body) = get(&auth, "/auth/signin", "de").await;
    assert_eq!(headers.get(VARY), None);
    let (_, rest) = body.split_once("data-words=\"").unwrap();
    let json = rest.split_once('"').unwrap().0.replace("&quot;", "\"");
    let words: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(words["unsupportedBrowser"], Words::FRENCH.passkey.unsupported_browser);
}

#[tokio::test]
async fn an_application_replaces_single_sentences_and_they_are_escaped() {
    const BAD: &str = "</h1><script>alert(\"'1\")</script>";
    const WORDS: Words = Words {
        sign_in: SignInWords {
            continue_to: |site| "</title><b>" + site + "</b> & more",
            ..Words::GERMAN.sign_in
        },
        sign_out: SignOutWords { title: BAD, heading: BAD, question: BAD, button: BAD },
        ..Words::GERMAN
    };
    let (auth, _) = site(|builder| builder.languages(Languages::from_accept_language()).words(WORDS));
    for language in ["de", "it"] {
        let (_, _, body) = get(&auth, "/auth/signin", language).await;
        assert!(
            body.contains("&lt;/title&gt;&lt;b&gt;<strong>site.test</strong>&lt;/b&gt; &amp; more"),
            "{body}"
        );
        let (_, _, body) = get(&auth, "/auth/signout", language).await;
        assert!(!body.contains("<script") && body.matches(&escaped(BAD)).count() == 4, "{body}");
    }
    let (_, _, body) = get(&auth, "/auth/signout", "fr").await;
    assert!(body.contains(&escaped(Words::FRENCH.sign_out.question)));
}
