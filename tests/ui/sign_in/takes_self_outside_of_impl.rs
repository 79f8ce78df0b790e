#[auth::sign_in]
async fn guard(&self, user: &User) -> bool {
    user.email.is_some()
}

fn main() {}
