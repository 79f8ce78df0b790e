//! Mended as the message says.

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub name: String,
}

#[auth::second_factor]
async fn needed(user: &User, form: Option<Form<Login>>) -> SecondFactor {
    let _ = (user, form);
    SecondFactor::Required
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
