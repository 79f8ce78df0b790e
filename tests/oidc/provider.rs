//! The provider's process, and the proxy in front of it: what the application sees of the provider is what
//! the proxy lets it see.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    time::Duration,
};

use auth::provider::{HttpClient, ReqwestClient};
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::State,
    response::Response,
};
use http::{Request, StatusCode, header};
use serde_json::{Map, Value, json};
use tokio::net::TcpListener;

pub(crate) type Claims = Map<String, Value>;

/// What the proxy does to the provider's answers.
#[derive(Clone, Copy, Default)]
pub(crate) enum Tamper {
    /// It passes them on.
    #[default]
    Nothing,
    /// It changes the claims of ID tokens, and has them signed by whom the text says.
    IdToken { change: fn(&mut Claims), by: &'static str },
    /// It changes the JSON that is answered at a path.
    Json { path: &'static str, change: fn(&mut Claims) },
    /// It answers by itself at a path.
    Answer { path: &'static str, answer: fn() -> Response },
    /// It lets everybody wait at a path before they are heard.
    Silence { path: &'static str, time: Duration },
}

/// A running provider. It ends with this value.
pub(crate) struct Provider {
    process: Child,
    proxy: Arc<Proxy>,
    /// Where the application and browsers find it.
    pub(crate) issuer: String,
}

struct Proxy {
    upstream: String,
    client: ReqwestClient,
    tamper: Mutex<Tamper>,
    asked: Mutex<Vec<String>>,
    grants: Mutex<Vec<String>>,
}

/// The path of the discovery document.
pub(crate) const DISCOVERY: &str = "/.well-known/openid-configuration";

pub(crate) const SECRET: &str = "s3cret:of+a client/%";

impl Provider {
    /// A provider that knows the application at `app`: the clients `openid`, which is also called back at
    /// `/auth/callback/other`, and `plain`.
    pub(crate) async fn start(app: &str) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let client = |id: &str, callbacks_of: &[&str]| {
            let callbacks: Vec<_> =
                callbacks_of.iter().map(|id| format!("{app}/auth/callback/{id}")).collect();
            json!({
                "client_id": id,
                "client_secret": SECRET,
                "redirect_uris": callbacks,
                "post_logout_redirect_uris": [format!("{app}/auth/signout/acme")],
                "backchannel_logout_session_required": true,
                "backchannel_logout_uri": format!("{app}/auth/backchannel-logout/{}", callbacks_of[0]),
            })
        };
        let clients = json!([
            client("openid", &["acme", "other"]),
            client("plain", &["plain"]),
            client("lax", &["lax"])
        ]);
        let mut process = Command::new("node")
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oidc/provider.mjs"))
            .env("ISSUER", &issuer)
            .env("CLIENTS", clients.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut port = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut port).unwrap();
        assert!(!port.is_empty(), "the provider does not start: run `npm ci` in tests/oidc");
        let proxy = Arc::new(Proxy {
            upstream: format!("http://127.0.0.1:{}", port.trim()),
            client: ReqwestClient::new().unwrap(),
            tamper: Mutex::default(),
            asked: Mutex::default(),
            grants: Mutex::default(),
        });
        let router = Router::new().fallback(forward).with_state(Arc::clone(&proxy));
        tokio::spawn(async { axum::serve(listener, router).await });
        Self { process, proxy, issuer }
    }

    /// From now on.
    pub(crate) fn tamper(&self, tamper: Tamper) {
        *self.proxy.tamper.lock().unwrap() = tamper;
    }

    /// What was asked since this was called last, as far as the path has this end.
    pub(crate) fn asked(&self, end: &str) -> usize {
        let asked = std::mem::take(&mut *self.proxy.asked.lock().unwrap());
        asked.iter().filter(|path| path.ends_with(end)).count()
    }

    /// The grant types that the token endpoint was asked for since this was called last.
    pub(crate) fn grants(&self) -> Vec<String> {
        std::mem::take(&mut *self.proxy.grants.lock().unwrap())
    }

    /// The provider forgets whom it has granted what.
    pub(crate) async fn forget_grants(&self) {
        self.proxy.ask("/control/forget", String::new()).await;
    }

    /// Claims as a token that is signed by whom the text says.
    pub(crate) async fn sign(&self, claims: &Value, typ: Option<&str>, by: &str) -> String {
        let request = json!({ "claims": claims, "typ": typ, "by": by });
        self.proxy.ask("/control/sign", request.to_string()).await
    }

    /// What the application was answered when the provider asked it to end sessions, since this was called last.
    pub(crate) async fn logouts(&self) -> Vec<u16> {
        serde_json::from_str(&self.proxy.ask("/control/logouts", String::new()).await).unwrap()
    }

    /// The ID of the provider's session in which the last sign-in took place.
    pub(crate) async fn last_sid(&self) -> String {
        serde_json::from_str(&self.proxy.ask("/control/sid", String::new()).await).unwrap()
    }

    /// From now on, the ID token has no claims of the scopes: they are in userinfo only.
    pub(crate) async fn conform(&self) {
        self.proxy.ask("/control/conform", String::new()).await;
    }

    /// The provider signs with another key, and forgets the one before.
    pub(crate) async fn rotate_key(&self) {
        self.proxy.ask("/control/rotate", String::new()).await;
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

impl Proxy {
    async fn ask(&self, path: &str, body: String) -> String {
        let request = Request::post(format!("{}{path}", self.upstream)).body(Bytes::from(body)).unwrap();
        let answer = self.client.send(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{:?}", answer.body());
        String::from_utf8(answer.into_body().into()).unwrap()
    }

    /// Passes a request on, under the host that the provider knows as its own.
    async fn pass(&self, request: Request<Body>) -> http::Response<Bytes> {
        let (mut parts, body) = request.into_parts();
        let path = parts.uri.path_and_query().unwrap();
        parts.uri = format!("{}{path}", self.upstream).parse().unwrap();
        parts.headers.remove(header::CONTENT_LENGTH);
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let grants = form_urlencoded::parse(&body).filter(|(name, _)| name == "grant_type");
        self.grants.lock().unwrap().extend(grants.map(|(_, grant)| grant.into_owned()));
        let mut answer = self.client.send(Request::from_parts(parts, body)).await.unwrap();
        for name in [header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::CONNECTION] {
            answer.headers_mut().remove(name);
        }
        answer
    }

    async fn re_sign(&self, answer: &mut Claims, change: fn(&mut Claims), by: &str) {
        let Some(Value::String(token)) = answer.get("id_token") else { return };
        let mut claims = payload(token);
        change(&mut claims);
        let signed = self.ask("/control/sign", json!({ "claims": claims, "by": by }).to_string()).await;
        answer.insert("id_token".to_owned(), signed.into());
    }
}

/// The claims of a token, unverified.
pub(crate) fn payload(token: &str) -> Claims {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    let payload = URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap();
    serde_json::from_slice(&payload).unwrap()
}

async fn forward(State(proxy): State<Arc<Proxy>>, request: Request<Body>) -> Response {
    let asked = request.uri().path().to_owned();
    proxy.asked.lock().unwrap().push(asked.clone());
    let tamper = *proxy.tamper.lock().unwrap();
    match tamper {
        Tamper::Answer { path, answer } if path == asked => return answer(),
        Tamper::Silence { path, time } if path == asked => tokio::time::sleep(time).await,
        _ => {}
    }
    let mut answer = proxy.pass(request).await;
    let mut json: Option<Claims> = serde_json::from_slice(answer.body()).ok();
    match (tamper, &mut json) {
        (Tamper::IdToken { change, by }, Some(json)) if asked == "/token" => {
            proxy.re_sign(json, change, by).await;
        }
        (Tamper::Json { path, change }, Some(json)) if path == asked => change(json),
        _ => return answer.map(Body::from),
    }
    *answer.body_mut() = serde_json::to_vec(&json).unwrap().into();
    answer.map(Body::from)
}
