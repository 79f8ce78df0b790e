//! token: serde
//! fix: snake case

#[auth::permissions]
#[serde(rename_all = "camelCase")]
enum Permission {
    Read,
}

fn main() {}
