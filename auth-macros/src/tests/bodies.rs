//! Bodies of callbacks: certain mistakes are reported once, and whatever may be legal stays as it is.

use proc_macro2::TokenStream;

use super::messages::messages;
use crate::{contract::attribute::Attribute, pipeline};

fn expand(attribute: Attribute, options: &str, item: &str) -> TokenStream {
    pipeline::attribute(attribute, options.parse().unwrap(), item.parse().unwrap())
}

#[track_caller]
fn wrong(attribute: Attribute, options: &str, item: &str, expected: &str) {
    let found = messages(expand(attribute, options, item));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found.iter().all(|message| message.contains(expected)), "{expected}: {found:#?}");
}

#[track_caller]
fn legal(attribute: Attribute, options: &str, item: &str) {
    let expanded = expand(attribute, options, item);
    assert_eq!(messages(expanded.clone()), <[String; 0]>::default(), "{item}");
    let item: TokenStream = item.parse().unwrap();
    let body = item.into_iter().last().unwrap().to_string();
    assert!(expanded.to_string().contains(&body), "{body}");
}

#[test]
fn options_are_compared_with_options() {
    let guard = |body: &str| format!("async fn only_ada(user: &User) -> bool {{ {body} }}");
    let fix = "`user.email.as_deref() == Some(\"a@b.c\")`";
    wrong(Attribute::SignIn, "", &guard("user.email == \"a@b.c\""), fix);
    wrong(Attribute::SignIn, "", &guard("user.email == Some(\"a@b.c\")"), fix);
    wrong(Attribute::SignIn, "", &guard("let db = 1; db.find(&user.id); user.email == \"a@b.c\""), fix);
    wrong(
        Attribute::SignIn,
        "",
        &guard("user.email.ends_with(\"@b.c\")"),
        "is_some_and(|email| email.ends_with",
    );
    wrong(
        Attribute::Event,
        "sign_in",
        "async fn seen(event: SignInEvent<'_>) { if event.user.email != \"a\" { println!(\"{}\", event.user.id) } }",
        "as_deref() != Some(\"a\")",
    );
    legal(Attribute::SignIn, "", &guard("user.email.as_deref() == Some(\"a@b.c\")"));
    legal(Attribute::SignIn, "", &guard("user.email == Some(\"a@b.c\".to_owned())"));
    legal(Attribute::SignIn, "", &guard("user.id == \"root\""));
    // Other values of the same name.
    legal(Attribute::SignIn, "", &guard("let user = Row::of(user); user.email == \"a@b.c\""));
    legal(Attribute::SignIn, "", &guard("rows.iter().any(|user| user.email == \"a@b.c\")"));
    legal(Attribute::SignIn, "", &guard("if let Some(user) = row { return user.email == \"a@b.c\"; } false"));
    legal(
        Attribute::SignIn,
        "",
        &guard("for user in rows { if user.email == \"a\" { return true; } } false"),
    );
    legal(Attribute::SignIn, "", &guard("self::other::user.email == \"a\""));
    legal(Attribute::SignIn, "", &guard("form.user.email == \"a\""));
}

#[test]
fn matches_have_values_of_their_own_type() {
    let guard = |body: &str| {
        format!(
            "async fn guard(user: &User, account: &Account, method: SignInMethod<'_>) -> bool {{ {body} }}"
        )
    };
    wrong(
        Attribute::SignIn,
        "",
        &guard("match user.id { \"a\" => true, _ => false }"),
        "match user.id.as_str()",
    );
    wrong(
        Attribute::SignIn,
        "",
        &guard("match &account.provider { \"github\" => true, _ => false }"),
        "match account.provider.as_str()",
    );
    wrong(Attribute::SignIn, "", &guard("match user.email { \"a\" => true, _ => false }"), "`Some(\"a\")`");
    wrong(
        Attribute::SignIn,
        "",
        &guard("method == \"oauth\""),
        "matches!(method, SignInMethod::Provider(_))",
    );
    wrong(Attribute::SignIn, "", &guard("account.kind == \"email\""), "ProviderType::Email");
    wrong(
        Attribute::SignIn,
        "",
        &guard("matches!(method, SignInMethod::OAuth { .. })"),
        "write `SignInMethod::Provider(_)`",
    );
    wrong(
        Attribute::SignIn,
        "",
        &guard("match method { SignInMethod::MagicLink(email) => true, _ => false }"),
        "`SignInMethod::LinkRequested(_)`",
    );
    legal(Attribute::SignIn, "", &guard("match user.id.as_str() { \"a\" => true, _ => false }"));
    legal(Attribute::SignIn, "", &guard("match method { SignInMethod::Provider(_) => true, _ => false }"));
    legal(Attribute::SignIn, "", &guard("if method == SignInMethod::Passkey { return true } false"));
    legal(
        Attribute::Jwt,
        "access",
        "async fn check(token: &Jwt<Token>) -> bool { match token.role { Role::A => true, _ => false } }",
    );
}

