//! The trait of a function: extracts the arguments from the call, awaits the function, and returns its result.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Type, spanned::Spanned};

use super::{
    assertion,
    context::Context,
    guard::guarded_session,
    names::local,
    outcome::{gated, outcome, returns},
    paths::{Paths, ok, result_at},
};
use crate::{
    contract::{
        callback::{Contract, Kind},
        subject::Subject,
    },
    model::{Argument, Callback, Head},
};

/// Implements the callback trait.
pub(crate) fn expand(callback: &Callback, head: &Head, context: &Context) -> TokenStream {
    let Context { paths, names } = context;
    let contract = callback.kind.contract();
    let state = names.fresh("S");
    let generated = Generated::new(callback, context);
    let Generated { generics, .. } = &generated;
    let Head { ident, attrs, .. } = head;
    let callback_trait = generated.callback_trait(callback, &contract, head, paths);
    let demands = Demands::of(callback, &contract, &state, paths);
    let bounds = demands.bounds();
    let body = generated.body(callback, &contract, head, &state, paths, &demands.this());
    let session = callback
        .session
        .as_ref()
        .map(|session| guarded_session(callback, head, &quote!(#session), true, paths));
    let implementation = quote_spanned! {ident.span()=>
        #attrs
        #[automatically_derived]
        impl<#generics> #callback_trait for #ident #bounds {
            #body
        }
    };
    let returns = returns(callback, &contract, head, paths);
    let profile = read_profile(callback, head, paths);
    quote!(#session #returns #profile #implementation)
}

/// The requirements of a callback on its application: parts of the state, and the type of the users.
pub(crate) struct Demands(Vec<Demand>);

struct Demand {
    span: Span,
    on: TokenStream,
    of: TokenStream,
}

impl Demands {
    pub(crate) fn of(callback: &Callback, contract: &Contract, state: &Ident, paths: &Paths) -> Self {
        let demand = |on: &Type, module, name| {
            let of = paths.callback_at(module, name, on.span());
            Demand { span: on.span(), on: quote!(#on), of: quote_spanned!(on.span()=> #of<#state>) }
        };
        let parts = callback.parts.iter().map(|part| match is_remembered(callback.kind) {
            true => demand(part, "wiring", "PartOf"),
            false => {
                let of = paths.private_at("FromRef", part.span());
                Demand { span: part.span(), on: quote!(#part), of: quote_spanned!(part.span()=> #of<#state>) }
            }
        });
        let users = callback.columns.iter().filter(|_| contract.takes(Subject::User));
        Self(parts.chain(users.map(|columns| demand(columns, "wiring", "UsersOf"))).collect())
    }

    pub(crate) fn bounds(&self) -> Option<TokenStream> {
        let bounds = self.0.iter().map(|Demand { span, on, of }| quote_spanned!(*span=> #on: #of,));
        (!self.0.is_empty()).then(|| quote!(where #(#bounds)*))
    }

    /// Returns a type that is the callback if all requirements are met.
    fn this(&self) -> TokenStream {
        self.0.iter().fold(
            quote!(Self),
            |this, Demand { span, on, of }| quote_spanned!(*span=> <#on as #of>::Wired<#this>),
        )
    }
}

/// Returns the associated type through which the builder remembers the callback.
pub(crate) fn this(kind: Kind, this: &TokenStream, span: Span) -> Option<TokenStream> {
    is_remembered(kind).then(|| quote_spanned!(span=> type Wired = #this;))
}

/// Returns `true` if the builder remembers callbacks of this kind by their type.
fn is_remembered(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Authorize | Kind::SignUp | Kind::Guard | Kind::Provider | Kind::Grants | Kind::LegacyPassword
    )
}

/// The generics of the impl, and the arguments of the trait.
pub(crate) struct Generated {
    pub(crate) generics: TokenStream,
    trait_arguments: TokenStream,
    token: TokenStream,
    session: TokenStream,
}

impl Generated {
    /// Makes the impl generic over the state, and over the token and the session if the trait has them and the
    /// function does not name them.
    pub(crate) fn new(callback: &Callback, context: &Context) -> Self {
        let Context { paths, names } = context;
        let (state, app_state) = (names.fresh("S"), paths.private("AppState"));
        let mut generics = quote!(#state: #app_state);
        let mut parameter = |known: &Option<Type>, wish: &str, bound: TokenStream| match known {
            Some(ty) => quote!(#ty),
            None => {
                let name = names.fresh(wish);
                generics.extend(quote!(, #name: #bound));
                quote!(#name)
            }
        };
        let (mut token, mut session) = (TokenStream::new(), TokenStream::new());
        let has_token =
            matches!(callback.kind, Kind::JwtUpdate | Kind::JwtAccess | Kind::Session | Kind::Event(_));
        if callback.takes_stored_user() {
            let columns = parameter(&callback.columns, "U", paths.private("UserData"));
            let span = callback.columns.as_ref().map_or(Span::call_site(), Spanned::span);
            let stored = paths.callback_at("database", "Stored", span);
            token = quote_spanned!(span=> #stored<#columns>);
        } else if has_token {
            token = parameter(&callback.token, "T", paths.in_module("claims", "Claims"));
        }
        if matches!(callback.kind, Kind::Event(_)) {
            session = parameter(&callback.session, "V", paths.in_module("session_data", "SessionData"));
        }
        let mut trait_arguments = quote!(#state);
        for argument in [&token, &session].into_iter().filter(|argument| !argument.is_empty()) {
            trait_arguments.extend(quote!(, #argument));
        }
        Self { generics, trait_arguments, token, session }
    }

    /// Returns the callback trait with its arguments. Errors about the token or the session appear at its type.
    pub(crate) fn callback_trait(
        &self,
        callback: &Callback,
        contract: &Contract,
        head: &Head,
        paths: &Paths,
    ) -> TokenStream {
        let stored = callback.columns.as_ref().filter(|_| callback.kind == Kind::Session);
        let subject = callback.token.as_ref().or(stored).or(callback.session.as_ref());
        let span = subject.map_or(head.ident.span(), Spanned::span);
        let (path, arguments) =
            (paths.callback_at(contract.module, &contract.callback(), span), &self.trait_arguments);
        quote_spanned!(span=> #path<#arguments>)
    }

    /// Returns the items of the impl.
    fn body(
        &self,
        callback: &Callback,
        contract: &Contract,
        head: &Head,
        state: &Ident,
        paths: &Paths,
        this: &TokenStream,
    ) -> TokenStream {
        let run = run(callback, contract, &head.ident, state, paths);
        let outcome = outcome(callback, contract, head, paths);
        let Signature { method, generics, parameters, returns } =
            self.signature(callback, contract, head, state, paths);
        let checked = outcome;
        let outcome = quote_spanned!(callback.outcome_span=> type Outcome = #checked;);
        let (before, run) = match callback.kind {
            Kind::Event(_) => {
                let span = callback.outcome_span;
                let event_outcome = paths.callback_at(contract.module, &contract.outcome(), span);
                let returned = match &callback.outcome {
                    Some(returned) if assertion::error_type(returned).is_none() => {
                        gated(returned, returned, contract, paths)
                    }
                    _ => checked.clone(),
                };
                (None, quote_spanned!(span=> <#returned as #event_outcome>::done(#run)))
            }
            Kind::Authorize | Kind::SignUp => {
                let input = input(callback, contract);
                (Some(quote!(#input #outcome)), run)
            }
            Kind::Provider => {
                let (raw, read) = profile(callback, head, paths);
                let run = ok(&run);
                (Some(quote!(#outcome #raw)), quote!(#read #run))
            }
            Kind::JwtUpdate | Kind::Session => (Some(outcome), ok(&run)),
            _ => (Some(outcome), run),
        };
        // The span of the function's name, so that "future is not `Send`" points there.
        let call =
            quote_spanned!(head.ident.span()=> async fn #method #generics(#parameters) -> #returns { #run });
        // The compiler reports a private type at the whole item.
        let span = callback.parts.first().map_or(Span::call_site(), Spanned::span);
        let this = self::this(callback.kind, this, span);
        quote!(#this #before #call)
    }

    /// Returns the method of the trait.
    pub(crate) fn signature(
        &self,
        callback: &Callback,
        contract: &Contract,
        head: &Head,
        state: &Ident,
        paths: &Paths,
    ) -> Signature {
        let (jwt, session_type) = (paths.private("Jwt"), paths.private("Session"));
        let (call, token, session) = (local("call"), local("token"), local("session"));
        let span = head.ident.span();
        let call_type = paths.callback(contract.module, &contract.call());
        let (token_type, session_data) = (&self.token, &self.session);
        let mut parameters = match callback.kind {
            Kind::Event(event) => {
                let payload = paths.callback("event", event.payload());
                quote!(#call: #call_type<'c, #state, #payload<'c>>)
            }
            _ => quote!(#call: #call_type<'_, #state>),
        };
        if contract.takes(Subject::TokenMut) {
            parameters.extend(quote!(, #token: &mut #jwt<#token_type>));
        } else if contract.takes(Subject::Token) {
            parameters.extend(quote!(, #token: &#jwt<#token_type>));
        }
        if callback.kind == Kind::Provider {
            let (profile, value) = (local("profile"), paths.callback("provider", "Value"));
            parameters.extend(quote!(, #profile: &#value));
        } else if let Some((associated, variable)) = contract.input {
            let (associated, variable) = (Ident::new(associated, Span::call_site()), local(variable));
            parameters.extend(quote!(, #variable: Self::#associated));
        }
        if callback.kind == Kind::Guard {
            let guarded = paths.callback("guard", "GuardedSession");
            parameters.extend(quote!(, #session: &#session_type<<Self as #guarded>::Session>));
        } else if contract.takes(Subject::Session) {
            parameters.extend(quote!(, #session: &#session_type<#session_data>));
        }
        let outcome = quote_spanned!(span=> Self::Outcome);
        let returns = match callback.kind {
            Kind::Event(_) => result_at(&quote!(()), &paths.private("BoxError"), span),
            Kind::JwtUpdate | Kind::Session => {
                result_at(&outcome, &paths.callback("jwt", "InvalidPayload"), span)
            }
            Kind::Provider => result_at(&outcome, &paths.callback("provider", "UnreadProfile"), span),
            _ => outcome,
        };
        let method = match callback.kind {
            Kind::Event(event) => Ident::new(event.name(), span),
            _ => Ident::new("call", span),
        };
        // The payload borrows for as long as the call does.
        let generics = matches!(callback.kind, Kind::Event(_)).then(|| quote!(<'c>));
        Signature { method, generics, parameters, returns }
    }
}

/// The method of a callback trait.
pub(crate) struct Signature {
    pub(crate) method: Ident,
    pub(crate) generics: Option<TokenStream>,
    pub(crate) parameters: TokenStream,
    pub(crate) returns: TokenStream,
}

/// Returns the type of the form.
pub(crate) fn input(callback: &Callback, contract: &Contract) -> Option<TokenStream> {
    let (associated, _) = contract.input.filter(|_| callback.kind != Kind::Provider)?;
    let ty = callback.input.as_ref()?;
    let span = ty.span();
    let associated = Ident::new(associated, span);
    Some(quote_spanned!(span=> type #associated = #ty;))
}

/// Returns the method that other callbacks read the profile by, and the statement that reads it here. Both are absent if the
/// function takes no profile.
///
/// An inherent function reads it: a private type may be in its signature, and the type is required to be a profile once.
fn profile(callback: &Callback, head: &Head, paths: &Paths) -> (TokenStream, TokenStream) {
    let Some(ty) = &callback.input else { return Default::default() };
    let in_module = |name| paths.callback("provider", name);
    let (ident, profile) = (&head.ident, local("profile"));
    let (raw, value) = (in_module("RawProfile"), in_module("Value"));
    let method = quote! {
        fn raw(#profile: &#value) -> #raw<'_> {
            #raw::of::<#ty>(#profile, |#profile| match <#ident>::profile(#profile) {
                ::core::result::Result::Ok(#profile) => {
                    ::core::option::Option::Some(::std::boxed::Box::new(#profile))
                }
                ::core::result::Result::Err(_) => ::core::option::Option::None,
            })
        }
    };
    (method, quote!(let #profile = <#ident>::profile(#profile)?;))
}

/// Returns the inherent function that reads the profile.
fn read_profile(callback: &Callback, head: &Head, paths: &Paths) -> Option<TokenStream> {
    let ty = callback.input.as_ref().filter(|_| callback.kind == Kind::Provider)?;
    let (Head { ident, attrs, .. }, profile) = (head, local("profile"));
    let value = paths.callback("provider", "Value");
    let of_profile = paths.callback_at("provider", "ProviderProfile", ty.span());
    let returned = result_at(&quote!(#ty), &paths.private("BoxError"), ident.span());
    let read = quote_spanned!(ty.span()=> <#ty as #of_profile>::read(#profile));
    Some(quote! {
        #attrs
        impl #ident {
            fn profile(#profile: &#value) -> #returned { #read }
        }
    })
}

/// Returns the call of the function: `function(arguments…).await`.
pub(crate) fn run(
    callback: &Callback,
    contract: &Contract,
    function: &Ident,
    state: &Ident,
    paths: &Paths,
) -> TokenStream {
    let call = local("call");
    let fallible = matches!(callback.kind, Kind::JwtUpdate | Kind::Session).then(|| quote!(?));
    let payload = match callback.kind {
        Kind::Event(event) => {
            let payload = paths.callback("event", event.payload());
            Some(quote!(, #payload<'_>))
        }
        _ => None,
    };
    let arguments = callback.arguments.iter().map(|argument| {
        let given = |name| {
            let name = local(name);
            quote!(#name)
        };
        match argument {
            Argument::Token => given("token"),
            Argument::Session => given("session"),
            Argument::StoredUser => {
                let token = local("token");
                quote!(&#token.claims.user)
            }
            Argument::PlainUser(ty) => {
                let token = local("token");
                let plain = paths.callback_at("database", "PlainUser", ty.span());
                quote_spanned!(ty.span()=> &<#ty as #plain>::of(&#token.claims.user))
            }
            Argument::Input => given(contract.input.unwrap_or_default().1),
            Argument::Extracted(ty) => {
                let span = ty.span();
                let argument = paths.callback_at(contract.module, &contract.argument(), span);
                quote_spanned!(span=> <#ty as #argument<'_, #state #payload>>::from_call(&#call)#fallible)
            }
        }
    });
    let wait = callback.is_async.then(|| quote_spanned!(function.span()=> .await));
    quote_spanned!(function.span()=> #function(#(#arguments),*) #wait)
}
