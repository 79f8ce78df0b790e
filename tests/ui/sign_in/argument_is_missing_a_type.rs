//! token: (user)
//! fix: give it a type

#[auth::sign_in]
async fn guard(user) -> bool {
    true
}

fn main() {}
