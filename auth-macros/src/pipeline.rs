//! Runs an attribute through the phases, and emits the item, then its traits, or its errors and a stub.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{ItemEnum, ItemStruct};

use crate::{
    check::{self, item::wrong_item, kind::kind},
    contract::{
        attribute::Attribute,
        callback::Kind,
        option::{CRATE, FROM, Place, TYPESCRIPT},
    },
    diag::Diagnostics,
    expand::{self, context::Context, fallback, names::Names, paths::Paths, refused, typescript},
    input::{
        conditional::Conditional,
        item::{self, Function, Item, Named, Other},
        lifetimes,
        options::Options,
        recover,
    },
    model::{Callback, Head},
};

/// Expands one of the attributes.
pub(crate) fn attribute(attribute: Attribute, options: TokenStream, item: TokenStream) -> TokenStream {
    let (item, others) = item::without_siblings(item);
    // The compiler has rejected an item that does not parse already.
    let Ok(parsed) = syn::parse2::<Item>(item.clone()) else { return unparsed(attribute, options, item) };
    let mut errors = Diagnostics::default();
    for (other, path) in others {
        errors.at(path, check::item::second_attribute(attribute, &other));
    }
    let options = if is_name_value() { TokenStream::new() } else { options };
    let given = options.clone();
    let options = Options::parse(options, Place::Item(attribute), &mut errors);
    let names = Names::of(quote!(#item));
    let context = Context { paths: Paths::new(options.path(CRATE)), names };
    if errors.is_empty()
        && let Some(Conditional { condition, with, without }) = Conditional::find(&item)
    {
        let _no_errors = errors.drain();
        let again = context.paths.root(attribute.name());
        return quote! {
            #[cfg(#condition)]
            #[#again(#given)]
            #with

            #[cfg(not(#condition))]
            #[#again(#given)]
            #without
        };
    }
    match parsed {
        Item::Function(function) => self::function(attribute, &options, &function, item, &context, errors),
        Item::Struct(item) => structure(attribute, &options, &item, &context, errors),
        Item::Other(other) if attribute.goes_on_enums() && other.found == item::ENUM => {
            enumeration(&options, item, &context, errors)
        }
        Item::Other(other) => other_item(attribute, &other, &item, &context, errors),
    }
}

/// Returns an item that does not parse, and stubs for what is known of it.
fn unparsed(attribute: Attribute, options: TokenStream, item: TokenStream) -> TokenStream {
    let item = recover::without_options(item);
    let Ok(parsed) = syn::parse2::<Item>(recover::without_mistakes(&item)) else { return item };
    let mut errors = Diagnostics::default();
    let options = Options::parse(options, Place::Item(attribute), &mut errors);
    let context = Context { paths: Paths::new(options.path(CRATE)), names: Names::of(quote!(#item)) };
    let stub = match parsed {
        Item::Function(function) => {
            let head = Head::of(&function);
            let kind = kind(attribute, &options, &mut errors);
            let callback = kind.map(|kind| check::callback::signature(kind, &function.sig, &mut errors));
            let known = callback.filter(Callback::has_what_a_stub_needs);
            known.map(|callback| fallback::callback(&callback, &head, &context, Diagnostics::none()))
        }
        Item::Struct(item) => {
            Some(fallback::named(attribute, &Named::of(&item), &context, Diagnostics::none()))
        }
        Item::Other(_) => None,
    };
    // What else is wrong may follow from the mistake.
    let _later = errors.drain();
    quote!(#item #stub)
}

/// Returns `true` if the attribute is written as `#[auth::jwt = "…"]`. The compiler rejects that itself, and expands the
/// attribute nevertheless.
fn is_name_value() -> bool {
    let written = Span::call_site().source_text();
    written.is_some_and(|written| {
        let after = written.trim_start_matches(['#', '[']).find(['(', '=', ']', '[', '{']);
        after
            .and_then(|at| written.trim_start_matches(['#', '[']).get(at..))
            .is_some_and(|rest| rest.starts_with('='))
    })
}

/// Expands a function: the callback that the attribute and its options name.
fn function(
    attribute: Attribute,
    options: &Options,
    function: &Function,
    item: TokenStream,
    context: &Context,
    mut errors: Diagnostics,
) -> TokenStream {
    let head = Head::of(function);
    let Some(kind) = kind(attribute, options, &mut errors) else {
        if attribute.callback().is_none() {
            errors.at(function.sig.fn_token, wrong_item(attribute, "a function"));
        }
        let stub = fallback::any_callback(attribute, &head, context, errors);
        return quote!(#item #stub);
    };
    if errors.is_empty()
        && let Some((meant, error)) = check::another::another(kind, &function.sig)
    {
        let mut others = Diagnostics::none();
        let meant = check::callback::signature(meant, &function.sig, &mut others);
        errors.syntax(error);
        let stub = fallback::of_any_attribute(&meant, &head, context, errors);
        return quote!(#item #stub);
    }
    let description = (kind == Kind::Provider).then(|| check::provider::description(options, &mut errors));
    let callback = check::callback::signature(kind, &function.sig, &mut errors);
    if check::callback::in_an_impl_block(kind, function, &mut errors) {
        // An `impl` block cannot hold generated items, and outside of it the compiler would reject the function
        // again.
        let errors = errors.drain();
        return quote!(#[cfg(any())] #item #(#errors)*);
    }
    let item = item::with_brackets(item, &function.sig.ident, &function.sig.generics);
    let mut callback = callback;
    // Without a session it may be another callback, so that the error belongs to all of its traits.
    let is_without_session = kind == Kind::Guard && callback.session.is_none();
    if is_without_session || kind == Kind::Grants && !callback.grants_something() {
        callback.refused.drain(..).filter_map(|(_, error)| error).for_each(|error| errors.syntax(error));
    }
    let is_sound = errors.is_empty() && callback.refused.is_empty();
    let item = match is_sound {
        true => {
            let error = context.paths.in_callback("error_of_callback");
            check::body::mended(kind, &function.sig, &item, error).unwrap_or(item)
        }
        false => item,
    };
    let refused = refused::refused(&callback, &function.sig, context);
    let item = item::with_refused(item, &function.sig, &refused.types);
    let item = if is_sound { item } else { lifetimes::with_static_return(item, &function.sig) };
    let refused = refused.items;
    if is_sound {
        let _no_errors = errors.drain();
        if kind == Kind::Grants {
            let marker = expand::grants::expand(&callback, &head, context);
            return quote!(#item #marker);
        }
        let implementation = expand::callback::expand(&callback, &head, context);
        let described = description.map(|description| expand::provider::expand(&description, &head, context));
        let items = quote!(#implementation #described);
        let items = expand::provider::behind_feature(kind, items, &head, &context.paths);
        let marker = match kind {
            Kind::Guard => expand::guard::marker(&head, &items, &context.paths),
            _ => expand::marker::marker(&head, &items, &context.paths),
        };
        quote!(#item #marker)
    } else {
        let stub = fallback::callback(&callback, &head, context, errors);
        quote!(#item #refused #stub)
    }
}

/// Expands a struct: the extension that the attribute names.
fn structure(
    attribute: Attribute,
    options: &Options,
    item: &ItemStruct,
    context: &Context,
    mut errors: Diagnostics,
) -> TokenStream {
    let mut kept = check::fields::without_own_attributes(item);
    let unusable = match attribute.goes_on_structs() {
        true => check::unusable::fields(attribute, item),
        false => Vec::new(),
    };
    let is_usable = unusable.is_empty();
    let mut unread = None;
    for (index, error) in unusable {
        if let Some(field) = kept.fields.iter_mut().nth(index) {
            field.ty = refused::refused_field(&error, context);
        }
    }
    let (from, exports) = (options.ty(FROM), options.key(TYPESCRIPT));
    let implementation = match attribute {
        Attribute::Jwt => {
            let version = check::token::version(options, &mut errors);
            let claims = check::token::claims(item, exports.is_some() || !errors.is_empty(), &mut errors);
            (is_usable && errors.is_empty()).then(|| {
                let types = exports.map(|flag| typescript::claims(&claims, flag, context));
                let claims = expand::claims::expand(&claims, &version, context);
                quote!(#claims #types)
            })
        }
        Attribute::Session => {
            let from_is_given = options.has(FROM) || !errors.is_empty();
            if check::session::source(from, &mut errors) {
                unread = from.map(refused::written);
            }
            let may_export = exports.is_some() || !errors.is_empty();
            let session = check::session::session(item, from_is_given, may_export, &mut errors);
            (is_usable && errors.is_empty()).then(|| {
                let types = exports.map(|flag| typescript::session(&session, flag, context));
                let session = expand::session::session(&session, from, context);
                quote!(#session #types)
            })
        }
        Attribute::User => {
            let columns = check::columns::columns(item, &mut errors);
            (is_usable && errors.is_empty()).then(|| expand::user::columns(&columns, context))
        }
        Attribute::ApiKey => {
            let prefix = check::api_key::prefix(item, options, &mut errors);
            let key = check::api_key::key(item, &mut errors);
            (is_usable && errors.is_empty()).then(|| expand::api_key::key(&key, &prefix, context))
        }
        Attribute::Credentials => {
            let form = check::form::form(item, &mut errors);
            (is_usable && errors.is_empty()).then(|| expand::form::form(&form, context))
        }
        Attribute::SignIn
        | Attribute::SignUp
        | Attribute::SecondFactor
        | Attribute::DeleteAccount
        | Attribute::Redirect
        | Attribute::Event
        | Attribute::Authorize
        | Attribute::Guard
        | Attribute::Provider
        | Attribute::Permissions
        | Attribute::Grants
        | Attribute::LegacyPassword => {
            if errors.is_empty() {
                errors.at(item.struct_token, wrong_item(attribute, "a struct"));
            }
            None
        }
    };
    let foreign = check::foreign::find(attribute, item);
    let implementation = match implementation {
        Some(implementation) => {
            let _no_errors = errors.drain();
            let foreign = expand::assertion::foreign(&item.ident, &foreign, &context.paths);
            quote!(#implementation #foreign)
        }
        None => {
            kept = check::fields::without_follow_ups(kept);
            let named = Named::of(&kept);
            let types = exports.map(|flag| typescript::stub(attribute, &named, flag, &context.paths));
            let stub = fallback::named(attribute, &named, context, errors);
            let scopes =
                (attribute == Attribute::ApiKey).then(|| expand::api_key::scopes_stub(&kept, context));
            quote!(#stub #scopes #types #unread)
        }
    };
    let kept = item::with_brackets(quote!(#kept), &item.ident, &item.generics);
    quote!(#kept #implementation)
}

/// Expands an enum of permissions.
fn enumeration(
    options: &Options,
    item: TokenStream,
    context: &Context,
    mut errors: Diagnostics,
) -> TokenStream {
    // The compiler has rejected an enum that does not parse already.
    let Ok(mut parsed) = syn::parse2::<ItemEnum>(item.clone()) else {
        let recovered = syn::parse2::<ItemEnum>(recover::without_mistakes(&item));
        let stub = recovered.map(|parsed| {
            let permissions = check::permissions::permissions(&parsed, options, &mut errors);
            expand::permissions::stub(&permissions, &parsed.generics, context)
        });
        let (_later, stub) = (errors.drain(), stub.unwrap_or_default());
        return quote!(#item #stub);
    };
    let foreign = check::foreign::take_from_permissions(&mut parsed, &mut errors);
    let foreign = expand::assertion::foreign(&parsed.ident, &foreign, &context.paths);
    let item = if foreign.is_some() || !errors.is_empty() { quote!(#parsed) } else { item };
    let permissions = check::permissions::permissions(&parsed, options, &mut errors);
    let types = options.key(TYPESCRIPT).map(|flag| typescript::permissions(&permissions, flag, context));
    // The compiler rejects a variant of another's name, and would reject a `match` on the enum as well.
    let is_doubled = permissions.variants.len() < parsed.variants.len();
    let implementation = match errors.is_empty() && !is_doubled {
        true => expand::permissions::expand(&permissions, context),
        false => expand::permissions::stub(&permissions, &parsed.generics, context),
    };
    let errors = errors.drain();
    let types = types.filter(|_| errors.is_empty());
    let foreign = foreign.filter(|_| errors.is_empty());
    quote!(#item #(#errors)* #foreign #implementation #types)
}

/// Expands an item that is neither a function nor a struct.
fn other_item(
    attribute: Attribute,
    other: &Other,
    item: &TokenStream,
    context: &Context,
    mut errors: Diagnostics,
) -> TokenStream {
    errors.at(other.keyword.to_token_stream(), wrong_item(attribute, other.found));
    let stub = match &other.named {
        Some(named) => fallback::named(attribute, named, context, errors),
        None => errors.drain().into_iter().collect(),
    };
    quote!(#item #stub)
}
