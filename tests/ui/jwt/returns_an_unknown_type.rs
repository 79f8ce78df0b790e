//! token: Tokn
//! fix: a struct with a similar name exists

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

#[auth::jwt]
async fn issue(user: &User) -> Result<Tokn> {
    Ok(Token { id: user.id.clone() })
}

fn main() {
    let _ = Auth::builder().jwt::<issue>().build();
}
