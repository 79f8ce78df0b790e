//! token: ["read:user"]
//! fix: expected a string

fn main() {
    let _ = auth::provider::GitHub::new("id", "secret").scope(["read:user"]);
}
