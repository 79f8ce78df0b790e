//! Every attribute and derive of `auth` in an application that knows the crate as `framework`. Nothing here can name `::auth`,
//! so that each path that generated code takes without `crate = framework` is an error.

#![cfg(test)]

use framework::prelude::*;

#[derive(Clone, framework::FromRef)]
#[from_ref(crate = framework)]
struct App {
    domain: &'static str,
}

#[derive(Clone, serde::Serialize, serde::Deserialize, framework::TypeScript)]
#[auth(crate = framework)]
struct Team {
    name: String,
}

#[framework::user(crate = framework)]
#[derive(Clone)]
struct Member {
    #[auth(default)]
    seats: u32,
}

#[framework::jwt(crate = framework, version = 1, typescript)]
struct Token {
    team: Option<Team>,
}

#[framework::session(from = Token, crate = framework, typescript)]
struct Visible {
    team: Option<Team>,
}

#[framework::credentials(crate = framework)]
struct Login {
    email: String,
    #[auth(password)]
    password: Secret,
}

#[framework::permissions(crate = framework)]
#[derive(Clone, Copy)]
enum Permission {
    Read,
    Refund,
}

#[framework::api_key(prefix = "acme", crate = framework)]
struct Key {
    scopes: Set<Permission>,
}

#[framework::sign_in(crate = framework)]
async fn staff(email: Option<VerifiedEmail<'_>>, State(domain): State<&'static str>) -> bool {
    email.is_some_and(|email| email.domain() == domain)
}

#[framework::authorize(crate = framework)]
async fn login(form: Login) -> Option<User> {
    (!form.password.expose().is_empty()).then(|| User::new("1").with_email(form.email))
}

#[framework::second_factor(crate = framework)]
async fn second(user: &User<Member>) -> SecondFactor {
    if user.seats > 1 { SecondFactor::Required } else { SecondFactor::IfEnrolled }
}

#[framework::jwt(crate = framework)]
async fn issue(_: &User) -> Token {
    Token { team: None }
}

#[framework::jwt(update, crate = framework)]
async fn update(token: &mut Jwt<Token>, Update(team): Update<Team>) {
    token.team = Some(team);
}

#[framework::jwt(access, crate = framework)]
async fn check(token: &Jwt<Token>) -> Access {
    if token.team.is_some() { Access::Allow } else { Access::Revoke }
}

#[framework::redirect(crate = framework)]
async fn target(url: RedirectUrl<'_>) -> Target {
    let _ = url;
    Target::Home
}

#[framework::event(sign_in, crate = framework)]
async fn seen(event: SignInEvent<'_>) {
    let _ = event;
}

#[framework::guard(crate = framework)]
async fn in_a_team(session: &Session<Visible>) -> bool {
    session.team.is_some()
}

#[framework::grants(crate = framework)]
fn granted(session: &Session<Visible>) -> Set<Permission> {
    if session.team.is_some() { Set::all() } else { [Permission::Read].into() }
}

#[derive(serde::Deserialize)]
struct AcmeProfile {
    id: String,
}

#[framework::provider(id = "acme", name = "Acme", issuer = "https://id.acme.example", crate = framework)]
async fn acme(profile: AcmeProfile) -> ProfileUser {
    ProfileUser::new(profile.id)
}

#[test]
fn an_application_is_built_by_the_other_name() {
    async fn refund(_: Can<Caller<Visible, Key>, permission::Refund>, _: Guard<in_a_team>) {}

    let _ = acme;
    let _ = framework::covered::get::<_, _, Auth<Visible>, _>(refund);
    let _ = Auth::builder()
        .state(App { domain: "example.com" })
        .users::<Member>()
        .credentials::<login>()
        .sign_in::<staff>()
        .second_factor::<second>()
        .jwt::<issue>()
        .jwt_update::<update>()
        .jwt_access::<check>()
        .session::<Visible>()
        .redirect::<target>()
        .on::<seen>()
        .api_keys::<Key>()
        .build();
}
