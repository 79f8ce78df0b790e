//! A form, pages for members, and a page for administrators alone: `cargo run --example actix … -- members`.
//!
//! Sign in as `ada`, who is an administrator, or as `bob`, with the password `correct horse`.

use std::collections::BTreeMap;

use actix_web::{
    Responder,
    web::{self, Html, Redirect, ServiceConfig},
};
use auth::{
    Auth, AuthBuilder, AuthError,
    callback::Callbacks,
    integration::{Head, Optional, WithState},
    prelude::*,
};
use maud::{Markup, html};
use serde::{Deserialize, Serialize};

/// The database of the example: the members, and what they have written.
#[derive(Clone, Default)]
pub(crate) struct Members {
    teams: std::sync::Arc<BTreeMap<String, String>>,
}

impl Members {
    pub(crate) fn sample() -> Self {
        let teams = [("ada", "engines"), ("bob", "looms")];
        Self {
            teams: std::sync::Arc::new(teams.map(|(name, team)| (name.to_owned(), team.to_owned())).into()),
        }
    }
}

#[auth::credentials]
struct Login {
    name: String,
    #[auth(password)]
    password: Secret,
}

#[auth::authorize]
async fn login(form: Login, State(members): State<Members>) -> Option<User> {
    // Compare a hash in a real application: see the quickstart.
    let is_member = members.teams.contains_key(&form.name) && form.password == Secret::new("correct horse");
    is_member.then(|| User::new(form.name.as_str()).with_name(form.name))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Role {
    Admin,
    Member,
}

#[auth::jwt]
struct Token {
    role: Role,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { role: if user.id == "ada" { Role::Admin } else { Role::Member } }
}

#[auth::session(from = Token)]
#[derive(Clone)]
pub(crate) struct Visible {
    role: Role,
}

#[auth::guard]
async fn admins(session: &Session<Visible>) -> bool {
    session.role == Role::Admin
}

/// Lets only members in who are members still.
#[auth::guard]
async fn members(session: &Session<Visible>, State(members): State<Members>) -> bool {
    session.user.name.as_ref().is_some_and(|name| members.teams.contains_key(name))
}

/// A member. The guard takes a part of the state, which the application has as `web::Data<Members>`.
type Member = WithState<Guard<members>, Members>;

/// Builds the application.
pub(crate) fn auth(builder: AuthBuilder<(), Callbacks>, members: Members) -> auth::Result<Auth<Visible>> {
    Ok(builder.state(members).credentials::<login>().jwt::<issue>().session::<Visible>().build()?)
}

/// Adds the pages.
pub(crate) fn routes(auth: Auth<Visible>, members: Members) -> impl Fn(&mut ServiceConfig) + Clone {
    move |config| {
        config
            .app_data(web::Data::new(members.clone()))
            .route("/", web::get().to(start))
            .route("/team", web::get().to(team))
            .route("/admin", web::get().to(admin))
            .service(
                web::resource("/leave")
                    .wrap(auth.same_origin()) // refuses forms of other sites
                    .route(web::post().to(leave)),
            );
    }
}

async fn start(Optional(session): Optional<Session<Visible>>) -> Html {
    page(html! {
        @match session {
            Some(session) => {
                p { "Signed in as " (session.user.name.as_deref().unwrap_or_default()) "." }
                p { a href="/team" { "Your team" } " " a href="/admin" { "Administration" } }
                form action="/leave" method="post" { button type="submit" { "Sign out" } }
            }
            None => p { a href="/auth/signin" { "Sign in" } },
        }
    })
}

/// Leads visitors without a session to the sign-in page, and back.
async fn team(member: Member, members: web::Data<Members>) -> Html {
    let team = member.user.name.as_ref().and_then(|name| members.teams.get(name));
    page(html! { p { "Your team: " (team.map_or("none", |team| team.as_str())) } })
}

/// Responds to other users with 403.
async fn admin(_: Guard<admins>, members: web::Data<Members>) -> Html {
    page(html! { ul { @for (name, team) in &*members.teams { li { (name) ": " (team) } } } })
}

/// Signs out without the page of the library.
async fn leave(auth: Auth<Visible>, head: Head) -> Result<impl Responder, AuthError> {
    let signed_out = auth.sign_out(&head).await?;
    Ok(signed_out.cookies.with(Redirect::to("/").see_other()))
}

fn page(content: Markup) -> Html {
    let page = html! {
        (maud::DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; title { "actix-web example" } }
            body { main { (content) } }
        }
    };
    Html::new(page.into_string())
}
