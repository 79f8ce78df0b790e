//! token: &Jwt<Token>
//! fix: there is no session before the second factor: a second-factor callback takes

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub admin: bool,
}

#[auth::second_factor]
async fn needed(token: &Jwt<Token>) -> SecondFactor {
    if token.admin { SecondFactor::Required } else { SecondFactor::IfEnrolled }
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
