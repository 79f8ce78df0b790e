//! The trait of token structs, which reads and writes the claims and migrates them from older versions.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Ident, spanned::Spanned};

use super::{
    assertion,
    context::Context,
    names::local,
    paths::{Paths, ok, result},
    user::{personal, token_source},
};
use crate::model::{ClaimRole, Extension, Member, Presence, Version};

/// Implements `Claims`, with a hidden struct for the claims that have been read so far.
pub(crate) fn expand(token: &Extension<ClaimRole>, version: &Version, context: &Context) -> TokenStream {
    let Context { paths, names } = context;
    let Extension { ident, attrs, fields } = token;
    let (partial_type, access, error, serialize_map) =
        (names.fresh("Partial"), names.fresh("A"), names.fresh("E"), names.fresh("M"));
    let (partial, map, name) = (local("partial"), local("map"), local("name"));
    let field_names: Vec<_> = fields.iter().map(|field| &field.ident).collect();
    let types = fields.iter().map(|field| &field.ty);
    let wires: Vec<&String> =
        fields.iter().filter(|field| !field.role.is_rest()).map(|field| &field.wire).collect();
    let claim_value = paths.in_module("claims", "ClaimValue");
    let value = |field: &Member<ClaimRole>| {
        let ty = &field.ty;
        quote!(#claim_value::<#ty>)
    };

    let arms = fields.iter().filter(|field| !field.role.is_rest()).map(|field| {
        let (ident, wire, claim) = (&field.ident, &field.wire, value(field));
        quote!(#wire => #partial.#ident = ::core::option::Option::Some(#claim::read(#map)?),)
    });
    let rest = fields.iter().find(|field| field.role.is_rest());
    let other = match rest {
        Some(field) => {
            let (ident, rest) = (&field.ident, value(field));
            quote!(#name => #rest::keep(&mut #partial.#ident, #name, #map)?,)
        }
        None => {
            let unread = ok(&quote!(false));
            quote!(_ => return #unread,)
        }
    };
    let finished = fields.iter().map(|field| {
        let (ident, wire, claim) = (&field.ident, &field.wire, value(field));
        match field.role.presence {
            Presence::Plain => quote!(#ident: #claim::or_missing(#partial.#ident, #wire)?,),
            Presence::Default | Presence::Rest => quote!(#ident: #claim::or_default(#partial.#ident)?,),
        }
    });
    let written = fields.iter().map(|field| {
        let (ident, wire, claim) = (&field.ident, &field.wire, value(field));
        match field.role.presence {
            Presence::Rest => quote!(#claim::write_rest(&self.#ident, &[#(#wires),*], #map)?;),
            _ => quote!(#claim::write(&self.#ident, #wire, #map)?;),
        }
    });

    let (known, sizes) = (known(fields, paths), sizes(fields, paths));
    let is_measured = |field: &&Member<ClaimRole>| !field.role.is_rest() && field.role.max.is_none();
    let unbounded = fields.iter().find(is_measured).map(|_| {
        let unbounded = paths.in_module("claims", "Unbounded");
        quote! {
            #[allow(unused_imports)]
            use #unbounded as _;
        }
    });
    let not_a_claim =
        (!fields.is_empty()).then(|| assertion::fallback(&paths.in_module("claims", "NotAClaim")));
    let assertions = assertion::claims(fields, paths);
    let Versioned { number: version, migrate, check } = versioned(ident, version, paths);

    let personal = personal(fields.iter().filter(|field| field.role.personal).map(|field| &field.wire));
    let claims_trait = paths.in_module("claims", "Claims");
    let (map_access, map_trait) = (paths.serde("de", "MapAccess"), paths.serde("ser", "SerializeMap"));
    let error_trait = paths.serde("de", "Error");
    let (read_result, finish_result, write_result) = (
        result(&quote!(bool), &quote!(#access::Error)),
        result(&quote!(Self), &quote!(#error)),
        result(&quote!(()), &quote!(#serialize_map::Error)),
    );
    let (unread, read) = (ok(&quote!(false)), ok(&quote!(true)));
    let source = token_source(&TokenStream::new(), &quote!(#ident), &TokenStream::new(), paths);
    let read = if fields.is_empty() { unread } else { quote!(match #name { #(#arms)* #other } #read) };
    let (done, token) = (ok(&quote!(())), ok(&quote!(#ident { #(#finished)* })));
    quote! {
        #attrs
        const _: () = {
            #unbounded
            #not_a_claim

            #[doc(hidden)]
            #[allow(unreachable_pub)]
            #[derive(::core::default::Default)]
            pub struct #partial_type {
                #(#field_names: ::core::option::Option<#types>,)*
            }

            #[automatically_derived]
            impl #claims_trait for #ident {
                #version
                #known
                #personal

                type Partial = #partial_type;

                fn read<'de, #access: #map_access<'de>>(
                    #partial: &mut #partial_type,
                    #name: &str,
                    #map: &mut #access,
                ) -> #read_result {
                    #read
                }

                fn finish<#error: #error_trait>(#partial: #partial_type) -> #finish_result {
                    #token
                }

                fn write<#serialize_map: #map_trait>(&self, #map: &mut #serialize_map) -> #write_result {
                    #(#written)*
                    #done
                }

                #sizes

                #migrate
            }

            #check

            #assertions
        };

        #attrs
        #source
    }
}

/// Describes the claims, independently of any token.
fn known(fields: &[Member<ClaimRole>], paths: &Paths) -> TokenStream {
    let claim_field = paths.in_module("claims", "ClaimField");
    let known = fields.iter().map(|field| {
        let Member { ty, wire, role, .. } = field;
        if role.is_rest() {
            return quote!(#claim_field::rest(#wire));
        }
        let default = matches!(role.presence, Presence::Default).then(|| quote!(.or_default()));
        let size = match role.max {
            // The quotes of a string are added.
            Some(max) => {
                let max = max as usize + 2;
                quote!(::core::option::Option::Some(#max))
            }
            None => {
                let bound = paths.in_module_at("claims", "Bound", ty.span());
                quote_spanned!(ty.span()=> #bound::<#ty>::MAX_SIZE)
            }
        };
        quote!(#claim_field::new(#wire)#default.at_most(#size))
    });
    quote!(const FIELDS: &'static [#claim_field] = &[#(#known),*];)
}

/// Checks the size of claims under `max`.
fn sizes(fields: &[Member<ClaimRole>], paths: &Paths) -> Option<TokenStream> {
    let checks: Vec<TokenStream> = fields
        .iter()
        .filter_map(|field| {
            let max = field.role.max? as usize;
            let (ident, wire) = (&field.ident, &field.wire);
            let (ty, value) = (&field.ty, paths.in_module("claims", "ClaimValue"));
            Some(quote!(#value::<#ty>::check_size(&self.#ident, #wire, #max)?;))
        })
        .collect();
    let returns = result(&quote!(()), &paths.in_module("claims", "ClaimTooLong"));
    let done = ok(&quote!(()));
    (!checks.is_empty()).then(|| {
        quote! {
            fn check_sizes(&self) -> #returns {
                #(#checks)*
                #done
            }
        }
    })
}

/// The items that `#[auth::jwt(version = …, migrate = …)]` adds.
#[derive(Default)]
struct Versioned {
    /// The number of the version.
    number: Option<TokenStream>,
    /// The migration.
    migrate: Option<TokenStream>,
    /// The check that the migration starts from an older version.
    check: Option<TokenStream>,
}

/// Returns the number of the version, if it is not the first, and the migration to it.
fn versioned(ident: &Ident, version: &Version, paths: &Paths) -> Versioned {
    let Version { number, migrate } = version;
    let Some(migrate) = migrate else {
        let number = (*number > 1).then(|| quote!(const VERSION: u32 = #number;));
        return Versioned { number, ..Versioned::default() };
    };
    let span = migrate.span();
    let in_claims = |name| paths.in_module_at("claims", name, span);
    let (migration_trait, step) = (in_claims("Migration"), in_claims("Step"));
    let not_a_migration = assertion::fallback(&in_claims("NotAMigration"));
    let version_before = in_claims("version_before");
    Versioned {
        number: Some(quote!(const VERSION: u32 = #number;)),
        migrate: Some(quote_spanned! {span=>
            fn migration() -> impl #migration_trait<Self> {
                #not_a_migration
                #step::<Self, _, _>::new(#migrate).checked()
            }
        }),
        check: Some(quote_spanned! {span=>
            const _: () = ::core::assert!(
                #version_before::<#ident, _, _>(#migrate) < #number,
                "the function under `migrate` must take the struct of an older version"
            );
        }),
    }
}
