//! Arguments that people write out of habit: the parameters of the callbacks of Auth.js, and the ways of web frameworks.

use quote::ToTokens;
use syn::PatType;

use super::{
    tokens::text,
    written::{
        OWNED, Written, behind_reference, borrows_inside, borrows_its_fields, is_a_field,
        is_part_of_the_state, takes_an_input, token,
    },
};
use crate::contract::{
    callback::Kind::{self, Guard, Jwt, JwtAccess, JwtUpdate, Redirect, Session, SignIn},
    event::Event,
};

/// Returns what to write in place of an argument that a callback of this kind cannot take.
pub(crate) fn instead(kind: Kind, argument: &PatType) -> Option<String> {
    let written = Written::of(argument);
    if kind == Kind::LegacyPassword {
        return legacy_password(&written);
    }
    super::apart::taken_apart(argument).or_else(|| anywhere(kind, &written)).or_else(|| match kind {
        SignIn => at_sign_in(&written).or_else(|| guard_of_sign_in(&written)),
        Kind::SecondFactor => at_sign_in(&written).or_else(|| second_factor(&written)),
        Jwt => at_sign_in(&written).or_else(|| jwt(&written)),
        JwtAccess => token(&written, "&Jwt<…>", "; only `#[auth::jwt(update)]` changes a token"),
        JwtUpdate => update(&written),
        Kind::DeleteAccount => delete_account(&written),
        Kind::SignUp => sign_up(&written),
        Session => session(&written),
        Redirect => redirect(&written),
        Guard => guard("a guard", &written),
        Kind::Grants => guard("a grants function", &written),
        Kind::Provider => provider(&written),
        Kind::Authorize => authorize(&written),
        Kind::Event(event) => self::event(event, &written),
        Kind::LegacyPassword => None,
    })
}

/// The fields of the form as arguments of their own, and the form by another way than by value.
fn authorize(written: &Written<'_>) -> Option<String> {
    match is_a_field(written) {
        true => Some(
            "the fields of the form are those of a struct under `#[auth::credentials]`: write `form: Login`, and read \
             `form.email`"
                .to_owned(),
        ),
        false => form_by_value(written, "Login"),
    }
}

/// The password and its hash by value, or by another type, and the request.
fn legacy_password(written: &Written<'_>) -> Option<String> {
    match (written.last.as_str(), written.is_reference) {
        ("str", true) if written.is(&["password", "plain", "plaintext", "pw", "pwd", "typed", "input", "secret"]) => {
            Some("the password is borrowed, as it was typed: write `password: &Secret`".to_owned())
        }
        ("Secret", false) | ("Password", _) => {
            Some("the password is borrowed, as it was typed: write `password: &Secret`".to_owned())
        }
        ("String", _) | ("", true) => Some("the password is `password: &Secret`, and the stored hash `hash: &str`".to_owned()),
        ("State", _) => Some(
            "a legacy-password function has no state: keep a value that all hashes share, such as a pepper, in a `static`"
                .to_owned(),
        ),
        ("HeaderMap" | "ClientIp" | "Cookies" | "Parts" | "Request" | "User", _) => Some(
            "a legacy-password function knows neither the request nor the user: it takes `password: &Secret` and \
             `hash: &str`"
                .to_owned(),
        ),
        _ => None,
    }
}

/// Returns `true` if an argument and the first one are one habit: the `baseUrl` of redirect callbacks, and the fields of a form
/// that follow another one.
pub(crate) fn belongs_to_the_first(kind: Kind, argument: &PatType) -> bool {
    let written = Written::of(argument);
    match kind {
        Redirect => written.is(BASE_URL),
        Kind::Authorize => is_a_field(&written),
        _ => false,
    }
}

const BASE_URL: &[&str] = &["base_url", "baseurl", "base", "origin"];

