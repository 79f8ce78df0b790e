//! token: optional
//! fix: Option

#[auth::credentials]
pub struct Login {
    pub email: String,
    #[auth(optional)]
    pub invite: String,
}

fn main() {}
