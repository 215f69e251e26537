//! Whole pages: head, the painted part, the campaign as data, and the few lines that wake the program.

use crate::{escape, icon, landing, paper, study, words};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::campaign::Grading;
use domain::{Bank, Campaign};
use sha2::{Digest, Sha256};
use wire::api::CampaignView;

/// Where a page finds its parts; every address is relative to the page itself.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// Squeezed style sheet, inlined into the page.
    pub css: String,
    /// Squeezed boot script, inlined into the page.
    pub boot: String,
    /// The program's JavaScript and its WASM.
    pub program: Program,
    /// The organiser's program, which a citizen's phone never loads.
    pub organiser: Program,
    /// The compact bank data of this campaign, where its papers are drawn on the device.
    pub data: Option<String>,
    /// From the page to the site's root: `../../` for a campaign, empty for the index.
    pub root: String,
    /// Scheme and host under which the site is known, where whoever builds it knows: chats fetch a picture only by its full address.
    pub public_address: Option<String>,
}

/// One program: the module that wasm-bindgen wrote and the WASM beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Program {
    /// Address of the JavaScript module.
    pub js: String,
    /// Address of the WASM.
    pub wasm: String,
}

/// Runs before the first paint, in the oldest browsers too: the type size, the phase by the clock, and whether the program can run.
const EARLY: &str = "(function(e){try{var s=localStorage.getItem('pufa.size');if(s)e.setAttribute('data-size',s)}catch(x){}\
    var n=Date.now(),o=+e.getAttribute('data-opens'),c=+e.getAttribute('data-closes');if(o)e.setAttribute('data-phase',n<o?'soon':n<c?'open':'closed');\
    if(!window.WebAssembly||!('noModule' in document.createElement('script')))e.setAttribute('data-old','')})(document.documentElement)";

/// The whole `c/<campaign>/index.html`. No question is painted for a campaign that a server grades, and no bank is named.
#[must_use]
pub fn campaign_page(campaign: &Campaign, banks: &[Bank], assets: &Assets) -> String {
    let on_device = campaign.grading == Grading::Device;
    let title = campaign.title.replace('\n', "");
    let minutes = campaign.limit_ms.map_or_else(String::new, |ms| format!("，{}分钟", ms / 60_000));
    let description = format!(
        "{}：{}题{minutes}，{}至{}。不用安装，打开就能答。",
        campaign.organiser,
        campaign.blueprint.count(),
        words::date(campaign.opens, campaign.zone),
        words::date(campaign.closes, campaign.zone)
    );
    let question = if on_device && campaign.opens_with_a_question() { paper::first_question(campaign, banks) } else { None };
    let (paper, when, rest) = match question {
        Some((first, others)) => (
            format!("<div id=\"paper\" class=\"page\" data-when=\"open\">{first}</div>"),
            " data-when=\"soon closed\"",
            format!("<template id=\"rest\">{others}</template>"),
        ),
        None => (String::new(), "", String::new()),
    };
    let body = format!(
        "{paper}<div id=\"landing\" class=\"page\"{when}>{}</div><div id=\"app\"></div>{NO_SCRIPT}\
         <script type=\"text/plain\" id=\"campaign\">{}</script>{}{rest}",
        landing::landing(campaign),
        wire::campaign::write(campaign),
        if on_device { String::new() } else { view(campaign) }
    );
    let bank = assets.data.as_deref().filter(|_| on_device).map_or_else(String::new, |data| format!(" data-bank=\"{data}\""));
    let root = format!(
        " data-phase=\"open\" data-opens=\"{}\" data-closes=\"{}\" data-campaign=\"{}\" data-root=\"{}\" data-js=\"{}\" data-wasm=\"{}\" data-organiser-js=\"{}\" data-organiser-wasm=\"{}\"{bank}{}{}",
        campaign.opens.0,
        campaign.closes.0,
        campaign.id,
        assets.root,
        assets.program.js,
        assets.program.wasm,
        assets.organiser.js,
        assets.organiser.wasm,
        if on_device { "" } else { " data-graded" },
        if campaign.kiosk { " data-kiosk" } else { "" }
    );
    Page { root: &root, title: &title, description: &description, body: &body, ..Page::default() }.paint(assets)
}

/// The campaign as `GET /api/v1/campaigns/{id}` answers, for programs that read the page. What goes by the clock is left out,
/// so that the page stays the same from one minute to the next.
fn view(campaign: &Campaign) -> String {
    let mut view = serde_json::to_value(CampaignView::of(campaign, campaign.opens)).expect("a view has names of text only");
    if let Some(view) = view.as_object_mut() {
        view.retain(|name, _| name != "now_ms" && name != "phase");
    }
    // nothing in it may close the element around it
    format!("<script type=\"application/json\" id=\"campaign-view\">{}</script>", view.to_string().replace('<', "\\u003c"))
}

