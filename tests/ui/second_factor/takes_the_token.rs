//! token: &Jwt<Token>
//! fix: it can take `&User`, `&User<…>` (with the type in `.users::<…>()`), `&Account`,

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
