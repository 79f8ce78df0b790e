//! Attributes on functions: each is still the function that it was, and a callback besides.

use std::{
    convert::Infallible,
    sync::{Arc, Mutex},
};

use auth::{
    __private::callback::{
        arguments::RequestFacts,
        authorize::{AuthorizeCall, AuthorizeCallback},
        event::{EventCall, EventCallback},
        guard::{GuardCall, GuardCallback},
        jwt::{
            JwtAccessCall, JwtAccessCallback, JwtCall, JwtCallback, JwtOutcome, JwtUpdateCall,
            JwtUpdateCallback,
        },
        password_check::PasswordCheck,
        redirect::{RedirectCall, RedirectCallback},
        sign_in::{SignInAttempt, SignInCall, SignInCallback, SignInMethod},
        wiring::Subject,
    },
    Account,
    prelude::*,
    provider::ProviderType,
};

use crate::ready;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn add(&self, line: impl Into<String>) {
        self.0.lock().unwrap().push(line.into());
    }

    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

#[auth::jwt]
#[derive(Clone, Debug, PartialEq)]
struct Token {
    id: UserId,
    level: u8,
}

#[auth::session]
struct Visible {
    level: u8,
}

#[auth::credentials]
struct Login {
    name: String,
}

#[auth::sign_in]
async fn known(user: &User, account: &Account, State(log): State<Log>) -> Result<SignIn> {
    log.add(format!("{} by {}", user.id, account.provider));
    Ok(if user.email.is_some() { SignIn::Allow } else { SignIn::redirect("/unknown") })
}

#[auth::sign_in]
async fn not_named_ada(form: Option<Form<Login>>) -> bool {
    form.is_none_or(|Form(form)| form.name != "ada")
}

#[auth::redirect]
async fn home(url: RedirectUrl<'_>) -> Target {
    if url.is_on_this_site() { Target::Requested } else { Target::Home }
}

#[auth::jwt]
#[expect(clippy::needless_lifetimes, reason = "it may have some")]
async fn issue<'u>(user: &'u User, trigger: Trigger) -> Result<Option<Token>, Infallible> {
    let level = if trigger == Trigger::SignUp { 0 } else { 1 };
    Ok(user.name.is_some().then(|| Token { id: user.id.clone(), level }))
}

#[auth::jwt(update)]
async fn promote(Update(level): Update<u8>, token: &mut Jwt<Token>) {
    token.level = level;
}

#[auth::jwt(access)]
async fn still_valid(token: &Jwt<Token>) -> Access {
    if token.level > 0 { Access::Allow } else { Access::Revoke }
}

#[auth::jwt(access)]
async fn open_hours(ip: Option<ClientIp>) -> bool {
    ip.is_none()
}

#[auth::event(sign_in)]
async fn audit(event: SignInEvent<'_>, log: State<Log>) {
    log.add(format!("{} is in", event.user.id));
}

#[auth::event(session)]
async fn seen(_event: SessionEvent<'_>, session: &Session<Visible>, State(log): State<Log>) -> Result<()> {
    log.add(format!("level {}", session.level));
    Err("full")?
}

#[auth::event(sign_out)]
async fn gone(token: &Jwt<Token>, State(log): State<Log>) {
    log.add(format!("{} is out", token.id));
}

#[auth::authorize]
async fn r#match(form: Login) -> Result<Option<User>, CredentialsSignin> {
    match form.name.as_str() {
        "ada" => Ok(Some(User::new("1"))),
        "eve" => Err(CredentialsSignin::with_code("locked")),
        _ => Ok(None),
    }
}

#[auth::guard]
async fn call(session: &Session<Visible>) -> bool {
    session.level > 5
}

fn user() -> User {
    User::new("1").with_name("Ada").with_email("ada@example.com")
}

fn account() -> Account {
    Account::new("github", ProviderType::OAuth, "7")
}

#[test]
fn sign_in_guards() {
    let (log, user, account) = (Log::default(), user(), account());
    let subject = Subject::new(user.clone());
    let call = SignInCall {
        state: &log,
        facts: RequestFacts::default(),
        attempt: SignInAttempt::new(SignInMethod::Credentials, &subject, &account),
    };
    assert_eq!(ready(<known as SignInCallback<Log>>::call(call)).unwrap(), SignIn::Allow);
    assert_eq!(log.lines(), ["1 by github"]);
    assert!(ready(<not_named_ada as SignInCallback<Log>>::call(call)));
    // The functions are what they were.
    let stranger = User::new("2");
    assert_eq!(ready(known(&stranger, &account, State(log))).unwrap(), SignIn::redirect("/unknown"));
    assert!(!ready(not_named_ada(Some(Form(Login { name: "ada".to_owned() })))));
}