const NO_SCRIPT: &str = "<noscript><p class=\"note no\">这个浏览器关掉了脚本，不能答题。请打开脚本，或者换一个浏览器。</p></noscript>";

/// The whole `study/index.html`: it says that it opens, all else comes once the program knows who is there.
#[must_use]
pub fn study_page(assets: &Assets) -> String {
    let body = format!("<div id=\"app\">{}</div>{NO_SCRIPT}", study::sign_in::opening());
    let root = format!(" data-root=\"{}\" data-js=\"{}\" data-wasm=\"{}\"", assets.root, assets.program.js, assets.program.wasm);
    let (title, description) = ("学习任务", "学法用法：学习、练习和考试。");
    Page { root: &root, title, description, body: &body, kind: Kind::Program }.paint(assets)
}

/// The site's own `index.html`: the campaigns there are, and the way to what members study where there is such.
#[must_use]
pub fn index_page(campaigns: &[Campaign], has_study: bool, assets: &Assets) -> String {
    let list: String = campaigns
        .iter()
        .map(|campaign| {
            format!(
                "<li><span><b>{}</b><br><span class=\"s dim\">{}　{}截止</span></span><a class=\"link end nb\" href=\"c/{}/\">打开</a></li>",
                escape(&campaign.title.replace('\n', "")),
                escape(&campaign.organiser),
                words::closing(campaign.opens, campaign.closes, campaign.zone),
                campaign.id
            )
        })
        .collect();
    let list = if list.is_empty() {
        "<p class=\"note\">这里还没有活动。</p>".to_owned()
    } else {
        format!("<ul class=\"list\">{list}</ul>")
    };
    let study = match has_study {
        true => {
            "<section><h2>学习任务</h2><ul class=\"list\"><li><span><b>学法用法</b><br><span class=\"s dim\">单位人员学习、练习和考试</span></span>\
             <a class=\"link end nb\" href=\"study/\">登录</a></li></ul></section>"
        }
        false => "",
    };
    let body = format!(
        "<div class=\"page\"><header class=\"bar\"><span class=\"seal\" aria-hidden=\"true\">普法</span><span class=\"s\">普法答题</span>\
         <button class=\"tool end\" type=\"button\" data-type-size>{}<span>字号</span></button></header><main><h1>活动</h1><div class=\"wenwu\"></div>{list}{study}</main></div>",
        icon::SIZE
    );
    Page {
        title: "普法答题", description: "法治知识竞答，打开就能答。", body: &body, kind: Kind::Still, ..Page::default()
    }
    .paint(assets)
}

/// What a page does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// It wakes a program.
    #[default]
    Program,
    /// It only shows something.
    Still,
    /// It asks its own origin for something by a form, and is nothing that search engines should keep.
    Form,
}

/// A page before it is painted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Page<'a> {
    /// Attributes of the root element, already HTML.
    pub root: &'a str,
    /// Its title.
    pub title: &'a str,
    /// What it is about, for chats and search engines.
    pub description: &'a str,
    /// Its body, already HTML.
    pub body: &'a str,
    /// What it does.
    pub kind: Kind,
}

impl Page<'_> {
    /// The whole document.
    #[must_use]
    pub fn paint(self, assets: &Assets) -> String {
        page(self, assets)
    }
}

fn page(Page { root, title, description, body, kind }: Page<'_>, assets: &Assets) -> String {
    let css = &assets.css;
    let (title, description) = (escape(title), escape(description));
    let robots = if kind == Kind::Form { "<meta name=\"robots\" content=\"noindex\">" } else { "" };
    let script = format!("<script type=\"module\">{}</script>", assets.boot);
    let policy = policy(&[EARLY, &assets.boot], css, kind);
    let to = &assets.root;
    let image = assets.public_address.as_ref().map_or_else(|| to.clone(), |address| escape(&format!("{}/", address.trim_end_matches('/'))));
    format!(
        "<!doctype html><html lang=\"zh-CN\"{root}><head><meta charset=\"utf-8\">{robots}\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\"><title>{title}</title>\
         <script>{EARLY}</script><style>{css}</style>\
         <meta name=\"description\" content=\"{description}\"><meta property=\"og:type\" content=\"website\"><meta property=\"og:title\" content=\"{title}\">\
         <meta property=\"og:description\" content=\"{description}\"><meta property=\"og:image\" content=\"{image}icon-512.png\"><meta name=\"theme-color\" content=\"#fbf8f2\" media=\"(prefers-color-scheme: light)\">\
         <meta name=\"theme-color\" content=\"#181512\" media=\"(prefers-color-scheme: dark)\"><meta name=\"format-detection\" content=\"telephone=no\">\
         <link rel=\"icon\" href=\"{to}icon.svg\" type=\"image/svg+xml\"><link rel=\"apple-touch-icon\" href=\"{to}icon-512.png\"><link rel=\"manifest\" href=\"{to}manifest.webmanifest\"></head>\
         <body>{body}{script}</body></html>\n"
    )
}

