async fn acme(tokens: &TokenSet) -> Option<ProfileUser> {
    None
}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
struct acme {}
::auth::__private::with_oauth! {
    #[automatically_derived] impl < S : ::auth::__private::AppState >
    ::auth::__private::callback::provider::ProviderCallback < S > for acme { type Profile
    = ::auth::__private::callback::provider::AnyProfile; type Outcome =
    ::auth::__private::callback::wiring::Checked < Option < ProfileUser >, { < Option <
    ProfileUser > as ::auth::__private::callback::provider::ProviderOutcome >
    ::IS_SUPPORTED } >; async fn call(call :
    ::auth::__private::callback::provider::ProviderCall < '_, S >, profile :
    Self::Profile) -> Self::Outcome { acme(< & TokenSet as
    ::auth::__private::callback::provider::ProviderArgument < '_, S >> ::from_call(&
    call)). await } } #[automatically_derived] impl
    ::auth::__private::callback::provider::DescribedProvider for acme { const DESCRIPTION
    : ::auth::__private::callback::provider::Description =
    ::auth::__private::callback::provider::Description { id : "acme", name : "Acme",
    protocol : ::auth::__private::callback::provider::Protocol::OAuth2 { authorization :
    "https://acme.example/authorize", token : "https://acme.example/token", userinfo :
    "https://acme.example/me", }, scopes : ::core::option::Option::None, brand_color :
    ::core::option::Option::None, client_auth :
    ::auth::__private::callback::provider::ClientAuth::Post, pkce : false, nonce : false,
    form_post : false, }; } #[allow(dead_code, unreachable_pub)] impl acme { #[doc =
    r" Creates the provider with a client ID and a client secret."] fn new(client_id :
    impl ::core::convert::Into < ::std::string::String >, client_secret : impl
    ::core::convert::Into < ::auth::__private::Secret >,) ->
    ::auth::__private::callback::provider::OAuthProvider < Self > {
    ::auth::__private::callback::provider::OAuthProvider::described(client_id,
    client_secret) } #[doc =
    " Creates the provider with the client ID and secret from the environment: `AUTH_ACME_ID` and `AUTH_ACME_SECRET`."]
    fn from_env() -> ::core::result::Result <
    ::auth::__private::callback::provider::OAuthProvider < Self >,
    ::auth::__private::callback::provider::MissingVariable > {
    ::auth::__private::callback::provider::OAuthProvider::described_from_env() } #[doc =
    r" Creates the provider for a public client, which has no secret."] fn
    public(client_id : impl ::core::convert::Into < ::std::string::String >) ->
    ::auth::__private::callback::provider::OAuthProvider < Self > {
    ::auth::__private::callback::provider::OAuthProvider::described_public(client_id) } }
}
