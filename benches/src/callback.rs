//! One call of a sign-in guard: under the attribute, or with the callback trait written by hand.

use std::{
    future::Future,
    hint::black_box,
    pin::pin,
    task::{Context, Poll, Waker},
};

use auth::{
    __private::callback::{
        arguments::RequestFacts,
        sign_in::{SignInArgument, SignInAttempt, SignInCall, SignInCallback, SignInMethod, SignInOutcome},
        wiring::Subject,
    },
    Account,
    prelude::*,
    provider::ProviderType,
};

#[derive(Clone)]
struct Level(usize);

#[auth::sign_in]
async fn annotated(user: &User, account: &Account, State(level): State<Level>) -> Result<SignIn> {
    decide(user, account, &level)
}

struct ByHand;

impl SignInCallback<Level> for ByHand {
    type Wired = Self;
    type Outcome = Result<SignIn>;

    async fn call(call: SignInCall<'_, Level>) -> Result<SignIn> {
        let State(level) = State::<Level>::from_call(&call);
        decide(call.attempt.user.plain(), call.attempt.account, &level)
    }
}

fn decide(user: &User, account: &Account, level: &Level) -> Result<SignIn> {
    Ok(match user.id.as_str().len() + account.provider.as_str().len() > level.0 {
        true => SignIn::Allow,
        false => SignIn::Deny,
    })
}

fn calls<C: SignInCallback<Level>>(thousands: u32) -> usize {
    let (level, subject) = (Level(3), Subject::new(User::new("1")));
    let account = Account::new("github", ProviderType::OAuth, "7");
    let call = SignInCall {
        state: &level,
        facts: RequestFacts::default(),
        attempt: SignInAttempt::new(SignInMethod::Credentials, &subject, &account),
    };
    let allowed = (0..thousands * 1000).filter(|_| {
        let outcome = ready(C::call(black_box(call))).and_then(|outcome| outcome.decide().ok());
        outcome == Some(SignIn::Allow)
    });
    allowed.count()
}

fn ready<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

/// Runs one side alone.
pub(crate) fn calls_of(side: &str, thousands: u32) {
    black_box(match side {
        "annotated" => calls::<annotated>(thousands),
        _ => calls::<ByHand>(thousands),
    });
}
