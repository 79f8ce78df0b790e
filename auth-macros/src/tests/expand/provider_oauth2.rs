async fn acme(tokens: &TokenSet) -> Option<ProfileUser> {
    None
}
::core::compile_error! {
    "the function of a provider must take the profile, a struct that can be deserialized: `async fn acme(profile: AcmeProfile) -> Result<User>`"
}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
struct acme {}
::auth::__private::with_oauth! {
    #[automatically_derived] impl < S : ::auth::__private::AppState >
    ::auth::__private::callback::provider::ProviderCallback < S > for acme { type Outcome
    = ::auth::__private::User; async fn call(call :
    ::auth::__private::callback::provider::ProviderCall < '_, S >, profile : &
    ::auth::__private::callback::provider::Value) -> ::core::result::Result <
    Self::Outcome, ::auth::__private::callback::provider::UnreadProfile > {
    ::core::future::pending(). await } } #[automatically_derived] impl
    ::auth::__private::callback::provider::DescribedProvider for acme { const DESCRIPTION
    : ::auth::__private::callback::provider::Description =
    ::auth::__private::callback::provider::Description { id : "", name : "", protocol :
    ::auth::__private::callback::provider::Protocol::Oidc { issuer : "", userinfo : false
    }, scopes : ::core::option::Option::None, brand_color : ::core::option::Option::None,
    client_auth : ::auth::__private::callback::provider::ClientAuth::Basic, pkce : false,
    nonce : false, form_post : false, }; } #[allow(dead_code, unreachable_pub)] impl acme
    { #[doc = r" Creates the provider with a client ID and a client secret."] fn
    new(client_id : impl ::auth::__private::IntoText < ::std::string::String >,
    client_secret : impl ::auth::__private::IntoText < ::auth::__private::Secret >,) ->
    ::auth::__private::callback::provider::OAuthProvider < Self > {
    ::auth::__private::callback::provider::OAuthProvider::described(client_id,
    client_secret) } #[doc =
    " Creates the provider with the client ID and secret from the environment: `AUTH__ID` and `AUTH__SECRET`."]
    fn from_env() -> ::core::result::Result <
    ::auth::__private::callback::provider::OAuthProvider < Self >,
    ::auth::__private::callback::provider::MissingVariable > {
    ::auth::__private::callback::provider::OAuthProvider::described_from_env() } #[doc =
    r" Creates the provider for a public client, which has no secret."] fn
    public(client_id : impl ::auth::__private::IntoText < ::std::string::String >) ->
    ::auth::__private::callback::provider::OAuthProvider < Self > {
    ::auth::__private::callback::provider::OAuthProvider::described_public(client_id) } }
}
