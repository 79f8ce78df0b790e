//! token: &str
//! fix: return an owned value

#[auth::redirect]
async fn home() -> &str {
    "/"
}

fn main() {}
