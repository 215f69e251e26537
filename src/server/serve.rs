//! `pufa serve`: a site, and the API of its campaigns, until a signal ends it.

mod chores;
mod options;
mod stop;

pub use options::{Options, Source};

use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::serve::ListenerExt as _;
use axum::{Extension, Router};
use paint::Assets;
use press::library::Library;
use tokio::net::TcpListener;
use tower::util::MapResponseLayer;

use crate::api::{self, Desk, Users};
use crate::certificate;
use crate::clock::Clock;
use crate::hall::{Hall, Refusal};
use crate::headers;
use crate::metrics::Metrics;
use crate::school::{Counter, Founding, School, Texts};
use crate::seal::Sealer;
use crate::site::{self, Site, kit};
use crate::store::{Register, Sqlite, Store};
use crate::throttle::{ProxyIsTrusted, Throttle};

/// Serves until SIGINT or SIGTERM; says where as soon as it listens, with `as_json` as an object.
///
/// # Errors
/// When the site or the data can't be read, or a port can't be had.
pub fn run(options: &Options, as_json: bool) -> Result<()> {
    let runtime = tokio::runtime::Runtime::new().context("starting the runtime")?;
    match &options.source {
        Source::Site(dir) => {
            let site = Arc::new(Site::load(dir)?);
            runtime.block_on(async { listen(options.listen, pages(site), as_json).await?.until(stop::told()).await })
        }
        Source::Questions(dir) => {
            let (library, issues) = press::library::read(dir)?;
            issues.iter().for_each(|issue| tracing::warn!(%issue, "left out; `pufa bank check` and `pufa campaign check` list all faults"));
            let texts = Texts::read(dir, &library)?;
            runtime.block_on(serve(options, &library, texts, as_json))
        }
    }
}

async fn serve(options: &Options, library: &Library, texts: Texts, as_json: bool) -> Result<()> {
    let kit = kit::embedded()?;
    let site = Arc::new(Site::of(&kit, library, options.public_address.as_deref()));
    options.check_keys()?;
    let database = options.database()?;
    // first the keys: rows without them would keep the next start from starting
    let sealer = Arc::new(Sealer::open(&options.keys())?);
    let store = Arc::new(Sqlite::open(&database).with_context(|| format!("opening the data in `{}`", options.data.display()))?);
    let school = School::open(Founding {
        register: Arc::clone(&store) as Arc<dyn Register>,
        sealer: Arc::clone(&sealer),
        clock: Clock::system(),
        assignments: library.assignments.clone(),
        banks: library.banks.clone(),
        texts,
        sender: options.phone_codes.clone(),
        public_address: options.public_address.clone(),
    });
    let school = Arc::new(school.await?);
    chores::before(&school)
        .await
        .map_err(|why| anyhow!("taking up assignments: {}", why.cause.unwrap_or_else(|| why.code.word().into())))?;
    let hall = Hall::open(Arc::clone(&store) as Arc<dyn Store>, sealer, Clock::system(), library).await?;
    let desk = Desk {
        hall: Arc::new(hall),
        metrics: Arc::new(Metrics::new()?),
        throttle: Arc::new(Throttle::new(options.rates)),
        users: Arc::new(Users::default()),
        school,
        is_secure: options.is_https(),
    };
    if options.may_lack_tls() {
        tracing::warn!(
            "nothing says that TLS stands before this server: set public-address or trust-proxy, or members' cookies go without `Secure`"
        );
    }
    let beside = match options.metrics {
        None => None,
        Some(address) => Some(quiet(address, beside(Arc::clone(&desk.metrics), Arc::clone(&store))).await?),
    };
    let still = press::still(&kit, "../");
    let main = listen(options.listen, router(site, desk.clone(), still, options.trust_proxy), as_json).await?;
    let mut chores = chores::start(&desk);
    let done = match beside {
        None => main.until(stop::told()).await,
        Some(beside) => {
            let (main, beside) = tokio::join!(main.until(stop::told()), beside.until(stop::told()));
            main.and(beside)
        }
    };
    chores.abort_all();
    done
}

/// Pages only, for a site that stands by itself.
pub fn pages(site: Arc<Site>) -> Router {
    Router::new().fallback(site::answer).with_state(site).layer(MapResponseLayer::new(headers::secure))
}

/// Everything that citizens, members and organisers ask for; `still` are the assets of a page that is painted when it is asked for.
pub fn router(site: Arc<Site>, desk: Desk, still: Assets, trust_proxy: bool) -> Router {
    let mut api = api::router(desk.clone());
    let counter = Arc::new(Counter(Arc::clone(&desk.school)));
    let mut certificates = certificate::router(counter, Arc::clone(&desk.throttle), still);
    if trust_proxy {
        api = api.layer(Extension(ProxyIsTrusted));
        certificates = certificates.layer(Extension(ProxyIsTrusted));
    }
    let hall = Arc::clone(&desk.hall);
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(move || ready(Arc::clone(&hall))))
        .fallback(site::answer)
        .with_state(site)
        .merge(certificates)
        .layer(MapResponseLayer::new(headers::secure))
        .merge(api)
}

/// What only operators ask for, at an address of its own.
fn beside(metrics: Arc<Metrics>, store: Arc<Sqlite>) -> Router {
    Router::new().route("/metrics", get(move || async move { metrics.text(store.commits()) }))
}

async fn ready(hall: Arc<Hall>) -> Response {
    match hall.store().ready().await {
        Ok(()) => "ready\n".into_response(),
        Err(why) => api::problem(Refusal::from(why)),
    }
}

/// A port that is ours, and what will be answered there.
struct Listening {
    listener: TcpListener,
    router: Router,
}

async fn listen(address: SocketAddr, router: Router, as_json: bool) -> Result<Listening> {
    let listening = quiet(address, router).await?;
    let mut out = std::io::stdout();
    let address = format!("http://{}", listening.listener.local_addr()?);
    tracing::info!(address, "listening");
    if as_json {
        writeln!(out, "{}", serde_json::json!({ "listening": address }))?;
    } else {
        writeln!(out, "listening on {address}")?;
    }
    out.flush()?;
    Ok(listening)
}

async fn quiet(address: SocketAddr, router: Router) -> Result<Listening> {
    let listener = TcpListener::bind(address).await.with_context(|| format!("port {} on {} can't be had", address.port(), address.ip()))?;
    Ok(Listening { listener, router })
}

impl Listening {
    /// Answers until told to stop, then lets what is under way finish, for a while.
    async fn until(self, told: impl Future<Output = ()> + Send + 'static) -> Result<()> {
        let listener = self.listener.tap_io(|stream| {
            // an answer goes out when it is written; without this a phone may wait for nothing
            if let Err(why) = stream.set_nodelay(true) {
                tracing::debug!(%why, "a connection keeps its delay");
            }
        });
        let (say, hear) = tokio::sync::oneshot::channel();
        let service = self.router.into_make_service_with_connect_info::<SocketAddr>();
        let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
            told.await;
            // nobody hears it when serving has ended by itself
            let _ = say.send(());
        });
        let deadline = async {
            if hear.await.is_err() {
                std::future::pending::<()>().await;
            }
            tokio::time::sleep(stop::FAREWELL).await;
        };
        tokio::select! {
            done = serving => done.context("serving"),
            () = deadline => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
