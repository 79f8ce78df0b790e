use auth::Auth;
use bytes::Bytes;
use http_body_util::Full;
use rocket::{
    Build, Data, Request, Response, Rocket, Route,
    data::ToByteUnit,
    http::{Method, Status},
    route::{Handler, Outcome},
};

/// The routes of `auth`, for a mount of Rocket.
#[derive(Clone)]
struct Routes(Auth);

#[rocket::async_trait]
impl Handler for Routes {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        let body = match data.open(64.kibibytes()).into_bytes().await {
            Ok(body) if body.is_complete() => body.into_inner(),
            _ => return Outcome::Error(Status::PayloadTooLarge),
        };
        let head = head(request);
        let (head, body) = self.0.handle(head.map(|()| Full::new(Bytes::from(body)))).await.into_parts();
        let mut response = Response::build();
        response.status(Status::new(head.status.as_u16()));
        for (name, value) in &head.headers {
            if let Ok(value) = value.to_str() {
                response.raw_header_adjoin(name.to_string(), value.to_owned());
            }
        }
        let body = body.into_inner().unwrap_or_default();
        response.sized_body(body.len(), std::io::Cursor::new(body));
        Outcome::Success(response.finalize())
    }
}

/// Returns the head of a request of Rocket, which has an older version of the crate `http`.
fn head(request: &Request<'_>) -> http::Request<()> {
    let mut head = http::Request::builder().method(request.method().as_str()).uri(request.uri().to_string());
    for header in request.headers().iter() {
        head = head.header(header.name.as_str(), &*header.value);
    }
    let mut head = head.body(()).unwrap_or_default();
    // The client address, by which sign-in attempts are limited.
    if let Some(address) = request.remote() {
        head.extensions_mut().insert(address);
    }
    head
}

struct Name(String);

/// The name of the signed-in user, as an argument of handlers.
#[rocket::async_trait]
impl<'r> rocket::request::FromRequest<'r> for Name {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> rocket::request::Outcome<Self, ()> {
        let Some(auth) = request.rocket().state::<Auth>() else {
            return rocket::request::Outcome::Error((Status::InternalServerError, ()));
        };
        match auth.session(&head(request)).await {
            Ok(Some(session)) => {
                rocket::request::Outcome::Success(Self(session.user.name.unwrap_or_default()))
            }
            Ok(None) => rocket::request::Outcome::Error((Status::Unauthorized, ())),
            Err(_) => rocket::request::Outcome::Error((Status::InternalServerError, ())),
        }
    }
}

#[rocket::get("/")]
fn hello(name: Name) -> String {
    format!("hello, {}", name.0)
}

pub fn app(auth: Auth) -> Rocket<Build> {
    let route = |method| Route::new(method, "/<path..>", Routes(auth.clone()));
    rocket::build()
        .mount("/", rocket::routes![hello])
        .mount("/auth", [route(Method::Get), route(Method::Post)])
        .manage(auth)
}