#[test]
fn redirects() {
    let call = |on_this_site| RedirectCall {
        state: &(),
        facts: RequestFacts::default(),
        url: RedirectUrl::new("/x", "https://here", on_this_site),
    };
    assert_eq!(ready(<home as RedirectCallback<()>>::call(call(true))), Target::Requested);
    assert_eq!(ready(<home as RedirectCallback<()>>::call(call(false))), Target::Home);
}

#[test]
fn tokens() {
    let (user, account) = (user(), account());
    let subject = Subject::new(user.clone());
    let call = JwtCall {
        state: &(),
        facts: RequestFacts::default(),
        attempt: SignInAttempt::new(SignInMethod::Credentials, &subject, &account),
        trigger: Trigger::SignIn,
    };
    let issued = ready(<issue as JwtCallback<()>>::call(call)).issue().unwrap();
    let auth::__private::callback::jwt::Issued::Claims(claims) = issued else { panic!("no claims") };
    assert_eq!(claims, Token { id: user.id.clone(), level: 1 });

    let mut token = Jwt::for_user(&user, claims);
    let mut update = |payload: &str| {
        let payload = serde_json::from_str(payload).unwrap();
        let call = JwtUpdateCall { state: &(), facts: RequestFacts::default(), payload: &payload };
        ready(<promote as JwtUpdateCallback<(), Token>>::call(call, &mut token)).is_ok()
    };
    assert!(!update(r#""admin""#));
    assert!(update("9"));
    assert_eq!(token.level, 9);

    let call = JwtAccessCall { state: &(), facts: RequestFacts::default() };
    assert_eq!(ready(<still_valid as JwtAccessCallback<(), Token>>::call(call, &token)), Access::Allow);
    token.level = 0;
    assert_eq!(ready(<still_valid as JwtAccessCallback<(), Token>>::call(call, &token)), Access::Revoke);
    // Without the token it is a callback of every token.
    let bare = Jwt::for_user(&user, ());
    assert!(ready(<open_hours as JwtAccessCallback<(), ()>>::call(call, &bare)));
}

#[test]
fn events() {
    let (log, user, account) = (Log::default(), user(), account());
    let event = {
        let subject = Subject::new(user.clone());
        let call = JwtCall {
            state: &log,
            facts: RequestFacts::default(),
            attempt: SignInAttempt::new(SignInMethod::Credentials, &subject, &account),
            trigger: Trigger::SignIn,
        };
        ready(<issue as JwtCallback<Log>>::call(call)).unwrap().unwrap()
    };
    let token = Jwt::for_user(&user, event);
    let session = Session::from_token(&token, auth::time::UnixTime::from_secs(0), Visible { level: 3 });
    fn on<H: EventCallback<Log, Token, Visible>>(
        log: &Log,
        token: &Jwt<Token>,
        session: &Session<Visible>,
    ) -> bool {
        let facts = RequestFacts::default();
        let event = auth::callback::SessionEvent::new(&session.user);
        let seen = EventCall { state: log, facts, event, subject: () };
        let event = auth::callback::SignOutEvent::new(Some("1"));
        let out = EventCall { state: log, facts, event, subject: () };
        let first = ready(H::session(seen, token, session));
        ready(H::sign_out(out, token)).and(first).is_ok()
    }
    assert!(!on::<seen>(&log, &token, &session));
    assert!(on::<gone>(&log, &token, &session));
    assert!(on::<audit>(&log, &token, &session));
    assert_eq!(log.lines(), ["level 3", "1 is out"]);
}

/// An alias of an argument, next to a form.
type Check<'c> = PasswordCheck<'c>;

#[auth::authorize]
async fn aliased(form: Login, _check: Check<'_>) -> Option<User> {
    (form.name == "ada").then(|| User::new("1"))
}

#[test]
fn authorize_callbacks() {
    let call =
        AuthorizeCall { state: &(), facts: RequestFacts::default(), passwords: PasswordCheck::new(None) };
    let user = ready(<aliased as AuthorizeCallback<()>>::call(call, Login { name: "ada".to_owned() }));
    assert_eq!(user.unwrap().id, "1");
    let authorize = |name: &str| {
        let call =
            AuthorizeCall { state: &(), facts: RequestFacts::default(), passwords: PasswordCheck::new(None) };
        ready(<r#match as AuthorizeCallback<()>>::call(call, Login { name: name.to_owned() }))
    };
    assert_eq!(authorize("ada").unwrap().unwrap().id, "1");
    assert_eq!(authorize("bob").unwrap(), None);
    assert_eq!(authorize("eve").unwrap_err().code(), "locked");
}

#[test]
fn guards() {
    let pass = |level| {
        let session = Session::from_token(
            &Jwt::for_user(&user(), ()),
            auth::time::UnixTime::from_secs(0),
            Visible { level },
        );
        ready(<call as GuardCallback<()>>::call(
            GuardCall { state: &(), facts: RequestFacts::default() },
            &session,
        ))
    };
    assert!(pass(6));
    assert!(!pass(5));
}
