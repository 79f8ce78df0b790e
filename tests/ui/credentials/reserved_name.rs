//! token: "csrfToken"
//! fix: give this field another name

#[auth::credentials]
pub struct Login {
    #[auth(rename = "csrfToken")]
    pub token: String,
}

fn main() {}
