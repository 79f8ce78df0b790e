//! token: sqlx
//! fix: rename

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct Member {
    #[sqlx(rename = "team_name")]
    pub team: Option<String>,
}

fn main() {
    let _ = Auth::builder().users::<Member>();
}
