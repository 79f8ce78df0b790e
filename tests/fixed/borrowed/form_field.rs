#[auth::credentials]
pub struct Login {
    pub password: String,
}
