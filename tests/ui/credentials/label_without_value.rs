//! token: label
//! fix: write `label = "…"`

#[auth::credentials]
pub struct Login {
    #[auth(label)]
    pub name: String,
}

fn main() {}
