//! The HTML pages, under a policy that allows no scripts.

use auth::Session;
use axum::{
    http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY},
    response::{Html, IntoResponse, Response},
};
use maud::{DOCTYPE, Markup, html};

use crate::{
    callbacks::Visible,
    db::{DEMO_PASSWORD, DEMO_USERS},
};

const POLICY: &str = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";

/// A page with its headers.
pub struct Page(Markup);

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let headers = [(CONTENT_SECURITY_POLICY, POLICY), (CACHE_CONTROL, "no-store")];
        (headers, Html(self.0.into_string())).into_response()
    }
}

/// The start page of a signed-in user.
pub fn signed_in(session: &Session<Visible>) -> Page {
    let (name, email) = (session.user.name.as_deref(), session.user.email.as_deref().unwrap_or_default());
    page(
        "Your session",
        html! {
            h1 { "Hello, " (name.unwrap_or(email)) }
            p.subtitle { "This is your session, as a handler sees it." }
            dl {
                (row("session.user.name", name.unwrap_or_default()))
                (row("session.user.email", email))
                (row("session.id", session.id.as_str()))
                (row("session.role", &format!("{:?}", session.role)))
                (row("session.admin", &session.admin.to_string()))
                (row("session.expires", &session.expires.to_iso()))
            }
            form action="/name" method="post" {
                label for="name" { "Another name" }
                div.line {
                    input #name name="name" value=[name] required maxlength="60" autocomplete="name";
                    button type="submit" { "Rename" }
                }
            }
            nav {
                a href="/admin" { "For administrators" }
                a href="/auth/account" { "Your account" }
                a href="/auth/session" { "As JSON" }
                form action="/sign-out" method="post" { button.link type="submit" { "Sign out" } }
            }
        },
    )
}

/// The start page without a session.
pub fn signed_out() -> Page {
    page(
        "Quickstart",
        html! {
            h1 { "Quickstart" }
            p.subtitle { "Accounts with passwords, passkeys, mails and a second factor; a typed session; a page for administrators." }
            a.button.primary href="/auth/signin" { "Sign in" }
            a.button href="/auth/signup" { "Create an account" }
            table {
                caption { "Or as one of these, by the password " code { (DEMO_PASSWORD) } }
                @for user in DEMO_USERS { tr { td { (user.email) } td { (user.note) } } }
            }
        },
    )
}

/// The page for administrators.
pub fn admin(session: &Session<Visible>, users: &[(Option<String>, Option<String>)]) -> Page {
    page(
        "For administrators",
        html! {
            h1 { "For administrators" }
            p.subtitle { "You are one, " (session.user.name.as_deref().unwrap_or_default()) "." }
            table {
                caption { "All users" }
                @for (name, email) in users {
                    tr { td { (name.as_deref().unwrap_or_default()) } td { (email.as_deref().unwrap_or_default()) } }
                }
            }
            form action="/keys" method="post" {
                label for="name" { "A key for a program that lists them, too" }
                div.line {
                    input #name name="name" required maxlength="100" placeholder="Nightly report" autocomplete="off";
                    button type="submit" { "Make a key" }
                }
            }
            nav { a href="/" { "Back" } }
        },
    )
}

/// The page with a new key, which is shown this one time.
pub fn new_key(text: &str) -> Page {
    page(
        "Your new key",
        html! {
            h1 { "Your new key" }
            p.subtitle { "Keep it now: it is not shown again. Your account page lists it, and revokes it." }
            pre { code { (text) } }
            p { "A program sends it as " code { "Authorization: Bearer …" } " to " code { "/users.json" } "." }
            nav { a href="/admin" { "Back" } a href="/auth/account" { "Your account" } }
        },
    )
}

/// The page to which the sign-in guard redirects banned users.
pub fn banned() -> Page {
    page(
        "Banned",
        html! {
            h1 { "You are banned" }
            p.subtitle { "You have proven who you are, but this account may not sign in." }
            a.button href="/" { "Back" }
        },
    )
}

/// The page for internal errors.
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