/// What the page may load and run: its own origin, and these very scripts and styles.
/// `wasm-unsafe-eval` is what lets WASM run; browsers older than Chromium 97 and Safari 16 know only the wider `unsafe-eval`.
fn policy(scripts: &[&str], css: &str, kind: Kind) -> String {
    let hash = |text: &str| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
    let scripts: String = scripts.iter().map(|text| hash(text)).collect();
    let wasm = if kind == Kind::Program { " 'wasm-unsafe-eval' 'unsafe-eval'" } else { "" };
    let form = if kind == Kind::Form { "self" } else { "none" };
    format!(
        "default-src 'none'; script-src 'self'{scripts}{wasm}; style-src{}; img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action '{form}'",
        hash(css)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::blueprint::Way;
    use domain::{Blueprint, ChoiceSet, Kind, Points, Question, Section, Topic};

    fn campaign(grading: Grading) -> Campaign {
        let section =
            Section { banks: vec!["t".into()], kinds: vec![], topics: vec![], levels: vec![], count: 1, points: Points::whole(10) };
        Campaign {
            id: "demo".into(),
            title: "</script>竞答".into(),
            grading,
            blueprint: Blueprint { way: Way::Fixed, sections: vec![section] },
            landing: false,
            ..Campaign::default()
        }
    }

    fn banks() -> [Bank; 1] {
        let question = Question {
            id: "1".into(),
            kind: Kind::Judge,
            stem: "机密的题目".into(),
            choices: vec!["对".into(), "错".into()],
            key: ChoiceSet::FALSE,
            explain: "因为".into(),
            basis: vec![],
            level: 1,
        };
        let topic = Topic { id: "t".into(), title: "总纲".into(), questions: vec![question] };
        [Bank { id: "t".into(), title: "宪法".into(), version: "1".into(), laws: vec![], topics: vec![topic] }]
    }

    fn check(grading: Grading) -> String {
        let assets = Assets { data: Some("pkg/demo-0.txt".into()), ..Assets::default() };
        campaign_page(&campaign(grading), &banks(), &assets)
    }

    #[test]
    fn a_paper_of_the_device_is_painted_and_its_bank_is_named() {
        let page = check(Grading::Device);
        assert!(page.contains("机密的题目") && page.contains(" data-bank=\"pkg/demo-0.txt\""));
        assert!(!page.contains("campaign-view") && !page.contains("data-graded"));
    }

    #[test]
    fn a_page_graded_by_a_server_holds_no_question_and_no_bank() {
        let page = check(Grading::Server);
        assert!(!page.contains("机密的题目") && !page.contains("data-bank") && !page.contains("pkg/demo-0.txt"));
        assert!(page.contains(" data-graded") && page.contains("id=\"landing\" class=\"page\">"));
    }

    #[test]
    fn a_page_graded_by_a_server_tells_the_campaign_to_other_programs_without_the_time() {
        let page = check(Grading::Server);
        let (_, rest) = page.split_once("id=\"campaign-view\">").expect("the view is there");
        let (json, _) = rest.split_once("</script>").expect("it ends");
        let mut view: serde_json::Value = serde_json::from_str(json).expect("JSON");
        assert!(view.get("now_ms").is_none() && view.get("phase").is_none());
        view["now_ms"] = 0.into();
        view["phase"] = "closed".into();
        let told: CampaignView = serde_json::from_value(view).expect("the rest is whole");
        assert_eq!(told, CampaignView::of(&campaign(Grading::Server), domain::Moment(0)));
    }

    #[test]
    fn the_picture_for_chats_has_a_full_address_where_one_is_known() {
        let image = |public_address: Option<&str>| {
            let assets = Assets { root: "../../".into(), public_address: public_address.map(str::to_owned), ..Assets::default() };
            let page = campaign_page(&campaign(Grading::Device), &[], &assets);
            let (_, rest) = page.split_once("og:image\" content=\"").expect("a picture");
            rest.split('"').next().unwrap_or_default().to_owned()
        };
        assert_eq!(image(None), "../../icon-512.png");
        assert_eq!(image(Some("https://pufa.example.cn/")), "https://pufa.example.cn/icon-512.png");
    }
}
