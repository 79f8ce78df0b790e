//! token: impl
//! fix: goes on an `async fn`, not on an impl block: `async fn not_banned(user: &User)

struct Guards;

#[auth::sign_in]
impl Guards {}

fn main() {}
