//! The pages: HTML without scripts, under a policy that allows none.

use auth::{Session, User};
use axum::{
    http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY},
    response::{Html, IntoResponse, Response},
};
use maud::{DOCTYPE, Markup, html};

use crate::{
    callbacks::Visible,
    db::{DEMO_PASSWORD, DEMO_USERS},
};

const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A page, with the headers that go with it.
pub struct Page(Markup);

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let headers = [(CONTENT_SECURITY_POLICY, POLICY), (CACHE_CONTROL, "no-store")];
        (headers, Html(self.0.into_string())).into_response()
    }
}

/// The start page of somebody who is signed in.
pub fn signed_in(session: &Session<Visible>) -> Page {
    let name = session.user.name.as_deref().unwrap_or_default();
    page(
        "Your session",
        html! {
            h1 { "Hello, " (name) }
            p.subtitle { "This is your session, as a handler sees it." }
            dl {
                (row("session.user.name", name))
                (row("session.user.email", session.user.email.as_deref().unwrap_or_default()))
                (row("session.id", session.id.as_str()))
                (row("session.role", &format!("{:?}", session.role)))
                (row("session.admin", &session.admin.to_string()))
                (row("session.expires", &session.expires.to_iso()))
            }
            form action="/name" method="post" {
                label for="name" { "Another name" }
                div.line {
                    input #name name="name" value=(name) required maxlength="60" autocomplete="name";
                    button type="submit" { "Rename" }
                }
            }
            nav {
                a href="/admin" { "For administrators" }
                a href="/auth/session" { "As JSON" }
                form action="/sign-out" method="post" { button.link type="submit" { "Sign out" } }
            }
        },
    )
}

/// The start page of everybody else.
pub fn signed_out() -> Page {
    page(
        "Quickstart",
        html! {
            h1 { "Quickstart" }
            p.subtitle { "A password, a typed session, a guarded page." }
            a.button.primary href="/auth/signin" { "Sign in" }
            a.button href="/sign-up" { "Create an account" }
            table {
                caption { "Or as one of these, by the password " code { (DEMO_PASSWORD) } }
                @for user in DEMO_USERS { tr { td { (user.email) } td { (user.note) } } }
            }
        },
    )
}

/// The form for a new account, and what was wrong with the last try.
pub fn sign_up(error: Option<&str>) -> Page {
    page(
        "Create an account",
        html! {
            h1 { "Create an account" }
            p.subtitle { "You will be signed in at once." }
            @if let Some(error) = error { p.error role="alert" { (error) } }
            form action="/sign-up" method="post" {
                label for="email" { "E-mail" }
                input #email name="email" type="email" required autocomplete="username";
                label for="name" { "Name" }
                input #name name="name" required maxlength="60" autocomplete="name";
                label for="password" { "Password" }
                input #password name="password" type="password" required minlength="8" autocomplete="new-password";
                button.button.primary type="submit" { "Create the account" }
            }
            nav { a href="/auth/signin" { "I have one" } }
        },
    )
}

/// Behind the guard.
pub fn admin(session: &Session<Visible>, users: &[User]) -> Page {
    page(
        "For administrators",
        html! {
            h1 { "For administrators" }
            p.subtitle { "You are one, " (session.user.name.as_deref().unwrap_or_default()) "." }
            table {
                caption { "All users" }
                @for user in users {
                    tr {
                        td { (user.name.as_deref().unwrap_or_default()) }
                        td { (user.email.as_deref().unwrap_or_default()) }
                    }
                }
            }
            nav { a href="/" { "Back" } }
        },
    )
}

/// Where the sign-in guard sends those who are banned.
pub fn banned() -> Page {
    page(
        "Banned",
        html! {
            h1 { "You are banned" }
            p.subtitle { "The password was right, but this account may not sign in." }
            a.button href="/" { "Back" }
        },
    )
}

/// Something went wrong.
pub fn failed() -> Page {
    page(
        "Error",
        html! {
            h1 { "Something went wrong" }
            p.subtitle { "It has been written to the log." }
            a.button href="/" { "Back" }
        },
    )
}

fn row(name: &str, value: &str) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
}

fn page(title: &str, content: Markup) -> Page {
    Page(html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                link rel="stylesheet" href="/style.css";
            }
            body { main { (content) } }
        }
    })
}
