//! A second factor is asked for at the sign-up, as at each sign-in.

use super::*;

#[auth::second_factor]
async fn always(user: &User) -> SecondFactor {
    assert!(!user.id.as_str().is_empty());
    SecondFactor::Required
}
