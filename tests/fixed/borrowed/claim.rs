#[auth::jwt]
pub struct Token {
    pub role: String,
}
