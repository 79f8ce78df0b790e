use auth::{Auth, Session};
use tonic::{Status, metadata::MetadataMap, service::Routes};

/// Returns the session of a call. Methods of a service pass `request.metadata()`.
pub async fn session(auth: &Auth, metadata: &MetadataMap) -> Result<Session, Status> {
    let headers = metadata.clone().into_headers();
    let session = auth.session(&headers).await.map_err(|_| Status::unavailable("sessions cannot be read"))?;
    session.ok_or_else(|| Status::unauthenticated("sign in first"))
}

/// Serves gRPC and the routes of `auth` on one port.
pub fn app(auth: &Auth, services: Routes) -> axum::Router {
    services.into_axum_router().merge(auth.routes())
}
