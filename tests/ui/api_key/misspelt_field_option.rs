//! token: defalt
//! fix: Did you mean `default`?

#[auth::api_key(prefix = "acme")]
pub struct Key {
    #[auth(defalt)]
    pub project: u32,
}

fn main() {}
