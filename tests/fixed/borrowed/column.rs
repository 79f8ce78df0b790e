#[auth::user]
#[derive(Clone)]
pub struct Member {
    pub city: Option<String>,
}
