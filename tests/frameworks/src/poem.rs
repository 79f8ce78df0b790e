use auth::{Auth, AuthError};
use poem::{Endpoint, EndpointExt, Request, Route, endpoint::TowerCompatExt, get, handler, web::Data};

#[handler]
async fn hello(Data(auth): Data<&Auth>, request: &Request) -> poem::Result<String> {
    let session = auth.session(request.headers()).await.map_err(|error: AuthError| {
        poem::Error::from_string(error.to_string(), poem::http::StatusCode::INTERNAL_SERVER_ERROR)
    })?;
    let name = session.and_then(|session| session.user.name);
    Ok(format!("hello, {}", name.as_deref().unwrap_or("stranger")))
}

pub fn app(auth: Auth) -> impl Endpoint {
    let routes = auth.clone().compat().before(async |mut request: Request| {
        // The client address, by which sign-in attempts are limited.
        if let Some(address) = request.remote_addr().as_socket_addr().copied() {
            request.extensions_mut().insert(address);
        }
        Ok(request)
    });
    Route::new().at("/", get(hello)).nest_no_strip("/auth", routes).data(auth)
}
