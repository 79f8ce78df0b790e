//! token: "colour"
//! fix: did you mean `color`?

#[auth::credentials]
pub struct Login {
    #[auth(input = "colour")]
    pub team: String,
}

fn main() {}