/// The state and the request, which every callback takes in the same way.
fn anywhere(kind: Kind, written: &Written<'_>) -> Option<String> {
    let Written { last, optional, is_reference, elem, .. } = written;
    match (last.as_str(), *is_reference) {
        ("State", true) => {
            let part = text(elem.to_token_stream());
            Some(format!("a callback takes its part of the state by value: write `State(part): {part}`"))
        }
        ("HeaderMap", false) => Some("a callback borrows the headers: write `headers: &HeaderMap`".to_owned()),
        ("ClientIp", _) => {
            Some("the client address may be unknown: write `address: Option<ClientIp>`".to_owned())
        }
        ("Cookies", true) => Some("write `cookies: Cookies<'_>`, without a reference".to_owned()),
        ("Parts" | "Request" | "CookieJar" | "TypedHeader" | "HttpRequest", _) => Some(
            "a callback is not a handler: it takes the headers as `&HeaderMap`, the cookies as `Cookies<'_>`, and the client \
             address as `Option<ClientIp>`"
                .to_owned(),
        ),
        ("Extension" | "Data", false) if !matches!(kind, Kind::Provider | Kind::Authorize | Kind::SignUp) => {
            Some("a callback takes what it needs from the state: write `State(part): State<…>`".to_owned())
        }
        ("Update" | "Form" | "Profile" | "Option", false) if borrows_inside(elem) => Some(OWNED.to_owned()),
        _ if takes_an_input(kind) && !is_reference && borrows_its_fields(written) => Some(OWNED.to_owned()),
        _ if is_part_of_the_state(written) => {
            let part = text(behind_reference(written.ty).to_token_stream());
            let name = if written.name.is_empty() { "part" } else { &written.name };
            Some(format!("a callback takes what it needs from the state: write `State({name}): State<{part}>` (written out, no alias)"))
        }
        _ if matches!(optional.as_deref(), Some("State")) => {
            Some("the state is always there: write `State(part): State<…>`".to_owned())
        }
        _ => None,
    }
}

/// The address, the password and the user of a sign-up.
fn sign_up(written: &Written<'_>) -> Option<String> {
    let name = written.optional.as_deref().unwrap_or(&written.last);
    match name {
        "VerifiedEmail" if written.optional.is_some() => {
            Some("the address is proven before: write `email: VerifiedEmail<'_>`".to_owned())
        }
        "VerifiedEmail" if written.is_reference => {
            Some("write `email: VerifiedEmail<'_>`, without a reference".to_owned())
        }
        "EmailAddress" => Some("the proven address is `email: VerifiedEmail<'_>`".to_owned()),
        "String" | "str" if written.is(&["email", "address", "mail"]) => {
            Some("the proven address is `email: VerifiedEmail<'_>`".to_owned())
        }
        "Password" | "Secret" | "String" | "str" => Some(
            "the fields of the form are those of a struct under `#[auth::credentials]`: write `form: Registration`; a field \
             `password: Password` is stored for the new user"
                .to_owned(),
        ),
        "User" | "UserId" | "StoredId" | "Account" => Some(
            "there is no user yet: the function returns `SignUp`, and the event `create_user` has the new user".to_owned(),
        ),
        _ => form_by_value(written, "Registration"),
    }
}

/// A form that is borrowed or optional. Other types are those that callbacks take in such a way.
fn form_by_value(written: &Written<'_>, example: &str) -> Option<String> {
    const NAMES: [&str; 6] = ["form", "credentials", "login", "registration", "data", "body"];
    const OTHERS: [&str; 6] = ["HeaderMap", "ClientIp", "State", "VerifiedEmail", "User", ""];
    let name = written.optional.as_deref().unwrap_or(&written.last);
    let is_named = written.is(&NAMES)
        || ["Form", "Login", "Registration", "Credentials"].iter().any(|end| name.ends_with(end));
    let is_form = (written.is_reference || written.optional.is_some()) && is_named && !OTHERS.contains(&name);
    is_form.then(|| {
        let meant = if name == "Form" { example.to_owned() } else { written.meant() };
        format!("the form is there whenever this runs, and passed by value: write `form: {meant}`")
    })
}

/// The parts of an event, and arguments of a sign-in.
fn event(event: Event, written: &Written<'_>) -> Option<String> {
    let payload = event.payload();
    match written.last.as_str() {
        name if name == payload && written.is_reference => {
            Some(format!("an event is passed by value: write `event: {payload}<'_>`"))
        }
        "Option" if written.optional.as_deref() == Some(payload) => {
            Some(format!("the event is always there: write `event: {payload}<'_>`"))
        }
        "User" if !written.is_reference => {
            Some(format!("the user is borrowed: write `user: &{}`", text(written.ty.to_token_stream())))
        }
        "Account" if matches!(event, Event::SignIn | Event::LinkAccount | Event::UnlinkAccount) => Some(
            format!("the account is in the event: write `event: {payload}<'_>`, and read `event.account`"),
        ),
        "Profile" if event == Event::SignIn => {
            let profile = text(written.elem.to_token_stream());
            Some(format!("only providers have profiles: write `profile: Option<{profile}>`"))
        }
        _ => None,
    }
}

