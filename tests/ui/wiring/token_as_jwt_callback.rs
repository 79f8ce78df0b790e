use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

fn main() {
    let _ = Auth::builder().jwt::<Token>().build();
}