#[test]
fn values_are_those_of_the_return_type() {
    let guard = |returns: &str, body: &str| format!("async fn guard(user: &User) -> {returns} {{ {body} }}");
    let sign_in = |returns: &str, body: &str, expected: &str| {
        wrong(Attribute::SignIn, "", &guard(returns, body), expected);
    };
    sign_in("Result<bool>", "true", "write `Ok(true)`");
    sign_in("Result<bool>", "if user.id == \"a\" { Ok(true) } else { false }", "write `Ok(false)`");
    sign_in("Result<bool>", "if user.id == \"a\" { return false; } Ok(true)", "write `Ok(false)`");
    sign_in(
        "Result<SignIn>",
        "match user.id.as_str() { \"a\" => SignIn::Deny, _ => Ok(SignIn::Allow) }",
        "write `Ok(SignIn::Deny)`",
    );
    sign_in("SignIn", "true", "write `SignIn::Allow`");
    sign_in("SignIn", "\"/banned\"", "write `SignIn::redirect(\"/banned\")`");
    sign_in("SignIn", "None", "write `SignIn::Allow`, `SignIn::Deny`");
    sign_in("bool", "SignIn::Allow", "`SignIn` as the return type");
    sign_in("bool", "Ok(true)", "write `Result<bool>`");
    sign_in("bool", "user.id == \"a\";", "remove this `;`");
    wrong(Attribute::SecondFactor, "", &guard("SecondFactor", "user.id == \"a\""), "SecondFactor::Required");
    wrong(
        Attribute::Event,
        "sign_in",
        "async fn seen(event: SignInEvent<'_>, State(db): State<Db>) -> Result<()> { db.save(event.user).await?; }",
        "end it with `Ok(())`",
    );
    wrong(
        Attribute::Grants,
        "",
        "fn granted(session: &Session<Visible>) -> Set<Permission> { if session.admin { Set::all() } else { [Permission::Read] } }",
        "write `[Permission::Read].into()`",
    );
    wrong(
        Attribute::Authorize,
        "",
        "async fn login(form: Login) -> Result<Option<User>> { Ok(User::new(form.name)) }",
        "write `Some(User::new(form.name))`",
    );
    wrong(
        Attribute::Authorize,
        "",
        "async fn login(form: Login) -> Option<User> { Some(User { id: form.name.into(), email: None }) }",
        "`User::new(id)`",
    );
    wrong(
        Attribute::Jwt,
        "",
        "async fn issue(user: &User) -> Token { Token { id: user.id, level: 0 } }",
        "write `user.id.clone()`",
    );
    wrong(
        Attribute::Redirect,
        "",
        "async fn go(url: RedirectUrl<'_>) -> Target { if url == \"/x\" { \"/y\" } else { Target::Requested } }",
        "write `Target::to(\"/y\")`",
    );
}