/// The user and the transaction of a deletion.
fn delete_account(written: &Written<'_>) -> Option<String> {
    let is_user = |name: &str| matches!(name, "UserId" | "StoredId" | "AdapterUser" | "DeleteUserEvent");
    if is_user(&written.last) || written.is(&["id", "user_id"]) {
        return Some("the callback gets the whole user: write `user: &User`, and read `user.id`".to_owned());
    }
    if written.last == "User" && !written.is_reference {
        return Some("a callback borrows the user: write `user: &User`".to_owned());
    }
    if written.last == "DeletionTransaction" && written.is_reference {
        return Some("write `mut transaction: DeletionTransaction<'_>`, without a reference".to_owned());
    }
    const TRANSACTIONS: [&str; 8] = [
        "Transaction",
        "SqliteConnection",
        "PgConnection",
        "MySqlConnection",
        "PoolConnection",
        "SqliteTransaction",
        "PgTransaction",
        "MySqlTransaction",
    ];
    TRANSACTIONS.contains(&written.last.as_str()).then(|| {
        "the transaction of the deletion is `mut transaction: DeletionTransaction<'_>`; its method `connection` returns the \
         connection of the adapter"
            .to_owned()
    })
}

/// The arguments of both callbacks of a sign-in: `user`, `account`, `profile` and `credentials` of Auth.js.
fn at_sign_in(written: &Written<'_>) -> Option<String> {
    let Written { last, optional, is_reference, ty, .. } = written;
    let name = match last.as_str() {
        "User" | "Account" if !is_reference => {
            let borrowed = text(ty.to_token_stream());
            return Some(format!("the {} is borrowed: write `&{borrowed}`", last.to_lowercase()));
        }
        "Option" => optional.as_deref().unwrap_or_default(),
        other => other,
    };
    let is_form = name == "Form" && optional.is_none();
    let is_profile = name == "Profile" && optional.is_none();
    match name {
        "User" | "Account" if optional.is_some() => {
            let lower = name.to_lowercase();
            Some(format!("every sign-in has a {lower}: write `{lower}: &{name}`"))
        }
        "Form" if is_form || *is_reference => {
            let form = text(written.elem.to_token_stream());
            Some(format!("a user may sign in without a form: write `form: Option<{form}>`"))
        }
        "Profile" if is_profile || *is_reference => {
            let profile = text(written.elem.to_token_stream());
            Some(format!("only providers have profiles: write `profile: Option<{profile}>`"))
        }
        "VerifiedEmail" if optional.is_none() || *is_reference => {
            Some("the e-mail address may be unproven: write `email: Option<VerifiedEmail<'_>>`".to_owned())
        }
        "Form" | "Profile" | "VerifiedEmail" => None,
        _ if written.is(&["credentials", "form"]) => Some(format!(
            "the form is there if the user signs in by it: write `form: Option<Form<{}>>`, with `#[auth::credentials]` on the \
             struct",
            written.meant()
        )),
        _ if written.is(&["profile"]) => Some(format!(
            "the profile is there if the user signs in by a provider: write `profile: Option<Profile<{}>>`",
            written.meant()
        )),
        _ => None,
    }
}

fn guard_of_sign_in(written: &Written<'_>) -> Option<String> {
    match written.last.as_str() {
        "Session" | "Jwt" => Some(
            "there is no session before the sign-in: a sign-in guard takes `user: &User`, `account: &Account` and \
             `method: SignInMethod<'_>`"
                .to_owned(),
        ),
        _ if written.is(&["email", "verification_request"]) && written.optional.as_deref() != Some("VerifiedEmail") => Some(
            "write `method: SignInMethod<'_>`, which tells a requested link from an opened one, or \
             `email: Option<VerifiedEmail<'_>>` for a proven address"
                .to_owned(),
        ),
        _ => None,
    }
}

fn second_factor(written: &Written<'_>) -> Option<String> {
    matches!(written.last.as_str(), "Session" | "Jwt").then(|| {
        "there is no session before the second factor: a second-factor callback takes `user: &User`, `account: &Account` \
         and `method: SignInMethod<'_>`"
            .to_owned()
    })
}

