use std::marker::PhantomData;

use auth::prelude::*;
use auth_compile_tests::Chain;

#[auth::jwt]
pub struct Token {
    pub role: String,
}

#[auth::jwt]
pub struct Other {
    pub role: String,
}

#[auth::jwt(update)]
async fn promote(token: &mut Jwt<Other>) {
    token.role = "admin".to_owned();
}

fn main() {
    Chain::of((), PhantomData::<Token>).jwt_update::<promote>().build();
}
