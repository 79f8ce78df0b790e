//! token: serde
//! fix: variant

#[auth::permissions]
enum Permission {
    #[serde(rename = "may-read")]
    Read,
}

fn main() {}
