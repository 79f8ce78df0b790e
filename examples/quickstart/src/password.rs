//! Password hashing: argon2id with its defaults, on the threads for blocking work, because a hash is slow by
//! design.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use auth::{Result, Secret};
use tokio::task::spawn_blocking;

/// Hashes a password into a PHC string.
pub async fn hash(password: Secret) -> Result<String> {
    let hash = spawn_blocking(move || Argon2::default().hash_password(password.expose().as_bytes())).await?;
    Ok(hash?.to_string())
}

/// Returns `true` if the password matches the hash. Without a hash it takes just as long, so that the duration does
/// not reveal whether an account exists.
pub async fn verify(password: Secret, hash: Option<String>) -> Result<bool> {
    let Some(hash) = hash else {
        self::hash(password).await?;
        return Ok(false);
    };
    let right = spawn_blocking(move || {
        let hash = PasswordHash::new(&hash)?;
        Ok::<_, argon2::password_hash::phc::Error>(
            Argon2::default().verify_password(password.expose().as_bytes(), &hash).is_ok(),
        )
    });
    Ok(right.await??)
}
