//! Encrypted tokens: sessions, sign-ins, callbacks and routers, on this thread alone.

use super::{
    at_provider::{self, CALLBACK_PATH, ID_TOKEN_PATH},
    requests::{reads, signs_in},
};
use crate::{
    application, by_hand, callback,
    measure::{Case, Clock, Operation},
};

const SESSION: &str = "session: GET /auth/session";
const BARE: &str = "bare session: the same, by hand without the other cookies of the protocol";
const LAYER: &str = "layer: Session<V> in a handler";
const GUARD: &str = "guard: Can<Session<V>, …> on a covered router";
const SIGN_IN: &str = "sign-in: CSRF token, form, token";
const COVERED: &str = "covered: covered router, by axum's";
const SIGN_IN_PATH: &str = "/auth/callback/credentials";
const CALLBACK: &str = "callback: 1,000 calls under the attribute";

pub(crate) async fn cases(chosen: &dyn Fn(&str) -> bool) -> Vec<Case> {
    let (ours, by_hand) = (application::cookies_of_ada().await, by_hand::cookies_of_ada());
    let read = |path| -> (Operation, Operation) {
        (reads(application::router(), path, ours.clone()), reads(by_hand::router(), path, by_hand.clone()))
    };
    let all = [
        (SESSION, 1.05, 5_000, read("/auth/session")),
        (
            BARE,
            1.15,
            5_000,
            (
                reads(application::router(), "/auth/session", ours.clone()),
                reads(by_hand::router(), "/bare/session", by_hand.clone()),
            ),
        ),
        (LAYER, 1.03, 10_000, read("/session")),
        (
            GUARD,
            1.05,
            10_000,
            (
                reads(application::covered(), "/permitted", ours.clone()),
                reads(by_hand::router(), "/permitted", by_hand.clone()),
            ),
        ),
        (
            SIGN_IN,
            1.10,
            4_000,
            (signs_in(application::router(), "name=Ada"), signs_in(by_hand::router(), "name=Ada")),
        ),
        (
            COVERED,
            1.00,
            10_000,
            (
                reads(application::covered(), "/session", ours.clone()),
                reads(application::router(), "/session", ours.clone()),
            ),
        ),
        (CALLBACK, 1.00, 2_000, (calls("annotated"), calls("by-hand"))),
    ];
    let cases = all.into_iter().filter(|(name, ..)| chosen(name));
    cases
        .map(|(name, goal, batch, (ours, by_hand))| Case {
            name,
            goal,
            clock: Clock::Thread,
            batch,
            requests: 1,
            ours,
            by_hand,
        })
        .collect()
}

fn calls(side: &'static str) -> Operation {
    Box::new(move || {
        callback::calls_of(side, 1);
        Box::pin(std::future::ready(()))
    })
}

/// Serves requests by one side alone. The path of a sign-in is that of its form, or of the callback of the provider.
pub(crate) async fn serve(path: &str, side: &str, requests: u32) {
    let path: &'static str = path.to_owned().leak();
    let mut operation = match side {
        _ if [CALLBACK_PATH, ID_TOKEN_PATH].contains(&path) => {
            at_provider::operation(path, side == "ours").await
        }
        "ours" if path == SIGN_IN_PATH => signs_in(application::router(), "name=Ada"),
        "by-hand" if path == SIGN_IN_PATH => signs_in(by_hand::router(), "name=Ada"),
        "ours" => reads(application::router(), path, application::cookies_of_ada().await),
        "covered" => reads(application::covered(), path, application::cookies_of_ada().await),
        _ => reads(by_hand::router(), path, by_hand::cookies_of_ada()),
    };
    for _ in 0..requests {
        operation().await;
    }
}
