//! What the sign-in page remembers: the way of the last sign-in, and what was typed before an error.

use auth::{
    adapter::MemoryAdapter,
    config::{SignInLayout, Theme},
    prelude::*,
    provider::{Email, Passkey},
};
use http::{Request, header::CONTENT_TYPE};

use crate::{
    mail::Outbox,
    site::{FORM, Site, form},
};

const LAST: &str = "authjs.last-way";
const TYPED: &str = "authjs.typed";

#[auth::credentials]
struct Entry {
    #[auth(email)]
    mail: String,
    #[auth(password)]
    password: Secret,
}

#[auth::authorize]
async fn enter(form: Entry) -> Option<User> {
    let is_right = form.password == Secret::new("hunter2");
    is_right.then(|| User::new("ada").with_name("ada").with_email(form.mail))
}

fn site(layout: SignInLayout) -> Site {
    Site::with(|builder| {
        builder
            .adapter(MemoryAdapter::new())
            .theme(Theme::new().sign_in_layout(layout))
            .email(Email::new(Outbox::default(), "no-reply@site.test").unwrap())
            .credentials_as::<enter>("entry", "password")
            .passkey(Passkey::new())
    })
}

const WRONG: [(&str, &str); 2] = [("mail", " ada@example.com"), ("password", "s3cret-guess")];

/// Returns the action of the form that stands open.
fn open_form(body: &str) -> &str {
    let (_, form) = body.split_once("<div class=\"provider\">").unwrap();
    form.split_once("action=\"http://site.test/auth/").unwrap().1.split('"').next().unwrap()
}

#[tokio::test]
async fn an_error_is_at_its_form_and_the_address_is_there_again() {
    let mut site = site(SignInLayout::OneOpen);
    let page = site.visit("/auth/signin").await.body;
    assert_eq!(open_form(&page), "signin/email");
    assert_eq!((page.matches("<details").count(), page.matches("<form").count()), (3, 4));

    let location = site.post("/auth/callback/entry", &WRONG).await.location().to_owned();
    assert!(!location.contains("ada") && site.cookies.contains_key(TYPED));
    for secret in ["ada", "s3cret"] {
        assert!(!site.cookies[TYPED].contains(secret));
    }
    let page = site.visit(location.strip_prefix("http://site.test").unwrap()).await.body;
    assert_eq!(open_form(&page), "callback/entry");
    let (before, form) = page.split_once("callback/entry").unwrap();
    let form = form.split("</form>").next().unwrap();
    assert!(
        before.ends_with("</div><form action=\"http://site.test/auth/") && before.contains("role=\"alert\"")
    );
    assert!(
        form.contains("value=\"ada@example.com\"") && form.contains("aria-describedby=\"error\""),
        "{form}"
    );
    assert_eq!(page.matches("value=\"ada@example.com\"").count(), 3, "of magic links and passkeys, too");
    assert!(!page.contains("s3cret"));
}

#[tokio::test]
async fn what_was_typed_is_shown_for_its_error_and_five_minutes() {
    let mut site = site(SignInLayout::OneOpen);
    site.post("/auth/callback/entry", &WRONG).await;
    let has_address = async |site: &mut Site, path| site.visit(path).await.body.contains("ada@example.com");
    assert!(!has_address(&mut site, "/auth/signin").await);
    assert!(!has_address(&mut site, "/auth/signin?error=OAuthCallbackError").await);
    assert!(has_address(&mut site, "/auth/signin?error=CredentialsSignin").await);
    site.clock.advance(std::time::Duration::from_secs(301));
    assert!(!has_address(&mut site, "/auth/signin?error=CredentialsSignin").await);
}

#[tokio::test]
async fn a_sign_in_is_remembered_and_what_was_typed_is_forgotten() {
    let mut site = site(SignInLayout::OneOpen);
    site.post("/auth/callback/entry", &WRONG).await;
    let reply =
        site.post("/auth/callback/entry", &[("mail", "ada@example.com"), ("password", "hunter2")]).await;
    assert_eq!(reply.location(), "http://site.test");
    assert_eq!(site.cookies[LAST], "entry");
    assert!(!site.cookies.contains_key(TYPED));
    assert_eq!(open_form(&site.visit("/auth/signin").await.body), "callback/entry");
}

#[tokio::test]
async fn a_planted_cookie_chooses_a_form_and_no_more() {
    for planted in ["nobody", "%22%3E%3Cscript%3E", "", "entry"] {
        let mut site = site(SignInLayout::OneOpen);
        site.cookies.insert(LAST.to_owned(), planted.to_owned());
        site.cookies.insert(TYPED.to_owned(), planted.to_owned());
        let reply = site.visit("/auth/signin?error=CredentialsSignin").await;
        assert_eq!(reply.status, 200);
        assert!(!reply.body.contains("<script>") && reply.body.contains("role=\"alert\""));
    }
    // A form that has failed here is no form that has failed at another site with other keys.
    let mut other = site(SignInLayout::OneOpen);
    other.post("/auth/callback/entry", &WRONG).await;
    let mut site = site(SignInLayout::OneOpen);
    let mut sealed = other.cookies[TYPED].clone();
    sealed.replace_range(sealed.len() - 3.., "AAA");
    site.cookies.insert(TYPED.to_owned(), sealed);
    assert!(!site.visit("/auth/signin?error=CredentialsSignin").await.body.contains("ada@example.com"));
}

#[tokio::test]
async fn a_form_of_another_site_fills_in_nothing() {
    let mut site = site(SignInLayout::OneOpen);
    let request = Request::post("/auth/callback/entry").header(CONTENT_TYPE, FORM);
    let reply = site.send(request, form([("mail", "mallory@example.com")].into_iter())).await;
    assert_eq!(reply.location(), "http://site.test/auth/signin?error=MissingCSRF");
    assert!(!site.cookies.contains_key(TYPED));
}

#[tokio::test]
async fn with_all_forms_open_nothing_is_remembered() {
    let mut site = site(SignInLayout::AllOpen);
    site.post("/auth/callback/entry", &WRONG).await;
    site.post("/auth/callback/entry", &[("mail", "ada@example.com"), ("password", "hunter2")]).await;
    assert!(!site.cookies.keys().any(|name| name == LAST || name == TYPED));
    assert!(!site.visit("/auth/signin").await.body.contains("<details"));
}

#[tokio::test]
async fn with_one_form_no_way_is_remembered() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    assert!(!site.cookies.contains_key(LAST));
}
