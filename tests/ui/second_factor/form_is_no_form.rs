//! token: Option<Form<Login>>
//! fix: `Option<Form<F>>` (with `#[auth::credentials]` on `F`)

use auth::prelude::*;

pub struct Login {
    pub name: String,
}

#[auth::second_factor]
async fn needed(form: Option<Form<Login>>) -> SecondFactor {
    if form.is_some_and(|Form(login)| login.name == "admin") {
        SecondFactor::Required
    } else {
        SecondFactor::IfEnrolled
    }
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
