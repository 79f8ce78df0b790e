//! The items of a custom provider besides its callback: the description and the constructors.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::{context::Context, names::local, paths::Paths};
use crate::{
    contract::callback::Kind,
    model::{ClientAuth, Description, Head, Protocol},
};

/// Implements the description, and `new`, `from_env` and `public`, which the built-in providers also have.
pub(crate) fn expand(description: &Description, head: &Head, context: &Context) -> TokenStream {
    let Context { paths, .. } = context;
    let Head { ident, vis, attrs } = head;
    let described = paths.callback("provider", "DescribedProvider");
    let (provider, missing) =
        (paths.callback("provider", "OAuthProvider"), paths.callback("provider", "MissingVariable"));
    let (type_name, secret_type) = (paths.callback("provider", "Description"), paths.private("Secret"));
    let into_text = paths.private("IntoText");
    let text = quote!(impl #into_text<::std::string::String>);
    let (client, secret) = (local("client_id"), local("client_secret"));
    let variables = variables(&description.id);
    let value = value(description, paths);
    quote! {
        #attrs
        #[automatically_derived]
        impl #described for #ident {
            const DESCRIPTION: #type_name = #value;
        }

        #attrs
        #[allow(dead_code, unreachable_pub)]
        impl #ident {
            /// Creates the provider with a client ID and a client secret.
            #vis fn new(
                #client: #text,
                #secret: impl #into_text<#secret_type>,
            ) -> #provider<Self> {
                #provider::described(#client, #secret)
            }

            #[doc = #variables]
            #vis fn from_env() -> ::core::result::Result<#provider<Self>, #missing> {
                #provider::described_from_env()
            }

            /// Creates the provider for a public client, which has no secret.
            #vis fn public(#client: #text) -> #provider<Self> {
                #provider::described_public(#client)
            }
        }
    }
}

/// Puts the items of a provider behind the feature `oauth`. Without the feature they are an error that names it.
pub(crate) fn behind_feature(kind: Kind, items: TokenStream, head: &Head, paths: &Paths) -> TokenStream {
    if kind != Kind::Provider {
        return items;
    }
    let span = head.ident.span();
    let available = paths.private_at("with_oauth", span);
    quote_spanned!(span=> #available! { #items })
}

/// Implements the same items for a provider with errors.
pub(crate) fn stub(head: &Head, context: &Context) -> TokenStream {
    expand(&Description::default(), head, context)
}

fn variables(id: &str) -> String {
    let id = id.to_ascii_uppercase().replace('-', "_");
    format!(
        " Creates the provider with the client ID and secret from the environment: `AUTH_{id}_ID` and \
            `AUTH_{id}_SECRET`."
    )
}

fn value(description: &Description, paths: &Paths) -> TokenStream {
    let Description { id, name, brand_color, pkce, nonce, form_post, .. } = description;
    let in_module = |name| paths.callback("provider", name);
    let (type_name, protocol_type, client_auth_type) =
        (in_module("Description"), in_module("Protocol"), in_module("ClientAuth"));
    let protocol = match &description.protocol {
        Protocol::Oidc { issuer, userinfo } => {
            quote!(#protocol_type::Oidc { issuer: #issuer, userinfo: #userinfo })
        }
        Protocol::OAuth2 { authorization, token, userinfo } => quote!(#protocol_type::OAuth2 {
            authorization: #authorization,
            token: #token,
            userinfo: #userinfo,
        }),
    };
    let scopes = option(description.scopes.as_ref().map(|scopes| quote!(#scopes)));
    let brand_color = option(brand_color.map(|[red, green, blue]| quote!([#red, #green, #blue])));
    let ClientAuth(variant) = description.client_auth;
    let client_auth = Ident::new(variant, Span::call_site());
    quote! {
        #type_name {
            id: #id,
            name: #name,
            protocol: #protocol,
            scopes: #scopes,
            brand_color: #brand_color,
            client_auth: #client_auth_type::#client_auth,
            pkce: #pkce,
            nonce: #nonce,
            form_post: #form_post,
        }
    }
}

fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}
