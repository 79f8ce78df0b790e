//! Password hashing: argon2id with its defaults, on the threads for blocking work, because a hash is slow by design. It
//! also takes 19 MiB, so only as many hashes as there are cores run at a time, whoever asks for them.

use std::{fmt, sync::LazyLock, thread::available_parallelism, time::Duration};

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use auth::{Result, Secret};
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

/// One permit for each hash that may run.
static HASHES: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(cores()));

/// The maximum time to wait for a permit.
const PATIENCE: Duration = Duration::from_secs(5);

/// The error if so many hashes are waiting that another one would wait too long.
#[derive(Debug)]
pub struct Busy;

impl fmt::Display for Busy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("too many passwords are being hashed")
    }
}

impl std::error::Error for Busy {}

/// Hashes a password into a PHC string. Fails with [`Busy`] if that would take too long.
pub async fn hash(password: Secret) -> Result<String> {
    let hash =
        bounded(PATIENCE, move || Argon2::default().hash_password(password.expose().as_bytes())).await?;
    Ok(hash?.to_string())
}

/// Returns `true` if the password matches the hash. Without a hash it takes just as long, so that the duration does
/// not reveal whether an account exists. Fails with [`Busy`] if it would take too long.
pub async fn verify(password: Secret, hash: Option<String>) -> Result<bool> {
    let Some(hash) = hash else {
        self::hash(password).await?;
        return Ok(false);
    };
    let right = bounded(PATIENCE, move || {
        let hash = PasswordHash::new(&hash)?;
        Ok::<_, argon2::password_hash::phc::Error>(
            Argon2::default().verify_password(password.expose().as_bytes(), &hash).is_ok(),
        )
    });
    Ok(right.await??)
}

/// Runs work on a thread for blocking work, once there is a permit, and gives up if it has to wait for too long. The work keeps the permit until it is done, even if
/// the caller has gone away.
async fn bounded<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    let permit = timeout(patience, HASHES.acquire()).await.map_err(|_| Busy)??;
    let work = spawn_blocking(move || {
        let _permit = permit;
        work()
    });
    Ok(work.await?)
}

fn cores() -> usize {
    available_parallelism().map_or(1, usize::from)
}

#[cfg(test)]
mod tests {
    use std::{
        sync::{
            Arc,
            atomic::{AtomicUsize, Ordering},
        },
        thread,
    };

    use super::*;

    #[tokio::test]
    async fn a_hundred_hashes_at_once_run_a_few_at_a_time() {
        let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let hashes = (0..100).map(|_| {
            let (running, most) = (running.clone(), most.clone());
            tokio::spawn(bounded(Duration::from_secs(60), move || {
                most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                thread::yield_now();
                running.fetch_sub(1, Ordering::SeqCst);
            }))
        });
        for hash in hashes.collect::<Vec<_>>() {
            assert!(hash.await.is_ok_and(|result| result.is_ok()));
        }
        let most = most.load(Ordering::SeqCst);
        assert!((1..=cores()).contains(&most), "{most} of at most {}", cores());
    }

    #[tokio::test]
    async fn a_hash_that_would_wait_too_long_is_given_up() {
        let Ok(_all) = HASHES.acquire_many(cores().try_into().unwrap_or(u32::MAX)).await else { return };
        let refused = bounded(Duration::from_millis(1), || ()).await;
        assert!(refused.is_err_and(|error| error.is::<Busy>()));
    }
}
