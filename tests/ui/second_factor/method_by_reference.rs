//! token: &SignInMethod<'_>
//! fix: SignInMethod<'_>`

use auth::prelude::*;

use auth::callback::SignInMethod;

#[auth::second_factor]
async fn needed(method: &SignInMethod<'_>) -> SecondFactor {
    let _ = method;
    SecondFactor::Required
}

fn main() {}
