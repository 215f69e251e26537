//! The files of a site: a page for each campaign and one for members, what they load, and the worker that keeps them.

#[cfg(test)]
mod tests;

use domain::campaign::Grading;
use domain::read::Library;
use domain::{Bank, Campaign};
use paint::Assets;

use crate::content::{Content, File};
use crate::hash::short_sha256;
use crate::kit::{Kit, Program};
use crate::offline;

/// A site.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Every file, the service worker last; what the kit held packed is packed, pages and data are not yet.
    pub files: Vec<File>,
    /// What a first visit to each campaign loads.
    pub visits: Vec<Visit>,
}

/// What a first visit loads, by address. The page holds styles and boot script in itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Id of the campaign.
    pub campaign: String,
    /// The page.
    pub page: String,
    /// The questions, where papers are drawn on the device.
    pub data: Option<String>,
    /// The citizen's program.
    pub program: paint::Program,
}

/// Makes the site of a library. `public_address` is scheme and host under which it is known, where whoever serves it knows.
#[must_use]
pub fn site(kit: &Kit, library: &Library, public_address: Option<&str>) -> Site {
    let mut site = Site::default();
    site.files.extend(kit.files.iter().cloned());
    let [app, graded, organiser, member] = kit.programs().map(|(name, program)| site.add_program(name, program));
    let assets = Assets {
        css: kit.css.clone(),
        boot: kit.boot.clone(),
        organiser,
        public_address: public_address.map(str::to_owned),
        ..Assets::default()
    };
    site.add("index.html", paint::index_page(&library.campaigns, !library.assignments.is_empty(), &assets).into_bytes());
    if !library.assignments.is_empty() {
        site.add_study(kit, member, &assets);
    }
    for campaign in &library.campaigns {
        let program = match campaign.grading {
            Grading::Device => &app,
            Grading::Server => &graded,
        };
        site.add_campaign(campaign, &library.banks, Assets { program: program.clone(), ..assets.clone() });
    }
    site.files.sort_by(|a, b| a.address.cmp(&b.address));
    site.files.push(offline::worker(&kit.worker, &site.files));
    site
}

/// What a page without a program needs that a server paints when it is asked for; `root` leads from it to the site's root.
#[must_use]
pub fn still(kit: &Kit, root: &str) -> Assets {
    Assets { css: kit.css.clone(), boot: kit.boot.clone(), root: root.to_owned(), ..Assets::default() }
}

impl Site {
    fn add(&mut self, address: &str, bytes: Vec<u8>) {
        self.files.push(File { address: address.to_owned(), content: Content::new(bytes) });
    }

    /// Adds a file whose address names its content, so that browsers may keep it for ever; gives back the address.
    fn add_hashed(&mut self, name: &str, kind: &str, content: Content) -> String {
        let address = format!("pkg/{name}-{}.{kind}", short_sha256(&content.plain));
        self.files.push(File { address: address.clone(), content });
        address
    }

    fn add_program(&mut self, name: &str, program: &Program) -> paint::Program {
        paint::Program { js: self.add_hashed(name, "js", program.js.clone()), wasm: self.add_hashed(name, "wasm", program.wasm.clone()) }
    }

    /// The page of members, where there is something to study; it needs a server.
    fn add_study(&mut self, kit: &Kit, member: paint::Program, assets: &Assets) {
        let root = "../";
        let program = paint::Program { js: format!("{root}{}", member.js), wasm: format!("{root}{}", member.wasm) };
        let assets = Assets { css: [kit.css.as_str(), &kit.study].concat(), program, root: root.to_owned(), ..assets.clone() };
        self.add("study/index.html", paint::study_page(&assets).into_bytes());
    }

    fn add_campaign(&mut self, campaign: &Campaign, banks: &[Bank], assets: Assets) {
        let program = assets.program.clone();
        // a bank that a server asks from never leaves it
        let data = (campaign.grading == Grading::Device)
            .then(|| self.add_hashed(&campaign.id, "txt", Content::new(wire::site::pack(campaign, banks).into_bytes())));
        let root = "../../";
        let from_here =
            |program: &paint::Program| paint::Program { js: format!("{root}{}", program.js), wasm: format!("{root}{}", program.wasm) };
        let assets = Assets {
            program: from_here(&program),
            organiser: from_here(&assets.organiser),
            data: data.as_ref().map(|data| format!("{root}{data}")),
            root: root.to_owned(),
            ..assets
        };
        let page = format!("c/{}/index.html", campaign.id);
        self.add(&page, paint::campaign_page(campaign, banks, &assets).into_bytes());
        self.visits.push(Visit { campaign: campaign.id.clone(), page, data, program });
    }
}
