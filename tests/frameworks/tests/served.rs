//! Signs a user in through each framework.

use auth::prelude::*;
use http::{Request, Response, header::SET_COOKIE};
use http_body_util::BodyExt;
use tower::ServiceExt;

#[auth::credentials]
struct Login {
    name: String,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    Some(User::new(form.name.as_str()).with_name(form.name))
}

fn auth() -> Auth {
    Auth::builder()
        .environment(|_| None)
        .secret("a secret for tests, and for nothing else")
        .url("http://site.test")
        .credentials::<login>()
        .build()
        .unwrap()
}

fn cookies<B>(response: &Response<B>) -> String {
    let cookies = response.headers().get_all(SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap());
    cookies.map(|cookie| cookie.split(';').next().unwrap()).collect::<Vec<_>>().join("; ")
}

/// Signs a user in by requests. Returns the cookies of the session.
async fn sign_in(call: impl AsyncFn(Request<String>) -> Response<String>) -> String {
    let csrf = call(Request::get("/auth/csrf").body(String::new()).unwrap()).await;
    assert_eq!(csrf.status().as_u16(), 200, "{}", csrf.body());
    let token = csrf.body().split('"').nth(3).unwrap();
    let form = format!("csrfToken={token}&name=ada");
    let request = Request::post("/auth/callback/credentials?from=test")
        .header("cookie", cookies(&csrf))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("content-length", form.len())
        .body(form)
        .unwrap();
    let signed_in = call(request).await;
    assert_eq!(signed_in.status().as_u16(), 302, "{}", signed_in.body());
    let cookies = cookies(&signed_in);
    assert!(cookies.contains("session-token"), "{cookies}");
    cookies
}

fn hello(cookies: &str) -> Request<String> {
    Request::get("/").header("cookie", cookies).body(String::new()).unwrap()
}

#[tokio::test]
async fn poem() {
    use poem::Endpoint;
    let app = auth_frameworks_tests::poem::app(auth());
    let call = async |request: Request<String>| {
        let (head, body) = request.into_parts();
        let mut request = poem::Request::builder().method(head.method).uri(head.uri).body(body);
        *request.headers_mut() = head.headers;
        let reply = app.get_response(request).await;
        let mut response = Response::builder().status(reply.status());
        for (name, value) in reply.headers() {
            response = response.header(name, value);
        }
        response.body(reply.into_body().into_string().await.unwrap()).unwrap()
    };
    let cookies = sign_in(call).await;
    assert_eq!(call(hello(&cookies)).await.body(), "hello, ada");
    assert_eq!(call(hello("")).await.body(), "hello, stranger");
}

#[tokio::test]
async fn rocket() {
    let app = auth_frameworks_tests::rocket::app(auth());
    let client = rocket::local::asynchronous::Client::untracked(app).await.unwrap();
    let call = async |request: Request<String>| {
        let (head, body) = request.into_parts();
        let method = head.method.as_str().parse().unwrap();
        let mut request = client.req(method, head.uri.to_string()).body(body);
        for (name, value) in &head.headers {
            request
                .add_header(rocket::http::Header::new(name.to_string(), value.to_str().unwrap().to_owned()));
        }
        let reply = request.dispatch().await;
        let mut response = Response::builder().status(reply.status().code);
        for header in reply.headers().iter() {
            response = response.header(header.name.as_str(), &*header.value);
        }
        response.body(reply.into_string().await.unwrap_or_default()).unwrap()
    };
    let cookies = sign_in(call).await;
    assert_eq!(call(hello(&cookies)).await.body(), "hello, ada");
    assert_eq!(call(hello("")).await.status().as_u16(), 401);
}

