//! Session cookies that another instance, version or service understands: they stay.

use auth::{
    Secret,
    adapter::{AnyAdapter, MemoryAdapter},
    token::{SignedKeys, SigningKey},
};
use serde_json::json;

use crate::{signed::KEY, site::*};

const NEXT: &str = "the next secret, which not every instance has";

/// Sites of which none understands the sessions of another.
fn sites() -> [Site; 4] {
    let signed = SignedKeys::new(SigningKey::eddsa_pem(&Secret::new(KEY)).unwrap(), []);
    [
        Site::new(),
        Site::with(|builder| builder.secrets([Secret::new(NEXT)])),
        Site::with(|builder| builder.signed(signed)),
        Site::with_sessions_in(AnyAdapter::new(MemoryAdapter::new()), |builder| builder),
    ]
}

#[tokio::test]
async fn a_session_of_another_key_or_format_is_left_alone() {
    for (here, mut site) in sites().into_iter().enumerate() {
        for (there, mut other) in sites().into_iter().enumerate() {
            if here == there {
                continue;
            }
            other.sign_in("ada").await;
            site.cookies = other.cookies.clone();
            assert_eq!(site.session().await, json!(null), "{there} at {here}");
            assert_eq!(site.get("/me").await.status, 401, "{there} at {here}");
            assert_eq!(site.get("/maybe").await.set_cookies(), [""; 0], "{there} at {here}");
            assert_eq!(site.update(json!({ "note": "x" })).await.json(), json!(null), "{there} at {here}");
            let refreshed = site.auth.refresh(&site.headers()).await.unwrap();
            assert!(refreshed.session.is_none() && refreshed.cookies.iter().next().is_none());
            assert_eq!(site.cookies[SESSION], other.cookies[SESSION], "{there} at {here}");
            other.cookies = site.cookies.clone();
            assert!(!other.session().await.is_null(), "{there} at {here}");
            // A sign-out deletes it, and so does a sign-in.
            site.post("/auth/signout", &[]).await;
            assert_eq!(site.session_cookies(), [""; 0], "{there} at {here}");
        }
    }
}

#[tokio::test]
async fn a_rotated_secret_signs_nobody_out() {
    let old = || Site::new();
    let both = || Site::with(|builder| builder.secrets([Secret::new(NEXT), Secret::new(SECRET)]));
    let (mut first, mut second) = (old(), both());
    first.sign_in("ada").await;
    second.cookies = first.cookies.clone();
    assert!(!second.session().await.is_null());
    // The new token meets an instance that does not have the new secret yet.
    first.cookies = second.cookies.clone();
    assert!(first.session().await.is_null());
    second.cookies = first.cookies.clone();
    assert!(!second.session().await.is_null());
}

#[tokio::test]
async fn garbage_is_deleted() {
    for mut site in sites() {
        for garbage in ["garbage", "a.b.c", "....", "eyJhbGciOiJkaXIifQ..A.A.A"] {
            site.cookies.insert(SESSION.to_owned(), garbage.to_owned());
            assert!(site.session().await.is_null());
            assert_eq!(site.session_cookies(), [""; 0], "{garbage}");
        }
    }
}
