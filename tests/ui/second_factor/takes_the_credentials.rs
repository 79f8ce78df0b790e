//! token: &Login
//! fix: Option<Form<Login>>

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub name: String,
}

#[auth::second_factor]
async fn needed(user: &User, credentials: &Login) -> SecondFactor {
    let _ = (user, credentials);
    SecondFactor::Required
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
