//! token: serde
//! fix: give each field its name by `#[auth(rename

#[auth::session]
#[serde(rename_all = "camelCase")]
pub struct Visible {
    pub home_town: String,
}

fn main() {}
