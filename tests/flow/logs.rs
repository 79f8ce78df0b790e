//! The log tells what has happened, and no secret.

use std::{
    io,
    sync::{Arc, Mutex},
};

use serde_json::json;
use tracing::{Dispatch, subscriber::DefaultGuard};
use tracing_subscriber::fmt::{MakeWriter, format::FmtSpan};

use crate::site::*;

#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Takes what this thread logs, until the guard is dropped.
    ///
    /// While there is but one subscriber, a callsite which another thread meets first is asked about that
    /// thread's, is told that there is none, and stays silent here too; so there is always another.
    pub(crate) fn listen(&self) -> (DefaultGuard, Dispatch) {
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_span_events(FmtSpan::FULL)
            .with_writer(self.clone())
            .finish();
        let other = Dispatch::new(tracing_subscriber::fmt().with_writer(io::sink).finish());
        (tracing::subscriber::set_default(subscriber), other)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Log {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

#[tokio::test(flavor = "current_thread")]
async fn no_secret_is_in_the_log() {
    let log = Log::default();
    let _guard = log.listen();

    let mut site = Site::new();
    let mut secrets = vec!["hunter2".to_owned(), "a wrong password".to_owned(), SECRET.to_owned()];
    for name in ["ada", "denied", "broken", "away", "locked", "crash", "nothing"] {
        site.sign_in(name).await;
    }
    site.post("/auth/callback/credentials", &[("name", "ada"), ("password", "a wrong password")]).await;
    site.sign_in("ada").await;
    site.session().await;
    site.update(json!({ "note": "a private note" })).await;
    site.update(json!({ "note": 7 })).await;
    secrets.extend(site.cookies.values().cloned());
    secrets.push(site.csrf().await);
    secrets.push("a private note".to_owned());
    let genuine = site.cookies[SESSION].clone();
    let forged = format!("{}x{}", &genuine[..100], &genuine[101..]);
    site.cookies.insert(SESSION.to_owned(), forged.clone());
    secrets.push(forged);
    site.session().await;
    site.post("/auth/signout", &[]).await;
    site.get("/auth/nonsense?password=hunter2").await;

    let text = log.text();
    for told in ["callback", "signout", "the sign-in guard failed", "the database is gone", "JWTSessionError"]
    {
        assert!(text.contains(told), "{told} is missing:\n{text}");
    }
    for secret in &secrets {
        assert!(!text.contains(secret.as_str()), "{secret} is in the log:\n{text}");
    }
}
