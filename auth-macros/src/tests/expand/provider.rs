pub async fn acme(profile: AcmeProfile, State(db): State<Db>) -> Result<User> {
    db.user(profile).await
}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
pub struct acme {}
::auth::__private::with_oauth! {
    impl acme { fn profile(profile : & ::auth::__private::callback::provider::Value) ->
    ::core::result::Result < AcmeProfile, ::auth::__private::BoxError > { < AcmeProfile
    as ::auth::__private::callback::provider::ProviderProfile > ::read(profile) } }
    #[automatically_derived] impl < S : ::auth::__private::AppState >
    ::auth::__private::callback::provider::ProviderCallback < S > for acme where Db :
    ::auth::__private::FromRef < S >, { type Outcome =
    ::auth::__private::callback::wiring::Checked < Result < User >, { <
    ::auth::__private::callback::wiring::Checked < Result < User >, { < User as
    ::auth::__private::callback::provider::ProviderOutcome > ::IS_SUPPORTED } > as
    ::auth::__private::callback::provider::ProviderOutcome > ::IS_SUPPORTED } >; fn
    raw(profile : & ::auth::__private::callback::provider::Value) ->
    ::auth::__private::callback::provider::RawProfile < '_ > {
    ::auth::__private::callback::provider::RawProfile::of:: < AcmeProfile > (profile, |
    profile | match < acme > ::profile(profile) { ::core::result::Result::Ok(profile) =>
    { ::core::option::Option::Some(::std::boxed::Box::new(profile)) }
    ::core::result::Result::Err(_) => ::core::option::Option::None, }) } async fn
    call(call : ::auth::__private::callback::provider::ProviderCall < '_, S >, profile :
    & ::auth::__private::callback::provider::Value) -> ::core::result::Result <
    Self::Outcome, ::auth::__private::callback::provider::UnreadProfile > { let profile =
    < acme > ::profile(profile) ?; ::core::result::Result::Ok(acme(profile, < State < Db
    > as ::auth::__private::callback::provider::ProviderArgument < '_, S >> ::from_call(&
    call)). await) } } #[automatically_derived] impl
    ::auth::__private::callback::provider::DescribedProvider for acme { const DESCRIPTION
    : ::auth::__private::callback::provider::Description =
    ::auth::__private::callback::provider::Description { id : "my-acme", name : "Acme",
    protocol : ::auth::__private::callback::provider::Protocol::Oidc { issuer :
    "https://acme.example", userinfo : false }, scopes :
    ::core::option::Option::Some("openid email"), brand_color :
    ::core::option::Option::Some([0u8, 119u8, 255u8]), client_auth :
    ::auth::__private::callback::provider::ClientAuth::Basic, pkce : true, nonce : true,
    form_post : false, }; } #[allow(dead_code, unreachable_pub)] impl acme { #[doc =
    r" Creates the provider with a client ID and a client secret."] pub fn new(client_id
    : impl ::auth::__private::IntoText < ::std::string::String >, client_secret : impl
    ::auth::__private::IntoText < ::auth::__private::Secret >,) ->
    ::auth::__private::callback::provider::OAuthProvider < Self > {
    ::auth::__private::callback::provider::OAuthProvider::described(client_id,
    client_secret) } #[doc =
    " Creates the provider with the client ID and secret from the environment: `AUTH_MY_ACME_ID` and `AUTH_MY_ACME_SECRET`."]
    pub fn from_env() -> ::core::result::Result <
    ::auth::__private::callback::provider::OAuthProvider < Self >,
    ::auth::__private::callback::provider::MissingVariable > {
    ::auth::__private::callback::provider::OAuthProvider::described_from_env() } #[doc =
    r" Creates the provider for a public client, which has no secret."] pub fn
    public(client_id : impl ::auth::__private::IntoText < ::std::string::String >) ->
    ::auth::__private::callback::provider::OAuthProvider < Self > {
    ::auth::__private::callback::provider::OAuthProvider::described_public(client_id) } }
}
