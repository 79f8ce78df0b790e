//! token: &self
//! fix: belongs outside of `impl` blocks and traits, and takes no `self`

#[auth::sign_in]
async fn guard(&self, user: &User) -> bool {
    user.email.is_some()
}

fn main() {}
