//! token: Name
//! fix: write `label = "…"`

#[auth::credentials]
pub struct Login {
    #[auth(label = Name)]
    pub name: String,
}

fn main() {}