#[test]
fn borrowed_options_are_not_moved() {
    let guard = |body: &str| format!("async fn guard(user: &User) -> bool {{ {body} }}");
    let wrong = |body: &str, expected: &str| wrong(Attribute::SignIn, "", &guard(body), expected);
    wrong("user.email.unwrap() == \"a\"", "write `user.email.as_deref().unwrap()`");
    wrong("user.name.unwrap_or(\"you\") == \"a\"", "write `user.name.as_deref().unwrap_or(\"you\")`");
    wrong("user.email.is_some_and(|email| email == \"a\")", "write `user.email.as_deref().is_some_and(");
    wrong("if user.id = \"a\" { true } else { false }", "write `user.id == …`");
    wrong("let path = \"/a?\" + user.id; path.is_empty()", "write `format!(\"/a?{}\", user.id)`");
    wrong("1", "write `true` or `false`");
    wrong("user.id == '1'", "write `user.id == \"1\"`");
    legal(Attribute::SignIn, "", &guard("user.id == 1"));
    wrong("match user.name { Some(\"Ada\") => true, _ => false }", "write `match user.name.as_deref()`");
    legal(Attribute::SignIn, "", &guard("user.email.clone().unwrap_or_default() == \"a\""));
    legal(Attribute::SignIn, "", &guard("user.email.as_ref().is_some_and(|email| email == \"a\")"));
    legal(Attribute::SignIn, "", &guard("user.email.is_some()"));
    legal(Attribute::SignIn, "", &guard("\"a\".to_owned() + user.id.as_str() == \"ab\""));
}

#[test]
fn tasks_take_clones() {
    let handler = |body: &str| format!("async fn seen(event: SignInEvent<'_>) {{ {body} }}");
    let spawned = "tokio::spawn(async move { send(&event.user.id).await; });";
    wrong(Attribute::Event, "sign_in", &handler(spawned), "clone before it");
    let spawned = "std::thread::spawn(move || println!(\"{}\", event.user.id));";
    wrong(Attribute::Event, "sign_in", &handler(spawned), "clone before it");
    for body in [
        "let id = event.user.id.clone(); tokio::spawn(async move { send(&id).await; });",
        "tokio::spawn(send(event.user.id.clone()));",
        "std::thread::scope(|scope| { scope.spawn(move || println!(\"{}\", event.user.id)); });",
    ] {
        legal(Attribute::Event, "sign_in", &handler(body));
    }
}

#[test]
fn macros_may_mean_anything() {
    for body in [
        "json!({ \"id\": user.id, \"email\": user.email == \"a\" }); true",
        "tracing::info!(user.name = 1); true",
        "info! { user.name = 1 }; true",
        "query!(user.email == \"a\").await",
    ] {
        legal(Attribute::SignIn, "", &format!("async fn guard(user: &User) -> bool {{ {body} }}"));
    }
}

#[test]
fn the_same_mistake_is_reported_once() {
    let item = "async fn guard(user: &User) -> Result<bool> { if user.id == \"a\" { return false; } if user.id == \"b\" { true } else { false } }";
    wrong(Attribute::SignIn, "", item, "`Ok(");
}

