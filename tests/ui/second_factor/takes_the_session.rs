//! token: &Session
//! fix: it can take `&User`, `&User<…>` (with the type in `.users::<…>()`), `&Account`,

use auth::prelude::*;

#[auth::second_factor]
async fn needed(session: &Session) -> SecondFactor {
    if session.user.email.is_some() { SecondFactor::Required } else { SecondFactor::IfEnrolled }
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
