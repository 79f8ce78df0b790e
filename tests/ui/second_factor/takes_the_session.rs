//! token: &Session
//! fix: there is no session before the second factor: a second-factor callback takes

use auth::prelude::*;

#[auth::second_factor]
async fn needed(session: &Session) -> SecondFactor {
    if session.user.email.is_some() { SecondFactor::Required } else { SecondFactor::IfEnrolled }
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