#[test]
fn uncertain_values_stay() {
    let guard = |returns: &str, body: &str| format!("async fn guard(user: &User) -> {returns} {{ {body} }}");
    for (returns, body) in [
        ("Result<bool>", "check(user)"),
        ("Result<bool>", "Verdict::YES"),
        ("Result<bool>", "Rules::load().await?.allow(user)"),
        ("Verdict", "true"),
        ("Result<u8>", "true"),
        ("Result<bool, StatusCode>", "Err(StatusCode::FORBIDDEN)"),
        ("Result<SignIn>", "Err(\"no\".into())"),
        ("bool", "let f = || { return Some(1); }; f().is_some()"),
        ("bool", "let f = |x: u8| { if x > 1 { return \"a\"; } \"b\" }; f(1) == \"a\""),
        (
            "Result<bool>",
            "let found = rows.iter().any(|row| { if row.id == 1 { return true; } false }); Ok(found)",
        ),
        ("Result<bool>", "fn inner() -> bool { if late() { return true; } false } Ok(inner())"),
        ("Result<bool>", "let found = async { return true; }.await; Ok(found)"),
        ("Result<()>", "loop { println!(\"a\"); }"),
        ("Result<bool>", "todo!()"),
        ("bool", "fn inner() -> u8 { return 1; } inner() == 1"),
        ("SignIn", "if user.id == \"a\" { SignIn::redirect(\"/b\") } else { SignIn::Allow }"),
        ("Result<SignIn>", "Ok(if user.id == \"a\" { SignIn::Deny } else { SignIn::Allow })"),
    ] {
        legal(Attribute::SignIn, "", &guard(returns, body));
    }
    legal(
        Attribute::Authorize,
        "",
        "async fn login(form: Login) -> Result<Option<User>> { let User { id, email, .. } = read(form)?; Ok(Some(User::new(id))) }",
    );
    legal(
        Attribute::Grants,
        "",
        "fn granted(session: &Session<Visible>) -> Set<Permission> { Permission::READERS }",
    );
    legal(
        Attribute::Jwt,
        "",
        "async fn issue(user: &User) -> Token { Token { id: user.id.clone(), role: Role::A } }",
    );
    legal(
        Attribute::SignIn,
        "",
        "async fn guard(form: Option<Form<Login>>) -> bool { let Some(Form(form)) = form else { return true }; form.email == \"a\" }",
    );
    legal(
        Attribute::SignIn,
        "",
        "async fn guard(form: Option<Form<Login>>) -> bool { match form { Some(Form(form)) if !form.remember => false, _ => true } }",
    );
    legal(
        Attribute::SignIn,
        "",
        "async fn guard(email: Option<VerifiedEmail<'_>>) -> bool { email.is_some_and(|email| email.domain() == \"a.b\") }",
    );
}

#[test]
fn half_written_bodies_stay() {
    legal(Attribute::SignIn, "", "async fn guard(user: &User) -> Result<bool> { user.email. }");
    legal(Attribute::SignIn, "", "async fn guard(user: &User) -> Result<bool> { if user.id == { true } }");
}

#[test]
fn other_callbacks_are_recognised() {
    let check = |attribute, options: &str, item: &str, expected: &str| {
        wrong(attribute, options, item, &format!("write `#[auth::{expected}]`"));
    };
    check(Attribute::Jwt, "", "async fn f(token: &Jwt<Token>) -> Visible { todo!() }", "session");
    check(Attribute::Jwt, "", "async fn f(token: &Jwt<Token>) -> Result<bool> { todo!() }", "jwt(access)");
    check(
        Attribute::Jwt,
        "",
        "async fn f(token: &mut Jwt<Token>, Update(u): Update<Patch>) { }",
        "jwt(update)",
    );
    check(Attribute::Jwt, "access", "async fn f(url: RedirectUrl<'_>) -> Target { todo!() }", "redirect");
    check(Attribute::SignIn, "", "async fn f(session: &Session<Visible>) -> bool { true }", "guard");
    check(Attribute::SignIn, "", "async fn f(event: SignOutEvent<'_>) { }", "event(sign_out)");
    check(Attribute::SignIn, "", "async fn f(form: Login) -> Option<User> { None }", "authorize");
    check(Attribute::Guard, "", "fn f(session: &Session<Visible>) -> Set<Permission> { todo!() }", "grants");
    check(Attribute::Authorize, "", "async fn f(user: &User) -> bool { true }", "sign_in");
    check(
        Attribute::Authorize,
        "",
        "async fn f(form: Form1, email: VerifiedEmail<'_>) -> SignUp { todo!() }",
        "sign_up",
    );
    check(
        Attribute::Event,
        "sign_in",
        "async fn f(user: &User) -> SecondFactor { todo!() }",
        "second_factor",
    );
    check(Attribute::Session, "", "async fn f(user: &User, account: &Account) -> Token { todo!() }", "jwt");
}

/// A struct of the application may have a name of this crate.
#[test]
fn structs_may_have_any_name() {
    legal(Attribute::Jwt, "", "async fn f(user: &User) -> Access { todo() }");
    legal(Attribute::Jwt, "", "async fn f(user: &User, profile: Option<Profile<P>>) -> Target { todo() }");
    legal(Attribute::Session, "", "async fn f(token: &Jwt<Token>) -> SignIn { todo() }");
    legal(Attribute::Session, "", "async fn f(token: &Jwt<Token>) -> Set { todo() }");
}
