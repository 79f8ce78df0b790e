//! token: <T>
//! fix: write the types out

#[auth::api_key(prefix = "acme")]
pub struct Key<T> {
    pub project: T,
}

fn main() {}
