//! The macro with which the catalogue declares its providers.

/// Declares providers of the catalogue, each as a type with constructors and an implementation of `Vendor`.
///
/// Providers with `StandardClaims` need a definition only, and one call declares many of them, each as
/// `Okta = Definition::oidc(…);`. Any other provider has a call of its own:
///
/// ```text
/// vendor! {
///     /// Documentation.
///     Acme: AcmeProfile = Definition::oauth(…);
///     user = |p| ProfileUser::new(p.id).name(p.login); // or an `impl UserProfile for AcmeProfile`
///     conform = function;                              // `Vendor::conform`, optional
///     complete = function;                             // `Vendor::complete`, optional
/// }
/// ```
macro_rules! vendor {
    ($($(#[$meta:meta])* $name:ident = $definition:expr;)+) => {
        $(vendor! { $(#[$meta])* $name: StandardClaims = $definition; })+
    };
    (
        $(#[$meta:meta])* $name:ident: $profile:ident = $definition:expr;
        user = |$value:ident| $user:expr;
        $($hooks:tt)*
    ) => {
        vendor! { $(#[$meta])* $name: $profile = $definition; $($hooks)* }

        impl UserProfile for $profile {
            fn user(self) -> Result<ProfileUser, BoxError> {
                let $value = self;
                Ok($user)
            }
        }
    };
    (
        $(#[$meta:meta])* $name:ident: $profile:ident = $definition:expr;
        $(conform = $conform:ident;)?
        $(complete = $complete:ident;)?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl $name {
            /// Creates the provider with a client ID and a client secret.
            pub fn new(
                client_id: impl crate::contract::IntoText<String>,
                client_secret: impl crate::contract::IntoText<crate::contract::Secret>,
            ) -> OAuthProvider<Self> {
                OAuthProvider::new(client_id, client_secret)
            }

            /// Creates the provider with the client ID and the client secret from the environment; see
            /// [`OAuthProvider::from_env`].
            ///
            /// # Errors
            /// Returns the name of a variable that is not set.
            pub fn from_env() -> Result<OAuthProvider<Self>, MissingVariable> {
                OAuthProvider::from_env()
            }
        }

        impl Vendor for $name {
            type Profile = $profile;

            fn definition() -> Definition {
                $definition
            }

            async fn user(profile: $profile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
                profile.user()
            }

            $(fn conform(answer: &mut TokenAnswer) {
                $conform(answer);
            })?

            $(async fn complete(profile: Value, lookup: Lookup<'_>) -> Result<Value, BoxError> {
                $complete(profile, lookup).await
            })?
        }
    };
}

pub(super) use vendor;
