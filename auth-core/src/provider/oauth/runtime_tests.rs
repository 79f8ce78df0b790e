//! A provider that does not respond: all who wait for its metadata or its keys wait for one time-out together.

use std::{
    pin::Pin,
    sync::atomic::{AtomicUsize, Ordering},
    task::{Context, Poll, Waker},
    time::Duration,
};

use bytes::Bytes;
use http::Request;
use tokio::sync::Semaphore;

use super::*;
use crate::{
    contract::Secret,
    http::{
        HttpError, HttpFuture,
        testing::{Scripted, block_on},
    },
    jose::{SigningKey, Unverified, encode, test_keys::P256},
    provider::oauth::{IdentityProvider, Oidc},
};

const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);
const SIGN_INS: usize = 6;

/// A client whose requests time out when the test says so.
struct Silent {
    asked: AtomicUsize,
    time_outs: Semaphore,
}

impl Silent {
    fn new() -> Self {
        Self { asked: AtomicUsize::new(0), time_outs: Semaphore::new(0) }
    }

    /// Lets the time of one request run out. A further request would wait for ever.
    fn time_out(&self) {
        self.time_outs.add_permits(1);
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }
}

impl HttpClient for Silent {
    fn send(&self, _: Request<Bytes>) -> HttpFuture<'_> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        Box::pin(async {
            if let Ok(permit) = self.time_outs.acquire().await {
                permit.forget();
            }
            Err(HttpError::TimedOut)
        })
    }
}

fn acme() -> IdentityProvider<()> {
    let acme = <Oidc>::new("acme", "Acme", "https://op.test", "client", "secret");
    IdentityProvider::new(acme).unwrap_or_else(|error| panic!("{error}"))
}

/// Lets several sign-ins do the same.
fn sign_ins<F: Future>(one: impl Fn() -> F) -> Vec<Pin<Box<F>>> {
    (0..SIGN_INS).map(|_| Box::pin(one())).collect()
}

/// Polls futures once, in the order in which they began to wait. Returns the results of those that are ready.
fn poll<F: Future>(waiting: &mut [Pin<Box<F>>]) -> Vec<Option<F::Output>> {
    let mut context = Context::from_waker(Waker::noop());
    let poll = |future: &mut Pin<Box<F>>| match future.as_mut().poll(&mut context) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    };
    waiting.iter_mut().map(poll).collect()
}

#[test]
fn sign_ins_wait_for_metadata_for_one_time_out_together() {
    let (provider, http) = (acme(), Silent::new());
    let mut sign_ins = sign_ins(|| provider.metadata(&http, NOW));
    assert!(poll(&mut sign_ins).iter().all(Option::is_none));
    http.time_out();
    for result in poll(&mut sign_ins) {
        let error = result.expect("it waits no longer").err().unwrap();
        assert_eq!(error.to_string(), "the provider did not answer in time");
    }
    assert_eq!(http.asked(), 1);
    // Nor does the next one wait.
    assert!(block_on(provider.metadata(&http, NOW + Duration::from_secs(1))).is_err());
}

#[test]
fn stale_metadata_delays_one_sign_in_only() {
    let (provider, http) = (acme(), Silent::new());
    let metadata = r#"{"issuer":"https://op.test"}"#;
    block_on(provider.metadata(&Scripted::new(move |_| (200, metadata.to_owned())), NOW)).unwrap();
    let later = NOW + Duration::from_secs(3600);
    let mut sign_ins = sign_ins(|| provider.metadata(&http, later));
    let ready = poll(&mut sign_ins);
    assert_eq!(ready.iter().filter(|result| result.is_none()).count(), 1);
    assert!(ready.into_iter().flatten().all(|result| result.is_ok()));
    http.time_out();
    let refreshing = poll(&mut sign_ins[..1]).remove(0).expect("it waits no longer");
    assert!(refreshing.is_ok(), "the stale metadata is good enough");
    assert_eq!(http.asked(), 1);
}

#[test]
fn sign_ins_wait_for_keys_for_one_time_out_together() {
    let key = SigningKey::es256_pem(&Secret::new(P256)).ok().unwrap();
    let message = format!("{}.{}", encode(r#"{"alg":"ES256","kid":"new"}"#), encode("{}"));
    let token = format!("{message}.{}", encode(key.sign(message.as_bytes()).unwrap()));
    let token = Unverified::split(&token).ok().unwrap();
    let keys = format!(r#"{{"keys":[{}]}}"#, key.jwk().unwrap());
    let known = Scripted::new(move |_| (200, keys.clone()));
    let verify = |jwks: &Jwks, http: &dyn HttpClient, now| {
        block_on(jwks.verify(http, "https://op.test/jwks", &token, IdTokenAlgorithm::ES256, "", now)).is_ok()
    };
    // Without any keys, and with keys that do not contain the one of the token.
    for has_keys in [false, true] {
        let (jwks, http, later) = (Jwks::new(), Silent::new(), NOW + Duration::from_secs(10));
        assert!(!has_keys || !verify(&jwks, &known, NOW));
        let mut sign_ins = sign_ins(|| {
            jwks.verify(&http, "https://op.test/jwks", &token, IdTokenAlgorithm::ES256, "", later)
        });
        assert!(poll(&mut sign_ins).iter().all(Option::is_none));
        http.time_out();
        for result in poll(&mut sign_ins) {
            assert!(result.expect("it waits no longer").is_err());
        }
        assert_eq!(http.asked(), 1);
    }
}