#[tokio::test]
async fn warp() {
    let app = auth_frameworks_tests::warp::app(auth());
    let call = async |request: Request<String>| {
        let (head, body) = request.into_parts();
        let mut request =
            warp::test::request().method(head.method.as_str()).path(&head.uri.to_string()).body(body);
        for (name, value) in &head.headers {
            request = request.header(name, value);
        }
        request.reply(&app).await.map(|body| String::from_utf8(body.to_vec()).unwrap())
    };
    let cookies = sign_in(call).await;
    assert_eq!(call(hello(&cookies)).await.body(), "hello, ada");
    assert_eq!(call(hello("")).await.body(), "hello, stranger");
}

#[tokio::test]
async fn tonic() {
    let auth = auth();
    let (_, health) = tonic_health::server::health_reporter();
    let app = auth_frameworks_tests::tonic::app(&auth, tonic::service::Routes::new(health));
    let call = async |request: Request<String>| {
        let response = app.clone().oneshot(request.map(axum::body::Body::from)).await.unwrap();
        let (head, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Response::from_parts(head, String::from_utf8(body.to_vec()).unwrap())
    };
    let cookies = sign_in(call).await;
    let mut metadata = tonic::metadata::MetadataMap::new();
    let session = auth_frameworks_tests::tonic::session(&auth, &metadata).await;
    assert_eq!(session.unwrap_err().code(), tonic::Code::Unauthenticated);
    metadata.insert("cookie", cookies.parse().unwrap());
    let session = auth_frameworks_tests::tonic::session(&auth, &metadata).await.unwrap();
    assert_eq!(session.user.name.as_deref(), Some("ada"));
}

/// A user of axum-login.
#[derive(Clone, Debug)]
struct OldUser;

impl axum_login::AuthUser for OldUser {
    type Id = u32;

    fn id(&self) -> u32 {
        7
    }

    fn session_auth_hash(&self) -> &[u8] {
        b"hash"
    }
}

#[derive(Clone)]
struct OldUsers;

impl axum_login::AuthnBackend for OldUsers {
    type User = OldUser;
    type Credentials = ();
    type Error = std::convert::Infallible;

    async fn authenticate(&self, (): ()) -> Result<Option<OldUser>, Self::Error> {
        Ok(Some(OldUser))
    }

    async fn get_user(&self, _: &u32) -> Result<Option<OldUser>, Self::Error> {
        Ok(Some(OldUser))
    }
}

#[tokio::test]
async fn axum_login() {
    use axum::{Router, body::Body, routing::get};
    use tower_sessions::MemoryStore;
    use axum_login::{
        AuthManagerLayerBuilder, AuthSession,
        tower_sessions::SessionManagerLayer,
    };

    let old =
        AuthManagerLayerBuilder::new(OldUsers, SessionManagerLayer::new(MemoryStore::default())).build();
    let log_in = async |mut old: AuthSession<OldUsers>| old.login(&OldUser).await.unwrap();
    let before = Router::new().route("/login", get(log_in)).layer(old.clone());
    let old_cookie =
        cookies(&before.oneshot(Request::get("/login").body(Body::empty()).unwrap()).await.unwrap());

    let auth = auth();
    let home = async |session: Session| assert_eq!(session.user.name, None);
    let routes = Router::new().route("/", get(home));
    let app: Router = auth_frameworks_tests::axum_login::with_exchange(routes, &auth, old)
        .merge(auth.routes())
        .with_state(auth.clone());
    let call = async |cookies: &str| {
        let request = Request::get("/?page=2").header("cookie", cookies).body(Body::empty()).unwrap();
        app.clone().oneshot(request).await.unwrap()
    };
    assert_eq!(call("").await.status().as_u16(), 401);
    let exchanged = call(&old_cookie).await;
    assert_eq!(exchanged.status().as_u16(), 307);
    assert_eq!(exchanged.headers()["location"], "/?page=2");
    let new_cookies = cookies(&exchanged);
    assert!(new_cookies.contains("session-token"), "{new_cookies}");
    assert_eq!(call(&new_cookies).await.status().as_u16(), 200);
    // The old session is over.
    assert_eq!(call(&old_cookie).await.status().as_u16(), 401);
}