fn jwt(written: &Written<'_>) -> Option<String> {
    match written.last.as_str() {
        "Jwt" => Some(
            "a jwt callback runs at sign-in, when there is no token yet: it returns the claims; `#[auth::jwt(access)]` reads \
             a token, and `#[auth::jwt(update)]` changes it"
                .to_owned(),
        ),
        "Session" | "Update" => Some(
            "the payload of `update()` goes to a function of its own: `#[auth::jwt(update)]` takes \
             `Update(patch): Update<…>`"
                .to_owned(),
        ),
        "Trigger" if written.is_reference => Some("write `trigger: Trigger`, without a reference".to_owned()),
        "Trigger" => None,
        _ if written.optional.as_deref() == Some("Trigger") || written.is(&["trigger"]) => Some(
            "write `trigger: Trigger`, which is `SignIn` or `SignUp`; updates go to `#[auth::jwt(update)]`".to_owned(),
        ),
        _ if written.is(&["is_new_user", "isnewuser", "is_new"]) => {
            Some("write `trigger: Trigger`, which is `Trigger::SignUp` for a new user".to_owned())
        }
        _ if written.is(&["token"]) => Some(
            "a jwt callback runs at sign-in, when there is no token yet: it returns the claims; `#[auth::jwt(access)]` reads \
             a token, and `#[auth::jwt(update)]` changes it"
                .to_owned(),
        ),
        _ => None,
    }
}

fn update(written: &Written<'_>) -> Option<String> {
    let found = token(written, "&mut Jwt<…>", "");
    found.or_else(|| match written.last.as_str() {
        "Update" if written.is_reference => Some(format!(
            "take the payload by value: write `Update(patch): {}`",
            text(written.elem.to_token_stream())
        )),
        "Update" | "Jwt" => None,
        _ if written.optional.as_deref() == Some("Update") => {
            Some("an update always has a payload: write `Update(patch): Update<…>`".to_owned())
        }
        _ if written.is(&["session", "payload", "patch", "update", "data"]) => Some(format!(
            "what the browser sends is a payload: write `Update(patch): Update<{}>`",
            written.meant()
        )),
        _ => None,
    })
}

fn session(written: &Written<'_>) -> Option<String> {
    let found = token(written, "&Jwt<…>", "");
    found.or_else(|| match written.last.as_str() {
        "Session" => Some(
            "a session callback returns the session: it takes the token as `token: &Jwt<…>`, or, for sessions in the \
             database, the user as `user: &User<…>`"
                .to_owned(),
        ),
        "User" if !written.is_reference => {
            Some(format!("the user is borrowed: write `user: &{}`", text(written.elem.to_token_stream())))
        }
        "Trigger" => Some("a session callback runs whenever the session is shown: remove this argument".to_owned()),
        _ if written.is(&["trigger"]) => {
            Some("a session callback runs whenever the session is shown: remove this argument".to_owned())
        }
        _ => None,
    })
}

fn redirect(written: &Written<'_>) -> Option<String> {
    if written.last == "RedirectUrl" {
        return written.is_reference.then(|| "write `url: RedirectUrl<'_>`, without a reference".to_owned());
    }
    if written.is(BASE_URL) {
        return Some(
            "the origin of this site is in the URL: take `url: RedirectUrl<'_>` alone, and ask `url.origin()`".to_owned(),
        );
    }
    written.is_text().then(|| {
        "write `url: RedirectUrl<'_>`, which has the requested URL and the origin of this site".to_owned()
    })
}

fn provider(written: &Written<'_>) -> Option<String> {
    let is_other = matches!(
        written.last.as_str(),
        "TokenSet" | "HeaderMap" | "User" | "Account" | "Session" | "Jwt" | "str" | ""
    );
    let is_profile = written.is_reference && !is_other;
    is_profile.then(|| format!("the profile is passed by value: write `profile: {}`", written.meant()))
}

/// `name` is that of the callback, with its article.
fn guard(name: &str, written: &Written<'_>) -> Option<String> {
    let Written { last, optional, is_reference, .. } = written;
    match last.as_str() {
        "Option" if optional.as_deref() == Some("Session") => {
            Some(format!("{name} runs for signed-in users: write `session: &{}`", written.meant()))
        }
        "User" => Some(format!("{name} takes the session: write `session: &Session<…>`, which has the user")),
        "Jwt" => {
            Some(format!("{name} takes the session that the token is shown as: write `session: &Session<…>`"))
        }
        _ if written.is(&["session", "auth"]) && !is_reference && last != "Session" && !last.is_empty() => {
            Some(format!("{name} borrows the session: write `session: &Session<{}>`", written.meant()))
        }
        _ if written.is(&["session"]) && *is_reference && last != "Session" && !last.is_empty() => {
            Some(format!("the fields are in the session: write `session: &Session<{}>`", written.meant()))
        }
        _ => None,
    }
}
