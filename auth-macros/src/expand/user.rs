//! The traits of the application's users and of the sources of sessions.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Type, spanned::Spanned};

use super::{
    assertion,
    context::Context,
    names::local,
    paths::{Paths, ok, result},
};
use crate::model::{ColumnRole, Extension, Member};

/// Implements `UserData`, and makes the struct a source of sessions.
pub(crate) fn columns(user: &Extension<ColumnRole>, context: &Context) -> TokenStream {
    let Context { paths, .. } = context;
    let Extension { ident, attrs, fields } = user;
    let columns = local("columns");
    let column = paths.private("ColumnValue");
    let wires = fields.iter().map(|field| &field.wire);
    let new = fields.iter().map(|field| {
        let name = if field.role.default { "DefaultColumn" } else { "EmptyColumn" };
        let (ident, value) = (&field.ident, in_private(&field.ty, name, paths));
        quote!(#ident: #value::of_new_user(),)
    });
    let read = fields.iter().map(|field| {
        let Member { ident, ty, wire, role } = field;
        let read = if role.default { quote!(read_or_default) } else { quote!(read) };
        quote!(#ident: #column::<#ty>::#read(#columns, #wire)?,)
    });
    let written = fields.iter().map(|field| {
        let Member { ident, ty, wire, .. } = field;
        quote!(#column::<#ty>::write(&self.#ident, &mut #columns, #wire)?;)
    });
    let data = paths.private_at("UserData", ident.span());
    let (map, error) = (paths.private("ExtraColumns"), paths.private("ColumnError"));
    let (read_result, write_result) = (result(&quote!(Self), &error), result(&map, &error));
    let (value, done) = (ok(&quote!(#ident { #(#read)* })), ok(&quote!(#columns)));
    let (parameter, binding) = match fields.is_empty() {
        true => (quote!(_), quote!(#columns)),
        false => (quote!(#columns), quote!(mut #columns)),
    };
    let source = user_source(&TokenStream::new(), &quote!(#ident), &TokenStream::new(), paths);
    let data_impl = quote_spanned!(ident.span()=> impl #data for #ident);
    let personal = personal(fields.iter().filter(|field| field.role.personal).map(|field| &field.wire));
    let assertions = assertion::columns(fields, paths);
    let not_a_column = (!fields.is_empty()).then(|| assertion::fallback(&paths.private("NotAColumn")));
    quote! {
        #attrs
        const _: () = {
            #not_a_column

            #[automatically_derived]
            #data_impl {
                type Declared = Self;

                const COLUMNS: &'static [&'static str] = &[#(#wires),*];
                #personal

                fn of_new_user() -> Self {
                    #ident { #(#new)* }
                }

                fn read(#parameter: &#map) -> #read_result {
                    #value
                }

                fn write(&self) -> #write_result {
                    let #binding = #map::new();
                    #(#written)*
                    #done
                }
            }

            #assertions
        };

        #attrs
        #source
    }
}

/// Returns the constant with the names of the fields that an export of the user's data holds; nothing if there are none.
pub(super) fn personal<'a>(names: impl Iterator<Item = &'a String>) -> Option<TokenStream> {
    let names: Vec<&String> = names.collect();
    (!names.is_empty()).then(|| quote!(const PERSONAL: &'static [&'static str] = &[#(#names),*];))
}

/// Returns `<Type as Trait>` with a trait directly below `auth::__private`, with errors at the type.
fn in_private(ty: &Type, name: &str, paths: &Paths) -> TokenStream {
    let span = ty.span();
    let path = paths.private_at(name, span);
    quote_spanned!(span=> <#ty as #path>)
}

/// Makes a token a source of sessions.
pub(crate) fn token_source(
    params: &TokenStream,
    ty: &TokenStream,
    bounds: &TokenStream,
    paths: &Paths,
) -> TokenStream {
    let (source, jwt) = (paths.callback("database", "SessionSource"), paths.private("Jwt"));
    let record = local("record");
    quote! {
        #[automatically_derived]
        impl<#params> #source for #ty #bounds {
            type Record = Self;
            type Fields = Self;
            type Whole = #jwt<Self>;

            fn fields(#record: &#jwt<Self>) -> &Self {
                &#record.claims
            }

            fn whole(#record: &#jwt<Self>) -> &#jwt<Self> {
                #record
            }
        }
    }
}

/// Makes a stored user a source of sessions.
pub(crate) fn user_source(
    params: &TokenStream,
    ty: &TokenStream,
    bounds: &TokenStream,
    paths: &Paths,
) -> TokenStream {
    let (source, stored) =
        (paths.callback("database", "SessionSource"), paths.callback("database", "Stored"));
    let (jwt, user) = (paths.private("Jwt"), paths.private("User"));
    let record = local("record");
    quote! {
        #[automatically_derived]
        impl<#params> #source for #ty #bounds {
            type Record = #stored<Self>;
            type Fields = #user<Self>;
            type Whole = #user<Self>;

            fn fields(#record: &#jwt<#stored<Self>>) -> &#user<Self> {
                &#record.claims.user
            }

            fn whole(#record: &#jwt<#stored<Self>>) -> &#user<Self> {
                &#record.claims.user
            }
        }
    }
}
